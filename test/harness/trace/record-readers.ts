/**
 * Gives the exports to readers that others wrote, and records what those made of them: `npx tsx test/harness/trace/record-readers.ts`.
 *
 * Needs Graphviz' `dot`. Three more are left as they are recorded unless they can be found: GCViewer's classes in `$GCVIEWER` (compiled
 * from its sources), memlab in `$MEMLAB` (a folder with a node_modules that has @memlab/heap-analysis), speedscope's sources in `$SPEEDSCOPE`.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportsForReaders } from './readers.ts';

const RECORD = new URL('./recorded/readers.json', import.meta.url);
const before: Record<string, unknown> = existsSync(RECORD) ? JSON.parse(readFileSync(RECORD, 'utf8')) : {};
const folder = mkdtempSync(join(tmpdir(), 'midden-readers-'));
const files = exportsForReaders();
for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
const { GCVIEWER, MEMLAB, SPEEDSCOPE } = process.env;

function graphviz(): unknown {
  const plain = (name: string) =>
    execFileSync('dot', ['-Tplain', join(folder, name)], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => /^(?:node|edge) /.test(line))
      .map((line) =>
        line
          .split(' ')
          .slice(0, line.startsWith('node') ? 2 : 3)
          .join(' '),
      );
  const version = execFileSync('sh', ['-c', 'dot -V 2>&1'], { encoding: 'utf8' }).trim();
  return { version, ...Object.fromEntries(names('.dot').map((name) => [name, plain(name)])) };
}

function gcviewer(classes: string): unknown {
  const read = (name: string) => {
    const out = join(folder, `${name}.csv`);
    const main = 'com.tagtraum.perf.gcviewer.GCViewer';
    const log = execFileSync(
      'sh',
      [
        '-c',
        'java -Djava.awt.headless=true -cp "$1" "$2" "$3" "$4" -t SUMMARY 2>&1',
        '-',
        classes,
        main,
        join(folder, name),
        out,
      ],
      { encoding: 'utf8' },
    );
    const summary = readFileSync(out, 'utf8').split('\n');
    const wanted = ['totalHeapUsedMax', 'pauseCount', 'fullGCPauseCount', 'gcPauseCount', 'freedMemory'];
    return {
      format: /File format: (.*)/.exec(log)?.[1],
      warnings: log.split('\n').filter((line) => /^(?:WARNING|SEVERE)/.test(line)),
      summary: wanted.flatMap((key) => summary.filter((line) => line.startsWith(`${key};`))),
    };
  };
  return Object.fromEntries(names('.gclog').map((name) => [name, read(name)]));
}

interface MemlabNode {
  readonly name: string;
  readonly type: string;
  readonly retainedSize: number;
  readonly pathEdge: { readonly name_or_index: string | number; readonly fromNode: MemlabNode } | null;
}

async function memlab(path: string): Promise<unknown> {
  const require = createRequire(join(path, 'package.json'));
  const { getFullHeapFromFile } = require('@memlab/heap-analysis');
  const heap = await getFullHeapFromFile(join(folder, 'heap.heapsnapshot'));
  const nodes: unknown[] = [];
  heap.nodes.forEach((node: MemlabNode) => {
    const steps: string[] = [];
    for (let at = node; at.pathEdge; at = at.pathEdge.fromNode)
      steps.unshift(String(at.pathEdge.name_or_index));
    nodes.push([node.type, node.name, node.retainedSize, steps.join(' > ')]);
  });
  const { version } = require('@memlab/heap-analysis/package.json');
  return { version, edges: heap.edges.length, nodes };
}

interface SpeedscopeProfile {
  getName(): string;
  getTotalWeight(): number;
  forEachFrame(visit: (frame: { readonly name: string; getTotalWeight(): number }) => void): void;
}

/** Each thread with slices, its extent in microseconds, and every slice's name and own extent. */
async function speedscope(path: string): Promise<unknown> {
  const { importTraceEvents, isTraceEventFormatted } = await import(join(path, 'src/import/trace-event.ts'));
  const read = (name: string) => {
    const trace: unknown = JSON.parse(files[name]!);
    if (!isTraceEventFormatted(trace)) return null;
    return importTraceEvents(trace).profiles.map((profile: SpeedscopeProfile) => {
      const slices: [string, number][] = [];
      profile.forEachFrame((frame) => slices.push([frame.name.replace(/ \{.*/, ''), frame.getTotalWeight()]));
      return { name: profile.getName(), total: profile.getTotalWeight(), slices };
    });
  };
  return Object.fromEntries(names('.json').map((name) => [name, read(name)]));
}

function names(ending: string): string[] {
  return Object.keys(files).filter((name) => name.endsWith(ending));
}

const record = {
  inputs: Object.fromEntries(
    Object.entries(files).map(([name, text]) => [name, createHash('sha256').update(text).digest('hex')]),
  ),
  graphviz: graphviz(),
  gcviewer: GCVIEWER === undefined ? before.gcviewer : gcviewer(GCVIEWER),
  speedscope: SPEEDSCOPE === undefined ? before.speedscope : await speedscope(SPEEDSCOPE),
  memlab: MEMLAB === undefined ? before.memlab : await memlab(MEMLAB),
};
writeFileSync(RECORD, `${JSON.stringify(record, null, 1)}\n`);
