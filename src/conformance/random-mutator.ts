import type { CollectorFactory } from '../contract/collector.ts';
import { WEAK_LONG, WEAK_SHORT } from '../contract/host.ts';
import { LENGTH, PAYLOAD } from '../heap/layout.ts';
import type { Shape } from '../runtime/mutator.ts';
import { ConformanceFailure, expect } from './expect.ts';
import { compareWithModel } from './random-check.ts';
import { Model, type ModelKind, type ModelNullable, ModelObject } from './random-model.ts';
import { Workbench, type WorkbenchOptions } from './workbench.ts';

/** One step: an operation and three operands, taken modulo whatever there is to choose from. Any numbers will do. */
export type Command = readonly [operation: number, a: number, b: number, c: number];

const LOCALS = 6;
const FRAMES_MAX = 5;
const HEAP_BYTES = 1 << 20;
/** For those that never reclaim. */
const HEAP_BYTES_LARGE = 8 << 20;
const ROOM_WORDS = 8192;
const ARRAY_LARGE = 2500;

/**
 * Runs commands against a collector and against a model, and compares the two: at each explicit collection, at the end
 * after all that can be reclaimed is reclaimed, and once more after every root was dropped.
 *
 * @throws ConformanceFailure, InvariantViolation, or what else the collector ran into
 */
export function runCommands(
  factory: CollectorFactory,
  commands: readonly Command[],
  options: WorkbenchOptions = {},
): void {
  new RandomMutator(factory, options).run(commands);
}

/** A program of `length` commands, the same for the same seed. */
export function commandsOf(seed: number, length: number): Command[] {
  let state = (seed * 2654435761) >>> 0 || 1;
  const next = (): number => {
    // Xorshift32 (Marsaglia 2003).
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state >>> 4;
  };
  // Each program leaves some operations out (swarm testing, Groce et al. 2012): then the others get further.
  const left = OPERATIONS.filter((_, k) => k < 6 || next() % 4 !== 0);
  return Array.from({ length }, () => {
    const operation = OPERATIONS.indexOf(left[next() % left.length]!);
    return [operation, next(), next(), next()] as const;
  });
}

/** The shortest part of failing `commands` that still fails, found by leaving out chunks (ddmin, Zeller 2002). */
export function shrinkCommands(
  commands: readonly Command[],
  fails: (part: readonly Command[]) => boolean,
): Command[] {
  let best = [...commands];
  for (let chunk = best.length >> 1; chunk >= 1; chunk >>= 1) {
    for (let from = 0; from < best.length; ) {
      const part = [...best.slice(0, from), ...best.slice(from + chunk)];
      if (fails(part)) best = part;
      else from += chunk;
    }
  }
  return best;
}

class RandomMutator {
  readonly bench: Workbench;
  readonly model: Model;
  private readonly pending: ModelObject[] = [];
  private readonly called: number[] = [];

  constructor(factory: CollectorFactory, options: WorkbenchOptions) {
    const heapBytes = factory.traits.reclaims ? HEAP_BYTES : HEAP_BYTES_LARGE;
    this.bench = new Workbench(factory, { heapBytes, stackWords: 512, ...options });
    this.model = new Model();
    this.bench.onFinalize = (serial) => this.finalizing(serial);
    this.bench.onCallback = (serial) => this.called.push(serial);
    this.pushFrame();
  }

  run(commands: readonly Command[]): void {
    for (const [operation, a, b, c] of commands) {
      OPERATIONS[operation % OPERATIONS.length]!(this, a, b, c);
      this.afterStep();
    }
    this.settleAndCompare();
    // Each finalizer may bring its object back once, and with it another one that does the same later.
    do {
      this.dropAll();
      this.settleAndCompare();
    } while (this.model.handles.length > 0);
    const left = this.bench.objectCount();
    if (this.bench.traits.reclaims)
      expect(left === 0, `an empty heap after every root was dropped; found ${left} objects`);
  }

  settleAndCompare(): void {
    this.bench.settle();
    this.afterStep();
    compareWithModel(this.bench, this.model, this.bench.traits.reclaims);
    this.bench.expectExactlyLive('after full collections');
    this.bench.runtime.notePeak();
  }

  compare(): void {
    this.afterStep();
    compareWithModel(this.bench, this.model, false);
  }

  // ---- What happened meanwhile

  private finalizing(serial: number): void {
    const resource = this.model.resources.get(serial);
    if (resource === undefined)
      throw new ConformanceFailure(`a finalizer ran for ${serial}, which is no resource`);
    if (++resource.finalized > 1)
      throw new ConformanceFailure(`the finalizer of resource ${serial} ran twice`);
    this.pending.push(resource);
    if (!resource.resurrects) return;
    const { m, runtime } = this.bench;
    this.resurrected.push({ handle: runtime.externals.hold(m.peek(0), 'resurrection'), object: resource });
  }

  private readonly resurrected: { readonly handle: number; readonly object: ModelObject }[] = [];

  /** Finalizers and callbacks may run in the middle of a step; they are judged by the state after it. */
  private afterStep(): void {
    if (this.pending.length === 0 && this.called.length === 0) return;
    const live = this.model.reachable();
    for (const resource of this.pending.splice(0)) {
      if (live.has(resource) && !resource.wasDead) {
        throw new ConformanceFailure(`the finalizer of the living resource ${resource.serial} ran`);
      }
    }
    for (const serial of this.called.splice(0)) this.checkCallback(serial, live);
    for (const { handle, object } of this.resurrected.splice(0)) {
      this.model.revive(object);
      this.model.handles.push({ handle, object });
    }
  }

  private checkCallback(serial: number, live: ReadonlySet<ModelObject>): void {
    const weak = this.model.weakByCallback.get(serial);
    if (weak === undefined) throw new ConformanceFailure(`callback ${serial} ran twice, or is no callback`);
    this.model.weakByCallback.delete(serial);
    const { target } = weak;
    if (target !== null && live.has(target) && !target.wasDead) {
      throw new ConformanceFailure(
        `callback ${serial} ran, but its target ${target.kind} ${target.serial} lives`,
      );
    }
  }

  // ---- Steps

  pushFrame(): void {
    this.bench.m.pushFrame(LOCALS);
    this.model.frames.push(new Array<ModelNullable>(LOCALS).fill(null));
  }

  popFrame(): void {
    this.bench.m.popFrame();
    this.model.frames.pop();
  }

  /** Room for what a step may allocate; where there is none, everything goes but the oldest frame. */
  makeRoom(): void {
    if (this.bench.runtime.reserve(ROOM_WORDS)) return;
    this.dropAll();
    this.bench.settle();
    this.afterStep();
  }

  allocate(local: number, kind: ModelKind, shape: Shape, fields: number, length = 0): ModelObject {
    const { bench, model } = this;
    const plain = kind === 'link';
    if (plain) bench.m.allocate(local, shape);
    const serial = plain ? 0 : bench.make(local, shape, length);
    const object = new ModelObject(kind, serial, fields);
    model.locals[local] = object;
    return object;
  }

  dropAll(): void {
    while (this.model.frames.length > 1) this.popFrame();
    for (let local = 0; local < LOCALS; local++) this.clear(local);
    this.afterStep();
    for (const { handle } of this.model.handles.splice(0)) this.bench.runtime.externals.drop(handle);
    this.afterStep();
  }

  clear(local: number): void {
    this.bench.m.clear(local);
    this.model.locals[local] = null;
  }

  /** Puts what `local` really holds now, an object the model knows as `object`, into the model. */
  received(local: number, object: ModelNullable): void {
    if (this.bench.m.isNull(local)) {
      this.model.locals[local] = null;
      return;
    }
    if (object === null) throw new ConformanceFailure('a cleared weak reference gives an object');
    this.model.revive(object);
    this.model.locals[local] = object;
  }
}

type Operation = (run: RandomMutator, a: number, b: number, c: number) => void;

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
/** What a search for cycles always knows: no atom, and no tuple, which may go untracked. */
const isTracked = ({ kind }: ModelObject) => kind !== 'leaf' && kind !== 'words' && kind !== 'tuple';
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
  // A search for cycles takes a key that it does not track for reachable, and breaks a cycle by emptying its
  // members: that does not help where the count that the ephemeron owns is all there is, or a tuple holds the key.
  const { counting } = bench.runtime;
  const isSound = (key: ModelObject) =>
    isTracked(key) &&
    key !== value &&
    value.kind !== 'tuple' &&
    !model.ephemerons.some((other) => other.value === key || other.target === value);
  const from = find(run, b, counting ? isSound : anything);
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
const OPERATIONS: readonly Operation[] = [
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

/** For messages: what a command does. */
export function operationName(command: Command): string {
  const [operation, ...operands] = command;
  return `${OPERATIONS[operation % OPERATIONS.length]!.name}(${operands.join(', ')})`;
}
