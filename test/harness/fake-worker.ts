import { serveIsolate } from '../../src/harness/node/serve-isolate.ts';
import { fakeExecute } from './fake-runtime.ts';

await serveIsolate(fakeExecute);
