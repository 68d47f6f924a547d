import type { Ref } from '../../heap/layout.ts';
import { CELL_CONTENT, Kind } from '../objects/shapes.ts';
import type { VM } from '../vm/vm.ts';
import { argumentsAt, tupleOfArguments } from './core-support.ts';

/** `__build_class__`, what a class statement calls: [body function, name, *bases, keyword arguments]. */
export function buildClass(vm: VM, args: number, count: number): Ref {
  const given = count - 1;
  if (given < 2) throw vm.error('TypeError', '__build_class__: not enough arguments');
  if (vm.kindOf(vm.at(args)) !== Kind.FUNCTION)
    throw vm.error('TypeError', '__build_class__: func must be a function');
  if (!vm.isStr(vm.at(args + 1))) throw vm.error('TypeError', '__build_class__: name is not a string');
  const kwargsAt = args + count - 1;
  const originalAt = vm.push(tupleOfArguments(vm, args + 2, args + given));
  const basesAt = vm.push(resolveBases(vm, originalAt));
  const metaAt = vm.push(takeMetaclass(vm, basesAt, kwargsAt));
  const spaceAt = vm.push(prepare(vm, metaAt, args + 1, basesAt, kwargsAt));
  const cellAt = vm.push(vm.modules.runFunction(vm.runtime.retain(vm.at(args)), spaceAt));
  if (vm.at(basesAt) !== vm.at(originalAt)) {
    vm.operators.setItem(vm.at(spaceAt), vm.strings.nameRef(vm.name('__orig_bases__')), vm.at(originalAt));
  }
  const parts = [vm.at(args + 1), vm.at(basesAt), vm.at(spaceAt)];
  const cls = vm.calls.callWith(vm.at(metaAt), parts, vm.at(kwargsAt));
  const clsAt = vm.push(cls);
  if (vm.kindOf(vm.at(cellAt)) === Kind.CELL && vm.classes.isClass(cls))
    checkClassCell(vm, cellAt, args + 1, clsAt);
  return vm.pop();
}

/** Replaces bases that are no classes by what their `__mro_entries__` gives: a new tuple, the same one if there are none. */
function resolveBases(vm: VM, originalAt: number): Ref {
  const count = vm.tupleLength(vm.at(originalAt));
  const first = vm.roots.top;
  let changed = false;
  for (let k = 0; k < count; k++) {
    const base = vm.tupleItem(vm.at(originalAt), k);
    const entries = vm.classes.isClass(base) ? 0 : vm.findAttr(base, '__mro_entries__');
    if (entries === 0) {
      vm.pushBorrowed(vm.tupleItem(vm.at(originalAt), k));
      continue;
    }
    changed = true;
    const at = vm.push(entries);
    const tuple = vm.call(entries, vm.at(originalAt));
    vm.replace(at, tuple);
    if (vm.kindOf(tuple) !== Kind.TUPLE) throw vm.error('TypeError', '__mro_entries__ must return a tuple');
    const held = vm.pop();
    for (let j = 0; j < vm.tupleLength(held); j++) vm.pushBorrowed(vm.tupleItem(held, j));
    vm.runtime.release(held);
  }
  if (changed) return vm.tupleOfTop(vm.roots.top - first);
  vm.dropTo(first);
  return vm.runtime.retain(vm.at(originalAt));
}

/** The metaclass: `metaclass=`, which leaves the keyword arguments, or the most derived one of the bases. */
function takeMetaclass(vm: VM, basesAt: number, kwargsAt: number): Ref {
  const name = vm.strings.nameRef(vm.name('metaclass'));
  const given = vm.dicts.getName(vm.at(kwargsAt), name);
  const bases = vm.at(basesAt);
  if (given === 0) {
    const start = vm.tupleLength(bases) === 0 ? vm.classes.named('type') : vm.classOf(vm.tupleItem(bases, 0));
    return vm.runtime.retain(vm.construction.metaclass(start, bases));
  }
  const at = vm.pushBorrowed(given);
  vm.dicts.deleteName(vm.at(kwargsAt), name);
  if (!vm.classes.isClass(vm.at(at))) return vm.pop();
  const winner = vm.runtime.retain(vm.construction.metaclass(vm.at(at), vm.at(basesAt)));
  vm.dropTo(at);
  return winner;
}

/** The namespace: metaclass.__prepare__(name, bases, **kwargs), or a new dict. */
function prepare(vm: VM, metaAt: number, nameAt: number, basesAt: number, kwargsAt: number): Ref {
  if (vm.at(metaAt) === vm.classes.named('type')) return vm.newDict();
  const method = vm.findAttr(vm.at(metaAt), '__prepare__');
  if (method === 0) return vm.newDict();
  const at = vm.push(method);
  const space = vm.calls.callWith(method, [vm.at(nameAt), vm.at(basesAt)], vm.at(kwargsAt));
  vm.replace(at, space);
  if (vm.kindOf(vm.at(at)) !== Kind.DICT && vm.classes.special(vm.at(at), '__getitem__') === 0) {
    const owner = vm.classes.isClass(vm.at(metaAt)) ? vm.classes.nameOf(vm.at(metaAt)) : '<metaclass>';
    throw vm.error(
      'TypeError',
      `${owner}.__prepare__() must return a mapping, not ${vm.typeName(vm.at(at))}`,
    );
  }
  return vm.pop();
}

/** The body has a `__class__` cell: the metaclass must have passed it on to `type.__new__`. */
function checkClassCell(vm: VM, cellAt: number, nameAt: number, clsAt: number): void {
  const content = vm.i32[vm.at(cellAt) + CELL_CONTENT]!;
  if (content === vm.at(clsAt)) return;
  const cls = vm.repr(vm.at(clsAt));
  const name = vm.text(vm.at(nameAt));
  if (content === 0) {
    throw vm.error(
      'RuntimeError',
      `__class__ not set defining '${name}' as ${cls}. Was __classcell__ propagated to type.__new__?`,
    );
  }
  const other = vm.repr(vm.i32[vm.at(cellAt) + CELL_CONTENT]!);
  throw vm.error('TypeError', `__class__ set to ${other} defining '${name}' as ${cls}`);
}

/** [name, globals, locals, fromlist, level] */
export function importFunction(vm: VM, args: number): Ref {
  if (!vm.isStr(vm.at(args))) throw vm.error('TypeError', 'module name must be a string');
  const level = vm.at(args + 4) === 0 ? 0 : vm.index(vm.at(args + 4));
  const [globals, , fromList] = argumentsAt(vm, args + 1, args + 4);
  const known = globals === 0 || globals === vm.none ? vm.frames.globalsOf(vm.frames.depth - 1) : globals!;
  return vm.modules.importName(vm.text(vm.at(args)), fromList === 0 ? vm.none : fromList!, level, known);
}
