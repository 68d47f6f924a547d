import type { Host } from '../../src/contract/host.ts';
import { SHAPE_CONTAINER, type ShapeTable } from '../../src/contract/shapes.ts';
import { DebugAllocator, DebugLedger } from '../../src/heap/debug-allocator.ts';
import { LargeObjects } from '../../src/heap/large-objects.ts';
import { FIRST_FREE_WORD, FREED_WORD, type Ref, SHAPE_MASK } from '../../src/heap/layout.ts';
import { largestFreeOf, Pymalloc } from '../../src/heap/pymalloc.ts';
import type { RawAllocator } from '../../src/heap/raw-allocator.ts';
import type { RefcountCycleOptions } from './options.ts';

/** What an embedding application may bring along. */
export interface Parts {
  /** The allocator below pymalloc, over the words from FIRST_FREE_WORD to the heap's limit. */
  readonly raw?: (host: Host) => RawAllocator;
  /** Debug mode: where the program is, for messages. */
  readonly site?: () => string;
}

const CONTAINER_PREFIX = 2;
/** A request of 2 words may take 12 from the raw allocator: headers and rounding. */
const WORST_OVERHEAD = 6;
/** Requests behind one `reserve` of more words than this are taken to be few and large. */
const SMALL_RESERVE_WORDS = 64 * 1024;
const SLACK_WORDS = 64;

/**
 * The cells that objects lie in: pymalloc blocks, with the prefix of containers in front of the object, in debug mode
 * with guards around it.
 *
 * INVARIANT cell: a cell's first word is 0 if it is free, negative if a container lies in it (its gc word, see
 * tracking.ts), and the object's header otherwise.
 */
export class Cells {
  readonly pymalloc: Pymalloc;
  readonly debug: DebugAllocator | null;
  readonly raw: RawAllocator;
  private readonly i32: Int32Array;
  private readonly shapes: ShapeTable;
  /** Freed memory is poisoned, or debug mode is on. */
  readonly checked: boolean;

  constructor(host: Host, options: RefcountCycleOptions, parts: Parts) {
    this.i32 = host.memory.i32;
    this.shapes = host.shapes;
    const end = Math.min(host.limitWords, host.memory.words);
    this.raw = parts.raw?.(host) ?? new LargeObjects(this.i32, FIRST_FREE_WORD, end);
    this.pymalloc = new Pymalloc(this.i32, this.raw, options);
    const ledger = new DebugLedger(parts.site);
    this.debug = options.debug === 0 ? null : new DebugAllocator(this.i32, this.pymalloc, 'object', ledger);
    this.checked = host.poison || this.debug !== null;
  }

  /**
   * A zeroed cell for an object of `words` words, with `prefix` words in front of it.
   * @returns the object's Ref, or 0 if there is no room
   */
  allocate(shape: number, words: number, prefix: number): Ref {
    const { i32 } = this;
    const total = words + prefix;
    const cell = this.debug === null ? this.pymalloc.malloc(total) : this.debug.malloc(total);
    if (cell === 0) return 0;
    const end = cell + total;
    if (total > 64) i32.fill(0, cell, end);
    else {
      for (let at = cell; at < end; at += 2) {
        i32[at] = 0;
        i32[at + 1] = 0;
      }
    }
    if (this.debug !== null) this.debug.label(cell, this.shapes.names[shape]!);
    const ref = cell + prefix;
    i32[ref] = shape;
    i32[ref + 1] = 1;
    return ref;
  }

  /** Gives the cell back; `prefix` as when it was allocated. @returns its words */
  free(ref: Ref, prefix: number): number {
    const cell = ref - prefix;
    if (this.checked) return this.freeChecked(cell);
    this.i32[ref] = 0;
    return this.pymalloc.free(cell);
  }

  private freeChecked(cell: number): number {
    if (this.debug !== null) {
      const words = this.pymalloc.usableWords(DebugAllocator.blockOf(cell));
      this.debug.free(cell);
      return words;
    }
    this.i32.fill(FREED_WORD, cell, cell + this.pymalloc.usableWords(cell));
    return this.pymalloc.free(cell);
  }

  /** The cell of `ref` has, or now gets, room for `words` words; what is new is zeroed. */
  tryGrow(ref: Ref, words: number): boolean {
    if (this.debug !== null) return false;
    const { i32 } = this;
    const prefix = (this.shapes.traits[i32[ref]! & SHAPE_MASK]! & SHAPE_CONTAINER) << 1;
    if (!this.pymalloc.tryGrow(ref - prefix, words + prefix)) return false;
    const old = this.shapes.sizeOf(i32, ref);
    if (words > old) i32.fill(0, ref + old, ref + words);
    return true;
  }

  /**
   * Whether objects of `words` words in total can be allocated without fail. Near the limit arenas stop growing: each
   * request is then served by the raw allocator, which needs no more than WORST_OVERHEAD times its words.
   */
  hasRoom(words: number): boolean {
    const { arenas } = this.pymalloc;
    const debugWords = this.debug === null ? 0 : words * 4;
    const needed =
      words + Math.min(words, SMALL_RESERVE_WORDS) * (WORST_OVERHEAD - 1) + SLACK_WORDS + debugWords;
    const free = largestFreeOf(this.raw);
    const poolsAtMost = Math.min(32, Math.ceil(words / 2)) * arenas.poolWords;
    arenas.growing = free >= needed + poolsAtMost + arenas.arenaWords;
    return free >= needed;
  }

  /** In address order within each kind of memory. */
  forEachObject(visit: (ref: Ref) => void): void {
    this.forEachSmall(visit);
    this.pymalloc.forEachLarge((block) => visit(this.refIn(block)));
  }

  forEachSmall(visit: (ref: Ref) => void): void {
    this.pymalloc.forEachSmall((block) => visit(this.refIn(block)));
  }

  /** The object that covers the word at `address`, or 0. */
  resolve(address: number): Ref {
    const block = this.pymalloc.blockAt(address);
    if (block === 0) return 0;
    const ref = this.refIn(block);
    return address >= ref && address < ref + this.shapes.sizeOf(this.i32, ref) ? ref : 0;
  }

  private refIn(block: number): Ref {
    const cell = this.debug === null ? block : DebugAllocator.addressIn(block);
    return this.i32[cell]! < 0 ? cell + CONTAINER_PREFIX : cell;
  }
}
