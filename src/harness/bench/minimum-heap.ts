/** The smallest heap in which a workload runs under a collector, by search. */
import { InternalError } from '../errors.ts';
import type { Measure, MeasureRequest } from './measurement.ts';

const SMALLEST = 1 << 20;
const LARGEST = 2 ** 32;
/** The answer is at most this much above the least. */
const PRECISION = 1.05;
const GRANULE = 1 << 16;

export type MinimumHeap =
  | { readonly type: 'found'; readonly bytes: number }
  | { readonly type: 'none' }
  | { readonly type: 'failed'; readonly message: string };

/** Doubling from a megabyte on, then bisection. */
export async function findMinimumHeap(
  request: Omit<MeasureRequest, 'heapBytes'>,
  measure: Measure,
): Promise<MinimumHeap> {
  let failure = '';
  const runsIn = async (heapBytes: number): Promise<boolean> => {
    const answer = await measure({ ...request, heapBytes });
    if (answer.type === 'usage-error') throw new InternalError(answer.message);
    if (answer.type === 'failed') failure = answer.message;
    return answer.type === 'measured';
  };
  let high = SMALLEST;
  while (high <= LARGEST && !(await runsIn(high))) high *= 2;
  if (high > LARGEST) return failure === '' ? { type: 'none' } : { type: 'failed', message: failure };
  let low = high / 2;
  while (high > SMALLEST && high / low > PRECISION) {
    const middle = roundUp(Math.sqrt(low * high));
    if (middle >= high || middle <= low) break;
    if (await runsIn(middle)) high = middle;
    else low = middle;
  }
  return { type: 'found', bytes: high };
}

function roundUp(bytes: number): number {
  return Math.ceil(bytes / GRANULE) * GRANULE;
}
