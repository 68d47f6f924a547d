import {
  SHAPE_CONTAINER,
  SHAPE_FINALIZER,
  SHAPE_IDENTITY,
  SHAPE_TRASHCAN,
  SHAPE_UNTRACKABLE,
  VAR_NONE,
  type VariablePart,
} from '../../contract/shapes.ts';
import { InvariantViolation } from '../../heap/errors.ts';
import { FLAG_FINALIZED, FLAG_FINALIZER, FLAG_IMMORTAL, type Ref } from '../../heap/layout.ts';
import type { Layout } from '../objects/shape-info.ts';
import {
  builtinShapes,
  CLASS_BASES,
  CLASS_DICT,
  CLASS_ID,
  CLASS_META,
  CLASS_MRO,
  CLASS_NAME,
  CLASS_QUALNAME,
  INSTANCE_CLASS,
  Kind,
  NATIVE_ID,
  NATIVE_SELF,
  Shape,
  TUPLE_DATA,
  WRAPPED_CALLABLE,
} from '../objects/shapes.ts';
import type { ClassInfo } from './class-info.ts';
import { type BuiltinClass, type GetSet, makeNative, type Native, type NativeCode } from './natives.ts';
import type { VM } from './vm.ts';

const MISS = -1;
const DEPTH_SHIFT = 20;
const ENTRY_MASK = (1 << DEPTH_SHIFT) - 1;

/** See `bootstrap`. */
const TYPE_ID = 1;

/** A power of two. */
const RECENT_ENTRIES = 1 << 11;

/** CPython's SHARED_KEYS_MAX_SIZE. */
const SHARED_KEYS_MAX = 30;

/** Classes: built-in and made by programs, their records, and lookup along the method resolution order. */
export class Classes {
  readonly infos: ClassInfo[] = [];
  readonly natives: Native[] = [];
  readonly getsets: GetSet[] = [];
  /** Changes when a cached attribute lookup anywhere may have become wrong. */
  epoch = 1;
  private readonly vm: VM;
  /** A direct-mapped table over the `cache` of all classes: class id, name id, what was found. */
  private readonly recent = new Int32Array(3 * RECENT_ENTRIES);
  private readonly byName = new Map<string, number>();

  constructor(vm: VM) {
    this.vm = vm;
    this.bootstrap();
  }

  /** `object` and `type` refer to each other: both exist before either is filled. */
  private bootstrap(): void {
    this.allocateBuiltin({ name: 'object', kind: Kind.INSTANCE, shape: Shape.OBJECT });
    this.allocateBuiltin({ name: 'type', kind: Kind.CLASS, shape: Shape.CLASS });
    const { vm } = this;
    vm.registers.words[1] = vm.runtime.allocateVariable(Shape.TUPLE, 0); // REG_EMPTY_TUPLE
    for (const name of ['tuple', 'str', 'dict']) {
      const shape = { tuple: Shape.TUPLE, str: Shape.STR, dict: Shape.DICT }[name]!;
      this.allocateBuiltin({ name, kind: this.vm.info.kind[shape]!, shape });
    }
    for (const name of ['object', 'type', 'tuple', 'str', 'dict'])
      this.link(this.named(name), name, 'object');
  }

  /** Defines a built-in class; `object`, `type`, `tuple`, `str` and `dict` exist already and are filled. */
  define(spec: BuiltinClass): Ref {
    let cls = this.byName.has(spec.name) ? this.named(spec.name) : 0;
    if (cls === 0) {
      cls = this.allocateBuiltin(spec);
      this.link(this.named(spec.name), spec.name, spec.base ?? 'object');
      cls = this.named(spec.name);
      if (spec.mixin !== undefined) this.addMixin(cls, this.named(spec.mixin));
    }
    for (const [name, [signature, code]] of Object.entries(spec.methods ?? {})) {
      const native = this.native(name, signature, code, spec.name);
      const shape = this.natives[native]!.isSlot ? this.vm.info.unboundSlot : Shape.METHOD_DESCRIPTOR;
      this.put(cls, name, this.descriptor(shape, native, cls));
    }
    for (const [name, [signature, code]] of Object.entries(spec.classMethods ?? {})) {
      this.put(cls, name, this.wrapped(Shape.CLASSMETHOD, this.native(name, signature, code, spec.name)));
    }
    for (const [name, [signature, code]] of Object.entries(spec.staticMethods ?? {})) {
      this.put(cls, name, this.wrapped(Shape.STATICMETHOD, this.native(name, signature, code, spec.name)));
    }
    for (const [name, getset] of Object.entries(spec.getsets ?? {})) {
      this.getsets.push({ name, ...getset });
      this.put(cls, name, this.descriptor(Shape.GETSET, this.getsets.length - 1, cls));
    }
    if (spec.unhashable === true) this.put(cls, '__hash__', this.vm.newNone());
    if (spec.doc !== undefined) this.put(cls, '__doc__', this.vm.newStr(spec.doc));
    if (spec.getsets?.__module__ === undefined)
      this.put(cls, '__module__', this.vm.newStr(spec.module ?? 'builtins'));
    return cls;
  }

  /** The number of a new native; `owner` names the built-in class it is a method of. */
  native(name: string, signature: string, code: NativeCode, owner = ''): number {
    this.natives.push(makeNative(name, signature, code, '', owner));
    return this.natives.length - 1;
  }

  /** A built-in function, bound to `self` (borrowed; null for a plain function). */
  newNative(native: number, self: Ref): Ref {
    const { runtime, info } = this.vm;
    const ref = runtime.allocate(self !== 0 && this.natives[native]!.isSlot ? info.boundSlot : Shape.NATIVE);
    this.vm.i32[ref + NATIVE_ID] = native;
    runtime.initialise(ref, NATIVE_SELF, self);
    return ref;
  }

  private descriptor(shape: number, id: number, cls: Ref): Ref {
    const { runtime } = this.vm;
    const ref = runtime.allocate(shape);
    this.vm.i32[ref + NATIVE_ID] = id;
    runtime.initialise(ref, NATIVE_SELF, cls);
    return ref;
  }

  private wrapped(shape: number, id: number): Ref {
    const { runtime } = this.vm;
    const native = this.newNative(id, 0);
    const ref = runtime.allocate(shape);
    runtime.initialiseOwned(ref, WRAPPED_CALLABLE, native);
    return ref;
  }

  /** cls.__dict__[name] = value, taking the value over; for built-in classes while they are made. */
  put(cls: Ref, name: string, value: Ref): void {
    const { vm } = this;
    vm.dicts.setName(vm.i32[cls + CLASS_DICT]!, vm.strings.nameRef(vm.name(name)), value);
    vm.runtime.release(value);
  }

  private allocateBuiltin(spec: BuiltinClass): Ref {
    const { vm } = this;
    const cls = vm.runtime.allocate(Shape.CLASS);
    vm.i32[cls] = vm.i32[cls]! | FLAG_IMMORTAL;
    const staticIndex = vm.roots.addStatic(cls);
    const base = spec.base === undefined ? undefined : this.infoOf(this.named(spec.base));
    const slots = vm.info.classSlot;
    const info: ClassInfo = {
      id: this.infos.length,
      name: spec.name,
      prefix: spec.module === undefined || spec.name.includes('.') ? '' : `${spec.module}.`,
      kind: spec.kind,
      shape: spec.shape,
      staticIndex,
      subclassable: spec.subclassable ?? true,
      hasDict: spec.hasDict ?? vm.info.hasDict(spec.shape),
      capacity: 0,
      sharedKeys: new Map(),
      slotCount: 0,
      subclasses: new Set(),
      shapes: [],
      cache: new Map(),
      hasFinalizer: false,
      isHeapType: false,
      plainSince: 0,
    };
    this.infos.push(info);
    base?.subclasses.add(info.id);
    this.byName.set(spec.name, info.id);
    vm.i32[cls + CLASS_ID] = info.id;
    if (slots[spec.shape] === 0 && (base === undefined || base.shape !== spec.shape)) {
      vm.info.staticClass[spec.shape] = staticIndex;
    }
    if (spec.kind === Kind.INT || spec.kind === Kind.WIDE) {
      for (const shape of [Shape.INT, Shape.WIDE, Shape.BIG]) vm.info.staticClass[shape] = staticIndex;
    }
    return cls;
  }

  private link(cls: Ref, name: string, baseName: string): void {
    const { vm } = this;
    const { runtime, i32 } = vm;
    const isObject = name === 'object';
    const base = this.named(baseName);
    runtime.initialise(cls, CLASS_META, this.named('type'));
    runtime.initialiseOwned(cls, CLASS_NAME, vm.strings.make(name));
    runtime.initialiseOwned(cls, CLASS_QUALNAME, vm.strings.make(name));
    const bases = runtime.allocateVariable(Shape.TUPLE, isObject ? 0 : 1);
    if (!isObject) runtime.initialise(bases, 3, base);
    runtime.initialiseOwned(cls, CLASS_BASES, bases);
    const inherited = isObject ? 0 : i32[base + CLASS_MRO]!;
    const length = inherited === 0 ? (isObject ? 1 : 2) : vm.tupleLength(inherited) + 1;
    const mro = runtime.allocateVariable(Shape.TUPLE, length);
    runtime.initialise(mro, 3, cls);
    for (let k = 1; k < length; k++) {
      runtime.initialise(mro, 3 + k, inherited === 0 ? base : vm.tupleItem(inherited, k - 1));
    }
    runtime.initialiseOwned(cls, CLASS_MRO, mro);
    runtime.initialiseOwned(cls, CLASS_DICT, vm.newDict());
  }

  /** A second base: what only it brings comes into the MRO before the first class that both have. */
  private addMixin(cls: Ref, mixin: Ref): void {
    const { vm } = this;
    const items = (tuple: Ref) =>
      Array.from({ length: vm.tupleLength(tuple) }, (_, k) => vm.tupleItem(tuple, k));
    const order = items(vm.i32[cls + CLASS_MRO]!);
    const other = items(vm.i32[mixin + CLASS_MRO]!);
    const common = order.findIndex((ref) => other.includes(ref));
    const merged = [
      ...order.slice(0, common),
      ...other.filter((ref) => !order.includes(ref)),
      ...order.slice(common),
    ];
    for (const ref of merged) vm.pushBorrowed(ref);
    vm.runtime.storeOwned(cls, CLASS_MRO, vm.tupleOfTop(merged.length));
    const bases = [...items(vm.i32[cls + CLASS_BASES]!), mixin];
    for (const ref of bases) vm.pushBorrowed(ref);
    vm.runtime.storeOwned(cls, CLASS_BASES, vm.tupleOfTop(bases.length));
    this.infoOf(mixin).subclasses.add(this.infoOf(cls).id);
  }

  // ---- Finding classes

  /** A built-in class by its internal name, borrowed. */
  named(name: string): Ref {
    const id = this.byName.get(name);
    if (id === undefined) throw new InvariantViolation('builtin-class', `there is no built-in class ${name}`);
    return this.vm.roots.statics.words[this.infos[id]!.staticIndex]!;
  }

  /** The class `type`, borrowed. */
  get type(): Ref {
    return this.vm.roots.statics.words[this.infos[TYPE_ID]!.staticIndex]!;
  }

  hasNamed(name: string): boolean {
    return this.byName.has(name);
  }

  infoOf(cls: Ref): ClassInfo {
    return this.infos[this.vm.i32[cls + CLASS_ID]!]!;
  }

  nameOf(cls: Ref): string {
    return this.infoOf(cls).name;
  }

  isClass(ref: Ref): boolean {
    return this.vm.kindOf(ref) === Kind.CLASS;
  }

  isSubclass(cls: Ref, of: Ref): boolean {
    if (cls === of) return true;
    const { vm } = this;
    const mro = vm.i32[cls + CLASS_MRO]!;
    const length = vm.tupleLength(mro);
    for (let k = 0; k < length; k++) if (vm.tupleItem(mro, k) === of) return true;
    return false;
  }

  // ---- Lookup

  /** The attribute `name` along the MRO of `cls`: borrowed, 0 if there is none. Runs no guest code. */
  lookup(cls: Ref, name: number): Ref {
    const { vm, recent } = this;
    const { i32 } = vm;
    const id = i32[cls + CLASS_ID]!;
    const at = ((id * 61 + name * 3) & (RECENT_ENTRIES - 1)) * 3;
    if (recent[at] !== id || recent[at + 1] !== name) {
      recent[at + 2] = this.find(cls, name);
      recent[at] = id;
      recent[at + 1] = name;
    }
    const found = recent[at + 2]!;
    if (found === MISS) return 0;
    const owner = i32[i32[cls + CLASS_MRO]! + TUPLE_DATA + (found >>> DEPTH_SHIFT)]!;
    return vm.dicts.valueAt(i32[owner + CLASS_DICT]!, found & ENTRY_MASK);
  }

  /** Where `lookup` finds a name, or MISS. */
  private find(cls: Ref, name: number): number {
    const { cache } = this.infoOf(cls);
    let found = cache.get(name);
    if (found === undefined) {
      found = this.search(cls, name);
      cache.set(name, found);
    }
    return found;
  }

  private search(cls: Ref, name: number): number {
    const { vm } = this;
    const mro = vm.i32[cls + CLASS_MRO]!;
    const key = vm.strings.nameRef(name);
    const length = vm.tupleLength(mro);
    for (let depth = 0; depth < length; depth++) {
      const dict = vm.i32[vm.tupleItem(mro, depth) + CLASS_DICT]!;
      const entry = vm.dicts.findName(dict, key);
      if (entry >= 0) return (depth << DEPTH_SHIFT) | entry;
    }
    return MISS;
  }

  /** Where `lookup` finds a name: which class along the MRO, which entry of its dict. Null if nowhere. */
  placeOf(cls: Ref, name: number): { readonly depth: number; readonly entry: number } | null {
    const found = this.find(cls, name);
    return found === MISS ? null : { depth: found >>> DEPTH_SHIFT, entry: found & ENTRY_MASK };
  }

  /** Like `lookup`, starting after `after` in the MRO (super). */
  lookupAfter(cls: Ref, after: Ref, name: number): Ref {
    const { vm } = this;
    const mro = vm.i32[cls + CLASS_MRO]!;
    const key = vm.strings.nameRef(name);
    const length = vm.tupleLength(mro);
    let passed = false;
    for (let k = 0; k < length; k++) {
      const item = vm.tupleItem(mro, k);
      if (passed) {
        const value = vm.dicts.getName(vm.i32[item + CLASS_DICT]!, key);
        if (value !== 0) return value;
      } else if (item === after) {
        passed = true;
      }
    }
    return 0;
  }

  /** A special method of the object's class, borrowed, or 0. */
  special(object: Ref, name: string): Ref {
    return this.lookup(this.vm.classOf(object), this.vm.name(name));
  }

  // ---- Changing

  /** The class's dict is about to change, or has changed, at `name`: forget what was derived from it. */
  changed(cls: Ref, name: number, structural: boolean): void {
    if (structural) this.forget(this.infoOf(cls));
    this.epoch++;
    if (this.vm.strings.nameText(name) === '__del__') this.updateFinalizers(this.infoOf(cls));
  }

  /** Entries of the class's dict were deleted or moved: lookups must not use their numbers any more. */
  forgetLookups(cls: Ref): void {
    this.forget(this.infoOf(cls));
  }

  private forget(info: ClassInfo): void {
    this.recent.fill(0);
    info.cache.clear();
    for (const id of info.subclasses) this.forget(this.infos[id]!);
  }

  /** A class that is being made: has it `__del__`, or is that decided by itself and its bases alone? */
  private finalizerAtCreation(cls: Ref): boolean {
    const { vm } = this;
    const name = vm.name('__del__');
    if (vm.platform.finalizers.decided !== 'at-class-creation') return this.lookup(cls, name) !== 0;
    if (vm.dicts.findName(vm.i32[cls + CLASS_DICT]!, vm.strings.nameRef(name)) >= 0) return true;
    const bases = vm.i32[cls + CLASS_BASES]!;
    for (let k = 0; k < vm.tupleLength(bases); k++) {
      if (this.infoOf(vm.tupleItem(bases, k)).hasFinalizer) return true;
    }
    return false;
  }

  private updateFinalizers(info: ClassInfo): void {
    if (this.vm.platform.finalizers.decided === 'at-class-creation') return;
    const pending = [info];
    while (pending.length > 0) {
      const next = pending.pop()!;
      for (const id of next.subclasses) pending.push(this.infos[id]!);
      next.hasFinalizer = true;
      if (this.vm.platform.finalizers.decided !== 'at-death' && !this.vm.runtime.counting) continue;
      for (const shape of next.shapes) this.vm.runtime.shapes.traits[shape]! |= SHAPE_FINALIZER;
    }
  }

  // ---- Classes made by the program

  /**
   * A class of the program: record, shapes and heap object. All arguments are borrowed and rooted by the caller, `slots`
   * is how many `__slots__` of its own it has, `ownDict` whether its instances get a `__dict__` by it.
   */
  make(
    meta: Ref,
    name: Ref,
    bases: Ref,
    mroOf: (cls: Ref) => Ref,
    dict: Ref,
    solid: Ref,
    slots: number,
    ownDict: boolean,
  ): Ref {
    const { vm } = this;
    const { runtime, i32 } = vm;
    const base = this.infoOf(solid);
    const cls = runtime.allocate(Shape.CLASS);
    const text = vm.text(name);
    const info: ClassInfo = {
      id: this.infos.length,
      name: text,
      prefix: '',
      kind: base.kind,
      shape: 0,
      staticIndex: -1,
      subclassable: true,
      hasDict: ownDict || base.hasDict || this.anyBaseHasDict(bases),
      capacity: 0,
      sharedKeys: new Map(),
      slotCount: base.slotCount + slots,
      subclasses: new Set(),
      shapes: [],
      cache: new Map(),
      hasFinalizer: false,
      isHeapType: true,
      plainSince: 0,
    };
    this.infos.push(info);
    i32[cls + CLASS_ID] = info.id;
    runtime.initialise(cls, CLASS_META, meta);
    runtime.initialise(cls, CLASS_NAME, name);
    runtime.initialise(cls, CLASS_QUALNAME, name);
    runtime.initialise(cls, CLASS_BASES, bases);
    runtime.initialise(cls, CLASS_DICT, dict);
    vm.push(cls);
    runtime.initialiseOwned(cls, CLASS_MRO, mroOf(cls));
    for (let k = 0; k < vm.tupleLength(bases); k++)
      this.infoOf(vm.tupleItem(bases, k)).subclasses.add(info.id);
    info.hasFinalizer = this.finalizerAtCreation(cls);
    return vm.pop();
  }

  private anyBaseHasDict(bases: Ref): boolean {
    for (let k = 0; k < this.vm.tupleLength(bases); k++) {
      if (this.infoOf(this.vm.tupleItem(bases, k)).hasDict) return true;
    }
    return false;
  }

  /** Gives a class of the program the shape of its fresh instances, with room for `capacity` inline attributes. */
  shapeInstances(cls: Ref, capacity: number): void {
    const info = this.infoOf(cls);
    info.capacity = info.kind === Kind.INSTANCE && info.hasDict ? capacity : 0;
    info.shape = this.instanceShape(info);
  }

  private instanceShape(info: ClassInfo): number {
    const { vm } = this;
    const inherited = info.kind === Kind.INSTANCE ? null : builtinShapes[this.builtinShapeOf(info.kind) - 1]!;
    const ownClassSlot = inherited === null ? 0 : this.builtinClassSlot(info.kind);
    const raw = inherited?.raw ?? 0;
    const baseRefs = inherited?.refs ?? 0;
    const extra = ownClassSlot === 0 ? 2 : 0;
    const traits =
      (inherited?.traits ?? 0) |
      SHAPE_CONTAINER |
      SHAPE_IDENTITY |
      SHAPE_TRASHCAN |
      (info.hasFinalizer ? SHAPE_FINALIZER : 0);
    const classSlot = ownClassSlot !== 0 ? ownClassSlot : 2 + raw + baseRefs;
    const ownDictSlot = inherited === null ? 0 : vm.info.dictSlot[this.builtinShapeOf(info.kind)]!;
    const dictSlot = info.hasDict ? (ownDictSlot !== 0 ? ownDictSlot : classSlot + 1) : 0;
    const firstSlot = 2 + raw + baseRefs + extra;
    const end = firstSlot + info.slotCount + info.capacity;
    const shape = vm.info.define(info.name, {
      // An instance of a subclass of int is always made of limbs.
      kind: info.kind === Kind.INT ? Kind.BIG : info.kind,
      raw,
      refs: baseRefs + extra + info.slotCount + info.capacity,
      traits: traits & ~SHAPE_UNTRACKABLE,
      classSlot,
      dictSlot,
      variable: inherited?.variable ?? VAR_NONE,
    });
    info.shapes.push(shape);
    const layout: Layout = {
      classId: info.id,
      slots: new Map(),
      first: firstSlot + info.slotCount,
      end,
      root: shape,
      transitions: new Map(),
    };
    vm.info.layouts[shape] = layout;
    return shape;
  }

  /** Offset of the first `__slots__` slot of instances of this class's record. */
  firstSlotOffset(info: ClassInfo): number {
    if (info.kind === Kind.INSTANCE) return 4;
    const inherited = builtinShapes[this.builtinShapeOf(info.kind) - 1]!;
    return 2 + inherited.raw + inherited.refs + (this.builtinClassSlot(info.kind) === 0 ? 2 : 0);
  }

  private builtinShapeOf(kind: number): number {
    if (kind === Kind.INT || kind === Kind.WIDE) return Shape.BIG;
    return builtinShapes.findIndex((spec) => spec.kind === kind) + 1;
  }

  private builtinClassSlot(kind: number): number {
    return this.vm.info.classSlot[this.builtinShapeOf(kind)]!;
  }

  /** The shape after an instance of `shape` got the attribute `name`, or 0 if it has no room left. */
  transition(shape: number, name: number): number {
    const layout = this.vm.info.layouts[shape]!;
    const known = layout.transitions.get(name);
    if (known !== undefined) return known;
    const info = this.infos[layout.classId]!;
    const offset = layout.first + this.sharedIndex(info, name);
    if (offset >= layout.end) return 0;
    const next = this.shapeLike(shape, info);
    const slots = new Map(layout.slots);
    slots.set(name, offset);
    this.vm.info.layouts[next] = { ...layout, slots, transitions: new Map() };
    layout.transitions.set(name, next);
    return next;
  }

  /** One more shape of the class's instances, of the same fields and size as `shape`; the caller gives it its layout. */
  shapeLike(shape: number, info: ClassInfo): number {
    const { vm } = this;
    const { shapes } = vm.runtime;
    const made = vm.info.define(info.name, {
      kind: vm.info.kind[shape]!,
      raw: shapes.refsFrom[shape]! - 2,
      refs: shapes.refsTo[shape]! - shapes.refsFrom[shape]!,
      traits: shapes.traits[shape]!,
      classSlot: vm.info.classSlot[shape]!,
      dictSlot: vm.info.dictSlot[shape]!,
      variable: shapes.variable[shape]! as VariablePart,
    });
    info.shapes.push(made);
    return made;
  }

  /** The place of a name among the attributes of a class's instances; beyond all slots if there are too many. */
  private sharedIndex(info: ClassInfo, name: number): number {
    const known = info.sharedKeys.get(name);
    if (known !== undefined) return known;
    const index = info.sharedKeys.size;
    if (index === SHARED_KEYS_MAX) return Number.MAX_SAFE_INTEGER;
    info.sharedKeys.set(name, index);
    return index;
  }

  /** The shape after an instance of `shape` has lost the attribute `name`, or 0. */
  withoutAttribute(shape: number, name: number): number {
    const layout = this.vm.info.layouts[shape]!;
    let next = layout.root;
    for (const other of layout.slots.keys()) {
      if (other !== name && next !== 0) next = this.transition(next, other);
    }
    return next;
  }

  /** An instance ran out of attribute slots: later ones get more. */
  raiseCapacity(info: ClassInfo): void {
    info.capacity = Math.max(info.capacity * 2 + 2, info.sharedKeys.size);
    info.shape = this.instanceShape(info);
  }

  /** A fresh instance of INSTANCE kind; registers its finalizer. */
  newInstance(cls: Ref): Ref {
    const { vm } = this;
    const { runtime } = vm;
    const info = this.infoOf(cls);
    const ref = runtime.allocate(info.shape);
    if (info.isHeapType) runtime.initialise(ref, INSTANCE_CLASS, cls);
    if (vm.platform.finalizers.decided !== 'after-init') this.registerFinalizer(ref, info);
    return ref;
  }

  /** A fresh instance of a class with a finalizer is registered for it, where a collector and not a count finds it dead. */
  registerFinalizer(ref: Ref, info: ClassInfo): void {
    const { runtime, i32 } = this.vm;
    if (!info.hasFinalizer || runtime.counting || (i32[ref]! & (FLAG_FINALIZER | FLAG_FINALIZED)) !== 0)
      return;
    runtime.finalizers.register(ref);
  }

  /** Sets the class of a fresh object of a built-in kind whose shape has a class slot, and registers its finalizer. */
  adopt(ref: Ref, cls: Ref): Ref {
    const { vm } = this;
    const slot = vm.info.classSlot[vm.shapeOf(ref)]!;
    if (slot !== 0) vm.runtime.initialise(ref, slot, cls);
    if (vm.platform.finalizers.decided !== 'after-init') this.registerFinalizer(ref, this.infoOf(cls));
    return ref;
  }
}
