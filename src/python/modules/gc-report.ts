import type { CollectionMonitor } from '../../contract/collector.ts';
import type { Cause } from '../../contract/events.ts';
import type { Ref } from '../../heap/layout.ts';
import { Kind } from '../objects/shapes.ts';
import type { VM } from '../vm/vm.ts';
import { callCallbacks, gcState } from './gc-support.ts';
import { moduleValue } from './support.ts';
import { writeToStream } from './text-stream.ts';

export const DEBUG_STATS = 1;
export const DEBUG_COLLECTABLE = 2;
export const DEBUG_UNCOLLECTABLE = 4;
export const DEBUG_SAVEALL = 32;

/**
 * What CPython's collector tells while it works: gc.callbacks, the lines of gc.set_debug on stderr, gc.garbage.
 *
 * Source: CPython 3.11, Modules/gcmodule.c (gc_collect_main, gc_collect_with_callback, debug_cycle); 2.7, the same file.
 */
export class CollectionReport implements CollectionMonitor {
  private readonly vm: VM;
  private startedAt = 0;

  constructor(vm: VM) {
    this.vm = vm;
  }

  private get debug(): number {
    return gcState(this.vm).debug;
  }

  get savesGarbage(): boolean {
    return (this.debug & DEBUG_SAVEALL) !== 0;
  }

  starting(generation: number, cause: Cause): void {
    const { vm } = this;
    if (cause !== 'shutdown') vm.finalization.aside(() => callCallbacks(vm, 'start', generation, 0, 0));
    if ((this.debug & DEBUG_STATS) === 0) return;
    const control = vm.runtime.collector.control!;
    const sizes = [0, 1, 2].map((k) => control.trackedObjects(k).length);
    this.write(
      `gc: collecting generation ${generation}...\ngc: objects in each generation: ${sizes.join(' ')}\n`,
    );
    if (!this.isPython2) this.write(`gc: objects in permanent generation: ${control.freezeCount()}\n`);
    this.startedAt = vm.clock.nanoseconds();
  }

  found(ref: Ref): void {
    if ((this.debug & DEBUG_COLLECTABLE) !== 0) this.name('collectable', ref);
  }

  save(ref: Ref): void {
    this.append(ref);
  }

  ended(
    generation: number,
    cause: Cause,
    { found, uncollectable }: { readonly found: number; readonly uncollectable: readonly Ref[] },
  ): void {
    const { vm } = this;
    if ((this.debug & DEBUG_UNCOLLECTABLE) !== 0)
      for (const ref of uncollectable) this.name('uncollectable', ref);
    if ((this.debug & DEBUG_STATS) !== 0) this.write(this.summary(found, uncollectable.length));
    for (const ref of uncollectable) this.append(ref);
    if (cause === 'shutdown') return;
    const collected = found - uncollectable.length;
    vm.finalization.aside(() => callCallbacks(vm, 'stop', generation, collected, uncollectable.length));
  }

  private summary(found: number, uncollectable: number): string {
    const seconds = ((this.vm.clock.nanoseconds() - this.startedAt) / 1e9).toFixed(4);
    const both = `gc: done, ${found} unreachable, ${uncollectable} uncollectable, ${seconds}s elapsed`;
    if (!this.isPython2) return `${both}\n`;
    return found === 0 ? `gc: done, ${seconds}s elapsed.\n` : `${both}.\n`;
  }

  private get isPython2(): boolean {
    return this.vm.platform.version[0] === 2;
  }

  private name(what: string, ref: Ref): void {
    const { vm } = this;
    this.write(`gc: ${what} <${vm.typeName(ref)} ${vm.modules.addressText(ref)}>\n`);
  }

  private write(text: string): void {
    const { vm } = this;
    vm.finalization.aside(() => writeToStream(vm, 'stderr', text));
  }

  /** Nothing allocated here can start a collection: one is running. */
  private append(ref: Ref): void {
    const { vm } = this;
    const garbage = moduleValue(vm, 'gc', 'garbage');
    if (garbage === 0 || vm.kindOf(garbage) !== Kind.LIST) return;
    const at = vm.pushBorrowed(ref);
    vm.finalization.aside(() => vm.runtime.release(vm.callMethod(garbage, 'append', vm.at(at))));
    vm.dropTo(at);
  }
}
