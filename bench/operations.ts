/**
 * Single operations, in nanoseconds: `npm run bench [-- NAME…]`, where a name is an operation's or a collector's. Times are
 * for comparison on one machine; whole programs are measured by `midden bench`.
 *
 * Every operation under every collector has a process of its own: a call site that has seen several is slower for all.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { collectorNamed, collectors } from 'midden/collectors';
import { Bench } from 'tinybench';
import { OPERATIONS, type Operation } from './operation-list.ts';
import { PYTHON_OPERATIONS, pythonTask } from './python-operations.ts';

const MEASURE_ONE = '--measure';
const MILLISECONDS = 300;

async function measure(label: string, units: number, task: () => void, before?: () => void): Promise<void> {
  const bench = new Bench({ name: label, time: MILLISECONDS });
  bench.add(label, task, before === undefined ? {} : { beforeEach: before });
  await bench.run();
  const { result } = bench.tasks[0]!;
  if (result.state !== 'completed') throw new Error(`${label}: the benchmark ended as ${result.state}`);
  const { p50, min } = result.latency;
  const nanoseconds = (milliseconds: number) => ((milliseconds * 1e6) / units).toFixed(1).padStart(9);
  console.log(`${label.padEnd(58)} ${nanoseconds(p50)} ${nanoseconds(min)}`);
}

async function measureOne(name: string, collector: string): Promise<void> {
  const label = `${name}, ${collector}`;
  const program = PYTHON_OPERATIONS.find((each) => each.name === name);
  if (program !== undefined) {
    await measure(label, program.operations, pythonTask(program, collector));
    return;
  }
  const operation = OPERATIONS.find((each) => each.name === name)!;
  const { units, run, arrange } = operation.prepare(collectorNamed(collector));
  await measure(label, units, run, arrange);
}

function suits({ suits: only }: Operation, collector: string): boolean {
  return only === undefined ? collectorNamed(collector).traits.reclaims : only.includes(collector);
}

function measureAll(asked: readonly string[]): void {
  const names = collectors().map(({ name }) => name);
  const pairs = [
    ...OPERATIONS.flatMap((operation) =>
      names
        .filter((collector) => suits(operation, collector))
        .map((collector) => [operation.name, collector]),
    ),
    ...PYTHON_OPERATIONS.flatMap(({ name }) =>
      names
        .filter((collector) => collectorNamed(collector).traits.reclaims)
        .map((collector) => [name, collector]),
    ),
  ];
  const known = new Set(pairs.flat());
  const unknown = asked.find((name) => !known.has(name));
  if (unknown !== undefined) {
    console.error(`bench: found "${unknown}", expected some of ${[...known].join(', ')}`);
    process.exitCode = 2;
    return;
  }
  console.log(`${'operation, collector'.padEnd(58)} ${'median'.padStart(9)} ${'least'.padStart(9)}  (ns)`);
  for (const pair of pairs) {
    if (asked.length > 0 && !pair.some((name) => asked.includes(name!))) continue;
    const child = [...process.execArgv, fileURLToPath(import.meta.url), MEASURE_ONE, ...(pair as string[])];
    spawnSync(process.execPath, child, { stdio: 'inherit' });
  }
}

if (process.argv[2] === MEASURE_ONE) await measureOne(process.argv[3]!, process.argv[4]!);
else measureAll(process.argv.slice(2));
