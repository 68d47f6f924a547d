import type { CollectorFactory } from '../contract/collector.ts';
import type { Shape } from '../runtime/mutator.ts';
import { ConformanceFailure, expect } from './expect.ts';
import { compareWithModel } from './random-check.ts';
import { Model, type ModelKind, type ModelNullable, ModelObject } from './random-model.ts';
import { LOCALS, OPERATIONS } from './random-operations.ts';
import type { Command } from './random-programs.ts';
import { Workbench, type WorkbenchOptions } from './workbench.ts';

const HEAP_BYTES = 1 << 20;
/** For those that never reclaim. */
const HEAP_BYTES_LARGE = 8 << 20;
const ROOM_WORDS = 8192;

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

export class RandomMutator {
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
    if (this.bench.isComplete)
      expect(left === 0, `an empty heap after every root was dropped; found ${left} objects`);
  }

  settleAndCompare(): void {
    this.bench.settle();
    this.afterStep();
    compareWithModel(this.bench, this.model, this.bench.isComplete);
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
    // Where finalizers stand in the way of reclaiming cycles (CPython 2) one may run again after a resurrection.
    const runsMax = resource.resurrects && !this.bench.isComplete ? 2 : 1;
    if (++resource.finalized > runsMax)
      throw new ConformanceFailure(`the finalizer of resource ${serial} ran ${resource.finalized} times`);
    this.pending.push(resource);
    if (!resource.resurrects || resource.finalized > 1) return;
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
