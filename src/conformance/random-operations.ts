import { WEAK_LONG, WEAK_SHORT } from '../contract/host.ts';
import { LENGTH, PAYLOAD } from '../heap/layout.ts';
import { ModelObject } from './random-model.ts';
import type { RandomMutator } from './random-mutator.ts';

/** Locals of each frame. */
export const LOCALS = 6;
const FRAMES_MAX = 5;
const ARRAY_LARGE = 2500;

/** Does the same to heap and model. Operands are taken modulo whatever there is to choose from. */
export type Operation = (run: RandomMutator, a: number, b: number, c: number) => void;

const pick = (value: number) => value % LOCALS;

/** The first local from `from` on, round about, whose object will do; -1 if there is none. */
function find(run: RandomMutator, from: number, does: (object: ModelObject) => boolean): number {
  for (let k = 0; k < LOCALS; k++) {
    const object = run.model.locals[pick(from + k)]!;
    if (object !== null && does(object)) return pick(from + k);
  }
  return -1;
}

const anything = () => true;
/** A list's part is its own. */
const hasSlots = (object: ModelObject) => object.fields.length > 0 && object.kind !== 'list';
/** A weak reference's callback is its own, a tuple does not change. */
const isStorable = (object: ModelObject) =>
  hasSlots(object) && object.kind !== 'weak' && object.kind !== 'tuple';
const isList = (object: ModelObject) => object.kind === 'list';
const isArray = (object: ModelObject) => object.kind === 'array';
const isWeak = (object: ModelObject) => object.kind === 'weak';
const isEphemeron = (object: ModelObject) => object.kind === 'ephemeron';

const allocateFixed: Operation = (run, a, b, c) => {
  const { bench, model } = run;
  run.makeRoom();
  const local = pick(a);
  switch (b % 5) {
    case 0:
      run.allocate(local, 'leaf', bench.leaf, 0);
      return;
    case 1:
      run.allocate(local, 'wide', bench.wide, 9);
      return;
    case 2:
      run.allocate(local, 'link', bench.link, 1);
      return;
    case 3: {
      const resource = run.allocate(local, 'resource', bench.resource, 2);
      resource.resurrects = c % 3 === 0;
      model.resources.set(resource.serial, resource);
      return;
    }
    default:
      run.allocate(local, 'node', bench.node, 2);
  }
};

const allocateArray: Operation = (run, a, b, c) => {
  run.makeRoom();
  const length = c % 16 === 0 ? ARRAY_LARGE : b % 24;
  run.allocate(pick(a), 'array', run.bench.array, length, length);
};

const allocateWords: Operation = (run, a, b, c) => {
  const { bench } = run;
  run.makeRoom();
  const length = c % 16 === 0 ? ARRAY_LARGE : b % 40;
  const { serial } = run.allocate(pick(a), 'words', bench.words, 0, length);
  const from = bench.m.peek(pick(a)) + PAYLOAD + 2;
  bench.runtime.i32.fill(serial, from, from + length);
};

const store: Operation = (run, a, b, c) => {
  const { bench, model } = run;
  const holder = find(run, a, isStorable);
  if (holder < 0) return;
  const object = model.locals[holder]!;
  // The ends are where markers and barriers go wrong.
  const field = c % 4 === 0 ? object.fields.length - 1 : c % object.fields.length;
  bench.m.store(holder, field, pick(b));
  object.fields[field] = model.locals[pick(b)]!;
};

const load: Operation = (run, a, b, c) => {
  const { bench, model } = run;
  const holder = find(run, b, hasSlots);
  if (holder < 0) return;
  const object = model.locals[holder]!;
  const field = c % 4 === 0 ? object.fields.length - 1 : c % object.fields.length;
  bench.m.load(pick(a), holder, field);
  model.locals[pick(a)] = object.fields[field]!;
};

const allocateTuple: Operation = (run, a, b, c) => {
  const { bench, model } = run;
  run.makeRoom();
  const items = Array.from({ length: b % 5 }, (_, k) => pick(c + k));
  const to = pick(a);
  if (items.includes(to)) return;
  const tuple = run.allocate(to, 'tuple', bench.tuple, items.length, items.length);
  items.forEach((item, k) => {
    bench.m.store(to, k, item);
    tuple.fields[k] = model.locals[item]!;
  });
};

/** A new list, or new items for one that there is: the old part dies. */
const allocateList: Operation = (run, a, b, c) => {
  const { bench, model } = run;
  run.makeRoom();
  let to = c % 3 === 0 ? find(run, a, isList) : -1;
  if (to < 0) {
    to = pick(a);
    run.allocate(to, 'list', bench.list, 1);
  }
  const scratch = pick(to + 1);
  const length = b % 9;
  model.locals[to]!.fields[0] = run.allocate(scratch, 'part', bench.part, length, length);
  bench.m.store(to, 0, scratch);
  run.clear(scratch);
};

const storeItem: Operation = (run, a, b, c) => {
  const holder = find(run, a, isList);
  const scratch = pick(holder + 1);
  if (holder < 0 || pick(b) === scratch) return;
  const part = run.model.locals[holder]!.fields[0]!;
  if (part.fields.length === 0) return;
  const item = c % part.fields.length;
  const { m } = run.bench;
  m.load(scratch, holder, 0);
  m.store(scratch, item, pick(b));
  part.fields[item] = run.model.locals[pick(b)]!;
  run.clear(scratch);
};

const loadItem: Operation = (run, a, b, c) => {
  const holder = find(run, b, isList);
  if (holder < 0) return;
  const part = run.model.locals[holder]!.fields[0]!;
  if (part.fields.length === 0) return;
  const to = pick(a);
  run.bench.m.load(to, holder, 0);
  run.bench.m.load(to, to, c % part.fields.length);
  run.model.locals[to] = part.fields[c % part.fields.length]!;
};

const clear: Operation = (run, a) => run.clear(pick(a));

const storeNull: Operation = (run, a, b) => {
  const holder = find(run, a, isStorable);
  if (holder < 0) return;
  const object = run.model.locals[holder]!;
  const field = b % object.fields.length;
  run.bench.m.storeNull(holder, field);
  object.fields[field] = null;
};

const copy: Operation = (run, a, b) => {
  run.bench.m.copy(pick(a), pick(b));
  run.model.locals[pick(a)] = run.model.locals[pick(b)]!;
};

const pushFrame: Operation = (run, a, b) => {
  if (run.model.frames.length >= FRAMES_MAX) return;
  const passed = run.model.locals[pick(a)]!;
  const { m, runtime } = run.bench;
  const ref = m.peek(pick(a));
  run.pushFrame();
  // An argument: the callee's local takes a count of its own.
  runtime.roots.stack[runtime.roots.top - LOCALS + pick(b)] = runtime.retain(ref);
  run.model.locals[pick(b)] = passed;
};

const popFrame: Operation = (run) => {
  if (run.model.frames.length > 1) run.popFrame();
};

const allocateWeak: Operation = (run, a, b, c) => {
  const { bench, model } = run;
  run.makeRoom();
  const to = pick(a);
  const from = find(run, b, anything);
  if (from < 0) return;
  const strength = c % 3 === 0 ? WEAK_LONG : WEAK_SHORT;
  const weak = new ModelObject('weak', 0, 1);
  weak.target = model.locals[from]!;
  bench.m.allocateWeak(to, bench.weak, from, strength);
  model.weaks.push(weak);
  model.locals[to] = weak;
  const spare = LOCALS - 1;
  // Where the target's local was overwritten it may be gone already, before there is a callback.
  if (c % 4 === 0 || spare === to || spare === from || from === to) return;
  const callback = run.allocate(spare, 'leaf', bench.leaf, 0);
  bench.m.store(to, 0, spare);
  weak.fields[0] = callback;
  model.weakByCallback.set(callback.serial, weak);
};

const loadWeak: Operation = (run, a, b) => {
  const from = find(run, b, isWeak);
  if (from < 0) return;
  const { target } = run.model.locals[from]!;
  run.bench.m.loadWeak(pick(a), from);
  run.received(pick(a), target);
};

const allocateEphemeron: Operation = (run, a, b, c) => {
  const { bench, model } = run;
  run.makeRoom();
  const local = pick(a);
  const value = model.locals[pick(c)]!;
  if (value === null) return;
  const from = find(run, b, anything);
  if (from < 0) return;
  const ephemeron = new ModelObject('ephemeron', 0, 0);
  ephemeron.target = model.locals[from]!;
  ephemeron.value = value;
  bench.m.allocateEphemeron(local, bench.ephemeron, from, pick(c));
  model.ephemerons.push(ephemeron);
  model.locals[local] = ephemeron;
};

const loadEphemeron: Operation = (run, a, b) => {
  const from = find(run, b, isEphemeron);
  if (from < 0) return;
  const { value } = run.model.locals[from]!;
  run.bench.m.loadEphemeronValue(pick(a), from);
  run.received(pick(a), value);
};

const pin: Operation = (run, a) => {
  const object = run.model.locals[pick(a)]!;
  const { collector } = run.bench.runtime;
  if (object === null || collector.traits.pinning === 'unsupported') return;
  const ref = run.bench.m.peek(pick(a));
  if (object.pinnedAt !== 0) collector.unpin(ref);
  else collector.pin(ref);
  object.pinnedAt = object.pinnedAt === 0 ? ref : 0;
};

const collectFull: Operation = (run, a) => {
  run.bench.collect({ compact: a % 2 === 0 });
  run.compare();
};

const collectMinor: Operation = (run, a, b) => {
  run.bench.collect({ kind: 'minor', generation: b % 2, compact: a % 2 === 0 });
  run.compare();
};

const poll: Operation = (run) => run.bench.m.poll();

const hold: Operation = (run, a) => {
  const from = find(run, a, anything);
  if (from < 0) return;
  const object = run.model.locals[from]!;
  const handle = run.bench.runtime.externals.hold(run.bench.m.peek(from), 'random');
  run.model.handles.push({ handle, object });
};

const release: Operation = (run, a) => {
  const { handles } = run.model;
  if (handles.length === 0) return;
  const [dropped] = handles.splice(a % handles.length, 1);
  run.bench.runtime.externals.drop(dropped!.handle);
};

const grow: Operation = (run, a, b) => {
  const holder = find(run, a, isArray);
  if (holder < 0) return;
  const object = run.model.locals[holder]!;
  const { runtime, m, array } = run.bench;
  const length = object.fields.length + 1 + (b % 8);
  const ref = m.peek(holder);
  if (!runtime.collector.tryGrow(ref, runtime.shapes.sizeFor(array, length))) return;
  runtime.i32[ref + LENGTH] = length;
  while (object.fields.length < length) object.fields.push(null);
};

const fillRange: Operation = (run, a, b, c) => {
  const holder = find(run, a, (object) => isArray(object) && hasSlots(object));
  if (holder < 0) return;
  const object = run.model.locals[holder]!;
  const value = run.model.locals[pick(b)]!;
  const { runtime, m } = run.bench;
  const from = c % object.fields.length;
  const to = object.fields.length;
  const base = m.peek(holder) + PAYLOAD + 2;
  for (let k = from; k < to; k++) if (object.fields[k] !== null) return;
  for (let k = from; k < to; k++) {
    runtime.i32[base + k] = runtime.retain(m.peek(pick(b)));
    object.fields[k] = value;
  }
  runtime.wroteRange(m.peek(holder), base + from, base + to);
};

const churn: Operation = (run, a, b) => {
  run.makeRoom();
  for (let k = 0; k < 20 + (b % 60); k++)
    run.bench.make(pick(a), k % 3 === 0 ? run.bench.node : run.bench.leaf);
  run.clear(pick(a));
};

/** The first six are in every program; what matters most is there more than once. */
export const OPERATIONS: readonly Operation[] = [
  allocateFixed,
  store,
  load,
  clear,
  collectFull,
  collectMinor,
  store,
  store,
  load,
  copy,
  allocateFixed,
  allocateArray,
  allocateWords,
  storeNull,
  allocateTuple,
  allocateList,
  storeItem,
  loadItem,
  pushFrame,
  popFrame,
  allocateWeak,
  allocateWeak,
  loadWeak,
  allocateEphemeron,
  loadEphemeron,
  pin,
  poll,
  hold,
  release,
  grow,
  fillRange,
  churn,
];
