import { describe, expect, it } from 'vitest';
import { programs, recorded, run } from './errors.ts';

/** Programs that show when objects die: that is CPython's order under reference counting only. */
const deaths = [
  'last_value',
  'stderr_replaced',
  'unraisable',
  'unraisable_hook',
  'at_exit',
  'caller_lines',
  'unawaited',
];

/** Programs that are small enough to collect, and move everything, at every safepoint. */
const stressed = ['groups', 'messages', 'hook_fails', 'traceback_limit'];

describe('errors under refcount-cycle', () => {
  it.each(programs)('%s prints what CPython printed', (program) => {
    expect(run(program, 'refcount-cycle')).toEqual(recorded(program));
  });
});

describe.each(['mark-sweep', 'generational-compacting'])('errors under %s', (collector) => {
  it.each(programs.filter((program) => !deaths.includes(program)))(
    '%s prints what CPython printed',
    (program) => {
      expect(run(program, collector)).toEqual(recorded(program));
    },
  );
});

describe.each(['refcount-cycle', 'generational-compacting'])('errors under %s with stress', (collector) => {
  it.each(stressed)('%s prints what CPython printed', (program) => {
    expect(run(program, collector, true)).toEqual(recorded(program));
  });
});
