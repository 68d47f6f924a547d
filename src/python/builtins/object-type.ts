import type { Ref } from '../../heap/layout.ts';
import { CLASS_DICT, CLASS_MRO, Kind, Shape } from '../objects/shapes.ts';
import type { BuiltinClass } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { assignClass } from './class-assignment.ts';
import {
  addClassNames,
  addOwnNames,
  atAddress,
  fullName,
  listOfNames,
  nameArgument,
} from './core-support.ts';

/** `object`: what every class inherits. */

function isObjects(vm: VM, cls: Ref, name: string): boolean {
  const id = vm.name(name);
  return vm.classes.lookup(cls, id) === vm.classes.lookup(vm.classes.named('object'), id);
}

function objectNew(vm: VM, args: number, count: number): Ref {
  const cls = vm.at(args);
  if (!vm.classes.isClass(cls)) {
    throw vm.error('TypeError', `object.__new__(X): X is not a type object (${vm.typeName(cls)})`);
  }
  if (!isObjects(vm, cls, '__new__')) requirePlainLayout(vm, cls);
  if (count > 2 || vm.dicts.size(vm.at(args + count - 1)) > 0) {
    if (!isObjects(vm, cls, '__new__')) {
      throw vm.error('TypeError', 'object.__new__() takes exactly one argument (the type to instantiate)');
    }
    if (isObjects(vm, cls, '__init__')) {
      throw vm.error('TypeError', `${vm.classes.nameOf(cls)}() takes no arguments`);
    }
  }
  requirePlainLayout(vm, cls);
  vm.construction.refuseAbstract(cls);
  return vm.classes.newInstance(vm.at(args));
}

function requirePlainLayout(vm: VM, cls: Ref): void {
  if (vm.classes.infoOf(cls).kind === Kind.INSTANCE) return;
  const name = vm.classes.nameOf(cls);
  if (isObjects(vm, cls, '__new__')) throw vm.error('TypeError', `cannot create '${name}' instances`);
  const base = vm.classes.nameOf(newBase(vm, cls));
  throw vm.error('TypeError', `object.__new__(${name}) is not safe, use ${base}.__new__()`);
}

/** The first class whose `__new__` is native; for Python 2 that is a built-in class. */
function newBase(vm: VM, cls: Ref): Ref {
  const mro = vm.i32[cls + CLASS_MRO]!;
  const isPython2 = vm.platform.version[0] === 2;
  const name = vm.strings.nameRef(vm.name('__new__'));
  for (let k = 0; k < vm.tupleLength(mro); k++) {
    const base = vm.tupleItem(mro, k);
    const isNative = isPython2 ? false : vm.dicts.findName(vm.i32[base + CLASS_DICT]!, name) < 0;
    if (isNative || !vm.classes.infoOf(base).isHeapType) return base;
  }
  return vm.classes.named('object');
}

function objectInit(vm: VM, args: number, count: number): Ref {
  if (count > 2 || vm.dicts.size(vm.at(args + count - 1)) > 0) {
    const cls = vm.classOf(vm.at(args));
    if (!isObjects(vm, cls, '__init__')) {
      throw vm.error(
        'TypeError',
        'object.__init__() takes exactly one argument (the instance to initialize)',
      );
    }
    const isPlain = vm.classes.infoOf(cls).isHeapType || cls === vm.classes.named('object');
    if (isPlain && isObjects(vm, cls, '__new__')) {
      const name = vm.classes.nameOf(cls);
      throw vm.error(
        'TypeError',
        `${name}.__init__() takes exactly one argument (the instance to initialize)`,
      );
    }
  }
  return vm.newNone();
}

export function objectRepr(vm: VM, args: number): Ref {
  const self = vm.at(args);
  return vm.newStr(atAddress(vm, `${fullName(vm, vm.classOf(self))} object`, self));
}

/** The caller checks that it is a str. */
function objectStr(vm: VM, args: number): Ref {
  return vm.calls.callSpecial(vm.classes.special(vm.at(args), '__repr__'), vm.at(args), []);
}

function objectEq(vm: VM, args: number): Ref {
  return vm.at(args) === vm.at(args + 1) ? vm.newBool(true) : vm.newNotImplemented();
}

function objectNe(vm: VM, args: number): Ref {
  const method = vm.classes.special(vm.at(args), '__eq__');
  if (method === 0 || method === vm.none) return vm.newNotImplemented();
  const at = vm.push(vm.calls.callSpecial(method, vm.at(args), [vm.at(args + 1)]));
  if (vm.at(at) === vm.notImplemented) return vm.pop();
  const equal = vm.truthy(vm.at(at));
  vm.dropTo(at);
  return vm.newBool(!equal);
}

function objectGetattribute(vm: VM, args: number): Ref {
  const name = nameArgument(vm, args + 1);
  const value = vm.attributes.getGeneric(args, name);
  if (value === 0) throw vm.attributes.missing(vm.at(args), name);
  return value;
}

function objectSetattr(vm: VM, args: number): Ref {
  vm.attributes.setGeneric(args, nameArgument(vm, args + 1), args + 2);
  return vm.newNone();
}

function objectDelattr(vm: VM, args: number): Ref {
  const valueAt = vm.push(0);
  vm.attributes.setGeneric(args, nameArgument(vm, args + 1), valueAt);
  vm.dropTo(valueAt);
  return vm.newNone();
}

function objectFormat(vm: VM, args: number): Ref {
  const spec = vm.at(args + 1);
  if (!vm.isStr(spec)) {
    throw vm.error('TypeError', `__format__() argument must be str, not ${vm.typeName(spec)}`);
  }
  if (vm.text(spec) !== '') {
    throw vm.error('TypeError', `unsupported format string passed to ${vm.typeName(vm.at(args))}.__format__`);
  }
  return vm.protocols.strObject(vm.at(args));
}

function objectDir(vm: VM, args: number): Ref {
  const names = new Set<string>();
  addOwnNames(vm, vm.at(args), names);
  addClassNames(vm, vm.classOf(vm.at(args)), names);
  return listOfNames(vm, names);
}

function objectSizeof(vm: VM, args: number): Ref {
  return vm.newInt(vm.runtime.shapes.sizeOf(vm.i32, vm.at(args)) * 4);
}

/** copyreg's function of this name, called with the object and what else is given. */
function throughCopyreg(vm: VM, name: string, args: number, ...more: Ref[]): Ref {
  const moreAt = vm.roots.top;
  for (const ref of more) vm.push(ref);
  const moduleAt = vm.push(vm.modules.load('copyreg'));
  const functionAt = vm.push(vm.getAttr(vm.at(moduleAt), name));
  const result = vm.call(vm.at(functionAt), vm.at(args), ...more.map((_, k) => vm.at(moreAt + k)));
  vm.dropTo(moreAt);
  return result;
}

/** [self, protocol]: a program's own `__reduce__` if there is one. */
function objectReduceEx(vm: VM, args: number): Ref {
  const protocol = vm.index(vm.at(args + 1));
  if (!isObjects(vm, vm.classOf(vm.at(args)), '__reduce__')) return vm.callMethod(vm.at(args), '__reduce__');
  return throughCopyreg(vm, '_reduce_ex', args, vm.newInt(protocol));
}

function objectReduce(vm: VM, args: number): Ref {
  return throughCopyreg(vm, '_reduce_ex', args, vm.newInt(0));
}

function objectGetstate(vm: VM, args: number): Ref {
  return throughCopyreg(vm, '_getstate', args);
}

function initSubclass(vm: VM, args: number): Ref {
  if (vm.dicts.size(vm.at(args + 1)) > 0) {
    throw vm.error(
      'TypeError',
      `${vm.classes.nameOf(vm.at(args))}.__init_subclass__() takes no keyword arguments`,
    );
  }
  return vm.newNone();
}

const notImplemented = (vm: VM): Ref => vm.newNotImplemented();

export const objectClass: BuiltinClass = {
  name: 'object',
  kind: Kind.INSTANCE,
  shape: Shape.OBJECT,
  doc: 'The base class of the class hierarchy.',
  staticMethods: { __new__: ['cls, *args, **kwargs', objectNew] },
  classMethods: {
    __init_subclass__: ['cls, **kwargs', initSubclass],
    __subclasshook__: ['cls, subclass, /', notImplemented],
  },
  methods: {
    __init__: ['self, *args, **kwargs', objectInit],
    __repr__: ['self, /', objectRepr],
    __str__: ['self, /', objectStr],
    __eq__: ['self, value, /', objectEq],
    __ne__: ['self, value, /', objectNe],
    __lt__: ['self, value, /', notImplemented],
    __le__: ['self, value, /', notImplemented],
    __gt__: ['self, value, /', notImplemented],
    __ge__: ['self, value, /', notImplemented],
    __hash__: ['self, /', (vm, args) => vm.newInt(vm.runtime.identities.of(vm.at(args)))],
    __getattribute__: ['self, name, /', objectGetattribute],
    __setattr__: ['self, name, value, /', objectSetattr],
    __delattr__: ['self, name, /', objectDelattr],
    __format__: ['self, format_spec, /', objectFormat],
    __dir__: ['self, /', objectDir],
    __sizeof__: ['self, /', objectSizeof],
    __reduce__: ['self, /', objectReduce],
    __reduce_ex__: ['self, protocol, /', objectReduceEx],
    __getstate__: ['self, /', objectGetstate],
  },
  getsets: {
    __class__: { get: (vm, self) => vm.runtime.retain(vm.classOf(self)), set: assignClass },
  },
};
