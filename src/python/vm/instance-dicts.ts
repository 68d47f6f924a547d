import { type Ref, SHAPE_MASK } from '../../heap/layout.ts';
import { Kind, NATIVE_ID, NATIVE_SELF, Shape } from '../objects/shapes.ts';
import type { VM } from './vm.ts';

/** Kinds whose objects of exactly built-in classes have room for weak references in CPython. */
export const REFERABLE_KINDS: ReadonlySet<number> = new Set([
  Kind.FUNCTION,
  Kind.METHOD,
  Kind.NATIVE,
  Kind.CLASS,
  Kind.MODULE,
  Kind.GENERATOR,
  Kind.COROUTINE,
  Kind.ASYNC_GENERATOR,
  Kind.SET,
  Kind.FROZENSET,
  Kind.CODE,
  Kind.RECORD,
]);

/** Kinds whose subclasses get no room either: their objects end in items. */
export const VARIABLE_KINDS: ReadonlySet<number> = new Set([
  Kind.TUPLE,
  Kind.INT,
  Kind.WIDE,
  Kind.BIG,
  Kind.BYTES,
]);

/** The dicts of instances: made from their slots when somebody asks for `__dict__`, and the class attributes that give them out. */
export class InstanceDicts {
  private readonly vm: VM;
  /** Number of the `__dict__` getset, `__weakref__` follows; -1 before the first class is made. */
  private getset = -1;
  private readonly dictShapes = new Map<number, number>();

  constructor(vm: VM) {
    this.vm = vm;
  }

  /** The instance's `__dict__`, made from its slots now if there is none yet: borrowed, 0 if it can have none. */
  of(object: Ref): Ref {
    const { vm } = this;
    const { i32, runtime } = vm;
    const shape = i32[object]! & SHAPE_MASK;
    const slot = vm.info.dictSlot[shape]!;
    if (slot === 0) return 0;
    const known = i32[object + slot]!;
    if (known !== 0) return known;
    if (!vm.classes.infoOf(vm.classOf(object)).hasDict) return 0;
    const dict = vm.newDict();
    runtime.initialiseOwned(object, slot, dict);
    const layout = vm.info.layouts[shape];
    if (layout !== undefined && layout.slots.size > 0) this.spill(object, dict, layout.slots, layout.classId);
    return dict;
  }

  /** Moves the inline attributes into the dict, in the order in which they were made. */
  private spill(object: Ref, dict: Ref, slots: ReadonlyMap<number, number>, classId: number): void {
    const { vm } = this;
    const { i32, runtime } = vm;
    for (const [name, offset] of slots) {
      const value = i32[object + offset]!;
      if (value === 0) continue;
      vm.dicts.setName(dict, vm.strings.nameRef(name), value);
      runtime.store(object, offset, 0);
    }
    i32[object] = (i32[object]! & ~SHAPE_MASK) | this.emptyShapeLike(i32[object]! & SHAPE_MASK, classId);
  }

  /** The shape of an instance like `shape` (same size) whose attributes are all in its dict. */
  private emptyShapeLike(shape: number, classId: number): number {
    const known = this.dictShapes.get(shape);
    if (known !== undefined) return known;
    const { vm } = this;
    const layout = vm.info.layouts[shape]!;
    const made = vm.classes.shapeLike(shape, vm.classes.infos[classId]!);
    vm.info.layouts[made] = {
      ...layout,
      slots: new Map(),
      first: layout.end,
      root: made,
      transitions: new Map(),
    };
    this.dictShapes.set(shape, made);
    return made;
  }

  /** Gives a class the attribute `__dict__`, through which its instances' dicts are reached. */
  addDictDescriptor(cls: Ref): void {
    this.makeGetsets();
    this.addGetset(cls, '__dict__', this.getset);
  }

  /** The same for `__weakref__`: the oldest weak reference to the instance. */
  addWeakDescriptor(cls: Ref): void {
    this.makeGetsets();
    this.addGetset(cls, '__weakref__', this.getset + 1);
  }

  private makeGetsets(): void {
    if (this.getset >= 0) return;
    const { getsets } = this.vm.classes;
    getsets.push({
      name: '__dict__',
      get: (machine, self) => machine.runtime.retain(machine.instanceDicts.of(self)),
      set: (machine, self, value) => machine.instanceDicts.replace(self, value),
    });
    getsets.push({
      name: '__weakref__',
      get: (machine, self) =>
        machine.runtime.retain(machine.runtime.weak.referencesTo(self)[0] ?? machine.none),
    });
    this.getset = getsets.length - 2;
  }

  private addGetset(cls: Ref, name: string, id: number): void {
    const { vm } = this;
    const ref = vm.runtime.allocate(Shape.GETSET);
    vm.i32[ref + NATIVE_ID] = id;
    vm.runtime.initialise(ref, NATIVE_SELF, cls);
    vm.classes.put(cls, name, ref);
  }

  /** object.__dict__ = dict */
  replace(object: Ref, dict: Ref): void {
    const { vm } = this;
    if (dict === 0 || vm.kindOf(dict) !== Kind.DICT) {
      throw vm.error(
        'TypeError',
        `__dict__ must be set to a dictionary, not a '${vm.typeName(dict === 0 ? vm.none : dict)}'`,
      );
    }
    this.of(object);
    vm.runtime.store(object, vm.info.dictSlot[vm.shapeOf(object)]!, dict);
  }
}
