import { POLL_INTERRUPT, type Ref } from '../../heap/layout.ts';
import { type ThreadRules, threadRulesOf } from '../../platforms/thread-rules.ts';
import { FRAME_ENTRY, FRAME_THREAD } from './frames.ts';
import { GuestThread, type StackBase, type Wait } from './thread.ts';
import { Turns } from './turns.ts';
import { REG_KWNAMES, type VM } from './vm.ts';

/** Who sleeps for some time sleeps a little longer: never less, however times are rounded. */
const WAKING_NS = 2;

/** Thrown to the interpreter's loop of the current thread, which then goes on with another one. */
export class ThreadSwitch {
  readonly name = 'ThreadSwitch';
}
export const THREAD_SWITCH = new ThreadSwitch();

/** Thrown to the interpreter's loop that is executing: it goes on with whatever frame is innermost now. */
export const RELOAD = { name: 'Reload' } as const;

/** Thrown through the natives of threads that wait below the main thread when that is over. */
class MainOver {
  readonly name = 'MainOver';
}

/** Raised through everything when no thread can go on. */
export class Deadlock extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Deadlock';
  }
}

/** What the interpreter's loop does first, or after something was thrown. */
export const GO_ON = 0;
export const RAISE = 1; // raises the exception in flight
export const TOO_DEEP = 2;
export const RESUME = 3; // a native that waited is called again
export const LEAVE = 4; // the loop ends: its caller decides

/** A run of the interpreter that executes whole threads, one after another, in the same place of the stack. */
interface Loop extends StackBase {
  /** HostStack.depth while that run itself is executing. */
  readonly level: number;
  readonly outer: Loop | null;
  /** The thread below, a native of which waits until the loop is left. */
  readonly waiter: GuestThread | null;
}

/**
 * The program's threads, on a seeded cooperative scheduler.
 *
 * A thread changes place where nothing but interpreter frames lie above the base of its loop: it is parked, and another one put there
 * (`switch`). A native that waits is called again then. One that waits deeper, below natives that cannot be left (a sort key, a
 * finalizer), stays: a new loop above it runs the others until it can go on (`waitAbove`).
 *
 * INVARIANT threads: every live thread is the current one, parked, or the waiter of a loop.
 */
export class Threads {
  readonly main: GuestThread;
  current: GuestThread;
  /** Runs finalizers, on platforms that have such a thread. */
  finalizer: GuestThread | null = null;
  /** The native being called was called by an instruction of the current loop: it may wait by being called again. */
  direct = false;
  /** Instruction words that are done already where the current thread is switched. */
  advance = 0;
  /** Called when the main thread's program ends above threads that wait: prints its exception, if one is in flight. */
  onMainOver: (failed: boolean) => void = () => {
    throw new Error('no program');
  };
  /** The process ends: no thread but the current one runs any more. */
  frozen = false;
  /** `onMainOver` was called. */
  mainIsOver = false;
  readonly turns: Turns;
  private readonly rules: ThreadRules;
  private readonly parked: GuestThread[] = [];
  private readonly byNumber: GuestThread[] = [];
  private loop: Loop = { level: -1, stack: 0, frames: 0, handled: 0, outer: null, waiter: null };
  private left = false;
  private orders = 0;
  private waitedUntil: number | null = null;
  private pollsLeft = 0;
  private readonly vm: VM;

  constructor(vm: VM) {
    this.vm = vm;
    this.rules = threadRulesOf(vm.platform);
    this.turns = new Turns(vm.options.seed, this.rules.turn);
    this.main = this.make('MainThread');
    this.current = this.main;
  }

  private make(name: string): GuestThread {
    const thread = new GuestThread(this.byNumber.length, name);
    this.byNumber.push(thread);
    return thread;
  }

  /** By a frame object's FRAME_INDEX below 0. */
  parkedOwner(frameIndex: number): GuestThread {
    return this.byNumber[GuestThread.numberOf(frameIndex)]!;
  }

  byIdent(ident: number): GuestThread | undefined {
    return this.byNumber.find((thread) => thread.ident === ident);
  }

  ident(number: number): number {
    return this.byNumber[number]!.ident;
  }

  /** Threads that run besides the main one and that of finalizers. */
  get started(): number {
    const { main, finalizer } = this;
    return this.byNumber.filter((thread) => !thread.ended && thread !== main && thread !== finalizer).length;
  }

  /** There is another that could run here, or one below that this one keeps from going on. */
  get several(): boolean {
    return this.parked.length > 0 || this.loop.waiter !== null;
  }

  // ---- Starting and ending

  /** A new thread that calls the function at `base + 1` with the `count` arguments behind it; takes them off the stack. */
  start(base: number, count: number, name: string): GuestThread {
    const { vm } = this;
    const place = { stack: base, frames: vm.frames.depth, handled: vm.exceptions.handled.length };
    if (!vm.calls.begin(base, count, false, FRAME_ENTRY | FRAME_THREAD)) {
      throw vm.error('TypeError', 'a thread begins with a function written in Python');
    }
    vm.exceptions.handled.push(0);
    const thread = this.make(name);
    thread.park(vm, place);
    this.enqueue(thread);
    this.beginTurn();
    return thread;
  }

  /**
   * A frame that native code waits for, that of a generator, or the base frame of a thread has returned: the loop ends, unless this throws.
   * @throws ThreadSwitch at the end of a thread
   */
  returned(flags: number): void {
    if ((flags & FRAME_ENTRY) === 0) this.vm.flat.returned(flags);
    if ((flags & FRAME_THREAD) === 0) return;
    this.finishCurrent();
    throw THREAD_SWITCH;
  }

  /** Counts the instructions of a turn that has ended. @returns those that are not counted yet */
  settle(error: unknown, ticks: number): number {
    if (error !== THREAD_SWITCH) return ticks;
    this.vm.clock.steps += ticks;
    return 0;
  }

  /** An exception has left the base frame of the thread that the loop at `level` executes: true unless it is the main one. */
  failed(level: number): boolean {
    const { vm, loop } = this;
    if (level !== loop.level || vm.frames.depth > loop.frames || this.current === this.main) return false;
    vm.modules.unraisable(vm.push(vm.newNone()));
    this.finishCurrent();
    return true;
  }

  private finishCurrent(): void {
    const { vm, loop } = this;
    const { handled } = vm.exceptions;
    this.current.ended = true;
    vm.dropTo(loop.stack);
    while (handled.length > loop.handled) {
      const ref = handled.at(--handled.length);
      handled.words[handled.length] = 0;
      vm.runtime.release(ref);
    }
  }

  /** Executes `work`, which calls Python once: the base of the main thread. */
  outermost(work: () => void): void {
    const outer = this.loop;
    this.enterLoop(null);
    try {
      work();
    } finally {
      this.leaveLoop(outer);
    }
  }

  private enterLoop(waiter: GuestThread | null): void {
    const { vm } = this;
    const { hostStack, roots, frames, exceptions } = vm;
    this.setLoop({
      level: hostStack.depth + 1,
      stack: roots.top,
      frames: frames.depth,
      handled: exceptions.handled.length - (waiter === null ? 1 : 0),
      outer: this.loop,
      waiter,
    });
  }

  private leaveLoop(outer: Loop): void {
    this.setLoop(outer);
  }

  private setLoop(loop: Loop): void {
    this.loop = loop;
    this.vm.frames.base = loop.frames;
    this.vm.exceptions.base = loop.handled;
  }

  // ---- Taking turns

  /** An instruction executed now is one of the current thread's own loop: where there are others, it had better not be left by a native. */
  get flattens(): boolean {
    return this.several && this.vm.hostStack.depth === this.loop.level;
  }

  /** Looked at every now and then: whether the current thread has to let another one run, here. */
  timeUp(): boolean {
    const { vm, turns } = this;
    if (vm.clock.steps < turns.end) {
      turns.limitBudget(vm);
      return false;
    }
    if (vm.hostStack.depth !== this.loop.level) {
      turns.prolong(vm, this.isOverdue);
      return false;
    }
    this.beginTurn();
    if (!this.anyoneElse()) return false;
    if (this.rules.switchesAt === 'jumps-and-calls') return true;
    // Some instructions later: anywhere.
    this.pollsLeft = turns.polls();
    vm.runtime.raise(POLL_INTERRUPT);
    return false;
  }

  /** A safepoint has taken the poll flag down: `advance` is how many words of the present instruction are done. @throws ThreadSwitch */
  polled(advance: number): void {
    if (this.pollsLeft === 0) return;
    const here = this.vm.hostStack.depth === this.loop.level;
    if (--this.pollsLeft > 0 || !here || advance === 0) {
      this.pollsLeft = Math.max(1, this.pollsLeft);
      this.vm.runtime.raise(POLL_INTERRUPT);
      return;
    }
    this.advance = advance;
    throw THREAD_SWITCH;
  }

  get isPolling(): boolean {
    return this.pollsLeft > 0;
  }

  private anyoneElse(): boolean {
    return this.isOverdue || this.parked.some((thread) => this.canRun(thread));
  }

  /** The thread below the current one could go on, and nobody but the current one can let it. */
  private get isOverdue(): boolean {
    const { waiter } = this.loop;
    return waiter !== null && this.isDueBelow(waiter);
  }

  private beginTurn(): void {
    this.pollsLeft = 0;
    this.turns.begin(this.vm, this.several);
  }

  /** The loop's current thread has thrown ThreadSwitch at `pc`, or has ended. @returns what the loop does next */
  switch(pc: number): number {
    const { vm, current } = this;
    if (!current.ended) {
      vm.frames.setPc(pc + this.advance);
      this.advance = 0;
      current.park(vm, this.loop);
      this.enqueue(current);
    }
    return this.next();
  }

  private enqueue(thread: GuestThread): void {
    thread.order = this.orders++;
    this.parked.push(thread);
  }

  /** Puts the next thread into the loop. @returns what the loop does next */
  next(): number {
    for (;;) {
      const { waiter } = this.loop;
      const thread = this.isOverdue ? null : this.choose();
      if (thread !== null) return this.install(thread);
      if (waiter !== null) {
        this.left = true;
        return LEAVE;
      }
      this.passTime(null);
    }
  }

  private install(thread: GuestThread): number {
    this.parked.splice(this.parked.indexOf(thread), 1);
    thread.unpark(this.vm, this.loop);
    this.current = thread;
    this.beginTurn();
    return thread.call === null ? GO_ON : RESUME;
  }

  private choose(): GuestThread | null {
    const able = this.parked.filter((thread) => this.canRun(thread));
    if (able.length === 0) return null;
    able.sort((a, b) => a.order - b.order);
    return able[this.turns.pick(able.length)]!;
  }

  private canRun(thread: GuestThread): boolean {
    const { wait } = thread;
    if (this.frozen) return false;
    return wait === null || this.isOver(wait) || wait.ready((index) => thread.argument(index));
  }

  /** A waiter keeps its arguments on the stack. */
  private isDueBelow(waiter: GuestThread): boolean {
    const { wait, call } = waiter;
    return wait === null || this.isOver(wait) || wait.ready((index) => this.vm.at(call!.first + index));
  }

  private isOver(wait: Wait): boolean {
    return wait.deadline <= this.vm.clock.nanoseconds() + 1;
  }

  /** Everybody waits: the clock goes to the first deadline. @throws Deadlock */
  private passTime(waiter: GuestThread | null): void {
    const { vm } = this;
    // A child process runs when its parent has nothing else to do.
    if (vm.children.runNext()) return;
    let first = waiter?.wait?.deadline ?? Number.POSITIVE_INFINITY;
    for (const { wait } of this.parked) first = Math.min(first, wait?.deadline ?? Number.POSITIVE_INFINITY);
    if (first === Number.POSITIVE_INFINITY) throw new Deadlock(this.describeDeadlock(waiter));
    vm.clock.sleep((first - vm.clock.nanoseconds()) / 1e9);
  }

  private describeDeadlock(waiter: GuestThread | null): string {
    const below: GuestThread[] = waiter === null ? [] : [waiter];
    for (let loop: Loop | null = this.loop; loop !== null; loop = loop.outer) {
      if (loop.waiter !== null) below.push(loop.waiter);
    }
    const all = [...below.reverse(), ...this.parked].filter((thread) => thread !== this.finalizer);
    const lines = all.map((thread) => {
      const where =
        below.includes(thread) && this.isDueBelow(thread)
          ? ', and could go on: it is below one that cannot'
          : '';
      return `  ${thread.name} waits for ${thread.wait?.what ?? 'its turn'}${where}`;
    });
    return `deadlock: every thread waits, and nothing can end that\n${lines.join('\n')}`;
  }

  // ---- Waiting

  /**
   * Waits until `ready`, or for `seconds`; others run at least once unless it is ready. For a native that has done nothing yet: where it
   * can, the thread is switched, and the native called again when the wait is over. `args` is where the native's arguments are.
   *
   * @returns whether `ready` came true; false when the time is up
   * @throws ThreadSwitch
   */
  wait(args: number, what: string, seconds: number | null, ready: Wait['ready']): boolean {
    const { vm, waitedUntil } = this;
    this.waitedUntil = null;
    const wait = { what, deadline: waitedUntil ?? this.deadlineAfter(seconds), ready };
    if (ready((index) => vm.at(args + index))) return true;
    if (waitedUntil !== null && this.isOver(wait)) return false;
    if (!this.direct || vm.hostStack.depth !== this.loop.level + 1) return this.waitAbove(args, wait);
    this.current.wait = wait;
    throw THREAD_SWITCH;
  }

  private deadlineAfter(seconds: number | null): number {
    return seconds === null
      ? Number.POSITIVE_INFINITY
      : this.vm.clock.nanoseconds() + (seconds > 0 ? seconds * 1e9 + WAKING_NS : 0);
  }

  /** The native with its arguments at `first` has thrown ThreadSwitch: the call at `base` is made again later. */
  suspended(base: number, first: number, count: number): void {
    const { vm, loop, current } = this;
    vm.dropTo(first + count);
    current.call = { base: base - loop.stack, first: first - loop.stack, count };
  }

  /** Calls the native again that the current thread has waited in. @returns the position of its result, on top of the stack */
  resume(): number {
    const { vm, current, loop } = this;
    const call = current.call!;
    this.waitedUntil = current.wait!.deadline;
    current.call = null;
    current.wait = null;
    this.direct = true;
    try {
      vm.calls.natives.callAgain(loop.stack + call.base, loop.stack + call.first, call.count);
    } finally {
      this.waitedUntil = null;
    }
    return loop.stack + call.base;
  }

  /** The current thread waits where it cannot be switched: others run above it. */
  private waitAbove(args: number, wait: Wait): boolean {
    const { vm, current } = this;
    const top = vm.push(vm.exceptions.take());
    vm.push(vm.registers.at(REG_KWNAMES));
    vm.registers.words[REG_KWNAMES] = 0;
    const outer = { wait: current.wait, call: current.call };
    current.wait = wait;
    current.call = { base: args, first: args, count: 0 };
    while (!this.isDueBelow(current)) {
      const thread = this.choose();
      if (thread !== null) this.runAbove(thread);
      else this.passTime(current);
    }
    // To wait is to let go: who could go on below goes on as soon as it can.
    if (this.isOverdue) this.turns.prolong(vm, true);
    current.wait = outer.wait;
    current.call = outer.call;
    vm.registers.words[REG_KWNAMES] = vm.pop();
    const raised = vm.pop();
    if (raised !== 0) vm.exceptions.reraise(raised);
    vm.roots.top = top;
    return wait.ready((index) => vm.at(args + index));
  }

  /** Executes threads above the current one, beginning with `thread`, until the current one can go on or none of them can. */
  private runAbove(thread: GuestThread): void {
    const { vm, current, loop } = this;
    const { depth } = vm.hostStack;
    this.enterLoop(current);
    try {
      this.left = false;
      const run = () => this.runLoop(this.install(thread));
      const { control } = vm.runtime.collector;
      if (control?.onAnotherThread === undefined) run();
      else control.onAnotherThread(run);
    } finally {
      this.leaveLoop(loop);
      vm.hostStack.depth = depth;
      this.current = current;
      this.beginTurn();
    }
  }

  private runLoop(first: number): void {
    const { vm } = this;
    for (let mode = first; ; mode = GO_ON) {
      let failed = false;
      try {
        vm.interpreter.run(mode);
      } catch (error) {
        // Only the main thread's own exceptions leave the loop as such.
        vm.guestError(error);
        failed = true;
      }
      if (this.left) {
        this.left = false;
        return;
      }
      this.endMain(failed);
    }
  }

  // ---- The end of the main thread

  /** The main thread's last frame has returned, above threads that wait. Enters the frame of threading._shutdown(). @throws MainOver */
  private endMain(failed: boolean): void {
    const { vm, loop } = this;
    if (this.mainIsOver) {
      if (failed) vm.exceptions.discard();
      throw new MainOver();
    }
    this.mainIsOver = true;
    vm.dropTo(loop.stack);
    this.onMainOver(failed);
    const shutdown = this.shutdownFunction();
    if (shutdown === 0) throw new MainOver();
    const base = vm.push(0);
    vm.pushBorrowed(shutdown);
    vm.calls.begin(base, 0, false, FRAME_ENTRY);
  }

  /** threading._shutdown, borrowed; 0 if the module was not imported. */
  shutdownFunction(): Ref {
    const { vm } = this;
    const threading = vm.modules.loaded('threading');
    return threading === 0 ? 0 : vm.modules.peek(threading, '_shutdown');
  }

  /** `error` was thrown through the loop at `level`: true if the main thread is over and this was its loop. */
  abandons(error: unknown, level: number): boolean {
    if (!(error instanceof MainOver) || this.loop.waiter !== null || level !== this.loop.level) return false;
    const { vm } = this;
    this.make('abandoned').park(vm, this.loop);
    vm.exceptions.handled.push(0);
    this.current = this.main;
    vm.push(vm.newNone());
    return true;
  }
}
