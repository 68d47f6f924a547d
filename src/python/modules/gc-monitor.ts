import { WEAK_SHORT } from '../../contract/host.ts';
import { type Ref, SHAPE_MASK, WEAK_TARGET } from '../../heap/layout.ts';
import { reachable } from '../../runtime/reachability.ts';
import { RefVector } from '../../runtime/ref-vector.ts';
import { Shape } from '../objects/shapes.ts';
import type { VM } from '../vm/vm.ts';
import { eachReferent, isContainer, trackedContainers } from './referents.ts';

const MONITOR_GLOBAL = 1;

const monitors = new WeakMap<VM, Monitor>();

/** The monitored objects of a machine. */
export function monitorOf(vm: VM): Monitor {
  let monitor = monitors.get(vm);
  if (monitor === undefined) {
    monitor = new Monitor(vm);
    monitors.set(vm, monitor);
  }
  return monitor;
}

/**
 * Which objects Jython's gc module watches: those it was told of, each through a weak reference, or with MONITOR_GLOBAL all
 * containers (there only those made after the flag was set).
 */
export class Monitor {
  flags = 0;
  private readonly weak = new RefVector();
  private readonly vm: VM;

  constructor(vm: VM) {
    this.vm = vm;
    vm.runtime.roots.register(this.weak, 'precise');
  }

  get isGlobal(): boolean {
    return (this.flags & MONITOR_GLOBAL) !== 0;
  }

  get isMonitoring(): boolean {
    return this.isGlobal || this.weak.length > 0;
  }

  isMonitored(ref: Ref): boolean {
    return this.isGlobal || this.indexOf(ref) >= 0;
  }

  private indexOf(ref: Ref): number {
    for (let k = 0; k < this.weak.length; k++) if (this.targetAt(k) === ref) return k;
    return -1;
  }

  private targetAt(index: number): Ref {
    return this.vm.i32[this.weak.at(index) + WEAK_TARGET]!;
  }

  add(ref: Ref): Ref {
    const { vm } = this;
    if (this.indexOf(ref) < 0) this.weak.push(vm.runtime.allocateWeak(Shape.WEAKREF, ref, WEAK_SHORT));
    return vm.newNone();
  }

  remove(ref: Ref): boolean {
    const index = this.indexOf(ref);
    if (index < 0) return false;
    const gone = this.weak.at(index);
    this.keep((weak) => weak !== gone);
    return true;
  }

  clear(): Ref {
    this.keep(() => false);
    return this.vm.newNone();
  }

  forgetDead(): void {
    const { vm } = this;
    this.keep((weak) => vm.i32[weak + WEAK_TARGET] !== 0);
  }

  private keep(kept: (weak: Ref) => boolean): void {
    const { runtime } = this.vm;
    const { length } = this.weak;
    for (let k = 0; k < length; k++) {
      const weak = this.weak.shift();
      if (kept(weak)) this.weak.push(weak);
      else runtime.release(weak);
    }
  }

  /** The monitored objects that are still there. */
  private objects(): Ref[] {
    if (this.isGlobal) return trackedContainers(this.vm, null);
    const found: Ref[] = [];
    for (let k = 0; k < this.weak.length; k++) if (this.targetAt(k) !== 0) found.push(this.targetAt(k));
    return found;
  }

  // ---- What the module answers

  /** gc.get_objects, or those of them that pass. */
  newList(passes: (ref: Ref) => boolean): Ref {
    const { vm } = this;
    const found = this.objects().filter(passes);
    if (vm.roots.top + found.length + 64 > vm.roots.stack.length) throw vm.exceptions.memoryError();
    for (const ref of found) vm.pushBorrowed(ref);
    vm.reserve(found.length + 16);
    return vm.listOfTop(found.length);
  }

  referrersOf(args: number, count: number): Ref {
    const { vm } = this;
    const wanted = new Set<Ref>();
    for (let k = 0; k < count; k++) wanted.add(vm.at(args + k));
    return this.newList((ref) => {
      let refers = false;
      eachReferent(vm, ref, (target) => {
        if (wanted.has(target)) refers = true;
      });
      return refers;
    });
  }

  /**
   * How many monitored objects the program has lost that lie on cycles: what CPython's collect() would have counted of them.
   * Objects without a reference to or from another dead one are taken away until none is left.
   */
  countCyclicTrash(): number {
    const { vm } = this;
    const live = reachable(vm.runtime);
    const trash = new Set<Ref>();
    vm.runtime.collector.forEachObject((ref) => {
      if (!live.has(ref)) trash.add(ref);
    });
    const targets = new Map<Ref, Ref[]>();
    const sources = new Map<Ref, Ref[]>();
    for (const ref of trash)
      targets.set(
        ref,
        this.slotsOf(ref).filter((target) => trash.has(target)),
      );
    for (const ref of trash) sources.set(ref, []);
    for (const [ref, found] of targets) for (const target of found) sources.get(target)!.push(ref);
    peel(trash, targets, sources);
    peel(trash, sources, targets);
    return this.objects().filter((ref) => trash.has(ref) && isContainer(vm, ref)).length;
  }

  private slotsOf(ref: Ref): Ref[] {
    const { i32, runtime } = this.vm;
    const found: Ref[] = [];
    const end = runtime.shapes.slotsEnd(i32, ref);
    for (let at = ref + runtime.shapes.refsFrom[i32[ref]! & SHAPE_MASK]!; at < end; at++)
      found.push(i32[at]!);
    return found;
  }
}

/** Takes away nodes without outgoing edges until every node has one. */
function peel(
  nodes: Set<Ref>,
  out: ReadonlyMap<Ref, readonly Ref[]>,
  into: ReadonlyMap<Ref, readonly Ref[]>,
): void {
  const degree = new Map<Ref, number>();
  const bare: Ref[] = [];
  for (const ref of nodes) {
    const count = out.get(ref)!.filter((target) => nodes.has(target)).length;
    degree.set(ref, count);
    if (count === 0) bare.push(ref);
  }
  while (bare.length > 0) {
    const ref = bare.pop()!;
    nodes.delete(ref);
    for (const source of into.get(ref)!) {
      if (!nodes.has(source)) continue;
      degree.set(source, degree.get(source)! - 1);
      if (degree.get(source) === 0) bare.push(source);
    }
  }
}
