import type { Ref } from '../../heap/layout.ts';
import { CompareOp } from '../compiler/opcodes.ts';
import { CELL_CONTENT, Kind, MODULE_DICT, Shape } from '../objects/shapes.ts';
import type { BuiltinClass, NativeCode } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { addKeys, atAddress, listOfNames, orNone, slotAttribute } from './core-support.ts';
import { allocateOf } from './native-arguments.ts';

/** Modules and cells. */

function moduleNew(vm: VM, args: number): Ref {
  const module = allocateOf(vm, vm.at(args));
  vm.runtime.initialiseOwned(module, MODULE_DICT, vm.newDict());
  return module;
}

/** [self, name, doc] */
function moduleInit(vm: VM, args: number): Ref {
  if (!vm.isStr(vm.at(args + 1))) {
    throw vm.error('TypeError', `module() argument 'name' must be str, not ${vm.typeName(vm.at(args + 1))}`);
  }
  vm.modules.set(args, '__name__', vm.runtime.retain(vm.at(args + 1)));
  vm.modules.set(args, '__doc__', vm.runtime.retain(orNone(vm, vm.at(args + 2))));
  for (const name of ['__package__', '__loader__', '__spec__']) vm.modules.set(args, name, vm.newNone());
  return vm.newNone();
}

function moduleRepr(vm: VM, args: number): Ref {
  const name = vm.modules.peek(vm.at(args), '__name__');
  const file = vm.modules.peek(vm.at(args), '__file__');
  const shown = name === 0 ? "'?'" : vm.repr(name);
  if (file !== 0 && vm.isStr(file)) return vm.newStr(`<module ${shown} from ${vm.repr(file)}>`);
  return vm.newStr(
    vm.modules.loaded(vm.isStr(orNone(vm, name)) ? vm.text(name) : '') === vm.at(args)
      ? `<module ${shown} (built-in)>`
      : `<module ${shown}>`,
  );
}

/** PEP 562: a module's own `__getattr__`. */
function moduleGetattr(vm: VM, args: number): Ref {
  const own = vm.modules.peek(vm.at(args), '__getattr__');
  if (own === 0) throw vm.attributes.missing(vm.at(args), vm.strings.nameIdOf(vm.at(args + 1)));
  return vm.call(own, vm.at(args + 1));
}

function moduleDir(vm: VM, args: number): Ref {
  const own = vm.modules.peek(vm.at(args), '__dir__');
  if (own !== 0) return vm.call(own);
  const names = new Set<string>();
  addKeys(vm, vm.i32[vm.at(args) + MODULE_DICT]!, names);
  return listOfNames(vm, names);
}

export const moduleClass: BuiltinClass = {
  name: 'module',
  kind: Kind.MODULE,
  shape: Shape.MODULE,
  staticMethods: { __new__: ['cls, *args, **kwargs', moduleNew] },
  methods: {
    __init__: ['self, name, doc=', moduleInit],
    __repr__: ['self, /', moduleRepr],
    __getattr__: ['self, name, /', moduleGetattr],
    __dir__: ['self, /', moduleDir],
  },
  getsets: { __dict__: slotAttribute(MODULE_DICT) },
};

// ---- Cells

function cellNew(vm: VM, args: number): Ref {
  const cell = vm.runtime.allocate(Shape.CELL);
  vm.runtime.initialise(cell, CELL_CONTENT, vm.at(args + 1));
  return cell;
}

function cellRepr(vm: VM, args: number): Ref {
  const cell = vm.at(args);
  const content = vm.i32[cell + CELL_CONTENT]!;
  const shown =
    content === 0 ? 'empty' : atAddress(vm, `${vm.typeName(content)} object`, content).slice(1, -1);
  return vm.newStr(`${atAddress(vm, 'cell', cell).slice(0, -1)}: ${shown}>`);
}

/** Cells compare as their contents do; an empty one is less than any other. */
function cellCompare(op: number): NativeCode {
  return (vm, args) => {
    if (vm.kindOf(vm.at(args + 1)) !== Kind.CELL) return vm.newNotImplemented();
    const a = vm.i32[vm.at(args) + CELL_CONTENT]!;
    const b = vm.i32[vm.at(args + 1) + CELL_CONTENT]!;
    const at = a === 0 || b === 0 ? vm.push(vm.newInt(a === 0 ? 0 : 1)) : vm.pushBorrowed(a);
    if (a === 0 || b === 0) vm.push(vm.newInt(b === 0 ? 0 : 1));
    else vm.pushBorrowed(b);
    return vm.operators.compare(op, vm.at(at), vm.at(at + 1));
  };
}

function contents(vm: VM, cell: Ref): Ref {
  const content = vm.i32[cell + CELL_CONTENT]!;
  if (content === 0) throw vm.error('ValueError', 'Cell is empty');
  return vm.runtime.retain(content);
}

export const cellClass: BuiltinClass = {
  name: 'cell',
  kind: Kind.CELL,
  shape: Shape.CELL,
  subclassable: false,
  staticMethods: { __new__: ['cls, contents=, /', cellNew] },
  methods: {
    __repr__: ['self, /', cellRepr],
    __eq__: ['self, value, /', cellCompare(CompareOp.EQ)],
    __ne__: ['self, value, /', cellCompare(CompareOp.NE)],
    __lt__: ['self, value, /', cellCompare(CompareOp.LT)],
    __le__: ['self, value, /', cellCompare(CompareOp.LE)],
    __gt__: ['self, value, /', cellCompare(CompareOp.GT)],
    __ge__: ['self, value, /', cellCompare(CompareOp.GE)],
  },
  getsets: {
    cell_contents: { get: contents, set: (vm, self, value) => vm.runtime.store(self, CELL_CONTENT, value) },
  },
};
