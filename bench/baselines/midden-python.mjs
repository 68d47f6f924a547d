// A whole Python program on one platform, for bench:baselines: node midden-python.mjs REPS PLATFORM FILE [ARG...]
// Each repetition has a heap and a machine of its own; measured is from the program's first instruction to its end.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { catalogue } from '../../dist/src/harness/composition.js';
import { readModuleBeside } from '../../dist/src/harness/node/source-file.js';
import { platformNamed } from '../../dist/src/platforms/index.js';
import { runSource } from '../../dist/src/python/run-source.js';
import { Runtime } from '../../dist/src/runtime/runtime.js';

const [reps, platformName, file, ...argv] = process.argv.slice(2);
const platform = platformNamed(platformName);
const collector = catalogue.collector(platform.collector);
// What only defines run() has it called.
const source = readFileSync(file, 'utf8') + (basename(file).startsWith('b_') ? '\nprint(run())\n' : '');
const cpu = () => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

const walls = [];
const cpus = [];
let output = '';
for (let k = 0; k < Number(reps); k++) {
  output = '';
  const runtime = new Runtime({ heapBytes: 2 ** 30, collector, collectorOptions: platform.collectorOptions });
  let begin = 0;
  let beginCpu = 0;
  const result = runSource({
    runtime,
    platform,
    source,
    filename: file,
    argv,
    write: (_stream, text) => {
      output += text;
    },
    readModule: (name) => readModuleBeside(file, name),
    onStart: () => {
      beginCpu = cpu();
      begin = performance.now();
    },
  });
  walls.push((performance.now() - begin) * 1e6);
  cpus.push((cpu() - beginCpu) * 1e3);
  if (result.outcome !== 'ok') throw new Error(`${file} on ${platformName}: ${result.message ?? output}`);
}
walls.sort((a, b) => a - b);
cpus.sort((a, b) => a - b);
const answer = /^-?\d+$/.test(output.trim()) ? Number(output) : null;
console.log(
  JSON.stringify({ n: 1, ns: walls[walls.length >> 1], min: walls[0], cpu: cpus[0], result: answer }),
);
