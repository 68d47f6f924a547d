/** Random mutators against a shadow of the graph: what is unreachable goes in one collection, nothing else does. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { World } from './harness.ts';

const LOCALS = 8;

interface Node {
  readonly slots: (Node | null)[];
  readonly weakTo: Node | null;
}

type Step = readonly [operation: number, a: number, b: number, c: number];

/** Applies a step to the heap and to the shadow alike. */
function apply(world: World, shadow: (Node | null)[], [operation, a, b, c]: Step): void {
  const { mutator } = world;
  const to = a % LOCALS;
  const from = b % LOCALS;
  const target = shadow[from]!;
  switch (operation % 8) {
    case 0:
      mutator.allocate(to, world.pair);
      shadow[to] = { slots: [null, null], weakTo: null };
      break;
    case 1:
      mutator.allocate(to, world.array, c);
      shadow[to] = { slots: Array.from({ length: c }, () => null), weakTo: null };
      break;
    case 2:
      mutator.allocate(to, world.bytes, c * 7);
      shadow[to] = { slots: [], weakTo: null };
      break;
    case 3:
      if (target === null) break;
      mutator.allocateWeak(to, world.weak, from);
      shadow[to] = { slots: [null], weakTo: target };
      break;
    case 4:
    case 5: {
      const holder = shadow[to]!;
      if (holder === null || holder.slots.length === 0) break;
      mutator.store(to, c % holder.slots.length, from);
      holder.slots[c % holder.slots.length] = target;
      break;
    }
    case 6:
      mutator.clear(to);
      shadow[to] = null;
      break;
    default:
      mutator.poll();
  }
}

function reachable(shadow: readonly (Node | null)[]): Set<Node> {
  const seen = new Set(shadow.filter((node) => node !== null));
  for (const node of seen) for (const next of node.slots) if (next !== null) seen.add(next);
  return seen;
}

/** Walks heap and shadow side by side: same shape of graph, weak references agree. */
function expectSame(world: World, shadow: readonly (Node | null)[], live: Set<Node>): void {
  const { runtime, mutator } = world;
  const { i32, shapes } = runtime;
  const refs = new Map<Node, number>();
  const meet = (node: Node | null, ref: number) => {
    if (node === null) return expect(ref).toBe(0);
    if (refs.has(node)) return expect(ref).toBe(refs.get(node));
    refs.set(node, ref);
  };
  shadow.forEach((node, local) => {
    meet(node, mutator.peek(local));
  });
  for (const [node, ref] of refs) {
    const from = shapes.slotsEnd(i32, ref) - node.slots.length;
    node.slots.forEach((child, slot) => {
      meet(child, i32[from + slot]!);
    });
  }
  for (const [node, ref] of refs) {
    if (node.weakTo === null) continue;
    expect(i32[ref + 2]).toBe(live.has(node.weakTo) ? refs.get(node.weakTo) : 0);
  }
  expect(refs.size).toBe(live.size);
  expect(world.objects()).toEqual([...refs.values()].sort((a, b) => a - b));
}

const steps = fc.array(fc.tuple(fc.nat(7), fc.nat(63), fc.nat(63), fc.nat(200)), {
  size: 'max',
  maxLength: 300,
});

describe.each([
  { poison: true, verify: true, stress: true },
  { verify: true, collectorOptions: { initialBudgetBytes: 4096 } },
  { poison: true, collectorOptions: { initialBudgetBytes: 4096, markListMax: 64 } },
])('random mutators, %j', (options) => {
  it('see what a graph without collector shows', () => {
    fc.assert(
      fc.property(steps, (program) => {
        const world = new World({ heapBytes: 1 << 21, ...options });
        world.mutator.pushFrame(LOCALS);
        const shadow: (Node | null)[] = Array.from({ length: LOCALS }, () => null);
        for (const step of program) apply(world, shadow, step);
        world.collect();
        expectSame(world, shadow, reachable(shadow));
        world.collector.verify();
      }),
      { numRuns: 100, seed: 20260 },
    );
  });
});
