import {
  type Command,
  commandsOf,
  operationName,
  runCommands,
  shrinkCommands,
  type WorkbenchOptions,
} from '../../src/conformance/index.ts';
import type { CollectorFactory } from '../../src/contract/collector.ts';
import { EVENTS_NONE, EVENTS_OBJECTS } from '../../src/contract/events.ts';
import { smallVariants } from './settings.ts';

/** Seeds a collector; MIDDEN_SEEDS asks for more. */
export const SEEDS = Number(process.env.MIDDEN_SEEDS ?? 2000);
const LENGTHS = [20, 40, 80, 160];

/** Poison and object events make some collectors sweep at once: they are left out now and then. */
const MODES: readonly WorkbenchOptions[] = [
  { poison: true, eventLevel: EVENTS_OBJECTS },
  { poison: false, eventLevel: EVENTS_NONE },
  { poison: true, eventLevel: EVENTS_NONE },
  { poison: false, eventLevel: EVENTS_NONE },
  { poison: true, eventLevel: EVENTS_NONE, stress: true },
];

/** Runs seed after seed; the first one that fails is shrunk and told. */
export function runSeeds(factory: CollectorFactory, from: number, to: number): void {
  const configurations = [...smallVariants(factory), factory];
  for (let seed = from; seed < to; seed++) {
    const commands = commandsOf(seed, LENGTHS[seed % LENGTHS.length]!);
    const options = MODES[seed % MODES.length]!;
    // The last round of modes runs with the collector's own settings.
    const collector = configurations[Math.floor(seed / MODES.length) % configurations.length]!;
    const failure = failureOf(collector, commands, options);
    if (failure === null) continue;
    const shrunk = shrinkCommands(commands, (part) => failureOf(collector, part, options) !== null);
    throw new Error(describeFailure(collector, seed, options, shrunk), { cause: failure });
  }
}

function failureOf(
  factory: CollectorFactory,
  commands: readonly Command[],
  options: WorkbenchOptions,
): Error | null {
  try {
    runCommands(factory, commands, options);
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function describeFailure(
  factory: CollectorFactory,
  seed: number,
  options: WorkbenchOptions,
  shrunk: readonly Command[],
): string {
  const last = failureOf(factory, shrunk, options);
  const steps = shrunk.map((command) => `  ${operationName(command)}`).join('\n');
  return `${factory.name}, seed ${seed} (${JSON.stringify(options)}): ${last?.message}\nafter\n${steps}`;
}
