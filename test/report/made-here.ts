/** Reports of programs that are run right here. */
import { checkResult } from '../../src/harness/check/check.ts';
import { executeProgram } from '../../src/harness/execute-program.ts';
import type { RunReport } from '../../src/harness/execution.ts';
import { readReportAssets } from '../../src/harness/node/report-assets.ts';
import type { ProgramInput, RecordedReality } from '../../src/harness/report/model.ts';
import { reportHtml } from '../../src/harness/report/page.ts';
import { readTrace } from '../../src/harness/trace/read-trace.ts';

export const PLATFORMS = ['cpython-3.11', 'jython-2.7', 'pypy-3.9'];

export interface Made {
  readonly filename?: string;
  readonly recorded?: RecordedReality;
  readonly platforms?: readonly string[];
}

export function programInput(
  source: string,
  { filename = 'program.py', recorded, platforms = PLATFORMS }: Made = {},
): ProgramInput {
  const runs = platforms.map((platform) => {
    const output = { stdout: '', stderr: '', trace: '' };
    const result = executeProgram(
      {
        source,
        filename,
        argv: [],
        platform,
        heapBytes: 1 << 28,
        seed: 0,
        verify: false,
        stress: false,
        observe: true,
        probe: true,
        trace: { midden: '0.0.0' },
      },
      {
        onStdout: (text) => {
          output.stdout += text;
        },
        onStderr: (text) => {
          output.stderr += text;
        },
        onTrace: (text) => {
          output.trace += text;
        },
        readModule: () => null,
      },
    );
    const { stdout, stderr } = output;
    const report: RunReport = { ...result, stdout, stderr };
    return { report, trace: readTrace(output.trace) };
  });
  const reports = runs.map(({ report }) => ({ seed: 0, report }));
  const { findings } = checkResult(filename, source, reports);
  return { program: filename, source, runs, findings, recorded: recorded ?? null };
}

export function reportOf(...programs: ProgramInput[]): string {
  return reportHtml({ title: programs[0]!.program, midden: '0.0.0', programs }, readReportAssets());
}

/** Objects released promptly, late and never; a cycle; output that tries to be markup; a name that does too. */
export const HOSTILE_NAME = '<script>window.pwned=1</script>.py';
export const HOSTILE = `
import gc

class Resource(object):
    open_now = 0
    def __init__(self, name):
        self.name = name
        Resource.open_now += 1
    def __del__(self):
        Resource.open_now -= 1

def dropped():
    for k in range(30):
        x = Resource("r%d" % k)
    print("open", Resource.open_now)

def circle():
    a = Resource("a")
    a.own = a

dropped()
circle()
junk = [[] for k in range(5)]
gc.collect()
print("</script><script>window.pwned = 2</script>")
print("<img src=x onerror='window.pwned = 3'>")
class Closed(object):
    def __del__(self):
        pass
for k in range(3):
    c = Closed()
print([1])
`;
