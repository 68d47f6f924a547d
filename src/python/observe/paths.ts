import { type Ref, SHAPE_MASK } from '../../heap/layout.ts';
import { Kind, MODULE_DICT } from '../objects/shapes.ts';
import { F_BASE, F_CODE, FRAME_WORDS } from '../vm/frames.ts';
import { REG_MODULES, type VM } from '../vm/vm.ts';
import { ReferenceNames } from './reference-names.ts';

/** A step is what holds the next one: `module __main__`, `cache: list`, `[3]: File`. */
export type Path = readonly string[];

interface Reached {
  readonly from: Ref;
  readonly slot: number;
  /** For what a root refers to. */
  readonly root: string;
}

/** Shortest paths, in the program's own words. Looks at the whole heap and changes nothing. */
export class Paths {
  private readonly vm: VM;
  private readonly names: ReferenceNames;

  constructor(vm: VM) {
    this.vm = vm;
    this.names = new ReferenceNames(vm);
  }

  /** From a root to each of `targets` that one reaches, breadth first: modules before frames, frames before all else. */
  fromRoots(targets: ReadonlySet<Ref>): Map<Ref, Path> {
    const reached = new Map<Ref, Reached>();
    const border: Ref[] = [];
    const missing = new Set(targets);
    const reach = (ref: Ref, how: Reached) => {
      if (ref === 0 || reached.has(ref)) return;
      reached.set(ref, how);
      missing.delete(ref);
      border.push(ref);
    };
    this.eachRoot((ref, root) => {
      reach(ref, { from: 0, slot: 0, root });
      // Before the frame of the module's code, which has it too.
      if (this.vm.kindOf(ref) === Kind.MODULE)
        reach(this.vm.i32[ref + MODULE_DICT]!, { from: ref, slot: MODULE_DICT, root: '' });
    });
    for (let next = 0; next < border.length && missing.size > 0; next++) {
      const from = border[next]!;
      this.eachReference(from, (ref, slot) => reach(ref, { from, slot, root: '' }));
    }
    const paths = new Map<Ref, Path>();
    for (const ref of targets) if (reached.has(ref)) paths.set(ref, this.trace(ref, reached));
    return paths;
  }

  /** For what no root reaches and counts keep: the cycle that it is part of, or hangs on. Null where there is none. */
  cycle(ref: Ref): Path | null {
    return this.own(ref) ?? this.behind(ref);
  }

  /** From `ref` back to itself. */
  private own(ref: Ref): Path | null {
    const reached = new Map<Ref, Reached>();
    const border: Ref[] = [ref];
    for (let next = 0; next < border.length; next++) {
      const from = border[next]!;
      let closed: Reached | null = null;
      this.eachReference(from, (to, slot) => {
        if (to === ref) closed ??= { from, slot, root: '' };
        else if (
          !reached.has(to) &&
          this.vm.kindOf(to) !== Kind.CLASS &&
          this.vm.kindOf(to) !== Kind.MODULE
        ) {
          reached.set(to, { from, slot, root: '' });
          border.push(to);
        }
      });
      if (closed !== null) return this.closedPath(ref, closed, reached);
    }
    return null;
  }

  private closedPath(ref: Ref, last: Reached, reached: Map<Ref, Reached>): Path {
    reached.set(ref, { from: 0, slot: 0, root: 'itself' });
    const before = last.from === ref ? [] : this.trace(last.from, reached).slice(1);
    const { text } = this.label(last.from, last.slot, reached);
    return [this.names.object(ref), ...before, `${text}: the same ${this.names.object(ref)}`];
  }

  /** Whatever holds it, back to something that holds itself. */
  private behind(ref: Ref): Path | null {
    const holders = this.holders();
    const reached = new Map<Ref, Reached>();
    const seen = new Set<Ref>([ref]);
    const border: Ref[] = [ref];
    for (let next = 0; next < border.length; next++) {
      const to = border[next]!;
      for (const { from, slot } of holders.get(to) ?? []) {
        if (seen.has(from)) continue;
        seen.add(from);
        reached.set(from, { from: to, slot, root: '' });
        const cycle = this.vm.kindOf(from) === Kind.PART ? null : this.own(from);
        if (cycle !== null) return [cycle.join(' → '), ...this.forward(from, ref, reached)];
        border.push(from);
      }
    }
    return null;
  }

  /** `reached` leads from a holder to what it holds, down to `ref`. */
  private forward(from: Ref, ref: Ref, reached: ReadonlyMap<Ref, Reached>): string[] {
    const towards = new Map<Ref, Reached>([[from, { from: 0, slot: 0, root: 'it' }]]);
    for (let at = from; at !== ref; ) {
      const { from: to, slot } = reached.get(at)!;
      towards.set(to, { from: at, slot, root: '' });
      at = to;
    }
    return this.trace(ref, towards).slice(1);
  }

  private holders(): Map<Ref, { readonly from: Ref; readonly slot: number }[]> {
    const found = new Map<Ref, { readonly from: Ref; readonly slot: number }[]>();
    this.vm.runtime.collector.forEachObject((from) => {
      this.eachReference(from, (to, slot) => {
        const known = found.get(to);
        if (known === undefined) found.set(to, [{ from, slot }]);
        else known.push({ from, slot });
      });
    });
    return found;
  }

  // ---- Words

  /** Steps from the first object down to `ref`; inner parts are seen through. */
  private trace(ref: Ref, reached: ReadonlyMap<Ref, Reached>): string[] {
    const steps: string[] = [];
    let within = '';
    for (let at = ref, named = ref; ; ) {
      const { from, slot, root } = reached.get(at)!;
      if (from === 0) {
        steps.push(root === '' || at !== named ? root : this.rootStep(root, at));
        return steps.reverse();
      }
      const label = this.label(from, slot, reached);
      if (within === '') within = label.text;
      if (!label.within) {
        steps.push(`${within === '' ? label.text : within}: ${this.names.object(named)}`);
        within = '';
        named = from;
      }
      at = from;
    }
  }

  private rootStep(root: string, ref: Ref): string {
    return this.vm.kindOf(ref) === Kind.MODULE ? root : `${root}: ${this.names.object(ref)}`;
  }

  private label(from: Ref, slot: number, reached: ReadonlyMap<Ref, Reached>) {
    const owner = reached.get(from)?.from ?? 0;
    const name = this.names.name(from, slot, owner);
    // Entries of a namespace are attributes.
    const dict = this.vm.kindOf(from) === Kind.PART ? owner : 0;
    if (dict === 0 || this.vm.kindOf(dict) !== Kind.DICT) return name;
    const holder = reached.get(dict)?.from ?? 0;
    if (!this.names.isNamespace(dict, holder)) return name;
    const inner = /^\['(.*)'\]$/.exec(name.text)?.[1];
    if (inner === undefined) return name;
    return { text: this.vm.kindOf(holder) === Kind.MODULE ? inner : `.${inner}`, within: true };
  }

  // ---- Roots and references

  private eachRoot(visit: (ref: Ref, name: string) => void): void {
    this.eachModule(visit);
    this.eachFrameSlot(visit);
    const { roots } = this.vm;
    const late: Ref[] = [];
    this.vm.runtime.eachRootRange((words, from, to, kind) => {
      for (let at = from; at < to; at++) {
        if (words[at] === 0) continue;
        if (kind === 'queue') late.push(words[at]!);
        else visit(words[at]!, words === roots.statics.words ? 'the interpreter' : 'a value being computed');
      }
    });
    for (const ref of late) visit(ref, 'the queue of finalizers');
  }

  /** The program's own modules first. */
  private eachModule(visit: (ref: Ref, name: string) => void): void {
    const { vm } = this;
    const modules = vm.registers.at(REG_MODULES);
    if (modules === 0) return;
    const found: { readonly module: Ref; readonly name: string }[] = [];
    for (let entry = 0; entry < vm.dicts.filled(modules); entry++) {
      const key = vm.dicts.keyAt(modules, entry);
      const module = vm.dicts.valueAt(modules, entry);
      if (key === 0 || !vm.isStr(key) || vm.kindOf(module) !== Kind.MODULE) continue;
      if (vm.i32[module + MODULE_DICT] !== 0) found.push({ module, name: vm.text(key) });
    }
    const main = found.filter(({ name }) => name === '__main__');
    for (const { module, name } of [...main, ...found]) visit(module, `module ${name}`);
  }

  private eachFrameSlot(visit: (ref: Ref, name: string) => void): void {
    const { frames, codes, roots } = this.vm;
    for (let index = frames.depth - 1; index >= 0; index--) {
      const code = frames.control[index * FRAME_WORDS + F_CODE]!;
      const base = frames.control[index * FRAME_WORDS + F_BASE]!;
      const { slots } = codes.infos[code]!;
      for (let k = 0; k < slots && base + k < roots.top; k++) {
        const ref = roots.stack[base + k]!;
        if (ref !== 0) visit(ref, `${this.names.local(code, k)} of ${this.names.codeName(code)}`);
      }
    }
  }

  private eachReference(from: Ref, visit: (to: Ref, slot: number) => void): void {
    const { i32, runtime } = this.vm;
    const { shapes } = runtime;
    const end = shapes.slotsEnd(i32, from);
    for (let at = from + shapes.refsFrom[i32[from]! & SHAPE_MASK]!; at < end; at++) {
      if (i32[at] !== 0) visit(i32[at]!, at - from);
    }
  }
}
