import { SHAPE_FINALIZER } from '../contract/shapes.ts';
import { FLAG_FINALIZER, MARK_WORD, type Ref, SHAPE_MASK } from '../heap/layout.ts';
import { reachable } from './reachability.ts';
import { RootDiff } from './root-diff.ts';
import type { MutatorObserver, Runtime } from './runtime.ts';

/** The life of one object. Times are read on the allocation clock: objects allocated since the start. */
export interface ObjectLife {
  /** Number of the object in order of allocation, from 0: its name, as addresses move. */
  readonly serial: number;
  readonly shape: string;
  /** What the embedding application calls it (a class name), or ''. */
  tag: string;
  readonly birth: number;
  /** When the program lost its last path to it; null while it has one. */
  death: number | null;
  /** When its finalizer ran (the first time), and when it had died before that. */
  finalized: number | null;
  finalizedAfterDeath: number | null;
  /** When its memory was reclaimed. */
  freed: number | null;
  /** How often it came back from the dead. */
  resurrections: number;
}

export interface LivenessReport {
  readonly clock: number;
  readonly objects: number;
  readonly freed: number;
  /** Sum over reclaimed objects of (reclaimed − died), in allocations: the floating garbage. */
  readonly floatingSum: number;
  /** Every object that had a finalizer, by birth. */
  readonly finalizable: readonly ObjectLife[];
}

export interface OracleOptions {
  /** Look at the roots at every n-th allocation; 1 dates each death to the allocation. */
  readonly granularity?: number;
  /** A name for the kind of object, asked at its finalizer or its end. */
  readonly tag?: (ref: Ref) => string;
}

/**
 * Dates every death with the Merlin algorithm (Hertz, Blackburn, Moss, McKinley, Stefanović 2002, 2006): each object
 * carries the last time at which it was seen to lose a reference or to stand in a root. Before every collection the
 * unreachable objects are processed from the latest stamp to the earliest, and each passes its stamp on to what it
 * alone kept alive. What a counting collector frees between collections died at that very moment.
 *
 * INVARIANT stamped: an undated, unreachable object was last reachable at the greatest stamp among those that reach it.
 *
 * The value of an ephemeron is dated by its own stamps alone: it may have lived on until its key died.
 * Needs EVENTS_OBJECTS, for frees and moves.
 */
export class LivenessOracle implements MutatorObserver {
  private readonly runtime: Runtime;
  private readonly granularity: number;
  private readonly tagOf: (ref: Ref) => string;
  private readonly lives = new Map<Ref, Life>();
  private readonly kept: Life[] = [];
  private readonly moves: number[] = [];
  private readonly roots = new RootDiff();
  private births = 0;
  private freedObjects = 0;
  private floatingSum = 0;
  private finalizersRunning = 0;

  constructor(runtime: Runtime, options: OracleOptions = {}) {
    this.runtime = runtime;
    this.granularity = Math.max(1, options.granularity ?? 1);
    this.tagOf = options.tag ?? (() => '');
  }

  /** An oracle that watches `runtime` from now on. */
  static attach(runtime: Runtime, options: OracleOptions = {}): LivenessOracle {
    const oracle = new LivenessOracle(runtime, options);
    runtime.observe(oracle);
    return oracle;
  }

  // ---- What the mutator does

  allocated(ref: Ref): void {
    const clock = this.runtime.allocatedObjects;
    if (clock % this.granularity === 0) this.stampDroppedRoots(clock - 1);
    const shape = this.runtime.i32[ref]! & SHAPE_MASK;
    this.lives.set(ref, new Life(this.births++, shape, this.runtime.shapes.names[shape]!, clock));
  }

  overwrote(old: Ref): void {
    const life = this.lives.get(old);
    if (life !== undefined) life.stamp = this.runtime.allocatedObjects;
  }

  /**
   * Counting: the count of `ref` has reached 0. It, and what dies with it, is about to let go of all it refers to,
   * without a store that could be seen: the counts tell ahead what dies, and everything that it refers to is stamped.
   */
  dying(ref: Ref): void {
    if (this.lives.get(ref)?.death !== null) return;
    const { i32, shapes, allocatedObjects } = this.runtime;
    const released = new Map<Ref, number>();
    const dead = [ref];
    while (dead.length > 0) {
      const holder = dead.pop()!;
      const end = shapes.slotsEnd(i32, holder);
      for (let at = holder + shapes.refsFrom[i32[holder]! & SHAPE_MASK]!; at < end; at++) {
        const child = i32[at]!;
        if (child === 0) continue;
        const life = this.lives.get(child);
        if (life !== undefined) life.stamp = allocatedObjects;
        const count = (released.get(child) ?? 0) + 1;
        released.set(child, count);
        if (count === i32[child + MARK_WORD]) dead.push(child);
      }
    }
  }

  // ---- What the collector does

  collecting(): void {
    this.date();
  }

  collected(): void {
    this.applyMoves();
  }

  /** Moves may be told before the death of what was at the new address: they take effect at the collection's end. */
  moved(from: Ref, to: Ref): void {
    this.moves.push(from, to);
  }

  freed(ref: Ref): void {
    const life = this.lives.get(ref);
    if (life === undefined) return;
    const clock = this.runtime.allocatedObjects;
    life.death ??= clock;
    life.freed = clock;
    this.freedObjects++;
    this.floatingSum += clock - life.death;
    if (this.isFinalizable(life)) this.kept.push(life);
    this.lives.delete(ref);
  }

  // ---- What finalizers do

  finalizing(ref: Ref): void {
    this.finalizersRunning++;
    const life = this.lives.get(ref);
    if (life === undefined || life.finalized !== null) return;
    const clock = this.runtime.allocatedObjects;
    life.death ??= clock;
    life.finalized = clock;
    life.finalizedAfterDeath = life.death;
    life.tag = this.tagOf(ref);
  }

  finalizerDone(): void {
    this.finalizersRunning--;
  }

  // ---- Answers

  /** Every object that has not been reclaimed, with its death as known from the last look; dates nothing. */
  eachLive(visit: (ref: Ref, serial: number, death: number | null) => void): void {
    for (const [ref, { serial, death }] of this.lives) visit(ref, serial, death);
  }

  /** Dates what has died since the last look, and visits what is dead and not reclaimed. */
  eachDead(visit: (ref: Ref) => void): void {
    this.date();
    for (const [ref, { death }] of this.lives) if (death !== null) visit(ref);
  }

  serialOf(ref: Ref): number | undefined {
    return this.lives.get(ref)?.serial;
  }

  /** Goes on to be told, and stays when the object is gone. */
  lifeOf(ref: Ref): ObjectLife | undefined {
    return this.lives.get(ref);
  }

  /** When the object with this serial died; null if it lives, or is not known any more (freed without finalizer). */
  deathOf(serial: number): number | null {
    for (const life of this.lives.values()) if (life.serial === serial) return life.death;
    return this.kept.find((life) => life.serial === serial)?.death ?? null;
  }

  /** Dates what has died since the last collection, and tells everything. */
  report(): LivenessReport {
    this.date();
    const finalizable = [...this.kept];
    for (const [ref, life] of this.lives) {
      if (!this.isFinalizable(life)) continue;
      if (life.tag === '') life.tag = this.tagOf(ref);
      finalizable.push(life);
    }
    finalizable.sort((a, b) => a.serial - b.serial);
    return {
      clock: this.runtime.allocatedObjects,
      objects: this.births,
      freed: this.freedObjects,
      floatingSum: this.floatingSum,
      finalizable,
    };
  }

  // ---- Merlin

  private date(): void {
    this.stampDroppedRoots(this.runtime.allocatedObjects);
    const found = reachable(this.runtime, false);
    const dead: Ref[] = [];
    for (const [ref, life] of this.lives) {
      life.registered ||= (this.runtime.i32[ref]! & FLAG_FINALIZER) !== 0;
      if (!found.has(ref)) {
        if (life.death === null) dead.push(ref);
      } else if (life.death !== null && this.finalizersRunning === 0) {
        // A finalizer that is running sees its object without having brought it back.
        life.death = null;
        life.resurrections++;
      }
    }
    dead.sort((a, b) => this.lives.get(b)!.stamp - this.lives.get(a)!.stamp);
    for (const ref of dead) this.passOn(ref, this.lives.get(ref)!.stamp, found);
  }

  /** `from` died at `time`, and with it all that it alone kept reachable. */
  private passOn(from: Ref, time: number, found: ReadonlySet<Ref>): void {
    const { i32, shapes } = this.runtime;
    const gray = [from];
    while (gray.length > 0) {
      const ref = gray.pop()!;
      const life = this.lives.get(ref);
      if (life === undefined || life.death !== null || found.has(ref)) continue;
      life.death = time;
      const end = shapes.slotsEnd(i32, ref);
      for (let at = ref + shapes.refsFrom[i32[ref]! & SHAPE_MASK]!; at < end; at++) {
        if (i32[at] !== 0) gray.push(i32[at]!);
      }
    }
  }

  private stampDroppedRoots(time: number): void {
    this.roots.eachDropped(this.runtime, (ref) => {
      const life = this.lives.get(ref);
      if (life !== undefined && life.stamp < time) life.stamp = time;
    });
  }

  private applyMoves(): void {
    const { moves, lives } = this;
    if (moves.length === 0) return;
    const moving: (Life | undefined)[] = [];
    for (let k = 0; k < moves.length; k += 2) {
      moving.push(lives.get(moves[k]!));
      lives.delete(moves[k]!);
    }
    for (let k = 0; k < moves.length; k += 2) {
      const life = moving[k >> 1];
      if (life !== undefined) lives.set(moves[k + 1]!, life);
    }
    moves.length = 0;
    this.roots.retake(this.runtime);
  }

  /** The memory may be gone already: answered from what was seen while it was there. */
  private isFinalizable(life: Life): boolean {
    if (life.finalized !== null || life.registered) return true;
    return (this.runtime.shapes.traits[life.shapeId]! & SHAPE_FINALIZER) !== 0;
  }
}

class Life implements ObjectLife {
  readonly serial: number;
  readonly shape: string;
  readonly birth: number;
  tag = '';
  death: number | null = null;
  finalized: number | null = null;
  finalizedAfterDeath: number | null = null;
  freed: number | null = null;
  resurrections = 0;
  readonly shapeId: number;
  /** Had FLAG_FINALIZER at the last look. */
  registered = false;
  /** When it was last seen to lose a reference. */
  stamp: number;

  constructor(serial: number, shapeId: number, shape: string, birth: number) {
    this.serial = serial;
    this.shapeId = shapeId;
    this.shape = shape;
    this.birth = birth;
    this.stamp = birth;
  }
}
