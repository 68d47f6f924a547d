/** The isolate's own entry point: one request in, output and one report out. */
import { executeProgram } from '../execute-program.ts';
import { serveIsolate } from './serve-isolate.ts';

await serveIsolate(executeProgram);
