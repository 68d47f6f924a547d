import { type Ref, SHAPE_MASK } from '../../heap/layout.ts';
import {
  CLASS_DICT,
  CLASS_MRO,
  EXC_EXTRA,
  Kind,
  METHOD_FUNCTION,
  METHOD_SELF,
  NATIVE_ID,
  NATIVE_NAME,
  NATIVE_SELF,
  PROPERTY_DELETE,
  PROPERTY_GET,
  PROPERTY_SET,
  Shape,
  SUPER_SELF,
  SUPER_SELF_CLASS,
  SUPER_TYPE,
  WRAPPED_CALLABLE,
} from '../objects/shapes.ts';
import { missingAttribute, missingForChange } from './attribute-errors.ts';
import { isImmutable, refusal } from './class-info.ts';
import { GuestException } from './exceptions.ts';
import type { VM } from './vm.ts';

/** Attribute access: the descriptor protocol, instance attributes in slots or dicts, modules, classes, super. */
export class Attributes {
  private readonly vm: VM;
  private readonly nameGetattr: number;
  private readonly nameGetattribute: number;
  private readonly nameSetattr: number;
  private readonly nameDelattr: number;
  private readonly nameGet: number;
  private readonly nameSet: number;
  private readonly nameDelete: number;
  private readonly nameClass: number;

  /** An AttributeError holds the object and the name (since 3.10). */
  private readonly namesInErrors: boolean;

  constructor(vm: VM) {
    this.vm = vm;
    const [major, minor] = vm.platform.version;
    this.namesInErrors = major === 3 && minor >= 10;
    this.nameGetattr = vm.name('__getattr__');
    this.nameGetattribute = vm.name('__getattribute__');
    this.nameSetattr = vm.name('__setattr__');
    this.nameDelattr = vm.name('__delattr__');
    this.nameGet = vm.name('__get__');
    this.nameSet = vm.name('__set__');
    this.nameDelete = vm.name('__delete__');
    this.nameClass = vm.name('__class__');
  }

  // ---- Reading

  /** object.name: a new reference. @throws AttributeError */
  get(object: Ref, name: number): Ref {
    const { vm } = this;
    const at = vm.pushBorrowed(object);
    const value = this.getRooted(at, name);
    vm.roots.top = at + 1;
    const held = vm.pop();
    vm.runtime.release(held);
    return value;
  }

  /** The same, or 0 instead of an AttributeError. */
  find(object: Ref, name: number): Ref {
    const { vm } = this;
    const at = vm.pushBorrowed(object);
    let value = 0;
    const missing = vm.exceptions.caught('AttributeError', () => {
      value = this.resolve(at, name);
    });
    if (!missing) vm.push(value);
    const result = missing ? 0 : vm.pop();
    vm.dropTo(at);
    return result;
  }

  /** Attribute of the object in a stack slot. An AttributeError learns what was wanted of which object. */
  getRooted(at: number, name: number): Ref {
    try {
      return this.resolve(at, name);
    } catch (error) {
      if (error instanceof GuestException) this.noteMissing(at, name);
      throw error;
    }
  }

  /** Fills in `name` and `obj` of the AttributeError in flight, unless it has any of them. */
  private noteMissing(at: number, name: number): void {
    const { vm } = this;
    const exception = vm.exceptions.current;
    if (!vm.exceptions.is(exception, 'AttributeError')) return;
    if (!this.namesInErrors) return;
    vm.exceptions.normalize();
    if (vm.i32[exception + EXC_EXTRA] !== 0 || vm.i32[exception + EXC_EXTRA + 1] !== 0) return;
    vm.runtime.initialise(exception, EXC_EXTRA, vm.strings.nameRef(name));
    vm.runtime.initialise(exception, EXC_EXTRA + 1, vm.at(at));
  }

  private resolve(at: number, name: number): Ref {
    const { vm } = this;
    const object = vm.at(at);
    const cls = vm.classOf(object);
    const custom = vm.classes.lookup(cls, this.nameGetattribute);
    if (custom !== 0 && vm.kindOf(custom) === Kind.FUNCTION) return this.getCustom(at, custom, name);
    if (vm.classes.lookup(cls, this.nameGetattr) !== 0) return this.getOrFallback(at, name);
    const value = this.getGeneric(at, name);
    if (value !== 0) return value;
    throw this.missing(vm.at(at), name);
  }

  /** As `getGeneric`, with `__getattr__` for what it does not find, or finds to raise AttributeError (a property). */
  private getOrFallback(at: number, name: number): Ref {
    const { vm } = this;
    let value = 0;
    const raised = vm.exceptions.caught('AttributeError', () => {
      value = this.getGeneric(at, name);
    });
    if (!raised && value !== 0) return value;
    const fallback = vm.classes.lookup(vm.classOf(vm.at(at)), this.nameGetattr);
    if (fallback === 0) throw this.missing(vm.at(at), name);
    return vm.calls.callSpecial(fallback, vm.at(at), [vm.strings.nameRef(name)]);
  }

  private getCustom(at: number, custom: Ref, name: number): Ref {
    const { vm } = this;
    const fallback = vm.classes.lookup(vm.classOf(vm.at(at)), this.nameGetattr);
    if (fallback === 0) return vm.calls.callSpecial(custom, vm.at(at), [vm.strings.nameRef(name)]);
    let value = 0;
    const missing = vm.exceptions.caught('AttributeError', () => {
      value = vm.calls.callSpecial(custom, vm.at(at), [vm.strings.nameRef(name)]);
    });
    if (!missing) return value;
    const again = vm.classes.lookup(vm.classOf(vm.at(at)), this.nameGetattr);
    return vm.calls.callSpecial(again, vm.at(at), [vm.strings.nameRef(name)]);
  }

  missing(object: Ref, name: number) {
    return this.vm.error('AttributeError', missingAttribute(this.vm, object, this.vm.strings.nameText(name)));
  }

  /** object.__getattribute__: a new reference, or 0 if there is none. */
  getGeneric(at: number, name: number): Ref {
    const { vm } = this;
    const object = vm.at(at);
    switch (vm.kindOf(object)) {
      case Kind.CLASS:
        return this.getOfClass(at, name);
      case Kind.SUPER:
        return this.getOfSuper(at, name);
      case Kind.PROXY:
        return this.getOfProxy(object, name);
      default:
    }
    const cls = vm.classOf(object);
    const meta = vm.classes.lookup(cls, name);
    if (meta !== 0 && this.overridesOwn(meta)) return this.bind(meta, object, cls);
    const own = this.ownValue(object, name);
    if (own !== 0) return vm.runtime.retain(own);
    if (meta !== 0) return this.bind(meta, object, cls);
    return 0;
  }

  /** An attribute in the instance itself, slot or dict: borrowed, or 0. */
  ownValue(object: Ref, name: number): Ref {
    const { vm } = this;
    const shape = vm.i32[object]! & SHAPE_MASK;
    const slot = vm.info.layouts[shape]?.slots.get(name);
    if (slot !== undefined) {
      const value = vm.i32[object + slot]!;
      if (value !== 0) return value;
    }
    const dictSlot = vm.info.dictSlot[shape]!;
    if (dictSlot === 0) return 0;
    const dict = vm.i32[object + dictSlot]!;
    return dict === 0 ? 0 : vm.dicts.getName(dict, vm.strings.nameRef(name));
  }

  private getOfClass(at: number, name: number): Ref {
    const { vm } = this;
    const cls = vm.at(at);
    const metaclass = vm.classOf(cls);
    const meta = vm.classes.lookup(metaclass, name);
    if (meta !== 0 && this.overridesOwn(meta)) return this.bind(meta, cls, metaclass);
    const own = vm.classes.lookup(cls, name);
    if (own !== 0) return this.bind(own, 0, cls);
    if (meta !== 0) return this.bind(meta, cls, metaclass);
    return 0;
  }

  private getOfSuper(at: number, name: number): Ref {
    const { vm } = this;
    const object = vm.at(at);
    const self = vm.i32[object + SUPER_SELF]!;
    const selfClass = vm.i32[object + SUPER_SELF_CLASS]!;
    if (selfClass !== 0 && name !== this.nameClass) {
      const value = vm.classes.lookupAfter(selfClass, vm.i32[object + SUPER_TYPE]!, name);
      if (value !== 0) return this.bind(value, self === selfClass ? 0 : self, selfClass);
    }
    const cls = vm.classOf(object);
    const own = vm.classes.lookup(cls, name);
    if (own !== 0) return this.bind(own, object, cls);
    return 0;
  }

  private getOfProxy(proxy: Ref, name: number): Ref {
    return this.get(this.proxied(proxy), name);
  }

  /** Target of a weak proxy, borrowed. @throws ReferenceError */
  proxied(proxy: Ref): Ref {
    const { vm } = this;
    const target = vm.runtime.weakTarget(proxy);
    if (target === 0) throw vm.error('ReferenceError', 'weakly-referenced object no longer exists');
    return target;
  }

  // ---- Descriptors

  /** Whether a class attribute takes precedence over the instance's own. */
  isData(value: Ref): boolean {
    const { vm } = this;
    switch (vm.kindOf(value)) {
      case Kind.PROPERTY:
      case Kind.MEMBER:
      case Kind.GETSET:
        return true;
      case Kind.INSTANCE:
      case Kind.RECORD:
        break;
      default:
        return false;
    }
    const cls = vm.classOf(value);
    return vm.classes.lookup(cls, this.nameSet) !== 0 || vm.classes.lookup(cls, this.nameDelete) !== 0;
  }

  /** Whether it is read before the instance's own attribute: a data descriptor that can be read. */
  private overridesOwn(value: Ref): boolean {
    if (!this.isData(value)) return false;
    const { vm } = this;
    const kind = vm.kindOf(value);
    return (
      (kind !== Kind.INSTANCE && kind !== Kind.RECORD) ||
      vm.classes.lookup(vm.classOf(value), this.nameGet) !== 0
    );
  }

  isDescriptor(value: Ref): boolean {
    const { vm } = this;
    const kind = vm.kindOf(value);
    if (kind >= Kind.FUNCTION && kind <= Kind.CLASSMETHOD) return true;
    if (kind !== Kind.INSTANCE && kind !== Kind.RECORD) return false;
    return vm.classes.lookup(vm.classOf(value), this.nameGet) !== 0 || this.isData(value);
  }

  /** value.__get__(object, cls); `object` is 0 when the attribute is read from the class. A new reference. */
  bind(value: Ref, object: Ref, cls: Ref): Ref {
    const { vm } = this;
    const { runtime, i32 } = vm;
    switch (vm.kindOf(value)) {
      case Kind.FUNCTION:
        return object === 0 ? runtime.retain(value) : this.newMethod(value, object);
      case Kind.METHOD_DESCRIPTOR:
        if (object === 0) return runtime.retain(value);
        return vm.classes.newNative(i32[value + NATIVE_ID]!, object);
      case Kind.GETSET: {
        if (object === 0) return runtime.retain(value);
        this.checkOwner(value, object);
        return vm.classes.getsets[i32[value + NATIVE_ID]!]!.get(vm, object);
      }
      case Kind.MEMBER: {
        if (object === 0) return runtime.retain(value);
        this.checkOwner(value, object);
        const content = i32[object + i32[value + NATIVE_ID]!]!;
        return content === 0 ? 0 : runtime.retain(content);
      }
      case Kind.PROPERTY: {
        if (object === 0) return runtime.retain(value);
        const getter = i32[value + PROPERTY_GET]!;
        if (getter === 0 || getter === vm.none) throw this.propertyError(value, object, 'getter');
        return vm.call(getter, object);
      }
      case Kind.STATICMETHOD:
        return runtime.retain(i32[value + WRAPPED_CALLABLE]!);
      case Kind.CLASSMETHOD: {
        const inner = i32[value + WRAPPED_CALLABLE]!;
        if (vm.kindOf(inner) === Kind.FUNCTION) return this.newMethod(inner, cls);
        if (vm.kindOf(inner) === Kind.NATIVE && i32[inner + NATIVE_SELF] === 0) {
          return vm.classes.newNative(i32[inner + NATIVE_ID]!, cls);
        }
        return this.newMethod(inner, cls);
      }
      case Kind.INSTANCE:
      case Kind.RECORD: {
        const getter = vm.classes.lookup(vm.classOf(value), this.nameGet);
        if (getter === 0) return runtime.retain(value);
        return vm.calls.callSpecial(getter, value, [object === 0 ? vm.none : object, cls]);
      }
      default:
        return runtime.retain(value);
    }
  }

  private propertyError(value: Ref, object: Ref, what: string) {
    const { vm } = this;
    const cls = vm.classOf(object);
    const name = this.nameInClass(cls, value);
    return vm.error(
      'AttributeError',
      `property '${name}' of '${vm.classes.nameOf(cls)}' object has no ${what}`,
    );
  }

  private nameInClass(cls: Ref, value: Ref): string {
    const { vm } = this;
    const mro = vm.i32[cls + CLASS_MRO]!;
    for (let k = 0; k < vm.tupleLength(mro); k++) {
      const dict = vm.i32[vm.tupleItem(mro, k) + CLASS_DICT]!;
      for (let entry = 0; entry < vm.dicts.filled(dict); entry++) {
        const key = vm.dicts.keyAt(dict, entry);
        if (key !== 0 && vm.dicts.valueAt(dict, entry) === value) return vm.text(key);
      }
    }
    return '?';
  }

  private checkOwner(descriptor: Ref, object: Ref): void {
    const { vm } = this;
    const owner = vm.i32[descriptor + NATIVE_SELF]!;
    if (vm.classes.isSubclass(vm.classOf(object), owner)) return;
    const name =
      vm.kindOf(descriptor) === Kind.GETSET
        ? vm.classes.getsets[vm.i32[descriptor + NATIVE_ID]!]!.name
        : vm.text(vm.i32[descriptor + NATIVE_NAME]!);
    throw vm.error(
      'TypeError',
      `descriptor '${name}' for '${vm.classes.nameOf(owner)}' objects doesn't apply to a '${vm.typeName(object)}' object`,
    );
  }

  newMethod(fn: Ref, self: Ref): Ref {
    const { runtime } = this.vm;
    const method = runtime.allocate(Shape.METHOD);
    runtime.initialise(method, METHOD_FUNCTION, fn);
    runtime.initialise(method, METHOD_SELF, self);
    return method;
  }

  /**
   * LOAD_METHOD: [null, object] at `at` - 1 becomes [function, object] if that is an unbound method of its class, else [null, value].
   */
  loadMethod(at: number, name: number): void {
    const { vm } = this;
    const object = vm.at(at);
    const kind = vm.kindOf(object);
    if (kind !== Kind.CLASS && kind !== Kind.SUPER && kind !== Kind.PROXY && kind !== Kind.MODULE) {
      const cls = vm.classOf(object);
      const custom = vm.classes.lookup(cls, this.nameGetattribute);
      const meta = vm.classes.lookup(cls, name);
      if (meta !== 0 && (custom === 0 || vm.kindOf(custom) !== Kind.FUNCTION)) {
        const metaKind = vm.kindOf(meta);
        if (
          (metaKind === Kind.FUNCTION || metaKind === Kind.METHOD_DESCRIPTOR) &&
          this.ownValue(object, name) === 0
        ) {
          vm.roots.stack[at - 1] = vm.runtime.retain(meta);
          return;
        }
      }
    }
    const value = this.getRooted(at, name);
    vm.replace(at, value);
  }

  /** Whether the class overrides attribute reading in Python. */
  hasCustomGet(cls: Ref): boolean {
    const custom = this.vm.classes.lookup(cls, this.nameGetattribute);
    return custom !== 0 && this.vm.kindOf(custom) === Kind.FUNCTION;
  }

  /** Whether the class overrides attribute writing in Python. */
  hasCustomSet(cls: Ref): boolean {
    const custom = this.vm.classes.lookup(cls, this.nameSetattr);
    return custom !== 0 && this.vm.kindOf(custom) === Kind.FUNCTION;
  }

  // ---- Writing

  /** object.name = value (borrowed), or del object.name when value is 0. */
  set(object: Ref, name: number, value: Ref): void {
    const { vm } = this;
    const at = vm.pushBorrowed(object);
    const valueAt = vm.pushBorrowed(value);
    this.setRooted(at, name, valueAt);
    vm.dropTo(at);
  }

  setRooted(at: number, name: number, valueAt: number): void {
    const { vm } = this;
    const cls = vm.classOf(vm.at(at));
    const deleting = vm.at(valueAt) === 0;
    const custom = vm.classes.lookup(cls, deleting ? this.nameDelattr : this.nameSetattr);
    if (custom !== 0 && vm.kindOf(custom) === Kind.FUNCTION) {
      const args = deleting ? [vm.strings.nameRef(name)] : [vm.strings.nameRef(name), vm.at(valueAt)];
      vm.runtime.release(vm.calls.callSpecial(custom, vm.at(at), args));
      return;
    }
    this.setGeneric(at, name, valueAt);
  }

  /** object.__setattr__ / __delattr__. */
  setGeneric(at: number, name: number, valueAt: number): void {
    const { vm } = this;
    const object = vm.at(at);
    const kind = vm.kindOf(object);
    if (kind === Kind.CLASS) {
      this.setOfClass(at, name, valueAt);
      return;
    }
    if (kind === Kind.PROXY) {
      this.set(this.proxied(object), name, vm.at(valueAt));
      return;
    }
    const meta = vm.classes.lookup(vm.classOf(object), name);
    if (meta !== 0 && this.isData(meta)) {
      this.setThrough(meta, at, name, valueAt);
      return;
    }
    if (vm.at(valueAt) === 0) {
      if (!this.deleteOwn(object, name)) throw this.cannotChange(object, name, meta);
      return;
    }
    if (!this.setOwn(object, name, vm.at(valueAt))) throw this.cannotChange(object, name, meta);
  }

  private cannotChange(object: Ref, name: number, meta: Ref) {
    const message = missingForChange(this.vm, object, this.vm.strings.nameText(name), meta);
    return this.vm.error('AttributeError', message);
  }

  private setThrough(meta: Ref, at: number, name: number, valueAt: number): void {
    const { vm } = this;
    const { i32 } = vm;
    const object = vm.at(at);
    const value = vm.at(valueAt);
    switch (vm.kindOf(meta)) {
      case Kind.PROPERTY: {
        const fn = i32[meta + (value === 0 ? PROPERTY_DELETE : PROPERTY_SET)]!;
        if (fn === 0 || fn === vm.none)
          throw this.propertyError(meta, object, value === 0 ? 'deleter' : 'setter');
        vm.runtime.release(value === 0 ? vm.call(fn, object) : vm.call(fn, object, value));
        return;
      }
      case Kind.MEMBER: {
        this.checkOwner(meta, object);
        const slot = i32[meta + NATIVE_ID]!;
        if (value === 0 && i32[object + slot] === 0)
          throw vm.error('AttributeError', vm.strings.nameText(name));
        vm.runtime.store(object, slot, value);
        return;
      }
      case Kind.GETSET: {
        this.checkOwner(meta, object);
        const getset = vm.classes.getsets[i32[meta + NATIVE_ID]!]!;
        if (getset.set === undefined) {
          throw vm.error(
            'AttributeError',
            `attribute '${getset.name}' of '${vm.classes.nameOf(i32[meta + NATIVE_SELF]!)}' objects is not writable`,
          );
        }
        getset.set(vm, object, value);
        return;
      }
      default: {
        const method = vm.classes.lookup(vm.classOf(meta), value === 0 ? this.nameDelete : this.nameSet);
        if (method === 0) throw vm.error('AttributeError', value === 0 ? '__delete__' : '__set__');
        vm.runtime.release(vm.calls.callSpecial(method, meta, value === 0 ? [object] : [object, value]));
      }
    }
  }

  /** Stores an instance's own attribute; false if it can have none. */
  setOwn(object: Ref, name: number, value: Ref): boolean {
    const { vm } = this;
    const { i32, runtime } = vm;
    const shape = i32[object]! & SHAPE_MASK;
    const dictSlot = vm.info.dictSlot[shape]!;
    const layout = vm.info.layouts[shape];
    const slot = layout?.slots.get(name);
    if (slot !== undefined) {
      runtime.store(object, slot, value);
      return true;
    }
    if (dictSlot === 0) return false;
    const dict = i32[object + dictSlot]!;
    const inline = vm.platform.instanceAttributes === 'inline';
    if (inline && dict === 0 && layout !== undefined && layout.end > 0) {
      const next = vm.classes.transition(shape, name);
      if (next !== 0) {
        i32[object] = (i32[object]! & ~SHAPE_MASK) | next;
        runtime.store(object, vm.info.layouts[next]!.slots.get(name)!, value);
        return true;
      }
      const info = vm.classes.infos[layout.classId]!;
      if (info.kind === Kind.INSTANCE && info.shape !== 0 && info.capacity < info.sharedKeys.size) {
        vm.classes.raiseCapacity(info);
      }
    }
    const target = dict !== 0 ? dict : this.vm.instanceDicts.of(object);
    if (target === 0) return false;
    vm.dicts.setName(target, vm.strings.nameRef(name), value);
    return true;
  }

  private deleteOwn(object: Ref, name: number): boolean {
    const { vm } = this;
    const { i32 } = vm;
    const shape = i32[object]! & SHAPE_MASK;
    const slot = vm.info.layouts[shape]?.slots.get(name);
    if (slot !== undefined) {
      if (i32[object + slot] === 0) return false;
      const without = vm.classes.withoutAttribute(shape, name);
      if (without !== 0) {
        i32[object] = (i32[object]! & ~SHAPE_MASK) | without;
        vm.runtime.store(object, slot, 0);
        return true;
      }
      // The attribute leaves the order of attributes: the rest goes to a dict, which keeps it.
      this.vm.instanceDicts.of(object);
    }
    const dictSlot = vm.info.dictSlot[i32[object]! & SHAPE_MASK]!;
    const dict = dictSlot === 0 ? 0 : i32[object + dictSlot]!;
    return dict !== 0 && vm.dicts.deleteName(dict, vm.strings.nameRef(name));
  }

  private setOfClass(at: number, name: number, valueAt: number): void {
    const { vm } = this;
    const cls = vm.at(at);
    const info = vm.classes.infoOf(cls);
    if (isImmutable(info)) throw vm.error('TypeError', refusal(info, vm.strings.nameText(name)));
    const meta = vm.classes.lookup(vm.classOf(cls), name);
    if (meta !== 0 && this.isData(meta)) {
      this.setThrough(meta, at, name, valueAt);
      return;
    }
    const dict = vm.i32[cls + CLASS_DICT]!;
    const key = vm.strings.nameRef(name);
    const entry = vm.dicts.findName(dict, key);
    const value = vm.at(valueAt);
    if (value === 0) {
      if (entry < 0) throw this.cannotChange(cls, name, 0);
      vm.classes.changed(cls, name, true);
      vm.dicts.removeEntry(dict, entry);
      vm.classes.changed(cls, name, true);
      return;
    }
    if (entry >= 0) {
      const old = vm.dicts.valueAt(dict, entry);
      const matters = this.isDescriptor(old) || this.isDescriptor(value);
      if (matters) vm.classes.changed(cls, name, false);
      vm.dicts.setValueAt(dict, entry, value);
      return;
    }
    vm.dicts.setName(dict, key, value);
    vm.classes.changed(cls, name, true);
    if (vm.strings.nameText(name) === '__del__') vm.finalization.warnOfLateFinalizer();
  }
}
