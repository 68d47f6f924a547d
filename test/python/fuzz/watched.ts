import { EVENTS_OBJECTS } from '../../../src/contract/events.ts';
import type { Ref } from '../../../src/heap/layout.ts';
import { Kind } from '../../../src/python/objects/shapes.ts';
import type { VM } from '../../../src/python/vm/vm.ts';
import type { Runtime as RuntimeType } from '../../../src/runtime/runtime.ts';
import { collectorNamed, platformNamed, Runtime, runSource } from './compiled.ts';
import { LifetimeChecker } from './invariants.ts';
import { prelude, programOf } from './programs.ts';

/** Few words between two collections. */
const SMALL: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'refcount-cycle': { threshold0: 200 },
  'mark-sweep': { initialBudgetBytes: 64 << 10 },
  'generational-compacting': { gen0Bytes: 16 << 10, youngMaxBytes: 16 << 10, gen2MinBytes: 64 << 10 },
};

/** Classes of the prelude whose `__init__` cannot fail: each of their objects has a finalizer everywhere. */
const FINALIZED = new Set(['R', 'Back', 'Ops', 'Slotted']);

/** What is added to the prelude: weak references, with callbacks, to whatever the variables hold, from outside and from each other. */
const MORE = `
if not hasattr(sys, 'getrefcount'):
    count = id

def seen(*things):
    for thing in things:
        try:
            watch(thing, 0)
            thing.watcher = weakref.ref(things[0], lambda ref: len(refs))
        except Exception:
            pass
    del refs[:-60]
`;

const LOOK = '    seen(a, b, c, d, e, G0, G1, G2)';

/** The programs of some seeds, one after the other; a statement that fails does not end them. */
export function longProgram(first: number, last: number): string {
  const parts = [prelude, MORE];
  for (let seed = first; seed <= last; seed++) {
    parts.push('left[0] = 80', going(programOf(seed).slice(prelude.length)));
  }
  return parts.join('\n');
}

/** Each statement of the module in a `try` of its own. */
function going(source: string): string {
  const guarded: string[] = [];
  let decorated = false;
  for (const line of source.split('\n')) {
    if (line === '') continue;
    const begins = !/^(?: |else\b|elif\b|except\b|finally\b)/.test(line);
    if (begins && !decorated) {
      guarded.push('except BaseException:', '    pass', 'try:');
      if (guarded.length % 3 === 0) guarded.push(LOOK);
    }
    decorated = line.startsWith('@');
    guarded.push(`    ${line}`);
  }
  return [...guarded.slice(2), 'except BaseException:', '    pass'].join('\n');
}

export interface Watched {
  readonly broken: readonly string[];
  readonly finalized: number;
  readonly called: number;
  readonly cleared: number;
  readonly collections: number;
}

/**
 * Runs a program with every promise about lifetimes checked. When it is over everything is collected, many times; what the end of the
 * process runs after that is counted by what is broken where the platform runs nothing.
 *
 * @param sabotage breaks the runtime, to see that it is found out
 */
export function runWatched(
  source: string,
  platformName: string,
  options: { verify?: boolean; sabotage?: (runtime: RuntimeType) => void } = {},
): Watched {
  const platform = platformNamed(platformName);
  const runtime = new Runtime({
    heapBytes: 1 << 24,
    collector: collectorNamed(platform.collector),
    collectorOptions: { ...platform.collectorOptions, ...SMALL[platform.collector] },
    verify: options.verify ?? false,
    poison: true,
    eventLevel: EVENTS_OBJECTS,
  });
  let checker: LifetimeChecker | undefined;
  let before = 0;
  runSource({
    runtime,
    platform,
    source,
    filename: 'program.py',
    maxSteps: 10_000_000,
    write: () => undefined,
    onStart: (vm) => {
      options.sabotage?.(runtime);
      checker = new LifetimeChecker(runtime, platform, (ref) => mustFinalize(vm, ref));
      vm.headroom.stop = () => {
        collectAll(vm, checker!);
        checker!.settled();
        before = checker!.finalized + checker!.called;
      };
    },
  });
  const { broken, finalized, called, cleared, collections } = checker!;
  const after = finalized + called - before;
  if (!platform.exit.clearsModules && after > 0)
    broken.push(`the end of the process ran ${after} finalizers`);
  return { broken, finalized, called, cleared, collections };
}

function mustFinalize(vm: VM, ref: Ref): boolean {
  if (vm.kindOf(ref) !== Kind.INSTANCE) return false;
  return FINALIZED.has(vm.classes.nameOf(vm.classOf(ref)));
}

/** Until nothing comes of it for a few times: one finalizer may wait for another, or bring something back for a while. */
function collectAll(vm: VM, checker: LifetimeChecker): void {
  for (let quiet = 0, left = 60; quiet < 3 && left > 0; quiet++, left--) {
    const before = checker.finalized + checker.called;
    vm.runtime.collect({ kind: 'full', cause: 'explicit' });
    vm.threads.outermost(() => vm.finalization.runPending());
    if (checker.finalized + checker.called > before) quiet = 0;
  }
}
