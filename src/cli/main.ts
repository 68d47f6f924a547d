#!/usr/bin/env node
/** The command `midden`: starts what takes longest first, and loads the rest beside it. */
import { openBundle } from '../harness/node/bundle.ts';
import { startWorker } from '../harness/node/start-worker.ts';

const first = process.argv[2] === 'run' ? startWorker() : undefined;
first?.unref(); // nobody waits for it when the command line is wrong
const { exports, keepCode } = openBundle<typeof import('./bundled.ts')>('command');
process.exitCode = await exports.commandLine(first);
keepCode();
