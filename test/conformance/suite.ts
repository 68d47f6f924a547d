import { describe, it } from 'vitest';
import { conformanceCases } from '../../src/conformance/index.ts';
import type { CollectorFactory } from '../../src/contract/collector.ts';

/** Every case of the suite but the slow ones as a test; those that do not concern the collector say why in their title. */
export function conformanceTests(factory: CollectorFactory): void {
  describe(`conformance: ${factory.name}`, () => {
    for (const { name, slow, exempt, run } of conformanceCases) {
      if (slow === true) continue;
      const exemption = exempt?.(factory.traits) ?? null;
      if (exemption === null) it(name, () => run(factory), 120_000);
      else it(`exempt, ${exemption}: ${name}`, () => undefined);
    }
  });
}
