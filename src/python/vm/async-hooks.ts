import type { Ref } from '../../heap/layout.ts';
import { RefVector } from '../../runtime/ref-vector.ts';
import { GEN_FINALIZER, GEN_STATE, Kind } from '../objects/shapes.ts';
import { GEN_CLOSED } from './generators.ts';
import type { VM } from './vm.ts';

export type AsyncHook = 'firstiter' | 'finalizer';

/** sys.set_asyncgen_hooks (PEP 525): each thread has its own; an event loop sets them while it runs. */
export class AsyncHooks {
  /** For each thread by its number: firstiter, finalizer; 0 for none. */
  private readonly hooks = new RefVector();
  private readonly vm: VM;

  constructor(vm: VM) {
    this.vm = vm;
    vm.roots.register(this.hooks, 'precise');
  }

  private slot(hook: AsyncHook): number {
    const at = this.vm.threads.current.number * 2 + (hook === 'firstiter' ? 0 : 1);
    while (this.hooks.length <= at) this.hooks.push(0);
    return at;
  }

  /** Borrowed; 0 for none. */
  get(hook: AsyncHook): Ref {
    return this.hooks.at(this.slot(hook));
  }

  /** Takes the reference over; 0 for none. */
  set(hook: AsyncHook, callable: Ref): void {
    const at = this.slot(hook);
    const old = this.hooks.at(at);
    this.hooks.words[at] = callable;
    this.vm.runtime.release(old);
  }

  /** The asynchronous generator at `at` is used: the first time, firstiter is called and the finalizer noted. */
  begin(at: number): void {
    const { vm } = this;
    if (vm.i32[vm.at(at) + GEN_FINALIZER] !== 0) return;
    vm.runtime.store(vm.at(at), GEN_FINALIZER, this.get('finalizer') || vm.none);
    const first = this.get('firstiter');
    if (first !== 0) vm.runtime.release(vm.call(first, vm.at(at)));
  }

  /** What is to be called instead of closing a generator that dies: borrowed, or 0. */
  finalizerOf(generator: Ref): Ref {
    const { vm } = this;
    if (vm.kindOf(generator) !== Kind.ASYNC_GENERATOR || vm.i32[generator + GEN_STATE] === GEN_CLOSED)
      return 0;
    const finalizer = vm.i32[generator + GEN_FINALIZER]!;
    return finalizer === vm.none ? 0 : finalizer;
  }
}
