import { WEAK_SHORT, type WeakStrength } from '../contract/host.ts';
import {
  SHAPE_EPHEMERON,
  SHAPE_FINALIZER,
  SHAPE_WEAK,
  type ShapeSpec,
  type ShapeTable,
  VAR_NONE,
  VAR_REFS,
} from '../contract/shapes.ts';
import type { BumpRegions } from '../heap/bump-regions.ts';
import { UsageError } from '../heap/errors.ts';
import { POLL_WORD, type Ref, SHAPE_MASK } from '../heap/layout.ts';
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
 *
 * `allocate`, `load` and `store` are fast paths that fit into their caller when it is compiled; what they do not do
 * themselves is left to `allocateOther`, `loadOther` and `storeOther`.
 */
export class Mutator {
  readonly runtime: Runtime;
  private readonly frames: number[] = [];
  private base: number;
  // Of the runtime, for the fast paths.
  private readonly i32: Int32Array;
  private readonly stack: Int32Array;
  private readonly shapes: ShapeTable;
  private readonly bump: BumpRegions;
  private readonly regions: Int32Array;
  private readonly objects: Int32Array;
  private readonly wordsLeft: Int32Array;
  private readonly counting: boolean;
  private readonly cards: Uint8Array;
  private readonly cardShift: number;

  constructor(runtime: Runtime) {
    this.runtime = runtime;
    this.base = runtime.roots.top;
    this.i32 = runtime.i32;
    this.stack = runtime.roots.stack;
    this.shapes = runtime.shapes;
    this.bump = runtime.bump;
    this.regions = runtime.bump.state;
    this.objects = runtime.bump.objects;
    this.wordsLeft = runtime.bump.wordsLeft;
    this.counting = runtime.counting;
    this.cards = runtime.cards;
    this.cardShift = runtime.cardShift;
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
    if (this.counting) this.setSlot(this.base + local, 0);
    else this.stack[this.base + local] = 0;
  }

  copy(to: Local, from: Local): void {
    const { base, stack } = this;
    if (this.counting) this.setSlot(base + to, this.runtime.retain(stack[base + from]!));
    else stack[base + to] = stack[base + from]!;
  }

  isNull(local: Local): boolean {
    return this.peek(local) === 0;
  }

  same(a: Local, b: Local): boolean {
    return this.peek(a) === this.peek(b);
  }

  /** The address in a local: good until the next safepoint, for looking and not for keeping. */
  peek(local: Local): Ref {
    return this.stack[this.base + local]!;
  }

  // ---- Objects

  /** `to` = a new object; its variable part gets `length` elements. Registers a finalizer if the shape has one. */
  allocate(to: Local, shape: Shape, length?: number): void {
    const { regions, wordsLeft } = this;
    const words = this.shapes.quickWords[shape]!;
    const region = this.bump.plan[words]!;
    const ref = regions[region]!;
    const next = ref + words;
    const left = wordsLeft[0]! - words;
    if (next > regions[region + 1]! || left <= 0) {
      this.allocateOther(to, shape, length);
      return;
    }
    regions[region] = next;
    wordsLeft[0] = left;
    this.objects[0]!++;
    this.i32[ref] = shape;
    this.stack[this.base + to] = ref; // nobody counts where there are bump regions
  }

  private allocateOther(to: Local, shape: Shape, length = 0): void {
    const { runtime, shapes } = this;
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
    const { base, i32, stack } = this;
    const { refsFrom, refsTo } = this.shapes;
    const ref = stack[base + object]!;
    const shape = i32[ref]! & SHAPE_MASK;
    const slot = refsFrom[shape]! + field;
    if (slot >= refsTo[shape]! || field < 0 || this.counting) this.loadOther(to, ref, field);
    else stack[base + to] = i32[ref + slot]!;
  }

  private loadOther(to: Local, ref: Ref, field: number): void {
    this.setSlot(this.base + to, this.runtime.retain(this.i32[ref + this.slotOf(ref, field)]!));
  }

  /** object.field = what `from` holds */
  store(object: Local, field: number, from: Local): void {
    const { i32, stack } = this;
    const { refsFrom, refsTo } = this.shapes;
    const ref = stack[this.base + object]!;
    const value = stack[this.base + from]!;
    const shape = i32[ref]! & SHAPE_MASK;
    const slot = refsFrom[shape]! + field;
    if (slot >= refsTo[shape]! || field < 0 || !this.runtime.simple) {
      this.storeOther(ref, field, value);
      return;
    }
    i32[ref + slot] = value;
    this.cards[(ref + slot) >>> this.cardShift] = 1;
  }

  private storeOther(ref: Ref, field: number, value: Ref): void {
    this.runtime.store(ref, this.slotOf(ref, field), value);
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
    if (this.i32[POLL_WORD] !== 0) this.runtime.safepoint();
  }

  private slotOf(ref: Ref, field: number): number {
    const { i32, shapes } = this;
    const from = shapes.refsFrom[i32[ref]! & SHAPE_MASK]!;
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
    const { stack } = this;
    const old = stack[at]!;
    stack[at] = ref;
    if (this.counting) this.runtime.release(old);
  }
}

/** For documentation and tests: a shape of `refs` references and `raw` words that may take part in cycles. */
export function recordShape(name: string, refs: number, raw = 0, traits = 0): ShapeSpec {
  return { name, refs, raw, traits: traits | 1 };
}

export function arrayShape(name: string): ShapeSpec {
  return { name, raw: 1, refs: 0, variable: VAR_REFS, traits: 1 };
}
