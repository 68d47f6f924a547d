import { InvariantViolation } from './errors.ts';
import type { RawAllocator } from './raw-allocator.ts';

/** Header of a pool, in words from its address. */
export const POOL_USED = 0; // blocks in use; 0: the pool is free
export const POOL_FREE_BLOCK = 1; // first block of the free list, 0: none
export const POOL_NEXT = 2; // in its size class's list, or in its arena's free pools
export const POOL_PREVIOUS = 3;
export const POOL_ARENA = 4;
export const POOL_CLASS = 5;
export const POOL_NEXT_OFFSET = 6; // first word that was never part of a block
export const POOL_LAST_OFFSET = 7; // a block may begin no later than here
/** 48 bytes, as CPython's pool header on 64-bit machines. */
export const POOL_HEADER_WORDS = 12;
/** POOL_CLASS of a pool that has not been divided into blocks yet. */
export const NO_CLASS = 0xffff;

const NONE = -1;

/**
 * Arenas: ranges from the raw allocator, each cut into pools. Pools are handed out from the arena with the fewest
 * free ones, so that others may empty and go back to the raw allocator.
 *
 * INVARIANT usable-arenas: the list from `firstUsable` holds exactly the arenas with a free pool, by ascending
 * number of free pools.
 * INVARIANT rightmost: lastWith[n] is the rightmost arena with n free pools on that list, or none.
 * INVARIANT pool-map: isPool[address >>> poolShift] says whether the address lies in a pool of some arena.
 *
 * Source: CPython 3.11, Objects/obmalloc.c (new_arena, insert_to_freepool), as described there.
 */
export class Arenas {
  readonly isPool: Uint8Array;
  readonly poolWords: number;
  readonly poolShift: number;
  readonly arenaWords: number;
  /** Arenas in use now, and at most. */
  count = 0;
  highWater = 0;
  /** Arenas that were ever allocated. */
  allocated = 0;
  /** False: requests for a new arena fail, so that what is left serves requests one by one. */
  growing = true;

  private readonly i32: Int32Array;
  private readonly raw: RawAllocator;
  private readonly lastWith: Int32Array;
  // Per arena. `address` 0 marks an entry that is not in use.
  private readonly address: number[] = [];
  private readonly base: number[] = [];
  private readonly unused: number[] = [];
  private readonly freeCount: number[] = [];
  private readonly poolCount: number[] = [];
  private readonly freePools: number[] = [];
  private readonly next: number[] = [];
  private readonly previous: number[] = [];
  private readonly spareEntries: number[] = [];
  private firstUsable = NONE;

  constructor(i32: Int32Array, raw: RawAllocator, poolWords: number, arenaWords: number) {
    this.i32 = i32;
    this.raw = raw;
    this.poolWords = poolWords;
    this.poolShift = 31 - Math.clz32(poolWords);
    this.arenaWords = arenaWords;
    this.isPool = new Uint8Array((i32.length >>> this.poolShift) + 1);
    this.lastWith = new Int32Array(arenaWords / poolWords + 1).fill(NONE);
  }

  /** A pool: one that was freed (header as it was left) or a fresh one (NO_CLASS). 0 if there is no room. */
  takePool(): number {
    if (this.firstUsable === NONE && !this.addArena()) return 0;
    const { i32 } = this;
    const arena = this.firstUsable;
    const free = this.freeCount[arena]!;
    if (this.lastWith[free] === arena) this.lastWith[free] = NONE;
    if (free > 1) this.lastWith[free - 1] = arena;
    this.freeCount[arena] = free - 1;
    let pool = this.freePools[arena]!;
    if (pool !== 0) {
      this.freePools[arena] = i32[pool + POOL_NEXT]!;
    } else {
      pool = this.unused[arena]!;
      this.unused[arena] = pool + this.poolWords;
      i32[pool + POOL_ARENA] = arena;
      i32[pool + POOL_CLASS] = NO_CLASS;
    }
    if (free === 1) {
      const next = this.next[arena]!;
      this.firstUsable = next;
      if (next !== NONE) this.previous[next] = NONE;
    }
    return pool;
  }

  /** The pool's last block was freed. */
  freePool(pool: number): void {
    const { i32, lastWith } = this;
    const arena = i32[pool + POOL_ARENA]!;
    i32[pool + POOL_NEXT] = this.freePools[arena]!;
    this.freePools[arena] = pool;
    const before = this.freeCount[arena]!;
    const rightmost = lastWith[before]!;
    if (rightmost === arena) {
      const left = this.previous[arena]!;
      lastWith[before] = left !== NONE && this.freeCount[left] === before ? left : NONE;
    }
    const free = before + 1;
    this.freeCount[arena] = free;
    // A wholly free arena goes back, unless it is the last of the list: a loop that needs just one more pool
    // would otherwise give an arena back and ask for it again each time round.
    if (free === this.poolCount[arena] && this.next[arena] !== NONE) {
      this.unlink(arena);
      this.dropArena(arena);
      return;
    }
    if (free === 1) {
      this.insertFirst(arena);
      if (lastWith[1] === NONE) lastWith[1] = arena;
      return;
    }
    if (lastWith[free] === NONE) lastWith[free] = arena;
    if (rightmost === arena) return;
    this.unlink(arena);
    this.insertAfter(rightmost, arena);
  }

  /** Arenas in address order. */
  inAddressOrder(): number[] {
    const arenas: number[] = [];
    for (let arena = 0; arena < this.address.length; arena++)
      if (this.address[arena] !== 0) arenas.push(arena);
    return arenas.sort((a, b) => this.address[a]! - this.address[b]!);
  }

  /** Pools of the arena that were handed out at least once, free ones included, in address order. */
  forEachPool(arena: number, visit: (pool: number) => void): void {
    for (let pool = this.base[arena]!; pool < this.unused[arena]!; pool += this.poolWords) visit(pool);
  }

  get committedWords(): number {
    return this.count * this.arenaWords;
  }

  /** Pools of the arenas in use, free ones included. */
  get poolsInUse(): number {
    return this.inAddressOrder().reduce((sum, arena) => sum + this.poolCount[arena]!, 0);
  }

  get hasFreePool(): boolean {
    return this.firstUsable !== NONE;
  }

  /** Words of side tables that stand for the addresses in use. */
  get metadataWords(): number {
    return (
      ((this.highWater * this.arenaWords) >>> (this.poolShift + 2)) +
      this.address.length * 8 +
      this.lastWith.length
    );
  }

  /** @throws InvariantViolation */
  verify(): void {
    let usable = 0;
    for (const arena of this.inAddressOrder()) {
      if (this.freeCount[arena]! > 0) usable++;
      this.verifyArena(arena);
    }
    let previous = NONE;
    for (let arena = this.firstUsable; arena !== NONE; arena = this.next[arena]!) {
      const free = this.freeCount[arena]!;
      if (
        free < 1 ||
        (previous !== NONE && this.freeCount[previous]! > free) ||
        this.previous[arena] !== previous
      ) {
        fail('usable-arenas', `arena ${arena} with ${free} free pools is out of order`);
      }
      const right = this.next[arena]!;
      const isRightmost = right === NONE || this.freeCount[right] !== free;
      if (isRightmost !== (this.lastWith[free] === arena))
        fail('rightmost', `arena ${arena} with ${free} free pools`);
      previous = arena;
      usable--;
    }
    if (usable !== 0) fail('usable-arenas', `${usable} arenas with free pools are not on the list`);
  }

  private verifyArena(arena: number): void {
    const { i32 } = this;
    let free = 0;
    for (let pool = this.freePools[arena]!; pool !== 0; pool = i32[pool + POOL_NEXT]!) {
      if (i32[pool + POOL_USED] !== 0 || i32[pool + POOL_ARENA] !== arena) {
        fail('free-pools', `pool ${pool} of arena ${arena} is on the list of free pools and in use`);
      }
      if (++free > this.poolCount[arena]!) fail('free-pools', `the free pools of arena ${arena} form a ring`);
    }
    const end = this.base[arena]! + this.poolCount[arena]! * this.poolWords;
    free += (end - this.unused[arena]!) / this.poolWords;
    if (free !== this.freeCount[arena]) {
      fail('free-pools', `arena ${arena} has ${free} free pools, it says ${this.freeCount[arena]}`);
    }
    for (let pool = this.base[arena]!; pool < end; pool += this.poolWords) {
      if (this.isPool[pool >>> this.poolShift] !== 1)
        fail('pool-map', `pool ${pool} of arena ${arena} is not mapped`);
    }
  }

  private addArena(): boolean {
    if (!this.growing) return false;
    const { poolWords, arenaWords } = this;
    const address = this.raw.malloc(arenaWords, poolWords);
    if (address === 0) return false;
    // A raw allocator need not honour the alignment: what is not a whole pool at either end is lost.
    const base = Math.ceil(address / poolWords) * poolWords;
    const pools = Math.floor((address + arenaWords - base) / poolWords);
    const arena = this.spareEntries.pop() ?? this.address.length;
    this.address[arena] = address;
    this.base[arena] = base;
    this.unused[arena] = base;
    this.freeCount[arena] = pools;
    this.poolCount[arena] = pools;
    this.freePools[arena] = 0;
    this.next[arena] = NONE;
    this.previous[arena] = NONE;
    this.isPool.fill(1, base >>> this.poolShift, (base >>> this.poolShift) + pools);
    this.firstUsable = arena;
    this.lastWith[pools] = arena;
    this.count++;
    this.allocated++;
    this.highWater = Math.max(this.highWater, this.count);
    return true;
  }

  private dropArena(arena: number): void {
    const from = this.base[arena]! >>> this.poolShift;
    this.isPool.fill(0, from, from + this.poolCount[arena]!);
    this.raw.free(this.address[arena]!);
    this.address[arena] = 0;
    this.spareEntries.push(arena);
    this.count--;
  }

  private unlink(arena: number): void {
    const next = this.next[arena]!;
    const previous = this.previous[arena]!;
    if (previous === NONE) this.firstUsable = next;
    else this.next[previous] = next;
    if (next !== NONE) this.previous[next] = previous;
  }

  private insertFirst(arena: number): void {
    this.next[arena] = this.firstUsable;
    this.previous[arena] = NONE;
    if (this.firstUsable !== NONE) this.previous[this.firstUsable] = arena;
    this.firstUsable = arena;
  }

  private insertAfter(left: number, arena: number): void {
    const next = this.next[left]!;
    this.previous[arena] = left;
    this.next[arena] = next;
    if (next !== NONE) this.previous[next] = arena;
    this.next[left] = arena;
  }
}

function fail(invariant: string, detail: string): never {
  throw new InvariantViolation(invariant, `arenas: ${detail}`);
}
