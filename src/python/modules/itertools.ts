import type { Ref } from '../../heap/layout.ts';
import { BinaryOp } from '../compiler/opcodes.ts';
import { RECORD_FIELDS, RECORD_RAW } from '../objects/shapes.ts';
import type { NativeModule } from '../vm/modules.ts';
import type { BuiltinClass, NativeCode } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { addClasses, newRecord, RECORD_CLASS_SPEC } from './support.ts';

/**
 * The iterators of itertools that loops use most, natively; the others are in lib/itertools.ts. RECORD_FIELDS hold what each needs,
 * the first one usually the iterator it draws from.
 */

const FIELD = RECORD_FIELDS;
const RAW = RECORD_RAW;

function field(vm: VM, at: number, index: number): Ref {
  return vm.i32[vm.at(at) + FIELD + index]!;
}

/** The next item of the iterator in a field: a new reference, 0 at its end. */
function draw(vm: VM, at: number, index: number): Ref {
  const from = field(vm, at, index);
  if (from === 0) return 0;
  const level = vm.pushBorrowed(from);
  const item = vm.iteration.next(level);
  vm.push(item);
  const value = vm.pop();
  // The iterator's own reference is still in the field: nothing dies here.
  vm.dropTo(level);
  return value;
}

/** A fresh record of the class at `at`, pushed; its fields are set to the objects in the given slots. */
function begin(vm: VM, at: number, ...slots: readonly number[]): number {
  const made = vm.push(newRecord(vm, vm.at(at)));
  slots.forEach((slot, k) => {
    if (vm.at(slot) !== 0) vm.runtime.initialise(vm.at(made), FIELD + k, vm.at(slot));
  });
  return made;
}

/** Sets a field of the record at `made` to iter(object at `slot`). */
function setIterator(vm: VM, made: number, index: number, slot: number): void {
  const iterator = vm.iteration.iterator(vm.at(slot));
  vm.runtime.storeOwned(vm.at(made), FIELD + index, iterator);
}

interface IteratorSpec {
  readonly signature: string;
  readonly create: NativeCode;
  readonly next: NativeCode;
  readonly methods?: BuiltinClass['methods'];
  readonly classMethods?: BuiltinClass['classMethods'];
}

function iteratorClass(name: string, spec: IteratorSpec): BuiltinClass {
  return {
    name,
    ...RECORD_CLASS_SPEC,
    module: 'itertools',
    staticMethods: { __new__: [spec.signature, spec.create] },
    methods: {
      __iter__: ['self, /', (vm, args) => vm.runtime.retain(vm.at(args))],
      __next__: ['self, /', spec.next],
      ...spec.methods,
    },
    ...(spec.classMethods === undefined ? {} : { classMethods: spec.classMethods }),
  };
}

// ---- count: field 0 the next number, field 1 the step

function newCount(vm: VM, args: number): Ref {
  const made = begin(vm, args, args + 1, args + 2);
  if (vm.at(args + 1) === 0) vm.runtime.initialiseOwned(vm.at(made), FIELD, vm.newInt(0));
  if (vm.at(args + 2) === 0) vm.runtime.initialiseOwned(vm.at(made), FIELD + 1, vm.newInt(1));
  return vm.pop();
}

function nextCount(vm: VM, args: number): Ref {
  const at = vm.pushBorrowed(field(vm, args, 0));
  const following = vm.operators.binary(BinaryOp.ADD, vm.at(at), field(vm, args, 1));
  vm.runtime.storeOwned(vm.at(args), FIELD, following);
  return vm.pop();
}

function reprCount(vm: VM, args: number): Ref {
  const start = vm.repr(field(vm, args, 0));
  const step = vm.repr(field(vm, args, 1));
  return vm.newStr(step === '1' ? `count(${start})` : `count(${start}, ${step})`);
}

// ---- repeat: field 0 the object, RAW the times left, RAW + 1 whether they are limited

function newRepeat(vm: VM, args: number): Ref {
  const times = vm.at(args + 2);
  const left = times === 0 ? 0 : Math.max(0, vm.index(times));
  const made = begin(vm, args, args + 1);
  vm.i32[vm.at(made) + RAW] = Math.min(left, 0x7fffffff);
  vm.i32[vm.at(made) + RAW + 1] = times === 0 ? 0 : 1;
  return vm.pop();
}

function nextRepeat(vm: VM, args: number): Ref {
  const { i32 } = vm;
  const self = vm.at(args);
  if (i32[self + RAW + 1] === 1) {
    if (i32[self + RAW] === 0) return 0;
    i32[self + RAW] = i32[self + RAW]! - 1;
  }
  return vm.runtime.retain(i32[self + FIELD]!);
}

function reprRepeat(vm: VM, args: number): Ref {
  const limited = vm.i32[vm.at(args) + RAW + 1] === 1;
  const left = vm.i32[vm.at(args) + RAW]!;
  const object = vm.repr(field(vm, args, 0));
  return vm.newStr(limited ? `repeat(${object}, ${left})` : `repeat(${object})`);
}

function lengthHint(vm: VM, args: number): Ref {
  if (vm.i32[vm.at(args) + RAW + 1] === 0) throw vm.error('TypeError', 'len() of unsized object');
  return vm.newInt(vm.i32[vm.at(args) + RAW]!);
}

// ---- chain: field 0 the iterator over iterables, field 1 the current one

function newChain(vm: VM, args: number, count: number): Ref {
  const made = begin(vm, args);
  for (let k = 1; k < count; k++) vm.pushBorrowed(vm.at(args + k));
  const tuple = vm.push(vm.tupleOfTop(count - 1));
  setIterator(vm, made, 0, tuple);
  vm.dropTo(tuple);
  return vm.pop();
}

function chainFrom(vm: VM, args: number): Ref {
  const made = begin(vm, args);
  setIterator(vm, made, 0, args + 1);
  return vm.pop();
}

function nextChain(vm: VM, args: number): Ref {
  for (;;) {
    const item = draw(vm, args, 1);
    if (item !== 0) return item;
    const iterable = draw(vm, args, 0);
    if (iterable === 0) {
      vm.runtime.store(vm.at(args), FIELD, 0);
      vm.runtime.store(vm.at(args), FIELD + 1, 0);
      return 0;
    }
    const at = vm.push(iterable);
    setIterator(vm, args, 1, at);
    vm.dropTo(at);
  }
}

// ---- cycle: field 0 the iterator, field 1 the list of items seen; RAW the position in it, RAW + 1 whether it is complete

function newCycle(vm: VM, args: number): Ref {
  const made = begin(vm, args);
  setIterator(vm, made, 0, args + 1);
  vm.runtime.initialiseOwned(vm.at(made), FIELD + 1, vm.newList());
  return vm.pop();
}

function nextCycle(vm: VM, args: number): Ref {
  const { i32 } = vm;
  if (i32[vm.at(args) + RAW + 1] === 0) {
    const item = draw(vm, args, 0);
    if (item !== 0) {
      const at = vm.push(item);
      vm.runtime.release(vm.callMethod(field(vm, args, 1), 'append', vm.at(at)));
      return vm.pop();
    }
    i32[vm.at(args) + RAW + 1] = 1;
    vm.runtime.store(vm.at(args), FIELD, 0);
  }
  const seen = field(vm, args, 1);
  const length = vm.listLength(seen);
  if (length === 0) return 0;
  const position = i32[vm.at(args) + RAW]! % length;
  i32[vm.at(args) + RAW] = position + 1;
  return vm.runtime.retain(vm.listItem(seen, position));
}

// ---- islice: field 0 the iterator, RAW the position, RAW + 1 the next wanted, RAW + 2 the end or -1, RAW + 3 the step

function sliceBound(vm: VM, at: number, absent: number, what: string): number {
  const ref = vm.at(at);
  if (ref === 0 || ref === vm.none) return absent;
  const value =
    vm.isInt(ref) || vm.classes.special(ref, '__index__') !== 0 ? vm.protocols.indexBig(ref) : -1n;
  if (value < 0n || value >= 1n << 63n) throw vm.error('ValueError', what);
  return value > 0x7fffffffn ? 0x7fffffff : Number(value);
}

function newSlice(vm: VM, args: number, count: number): Ref {
  const given = count - 2;
  if (given < 1 || given > 3) {
    throw vm.error(
      'TypeError',
      `islice expected at ${given < 1 ? 'least 2' : 'most 4'} arguments, got ${count - 1}`,
    );
  }
  const bounds = 'Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.';
  const alone = 'Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.';
  const start = given === 1 ? 0 : sliceBound(vm, args + 2, 0, bounds);
  const stop = given === 1 ? sliceBound(vm, args + 2, -1, alone) : sliceBound(vm, args + 3, -1, bounds);
  const step =
    given < 3 ? 1 : sliceBound(vm, args + 4, 1, 'Step for islice() must be a positive integer or None.');
  if (step === 0) throw vm.error('ValueError', 'Step for islice() must be a positive integer or None.');
  const made = begin(vm, args);
  setIterator(vm, made, 0, args + 1);
  const { i32 } = vm;
  const self = vm.at(made);
  i32[self + RAW + 1] = start;
  i32[self + RAW + 2] = stop;
  i32[self + RAW + 3] = step;
  return vm.pop();
}

function nextSlice(vm: VM, args: number): Ref {
  const { i32 } = vm;
  const raw = (index: number) => i32[vm.at(args) + RAW + index]!;
  const stop = raw(2);
  const wanted = raw(1);
  const ends = stop >= 0 && wanted >= stop;
  const target = ends ? stop : wanted;
  for (;;) {
    if (ends && raw(0) >= target) {
      vm.runtime.store(vm.at(args), FIELD, 0);
      return 0;
    }
    const item = draw(vm, args, 0);
    if (item === 0) {
      vm.runtime.store(vm.at(args), FIELD, 0);
      return 0;
    }
    const position = raw(0);
    i32[vm.at(args) + RAW] = position + 1;
    if (position === wanted) {
      i32[vm.at(args) + RAW + 1] = Math.min(wanted + raw(3), 0x7fffffff);
      return item;
    }
    vm.runtime.release(item);
    vm.poll();
  }
}

// ---- With a function in field 1

function newWithFunction(vm: VM, args: number): Ref {
  const made = begin(vm, args);
  setIterator(vm, made, 0, args + 2);
  vm.runtime.initialise(vm.at(made), FIELD + 1, vm.at(args + 1));
  return vm.pop();
}

function nextStar(vm: VM, args: number): Ref {
  const item = draw(vm, args, 0);
  if (item === 0) return 0;
  const at = vm.push(item);
  vm.replace(at, vm.protocols.toTuple(vm.at(at)));
  const tuple = vm.at(at);
  const given = Array.from({ length: vm.tupleLength(tuple) }, (_, k) => vm.tupleItem(tuple, k));
  const result = vm.calls.call(field(vm, args, 1), given);
  vm.push(result);
  const value = vm.pop();
  vm.dropTo(at);
  return value;
}

/** Whether the predicate in field 1 (None: truth) holds for the object at a stack position. */
function holds(vm: VM, args: number, at: number): boolean {
  const predicate = field(vm, args, 1);
  if (predicate === vm.none) return vm.truthy(vm.at(at));
  const result = vm.push(vm.call(predicate, vm.at(at)));
  const truth = vm.truthy(vm.at(result));
  vm.dropTo(result);
  return truth;
}

function nextTakeWhile(vm: VM, args: number): Ref {
  if (vm.i32[vm.at(args) + RAW] === 1) return 0;
  const item = draw(vm, args, 0);
  if (item === 0) return 0;
  const at = vm.push(item);
  if (holds(vm, args, at)) return vm.pop();
  vm.drop(1);
  vm.i32[vm.at(args) + RAW] = 1;
  return 0;
}

function nextDropWhile(vm: VM, args: number): Ref {
  for (;;) {
    const item = draw(vm, args, 0);
    if (item === 0 || vm.i32[vm.at(args) + RAW] === 1) return item;
    const at = vm.push(item);
    if (!holds(vm, args, at)) {
      vm.i32[vm.at(args) + RAW] = 1;
      return vm.pop();
    }
    vm.drop(1);
    vm.poll();
  }
}

function nextFilterFalse(vm: VM, args: number): Ref {
  for (;;) {
    const item = draw(vm, args, 0);
    if (item === 0) return 0;
    const at = vm.push(item);
    if (!holds(vm, args, at)) return vm.pop();
    vm.drop(1);
    vm.poll();
  }
}

// ---- compress, pairwise

function newCompress(vm: VM, args: number): Ref {
  const made = begin(vm, args);
  setIterator(vm, made, 0, args + 1);
  setIterator(vm, made, 1, args + 2);
  return vm.pop();
}

function nextCompress(vm: VM, args: number): Ref {
  for (;;) {
    const item = draw(vm, args, 0);
    if (item === 0) return 0;
    const at = vm.push(item);
    const selector = draw(vm, args, 1);
    if (selector === 0) {
      vm.drop(1);
      return 0;
    }
    const chosen = vm.push(selector);
    const truth = vm.truthy(vm.at(chosen));
    vm.drop(1);
    if (truth) return vm.pop();
    vm.dropTo(at);
    vm.poll();
  }
}

function newPairwise(vm: VM, args: number): Ref {
  const made = begin(vm, args);
  setIterator(vm, made, 0, args + 1);
  return vm.pop();
}

function nextPairwise(vm: VM, args: number): Ref {
  if (field(vm, args, 1) === 0) {
    const first = draw(vm, args, 0);
    if (first === 0) return 0;
    vm.runtime.storeOwned(vm.at(args), FIELD + 1, first);
  }
  const second = draw(vm, args, 0);
  if (second === 0) {
    vm.runtime.store(vm.at(args), FIELD, 0);
    vm.runtime.store(vm.at(args), FIELD + 1, 0);
    return 0;
  }
  vm.pushBorrowed(field(vm, args, 1));
  vm.push(second);
  vm.runtime.store(vm.at(args), FIELD + 1, second);
  return vm.tupleOfTop(2);
}

const withFunction = { signature: 'cls, function, iterable, /', create: newWithFunction };

export const itertoolsModule: NativeModule = {
  name: '_itertools',
  init(vm, at) {
    addClasses(vm, at, [
      iteratorClass('count', {
        signature: 'cls, start=, step=',
        create: newCount,
        next: nextCount,
        methods: { __repr__: ['self, /', reprCount] },
      }),
      iteratorClass('repeat', {
        signature: 'cls, object, times=',
        create: newRepeat,
        next: nextRepeat,
        methods: { __repr__: ['self, /', reprRepeat], __length_hint__: ['self, /', lengthHint] },
      }),
      iteratorClass('chain', {
        signature: 'cls, *iterables',
        create: newChain,
        next: nextChain,
        classMethods: { from_iterable: ['cls, iterable, /', chainFrom] },
      }),
      iteratorClass('cycle', { signature: 'cls, iterable, /', create: newCycle, next: nextCycle }),
      iteratorClass('islice', { signature: 'cls, iterable, *args', create: newSlice, next: nextSlice }),
      iteratorClass('starmap', { ...withFunction, next: nextStar }),
      iteratorClass('takewhile', { ...withFunction, next: nextTakeWhile }),
      iteratorClass('dropwhile', { ...withFunction, next: nextDropWhile }),
      iteratorClass('filterfalse', { ...withFunction, next: nextFilterFalse }),
      iteratorClass('compress', {
        signature: 'cls, data, selectors',
        create: newCompress,
        next: nextCompress,
      }),
      iteratorClass('pairwise', { signature: 'cls, iterable, /', create: newPairwise, next: nextPairwise }),
    ]);
  },
};
