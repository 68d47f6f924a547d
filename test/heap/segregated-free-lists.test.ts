import { describe, expect, it } from 'vitest';
import { MarkBitmap } from '../../src/heap/mark-bitmap.ts';
import { Memory } from '../../src/heap/memory.ts';
import { SegregatedFreeLists } from '../../src/heap/segregated-free-lists.ts';
import { verifySegregated } from '../../src/heap/verify-segregated.ts';

const FLAG = 1 << 22;

/** The allocator with a "collector" that keeps what the test names. */
class Cells {
  readonly memory: Memory;
  readonly marks: MarkBitmap;
  readonly cells: SegregatedFreeLists;
  readonly freed: number[] = [];
  readonly poison: boolean;

  constructor(bytes: number, poison = false) {
    this.memory = new Memory(bytes);
    this.marks = new MarkBitmap(this.memory.words);
    this.poison = poison;
    this.cells = new SegregatedFreeLists(this.memory, this.marks, {
      limitWords: this.memory.words,
      poison,
      eager: poison,
      notifyMask: FLAG,
      cellFreed: (address) => this.freed.push(address),
    });
  }

  /** An object with header 1 and a payload full of 7. */
  make(words: number): number {
    const ref = this.cells.allocate(words);
    if (ref === 0) return 0;
    const { i32 } = this.memory;
    if (!i32.subarray(ref, ref + words).every((word) => word === 0))
      throw new Error(`cell at ${ref} is not zeroed`);
    i32[ref] = 1;
    i32.fill(7, ref + 1, ref + words);
    return ref;
  }

  keep(...live: number[]): void {
    this.cells.finishSweep();
    this.marks.clear(this.memory.words);
    for (const ref of live) this.marks.mark(ref);
    this.cells.afterMark();
    if (this.poison) this.cells.sweepAll();
    this.verify();
  }

  objects(): number[] {
    const found: number[] = [];
    this.cells.forEachObject((ref) => found.push(ref));
    return found;
  }

  verify(): void {
    verifySegregated(this.memory.i32, this.cells, this.marks, this.poison);
  }
}

describe.each([false, true])('SegregatedFreeLists, poison %s', (poison) => {
  it('hands out zeroed, adjacent cells of a class', () => {
    const heap = new Cells(1 << 20, poison);
    const refs = Array.from({ length: 1000 }, () => heap.make(6));
    expect(heap.objects()).toEqual(refs);
    expect(refs[1]! - refs[0]!).toBe(6);
    heap.verify();
  });

  it('reuses freed cells in address order', () => {
    const heap = new Cells(1 << 20, poison);
    const refs = Array.from({ length: 300 }, () => heap.make(10));
    const live = refs.filter((_, k) => k % 3 !== 1);
    const holes = refs.filter((_, k) => k % 3 === 1);
    heap.keep(...live);
    expect(heap.objects()).toEqual(live);
    expect([heap.cells.liveObjects, heap.cells.freedObjects]).toEqual([200, 100]);
    expect(holes.map(() => heap.make(10))).toEqual(holes);
    heap.verify();
    heap.keep(...refs);
    expect(heap.objects()).toEqual(refs);
  });

  it('tells of flagged objects once, before their cell is used again', () => {
    const heap = new Cells(1 << 20, poison);
    const refs = Array.from({ length: 20 }, () => heap.make(6));
    for (const ref of [refs[3]!, refs[8]!]) heap.memory.i32[ref] = 1 | FLAG;
    heap.keep(refs[0]!, refs[3]!);
    for (let k = 0; k < 18; k++) {
      const ref = heap.make(6);
      expect(ref !== refs[8]! || heap.freed.includes(ref)).toBe(true);
    }
    heap.keep(refs[0]!);
    heap.keep();
    heap.keep();
    expect(heap.freed).toEqual([refs[8]!, refs[3]!]);
  });

  it('gives the room of dead small objects to large ones, and back', () => {
    const heap = new Cells(1 << 18, poison);
    while (heap.make(8) !== 0);
    expect(heap.make(2)).toBe(0);
    heap.keep();
    expect(heap.objects()).toEqual([]);
    const large = heap.make(50_000);
    expect(large).not.toBe(0);
    heap.verify();
    heap.keep(large);
    expect([heap.cells.liveObjects, heap.objects()]).toEqual([1, [large]]);
    heap.keep();
    expect(heap.cells.ownedPages).toBe(0);
    let count = 0;
    while (heap.make(8) !== 0) count++;
    expect(count * 8).toBeGreaterThan(65_536 * 0.95);
  });

  it('takes a larger cell at the limit', () => {
    const heap = new Cells(1 << 16, poison);
    const first = heap.make(24);
    while (heap.make(64) !== 0);
    heap.keep(first);
    while (heap.make(64) !== 0);
    let small = 0;
    while (heap.make(4) !== 0) small++;
    expect(small).toBeGreaterThan(0);
    expect(heap.cells.blocks.cellWords[heap.cells.blockOf(first)]).toBe(24);
    heap.verify();
  });

  it('grows into the slack of a cell and, if large, into free pages', () => {
    const heap = new Cells(1 << 20, poison);
    const small = heap.make(66);
    expect([heap.cells.tryGrow(small, 72), heap.cells.tryGrow(small, 74)]).toEqual([true, false]);
    const large = heap.make(200);
    expect(heap.cells.tryGrow(large, 2000)).toBe(true);
    const { i32 } = heap.memory;
    expect(i32.subarray(large + 200, large + 2000).every((word) => word === 0)).toBe(true);
    const next = heap.make(200);
    expect(next).toBeGreaterThanOrEqual(large + 2000);
    expect(heap.cells.tryGrow(large, 4000)).toBe(false);
    heap.verify();
  });

  it('finds the object around an address', () => {
    const heap = new Cells(1 << 20, poison);
    const [a, b] = [heap.make(6), heap.make(6)];
    const large = heap.make(1000);
    expect([a, a + 5, b, large, large + 999].map((at) => heap.cells.cellOf(at))).toEqual([
      a,
      a,
      b,
      large,
      large,
    ]);
    heap.keep(b);
    expect([a, b + 1, large, 0, 65, 1 << 17].map((at) => heap.cells.cellOf(at))).toEqual([0, b, 0, 0, 0, 0]);
  });

  it('keeps its promise of room, for any sequence of sizes', () => {
    let seed = 11;
    const random = (below: number) => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      return (seed >>> 8) % below;
    };
    let promised = 0;
    for (let round = 0; round < 60; round++) {
      const heap = new Cells(1 << 18, poison);
      let live: number[] = [];
      while (heap.cells.availablePages() > 100 + 60 * (round % 9))
        live.push(heap.make(2 + 2 * random(round % 2 === 0 ? 40 : 400)));
      live = live.filter(() => random(3) > 0);
      heap.keep(...live);
      const words = 100 + random(6000);
      if (!heap.cells.hasRoom(words)) continue;
      promised++;
      const span = [3, 30, 64, 300, 3000][round % 5]!;
      for (let left = words; left >= 2; ) {
        const size = Math.min(left & ~1, 2 + 2 * random(span));
        if (heap.make(size) === 0) throw new Error(`no room for ${size}, ${left} of ${words} words left`);
        left -= size;
      }
      heap.verify();
    }
    expect(promised).toBeGreaterThan(10);
  });
});

describe('verifySegregated', () => {
  const corruptions: [string, (heap: Cells, refs: number[]) => void][] = [
    ['tiling', (heap) => heap.cells.ownedPages++],
    ['tiling', (heap, refs) => (heap.cells.pages.owner[refs[0]! >>> 6] = 0)],
    ['run', (heap, refs) => (heap.memory.i32[heap.cells.bump.top(2) + 3] = refs[0]!)],
    ['used', (heap, refs) => (heap.memory.i32[refs[0]!] = 0)],
    ['marks', (heap, refs) => heap.marks.mark(refs[0]! + 2)],
    ['empty', (heap) => heap.cells.emptyPages++],
    ['list', (heap, refs) => (heap.cells.open[5] = heap.cells.blockOf(refs[0]!))],
  ];

  it.each(corruptions)('reports a broken "%s"', (invariant, corrupt) => {
    const heap = new Cells(1 << 20);
    const refs = Array.from({ length: 100 }, () => heap.make(6));
    heap.verify();
    corrupt(heap, refs);
    expect(() => heap.verify()).toThrow(`invariant ${invariant}:`);
  });

  it('reports a write to a freed cell', () => {
    const heap = new Cells(1 << 20, true);
    const refs = Array.from({ length: 10 }, () => heap.make(6));
    heap.keep(refs[1]!);
    heap.memory.i32[refs[0]! + 4] = 1;
    expect(() => heap.verify()).toThrow('invariant poison:');
  });
});
