import { type Command, commandsOf, operationName, runCommands, shrinkCommands } from '../../src/conformance/index.ts';
import type { CollectorFactory } from '../../src/contract/collector.ts';

/** Seeds a collector; MIDDEN_SEEDS asks for more. */
export const SEEDS = Number(process.env['MIDDEN_SEEDS'] ?? 2000);
const LENGTHS = [20, 40, 80, 160];

/** Runs seed after seed; the first one that fails is shrunk and told. */
export function runSeeds(factory: CollectorFactory, from: number, to: number): void {
  for (let seed = from; seed < to; seed++) {
    const commands = commandsOf(seed, LENGTHS[seed % LENGTHS.length]!);
    const stress = seed % 5 === 0;
    const failure = failureOf(factory, commands, stress);
    if (failure === null) continue;
    const shrunk = shrinkCommands(commands, (part) => failureOf(factory, part, stress) !== null);
    throw new Error(describeFailure(factory, seed, stress, shrunk), { cause: failure });
  }
}

function failureOf(factory: CollectorFactory, commands: readonly Command[], stress: boolean): Error | null {
  try {
    runCommands(factory, commands, { stress });
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function describeFailure(
  factory: CollectorFactory,
  seed: number,
  stress: boolean,
  shrunk: readonly Command[],
): string {
  const last = failureOf(factory, shrunk, stress);
  const steps = shrunk.map((command) => `  ${operationName(command)}`).join('\n');
  return `${factory.name}, seed ${seed}${stress ? ' (stress)' : ''}: ${last?.message}\nafter\n${steps}`;
}
