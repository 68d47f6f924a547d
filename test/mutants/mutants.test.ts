import { describe, expect, it } from 'vitest';
import { mutants } from './mutants.ts';
import { killersOf, MODULES } from './run-mutant.ts';

// Two at a time, for two cores.
const AT_ONCE = 2;

/** Starts all jobs, a few at a time; each has a promise of its own from the beginning. */
function started<T>(jobs: readonly (() => Promise<T>)[]): Promise<T>[] {
  const lanes: Promise<unknown>[] = Array.from({ length: AT_ONCE }, () => Promise.resolve());
  return jobs.map((job, k) => {
    const result = lanes[k % AT_ONCE]!.then(job);
    lanes[k % AT_ONCE] = result.catch(() => undefined);
    result.catch(() => undefined);
    return result;
  });
}

const collectors = Object.keys(MODULES) as (keyof typeof MODULES)[];
const controls = started(collectors.map((against) => () => killersOf(against, null)));
const results = started(mutants.map((mutant) => () => killersOf(mutant.against, mutant)));

describe('the regime without a mutation', () => {
  it.each(collectors.map((against, k) => [against, k] as const))(
    'lets %s live',
    { timeout: 600_000 },
    async (_, k) => {
      expect(await controls[k]).toEqual([]);
    },
  );
});

describe('mutants', () => {
  it('are at least fifteen', () => {
    expect(mutants.length).toBeGreaterThanOrEqual(15);
  });

  it.each(mutants.map((mutant, k) => [`${mutant.against}: ${mutant.name}`, k] as const))(
    'killed: %s',
    { timeout: 600_000 },
    async (_, k) => {
      const killers = await results[k]!;
      expect(killers, 'the mutant survived').not.toEqual([]);
      expect(killers.join('\n')).toMatch(mutants[k]!.killer);
    },
  );
});
