import fc from 'fast-check';
import { describe, it } from 'vitest';
import { type Command, runCommands } from '../../src/conformance/index.ts';
import { collectors } from '../../strategies/index.ts';

// fast-check's default sizes make short programs: with them a marker that skips slot 0 passes unnoticed.
const command: fc.Arbitrary<Command> = fc.tuple(fc.nat(1000), fc.nat(1000), fc.nat(1000), fc.nat(1000));
const program = fc.array(command, { maxLength: 200, size: 'max' });

describe.each(collectors())('random mutators by fast-check: $name', (factory) => {
  it('keeps to the model', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(program, fc.boolean(), fc.boolean(), (commands, stress, poison) => {
        runCommands(factory, commands, { stress: stress && poison, poison });
      }),
      { numRuns: 150, seed: 1 },
    );
  });
});
