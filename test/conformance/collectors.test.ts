import { collectors } from '../../strategies/index.ts';
import { withSmallSettings } from './settings.ts';
import { conformanceTests } from './suite.ts';

for (const factory of collectors()) {
  conformanceTests(factory);
  const small = withSmallSettings(factory);
  if (small !== null) conformanceTests(small);
}
