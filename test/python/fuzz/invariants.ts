import { SHAPE_WEAK } from '../../../src/contract/shapes.ts';
import {
  FLAG_FINALIZED,
  FLAG_FINALIZER,
  MARK_WORD,
  type Ref,
  SHAPE_MASK,
  WEAK_CALLBACK,
  WEAK_TARGET,
} from '../../../src/heap/layout.ts';
import type { Platform } from '../../../src/platforms/platform.ts';
import type { MutatorObserver, Runtime } from '../../../src/runtime/runtime.ts';

/** What a weak object was last seen to refer to. */
interface Weak {
  /** Number of the target; 0 once it is cleared, -1 before it was seen with one. */
  target: number;
  /** It was garbage itself when it was cleared: its callback must not be called. */
  deadWhenCleared: boolean;
  calls: number;
}

/**
 * Watches one run, and lists each broken promise about lifetimes. It knows objects by the number of their allocation and
 * decides what is dead by a search of its own; of the runtime's tables it reads only what waits in the queues.
 */
export class LifetimeChecker implements MutatorObserver {
  readonly broken: string[] = [];
  finalized = 0;
  called = 0;
  cleared = 0;
  private readonly runtime: Runtime;
  private readonly platform: Platform;
  /** Whether an object must have a finalizer, whatever the runtime says of it. */
  private readonly mustFinalize: (ref: Ref) => boolean;
  private numbers = 0;
  /** By half the reference: the number of the object there. */
  private readonly numberAt: Int32Array;
  private readonly finalizations = new Map<number, number>();
  private readonly weaks = new Map<Ref, Weak>();
  /** Numbers of objects that were seen to have a finalizer to be run. */
  private readonly registered = new Set<number>();
  private readonly queued = new Set<number>();
  private readonly running: number[] = [];
  private readonly moves: Ref[] = [];
  /** While a collection runs: numbers of what was reachable when it began. */
  private live: Uint8Array | null = null;
  collections = 0;
  /** What that collection is of. */
  private kind = '';

  constructor(runtime: Runtime, platform: Platform, mustFinalize: (ref: Ref) => boolean) {
    this.runtime = runtime;
    this.platform = platform;
    this.mustFinalize = mustFinalize;
    this.numberAt = new Int32Array(runtime.memory.words >> 1);
    runtime.observe(this);
    runtime.collector.forEachObject((ref) => this.allocated(ref));
    runtime.onEvent = (event) => {
      if (event.type === 'collection-start') this.kind = event.kind;
    };
    this.watchCallbacks();
  }

  private fail(what: string, ref: Ref): void {
    if (this.broken.length < 20) this.broken.push(`${what}: ${this.runtime.describe(ref)}`);
  }

  private number(ref: Ref): number {
    return this.numberAt[ref >> 1]!;
  }

  private get ofEverything(): boolean {
    return this.kind === 'full' || this.kind === 'gen2';
  }

  private get atDeath(): boolean {
    return this.runtime.counting;
  }

  // ---- What the runtime tells

  allocated(ref: Ref): void {
    this.numberAt[ref >> 1] = ++this.numbers;
    if ((this.runtime.shapes.traits[this.runtime.i32[ref]! & SHAPE_MASK]! & SHAPE_WEAK) === 0) return;
    this.weaks.set(ref, { target: -1, deadWhenCleared: false, calls: 0 });
  }

  overwrote(_old: Ref): void {
    // nothing depends on it
  }

  dying(_ref: Ref): void {
    // the count is checked where the finalizer begins
  }

  collecting(): void {
    this.look();
    const live = this.reachable(true);
    this.live = live;
    this.runtime.collector.forEachObject((ref) => {
      const flags = this.runtime.i32[ref]!;
      if ((flags & FLAG_FINALIZER) !== 0) this.registered.add(this.number(ref));
      if (live[this.number(ref)] === 1 || this.atDeath || !this.mustFinalize(ref)) return;
      if ((flags & (FLAG_FINALIZER | FLAG_FINALIZED)) === 0) this.fail('dead and not to be finalized', ref);
    });
  }

  moved(from: Ref, to: Ref): void {
    this.moves.push(from, to);
  }

  freed(ref: Ref): void {
    const number = this.number(ref);
    if (this.live?.[number] === 1 && !this.atDeath) this.fail('reclaimed while reachable', ref);
    if (this.registered.has(number) && !this.finalizations.has(number)) {
      this.fail('reclaimed without having been finalized', ref);
    }
    this.weaks.delete(ref);
    this.numberAt[ref >> 1] = 0;
  }

  collected(): void {
    this.collections++;
    this.applyMoves();
    this.queuedBy(this.live!);
    this.look(true);
    this.live = null;
  }

  finalizing(ref: Ref): void {
    this.finalized++;
    this.look();
    const number = this.number(ref);
    const times = (this.finalizations.get(number) ?? 0) + 1;
    this.finalizations.set(number, times);
    if (times > 1) this.fail(`finalized ${times} times`, ref);
    this.running.push(number);
    if (this.atDeath) this.finalizingAtDeath(ref);
    else this.finalizingLater(ref, number);
  }

  finalizerDone(): void {
    this.look();
    const number = this.running.pop()!;
    if (this.platform.weakReferences.callbacks !== 'as-finalizers') return;
    for (const [ref, weak] of this.weaks) {
      if (weak.target === number) this.fail('a weak reference outlives the finalizer of its target', ref);
    }
  }

  // ---- The rules

  /** Counting: nothing but the collector may hold it, or what does is garbage as well. */
  private finalizingAtDeath(ref: Ref): void {
    if (this.runtime.i32[ref + MARK_WORD] === 1) return;
    if (this.reachable(false)[this.number(ref)] === 1) this.fail('finalized while reachable', ref);
    if (this.live !== null && this.referencesTo(ref) > 0)
      this.fail('finalized in a cycle, with weak references', ref);
  }

  private finalizingLater(ref: Ref, number: number): void {
    const { callbacks } = this.platform.weakReferences;
    if (!this.queued.has(number)) this.fail('finalized without having been found dead', ref);
    if (callbacks !== 'as-finalizers' && this.referencesTo(ref) > 0) {
      this.fail('finalized while weak references give it', ref);
    }
    if (callbacks === 'before-finalizers' && this.runtime.weak.pending.length > 0) {
      this.fail('finalized before the callbacks', ref);
    }
  }

  private referencesTo(ref: Ref): number {
    let count = 0;
    for (const weak of this.weaks.keys()) if (this.runtime.i32[weak + WEAK_TARGET] === ref) count++;
    return count;
  }

  /** The collection that is over has queued objects: each was dead when it began. */
  private queuedBy(live: Uint8Array): void {
    const { words, length } = this.runtime.finalizers.queue;
    const queued: Ref[] = [];
    for (let k = 0; k < length; k++) {
      const number = this.number(words[k]!);
      if (this.queued.has(number)) continue;
      this.queued.add(number);
      queued.push(words[k]!);
      if (live[number] === 1) this.fail('to be finalized while reachable', words[k]!);
    }
    if (queued.length > 0 && this.platform.finalizers.order === 'topological')
      this.checkOutermost(queued, live);
  }

  /** What another dead object with a finalizer can reach waits, unless the two reach each other. */
  private checkOutermost(queued: readonly Ref[], live: Uint8Array): void {
    this.runtime.finalizers.each((other) => {
      if (live[this.number(other)] === 1) return;
      const behind = this.behind(other);
      for (const ref of queued) {
        if (!behind.has(ref) || this.behind(ref).has(other)) continue;
        this.fail('to be finalized before what reaches it', ref);
      }
    });
  }

  private behind(ref: Ref): ReadonlySet<Ref> {
    const found = new Set<Ref>();
    const gray = [ref];
    while (gray.length > 0) {
      this.eachReference(gray.pop()!, (to) => {
        if (found.has(to)) return;
        found.add(to);
        gray.push(to);
      });
    }
    return found;
  }

  /** By number: 1 for what can be reached, from the queues as well or only from the program's own roots. */
  private reachable(fromQueues: boolean): Uint8Array {
    const found = new Uint8Array(this.numbers + 1);
    const gray: Ref[] = [];
    const reach = (ref: Ref) => {
      const number = this.number(ref);
      if (found[number] === 1) return;
      found[number] = 1;
      gray.push(ref);
    };
    this.runtime.eachRootRange((words, from, to, kind) => {
      if (kind === 'queue' && !fromQueues) return;
      for (let at = from; at < to; at++) if (words[at] !== 0) reach(words[at]!);
    });
    while (gray.length > 0) this.eachReference(gray.pop()!, reach);
    return found;
  }

  private eachReference(ref: Ref, visit: (to: Ref) => void): void {
    const { i32, shapes } = this.runtime;
    const end = shapes.slotsEnd(i32, ref);
    for (let at = ref + shapes.refsFrom[i32[ref]! & SHAPE_MASK]!; at < end; at++) {
      if (i32[at] !== 0) visit(i32[at]!);
    }
  }

  private watchCallbacks(): void {
    const { weak } = this.runtime;
    const nextPending = weak.nextPending.bind(weak);
    weak.nextPending = () => {
      const ref = nextPending();
      if (ref !== 0) this.calling(ref);
      return ref;
    };
    if (!this.atDeath) return;
    const { guest } = this.runtime;
    const weakCallback = guest.weakCallback.bind(guest);
    guest.weakCallback = (ref) => {
      this.calling(ref);
      weakCallback(ref);
    };
    const weakTarget = this.runtime.weakTarget.bind(this.runtime);
    this.runtime.weakTarget = (ref) => {
      const target = weakTarget(ref);
      if (target !== 0 && this.weaks.get(ref)?.target === 0) this.fail('a dead weak reference was read', ref);
      return target;
    };
  }

  private calling(ref: Ref): void {
    this.called++;
    this.look();
    const { finalizers, i32 } = this.runtime;
    const { callbacks } = this.platform.weakReferences;
    const weak = this.weaks.get(ref);
    if (weak === undefined) {
      this.fail('the callback of something unknown', ref);
      return;
    }
    weak.calls++;
    if (weak.calls > 1) this.fail(`called back ${weak.calls} times`, ref);
    if (i32[ref + WEAK_TARGET] !== 0) this.fail('called back before it was cleared', ref);
    if (weak.deadWhenCleared && callbacks !== 'as-finalizers')
      this.fail('called back, but was garbage itself', ref);
    if (callbacks === 'after-finalizers' && finalizers.queue.length > 0) {
      this.fail('called back before the finalizers', ref);
    }
  }

  /** Compares every weak object with what it was. */
  private look(collected = false): void {
    for (const [ref, weak] of this.weaks) {
      const target = this.runtime.i32[ref + WEAK_TARGET]!;
      const number = target === 0 ? 0 : this.number(target);
      if (target !== 0 && number === 0) this.fail('a weak reference gives what was reclaimed', ref);
      if (number === weak.target || (weak.target < 0 && number === 0)) continue;
      if (number === 0) {
        this.cleared++;
        weak.deadWhenCleared = collected && this.ofEverything && this.live![this.number(ref)] === 0;
      } else if (weak.target >= 0) {
        this.fail(weak.target === 0 ? 'a weak reference came back' : 'a weak reference gives another', ref);
      }
      weak.target = number;
    }
  }

  private applyMoves(): void {
    const { moves, numberAt, weaks } = this;
    const taken: { to: Ref; number: number; weak: Weak | undefined }[] = [];
    for (let k = 0; k < moves.length; k += 2) {
      const from = moves[k]!;
      taken.push({ to: moves[k + 1]!, number: numberAt[from >> 1]!, weak: weaks.get(from) });
      numberAt[from >> 1] = 0;
      weaks.delete(from);
    }
    for (const { to, number, weak } of taken) {
      numberAt[to >> 1] = number;
      if (weak !== undefined) weaks.set(to, weak);
    }
    moves.length = 0;
  }

  // ---- The end

  /** Enough collections have run: all that is dead was finalized, and all that was due was called. */
  settled(): void {
    this.look();
    const live = this.reachable(true);
    this.runtime.collector.forEachObject((ref) => {
      const registered = (this.runtime.i32[ref]! & FLAG_FINALIZER) !== 0 || this.mustFinalize(ref);
      if (registered && live[this.number(ref)] === 0 && !this.finalizations.has(this.number(ref))) {
        this.fail('dead, and not finalized after many collections', ref);
      }
    });
    for (const [ref, weak] of this.weaks) {
      if (live[this.number(ref)] === 0 || weak.target !== 0 || weak.deadWhenCleared) continue;
      if (this.runtime.i32[ref + WEAK_CALLBACK] !== 0) this.fail('cleared, and never called back', ref);
    }
  }
}
