import type { Ref } from '../../heap/layout.ts';
import { Kind, RECORD_RAW } from '../objects/shapes.ts';
import { MersenneTwister, seedOfBytes, seedOfHash } from '../values/mersenne-twister.ts';
import type { NativeModule } from '../vm/modules.ts';
import type { BuiltinClass } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { addClasses, newRecord, RECORD_CLASS_SPEC } from './support.ts';

/** The native half of the random module: the generator. RECORD_RAW is its number in a table beside the heap. */

const generators = new WeakMap<VM, MersenneTwister[]>();

function generatorsOf(vm: VM): MersenneTwister[] {
  const known = generators.get(vm) ?? [];
  if (known.length === 0) generators.set(vm, known);
  return known;
}

function generator(vm: VM, self: Ref): MersenneTwister {
  return generatorsOf(vm)[vm.i32[self + RECORD_RAW]!]!;
}

/** Unseeded generators start from the run's own seed, so that a run can be repeated. */
function create(vm: VM, args: number): Ref {
  const all = generatorsOf(vm);
  all.push(new MersenneTwister(BigInt(vm.options.seed) + BigInt(all.length)));
  const self = newRecord(vm, vm.at(args));
  vm.i32[self + RECORD_RAW] = all.length - 1;
  return self;
}

function seed(vm: VM, args: number): Ref {
  const value = vm.at(args + 1);
  generator(vm, vm.at(args)).seed(
    value === 0 || value === vm.none ? BigInt(vm.options.seed) : seedNumber(vm, value),
  );
  return vm.newNone();
}

function seedNumber(vm: VM, value: Ref): bigint {
  switch (vm.kindOf(value)) {
    case Kind.STR:
      return seedOfBytes(new TextEncoder().encode(vm.text(value)));
    case Kind.BYTES:
      return seedOfBytes(vm.strings.bytesView(value));
    case Kind.FLOAT:
      return seedOfHash(vm.protocols.hashBig(value));
    default:
      if (vm.isInt(value)) return vm.bigIntOf(value);
      throw vm.error(
        'TypeError',
        'The only supported seed types are: None,\nint, float, str, bytes, and bytearray.',
      );
  }
}

function getRandomBits(vm: VM, args: number): Ref {
  const count = vm.index(vm.at(args + 1));
  if (count < 0) throw vm.error('ValueError', 'number of bits must be non-negative');
  return vm.newBigInt(generator(vm, vm.at(args)).getRandomBits(count));
}

function below(vm: VM, args: number): Ref {
  const limit = vm.protocols.indexBig(vm.at(args + 1));
  if (limit <= 0n) return vm.newInt(0);
  return vm.newBigInt(generator(vm, vm.at(args)).randomBelow(limit));
}

function getState(vm: VM, args: number): Ref {
  return vm.newTuple(
    ...generator(vm, vm.at(args))
      .getState()
      .map((word) => vm.newInt(word)),
  );
}

function setState(vm: VM, args: number): Ref {
  const state = vm.at(args + 1);
  if (vm.kindOf(state) !== Kind.TUPLE) throw vm.error('TypeError', 'state vector must be a tuple');
  if (vm.tupleLength(state) !== 625) throw vm.error('ValueError', 'state vector is the wrong size');
  const words = Array.from({ length: 625 }, (_, k) => vm.index(vm.tupleItem(vm.at(args + 1), k)));
  generator(vm, vm.at(args)).setState(words);
  return vm.newNone();
}

const twisterClass: BuiltinClass = {
  name: 'Twister',
  ...RECORD_CLASS_SPEC,
  module: '_random',
  staticMethods: { __new__: ['cls, *args, **kwargs', create] },
  methods: {
    seed: ['self, n=, /', seed],
    random: ['self, /', (vm, args) => vm.newFloat(generator(vm, vm.at(args)).random())],
    getrandbits: ['self, k, /', getRandomBits],
    _randbelow: ['self, n, /', below],
    _state: ['self, /', getState],
    _set_state: ['self, state, /', setState],
  },
};

export const randomModule: NativeModule = {
  name: '_random',
  init(vm, at) {
    addClasses(vm, at, [twisterClass]);
  },
};
