/** The command line without a process: real arguments in, texts and an exit code out, over the fake runtime. */
import { runCommandLine } from '../../src/cli/application.ts';
import type { CliStream } from '../../src/cli/context.ts';
import type { CollectorFactory } from '../../src/contract/index.ts';
import type { Measure } from '../../src/harness/bench/measurement.ts';
import { Catalogue } from '../../src/harness/catalogue.ts';
import { InternalError } from '../../src/harness/errors.ts';
import type { RunIsolated } from '../../src/harness/execution.ts';
import { fakeAnswer } from '../harness/fake-measure.ts';
import { fakeExecute } from '../harness/fake-runtime.ts';
import { collector as fixture } from '../harness/fixtures/counting.ts';

const collectors: CollectorFactory[] = ['refcount-cycle', 'mark-sweep'].map((name) => ({ ...fixture, name }));

export const catalogue = new Catalogue(
  [
    { name: 'cpython-3.11', aliases: ['cpython'], title: 'CPython 3.11', collector: 'refcount-cycle' },
    { name: 'jython-2.7', aliases: ['jython'], title: 'Jython 2.7', collector: 'mark-sweep' },
    { name: 'ironpython-3.4', aliases: ['ironpython'], title: 'IronPython 3.4', collector: 'mark-sweep' },
  ],
  collectors,
);

/** Where an isolate would be: the same promises, without the thread. */
const runHere: RunIsolated = async (request, sink) => {
  const [stdout, stderr] = [new Recorder(), new Recorder()];
  try {
    const result = fakeExecute(request, {
      onStdout: (text) => stdout.write(text),
      onStderr: (text) => stderr.write(text),
      readModule: () => null,
    });
    await sink.onStdout(stdout.text);
    await sink.onStderr(stderr.text);
    return { ...result, stdout: stdout.text, stderr: stderr.text };
  } catch (error) {
    throw new InternalError(String(error));
  }
};

/** Where a measuring process would be: no time passes, and the heap must have so many bytes. */
const MINIMUM_HEAP = 3 << 20;
const measureHere: Measure = async (request) => fakeAnswer(request, MINIMUM_HEAP);

export interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A stream that keeps what is written, and is no terminal. */
export class Recorder implements CliStream {
  text = '';
  readonly isTTY = false;

  write(text: string, done?: () => void): boolean {
    this.text += text;
    done?.();
    return true;
  }
}

export async function midden(...argv: string[]): Promise<Answer> {
  const [stdout, stderr] = [new Recorder(), new Recorder()];
  const code = await runCommandLine(argv, {
    process: { stdout, stderr },
    catalogue,
    runIsolated: runHere,
    measure: measureHere,
  });
  return { code, stdout: stdout.text, stderr: stderr.text };
}
