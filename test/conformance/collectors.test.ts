import { collectors } from '../../strategies/index.ts';
import { conformanceTests } from './suite.ts';

for (const factory of collectors()) conformanceTests(factory);
