import { SHAPE_EPHEMERON } from '../../contract/shapes.ts';
import { EPHEMERON_KEY, EPHEMERON_VALUE, type Ref, SHAPE_MASK } from '../../heap/layout.ts';
import { reachable } from '../../runtime/reachability.ts';
import { DICT_ENTRIES, ITEMS_DATA, Kind } from '../objects/shapes.ts';
import { REG_MODULES, type VM } from '../vm/vm.ts';
import { ReferenceNames } from './reference-names.ts';

const BYTES_PER_WORD = 4;
const TEXT_MAX = 80;

export type NodeKind =
  | 'synthetic'
  | 'object'
  | 'array'
  | 'string'
  | 'number'
  | 'function'
  | 'code'
  | 'class'
  | 'inside';
export type EdgeKind = 'attribute' | 'element' | 'local' | 'inside' | 'weak';

export interface HeapNode {
  readonly kind: NodeKind;
  readonly name: string;
  /** With its inner parts: a list's items, a dict's entries. */
  readonly bytes: number;
  readonly edges: readonly HeapEdge[];
}

export interface HeapEdge {
  readonly kind: EdgeKind;
  readonly name: string | number;
  /** Index of the node that it leads to. */
  readonly to: number;
}

export interface HeapGraph {
  /** The first is the root, which leads to the modules of the program and to `(GC roots)`. */
  readonly nodes: readonly HeapNode[];
}

/** The heap as it is, in the program's words. Looks at everything and changes nothing; no safepoint. */
export function heapGraph(vm: VM): HeapGraph {
  return new GraphBuilder(vm).build();
}

const ROOT_NAMES = ['(Modules)', '(Stack)', '(Interpreter)', '(Queue of finalizers)'] as const;
type RootName = (typeof ROOT_NAMES)[number];
/** The root, `(GC roots)`, its parts, and what nobody has reclaimed yet. */
const GARBAGE = 2 + ROOT_NAMES.length;
const SYNTHETIC_NODES = GARBAGE + 1;

class GraphBuilder {
  private readonly vm: VM;
  private readonly names: ReferenceNames;
  private readonly refs: Ref[] = [];
  private readonly indexes = new Map<Ref, number>();

  constructor(vm: VM) {
    this.vm = vm;
    this.names = new ReferenceNames(vm);
  }

  build(): HeapGraph {
    const { vm, refs, indexes } = this;
    vm.runtime.collector.forEachObject((ref) => {
      if (vm.kindOf(ref) === Kind.PART) return;
      indexes.set(ref, SYNTHETIC_NODES + refs.length);
      refs.push(ref);
    });
    return { nodes: [...this.synthetic(), ...refs.map((ref) => this.node(ref))] };
  }

  // ---- Roots

  private synthetic(): HeapNode[] {
    const roots = this.roots();
    const root = (name: string, edges: readonly HeapEdge[]): HeapNode => ({
      kind: 'synthetic',
      name,
      bytes: 0,
      edges,
    });
    const modules = roots['(Modules)'].filter(({ name }) => name === '__main__');
    const alive = reachable(this.vm.runtime, false);
    const garbage = this.refs.filter((ref) => !alive.has(ref));
    const parts = ROOT_NAMES.map((_, k): HeapEdge => ({ kind: 'element', name: k, to: 2 + k }));
    return [
      root('', [{ kind: 'element', name: 0, to: 1 }, ...modules, { kind: 'element', name: 1, to: GARBAGE }]),
      root('(GC roots)', parts),
      ...ROOT_NAMES.map((name) => root(name, roots[name])),
      root(
        '(Garbage that was not reclaimed yet)',
        garbage.map((ref, k) => ({ kind: 'weak', name: k, to: this.indexes.get(ref)! })),
      ),
    ];
  }

  private roots(): Record<RootName, HeapEdge[]> {
    const { vm, indexes } = this;
    const { stack } = vm.roots;
    const found: Record<RootName, HeapEdge[]> = {
      '(Modules)': this.moduleEdges(),
      '(Stack)': [],
      '(Interpreter)': [],
      '(Queue of finalizers)': [],
    };
    vm.runtime.eachRootRange((words, from, to, kind) => {
      const name: RootName =
        kind === 'queue' ? '(Queue of finalizers)' : words === stack ? '(Stack)' : '(Interpreter)';
      for (let at = from; at < to; at++) {
        const index = indexes.get(words[at]!);
        if (index !== undefined) found[name].push({ kind: 'element', name: found[name].length, to: index });
      }
    });
    return found;
  }

  private moduleEdges(): HeapEdge[] {
    const { vm, indexes } = this;
    const modules = vm.registers.at(REG_MODULES);
    if (modules === 0) return [];
    const edges: HeapEdge[] = [];
    for (let entry = 0; entry < vm.dicts.filled(modules); entry++) {
      const key = vm.dicts.keyAt(modules, entry);
      const index = indexes.get(vm.dicts.valueAt(modules, entry));
      if (key === 0 || index === undefined || !vm.isStr(key)) continue;
      edges.push({ kind: 'attribute', name: vm.text(key), to: index });
    }
    return edges;
  }

  // ---- Objects

  private node(ref: Ref): HeapNode {
    const { vm } = this;
    const edges: HeapEdge[] = [];
    let words = this.sizeOf(ref);
    this.eachSlot(ref, (target, slot) => {
      if (vm.kindOf(target) !== Kind.PART) {
        this.add(edges, target, this.names.name(ref, slot, 0).text);
        return;
      }
      words += this.sizeOf(target);
      const isEntries = vm.kindOf(ref) === Kind.DICT && slot === DICT_ENTRIES;
      this.eachSlot(target, (item, at) => {
        const name = isEntries ? this.entryName(target, at) : this.names.name(target, at, ref).text;
        this.add(edges, item, name);
      });
    });
    this.addWeak(ref, edges);
    return { kind: kindOf(vm, ref), name: this.name(ref), bytes: words * BYTES_PER_WORD, edges };
  }

  /** Of a dict's entry: its key, if that is a string, as the program would write an attribute. */
  private entryName(entries: Ref, at: number): string {
    const { vm } = this;
    const index = at - ITEMS_DATA;
    const key = vm.i32[entries + ITEMS_DATA + (index & ~1)]!;
    if ((index & 1) === 0) return `key ${index >> 1}`;
    return vm.isStr(key) ? `.${vm.text(key)}` : this.names.name(entries, at, 0).text;
  }

  private add(edges: HeapEdge[], target: Ref, text: string): void {
    const to = this.indexes.get(target);
    if (to === undefined) return;
    const element = /^\[(\d+)\]$/.exec(text)?.[1];
    if (element !== undefined) edges.push({ kind: 'element', name: Number(element), to });
    else if (text.startsWith('.')) edges.push({ kind: 'attribute', name: text.slice(1), to });
    else if (text.startsWith('local ')) edges.push({ kind: 'local', name: text.slice('local '.length), to });
    else edges.push({ kind: 'inside', name: text === '' ? 'content' : text, to });
  }

  private addWeak(ref: Ref, edges: HeapEdge[]): void {
    const { vm, indexes } = this;
    const kind = vm.kindOf(ref);
    const isWeak = kind === Kind.WEAKREF || kind === Kind.PROXY;
    const target = isWeak ? indexes.get(vm.runtime.weakTarget(ref)) : undefined;
    if (target !== undefined) edges.push({ kind: 'weak', name: 'referent', to: target });
    if ((vm.runtime.shapes.traits[vm.i32[ref]! & SHAPE_MASK]! & SHAPE_EPHEMERON) === 0) return;
    const key = indexes.get(vm.i32[ref + EPHEMERON_KEY]!);
    const value = indexes.get(vm.i32[ref + EPHEMERON_VALUE]!);
    if (key !== undefined) edges.push({ kind: 'weak', name: 'key', to: key });
    if (value !== undefined) edges.push({ kind: 'inside', name: 'value', to: value });
  }

  private eachSlot(ref: Ref, visit: (target: Ref, slot: number) => void): void {
    const { i32, runtime } = this.vm;
    const end = runtime.shapes.slotsEnd(i32, ref);
    for (let at = ref + runtime.shapes.refsFrom[i32[ref]! & SHAPE_MASK]!; at < end; at++) {
      if (i32[at] !== 0) visit(i32[at]!, at - ref);
    }
  }

  private sizeOf(ref: Ref): number {
    return this.vm.runtime.shapes.sizeOf(this.vm.i32, ref);
  }

  private name(ref: Ref): string {
    const { vm } = this;
    if (!vm.isStr(ref)) return this.names.object(ref);
    const text = vm.text(ref);
    return text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX)}…` : text;
  }
}

function kindOf(vm: VM, ref: Ref): NodeKind {
  switch (vm.kindOf(ref)) {
    case Kind.STR:
    case Kind.BYTES:
      return 'string';
    case Kind.BOOL:
    case Kind.INT:
    case Kind.WIDE:
    case Kind.BIG:
    case Kind.FLOAT:
    case Kind.COMPLEX:
      return 'number';
    case Kind.LIST:
    case Kind.TUPLE:
    case Kind.SET:
    case Kind.FROZENSET:
      return 'array';
    case Kind.FUNCTION:
    case Kind.METHOD:
    case Kind.NATIVE:
    case Kind.METHOD_DESCRIPTOR:
      return 'function';
    case Kind.CODE:
      return 'code';
    case Kind.CLASS:
      return 'class';
    case Kind.CELL:
    case Kind.FRAME:
      return 'inside';
    default:
      return 'object';
  }
}
