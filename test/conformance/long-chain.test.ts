import { collectors } from '../../strategies/index.ts';
import { conformanceTests } from './suite.ts';

// A heap of a GiB and ten million objects each: in a file of its own.
for (const factory of collectors()) conformanceTests(factory, { slow: true });
