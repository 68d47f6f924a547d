import { describe, expect, it } from 'vitest';
import { PageRuns } from '../../src/heap/page-runs.ts';

/** Runs with the pages of `free` as [page, length] and the rest taken by owner 9. */
function withFree(...free: [number, number][]): PageRuns {
  const runs = new PageRuns(1, 101);
  runs.take(100, 9);
  runs.beginRebuild();
  let pages = 0;
  for (const [page, length] of free) {
    runs.add(page, length);
    pages += length;
  }
  runs.endRebuild(100 - pages);
  return runs;
}

describe('PageRuns', () => {
  it('takes from the lowest run that fits', () => {
    const runs = withFree([5, 2], [10, 8], [30, 4], [60, 40]);
    expect([runs.take(3, 1), runs.take(2, 2), runs.take(5, 3), runs.take(5, 4), runs.take(36, 5)]).toEqual([
      10, 5, 13, 60, 0,
    ]);
    expect(runs.freePages).toBe(4 + 35);
    expect(runs.largestRun()).toBe(35);
  });

  it('joins neighbours when it is rebuilt', () => {
    const runs = withFree([5, 2], [7, 3], [20, 1]);
    expect([...runs.starts.subarray(0, runs.count)]).toEqual([5, 20]);
    expect([runs.owner[5], runs.owner[20]]).toEqual([-5, -1]);
  });

  it('extends exactly at a page, or not at all', () => {
    const runs = withFree([10, 4], [30, 2]);
    expect(runs.takeAt(11, 1, 7)).toBe(false);
    expect(runs.takeAt(10, 3, 7)).toBe(true);
    expect(runs.takeAt(13, 2, 7)).toBe(false);
    expect(runs.takeAt(13, 1, 7)).toBe(true);
    expect(runs.takeAt(14, 1, 7)).toBe(false);
    expect(runs.takeAt(101, 1, 7)).toBe(false);
    expect([...runs.owner.subarray(9, 15)]).toEqual([9, 7, 7, 7, 7, 9]);
  });

  it('says where a run of that length would be', () => {
    const runs = withFree([10, 4], [30, 2]);
    expect([runs.wouldTakeAt(4), runs.wouldTakeAt(1), runs.wouldTakeAt(5)]).toEqual([10, 10, 101]);
  });

  it('finds the runs that a brute-force first fit finds', () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      return (seed >>> 8) % below;
    };
    for (let round = 0; round < 50; round++) {
      const runs = new PageRuns(1, 401);
      const taken = new Uint8Array(401);
      runs.take(400, 9);
      runs.beginRebuild();
      let pages = 0;
      for (let page = 1 + random(5); page < 380; ) {
        const length = 1 + random(20);
        runs.add(page, length);
        taken.fill(1, page, page + length);
        pages += length;
        page += length + random(9);
      }
      runs.endRebuild(400 - pages);
      for (let k = 0; k < 60; k++) {
        const want = 1 + random(12);
        const expected = firstFit(taken, want);
        expect(runs.take(want, 3)).toBe(expected);
        taken.fill(0, expected, expected === 0 ? 0 : expected + want);
      }
    }
  });
});

function firstFit(free: Uint8Array, pages: number): number {
  for (let page = 1; page + pages <= free.length; page++) {
    if (free.subarray(page, page + pages).every((each) => each === 1)) return page;
  }
  return 0;
}
