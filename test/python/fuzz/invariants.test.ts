import { describe, expect, it } from 'vitest';
import { WEAK_LONG, WEAK_SHORT } from '../../../src/contract/host.ts';
import { FLAG_FINALIZER, type Ref, WEAK_TARGET } from '../../../src/heap/layout.ts';
import type { Runtime } from '../../../src/runtime/runtime.ts';
import { longProgram, runWatched } from './watched.ts';

const SEEDS = [
  [1, 25],
  [26, 50],
  [51, 75],
  [76, 100],
] as const;

const platforms = ['jython-2.7', 'ironpython-3.4', 'pypy-3.9', 'cpython-3.11'];

describe.each(platforms)('random programs on %s', (platform) => {
  it('keep the promises about lifetimes', () => {
    // Counting is compared with recordings besides.
    const seeds = platform === 'cpython-3.11' ? SEEDS.slice(0, 2) : SEEDS;
    const runs = seeds.map(([first, last], k) =>
      runWatched(longProgram(first, last), platform, { verify: k === 0 }),
    );
    expect(runs.flatMap(({ broken }) => broken)).toEqual([]);
    const sum = (figure: 'finalized' | 'called' | 'cleared' | 'collections') =>
      runs.reduce((total, run) => total + run[figure], 0);
    // The programs are not idle. On Jython, where anything can be referenced weakly, more references die with their targets.
    expect(sum('finalized')).toBeGreaterThan(500);
    expect(sum('called')).toBeGreaterThan(80);
    expect(sum('cleared')).toBeGreaterThan(90);
    expect(sum('collections')).toBeGreaterThan(50);
  });
});

/** Ways to break a tracing runtime, and what must be said of it. */
const sabotages: readonly (readonly [what: string, says: RegExp, (runtime: Runtime) => void])[] = [
  [
    'queues what is alive',
    /to be finalized while reachable/,
    ({ finalizers }) => {
      const queueDead = finalizers.queueDead.bind(finalizers);
      let asked = 0;
      finalizers.queueDead = (isLive, partial) =>
        queueDead((ref) => ++asked % 50 !== 0 && isLive(ref), partial);
    },
  ],
  [
    'finalizes again',
    /finalized 2 times/,
    (runtime) => {
      const { finalizers } = runtime;
      const takeQueued = finalizers.takeQueued.bind(finalizers);
      let again = 5;
      finalizers.takeQueued = () => {
        const ref = takeQueued();
        if (ref !== 0 && again-- > 0) finalizers.register(ref);
        return ref;
      };
    },
  ],
  [
    'forgets what it found dead',
    /without having been finalized|dead, and not finalized/,
    ({ finalizers }) => {
      const queueDead = finalizers.queueDead.bind(finalizers);
      finalizers.queueDead = (isLive, partial) => {
        const dead = queueDead(isLive, partial);
        finalizers.queue.length = 0;
        return dead;
      };
    },
  ],
  [
    'does not register all that has a finalizer',
    /dead and not to be finalized/,
    ({ finalizers, i32 }) => {
      const register = finalizers.register.bind(finalizers);
      let asked = 0;
      finalizers.register = (ref) => {
        if (++asked % 5 !== 0) register(ref);
        else i32[ref] = i32[ref]! & ~FLAG_FINALIZER;
      };
    },
  ],
  [
    'clears weak references too late',
    /finalized while weak references give it/,
    ({ weak }) => {
      const clearDead = weak.clearDead.bind(weak);
      weak.clearDead = (strength, liveness) => (strength === WEAK_LONG ? clearDead(WEAK_SHORT, liveness) : 0);
    },
  ],
  [
    'lets a cleared weak reference come back',
    /a weak reference (came back|gives what was reclaimed)/,
    ({ weak, finalizers, i32 }) => {
      const clearDead = weak.clearDead.bind(weak);
      let lost: [Ref, Ref] | null = null;
      weak.clearDead = (strength, liveness) => {
        if (strength === WEAK_SHORT) {
          weak.eachEntry((target, ref) => {
            if (!liveness.isLive(target) && liveness.isLive(ref)) lost = [ref, target];
          });
        }
        return clearDead(strength, liveness);
      };
      const finished = finalizers.finished.bind(finalizers);
      finalizers.finished = () => {
        if (lost !== null && i32[lost[0] + WEAK_TARGET] === 0) i32[lost[0] + WEAK_TARGET] = lost[1];
        lost = null;
        finished();
      };
    },
  ],
  [
    'calls back twice',
    /called back 2 times/,
    ({ weak }) => {
      const nextPending = weak.nextPending.bind(weak);
      weak.nextPending = () => {
        const ref = nextPending();
        if (ref !== 0 && weak.pending.length === 0) weak.pending.push(ref);
        return ref;
      };
    },
  ],
  [
    'loses callbacks',
    /never called back/,
    ({ weak }) => {
      const nextPending = weak.nextPending.bind(weak);
      weak.nextPending = () => {
        if (weak.pending.length > 1) nextPending();
        return nextPending();
      };
    },
  ],
];

describe('a runtime is found out that', () => {
  it.each(sabotages)('%s', (_, says, sabotage) => {
    const { broken } = runWatched(longProgram(81, 88), 'jython-2.7', { sabotage });
    expect(broken.join('\n')).toMatch(says);
  });
});
