import { MARK_WORD, type Ref } from '../../heap/layout.ts';
import { ITER_END, IterKind, Kind, RECORD_FIELDS, RECORD_RAW, Shape, TUPLE_DATA } from '../objects/shapes.ts';
import type { BuiltinClass } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { genericAlias } from './generic-alias.ts';
import { allocateOf, hasKeywords, requestedClass } from './native-arguments.ts';

/** enumerate, zip, map, filter and reversed. */

const ITERATOR = RECORD_FIELDS; // or a tuple of iterators
const CALLABLE = RECORD_FIELDS + 1;
/**
 * The tuple that enumerate and zip gave last. Where counts show that nobody else holds it, it is filled again, as in CPython;
 * so these iterators keep the last items alive until the next step.
 */
const RESULT = RECORD_FIELDS + 2;
const INDEX = RECORD_FIELDS + 3; // of enumerate, beyond 32 bits: an int object
const COUNT = RECORD_RAW; // of enumerate: the next index, unless INDEX is set
const STRICT = RECORD_RAW;

const LARGE = 2 ** 31 - 1;

function self(vm: VM, args: number): Ref {
  return vm.runtime.retain(vm.at(args));
}

/** Whether the record's result tuple can be filled again. */
function isReusable(vm: VM, record: Ref): boolean {
  const result = vm.i32[record + RESULT]!;
  return vm.runtime.counting && result !== 0 && vm.i32[result + MARK_WORD] === 1;
}

/** A tuple of `size` times None, for a record to fill. */
function pushBlankResult(vm: VM, size: number): void {
  for (let k = 0; k < size; k++) vm.push(vm.newNone());
  vm.push(vm.tupleOfTop(size));
}

/** The collector may have stopped tracking a tuple that now has other items. */
function retrack(vm: VM, tuple: Ref): void {
  const { control } = vm.runtime.collector;
  if (control !== null && !control.isTracked(tuple)) control.track(tuple);
}

// ---- enumerate

function enumerateNew(vm: VM, args: number): Ref {
  if (vm.at(args + 1) === 0) throw vm.error('TypeError', "enumerate() missing required argument 'iterable'");
  const start = vm.at(args + 2) === 0 ? 0n : vm.protocols.indexBig(vm.at(args + 2));
  const recordAt = vm.push(allocateOf(vm, requestedClass(vm, args, 'enumerate')));
  vm.push(vm.iteration.iterator(vm.at(args + 1)));
  const record = vm.at(recordAt);
  vm.runtime.initialiseOwned(record, ITERATOR, vm.pop());
  if (start < LARGE && start >= -LARGE) vm.i32[record + COUNT] = Number(start);
  else vm.runtime.initialiseOwned(record, INDEX, vm.newBigInt(start));
  if (vm.runtime.counting) {
    pushBlankResult(vm, 2);
    vm.runtime.initialiseOwned(record, RESULT, vm.pop());
  }
  return vm.pop();
}

function enumerateNext(vm: VM, args: number): Ref {
  const { i32, runtime } = vm;
  const iteratorAt = vm.pushBorrowed(i32[vm.at(args) + ITERATOR]!);
  const item = vm.iteration.next(iteratorAt);
  if (item === 0) {
    vm.dropTo(iteratorAt);
    return 0;
  }
  const record = vm.at(args);
  const index = takeIndex(vm, record);
  let result: Ref;
  if (isReusable(vm, record)) {
    result = runtime.retain(i32[record + RESULT]!);
    runtime.storeOwned(result, TUPLE_DATA, index);
    runtime.storeOwned(result, TUPLE_DATA + 1, item);
    retrack(vm, result);
  } else {
    result = vm.newTuple(index, item);
  }
  vm.push(result);
  const held = vm.pop();
  vm.dropTo(iteratorAt);
  return held;
}

/** The next index: a new reference. */
function takeIndex(vm: VM, record: Ref): Ref {
  const { i32, runtime } = vm;
  const large = i32[record + INDEX]!;
  if (large !== 0) {
    const index = runtime.retain(large);
    runtime.storeOwned(record, INDEX, vm.newBigInt(vm.bigIntOf(large) + 1n));
    return index;
  }
  const index = i32[record + COUNT]!;
  i32[record + COUNT] = index + 1;
  if (index + 1 === LARGE) runtime.initialiseOwned(record, INDEX, vm.newInt(LARGE));
  return vm.newInt(index);
}

// ---- zip and map

/** Pushes a tuple of iterators over the `count` arguments at `first`. It is older than they are. */
function pushIterators(vm: VM, first: number, count: number): void {
  for (let k = 0; k < count; k++) vm.push(0);
  const tupleAt = vm.push(vm.tupleOfTop(count));
  for (let k = 0; k < count; k++) {
    const iterator = vm.iteration.iterator(vm.at(first + k));
    vm.runtime.initialiseOwned(vm.at(tupleAt), TUPLE_DATA + k, iterator);
  }
}

function zipNew(vm: VM, args: number, count: number): Ref {
  // [cls, iterables…, strict]
  const given = count - 2;
  const strict = vm.at(args + count - 1) !== 0 && vm.truthy(vm.at(args + count - 1));
  pushIterators(vm, args + 1, given);
  const iteratorsAt = vm.roots.top - 1;
  if (vm.runtime.counting) pushBlankResult(vm, given);
  else vm.push(0);
  const record = allocateOf(vm, requestedClass(vm, args, 'zip'));
  vm.runtime.initialiseOwned(record, RESULT, vm.pop());
  vm.runtime.initialiseOwned(record, ITERATOR, vm.pop());
  vm.assert(vm.roots.top === iteratorsAt, 'zip', 'stack after construction');
  vm.i32[record + STRICT] = strict ? 1 : 0;
  return record;
}

function zipNext(vm: VM, args: number): Ref {
  const size = vm.tupleLength(vm.i32[vm.at(args) + ITERATOR]!);
  if (size === 0) return 0;
  return isReusable(vm, vm.at(args)) ? zipAgain(vm, args, size) : zipFresh(vm, args, size);
}

function zipAgain(vm: VM, args: number, size: number): Ref {
  const { i32, runtime } = vm;
  const resultAt = vm.pushBorrowed(i32[vm.at(args) + RESULT]!);
  const iteratorAt = vm.push(0);
  for (let k = 0; k < size; k++) {
    vm.replace(iteratorAt, runtime.retain(vm.tupleItem(i32[vm.at(args) + ITERATOR]!, k)));
    const item = vm.iteration.next(iteratorAt);
    if (item === 0) {
      vm.dropTo(resultAt);
      return zipEnded(vm, args, k, size);
    }
    runtime.storeOwned(vm.at(resultAt), TUPLE_DATA + k, item);
  }
  retrack(vm, vm.at(resultAt));
  vm.dropTo(iteratorAt);
  return vm.pop();
}

function zipFresh(vm: VM, args: number, size: number): Ref {
  const iteratorAt = vm.push(0);
  for (let k = 0; k < size; k++) {
    vm.replace(iteratorAt, vm.runtime.retain(vm.tupleItem(vm.i32[vm.at(args) + ITERATOR]!, k)));
    const item = vm.iteration.next(iteratorAt);
    if (item === 0) {
      vm.dropTo(iteratorAt);
      return zipEnded(vm, args, k, size);
    }
    vm.push(item);
  }
  const result = vm.tupleOfTop(size);
  vm.push(result);
  const made = vm.pop();
  vm.dropTo(iteratorAt);
  return made;
}

/** Iterator `ended` is exhausted: with strict, all of them must be, and none before it has given an item. */
function zipEnded(vm: VM, args: number, ended: number, size: number): Ref {
  if (vm.i32[vm.at(args) + STRICT] === 0) return 0;
  if (ended > 0) {
    throw vm.error('ValueError', `zip() argument ${ended + 1} is shorter than argument${earlier(ended)}`);
  }
  const iteratorAt = vm.push(0);
  for (let k = 1; k < size; k++) {
    vm.replace(iteratorAt, vm.runtime.retain(vm.tupleItem(vm.i32[vm.at(args) + ITERATOR]!, k)));
    const item = vm.iteration.next(iteratorAt);
    if (item === 0) continue;
    vm.push(item);
    throw vm.error('ValueError', `zip() argument ${k + 1} is longer than argument${earlier(k)}`);
  }
  vm.dropTo(iteratorAt);
  return 0;
}

function earlier(count: number): string {
  return count === 1 ? ' 1' : `s 1-${count}`;
}

function mapNew(vm: VM, args: number, count: number): Ref {
  if (hasKeywords(vm, args, count)) throw vm.error('TypeError', 'map() takes no keyword arguments');
  const given = count - 2;
  if (given < 2) throw vm.error('TypeError', 'map() must have at least two arguments.');
  pushIterators(vm, args + 2, given - 1);
  const record = allocateOf(vm, requestedClass(vm, args, 'map'));
  vm.runtime.initialiseOwned(record, ITERATOR, vm.pop());
  vm.runtime.initialise(record, CALLABLE, vm.at(args + 1));
  return record;
}

function mapNext(vm: VM, args: number): Ref {
  const { i32, runtime } = vm;
  const size = vm.tupleLength(i32[vm.at(args) + ITERATOR]!);
  const iteratorAt = vm.push(0);
  const base = vm.push(0);
  vm.pushBorrowed(i32[vm.at(args) + CALLABLE]!);
  for (let k = 0; k < size; k++) {
    vm.replace(iteratorAt, runtime.retain(vm.tupleItem(i32[vm.at(args) + ITERATOR]!, k)));
    const item = vm.iteration.next(iteratorAt);
    if (item === 0) {
      vm.dropTo(iteratorAt);
      return 0;
    }
    vm.push(item);
  }
  vm.push(vm.calls.finish(base, size, 0));
  const result = vm.pop();
  vm.dropTo(iteratorAt);
  return result;
}

// ---- filter

function filterNew(vm: VM, args: number): Ref {
  const iteratorAt = vm.push(vm.iteration.iterator(vm.at(args + 2)));
  const record = allocateOf(vm, requestedClass(vm, args, 'filter'));
  vm.runtime.initialise(record, CALLABLE, vm.at(args + 1));
  vm.runtime.initialise(record, ITERATOR, vm.at(iteratorAt));
  vm.push(record);
  const made = vm.pop();
  vm.dropTo(iteratorAt);
  return made;
}

function filterNext(vm: VM, args: number): Ref {
  const { i32 } = vm;
  const iteratorAt = vm.pushBorrowed(i32[vm.at(args) + ITERATOR]!);
  for (;;) {
    const item = vm.iteration.next(iteratorAt);
    if (item === 0) {
      vm.dropTo(iteratorAt);
      return 0;
    }
    const itemAt = vm.push(item);
    if (accepts(vm, args, itemAt)) {
      const accepted = vm.pop();
      vm.dropTo(iteratorAt);
      return accepted;
    }
    vm.dropTo(itemAt);
    vm.poll();
  }
}

function accepts(vm: VM, args: number, itemAt: number): boolean {
  const callable = vm.i32[vm.at(args) + CALLABLE]!;
  if (callable === vm.none || callable === vm.classes.named('bool')) return vm.truthy(vm.at(itemAt));
  const resultAt = vm.push(vm.call(callable, vm.at(itemAt)));
  const truth = vm.truthy(vm.at(resultAt));
  vm.dropTo(resultAt);
  return truth;
}

// ---- reversed

function reversedNew(vm: VM, args: number): Ref {
  const sequence = vm.at(args + 1);
  const method = vm.classes.special(sequence, '__reversed__');
  if (method !== 0 && method !== vm.none) return vm.calls.callSpecial(method, sequence, []);
  const indexable = vm.kindOf(sequence) !== Kind.DICT && vm.classes.special(sequence, '__getitem__') !== 0;
  if (method === vm.none || !indexable) {
    throw vm.error('TypeError', `'${vm.typeName(sequence)}' object is not reversible`);
  }
  const length = vm.protocols.length(sequence);
  const iterator = vm.iteration.over(IterKind.SEQUENCE_REVERSED, vm.at(args + 1));
  vm.i32[iterator + ITER_END] = length - 1;
  return iterator;
}

const generic = { __class_getitem__: ['cls, item, /', genericAlias] as const };
const record = { kind: Kind.RECORD, shape: Shape.RECORD };

export const iteratorClasses: readonly BuiltinClass[] = [
  {
    ...record,
    name: 'enumerate',
    staticMethods: { __new__: ['cls, iterable=, start=', enumerateNew] },
    classMethods: generic,
    methods: { __iter__: ['self, /', self], __next__: ['self, /', enumerateNext] },
  },
  {
    ...record,
    name: 'zip',
    staticMethods: { __new__: ['cls, *iterables, strict=', zipNew] },
    methods: { __iter__: ['self, /', self], __next__: ['self, /', zipNext] },
  },
  {
    ...record,
    name: 'map',
    staticMethods: { __new__: ['cls, *args, **kwargs', mapNew] },
    methods: { __iter__: ['self, /', self], __next__: ['self, /', mapNext] },
  },
  {
    ...record,
    name: 'filter',
    staticMethods: { __new__: ['cls, function, iterable, /', filterNew] },
    methods: { __iter__: ['self, /', self], __next__: ['self, /', filterNext] },
  },
];

/** Its plain instances are iterators of the kind SEQUENCE_REVERSED; see iterator-type.ts. */
export const reversedConstructor = { __new__: ['cls, sequence, /', reversedNew] as const };
