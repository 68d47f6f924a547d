/** A collector from outside the package, loaded by path and held to the same promises as those inside. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { conformanceCases } from '../../src/conformance/index.ts';
import { collectorUrl, loadCollector } from '../../src/harness/node/load-collector.ts';

const PATH = fileURLToPath(new URL('../../examples/collectors/first-fit.ts', import.meta.url));
const collector = await loadCollector(collectorUrl(PATH));

describe(`${collector.name}, loaded by path`, () => {
  const cases = conformanceCases.filter(
    ({ slow, exempt }) => !slow && (exempt?.(collector.traits) ?? null) === null,
  );

  it('is held to most of the suite', () => expect(cases.length).toBeGreaterThan(conformanceCases.length / 2));

  it.each(cases.map((each) => [each.name, each] as const))('%s', (_, { run }) => run(collector));
});
