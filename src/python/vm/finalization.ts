import { FLAG_WEAKREFS, MARK_WORD, POLL_PENDING, type Ref, WEAK_CALLBACK } from '../../heap/layout.ts';
import {
  inRegistrationOrder,
  inReverseRegistrationOrder,
  inTopologicalOrder,
} from '../../runtime/finalizer-order.ts';
import type { Guest } from '../../runtime/runtime.ts';
import { warnUnawaited } from '../errors/unawaited.ts';
import { warnRuntime } from '../modules/gc-support.ts';
import { GEN_STATE, Kind } from '../objects/shapes.ts';
import { waitWithin } from './blocking.ts';
import { GEN_CLOSED, GEN_CREATED } from './generators.ts';
import { REG_KWNAMES, type VM } from './vm.ts';

const ORDERS = {
  registration: inRegistrationOrder,
  reverse: inReverseRegistrationOrder,
  topological: inTopologicalOrder,
} as const;

/**
 * What the runtime asks of its guest: running finalizers and weak-reference callbacks, at once or on a thread of their own. That
 * thread is one of the scheduler's: it takes its turns like any other.
 */
export class Finalization implements Guest {
  /** The program is over: nothing is run any more. */
  ended = false;
  /** The end of the process has begun to drop modules. */
  modulesGone = false;
  /** What has been warned of since then, without a place in the program: once each. */
  readonly lastWarnings = new Set<string>();
  /** gc.disable() was called where that stops finalizers: what is queued waits for an explicit collection. */
  suspended = false;
  /** The finalizer thread is at work on something that it has taken. */
  private busy = false;
  /** What it has taken is an object with a finalizer. */
  private finalizing = false;
  /** `runPending` is at work: what is queued meanwhile is run by it as well. */
  private draining = false;
  /** The rest of the queue is to run as soon as a finalizer written in Python begins. */
  private restDue = false;
  private hasCollected = false;
  private readonly vm: VM;
  private readonly nameDel: number;

  constructor(vm: VM) {
    this.vm = vm;
    this.nameDel = vm.name('__del__');
    const { finalizers, weakReferences } = vm.platform;
    const onlyFull = finalizers.after === 'full-collection';
    vm.runtime.finalizers.order = ORDERS[finalizers.order];
    vm.runtime.finalizers.onlyFull = onlyFull;
    vm.runtime.weak.callbacksWait = weakReferences.callbacks === 'as-finalizers';
  }

  virtualTimeMs(): number {
    return this.vm.clock.nanoseconds() / 1e6;
  }

  // ---- One finalizer, one callback

  finalize(ref: Ref): void {
    if (this.ended) return;
    const { vm } = this;
    const kind = vm.kindOf(ref);
    if (this.callbacksAreFinalizers) vm.runtime.weak.release(ref);
    if (kind >= Kind.GENERATOR && kind <= Kind.ASYNC_GENERATOR) {
      if (vm.platform.finalizers.ofGenerators) this.closeGenerator(ref);
      return;
    }
    const method = vm.classes.lookup(vm.classOf(ref), this.nameDel);
    if (method === 0) return;
    this.isolated(ref, method, () => {
      this.enterPython();
      const again = vm.classes.lookup(vm.classOf(vm.at(vm.roots.top - 2)), this.nameDel);
      vm.runtime.release(vm.calls.callSpecial(again, vm.at(vm.roots.top - 2), []));
    });
  }

  /** `__del__` was put into a class that exists: where that is too late, the program is told. */
  warnOfLateFinalizer(): void {
    if (this.vm.platform.finalizers.decided !== 'at-class-creation') return;
    warnRuntime(this.vm, 'a __del__ method added to an existing type will not be called');
  }

  private closeGenerator(ref: Ref): void {
    const { vm } = this;
    // The count found it dead: where nothing shows the difference, what it holds goes without being closed. In a cycle that is later.
    const byCount = vm.runtime.counting && vm.i32[ref + MARK_WORD] === 1;
    if (byCount && (vm.i32[ref]! & FLAG_WEAKREFS) !== 0) vm.runtime.weak.clearTarget(ref, () => true, 'now');
    const unstarted = vm.i32[ref + GEN_STATE] === GEN_CREATED;
    if (unstarted && vm.kindOf(ref) === Kind.COROUTINE) {
      this.isolated(ref, ref, () => warnUnawaited(vm, vm.roots.top - 1));
      if (byCount) this.letGoOfFrame(ref);
      return;
    }
    if (vm.asyncHooks.finalizerOf(ref) !== 0) {
      this.isolated(ref, ref, () => {
        const at = vm.roots.top - 2;
        vm.runtime.release(vm.call(vm.asyncHooks.finalizerOf(vm.at(at)), vm.at(at)));
      });
      return;
    }
    if (byCount && !vm.generators.closingShows(ref)) {
      if (unstarted && vm.platform.closesUnstarted !== 'by-raising') this.letGoOfFrame(ref);
      return;
    }
    if (!vm.runtime.counting && !vm.generators.hasPendingBlocks(ref)) return;
    this.isolated(
      ref,
      ref,
      () => {
        this.enterPython();
        vm.generators.close(vm.roots.top - 2);
      },
      'generator',
    );
  }

  /** What was never begun and is dead: its locals go before its function. */
  private letGoOfFrame(ref: Ref): void {
    const { vm } = this;
    if (vm.i32[ref + MARK_WORD] !== 1) return;
    vm.i32[ref + GEN_STATE] = GEN_CLOSED;
    this.aside(() => {
      const at = vm.pushBorrowed(ref);
      vm.generators.release(at);
      vm.drop(1);
    });
  }

  weakCallback(weak: Ref): void {
    if (this.ended) return;
    const { vm } = this;
    const callback = vm.i32[weak + WEAK_CALLBACK]!;
    if (callback === 0) return;
    this.isolated(
      weak,
      callback,
      () => {
        vm.runtime.store(vm.at(vm.roots.top - 2), WEAK_CALLBACK, 0); // called once and then let go
        const kind = vm.kindOf(vm.at(vm.roots.top - 1));
        if (kind === Kind.FUNCTION || kind === Kind.METHOD) this.enterPython();
        vm.runtime.release(vm.call(vm.at(vm.roots.top - 1), vm.at(vm.roots.top - 2)));
      },
      'callback',
    );
  }

  /**
   * Runs `work` with `subject` and `origin` in the top two stack slots, the exception in flight set aside; what it raises is reported
   * and goes no further.
   */
  private isolated(
    subject: Ref,
    origin: Ref,
    work: () => void,
    what: 'finalizer' | 'callback' | 'generator' = 'finalizer',
  ): void {
    const { vm } = this;
    this.aside(() => {
      const at = vm.pushBorrowed(subject);
      vm.pushBorrowed(origin);
      try {
        work();
      } catch (error) {
        vm.guestError(error);
        vm.dropTo(at + 2);
        this.report(at + 1, what);
      }
    });
  }

  /** Runs `work`, which must not throw, where the program is in the middle of something: the exception in flight is set aside. */
  aside(work: () => void): void {
    const { vm } = this;
    const top = vm.push(vm.exceptions.take());
    vm.push(vm.registers.at(REG_KWNAMES));
    vm.registers.words[REG_KWNAMES] = 0;
    work();
    vm.dropTo(top + 2);
    vm.registers.words[REG_KWNAMES] = vm.pop();
    const raised = vm.pop();
    if (raised !== 0) vm.exceptions.reraise(raised);
  }

  /** sys.unraisablehook, or the platform's way of losing an error. The exception in flight is dropped; its origin is in a slot. */
  private report(originAt: number, what: 'finalizer' | 'callback' | 'generator' = 'finalizer'): void {
    const { vm } = this;
    const { errors } = vm.platform.finalizers;
    if (errors === 'swallowed' || (errors === 'swallowed-in-finalizers' && what !== 'callback')) {
      vm.exceptions.discard();
      return;
    }
    vm.modules.unraisable(originAt, vm.platform.unraisableMessages?.[what] ?? null);
  }

  // ---- The finalizer thread

  pendingWork(): void {
    const { vm } = this;
    if (this.ended || this.suspended) return;
    // A finalizer thread finds it by itself.
    if (vm.platform.finalizers.thread !== 'current') return;
    this.hasCollected = true;
    this.runPending();
  }

  /**
   * gc.collect() found what is queued. Where finalizers nest, the collector's trigger is still set while they run, and the first one
   * written in Python begins by serving it. In the first collection of a process that is one that the interpreter left over.
   */
  runCollected(): void {
    this.restDue = this.vm.platform.finalizers.nests && this.hasCollected;
    this.hasCollected = true;
    this.runPending();
    this.restDue = false;
  }

  private enterPython(): void {
    if (!this.restDue) return;
    this.restDue = false;
    this.runPending();
  }

  /** Runs every waiting finalizer and callback, and those that they cause to wait. */
  runPending(): void {
    if (this.vm.threads.finalizer !== null) {
      this.awaitFinalizerThread();
      return;
    }
    const { platform, runtime } = this.vm;
    if (this.ended || (this.draining && !platform.finalizers.nests)) return;
    // Served here: no safepoint in a finalizer is to begin another round for what this one runs.
    runtime.lower(POLL_PENDING);
    const outer = this.draining;
    this.draining = true;
    try {
      while (this.runNext()) {
        // until both queues are empty
      }
    } finally {
      this.draining = outer;
    }
  }

  private get callbacksAreFinalizers(): boolean {
    return this.vm.platform.weakReferences.callbacks === 'as-finalizers' && !this.vm.runtime.counting;
  }

  /** One finalizer or callback, in the platform's order; false if none waits. */
  private runNext(): boolean {
    const { platform, runtime } = this.vm;
    const { callbacks } = platform.weakReferences;
    const callbackFirst =
      callbacks === 'before-finalizers' ||
      (callbacks === 'as-finalizers' && runtime.weak.firstNumber < runtime.finalizers.firstNumber);
    if (callbackFirst && this.runNextCallback()) return true;
    return runtime.finalizers.runNextQueued() || this.runNextCallback();
  }

  /** Takes the next weak object off the queue, with the others of its target, and calls its callback; false if the queue is empty. */
  private runNextCallback(): boolean {
    const { vm } = this;
    const { weak } = vm.runtime;
    if (weak.pending.length === 0) return false;
    // The vector was their root; the stack is until the callbacks have run.
    const first = vm.roots.top;
    let more = true;
    while (more) {
      more = this.callbacksAreFinalizers && weak.nextIsSameTarget;
      vm.pushBorrowed(weak.nextPending());
    }
    const end = vm.roots.top;
    for (let at = first; at < end; at++) this.weakCallback(vm.at(at));
    vm.dropTo(first);
    return true;
  }

  /** The program blocks (sleep, a wait): other threads run. */
  yieldToThreads(): void {
    if (this.vm.platform.finalizers.thread === 'current') this.runPending();
  }

  // ---- The finalizer thread: see finalizer-thread.ts

  get onFinalizerThread(): boolean {
    return this.vm.threads.current === this.vm.threads.finalizer;
  }

  /** Something waits for the finalizer thread. */
  get hasWork(): boolean {
    const { finalizers, weak } = this.vm.runtime;
    return finalizers.queue.length > 0 || weak.pending.length > 0;
  }

  private awaitFinalizerThread(): void {
    if (this.onFinalizerThread) return;
    waitWithin(this.vm, () => !this.busy && !this.hasWork, null, 'the finalizer thread');
  }

  /** Takes the next object or callback for the finalizer thread: a tuple of what to call and its argument, or None if that is done. */
  takeJob(): Ref {
    const { vm } = this;
    this.busy = true;
    const callbacksFirst = vm.platform.weakReferences.callbacks === 'before-finalizers';
    const weak =
      callbacksFirst || vm.runtime.finalizers.queue.length === 0 ? vm.runtime.weak.nextPending() : 0;
    if (weak !== 0) return this.callbackJob(weak);
    const ref = vm.runtime.finalizers.takeQueued();
    if (ref === 0) return vm.newNone();
    this.finalizing = true;
    const method = vm.classes.lookup(vm.classOf(ref), this.nameDel);
    if (!this.ended && method !== 0 && vm.kindOf(method) === Kind.FUNCTION) {
      return vm.newTuple(vm.runtime.retain(method), vm.runtime.retain(ref));
    }
    this.finalize(ref);
    return vm.newNone();
  }

  private callbackJob(weak: Ref): Ref {
    const { vm } = this;
    const callback = vm.i32[weak + WEAK_CALLBACK]!;
    if (callback === 0 || this.ended) return vm.newNone();
    const job = vm.newTuple(vm.runtime.retain(callback), vm.runtime.retain(weak));
    vm.runtime.store(weak, WEAK_CALLBACK, 0);
    return job;
  }

  /** The finalizer thread has done what it took; its error, if there was one, is in flight. */
  jobDone(failed: boolean, originAt: number): void {
    if (failed) this.report(originAt, this.finalizing ? 'finalizer' : 'callback');
    if (this.finalizing) this.vm.runtime.finalizers.finished();
    this.finalizing = false;
    this.busy = false;
  }
}
