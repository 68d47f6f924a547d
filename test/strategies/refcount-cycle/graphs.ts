import { WEAK_SHORT } from '../../../src/contract/host.ts';
import {
  SHAPE_CONTAINER,
  SHAPE_FINALIZER,
  SHAPE_PART,
  SHAPE_TRASHCAN,
  SHAPE_UNTRACKABLE,
  SHAPE_WEAK,
  VAR_REFS,
} from '../../../src/contract/shapes.ts';
import type { Ref } from '../../../src/heap/layout.ts';
import type { Guest, Runtime } from '../../../src/runtime/runtime.ts';

export type Kind = 'plain' | 'final' | 'list' | 'tuple' | 'dict';

/** See recorded/record_graphs.py. */
export interface Graph {
  readonly nodes: readonly (readonly [Kind, readonly number[]])[];
  readonly weak: readonly number[];
  readonly resurrect: readonly number[];
  readonly drops: readonly number[];
}

export interface Outcome {
  readonly log: number[];
  readonly collected: number[];
}

const SLOTS = 4;
const NUMBER = 2;
const INSTANCE_SLOTS = 3;
const PART = 3;
const ELEMENTS = 3;
const WEAK_NUMBER = 5;

/** Shapes laid out as CPython 3.11 lays out the objects that the recorded graphs consist of. */
export class GraphShapes {
  readonly plain: number;
  readonly final: number;
  readonly list: number;
  readonly tuple: number;
  readonly dict: number;
  readonly items: number;
  readonly entries: number;
  readonly weak: number;
  readonly atom: number;

  constructor(runtime: Runtime) {
    const { shapes } = runtime;
    const traits = SHAPE_CONTAINER | SHAPE_TRASHCAN;
    const variable = VAR_REFS;
    this.plain = shapes.define({ name: 'Plain', raw: 1, refs: SLOTS, traits });
    this.final = shapes.define({ name: 'Final', raw: 1, refs: SLOTS, traits: traits | SHAPE_FINALIZER });
    this.list = shapes.define({ name: 'list', raw: 1, refs: 1, traits });
    const tuple = { name: 'tuple', raw: 1, refs: 0, variable, traits: traits | SHAPE_UNTRACKABLE } as const;
    this.tuple = shapes.define({ ...tuple, releaseReversed: true });
    this.dict = shapes.define({ name: 'dict', raw: 1, refs: 1, traits: traits | SHAPE_UNTRACKABLE });
    this.items = shapes.define({
      name: 'items',
      raw: 1,
      refs: 0,
      variable,
      traits: SHAPE_PART,
      releaseReversed: true,
    });
    this.entries = shapes.define({ name: 'entries', raw: 1, refs: 0, variable, traits: SHAPE_PART });
    this.weak = shapes.define({ name: 'weakref', raw: 2, refs: 2, traits: SHAPE_CONTAINER | SHAPE_WEAK });
    this.atom = shapes.define({ name: 'atom', raw: 0, refs: 0 });
  }
}

/** Builds the graph, lets go of it in its order, and collects twice, as record_graphs.py does. */
export class GraphRun implements Guest {
  readonly log: number[] = [];
  private readonly saved: Ref[] = [];
  private readonly runtime: Runtime;
  private readonly shapes: GraphShapes;
  private readonly graph: Graph;
  /** Called at each finalizer, callback and drop. */
  onStep: () => void = () => undefined;

  constructor(runtime: Runtime, shapes: GraphShapes, graph: Graph) {
    this.runtime = runtime;
    this.shapes = shapes;
    this.graph = graph;
    runtime.guest = this;
  }

  run(): Outcome {
    const { runtime, graph } = this;
    const nodes: Ref[] = [];
    // The outside's references are roots, so that the heap verifier can account for every count.
    const { stack } = runtime.roots;
    const base = runtime.roots.top;
    const atom = runtime.allocate(this.shapes.atom);
    stack[base + graph.nodes.length] = atom;
    runtime.roots.top = base + graph.nodes.length + 1;
    for (const [kind, edges] of graph.nodes) {
      const ref = this.make(kind, edges, nodes, atom);
      stack[base + nodes.length] = ref;
      nodes.push(ref);
    }
    const weaks = graph.weak.map((number) => this.watch(nodes[number]!, number));
    for (const [number, [kind, edges]] of graph.nodes.entries())
      this.link(kind, nodes[number]!, edges, nodes);
    for (const number of graph.drops) {
      stack[base + number] = 0;
      runtime.release(nodes[number]!);
      this.onStep();
    }
    const collected = [this.collect()];
    while (this.saved.length > 0) this.dropSaved();
    collected.push(this.collect());
    const outcome = { log: [...this.log], collected };
    for (const weak of weaks) runtime.externals.decrement(weak, 'refs');
    while (this.saved.length > 0) {
      this.dropSaved();
      this.collect();
    }
    runtime.roots.top = base;
    runtime.release(atom);
    return outcome;
  }

  finalize(ref: Ref): void {
    const number = this.runtime.i32[ref + NUMBER]!;
    this.log.push(number);
    if (this.graph.resurrect.includes(number)) {
      this.runtime.externals.increment(ref, 'saved');
      this.saved.push(ref);
    }
    this.onStep();
  }

  weakCallback(weak: Ref): void {
    this.log.push(-1 - this.runtime.i32[this.runtime.i32[weak + WEAK_NUMBER]! + NUMBER]!);
    this.onStep();
  }

  pendingWork(): void {
    // Nothing is ever left for later.
  }

  virtualTimeMs(): number {
    return 0;
  }

  private dropSaved(): void {
    this.runtime.externals.decrement(this.saved.pop()!, 'saved');
    this.onStep();
  }

  private collect(): number {
    return this.runtime.collect({ kind: 'full', cause: 'explicit' }).found;
  }

  private make(kind: Kind, edges: readonly number[], nodes: readonly Ref[], atom: Ref): Ref {
    const { runtime, shapes } = this;
    if (kind === 'tuple') {
      // CPython's empty tuple is one shared object that is never tracked.
      if (edges.length === 0) return runtime.retain(atom);
      const tuple = runtime.allocateVariable(shapes.tuple, edges.length);
      for (const [k, edge] of edges.entries()) runtime.initialise(tuple, ELEMENTS + k, nodes[edge]!);
      return tuple;
    }
    const ref = runtime.allocate(shapes[kind]);
    if (kind === 'plain' || kind === 'final') runtime.i32[ref + NUMBER] = nodes.length;
    return ref;
  }

  private link(kind: Kind, ref: Ref, edges: readonly number[], nodes: readonly Ref[]): void {
    const { runtime, shapes } = this;
    if (kind === 'tuple' || edges.length === 0) return;
    if (kind === 'plain' || kind === 'final') {
      for (const [k, edge] of edges.entries()) runtime.initialise(ref, INSTANCE_SLOTS + k, nodes[edge]!);
      return;
    }
    const part = runtime.allocateVariable(kind === 'list' ? shapes.items : shapes.entries, edges.length);
    edges.forEach((edge, k) => {
      runtime.initialise(part, ELEMENTS + k, nodes[edge]!);
      if (kind === 'dict' && this.mayBeTracked(nodes[edge]!)) runtime.collector.control!.track(ref);
    });
    runtime.initialiseOwned(ref, PART, part);
  }

  /** What makes a dict tracked: containers, but not untracked tuples. */
  private mayBeTracked(ref: Ref): boolean {
    const { runtime, shapes } = this;
    const shape = runtime.i32[ref]! & 0xfffff;
    if (shape === shapes.tuple) return runtime.collector.control!.isTracked(ref);
    return (runtime.shapes.traits[shape]! & SHAPE_CONTAINER) !== 0;
  }

  private watch(target: Ref, number: number): Ref {
    const { runtime, shapes } = this;
    const weak = runtime.allocateWeak(shapes.weak, target, WEAK_SHORT);
    const callback = runtime.allocate(shapes.plain);
    runtime.i32[callback + NUMBER] = number;
    runtime.initialise(weak, 4, callback);
    runtime.initialiseOwned(weak, WEAK_NUMBER, callback);
    runtime.externals.increment(weak, 'refs');
    runtime.release(weak);
    return weak;
  }
}
