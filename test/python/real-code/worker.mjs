// One program on one platform in a process of its own, on dist: what the commands beside this file start.
// Gets a task as a message, answers with one: see WorkerTask and WorkerResult in run-process.ts.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readModuleBeside } from '../../../dist/src/harness/node/source-file.js';
import { platformNamed } from '../../../dist/src/platforms/index.js';
import { librarySources } from '../../../dist/src/python/lib/index.js';
import { runSource } from '../../../dist/src/python/run-source.js';
import { Runtime } from '../../../dist/src/runtime/runtime.js';
import { collectorNamed } from '../../../dist/strategies/index.js';

process.once('message', (task) => {
  process.send(runTask(task), () => process.disconnect());
});

function runTask(task) {
  const text = { stdout: '', stderr: '' };
  const started = process.cpuUsage().user;
  try {
    const platform = platformNamed(task.platform);
    const { outcome, exitCode, steps, message } = runSource({
      runtime: new Runtime({
        heapBytes: task.heapBytes,
        collector: collectorNamed(platform.collector),
        collectorOptions: platform.collectorOptions,
      }),
      platform,
      source: readFileSync(task.program, 'utf8'),
      filename: task.program,
      argv: task.argv,
      readModule: (name) => findModule(task, platform, name),
      write: (stream, part) => {
        text[stream] += part;
      },
    });
    return { ...text, outcome, exitCode, steps, message, seconds: secondsSince(started) };
  } catch (error) {
    const message = error instanceof Error ? error.stack : String(error);
    return {
      ...text,
      outcome: 'internal-error',
      exitCode: 70,
      steps: 0,
      message,
      seconds: secondsSince(started),
    };
  }
}

/** In the task's folders; then, for what the platform's own library lacks, as if it were installed from the package index. */
function findModule(task, platform, name) {
  for (const folder of task.folders) {
    const found = readModuleBeside(join(folder, '__main__.py'), name);
    if (found !== null) return found;
  }
  const source = platform.missingModules.includes(name) ? librarySources[name] : undefined;
  return source === undefined ? null : { source, filename: `<backport>/${name}.py` };
}

function secondsSince(started) {
  return (process.cpuUsage().user - started) / 1e6;
}
