/**
 * A program without a purpose whose dials are set from outside, after .NET's GCPerfSim: how much is allocated, how much
 * lives, how large objects are, which share survives, is pinned, has a finalizer, and how often references change.
 */
import { SHAPE_CONTAINER, SHAPE_FINALIZER, VAR_REFS } from '../contract/shapes.ts';
import type { Ref } from '../heap/layout.ts';
import type { Mutator, Shape } from '../runtime/mutator.ts';
import type { Guest, Runtime } from '../runtime/runtime.ts';
import type { Random } from './random.ts';
import { allocateLarge, TABLE } from './shapes.ts';
import { expectResult, type PreparedWorkload, type Workload } from './workload.ts';

const [LIVE, OBJECT, OTHER, LOCALS] = [0, 1, 2, 3];
/** Header, length and stamp. */
const HEADER_BYTES = 16;
const BYTES_PER_WORD = 4;

const DIALS = {
  /** Bytes allocated in an iteration. */
  megabytes: 64,
  /** Bytes that live at the same time. */
  liveMegabytes: 4,
  /** Sizes are spread evenly between these two, in bytes. */
  sizeMin: 32,
  sizeMax: 256,
  /** One of so many objects lives on, in a random place, until another takes it. */
  survivalInterval: 10,
  /** Of those that live on, percent. */
  pinnedPercent: 1,
  /** Of all. */
  finalizablePercent: 1,
  /** References changed from one survivor to another, for each 100 objects. */
  mutationsPerHundred: 50,
};

type Dials = typeof DIALS;

/** Counts finalizers and runs them at safepoints. */
class CountingGuest implements Guest {
  finalized = 0;
  private readonly runtime: Runtime;

  constructor(runtime: Runtime) {
    this.runtime = runtime;
  }

  finalize(_ref: Ref): void {
    this.finalized++;
  }

  weakCallback(_weak: Ref): void {
    // there are none
  }

  pendingWork(): void {
    while (this.runtime.finalizers.runNextQueued());
  }

  virtualTimeMs(): number {
    return 0;
  }
}

class DialDriven implements PreparedWorkload {
  private readonly m: Mutator;
  private readonly dials: Dials;
  private readonly random: Random;
  private readonly guest: CountingGuest;
  private readonly plain: Shape;
  private readonly finalizable: Shape;
  private readonly slots: number;
  /** What is in each slot: a stamp, and whether it is pinned. */
  private readonly stamps: Int32Array;
  private readonly pinned: Uint8Array;
  private objects = 0;
  private finalizableMade = 0;

  constructor(m: Mutator, dials: Dials, random: Random) {
    this.m = m;
    this.dials = dials;
    this.random = random;
    this.guest = new CountingGuest(m.runtime);
    m.runtime.guest = this.guest;
    const object = { raw: 2, refs: 0, variable: VAR_REFS } as const;
    this.plain = m.shape({ ...object, name: 'Object', traits: SHAPE_CONTAINER });
    this.finalizable = m.shape({ ...object, name: 'Finalizable', traits: SHAPE_CONTAINER | SHAPE_FINALIZER });
    const meanBytes = (dials.sizeMin + dials.sizeMax) / 2;
    this.slots = Math.max(1, Math.floor((dials.liveMegabytes * 2 ** 20) / meanBytes));
    this.stamps = new Int32Array(this.slots);
    this.pinned = new Uint8Array(this.slots);
    m.pushFrame(LOCALS);
    allocateLarge(m, LIVE, m.shape(TABLE), this.slots);
    for (let slot = 0; slot < this.slots; slot++) {
      this.allocate();
      this.keepAt(slot);
    }
  }

  run(): void {
    const { random, dials } = this;
    const bytes = dials.megabytes * 2 ** 20;
    let allocated = 0;
    this.objects = 0;
    while (allocated < bytes) {
      allocated += this.allocate();
      if (random.below(dials.survivalInterval) === 0) this.keepAt(random.below(this.slots));
      if (random.below(100) < dials.mutationsPerHundred) this.mutate();
    }
    this.m.clear(OBJECT);
    this.m.clear(OTHER);
  }

  /** OBJECT = a new one. @returns its size in bytes */
  private allocate(): number {
    const { m, random, dials } = this;
    const bytes = dials.sizeMin + random.below(dials.sizeMax - dials.sizeMin + 1);
    const length = Math.max(1, (bytes - HEADER_BYTES) >> 2);
    const hasFinalizer = random.below(100) < dials.finalizablePercent;
    m.allocate(OBJECT, hasFinalizer ? this.finalizable : this.plain, length);
    m.setRaw(OBJECT, 1, this.objects++);
    if (hasFinalizer) this.finalizableMade++;
    m.poll();
    return HEADER_BYTES + BYTES_PER_WORD * length;
  }

  /** OBJECT takes the place of what was in the slot. */
  private keepAt(slot: number): void {
    const { m, random, dials, pinned } = this;
    const { collector } = m.runtime;
    // Where nothing can be pinned, the same numbers are drawn.
    const canPin = collector.traits.pinning !== 'unsupported';
    if (pinned[slot] === 1 && canPin) {
      m.load(OTHER, LIVE, slot);
      collector.unpin(m.peek(OTHER));
    }
    m.store(LIVE, slot, OBJECT);
    this.stamps[slot] = m.getRaw(OBJECT, 1);
    pinned[slot] = random.below(100) < dials.pinnedPercent ? 1 : 0;
    if (pinned[slot] === 1 && canPin) collector.pin(m.peek(OBJECT));
  }

  /** A random survivor refers to another from now on. */
  private mutate(): void {
    const { m, random } = this;
    m.load(OTHER, LIVE, random.below(this.slots));
    m.load(OBJECT, LIVE, random.below(this.slots));
    m.store(OTHER, 0, OBJECT);
  }

  check() {
    const { m } = this;
    for (let slot = 0; slot < this.slots; slot++) {
      m.load(OBJECT, LIVE, slot);
      expectResult(`stamp of slot ${slot}`, m.getRaw(OBJECT, 1), this.stamps[slot]!);
    }
    m.clear(OBJECT);
    const { finalized } = this.guest;
    if (finalized > this.finalizableMade) {
      expectResult('finalizers that ran', finalized, this.finalizableMade);
    }
    return { objects: this.objects, live: this.slots, finalizable: this.finalizableMade };
  }
}

export const dials: Workload = {
  name: 'dials',
  summary:
    'sizes, survival, pinned and finalizable shares and mutations as set from outside (after GCPerfSim)',
  params: DIALS,
  prepare: (m, params, random) => new DialDriven(m, params as Dials, random),
};
