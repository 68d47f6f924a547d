import { type Ref, SHAPE_BITS } from './layout.ts';
import { BLOCK_NEXT, type Pymalloc } from './pymalloc.ts';
import { POOL_CLASS, POOL_FREE_BLOCK, POOL_USED } from './pymalloc-arenas.ts';

/**
 * The part of a counting collector's allocator that the mutator inlines: objects that refer to nothing, and about whose death nobody
 * wants to hear, are taken from the front of their pool's free list and given back there. Whatever is more (a new pool, a pool that
 * was full or becomes empty, flags in the header) is left to `Collector.allocate` and `destroy`, to the same effect.
 *
 * INVARIANT quick-cells: which cells are handed out, and all counts, are as if `Pymalloc` had done it.
 */
export class QuickCells {
  /** Whether anything may be done here at present. */
  isOpen = false;
  private available = true;
  private readonly i32: Int32Array;
  private readonly firstPool: Int32Array;
  private readonly isPool: Uint8Array;
  private readonly poolShift: number;
  private readonly poolMask: number;
  private readonly taken: Float64Array;
  private readonly freed: Float64Array;
  private readonly shapes: { readonly leaf: Uint8Array };

  /** @param shapes for each shape, whether its objects are leaves: 0 or 1 */
  constructor(i32: Int32Array, pymalloc: Pymalloc, shapes: { readonly leaf: Uint8Array }) {
    this.i32 = i32;
    this.firstPool = pymalloc.firstPool;
    this.isPool = pymalloc.arenas.isPool;
    this.poolShift = pymalloc.arenas.poolShift;
    this.poolMask = pymalloc.arenas.poolWords - 1;
    this.taken = pymalloc.taken;
    this.freed = pymalloc.freed;
    this.shapes = shapes;
  }

  /** Whether the mutator may do anything without a call. */
  open(open: boolean): void {
    this.isOpen = open && this.available;
  }

  /** For good: somebody wants to see every object die. */
  close(): void {
    this.available = false;
    this.isOpen = false;
  }

  /** An object of a leaf shape, of `words` ≤ 128 words: payload zero, count 1; or 0. */
  take(shape: number, words: number): Ref {
    if (!this.isOpen) return 0;
    const { i32 } = this;
    const sizeClass = (words - 1) >> 2;
    const pool = this.firstPool[sizeClass]!;
    if (pool === 0) return 0;
    const ref = i32[pool + POOL_FREE_BLOCK]!;
    const next = i32[ref + BLOCK_NEXT]!;
    if (next === 0) return 0;
    i32[pool + POOL_USED] = i32[pool + POOL_USED]! + 1;
    i32[pool + POOL_FREE_BLOCK] = next;
    this.taken[sizeClass] = this.taken[sizeClass]! + 1;
    i32[ref] = shape;
    i32[ref + 1] = 1;
    for (let at = ref + 2; at < ref + words; at += 2) {
      i32[at] = 0;
      i32[at + 1] = 0;
    }
    return ref;
  }

  /** The count of `ref` has reached 0. @returns whether it is gone */
  give(ref: Ref): boolean {
    const { i32 } = this;
    const header = i32[ref]!;
    if (header >>> SHAPE_BITS !== 0 || this.shapes.leaf[header]! === 0) return false;
    if (!this.isOpen || this.isPool[ref >>> this.poolShift] === 0) return false;
    const pool = ref & ~this.poolMask;
    const next = i32[pool + POOL_FREE_BLOCK]!;
    const used = i32[pool + POOL_USED]! - 1;
    if (next === 0 || used === 0) return false;
    const sizeClass = i32[pool + POOL_CLASS]!;
    i32[ref] = 0;
    i32[ref + BLOCK_NEXT] = next;
    i32[pool + POOL_FREE_BLOCK] = ref;
    i32[pool + POOL_USED] = used;
    this.freed[sizeClass] = this.freed[sizeClass]! + 1;
    return true;
  }
}
