/** Where a measuring process would be: figures without a run, the same each time. */
import type { MeasureAnswer, MeasureRequest } from '../../src/harness/bench/measurement.ts';

const PAUSES = { count: 2, total: 3, p50: 1, p90: 2, p99: 2, max: 2 };

export function fakeAnswer(request: MeasureRequest, minimumHeap: number, wall = 100): MeasureAnswer {
  if (request.heapBytes < minimumHeap) return { type: 'exhausted' };
  return {
    type: 'measured',
    measurement: {
      counts: {
        results: { nodes: 7 },
        work: { units: 12, objectsMarked: 3 },
        allocations: { objects: 7, bytes: 168 },
        collections: [{ kind: 'full', cause: 'allocation', count: 2 }],
        pauseWork: { total: 10, max: 6 },
        survival: [{ kind: 'full', collections: 2, freedBytes: 96, survivedBytes: 72 }],
        heap: {
          limitBytes: request.heapBytes,
          peakBytes: 168,
          committedBytes: 256,
          usedBytes: 128,
          floatingBytes: 24,
        },
        fragmentation: { committed: 0.5, free: 0.25 },
        headers: { objects: 3, bytes: 24, payloadBytes: 48, sideTableBytes: 8 },
      },
      times: {
        wall,
        cpu: wall,
        pauses: PAUSES,
        mutatorUtilisation: [{ window: 10, least: 0.8 }],
        residentBytes: 1 << 26,
      },
    },
  };
}
