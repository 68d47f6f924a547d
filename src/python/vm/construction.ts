import type { Ref } from '../../heap/layout.ts';
import { Op } from '../compiler/opcodes.ts';
import {
  CELL_CONTENT,
  CLASS_BASES,
  CLASS_DICT,
  CLASS_MRO,
  CLASS_QUALNAME,
  CODE_ID,
  Kind,
  NATIVE_ID,
  NATIVE_NAME,
  NATIVE_SELF,
  Shape,
  WRAPPED_CALLABLE,
} from '../objects/shapes.ts';
import type { ClassInfo } from './class-info.ts';
import type { GuestException } from './exceptions.ts';
import { FRAME_ENTRY } from './frames.ts';
import { REFERABLE_KINDS, VARIABLE_KINDS } from './instance-dicts.ts';
import { REG_KWNAMES, type VM } from './vm.ts';

/** Calling a class: `type.__call__`, `object.__new__`, and making classes, `type.__new__`. */
export class Construction {
  private readonly vm: VM;
  private readonly nameCall: number;
  private readonly nameInit: number;
  private readonly nameNew: number;
  private readonly nameAbstract: number;
  private readonly typeStatic: number;
  private readonly objectStatic: number;

  constructor(vm: VM) {
    this.vm = vm;
    this.nameCall = vm.name('__call__');
    this.nameInit = vm.name('__init__');
    this.nameNew = vm.name('__new__');
    this.nameAbstract = vm.name('__abstractmethods__');
    this.typeStatic = vm.classes.infoOf(vm.classes.named('type')).staticIndex;
    this.objectStatic = vm.classes.infoOf(vm.classes.named('object')).staticIndex;
  }

  /** The call [null, class, arguments…] at `base`; as Calls.begin. */
  begin(base: number, count: number, hasKeywords: boolean, flags: number): boolean {
    const { vm } = this;
    const cls = vm.at(base + 1);
    if (vm.classes.infoOf(cls).plainSince === vm.classes.epoch) {
      this.beginInit(vm.classes.lookup(cls, this.nameInit), base, count, hasKeywords, flags);
      return true;
    }
    const meta = vm.classOf(cls);
    const type = vm.roots.statics.words[this.typeStatic]!;
    if (meta !== type) {
      const call = vm.classes.lookup(meta, this.nameCall);
      if (vm.kindOf(call) === Kind.FUNCTION) {
        return vm.calls.beginCopy(call, base, count, hasKeywords, flags);
      }
    }
    if (cls === type && count === 1 && !hasKeywords) {
      const result = vm.runtime.retain(vm.classOf(vm.at(base + 2)));
      this.finish(base, result);
      return false;
    }
    const info = vm.classes.infoOf(cls);
    const init = vm.classes.lookup(cls, this.nameInit);
    const plainNew = this.isObjectNew(vm.classes.lookup(cls, this.nameNew));
    if (plainNew && vm.kindOf(init) === Kind.FUNCTION) {
      this.refuseAbstract(cls);
      if (meta === type) info.plainSince = vm.classes.epoch;
      this.beginInit(init, base, count, hasKeywords, flags);
      return true;
    }
    if (plainNew && this.isObjectInit(init)) {
      if (count > 0) throw vm.error('TypeError', `${info.name}() takes no arguments`);
      if (!hasKeywords && info.kind === Kind.INSTANCE) {
        this.finish(base, this.constructPlain(base + 1));
        return false;
      }
    }
    if (!hasKeywords && !info.isHeapType && meta === type && this.isObjectInit(init)) {
      const make = this.unwrapStatic(vm.classes.lookup(cls, this.nameNew));
      if (vm.kindOf(make) === Kind.NATIVE && vm.i32[make + NATIVE_SELF] === 0) {
        vm.calls.natives.construct(make, base, count + 1);
        return false;
      }
    }
    this.finish(base, this.construct(base + 1, count, hasKeywords));
    return false;
  }

  /** Makes the instance with `object.__new__`, and enters the frame of the class's `__init__`. */
  private beginInit(init: Ref, base: number, count: number, hasKeywords: boolean, flags: number): void {
    const { vm } = this;
    vm.roots.stack[base] = vm.classes.newInstance(vm.at(base + 1));
    const initAt = vm.pushBorrowed(init);
    vm.pushBorrowed(vm.at(base));
    for (let k = 0; k < count; k++) vm.pushBorrowed(vm.at(base + 2 + k));
    vm.calls.beginConstructor(base, initAt, count + 1, hasKeywords, flags);
  }

  /** Replaces the call at `base` by its result. */
  private finish(base: number, result: Ref): void {
    const { vm } = this;
    const { stack } = vm.roots;
    const top = vm.push(result);
    for (let at = base; at < top; at++) {
      const ref = stack[at]!;
      stack[at] = 0;
      vm.runtime.release(ref);
    }
    stack[base] = stack[top]!;
    vm.roots.top = base + 1;
  }

  /** The same as `construct` where neither `__new__` nor `__init__` is the class's own, and there are no arguments. */
  private constructPlain(at: number): Ref {
    const { vm } = this;
    // object.__new__ has a dict of keyword arguments.
    const keywordsAt = vm.push(vm.newDict());
    this.refuseAbstract(vm.at(at));
    const objectAt = vm.push(vm.classes.newInstance(vm.at(at)));
    this.initialised(vm.at(objectAt));
    const made = vm.pop();
    vm.dropTo(keywordsAt);
    return made;
  }

  /** cls.__new__(cls, *args), then __init__ if that made an instance; class and arguments are at `at`. A new reference. */
  construct(at: number, count: number, hasKeywords: boolean): Ref {
    const { vm } = this;
    const names = hasKeywords ? vm.runtime.retain(vm.registers.at(REG_KWNAMES)) : 0;
    const namesAt = vm.push(names);
    const make = vm.classes.lookup(vm.at(at), this.nameNew);
    const object = this.callCopy(this.unwrapStatic(make), vm.at(at), at, count, namesAt);
    const objectAt = vm.push(object);
    if (vm.classes.isSubclass(vm.classOf(object), vm.at(at))) {
      const init = vm.classes.lookup(vm.classOf(object), this.nameInit);
      if (init !== 0 && !this.isObjectInit(init)) {
        const result = this.callCopy(init, vm.at(objectAt), at, count, namesAt);
        if (result !== vm.none) {
          const name = vm.typeName(result);
          vm.push(result);
          throw vm.error('TypeError', `__init__() should return None, not '${name}'`);
        }
        vm.runtime.release(result);
      }
    }
    const made = vm.runtime.retain(vm.at(objectAt));
    this.initialised(made);
    vm.dropTo(namesAt);
    return made;
  }

  /** `__init__` has returned: where the platform decides only now, the instance is registered for its finalizer. */
  initialised(object: Ref): void {
    const { vm } = this;
    if (vm.platform.finalizers.decided !== 'after-init' || vm.info.layouts[vm.shapeOf(object)] === undefined)
      return;
    vm.classes.registerFinalizer(object, vm.classes.infoOf(vm.classOf(object)));
  }

  /** fn(first, *arguments at `at` + 1). */
  private callCopy(fn: Ref, first: Ref, at: number, count: number, namesAt: number): Ref {
    const { vm } = this;
    const base = vm.push(0);
    vm.pushBorrowed(fn);
    vm.pushBorrowed(first);
    for (let k = 0; k < count; k++) vm.pushBorrowed(vm.at(at + 1 + k));
    const names = vm.at(namesAt);
    if (names !== 0) vm.calls.setKeywordNames(vm.runtime.retain(names));
    if (vm.calls.begin(base, count + 1, names !== 0, FRAME_ENTRY)) vm.interpreter.run();
    return vm.pop();
  }

  private unwrapStatic(make: Ref): Ref {
    return this.vm.kindOf(make) === Kind.STATICMETHOD ? this.vm.i32[make + WRAPPED_CALLABLE]! : make;
  }

  private isObjectNew(make: Ref): boolean {
    const { vm } = this;
    return make === vm.classes.lookup(vm.roots.statics.words[this.objectStatic]!, this.nameNew);
  }

  private isObjectInit(init: Ref): boolean {
    const { vm } = this;
    return init === vm.classes.lookup(vm.roots.statics.words[this.objectStatic]!, this.nameInit);
  }

  /** Raises TypeError for a class with abstract methods. */
  refuseAbstract(cls: Ref): void {
    const { vm } = this;
    if (!vm.classes.infoOf(cls).isHeapType) return;
    const names = vm.dicts.getName(vm.i32[cls + CLASS_DICT]!, vm.strings.nameRef(this.nameAbstract));
    if (names === 0 || vm.sets.size(names) === 0) return;
    const texts: string[] = [];
    for (let slot = 0; slot < vm.sets.slots(names); slot++) {
      const key = vm.sets.keyAt(names, slot);
      if (key !== 0) texts.push(vm.text(key));
    }
    texts.sort();
    const plural = texts.length === 1 ? '' : 's';
    throw vm.error(
      'TypeError',
      `Can't instantiate abstract class ${vm.classes.nameOf(cls)} with abstract method${plural} ${texts.join(', ')}`,
    );
  }

  // ---- type.__new__

  /**
   * A class from name, bases and namespace, which are at `at`, `at` + 1, `at` + 2 with the metaclass at `metaAt`. Keyword arguments
   * for __init_subclass__ are in the dict `kwargs` (or null). A new reference.
   */
  makeClass(metaAt: number, at: number, kwargsAt: number): Ref {
    const { vm } = this;
    const { classes } = vm;
    if (vm.tupleLength(vm.at(at + 1)) === 0)
      vm.replace(at + 1, vm.newTuple(vm.runtime.retain(classes.named('object'))));
    this.checkBases(vm.at(at + 1));
    const solidAt = vm.pushBorrowed(this.solidBase(vm.at(at + 1)));
    const solid = classes.infoOf(vm.at(solidAt));
    const inheritedSlots = solid.slotCount;
    const dictAt = vm.push(vm.dicts.copy(vm.at(at + 2)));
    const slots = this.ownSlots(vm.at(dictAt), solid);
    this.prepareDict(dictAt);
    const cls = classes.make(
      this.metaclass(vm.at(metaAt), vm.at(at + 1)),
      vm.at(at),
      vm.at(at + 1),
      (made) => this.mergeOrders(made, vm.at(at + 1)),
      vm.at(dictAt),
      vm.at(solidAt),
      slots === null ? 0 : slots.names.length,
      slots === null || slots.withDict,
    );
    const clsAt = vm.push(cls);
    this.takeQualname(clsAt);
    if (slots !== null) this.addMembers(clsAt, slots.names, inheritedSlots);
    classes.shapeInstances(cls, this.expectedAttributes(cls));
    this.addDescriptors(cls, slots === null || slots.withDict, slots === null || slots.withWeak);
    this.setClassCell(clsAt);
    classes.forgetLookups(vm.at(clsAt));
    this.setNames(clsAt);
    this.initSubclass(clsAt, kwargsAt);
    const made = vm.runtime.retain(vm.at(clsAt));
    vm.dropTo(solidAt);
    return made;
  }

  private checkBases(bases: Ref): void {
    const { vm } = this;
    for (let k = 0; k < vm.tupleLength(bases); k++) {
      const base = vm.tupleItem(bases, k);
      if (!vm.classes.isClass(base)) throw vm.error('TypeError', 'bases must be types');
      for (let j = 0; j < k; j++) {
        if (vm.tupleItem(bases, j) === base)
          throw vm.error('TypeError', `duplicate base class ${vm.classes.nameOf(base)}`);
      }
      if (!vm.classes.infoOf(base).subclassable) {
        throw vm.error('TypeError', `type '${vm.classes.nameOf(base)}' is not an acceptable base type`);
      }
    }
  }

  /** The most derived metaclass of the bases, borrowed. */
  metaclass(meta: Ref, bases: Ref): Ref {
    const { vm } = this;
    let winner = meta;
    for (let k = 0; k < vm.tupleLength(bases); k++) {
      const other = vm.classOf(vm.tupleItem(bases, k));
      if (vm.classes.isSubclass(winner, other)) continue;
      if (vm.classes.isSubclass(other, winner)) {
        winner = other;
        continue;
      }
      throw vm.error(
        'TypeError',
        'metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases',
      );
    }
    return winner;
  }

  /** The base whose instance layout the new class extends. */
  private solidBase(bases: Ref): Ref {
    const { vm } = this;
    let best = vm.tupleItem(bases, 0);
    for (let k = 1; k < vm.tupleLength(bases); k++) {
      const base = vm.tupleItem(bases, k);
      const a = vm.classes.infoOf(best);
      const b = vm.classes.infoOf(base);
      const extendsA = b.kind === a.kind ? b.slotCount > a.slotCount : a.kind === Kind.INSTANCE;
      const conflict =
        b.kind !== a.kind
          ? a.kind !== Kind.INSTANCE && b.kind !== Kind.INSTANCE
          : a.slotCount > 0 &&
            b.slotCount > 0 &&
            !vm.classes.isSubclass(best, this.layoutOwner(base)) &&
            !vm.classes.isSubclass(base, this.layoutOwner(best));
      if (conflict) throw vm.error('TypeError', 'multiple bases have instance lay-out conflict');
      if (extendsA) best = base;
    }
    return best;
  }

  /** The most basic class with the same instance layout: the one that brought the last slots. Borrowed. */
  private layoutOwner(cls: Ref): Ref {
    const { vm } = this;
    const { kind, slotCount } = vm.classes.infoOf(cls);
    const mro = vm.i32[cls + CLASS_MRO]!;
    for (let k = vm.tupleLength(mro) - 1; k > 0; k--) {
      const info = vm.classes.infoOf(vm.tupleItem(mro, k));
      if (info.kind === kind && info.slotCount === slotCount) return vm.tupleItem(mro, k);
    }
    return cls;
  }

  /** Names in `__slots__`, without `__dict__` and `__weakref__`, and which of the two was among them; null without `__slots__`. */
  private ownSlots(
    dict: Ref,
    solid: ClassInfo,
  ): { readonly names: readonly string[]; readonly withDict: boolean; readonly withWeak: boolean } | null {
    const { vm } = this;
    const slots = vm.dicts.getName(dict, vm.strings.nameRef(vm.name('__slots__')));
    if (slots === 0) return null;
    const names: string[] = [];
    const at = vm.pushBorrowed(slots);
    if (vm.isStr(slots)) names.push(vm.text(slots));
    else vm.iterate(vm.at(at), (item) => names.push(this.slotName(item)));
    vm.drop(1);
    const own = names.filter((name) => name !== '__weakref__' && name !== '__dict__');
    if (own.length > 0 && this.isVariable(solid)) {
      throw vm.error('TypeError', `nonempty __slots__ not supported for subtype of '${solid.name}'`);
    }
    for (const name of own) {
      if (vm.dicts.findName(dict, vm.strings.nameRef(vm.name(name))) >= 0) {
        throw vm.error('ValueError', `'${name}' in __slots__ conflicts with class variable`);
      }
    }
    // CPython's order of the slots in an instance.
    const withWeak = names.includes('__weakref__');
    return { names: own.sort(), withDict: names.includes('__dict__'), withWeak };
  }

  private slotName(item: Ref): string {
    const { vm } = this;
    if (!vm.isStr(item)) {
      throw vm.error('TypeError', `__slots__ items must be strings, not '${vm.typeName(item)}'`);
    }
    const text = vm.text(item);
    if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(text)) throw vm.error('TypeError', '__slots__ must be identifiers');
    return text;
  }

  /** Instances are as long as their value: int, bytes, tuple. */
  private isVariable(info: ClassInfo): boolean {
    return info.kind === Kind.INT || info.kind === Kind.BYTES || info.kind === Kind.TUPLE;
  }

  private prepareDict(dictAt: number): void {
    const { vm } = this;
    const dict = vm.at(dictAt);
    for (const [name, shape] of [
      ['__new__', Shape.STATICMETHOD],
      ['__init_subclass__', Shape.CLASSMETHOD],
      ['__class_getitem__', Shape.CLASSMETHOD],
    ] as const) {
      const key = vm.strings.nameRef(vm.name(name));
      const value = vm.dicts.getName(dict, key);
      if (value === 0 || vm.kindOf(value) !== Kind.FUNCTION) continue;
      const wrapped = vm.runtime.allocate(shape);
      vm.runtime.initialise(wrapped, WRAPPED_CALLABLE, value);
      vm.dicts.setName(dict, key, wrapped);
      vm.runtime.release(wrapped);
    }
    const doc = vm.strings.nameRef(vm.name('__doc__'));
    if (vm.dicts.findName(dict, doc) < 0) vm.dicts.setName(dict, doc, vm.none);
    this.unhashableWithEq(dict);
  }

  /** A class that defines `__eq__` and no `__hash__` is unhashable. */
  private unhashableWithEq(dict: Ref): void {
    const { vm } = this;
    const hash = vm.strings.nameRef(vm.name('__hash__'));
    const eq = vm.strings.nameRef(vm.name('__eq__'));
    if (vm.dicts.findName(dict, eq) >= 0 && vm.dicts.findName(dict, hash) < 0)
      vm.dicts.setName(dict, hash, vm.none);
  }

  private takeQualname(clsAt: number): void {
    const { vm } = this;
    const cls = vm.at(clsAt);
    const dict = vm.i32[cls + CLASS_DICT]!;
    const key = vm.strings.nameRef(vm.name('__qualname__'));
    const qualname = vm.dicts.getName(dict, key);
    if (qualname === 0) return;
    vm.runtime.store(cls, CLASS_QUALNAME, qualname);
    vm.dicts.deleteName(dict, key);
  }

  /** The class's method resolution order: C3 (Barrett et al. 1996) unless its metaclass has another. A new tuple. */
  private mergeOrders(cls: Ref, bases: Ref): Ref {
    const { vm } = this;
    const meta = vm.classOf(cls);
    const custom = vm.classes.lookup(meta, vm.name('mro'));
    if (vm.kindOf(custom) === Kind.FUNCTION) {
      const at = vm.push(vm.call(custom, cls));
      const tuple = vm.protocols.toTuple(vm.at(at));
      vm.drop(1);
      return tuple;
    }
    return this.linearise(cls, bases);
  }

  /** The C3 order of a class with these bases: a new tuple. */
  linearise(cls: Ref, bases: Ref): Ref {
    const { vm } = this;
    const orders: Ref[][] = [];
    const direct: Ref[] = [];
    for (let k = 0; k < vm.tupleLength(bases); k++) {
      const base = vm.tupleItem(bases, k);
      const mro = vm.i32[base + CLASS_MRO]!;
      orders.push(Array.from({ length: vm.tupleLength(mro) }, (_, j) => vm.tupleItem(mro, j)));
      direct.push(base);
    }
    orders.push(direct);
    const merged: Ref[] = [cls];
    for (;;) {
      const rest = orders.filter((order) => order.length > 0);
      if (rest.length === 0) break;
      const head = rest.map((order) => order[0]!).find((c) => rest.every((order) => order.indexOf(c) <= 0));
      if (head === undefined) {
        const names = direct.map((base) => vm.classes.nameOf(base)).join(', ');
        throw vm.error(
          'TypeError',
          `Cannot create a consistent method resolution\norder (MRO) for bases ${names}`,
        );
      }
      merged.push(head);
      for (const order of orders) if (order[0] === head) order.shift();
    }
    for (const ref of merged) vm.pushBorrowed(ref);
    return vm.tupleOfTop(merged.length);
  }

  private addMembers(clsAt: number, slots: readonly string[], inheritedSlots: number): void {
    const { vm } = this;
    const { runtime } = vm;
    const cls = vm.at(clsAt);
    const info = vm.classes.infoOf(cls);
    const first = vm.classes.firstSlotOffset(info) + inheritedSlots;
    slots.forEach((name, k) => {
      const member = runtime.allocate(Shape.MEMBER);
      vm.i32[member + NATIVE_ID] = first + k;
      runtime.initialise(member, NATIVE_SELF, cls);
      const mangled =
        name.startsWith('__') && !name.endsWith('__') ? `_${info.name.replace(/^_+/, '')}${name}` : name;
      const key = vm.strings.nameRef(vm.name(mangled));
      runtime.initialise(member, NATIVE_NAME, key);
      vm.dicts.setName(vm.i32[cls + CLASS_DICT]!, key, member);
      runtime.release(member);
    });
  }

  /** How many attributes the class's methods store on `self`: so many inline slots its instances get. */
  private expectedAttributes(cls: Ref): number {
    const { vm } = this;
    const names = new Set<number>();
    const mro = vm.i32[cls + CLASS_MRO]!;
    for (let k = 0; k < vm.tupleLength(mro); k++) {
      const dict = vm.i32[vm.tupleItem(mro, k) + CLASS_DICT]!;
      for (let entry = 0; entry < vm.dicts.filled(dict); entry++) {
        if (vm.dicts.keyAt(dict, entry) === 0) continue;
        const value = vm.dicts.valueAt(dict, entry);
        if (vm.kindOf(value) === Kind.FUNCTION) this.collectStores(value, names);
      }
    }
    return Math.min(30, names.size + 2);
  }

  private collectStores(fn: Ref, names: Set<number>): void {
    const info = this.vm.codes.infos[this.vm.i32[fn + CODE_ID]!]!;
    const { instructions } = info;
    for (let pc = 4; pc < instructions.length; pc += 4) {
      if (instructions[pc] !== Op.STORE_ATTR || instructions[pc - 4] !== Op.LOAD_FAST) continue;
      if (instructions[pc - 3] === 0) names.add(info.names[instructions[pc + 1]!]!);
    }
  }

  /** `__dict__` and `__weakref__` are attributes of the class that gives its instances room for them, where no base did. */
  private addDescriptors(cls: Ref, dict: boolean, weak: boolean): void {
    const { vm } = this;
    const { hasDict, kind } = vm.classes.infoOf(cls);
    const bases = vm.i32[cls + CLASS_BASES]!;
    const inherits = (name: string) => {
      for (let k = 0; k < vm.tupleLength(bases); k++) {
        if (vm.classes.lookup(vm.tupleItem(bases, k), vm.name(name)) !== 0) return true;
      }
      return false;
    };
    if (dict && hasDict && !inherits('__dict__')) vm.instanceDicts.addDictDescriptor(cls);
    if (!weak || REFERABLE_KINDS.has(kind) || VARIABLE_KINDS.has(kind) || inherits('__weakref__')) return;
    vm.instanceDicts.addWeakDescriptor(cls);
  }

  private setClassCell(clsAt: number): void {
    const { vm } = this;
    const key = vm.strings.nameRef(vm.name('__classcell__'));
    const dict = vm.i32[vm.at(clsAt) + CLASS_DICT]!;
    const cell = vm.dicts.getName(dict, key);
    if (cell === 0) return;
    vm.runtime.store(cell, CELL_CONTENT, vm.at(clsAt));
    vm.dicts.deleteName(dict, key);
  }

  private setNames(clsAt: number): void {
    const { vm } = this;
    const entries = vm.dicts.filled(vm.i32[vm.at(clsAt) + CLASS_DICT]!);
    for (let entry = 0; entry < entries; entry++) {
      const dict = vm.i32[vm.at(clsAt) + CLASS_DICT]!;
      if (vm.dicts.keyAt(dict, entry) === 0) continue;
      const value = vm.dicts.valueAt(dict, entry);
      const kind = vm.kindOf(value);
      if (kind === Kind.FUNCTION || kind < Kind.TUPLE) continue;
      const method = vm.classes.special(value, '__set_name__');
      if (method === 0) continue;
      const nameAt = vm.pushBorrowed(vm.dicts.keyAt(dict, entry));
      vm.pushBorrowed(value);
      try {
        vm.runtime.release(vm.calls.callSpecial(method, value, [vm.at(clsAt), vm.at(nameAt)]));
      } catch (error) {
        const raised = vm.guestError(error);
        vm.dropTo(nameAt + 2);
        throw this.setNameError(clsAt, nameAt) ?? raised;
      }
      vm.dropTo(nameAt);
    }
  }

  /** What became of an exception that `__set_name__` has raised: a RuntimeError caused by it; with a note (null) from 3.12 on. */
  private setNameError(clsAt: number, nameAt: number): GuestException | null {
    const { vm } = this;
    const what = `'${vm.typeName(vm.at(nameAt + 1))}' instance ${vm.repr(vm.at(nameAt))}`;
    const message = `Error calling __set_name__ on ${what} in '${vm.classes.nameOf(vm.at(clsAt))}'`;
    const [major, minor] = vm.platform.version;
    if (major < 3 || minor < 12) return vm.exceptions.replaceCurrent('RuntimeError', message);
    const at = vm.push(vm.exceptions.take());
    const noteAt = vm.push(vm.newStr(message));
    vm.runtime.release(vm.callMethod(vm.at(at), 'add_note', vm.at(noteAt)));
    vm.drop(1);
    vm.exceptions.reraise(vm.pop());
    return null;
  }

  private initSubclass(clsAt: number, kwargsAt: number): void {
    const { vm } = this;
    const cls = vm.at(clsAt);
    const method = vm.classes.lookupAfter(cls, cls, vm.name('__init_subclass__'));
    if (method === 0) return;
    const kwargs = kwargsAt < 0 ? 0 : vm.at(kwargsAt);
    const bound = vm.push(vm.attributes.bind(method, 0, vm.at(clsAt)));
    vm.runtime.release(vm.calls.callWith(vm.at(bound), [], kwargs));
    vm.drop(1);
  }
}
