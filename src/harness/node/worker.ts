/** The isolate's own entry point, which the build makes a file of its own: one request in, output and one report out. */
import { openBundle } from './bundle.ts';
import { receiveInput } from './receive-input.ts';

const received = receiveInput();
const { exports, keepCode } = openBundle<typeof import('./isolate-modules.ts')>('isolate');
void exports.serveFromBundle(received, keepCode);
