import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { platformNamed } from '../../../src/platforms/index.ts';
import { runSource } from '../../../src/python/run-source.ts';
import { Runtime, type RuntimeOptions } from '../../../src/runtime/runtime.ts';
import { collectorNamed } from '../../../strategies/index.ts';

/** Programs with threads, each with what CPython 3.11 printed (record.py), and what the scheduler's seed changes. */
const here = new URL('.', import.meta.url);
const recorded = readdirSync(here)
  .filter((file) => file.endsWith('.py') && file !== 'record.py')
  .map((file) => file.slice(0, -3));
const RECLAIMING = ['refcount-cycle', 'mark-sweep', 'generational-compacting'];

interface Settings {
  readonly platform?: string;
  readonly collector?: string;
  readonly seed?: number;
  readonly options?: Partial<RuntimeOptions>;
}

function run(
  source: string,
  { platform = 'cpython-3.11', collector, seed = 0, options = {} }: Settings = {},
) {
  const rules = platformNamed(platform);
  const runtime = new Runtime({
    heapBytes: 64 << 20,
    collector: collectorNamed(collector ?? rules.collector),
    ...options,
  });
  let stdout = '';
  const result = runSource({
    runtime,
    platform: rules,
    source,
    seed,
    filename: 'program.py',
    write: (stream, text) => {
      if (stream === 'stdout') stdout += text;
    },
  });
  return { ...result, stdout };
}

const sourceOf = (program: string) => readFileSync(new URL(`${program}.py`, here), 'utf8');
const recordingOf = (program: string) => readFileSync(new URL(`recorded/${program}.txt`, here), 'utf8');

const raceOf = (update: string) => `
import threading
n = 0
def same(x):
    return x
def work():
    global n
    for i in range(4000):
        ${update}
threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(n)
`;

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const outputs = (source: string, platform: string) =>
  SEEDS.map((seed) => run(source, { platform, seed }).stdout.trim());

describe('recorded programs', () => {
  it.each(recorded)('%s prints what CPython printed', (program) => {
    const { outcome, stdout } = run(sourceOf(program));
    expect({ outcome, stdout }).toEqual({ outcome: 'ok', stdout: recordingOf(program) });
  });

  it.each(RECLAIMING)('queues and pools do not depend on the collector: %s', (collector) => {
    const { stdout } = run(sourceOf('queues_and_pools'), { collector, options: { verify: true } });
    expect(stdout).toBe(recordingOf('queues_and_pools'));
  });

  it.each([1, 2, 3])('queues and pools do not depend on the seed: %d', (seed) => {
    expect(run(sourceOf('queues_and_pools'), { seed }).stdout).toBe(recordingOf('queues_and_pools'));
  });
});

describe('seeds', () => {
  it('n = n + 1 loses updates on Jython for some seeds, and for others not', () => {
    const found = new Set(outputs(raceOf('n = n + 1'), 'jython-2.7').map((text) => text === '8000'));
    expect(found).toEqual(new Set([true, false]));
  });

  it('n = n + 1 is atomic on CPython since 3.10, a call in between is not', () => {
    expect(new Set(outputs(raceOf('n = n + 1'), 'cpython-3.11'))).toEqual(new Set(['8000']));
    const found = new Set(outputs(raceOf('n = same(n) + 1'), 'cpython-3.11').map((text) => text === '8000'));
    expect(found).toEqual(new Set([true, false]));
  });

  it.each(['cpython-3.11', 'jython-2.7', 'ironpython'])(
    'the same seed gives the same run on %s',
    (platform) => {
      const source = raceOf('n = same(n) + 1');
      for (const seed of [3, 7])
        expect(run(source, { platform, seed })).toEqual(run(source, { platform, seed }));
    },
  );

  it('the finalizer thread takes turns: main program and finalizers lose updates for some seeds', () => {
    const source = `
import gc, time
class Counter(object):
    n = 0
class Res(object):
    def __del__(self):
        v = Counter.n
        Counter.n = v + 1
for k in range(20):
    for i in range(60):
        Res()
    gc.collect()
    for i in range(60):
        v = Counter.n
        Counter.n = v + 1
gc.collect()
time.sleep(0.5)
print(Counter.n == 2400)
`;
    expect(new Set(outputs(source, 'jython-2.7'))).toEqual(new Set(['True', 'False']));
    expect(new Set(outputs(source, 'cpython-3.11'))).toEqual(new Set(['True']));
  });

  it('a lock held by the main program makes the finalizer thread wait, and finalizers on the same thread a deadlock', () => {
    const source = `
import gc, threading, time
lock = threading.Lock()
class R(object):
    def __del__(self):
        with lock:
            print("del")
r = R()
with lock:
    r = None
    gc.collect()
    time.sleep(0.1)
    print("held")
time.sleep(0.1)
print("end")
`;
    expect(run(source, { platform: 'jython-2.7' }).stdout).toBe('held\ndel\nend\n');
    const { outcome, exitCode, message } = run(source);
    expect({ outcome, exitCode }).toEqual({ outcome: 'limit', exitCode: 3 });
    expect(message).toContain('MainThread waits for a lock');
  });
});

describe('deadlocks', () => {
  it('end the run with the names of the threads and what they wait for', () => {
    const { outcome, exitCode, message, stdout } = run(`
import threading
a, b = threading.Lock(), threading.Lock()
def work(first, second, mine, other):
    with first:
        mine.set()
        other.wait()
        with second:
            pass
one, two = threading.Event(), threading.Event()
left = threading.Thread(target=work, args=(a, b, one, two), name="left")
right = threading.Thread(target=work, args=(b, a, two, one), name="right")
left.start()
right.start()
print("started")
left.join()
`);
    expect({ outcome, exitCode, stdout }).toEqual({ outcome: 'limit', exitCode: 3, stdout: 'started\n' });
    for (const line of [
      'left waits for a lock',
      'right waits for a lock',
      'MainThread waits for the end of left',
    ]) {
      expect(message).toContain(line);
    }
  });

  it('are none while a thread sleeps: the clock goes on', () => {
    const { stdout } = run(`
import threading, time
start = time.monotonic()
event = threading.Event()
threading.Timer(3600, event.set).start()
print(event.wait(), round(time.monotonic() - start))
`);
    expect(stdout).toBe('True 3600\n');
  });
});

describe('a thread that waits below natives', () => {
  it('lets others run above it', () => {
    const { stdout } = run(`
import threading
ready, done = threading.Event(), threading.Event()
def slow_key(x):
    ready.set()
    done.wait()
    return -x
def other():
    ready.wait()
    print("other", sum(range(10)))
    done.set()
thread = threading.Thread(target=other)
thread.start()
print(sorted([1, 3, 2], key=slow_key))
thread.join()
`);
    expect(stdout).toBe('other 45\n[3, 2, 1]\n');
  });

  it('is left behind when the main thread ends above it', () => {
    const { outcome, stdout } = run(`
import atexit, threading
def blocked(x):
    threading.Event().wait()
thread = threading.Thread(target=lambda: sorted([1, 2], key=blocked), daemon=True)
thread.start()
atexit.register(print, "atexit")
print("main", thread.is_alive())
raise SystemExit(4)
`);
    expect({ outcome, stdout }).toEqual({ outcome: 'ok', stdout: 'main True\natexit\n' });
  });
});

const STRESSED = `
import threading, time
lock = threading.Lock()
out = []
class Kept:
    def __init__(self, n): self.n = n
def items(n):
    for i in range(2):
        with lock:
            out.append(Kept(n + i))
        yield [n, i]
        time.sleep(0.001)
def work(n):
    try:
        for pair in items(n):
            if pair == [20, 1]:
                raise ValueError(pair)
    except ValueError as error:
        out.append(Kept(error.args[0][0] * 10))
threads = [threading.Thread(target=work, args=(n,)) for n in (10, 20)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(sorted(kept.n for kept in out))
`;

describe('frames of parked threads are roots', () => {
  it.each(RECLAIMING)('under %s, collecting and moving at every safepoint', (collector) => {
    for (const seed of [0, 5]) {
      const options = { stress: true, poison: true, heapBytes: 16 << 20 };
      expect(run(STRESSED, { collector, seed, options }).stdout).toBe('[10, 11, 20, 21, 200]\n');
    }
  });
});
