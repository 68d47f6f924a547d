import { type Ref, SHAPE_MASK } from '../../heap/layout.ts';
import {
  CLASS_DICT,
  CLASS_ID,
  CLASS_MRO,
  DICT_ENTRIES,
  INSTANCE_CLASS,
  INSTANCE_DICT,
  ITEMS_DATA,
  Kind,
  Shape,
  TUPLE_DATA,
} from '../objects/shapes.ts';
import type { CodeInfo } from './codes.ts';
import type { VM } from './vm.ts';

const EPOCH_MASK = 0xffffff;
const SLOT_MAX = 0xff;
const DEPTH_MAX = 0xf;
const ENTRY_MAX = 0xfff;

/** Shapes of built-in classes, whose instances have no attributes of their own. */
const EXACT: ReadonlySet<number> = new Set([
  Shape.LIST,
  Shape.DICT,
  Shape.STR,
  Shape.SET,
  Shape.TUPLE,
  Shape.BYTES,
  Shape.INT,
  Shape.FLOAT,
]);

const CACHE_ENTRIES = 1 << 10;

/** A direct-mapped table from a shape and a name to a number, valid in one epoch of the classes. */
class SharedCache {
  private readonly words = new Int32Array(4 * CACHE_ENTRIES);

  /** -1: not known. */
  find(shape: number, name: number, epoch: number): number {
    const { words } = this;
    const at = SharedCache.place(shape, name);
    if (words[at] !== shape || words[at + 1] !== name || words[at + 2] !== epoch) return -1;
    return words[at + 3]!;
  }

  note(shape: number, name: number, epoch: number, found: number): void {
    const { words } = this;
    const at = SharedCache.place(shape, name);
    words[at] = shape;
    words[at + 1] = name;
    words[at + 2] = epoch;
    words[at + 3] = found;
  }

  private static place(shape: number, name: number): number {
    return ((shape * 31 + name * 7) & (CACHE_ENTRIES - 1)) << 2;
  }
}

/**
 * Inline caches of attribute instructions, in the two words behind each: a shape, and what was found for it, with the
 * epoch of the classes in the upper bits. A cache never holds a Ref.
 *
 *     LOAD_ATTR, STORE_ATTR   shape    epoch (24) │ slot (8)        the attribute is in an instance's slot
 *     STORE_ATTR              ~shape   epoch (24) │ slot (8)        it is not there yet; a transition adds it
 *     LOAD_METHOD             shape    epoch (16) │ depth (4) │ entry (12)   a function, by its place along the MRO
 */
export class AttributeCaches {
  private readonly vm: VM;
  /** For instructions that see objects of many shapes: what was found for a shape and a name, whichever instruction asked. */
  private readonly slots = new SharedCache();
  private readonly methods = new SharedCache();
  /** What attributes of a class are, by its id and a name: as in LOAD_METHOD. */
  private readonly classValues = new SharedCache();
  private readonly nameGet: number;

  constructor(vm: VM) {
    this.vm = vm;
    this.nameGet = vm.name('__get__');
  }

  /** LOAD_ATTR without a cache hit: replaces the object at sp - 1. @returns whether it was in a slot, which the cache would have found */
  loadAttr(info: CodeInfo, code: Int32Array, pc: number, sp: number): boolean {
    const { vm } = this;
    const name = info.names[code[pc + 1]!]!;
    const object = vm.at(sp - 1);
    const shape = vm.i32[object]! & SHAPE_MASK;
    const known = this.slots.find(shape, name, vm.classes.epoch);
    if (known >= 0) {
      const held = vm.i32[object + known]!;
      if (held !== 0) {
        code[pc + 2] = shape;
        code[pc + 3] = ((vm.classes.epoch & EPOCH_MASK) << 8) | known;
        vm.roots.stack[sp - 1] = vm.runtime.retain(held);
        vm.runtime.release(object);
        return true;
      }
    }
    if (shape === Shape.CLASS) {
      const value = this.classValue(object, name);
      if (value !== 0) {
        vm.roots.stack[sp - 1] = vm.runtime.retain(value);
        vm.runtime.release(object);
        return false;
      }
    }
    const value = vm.attributes.getRooted(sp - 1, name);
    vm.roots.top = sp;
    const isSlot = this.cacheSlot(code, pc, vm.at(sp - 1), name);
    vm.replace(sp - 1, value);
    return isSlot;
  }

  /** What is read from a class without binding it or asking anybody: borrowed, or 0. */
  private classValue(cls: Ref, name: number): Ref {
    const { vm } = this;
    const { classes } = vm;
    const id = vm.i32[cls + CLASS_ID]!;
    let place = this.classValues.find(id, name, classes.epoch);
    if (place < 0) {
      place = this.placeInClass(cls, name);
      if (place < 0) return 0;
      this.classValues.note(id, name, classes.epoch, place);
    }
    const value = this.methodAt(cls, place);
    switch (vm.kindOf(value)) {
      case Kind.STATICMETHOD:
      case Kind.CLASSMETHOD:
        return 0;
      case Kind.INSTANCE:
      case Kind.RECORD:
        return classes.lookup(vm.classOf(value), this.nameGet) === 0 ? value : 0;
      default:
        return value;
    }
  }

  /** Where an attribute of a class is that its metaclass has nothing to do with, or -1. */
  private placeInClass(cls: Ref, name: number): number {
    const { vm } = this;
    if (!this.isPlain(vm.classOf(cls), name)) return -1;
    const place = vm.classes.placeOf(cls, name);
    if (place === null || place.depth > DEPTH_MAX || place.entry > ENTRY_MAX) return -1;
    return (place.depth << 12) | place.entry;
  }

  /** The slot of an attribute with nothing in the class before it, or -1. */
  private slotOf(object: Ref, shape: number, name: number): number {
    const { vm } = this;
    const known = this.slots.find(shape, name, vm.classes.epoch);
    if (known >= 0) return known;
    const slot = vm.info.layouts[shape]?.slots.get(name);
    if (slot === undefined || slot > SLOT_MAX || !this.isPlain(vm.classOf(object), name)) return -1;
    this.slots.note(shape, name, vm.classes.epoch, slot);
    return slot;
  }

  /** An attribute that lives in an instance's slot, with nothing in the class before it. */
  private cacheSlot(code: Int32Array, pc: number, object: Ref, name: number): boolean {
    const { vm } = this;
    const shape = vm.shapeOf(object);
    const slot = vm.info.layouts[shape]?.slots.get(name);
    if (slot === undefined || slot > SLOT_MAX || vm.i32[object + slot] === 0) return false;
    if (!this.isPlain(vm.classOf(object), name)) return false;
    code[pc + 2] = shape;
    code[pc + 3] = ((vm.classes.epoch & EPOCH_MASK) << 8) | slot;
    this.slots.note(shape, name, vm.classes.epoch, slot);
    return true;
  }

  /** Nothing in the class stands between the name and the instance's own attribute. */
  private isPlain(cls: Ref, name: number): boolean {
    const { vm } = this;
    const meta = vm.classes.lookup(cls, name);
    return (meta === 0 || !vm.attributes.isData(meta)) && !vm.attributes.hasCustomGet(cls);
  }

  /** STORE_ATTR without a slot hit: [value, object]. */
  storeAttr(info: CodeInfo, code: Int32Array, pc: number, sp: number): void {
    const { vm } = this;
    const { i32 } = vm;
    const name = info.names[code[pc + 1]!]!;
    const object = vm.at(sp - 1);
    const shape = i32[object]! & SHAPE_MASK;
    const known = code[pc + 2] === ~shape && code[pc + 3]! >>> 8 === (vm.classes.epoch & EPOCH_MASK);
    if (known && i32[object + INSTANCE_DICT] === 0) {
      i32[object] = (i32[object]! & ~SHAPE_MASK) | vm.classes.transition(shape, name);
      vm.runtime.store(object, code[pc + 3]! & SLOT_MAX, vm.at(sp - 2));
      return;
    }
    vm.attributes.setRooted(sp - 1, name, sp - 2);
    vm.roots.top = sp;
    this.cacheStore(code, pc, vm.at(sp - 1), shape, name);
  }

  private cacheStore(code: Int32Array, pc: number, object: Ref, before: number, name: number): void {
    const { vm } = this;
    const cls = vm.classOf(object);
    if (vm.attributes.hasCustomSet(cls)) return;
    const after = vm.shapeOf(object);
    if (after === before) {
      this.cacheSlot(code, pc, object, name);
      return;
    }
    const slot = vm.info.layouts[after]?.slots.get(name);
    const added = vm.info.layouts[before]?.transitions.get(name) === after;
    if (!added || slot === undefined || slot > SLOT_MAX || vm.info.kind[after] !== Kind.INSTANCE) return;
    if (vm.info.dictSlot[after] !== INSTANCE_DICT || !this.isPlain(cls, name)) return;
    code[pc + 2] = ~before;
    code[pc + 3] = ((vm.classes.epoch & EPOCH_MASK) << 8) | slot;
  }

  /** LOAD_METHOD: [object] → [function, object] or [null, value]. */
  loadMethod(info: CodeInfo, code: Int32Array, pc: number, sp: number): void {
    const { vm } = this;
    const { i32 } = vm;
    const { stack } = vm.roots;
    const object = stack[sp - 1]!;
    const shape = i32[object]! & SHAPE_MASK;
    stack[sp] = object;
    if (code[pc + 2] === shape && code[pc + 3]! >>> 16 === (vm.classes.epoch & 0xffff)) {
      if (i32[object + INSTANCE_DICT] === 0) {
        stack[sp - 1] = vm.runtime.retain(this.methodAt(i32[object + INSTANCE_CLASS]!, code[pc + 3]!));
        vm.roots.top = sp + 1;
        return;
      }
    }
    const name = info.names[code[pc + 1]!]!;
    const known = this.methods.find(shape, name, vm.classes.epoch);
    const isInstance = vm.info.dictSlot[shape] === INSTANCE_DICT;
    if (known >= 0 && (!isInstance || i32[object + INSTANCE_DICT] === 0)) {
      if (isInstance) {
        code[pc + 2] = shape;
        code[pc + 3] = ((vm.classes.epoch & 0xffff) << 16) | known;
      }
      stack[sp - 1] = vm.runtime.retain(this.methodAt(vm.classOf(object), known));
      vm.roots.top = sp + 1;
      return;
    }
    stack[sp - 1] = 0;
    vm.roots.top = sp + 1;
    const slot = this.slotOf(object, shape, name);
    if (slot >= 0 && i32[object + slot] !== 0) {
      stack[sp] = vm.runtime.retain(i32[object + slot]!);
      vm.runtime.release(object);
      return;
    }
    vm.attributes.loadMethod(sp, name);
    vm.roots.top = sp + 1;
    if (stack[sp - 1] !== 0) this.cacheMethod(code, pc, stack[sp]!, name);
  }

  private methodAt(cls: Ref, packed: number): Ref {
    const { i32 } = this.vm;
    const owner = i32[i32[cls + CLASS_MRO]! + TUPLE_DATA + ((packed >>> 12) & DEPTH_MAX)]!;
    const entries = i32[i32[owner + CLASS_DICT]! + DICT_ENTRIES]!;
    return i32[entries + ITEMS_DATA + 2 * (packed & ENTRY_MAX) + 1]!;
  }

  /** A method of a Python class, found on an instance that has its attributes in slots. */
  private cacheMethod(code: Int32Array, pc: number, object: Ref, name: number): void {
    const { vm } = this;
    const shape = vm.shapeOf(object);
    const layout = vm.info.layouts[shape];
    const exact = EXACT.has(shape);
    const inSlots = layout !== undefined && vm.info.kind[shape] === Kind.INSTANCE && !layout.slots.has(name);
    if (!exact && (!inSlots || vm.info.dictSlot[shape] !== INSTANCE_DICT)) return;
    const place = vm.classes.placeOf(vm.classOf(object), name);
    if (place === null || place.depth > DEPTH_MAX || place.entry > ENTRY_MAX) return;
    this.methods.note(shape, name, vm.classes.epoch, (place.depth << 12) | place.entry);
    if (exact) return;
    code[pc + 2] = shape;
    code[pc + 3] = ((vm.classes.epoch & 0xffff) << 16) | (place.depth << 12) | place.entry;
  }
}
