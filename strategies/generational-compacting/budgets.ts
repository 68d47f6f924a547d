import { WORD_BYTES } from '../../src/heap/layout.ts';
import type { Settings } from './options.ts';

/** Fixed data of one generation's budget, as in the CLR's static_data_table. Sizes in words. */
export interface GenerationData {
  readonly minWords: number;
  readonly maxWords: number;
  /** Growth factor for a generation of which nothing survives, and the largest one. */
  readonly limit: number;
  readonly maxLimit: number;
  /** Compact where at least so many words and so large a part of the generation are gaps. */
  readonly fragmentationWords: number;
  readonly fragmentationBurden: number;
}

/** Index of the large and pinned areas behind generations 0, 1, 2. */
export const UPPER = 3;

/** Weight of a new budget against the one before (the CLR: the part of the budget that was used up). */
const SMOOTHING_MAX = 0.95;

/**
 * How much may be allocated in, or promoted into, each generation before it is due: the CLR's dynamic data.
 * After gc.cpp's desired_new_allocation, surv_to_growth, linear_allocation_model and generation_to_condemn.
 */
export class Budgets {
  readonly data: readonly GenerationData[];
  /** Budget set by the last collection of the generation, and what is left of it. */
  readonly desired: number[];
  readonly left: number[];
  /** Words in the generation after its last collection. */
  readonly sizes: number[];

  constructor(data: readonly GenerationData[]) {
    this.data = data;
    this.desired = data.map((each) => each.minWords);
    this.left = [...this.desired];
    this.sizes = data.map(() => 0);
  }

  exceeded(generation: number): boolean {
    return this.left[generation]! < 0;
  }

  charge(generation: number, words: number): void {
    this.left[generation] = this.left[generation]! - words;
  }

  /** The generation was collected: `before` words were in it, `survived` of them live, `size` words are in it now. */
  renew(generation: number, before: number, survived: number, size: number): void {
    const data = this.data[generation]!;
    const wanted =
      generation >= 2 ? growthOfOld(data, before, survived, size) : growthOfYoung(data, before, survived);
    const previous = this.desired[generation]!;
    const used = Math.min(1, Math.max(0, 1 - this.left[generation]! / previous));
    const weight = used > 0 && used < SMOOTHING_MAX ? used : 1;
    this.desired[generation] = Math.round(weight * wanted + (1 - weight) * previous);
    this.left[generation] = this.desired[generation]!;
    this.sizes[generation] = size;
  }

  /** A budget larger than the room that there is helps nobody. */
  cap(generation: number, words: number): void {
    if (this.left[generation]! > words) this.left[generation] = words;
  }
}

/** Generations 0 and 1: a multiple of what survived. */
function growthOfYoung(data: GenerationData, before: number, survived: number): number {
  if (before === 0) return data.minWords;
  const growth = survivalToGrowth(survived / before, data.limit, data.maxLimit);
  return Math.min(Math.max(growth * survived, data.minWords), data.maxWords);
}

/** Generation 2 and the upper areas: so much that the generation grows by a factor until it is due again. */
function growthOfOld(data: GenerationData, before: number, survived: number, size: number): number {
  if (before === 0) return data.minWords;
  const growth = survivalToGrowth(survived / before, data.limit, data.maxLimit);
  const newSize = Math.max(Math.min(growth * size, data.maxWords), data.minWords);
  return Math.max(newSize - size, data.minWords);
}

function survivalToGrowth(survival: number, limit: number, maxLimit: number): number {
  if (survival < (maxLimit - limit) / (limit * (maxLimit - 1))) {
    return (limit - limit * survival) / (1 - survival * limit);
  }
  return maxLimit;
}

const KIB = 1024 / WORD_BYTES;
const MIB = 1024 * KIB;
const UNLIMITED = 2 ** 31;

type BudgetSettings = Pick<Settings, 'gen0Words' | 'youngMaxWords' | 'gen2MinWords'>;

/**
 * The table for a heap of `heapWords` words. The minimum of generation 0 is halved until it is at most a sixth of
 * the heap, as the CLR does with physical memory; the other minima do not pass a twelfth of the heap.
 */
export function generationTable(settings: BudgetSettings, heapWords: number): readonly GenerationData[] {
  let gen0 = settings.gen0Words;
  while (gen0 > heapWords / 6) gen0 /= 2;
  gen0 = Math.max(2, Math.floor(gen0));
  const youngMax = Math.max(gen0, Math.min(Math.max(6 * MIB, heapWords / 2), 200 * MIB));
  const least = (words: number) => Math.max(2, Math.min(words, Math.floor(heapWords / 12)));
  const atMost = (words: number) => Math.max(words, Math.min(youngMax, settings.youngMaxWords));
  const gen1 = least(256 * KIB);
  return [
    entry(gen0, atMost(gen0), 9, 20, 40_000, 0.5),
    entry(gen1, atMost(gen1), 2, 7, 80_000, 0.5),
    entry(least(settings.gen2MinWords), UNLIMITED, 1.2, 1.8, 200_000, 0.25),
    entry(least(3 * MIB), UNLIMITED, 1.25, 4.5, 0, 0),
  ];
}

function entry(
  minWords: number,
  maxWords: number,
  limit: number,
  maxLimit: number,
  fragmentationBytes: number,
  burden: number,
): GenerationData {
  return {
    minWords,
    maxWords,
    limit,
    maxLimit,
    // In a small heap the CLR's absolute figure would never be reached.
    fragmentationWords: Math.min(fragmentationBytes / WORD_BYTES, minWords),
    fragmentationBurden: Math.min(2 * burden, 0.75),
  };
}
