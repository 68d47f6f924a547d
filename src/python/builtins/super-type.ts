import type { Ref } from '../../heap/layout.ts';
import { CELL_CONTENT, Kind, Shape, SUPER_SELF, SUPER_SELF_CLASS, SUPER_TYPE } from '../objects/shapes.ts';
import { F_BASE } from '../vm/frames.ts';
import type { BuiltinClass } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { apparentClass, slotAttribute } from './core-support.ts';
import { allocateOf } from './native-arguments.ts';

/** super: attribute lookup that goes on behind a class in the MRO of an object's class. */

/** [self, type, object]; without a type both come from the calling method. */
function superInit(vm: VM, args: number): Ref {
  let type = vm.at(args + 1);
  let object = vm.at(args + 2);
  if (type === 0) [type, object] = fromCaller(vm);
  if (!vm.classes.isClass(type)) {
    throw vm.error('TypeError', `super() argument 1 must be a type, not ${vm.typeName(type)}`);
  }
  if (object === vm.none) object = 0;
  const typeAt = vm.pushBorrowed(type);
  const objectAt = vm.pushBorrowed(object);
  const selfClassAt = vm.push(object === 0 ? 0 : startingClass(vm, typeAt, objectAt));
  const self = vm.at(args);
  vm.runtime.store(self, SUPER_TYPE, vm.at(typeAt));
  vm.runtime.store(vm.at(args), SUPER_SELF, vm.at(objectAt));
  vm.runtime.store(vm.at(args), SUPER_SELF_CLASS, vm.at(selfClassAt));
  vm.dropTo(typeAt);
  return vm.newNone();
}

/** The `__class__` cell and the first argument of the innermost frame. Borrowed. */
function fromCaller(vm: VM): [Ref, Ref] {
  const index = vm.frames.depth - 1;
  if (index < 0) throw vm.error('RuntimeError', 'super(): no current frame');
  const { code, slots } = vm.frames.info(index);
  if (code.argCount === 0) throw vm.error('RuntimeError', 'super(): no arguments');
  const base = vm.frames.field(index, F_BASE);
  let first = vm.at(base);
  if (first !== 0 && vm.kindOf(first) === Kind.CELL && code.cellNames.includes(code.varNames[0]!)) {
    first = vm.i32[first + CELL_CONTENT]!;
  }
  if (first === 0) throw vm.error('RuntimeError', 'super(): arg[0] deleted');
  const free = code.freeNames.indexOf('__class__');
  if (free < 0) throw vm.error('RuntimeError', 'super(): __class__ cell not found');
  const cell = vm.at(base + slots - code.freeNames.length + free);
  const type = vm.i32[cell + CELL_CONTENT]!;
  if (type === 0) throw vm.error('RuntimeError', 'super(): empty __class__ cell');
  return [type, first];
}

/** The class whose MRO is searched: a new reference. */
function startingClass(vm: VM, typeAt: number, objectAt: number): Ref {
  const type = vm.at(typeAt);
  const object = vm.at(objectAt);
  if (vm.classes.isClass(object) && vm.classes.isSubclass(object, type)) return vm.runtime.retain(object);
  const cls = vm.classOf(object);
  if (vm.classes.isSubclass(cls, type)) return vm.runtime.retain(cls);
  const apparent = apparentClass(vm, objectAt);
  if (apparent !== 0 && vm.classes.isSubclass(apparent, vm.at(typeAt))) return apparent;
  vm.runtime.release(apparent);
  throw vm.error('TypeError', 'super(type, obj): obj must be an instance or subtype of type');
}

function superRepr(vm: VM, args: number): Ref {
  const { i32 } = vm;
  const self = vm.at(args);
  const type = i32[self + SUPER_TYPE]!;
  const shown = type === 0 ? 'NULL' : vm.classes.nameOf(type);
  const cls = i32[self + SUPER_SELF_CLASS]!;
  if (cls === 0) return vm.newStr(`<super: <class '${shown}'>, NULL>`);
  return vm.newStr(`<super: <class '${shown}'>, <${vm.classes.nameOf(cls)} object>>`);
}

/** An unbound super object binds when it is read through an instance. */
function superGet(vm: VM, args: number): Ref {
  const self = vm.at(args);
  if (vm.at(args + 1) === vm.none || vm.i32[self + SUPER_SELF] !== 0) return vm.runtime.retain(self);
  return vm.call(vm.classOf(self), vm.i32[self + SUPER_TYPE]!, vm.at(args + 1));
}

export const superClass: BuiltinClass = {
  name: 'super',
  kind: Kind.SUPER,
  shape: Shape.SUPER,
  staticMethods: { __new__: ['cls, *args, **kwargs', (vm, args) => allocateOf(vm, vm.at(args))] },
  methods: {
    __init__: ['self, type=, obj=, /', superInit],
    __repr__: ['self, /', superRepr],
    __get__: ['self, instance, owner=, /', superGet],
  },
  getsets: {
    __thisclass__: slotAttribute(SUPER_TYPE),
    __self__: slotAttribute(SUPER_SELF),
    __self_class__: slotAttribute(SUPER_SELF_CLASS),
  },
};
