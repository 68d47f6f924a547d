import { expect, it } from 'vitest';
import { ByteClock } from '../../../src/harness/trace/byte-clock.ts';

it('knows the words at every object, and less exactly when there were very many', () => {
  const clock = new ByteClock();
  for (let k = 1; k <= 5000; k++) clock.note(k, 3 * k);
  expect([0, 1, 2, 4999, 5000].map((tick) => clock.wordsAt(tick))).toEqual([3, 3, 6, 14_997, 15_000]);
  for (let k = 5001; k <= 3_000_000; k++) clock.note(k, 3 * k);
  for (const tick of [10, 5000, 1_234_567, 2_999_999]) {
    const found = clock.wordsAt(tick);
    expect(found).toBeLessThanOrEqual(3 * tick);
    expect(found).toBeGreaterThan(3 * (tick - 8));
  }
});
