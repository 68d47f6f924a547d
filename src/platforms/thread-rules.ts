import type { Platform } from './platform.ts';

/** How the threads of a real system share its processors. */
export interface ThreadRules {
  /**
   * Where a thread can lose its turn without asking: where loops turn back and functions begin (CPython's eval breaker since 3.10,
   * PyPy's), or between any two instructions (older CPythons; threads of the JVM and the CLR, which run at the same time).
   */
  readonly switchesAt: 'jumps-and-calls' | 'instructions';
  /** Instructions until a thread loses its turn: a switch interval of 5 ms at what an instruction takes, or what stands for true parallelism. */
  readonly turn: number;
}

const INTERVAL_STEPS = 250_000;
const PARALLEL_STEPS = 20_000;

export function threadRulesOf(platform: Platform): ThreadRules {
  const { implementation, version } = platform;
  if (implementation === 'jython' || implementation === 'ironpython') {
    return { switchesAt: 'instructions', turn: PARALLEL_STEPS };
  }
  // The eval breaker is looked at in fewer places since 3.10 (bpo-43901).
  const old = implementation === 'cpython' && version[0] * 100 + version[1] < 310;
  return { switchesAt: old ? 'instructions' : 'jumps-and-calls', turn: INTERVAL_STEPS };
}
