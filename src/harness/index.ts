/** Run and compare programs; the parts that need Node are in node/. */

export { type BenchDocument, benchDocumentSchema } from './bench/document.ts';
export { Catalogue, type PlatformEntry } from './catalogue.ts';
export { type CompareOptions, type ComparePlan, type Comparison, compare } from './compare.ts';
export { catalogue } from './composition.ts';
export { InternalError, ProgramSyntaxError, UsageError } from './errors.ts';
export { executeProgram } from './execute-program.ts';
export type * from './execution.ts';
export { collectionsTotal, metricsSchema, type RunMetrics } from './metrics.ts';
export { type OutputDifference, outputDifferences, type SideText } from './output-diff.ts';
export {
  type CompareDocument,
  compareDocumentSchema,
  REPORT_VERSION,
  type RunDocument,
  reportJsonSchema,
  runDocumentSchema,
  runReportSchema,
} from './report-schema.ts';
export { type RecorderOptions, RunRecorder } from './run-recorder.ts';
export {
  type EventOf,
  TRACE_VERSION,
  type TraceEvent,
  type TraceEventType,
  type TraceHeader,
  type TracePlace,
  traceJsonSchema,
} from './trace/events.ts';
export { eventsOf, readTrace, type Trace, type WatchedLife, watchedLives } from './trace/read-trace.ts';
