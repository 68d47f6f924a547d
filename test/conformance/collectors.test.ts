import type { CollectorFactory } from '../../src/contract/collector.ts';
import { collectors } from '../../strategies/index.ts';
import { smallVariants } from './settings.ts';
import { conformanceTests } from './suite.ts';

/** These differ from the suite on purpose, in when finalizers run and weak references are cleared. */
const hasOtherFinalization = ({ options }: CollectorFactory) =>
  options.legacyFinalizers === 1 || options.weakAfterFinalizers === 1 || (options.finalizerOrder ?? 0) > 0;

for (const factory of collectors()) {
  for (const variant of [factory, ...smallVariants(factory)]) {
    if (!hasOtherFinalization(variant)) conformanceTests(variant);
  }
}
