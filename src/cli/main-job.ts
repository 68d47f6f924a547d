/** `npm start`. */
import { openBundle } from '../harness/node/bundle.ts';

const { exports, keepCode } = openBundle<typeof import('./bundled.ts')>('command');
process.exitCode = await exports.mainJob();
keepCode();
