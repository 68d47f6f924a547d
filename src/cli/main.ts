#!/usr/bin/env node
/** The command `midden`. */
import { catalogue } from '../harness/composition.ts';
import { runIsolated } from '../harness/node/isolate.ts';
import { measureInProcess } from '../harness/node/measure-in-process.ts';
import { runCommandLine } from './application.ts';
import { leaveQuietlyWhenUnread } from './broken-pipe.ts';

leaveQuietlyWhenUnread(process.stdout);
leaveQuietlyWhenUnread(process.stderr);
const { stdout, stderr, env } = process;
process.exitCode = await runCommandLine(process.argv.slice(2), {
  process: { stdout, stderr, env },
  catalogue,
  runIsolated,
  measure: measureInProcess,
});
