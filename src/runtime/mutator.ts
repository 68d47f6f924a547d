import { WEAK_SHORT, type WeakStrength } from '../contract/host.ts';
import {
  SHAPE_EPHEMERON,
  SHAPE_FINALIZER,
  SHAPE_WEAK,
  type ShapeSpec,
  VAR_NONE,
  VAR_REFS,
} from '../contract/shapes.ts';
import { UsageError } from '../heap/errors.ts';
import type { Ref } from '../heap/layout.ts';
import type { Runtime } from './runtime.ts';

/** A local variable of a TypeScript workload: a slot of its current frame. */
export type Local = number;
/** A shape made by `Mutator.shape`. */
export type Shape = number;

/**
 * The mutator interface for TypeScript workloads: define shapes, allocate, link, root, poll, against any collector.
 *
 * Objects are only ever named by *locals*, slots of a frame on the runtime's stack. So a workload needs no rule about
 * moving or counting: what a local holds stays alive and follows its object. Fields are numbered from 0 in the order
 * of the shape's reference slots, elements of a variable part after them.
 */
export class Mutator {
  readonly runtime: Runtime;
  private readonly frames: number[] = [];
  private base: number;

  constructor(runtime: Runtime) {
    this.runtime = runtime;
    this.base = runtime.roots.top;
  }

  shape(spec: ShapeSpec): Shape {
    return this.runtime.shapes.define(spec);
  }

  // ---- Frames

  /** A frame of `size` locals, all null. */
  pushFrame(size: number): void {
    const { roots } = this.runtime;
    if (roots.top + size > roots.stack.length) {
      throw new UsageError(
        'size',
        `mutator: a frame of ${size} locals does not fit the stack of ${roots.stack.length}`,
      );
    }
    this.frames.push(this.base);
    this.base = roots.top;
    roots.stack.fill(0, this.base, this.base + size);
    roots.top = this.base + size;
  }

  /** Drops the frame and what its locals held. */
  popFrame(): void {
    const { roots } = this.runtime;
    const outer = this.frames.pop();
    if (outer === undefined)
      throw new UsageError('frame', 'mutator: popFrame() without a frame; call pushFrame() first');
    for (let at = this.base; at < roots.top; at++) this.setSlot(at, 0);
    roots.top = this.base;
    this.base = outer;
  }

  // ---- Locals

  clear(local: Local): void {
    this.setSlot(this.base + local, 0);
  }

  copy(to: Local, from: Local): void {
    this.setSlot(this.base + to, this.runtime.retain(this.peek(from)));
  }

  isNull(local: Local): boolean {
    return this.peek(local) === 0;
  }

  same(a: Local, b: Local): boolean {
    return this.peek(a) === this.peek(b);
  }

  /** The address in a local: good until the next safepoint, for looking and not for keeping. */
  peek(local: Local): Ref {
    return this.runtime.roots.stack[this.base + local]!;
  }

  // ---- Objects

  /** `to` = a new object; its variable part gets `length` elements. Registers a finalizer if the shape has one. */
  allocate(to: Local, shape: Shape, length = 0): void {
    const { runtime } = this;
    const { shapes } = runtime;
    const ref =
      shapes.variable[shape] === VAR_NONE ? runtime.allocate(shape) : runtime.allocateVariable(shape, length);
    if ((shapes.traits[shape]! & SHAPE_FINALIZER) !== 0 && !runtime.counting)
      runtime.finalizers.register(ref);
    this.setSlot(this.base + to, ref);
  }

  /** `to` = a weak reference to what `target` holds. */
  allocateWeak(to: Local, shape: Shape, target: Local, strength: WeakStrength = WEAK_SHORT): void {
    this.requireTrait(shape, SHAPE_WEAK, 'SHAPE_WEAK');
    this.setSlot(this.base + to, this.runtime.allocateWeak(shape, this.peek(target), strength));
  }

  allocateEphemeron(to: Local, shape: Shape, key: Local, value: Local): void {
    this.requireTrait(shape, SHAPE_EPHEMERON, 'SHAPE_EPHEMERON');
    this.setSlot(this.base + to, this.runtime.allocateEphemeron(shape, this.peek(key), this.peek(value)));
  }

  /** `to` = object.field */
  load(to: Local, object: Local, field: number): void {
    const ref = this.peek(object);
    this.setSlot(this.base + to, this.runtime.retain(this.runtime.i32[ref + this.slotOf(ref, field)]!));
  }

  /** object.field = what `from` holds */
  store(object: Local, field: number, from: Local): void {
    const ref = this.peek(object);
    this.runtime.store(ref, this.slotOf(ref, field), this.peek(from));
  }

  storeNull(object: Local, field: number): void {
    const ref = this.peek(object);
    this.runtime.store(ref, this.slotOf(ref, field), 0);
  }

  /** The target of a weak reference or the key of an ephemeron, or null. */
  loadWeak(to: Local, weak: Local): void {
    this.setSlot(this.base + to, this.runtime.retain(this.runtime.i32[this.peek(weak) + 2]!));
  }

  loadEphemeronValue(to: Local, ephemeron: Local): void {
    this.setSlot(this.base + to, this.runtime.retain(this.runtime.i32[this.peek(ephemeron) + 3]!));
  }

  /** A raw payload word of the shape, from 0. */
  getRaw(object: Local, word: number): number {
    return this.runtime.i32[this.peek(object) + 2 + word]!;
  }

  setRaw(object: Local, word: number, value: number): void {
    this.runtime.i32[this.peek(object) + 2 + word] = value;
  }

  // ---- Safepoints

  /** To be called now and then, in every loop: collections, moves and finalizers happen here and in `collect`. */
  poll(): void {
    if (this.runtime.pollRaised) this.runtime.safepoint();
  }

  private slotOf(ref: Ref, field: number): number {
    const { i32, shapes } = this.runtime;
    const from = shapes.refsFrom[i32[ref]! & 0xfffff]!;
    if (field < 0 || ref + from + field >= shapes.slotsEnd(i32, ref)) {
      throw new UsageError('field', `mutator: ${this.runtime.describe(ref)} has no field ${field}`);
    }
    return from + field;
  }

  private requireTrait(shape: Shape, trait: number, name: string): void {
    if ((this.runtime.shapes.traits[shape]! & trait) !== 0) return;
    throw new UsageError(
      'shape',
      `mutator: shape ${this.runtime.shapes.names[shape]} lacks the trait ${name}`,
    );
  }

  private setSlot(at: number, ref: Ref): void {
    const { stack } = this.runtime.roots;
    const old = stack[at]!;
    stack[at] = ref;
    this.runtime.release(old);
  }
}

/** For documentation and tests: a shape of `refs` references and `raw` words that may take part in cycles. */
export function recordShape(name: string, refs: number, raw = 0, traits = 0): ShapeSpec {
  return { name, refs, raw, traits: traits | 1 };
}

export function arrayShape(name: string): ShapeSpec {
  return { name, raw: 1, refs: 0, variable: VAR_REFS, traits: 1 };
}
