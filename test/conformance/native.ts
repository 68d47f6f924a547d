/**
 * The long tests of one collector, in a process of its own: a test runner's module loader makes every imported constant
 * a property lookup, and the collectors' loops several times slower.
 *
 *     tsx native.ts <collector> seeds <from> <to>
 *     tsx native.ts <collector> slow
 */
import { conformanceCases } from '../../src/conformance/index.ts';
import { collectorNamed } from '../../strategies/index.ts';
import { runSeeds } from './random-mutators.ts';

const [name, what, from, to] = process.argv.slice(2);
const factory = collectorNamed(name!);
if (what === 'seeds') {
  runSeeds(factory, Number(from), Number(to));
} else {
  for (const { slow, exempt, run } of conformanceCases) {
    if (slow === true && (exempt?.(factory.traits) ?? null) === null) run(factory);
  }
}
