import { collector } from './reference-collector.ts';
import { conformanceTests } from './suite.ts';

conformanceTests(collector);
