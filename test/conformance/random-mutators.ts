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

/** Settings that make small programs reach what large ones would. */
const SMALL: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'refcount-cycle': { threshold0: 15, threshold1: 3, threshold2: 2 },
  'mark-sweep': { initialBudgetBytes: 64 << 10, markListMax: 64 },
  'generational-compacting': {
    gen0Bytes: 16 << 10,
    allocationQuantumBytes: 512,
    largeObjectBytes: 6000,
    pinnedSegmentBytes: 4096,
  },
};

/** Runs seed after seed; the first one that fails is shrunk and told. */
export function runSeeds(factory: CollectorFactory, from: number, to: number): void {
  for (let seed = from; seed < to; seed++) {
    const commands = commandsOf(seed, LENGTHS[seed % LENGTHS.length]!);
    const mode = MODES[seed % MODES.length]!;
    // Every other program runs with the collector's own settings.
    const small = Math.floor(seed / MODES.length) % 2 === 0 ? SMALL[factory.name] : undefined;
    const options = small === undefined ? mode : { ...mode, collectorOptions: small };
    const failure = failureOf(factory, commands, options);
    if (failure === null) continue;
    const shrunk = shrinkCommands(commands, (part) => failureOf(factory, part, options) !== null);
    throw new Error(describeFailure(factory, seed, options, shrunk), { cause: failure });
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
