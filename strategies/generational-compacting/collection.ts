import type { CollectionRequest, CollectionResult } from '../../src/contract/collector.ts';
import {
  type Cause,
  EVENTS_COLLECTIONS,
  EVENTS_OBJECTS,
  type WorkCounts,
} from '../../src/contract/events.ts';
import type { Host, Liveness } from '../../src/contract/host.ts';
import { WEAK_LONG, WEAK_PHANTOM, WEAK_SHORT, WEAK_SOFT } from '../../src/contract/host.ts';
import { FLAG_COLLECTOR_A, type Ref, WORD_BYTES } from '../../src/heap/layout.ts';
import { type Budgets, UPPER } from './budgets.ts';
import { DirtySlots } from './cards.ts';
import { eachObjectIn } from './cells.ts';
import { movePlugs } from './compact.ts';
import type { LargeAreas } from './large-areas.ts';
import { Marker } from './mark.ts';
import { Plan } from './plan.ts';
import { Relocation, refreshCards } from './relocate.ts';
import { CARD_SHIFT, MAX_GENERATION, type Space } from './space.ts';
import { sweepPlugs } from './sweep.ts';

/** Shifts that slideStress tries until no movable plug would stay where it is. */
const STRESS_SHIFTS = 16;

/** What one collection is asked to do. */
export interface Condemnation {
  readonly generation: number;
  readonly cause: Cause;
  readonly reason: string;
  readonly compact: boolean;
}

/** One collection, phase by phase, and the tables that it needs. Holds no state between collections. */
export class Collection {
  readonly marker: Marker;
  readonly plan: Plan;
  private readonly dirty: DirtySlots;
  private readonly liveness: Liveness & { partial: boolean };
  private readonly isLive: (ref: Ref) => boolean;
  private readonly mark: (ref: Ref) => void;
  /** Objects that pinned roots hold, flagged for the time of the collection. */
  private readonly heldByRoots: Ref[] = [];
  private compacting = false;

  private readonly host: Host;
  private readonly space: Space;
  private readonly areas: LargeAreas;
  private readonly budgets: Budgets;
  private readonly work: WorkCounts;
  private readonly slideStress: boolean;

  constructor(
    host: Host,
    space: Space,
    areas: LargeAreas,
    budgets: Budgets,
    work: WorkCounts,
    slideStress: boolean,
  ) {
    this.host = host;
    this.space = space;
    this.areas = areas;
    this.budgets = budgets;
    this.work = work;
    this.slideStress = slideStress;
    this.marker = new Marker(space);
    this.plan = new Plan(space);
    this.dirty = new DirtySlots(space, areas);
    this.isLive = (ref) => this.marker.isLive(ref);
    this.mark = (ref) => this.marker.mark(ref);
    this.liveness = {
      partial: false,
      isLive: this.isLive,
      forwarded: (ref) => {
        const moves = this.compacting && ref >= this.plan.low && ref < this.plan.high;
        return moves ? this.plan.forward(ref) : ref;
      },
    };
  }

  /** The allocation context is closed: cells tile [base, end), and `space.objects[0]`, `words[0]` are up to date. */
  run(order: Condemnation): CollectionResult {
    const { areas, plan, space, work } = this;
    const { generation } = order;
    const unitsBefore = work.pauseUnits;
    const before = this.census(generation);
    const beforeGeneration = [...space.words, areas.large.words + areas.pinned.words];
    this.compacting = false;
    this.liveness.partial = generation < MAX_GENERATION;
    this.host.emit({
      type: 'collection-start',
      kind: `gen${generation}`,
      cause: order.cause,
      reason: order.reason,
    });

    this.markPhase(generation, order.cause);
    plan.findPlugs(generation);
    this.choosePlaces();
    this.charge('plan', plan.count + plan.liveObjects[0] + plan.liveObjects[1] + plan.liveObjects[2]);
    this.compacting = this.decide(order);
    this.reportDead(generation);
    if (this.compacting) this.compact(generation);
    else this.sweep();
    if (generation === MAX_GENERATION) this.sweepUpper();
    for (const ref of this.heldByRoots.splice(0)) space.i32[ref] = space.i32[ref]! & ~FLAG_COLLECTOR_A;

    this.settle(generation, beforeGeneration);
    const after = this.census(generation);
    const freedObjects = before.objects - after.objects;
    const freedWords = before.words - after.words;
    work.objectsFreed += freedObjects;
    work.wordsFreed += freedWords;
    this.host.emit({
      type: 'collection-end',
      kind: `gen${generation}`,
      cause: order.cause,
      pauseWork: work.pauseUnits - unitsBefore,
      freedObjects,
      freedWords,
      liveWords: space.words[0] + space.words[1] + space.words[2] + areas.large.words + areas.pinned.words,
    });
    return { found: freedObjects, freedObjects, freedWords };
  }

  metadataWords(): number {
    return this.marker.metadataWords() + this.plan.metadataWords() + this.dirty.ranges.length;
  }

  // ---- Mark

  private markPhase(generation: number, cause: Cause): void {
    const { host, marker, space } = this;
    marker.begin(space.generationStart(generation), generation === MAX_GENERATION ? space.top : space.end);
    let looked = 0;
    if (generation < MAX_GENERATION) looked = this.markFromCards();
    host.eachRootRange((words, from, to, kind) => {
      marker.markRange(words, from, to);
      looked += to - from;
      if (kind === 'pinned') this.holdInPlace(words, from, to);
    });
    marker.drain();
    if (cause !== 'limit')
      while (host.weak.eachSoftTarget(this.isLive, this.mark) > 0) this.closeOverEphemerons();
    this.closeOverEphemerons();

    host.weak.clearDead(WEAK_SOFT, this.liveness);
    host.weak.clearDead(WEAK_SHORT, this.liveness);
    for (const ref of host.finalizers.queueDead(this.isLive, this.liveness.partial)) {
      marker.mark(ref);
    }
    this.closeOverEphemerons();
    host.weak.clearDead(WEAK_LONG, this.liveness);
    host.ephemerons.clearDead(this.liveness);
    host.weak.clearDead(WEAK_PHANTOM, this.liveness);

    this.work.objectsMarked += marker.marked;
    this.work.edgesScanned += marker.edges;
    this.charge('mark', looked + marker.marked + marker.edges);
  }

  private markFromCards(): number {
    const { dirty, marker, space } = this;
    dirty.gather(marker.low);
    for (let k = 0; k < dirty.length; k += 2) {
      marker.markRange(space.i32, dirty.ranges[k]!, dirty.ranges[k + 1]!);
    }
    this.work.cardsScanned += dirty.cards;
    return dirty.slots() + dirty.cards;
  }

  /** Values of ephemerons whose keys are live are live, and may keep keys alive in their turn: to a fixpoint. */
  private closeOverEphemerons(): void {
    this.marker.drain();
    while (this.host.ephemerons.markValues(this.isLive, this.mark) > 0) this.marker.drain();
  }

  private holdInPlace(words: Int32Array, from: number, to: number): void {
    const { marker, space } = this;
    for (let at = from; at < to; at++) {
      const ref = words[at]!;
      if (ref < marker.low || ref >= space.end || (space.i32[ref]! & FLAG_COLLECTOR_A) !== 0) continue;
      space.i32[ref] = space.i32[ref]! | FLAG_COLLECTOR_A;
      this.heldByRoots.push(ref);
    }
  }

  // ---- Plan and decision

  private choosePlaces(): void {
    const { plan, space } = this;
    plan.place(0);
    if (!this.slideStress || plan.count === 0) return;
    let best = 0;
    let stationary = plan.stationary;
    for (let shift = 2; stationary > 0 && shift <= 2 * STRESS_SHIFTS; shift += 2) {
      plan.place(shift);
      if (plan.end > space.frontier || plan.stationary >= stationary) continue;
      best = shift;
      stationary = plan.stationary;
    }
    plan.place(best);
  }

  /** Compact (true) or sweep. */
  private decide(order: Condemnation): boolean {
    const { plan, space } = this;
    const data = this.budgets.data[order.generation]!;
    const span = plan.high - plan.low;
    const fragmentation = span - plan.liveWords[0] - plan.liveWords[1] - plan.liveWords[2];
    const burden = span === 0 ? 0 : fragmentation / span;
    const percent = Math.round(burden * 100);
    if (order.compact) return this.decided(true, 'a compaction was asked for');
    if (this.slideStress) return this.decided(true, 'slideStress moves everything at every collection');
    if (order.cause === 'limit' || order.cause === 'headroom') return this.decided(true, 'memory is low');
    if (space.freeBetween() + fragmentation < 2 * data.minWords) return this.decided(true, 'memory is low');
    const worth = fragmentation >= data.fragmentationWords && burden >= data.fragmentationBurden;
    const found = `${fragmentation * WORD_BYTES} bytes, ${percent} % of what was condemned, are gaps`;
    const least = `${data.fragmentationWords * WORD_BYTES} bytes and ${data.fragmentationBurden * 100} %`;
    return this.decided(worth, `${found}; compaction pays from ${least}`);
  }

  private decided(compact: boolean, reason: string): boolean {
    this.note(compact ? 'compact' : 'sweep', reason);
    return compact;
  }

  /** Side tables and the event log hear of the dead while their headers can still be read. */
  private reportDead(generation: number): void {
    const { host, plan, space } = this;
    const log = host.eventLevel >= EVENTS_OBJECTS;
    // After a compaction `objectsMoved` brings the tables up to date at once.
    const tables = !this.compacting || generation === MAX_GENERATION;
    if (!log && !(tables && (host.weak.size > 0 || host.ephemerons.size > 0))) return;
    const report = (ref: Ref) => {
      host.objectFreed(ref);
      if (log) host.emit({ type: 'free', ref });
    };
    let at = plan.low;
    for (let plug = 0; plug <= plan.count; plug++) {
      const end = plug < plan.count ? plan.starts[plug]! : plan.high;
      eachObjectIn(space.i32, space.shapes, at, end, report);
      if (plug < plan.count) at = plan.ends[plug]!;
    }
    if (generation < MAX_GENERATION) return;
    this.areas.eachObject((ref) => {
      if (!this.marker.isLive(ref)) report(ref);
    });
  }

  // ---- Relocate and compact

  private compact(generation: number): void {
    const { host, plan, space, work } = this;
    plan.index();
    const relocation = new Relocation(space, plan);
    space.cards.fill(0, plan.low >>> CARD_SHIFT, ((plan.high - 1) >>> CARD_SHIFT) + 1);
    if (generation === MAX_GENERATION) {
      space.cards.fill(0, space.frontier >>> CARD_SHIFT);
      relocation.relocateUpper(this.areas, this.isLive);
    } else {
      relocation.relocateDirty(this.dirty);
    }
    relocation.relocatePlugs();
    host.eachRootRange((words, from, to) => relocation.relocateWords(words, from, to));
    this.charge('relocate', relocation.slots + plan.count);

    const copied = movePlugs(
      space,
      plan,
      host.eventLevel >= EVENTS_OBJECTS ? (plug) => this.reportMoved(plug) : null,
    );
    work.wordsCopied += copied;
    host.objectsMoved(this.liveness);
    this.adoptPlan();
    this.charge('compact', copied);
  }

  /** The borders and free cells of the plan become those of the space. */
  private adoptPlan(): void {
    const { plan, space } = this;
    const oldEnd = space.end;
    for (let generation = 0; generation <= plan.condemned; generation++) space.gaps[generation]!.clear();
    if (plan.condemned < MAX_GENERATION) {
      const older = plan.condemned + 1;
      space.gaps[older]!.commit((start, words) => space.formatGap(older, start, start + words));
    }
    space.gen1Start = plan.gen1Start;
    space.gen0Start = plan.gen0Start;
    space.end = plan.end;
    space.noteBorders();
    for (let k = 0; k < plan.holes.length; k += 2) {
      const from = plan.holes[k]!;
      space.addGap(space.generationOf(from), from, plan.holes[k + 1]!);
    }
    space.poisonTail(oldEnd);
    if (plan.demoted > 0) {
      this.note('demote', `${plan.demoted} pinned plugs lie where a younger generation is now`);
    }
  }

  // ---- Sweep

  private sweep(): void {
    const { dirty, plan, space, work } = this;
    const oldEnd = space.end;
    sweepPlugs(space, plan);
    if (plan.condemned < MAX_GENERATION) {
      refreshCards(space, dirty);
      if (dirty.straddled) space.cards[plan.low >>> CARD_SHIFT] = 1;
    }
    space.poisonTail(oldEnd);
    const cells = plan.count * 2 + plan.liveObjects[0] + plan.liveObjects[1] + plan.liveObjects[2];
    work.cellsSwept += cells;
    this.charge('sweep', cells);
  }

  private sweepUpper(): void {
    let cells = 0;
    this.areas.eachCell(() => cells++);
    this.areas.sweep(this.isLive);
    this.work.cellsSwept += cells;
    this.charge('sweep large objects', cells);
  }

  // ---- Accounts

  /** Objects and words by generation after the collection, and the budgets that follow from them. */
  private settle(generation: number, before: readonly number[]): void {
    const { areas, budgets, plan, space } = this;
    for (let g = 0; g <= generation; g++) {
      space.words[g as 0 | 1 | 2] = 0;
      space.objects[g as 0 | 1 | 2] = 0;
    }
    const log = this.host.eventLevel >= EVENTS_OBJECTS;
    for (let plug = 0; plug < plan.count; plug++) {
      const at = plan.starts[plug]! + (this.compacting ? plan.deltas[plug]! : 0);
      const now = space.generationOf(at) as 0 | 1 | 2;
      const words = plan.ends[plug]! - plan.starts[plug]!;
      space.words[now] += words;
      space.objects[now] += plan.objects[plug]!;
      if (log && now > plan.oldGeneration(plug)) {
        eachObjectIn(space.i32, space.shapes, at, at + words, (ref) => {
          this.host.emit({ type: 'promote', ref, generation: now });
        });
      }
    }
    for (let g = 0; g <= generation; g++) {
      budgets.renew(g, before[g]!, plan.liveWords[g as 0 | 1 | 2], space.words[g as 0 | 1 | 2]);
    }
    if (generation < MAX_GENERATION) {
      budgets.charge(generation + 1, plan.liveWords[generation as 0 | 1]);
    } else {
      const upper = areas.large.words + areas.pinned.words;
      budgets.renew(UPPER, before[UPPER]!, upper, upper);
    }
    budgets.cap(0, space.freeBetween() >>> 1);
    this.note(
      'promote',
      `${plan.liveObjects[0]} objects survived generation 0, ${plan.liveObjects[1]} generation 1`,
    );
  }

  private census(generation: number): { objects: number; words: number } {
    const { areas, space } = this;
    let objects = space.objects[0] + space.objects[1] + space.objects[2];
    let words = space.words[0] + space.words[1] + space.words[2];
    if (generation === MAX_GENERATION) {
      objects += areas.large.objects + areas.pinned.objects;
      words += areas.large.words + areas.pinned.words;
    }
    return { objects, words };
  }

  private reportMoved(plug: number): void {
    const { host, plan, space } = this;
    const delta = plan.deltas[plug]!;
    const refs: Ref[] = [];
    for (let at = plan.starts[plug]! + delta; at < plan.ends[plug]! + delta; at += space.wordsAt(at))
      refs.push(at);
    // In the order of copying: an address is left before somebody else arrives at it.
    if (delta > 0) refs.reverse();
    for (const to of refs) host.emit({ type: 'move', from: to - delta, to });
  }

  private charge(phase: string, units: number): void {
    this.work.units += units;
    this.work.pauseUnits += units;
    if (this.host.eventLevel >= EVENTS_COLLECTIONS)
      this.host.emit({ type: 'phase', name: phase, work: units });
  }

  private note(what: string, reason: string): void {
    if (this.host.eventLevel >= EVENTS_COLLECTIONS) this.host.emit({ type: 'decision', what, reason });
  }
}

/** The generation that a request names. */
export function requestedGeneration(request: CollectionRequest): number {
  if (request.generation !== undefined) return Math.max(0, Math.min(MAX_GENERATION, request.generation));
  return request.kind === 'full' ? MAX_GENERATION : 0;
}
