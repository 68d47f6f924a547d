import {
  EPHEMERON_KEY,
  EPHEMERON_VALUE,
  LENGTH,
  PAYLOAD,
  type Ref,
  SHAPE_MASK,
  WEAK_TARGET,
} from '../heap/layout.ts';
import { ConformanceFailure, expect, expectEqual } from './expect.ts';
import type { Model, ModelNullable, ModelObject } from './random-model.ts';
import type { Workbench } from './workbench.ts';

/**
 * Walks heap and model side by side from the roots: same objects, same contents, same sharing. Where the collector has
 * rightly cleared a weak reference or an ephemeron, the model follows.
 */
export function compareWithModel(bench: Workbench, model: Model, settled: boolean): void {
  new Comparison(bench, model, settled).run();
}

class Comparison {
  private readonly bench: Workbench;
  private readonly model: Model;
  private readonly settled: boolean;
  private readonly live: ReadonlySet<ModelObject>;
  private readonly objectOf = new Map<Ref, ModelObject>();
  private readonly refOf = new Map<ModelObject, Ref>();
  private readonly gray: ModelObject[] = [];

  constructor(bench: Workbench, model: Model, settled: boolean) {
    this.bench = bench;
    this.model = model;
    this.settled = settled;
    this.live = model.reachable();
  }

  run(): void {
    this.roots();
    this.drain();
    // Values of ephemerons are reached once their keys are, to a fixpoint.
    for (let before = -1; before !== this.refOf.size; ) {
      before = this.refOf.size;
      for (const ephemeron of this.model.ephemerons) this.ephemeron(ephemeron);
      this.drain();
    }
    for (const weak of this.model.weaks) this.weak(weak);
    if (this.settled) for (const resource of this.model.resources.values()) this.resource(resource);
  }

  private roots(): void {
    const { roots, externals } = this.bench.runtime;
    let at = 0;
    for (const frame of this.model.frames) {
      for (const object of frame) this.pair(roots.stack[at++]!, object, 'a local');
    }
    expectEqual(roots.top, at, 'words on the stack');
    for (const { handle, object } of this.model.handles)
      this.pair(externals.borrow(handle), object, 'a handle');
  }

  private pair(ref: Ref, object: ModelNullable, where: string): void {
    if (object === null) {
      if (ref !== 0)
        throw new ConformanceFailure(`${where}: found ${this.bench.runtime.describe(ref)}, expected null`);
      return;
    }
    if (ref === 0)
      throw new ConformanceFailure(`${where}: found null, expected ${object.kind} ${object.serial}`);
    const known = this.objectOf.get(ref);
    const placed = this.refOf.get(object);
    if (known === object && placed === ref) return;
    if (known !== undefined || placed !== undefined) {
      throw new ConformanceFailure(`${where}: ${object.kind} ${object.serial} is at ${ref} and at ${placed}`);
    }
    this.objectOf.set(ref, object);
    this.refOf.set(object, ref);
    this.gray.push(object);
  }

  private drain(): void {
    while (this.gray.length > 0) this.contents(this.gray.pop()!);
  }

  private contents(object: ModelObject): void {
    const { i32, shapes } = this.bench.runtime;
    const ref = this.refOf.get(object)!;
    const shape = i32[ref]! & SHAPE_MASK;
    expectEqual(shapes.names[shape], object.kind as string, `shape of the object at ${ref}`);
    if (object.serial !== 0)
      expectEqual(i32[ref + PAYLOAD + 1], object.serial, `serial of the ${object.kind} at ${ref}`);
    if (object.pinnedAt !== 0) expectEqual(ref, object.pinnedAt, `address of the pinned ${object.kind}`);
    if (object.kind === 'words') this.words(ref, object);
    const from = ref + shapes.refsFrom[shape]!;
    expectEqual(
      shapes.slotsEnd(i32, ref) - from,
      object.fields.length,
      `slots of the ${object.kind} at ${ref}`,
    );
    for (let k = 0; k < object.fields.length; k++) {
      const field = object.fields[k]!;
      if (field === null && i32[from + k] === 0) continue;
      this.pair(i32[from + k]!, field, `field ${k} of ${object.kind} ${object.serial}`);
    }
  }

  /** Raw words hold their serial, all along. */
  private words(ref: Ref, object: ModelObject): void {
    const { i32 } = this.bench.runtime;
    for (let k = 0; k < i32[ref + LENGTH]!; k++) {
      if (i32[ref + PAYLOAD + 2 + k] !== object.serial)
        expectEqual(i32[ref + PAYLOAD + 2 + k], object.serial, `word ${k}`);
    }
  }

  private weak(weak: ModelObject): void {
    const ref = this.refOf.get(weak);
    const { target } = weak;
    if (ref === undefined || target === null) return;
    const found = this.bench.runtime.i32[ref + WEAK_TARGET]!;
    if (found === 0) {
      expect(
        !this.live.has(target) || target.wasDead || weak.wasDead,
        `a weak reference keeps its living ${target.kind} ${target.serial}`,
      );
      const callback = weak.fields[0];
      const due = callback !== null && !weak.wasDead && !target.wasDead;
      if (due)
        expect(
          !this.model.weakByCallback.has(callback!.serial),
          'the callback of a cleared weak reference ran',
        );
      weak.target = null;
      return;
    }
    if (this.live.has(target)) {
      const which = `${target.kind} ${target.serial}`;
      expect(
        this.objectOf.get(found) === target,
        `a weak reference to ${which} refers to it, not to ${found}`,
      );
      return;
    }
    expect(
      !this.settled,
      `weak reference to the dead ${target.kind} ${target.serial} is cleared after full collections`,
    );
  }

  private ephemeron(ephemeron: ModelObject): void {
    const ref = this.refOf.get(ephemeron);
    const { target: key, value } = ephemeron;
    if (ref === undefined || key === null) return;
    const { i32 } = this.bench.runtime;
    const found = i32[ref + EPHEMERON_KEY]!;
    if (found === 0) {
      expect(
        !this.live.has(key) || key.wasDead,
        `an ephemeron keeps its living key ${key.kind} ${key.serial}`,
      );
      expectEqual(i32[ref + EPHEMERON_VALUE], 0, 'value of an ephemeron without key');
      ephemeron.target = null;
      ephemeron.value = null;
      return;
    }
    if (this.refOf.has(key)) {
      expectEqual(found, this.refOf.get(key), 'key of an ephemeron');
      this.pair(i32[ref + EPHEMERON_VALUE]!, value, 'value of an ephemeron');
    } else if (this.settled && !this.live.has(key)) {
      throw new ConformanceFailure(`an ephemeron still has its dead key ${key.kind} ${key.serial}`);
    }
  }

  private resource(resource: ModelObject): void {
    if (!this.live.has(resource)) {
      expectEqual(resource.finalized, 1, `finalizers of the dead resource ${resource.serial}`);
    } else if (!resource.wasDead) {
      expectEqual(resource.finalized, 0, `finalizers of the living resource ${resource.serial}`);
    }
  }
}
