import { type Ref, SHAPE_MASK, WEAK_TARGET } from '../../heap/layout.ts';
import { Kind } from '../objects/shapes.ts';
import type { VM } from '../vm/vm.ts';

const TABLE = 'WeakKeyDictionary';

/** How many entries of weak-keyed tables hold their own key: it can be reached through the tables' values, and not without them. */
export function selfHeldEntries(vm: VM): number {
  const tables = weakKeyTables(vm);
  if (tables.length === 0) return 0;
  const alive = reachableBeside(vm, new Set());
  const beside = reachableBeside(vm, new Set(tables));
  let entries = 0;
  for (const dict of tables) {
    if (!alive.has(dict)) continue;
    for (let entry = 0; entry < vm.dicts.filled(dict); entry++) {
      const key = vm.dicts.keyAt(dict, entry);
      if (key === 0 || vm.kindOf(key) !== Kind.WEAKREF) continue;
      const target = vm.i32[key + WEAK_TARGET]!;
      if (target !== 0 && alive.has(target) && !beside.has(target)) entries++;
    }
  }
  return entries;
}

/** The dicts inside of the tables. */
function weakKeyTables(vm: VM): Ref[] {
  const found: Ref[] = [];
  vm.runtime.collector.forEachObject((ref) => {
    if (vm.kindOf(ref) !== Kind.INSTANCE || vm.classOf(ref) === 0 || vm.typeName(ref) !== TABLE) return;
    const slot = vm.info.layouts[vm.shapeOf(ref)]?.slots.get(vm.name('data'));
    const dict = slot === undefined ? 0 : vm.i32[ref + slot]!;
    if (dict !== 0 && vm.kindOf(dict) === Kind.DICT) found.push(dict);
  });
  return found;
}

/** What the roots reach without going through these objects. */
function reachableBeside(vm: VM, closed: ReadonlySet<Ref>): ReadonlySet<Ref> {
  const { runtime, i32 } = vm;
  const { shapes } = runtime;
  const found = new Set<Ref>();
  const gray: Ref[] = [];
  const reach = (ref: Ref) => {
    if (ref === 0 || found.has(ref)) return;
    found.add(ref);
    if (!closed.has(ref)) gray.push(ref);
  };
  runtime.eachRootRange((words, from, to) => {
    for (let at = from; at < to; at++) reach(words[at]!);
  });
  while (gray.length > 0) {
    const ref = gray.pop()!;
    const end = shapes.slotsEnd(i32, ref);
    for (let at = ref + shapes.refsFrom[i32[ref]! & SHAPE_MASK]!; at < end; at++) reach(i32[at]!);
  }
  return found;
}
