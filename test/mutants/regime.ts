/**
 * The compact regime, run in a process of its own over a copy of the sources: the conformance suite, then random
 * mutators. Prints what killed the copy, as JSON lines; exit code 0 if nothing did, 1 if something did.
 *
 *     tsx regime.ts <path of the collector's module> <name of its export> <seeds> <pattern of the expected killer>
 */
import { pathToFileURL } from 'node:url';
import { conformanceCases } from '../../src/conformance/index.ts';
import type { CollectorFactory } from '../../src/contract/collector.ts';
import { runSeeds } from '../conformance/random-mutators.ts';
import { withSmallSettings } from '../conformance/settings.ts';

/** So many failing cases say enough, as does the expected one. */
const KILLERS_MAX = 8;

const [path, name, seeds, expected] = process.argv.slice(2);
const module: Record<string, CollectorFactory> = await import(pathToFileURL(path!).href);
const factory = module[name!]!;

let killers = 0;
function attempt(what: string, run: () => void): void {
  if (killers >= KILLERS_MAX) return;
  try {
    run();
  } catch (error) {
    const message = `${what}: ${error instanceof Error ? error.message : String(error)}`;
    killers = new RegExp(expected!).test(message) ? KILLERS_MAX : killers + 1;
    console.log(JSON.stringify(message));
  }
}

const small = withSmallSettings(factory);
for (const { name, slow, exempt, run } of conformanceCases) {
  if (slow === true || (exempt?.(factory.traits) ?? null) !== null) continue;
  attempt(name, () => run(factory));
  if (small !== null) attempt(`${name} (small settings)`, () => run(small));
}
attempt('random mutators', () => runSeeds(factory, 0, Number(seeds)));
process.exitCode = killers === 0 ? 0 : 1;
