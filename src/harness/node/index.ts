/** The part of the harness that needs Node: isolates in worker threads, collectors and programs from files. */
export { runIsolated } from './isolate.ts';
export { collectorUrl, isCollectorPath, loadCollector } from './load-collector.ts';
export { type ProgramText, readProgram } from './source-file.ts';
