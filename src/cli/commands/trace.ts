/** `midden trace`: an event log in the formats of other tools. */
import { buildCommand, type FlagParametersForType } from '@stricli/core';
import { readTraceFile } from '../../harness/node/trace-file.ts';
import { debugStats } from '../../harness/trace/exports/debug-stats.ts';
import { holdersGraph } from '../../harness/trace/exports/dot.ts';
import { gcLog } from '../../harness/trace/exports/gc-log.ts';
import { chromeTrace } from '../../harness/trace/exports/perfetto.ts';
import { eventsOf, type Trace } from '../../harness/trace/read-trace.ts';
import type { CliContext } from '../context.ts';
import { writeText } from '../json-file.ts';

const FORMATS = ['summary', 'perfetto', 'gclog', 'debug-stats', 'dot'] as const;
type Format = (typeof FORMATS)[number];

interface TraceFlags {
  readonly to: Format;
  readonly output: string;
}

function convert(this: CliContext, { to, output }: TraceFlags, file: string): void {
  writeText(output, exported(readTraceFile(file), to), this.process.stdout, '--output');
}

function exported(trace: Trace, format: Format): string {
  switch (format) {
    case 'summary':
      return summary(trace);
    case 'perfetto':
      return `${JSON.stringify(chromeTrace(trace))}\n`;
    case 'gclog':
      return gcLog(trace);
    case 'debug-stats':
      return debugStats(trace);
    case 'dot':
      return holdersGraph(trace);
  }
}

function summary(trace: Trace): string {
  const { header, events, complete } = trace;
  const count = (type: Parameters<typeof eventsOf>[1]) => eventsOf(trace, type).length;
  const [end] = eventsOf(trace, 'end');
  const lines = [
    `${header.program} on ${header.platform} (${header.collector}), seed ${header.seed}`,
    `${events.length} events, ${(events.at(-1)?.at ?? 0).toLocaleString('en-US')} bytes allocated`,
    `${count('collection')} collections`,
    `${count('made')} watched objects: ${count('finalizer')} finalizers, ${count('reclaimed')} reclaimed`,
    complete && end !== undefined
      ? `ended: ${end.outcome}, exit code ${end.exitCode}`
      : 'without end: it was cut short',
  ];
  return `${lines.join('\n')}\n`;
}

const traceFlags: FlagParametersForType<TraceFlags, CliContext> = {
  to: {
    kind: 'enum',
    values: FORMATS,
    default: 'summary',
    brief: 'What to make of it; perfetto opens in Perfetto and Chrome, gclog in GCViewer, dot in Graphviz',
  },
  output: {
    kind: 'parsed',
    parse: String,
    default: '-',
    brief: 'Where to write it; - is standard output',
    placeholder: 'file',
  },
};

export const traceCommand = buildCommand<TraceFlags, [string], CliContext>({
  func: convert,
  parameters: {
    flags: traceFlags,
    aliases: { o: 'output' },
    positional: {
      kind: 'tuple',
      parameters: [{ brief: 'An event log, written by --trace', parse: String, placeholder: 'file' }],
    },
  },
  docs: {
    brief: 'Convert an event log for other tools',
    fullDescription:
      'Reads an event log that midden run, compare or check wrote with --trace, and converts it for other tools.',
    customUsage: ['[--to FORMAT] [-o OUTPUT] FILE'],
  },
});
