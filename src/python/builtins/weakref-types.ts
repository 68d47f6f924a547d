import { WEAK_SHORT } from '../../contract/host.ts';
import { type Ref, WEAK_CALLBACK } from '../../heap/layout.ts';
import { CompareOp } from '../compiler/opcodes.ts';
import {
  CLASS_DICT,
  CLASS_MRO,
  CLASS_QUALNAME,
  FUNCTION_NAME,
  Kind,
  Shape,
  WEAKREF_HASH,
} from '../objects/shapes.ts';
import { REFERABLE_KINDS, VARIABLE_KINDS } from '../vm/instance-dicts.ts';
import type { BuiltinClass } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { slotAttribute, unlessNone } from './core-support.ts';

/** weakref.ref, and which objects can be weakly referenced. The proxies are next door. */

/** Classes of records that have none; nor has any in itertools. */
const unreferable = new Set([
  'SimpleNamespace',
  'UnionType',
  'coroutine_wrapper',
  'enumerate',
  'filter',
  'map',
  'property',
  'reversed',
  'super',
  'zip',
]);

/** What had no room before Python 3. */
const without2 = new Set<number>([Kind.MODULE, Kind.NATIVE, Kind.EXCEPTION]);

/** @throws TypeError if the object cannot be weakly referenced */
export function requireReferable(vm: VM, target: Ref): void {
  if (isReferable(vm, target)) return;
  throw vm.error('TypeError', `cannot create weak reference to '${vm.typeName(target)}' object`);
}

function isReferable(vm: VM, target: Ref): boolean {
  const kind = vm.kindOf(target);
  const { targets } = vm.platform.weakReferences;
  if (targets === 'anything') return true;
  if (targets === 'all-but-values') return isReferableOnPyPy(vm, target, kind);
  if (targets === 'python2') {
    if (without2.has(kind))
      return vm.classes.infoOf(vm.classOf(target)).isHeapType && kind === Kind.EXCEPTION;
    if (kind === Kind.INT || kind === Kind.WIDE || kind === Kind.BIG) return isHeapObject(vm, target);
    if (kind === Kind.STR) return false;
  }
  if (kind === Kind.RECORD ? recordIsReferable(vm, target) : REFERABLE_KINDS.has(kind)) return true;
  if (VARIABLE_KINDS.has(kind)) return false;
  // CPython makes this one class as a program does.
  if (kind === Kind.EXCEPTION && vm.classOf(target) === vm.classes.named('ExceptionGroup')) return true;
  const mro = vm.i32[vm.classOf(target) + CLASS_MRO]!;
  for (let k = 0; k < vm.tupleLength(mro); k++) {
    const cls = vm.tupleItem(mro, k);
    if (vm.classes.infoOf(cls).isHeapType && makesRoom(vm, cls)) return true;
  }
  return false;
}

/** There every object of the program's classes has room, whatever its `__slots__` and its base say. */
function isReferableOnPyPy(vm: VM, target: Ref, kind: number): boolean {
  if (isHeapObject(vm, target) || kind === Kind.EXCEPTION) return true;
  return kind === Kind.RECORD ? recordIsReferable(vm, target) : REFERABLE_KINDS.has(kind);
}

function isHeapObject(vm: VM, target: Ref): boolean {
  return vm.classes.infoOf(vm.classOf(target)).isHeapType;
}

function recordIsReferable(vm: VM, target: Ref): boolean {
  const { isHeapType, prefix, name } = vm.classes.infoOf(vm.classOf(target));
  return !isHeapType && !prefix.startsWith('itertools') && !unreferable.has(name);
}

/** Whether a class of the program gives its instances a `__weakref__`: without `__slots__`, or by naming it there. */
function makesRoom(vm: VM, cls: Ref): boolean {
  const slots = vm.dicts.getName(vm.i32[cls + CLASS_DICT]!, vm.strings.nameRef(vm.name('__slots__')));
  if (slots === 0) return true;
  const isName = (ref: Ref) => vm.isStr(ref) && vm.text(ref) === '__weakref__';
  if (vm.isStr(slots)) return isName(slots);
  const kind = vm.kindOf(slots);
  if (kind === Kind.TUPLE)
    return Array.from({ length: vm.tupleLength(slots) }, (_, k) => vm.tupleItem(slots, k)).some(isName);
  if (kind === Kind.LIST)
    return Array.from({ length: vm.listLength(slots) }, (_, k) => vm.listItem(slots, k)).some(isName);
  if (kind !== Kind.DICT) return false;
  return vm.dicts.findName(slots, vm.strings.nameRef(vm.name('__weakref__'))) >= 0;
}

// ---- References

/** The reference without callback that everybody shares: borrowed, or 0. */
export function sharedReference(vm: VM, target: Ref, shape: number, cls: Ref): Ref {
  for (const weak of vm.runtime.weak.referencesTo(target)) {
    if (vm.shapeOf(weak) === shape && vm.classOf(weak) === cls && vm.i32[weak + WEAK_CALLBACK] === 0)
      return weak;
  }
  return 0;
}

/** A weak object of the class for the target at a stack position; `callback` is borrowed, 0 for none. */
export function makeWeak(vm: VM, cls: Ref, target: Ref, callback: Ref): Ref {
  const { shape, isHeapType } = vm.classes.infoOf(cls);
  if (callback === 0 && !isHeapType) {
    const shared = sharedReference(vm, target, shape, cls);
    if (shared !== 0) return vm.runtime.retain(shared);
  }
  const weak = vm.classes.adopt(vm.runtime.allocateWeak(shape, target, WEAK_SHORT), cls);
  vm.runtime.initialise(weak, WEAK_CALLBACK, callback);
  return weak;
}

/** [cls, object, callback] */
function referenceNew(vm: VM, args: number, count: number): Ref {
  const given = count - 2;
  if (given < 1) throw vm.error('TypeError', `__new__ expected at least 1 argument, got ${given}`);
  if (given > 2) throw vm.error('TypeError', `__new__ expected at most 2 arguments, got ${given}`);
  requireReferable(vm, vm.at(args + 1));
  return makeWeak(vm, vm.at(args), vm.at(args + 1), given === 2 ? unlessNone(vm, vm.at(args + 2)) : 0);
}

function referenceCall(vm: VM, args: number): Ref {
  const target = vm.runtime.weakTarget(vm.at(args));
  return vm.runtime.retain(target === 0 ? vm.none : target);
}

/** Live references compare as their targets do, others by identity. */
function referenceEq(vm: VM, args: number): Ref {
  const [a, b] = [vm.at(args), vm.at(args + 1)];
  if (vm.kindOf(b) !== Kind.WEAKREF) return vm.newNotImplemented();
  const targetA = vm.runtime.weakTarget(a);
  const targetB = vm.runtime.weakTarget(b);
  if (targetA === 0 || targetB === 0) return vm.newBool(a === b);
  const at = vm.pushBorrowed(targetA);
  vm.pushBorrowed(targetB);
  return vm.operators.compare(CompareOp.EQ, vm.at(at), vm.at(at + 1));
}

function referenceHash(vm: VM, args: number): Ref {
  const known = vm.i32[vm.at(args) + WEAKREF_HASH]!;
  if (known !== 0) return vm.runtime.retain(known);
  const target = vm.runtime.weakTarget(vm.at(args));
  if (target === 0) throw vm.error('TypeError', 'weak object has gone away');
  const at = vm.pushBorrowed(target);
  const hash = vm.newBigInt(vm.protocols.hashBig(vm.at(at)));
  vm.runtime.store(vm.at(args), WEAKREF_HASH, hash);
  return hash;
}

function referenceRepr(vm: VM, args: number): Ref {
  const self = vm.at(args);
  const target = vm.runtime.weakTarget(self);
  const at = `<weakref at ${vm.modules.addressText(self)}; `;
  if (target === 0) return vm.newStr(`${at}dead>`);
  const to = `to '${vm.typeName(target)}' at ${vm.modules.addressText(target)}`;
  const name = ownName(vm, target);
  return vm.newStr(name === null ? `${at}${to}>` : `${at}${to} (${name})>`);
}

/** `__name__` of a target whose class has one; reading it may run guest code. */
function ownName(vm: VM, target: Ref): string | null {
  if (vm.kindOf(target) === Kind.CLASS)
    return vm
      .text(vm.i32[target + CLASS_QUALNAME]!)
      .split('.')
      .pop()!;
  if (vm.kindOf(target) === Kind.FUNCTION) return vm.text(vm.i32[target + FUNCTION_NAME]!);
  const stored = vm.classes.special(target, '__name__');
  if (stored === 0) return null;
  const top = vm.roots.top;
  const at = vm.pushBorrowed(target);
  const name = vm.at(vm.push(vm.attributes.bind(stored, vm.at(at), vm.classOf(vm.at(at)))));
  const text = vm.isStr(name) ? vm.text(name) : null;
  vm.dropTo(top);
  return text;
}

export const referenceClass: BuiltinClass = {
  name: 'ReferenceType',
  module: 'weakref',
  kind: Kind.WEAKREF,
  shape: Shape.WEAKREF,
  staticMethods: { __new__: ['cls, *args, **kwargs', referenceNew] },
  methods: {
    __init__: ['self, object, callback=, /', (vm) => vm.newNone()],
    __call__: ['self', referenceCall],
    __eq__: ['self, value, /', referenceEq],
    __hash__: ['self, /', referenceHash],
    __repr__: ['self, /', referenceRepr],
  },
  getsets: { __callback__: slotAttribute(WEAK_CALLBACK) },
};

// ---- For the weakref module

/** weakref.getweakrefcount(object). A class of CPython is listed in its bases, by the reference without callback. */
export function weakReferenceCount(vm: VM, args: number): Ref {
  const target = vm.at(args);
  const count = vm.runtime.weak.referencesTo(target).length;
  const isListed = vm.kindOf(target) === Kind.CLASS && vm.platform.implementation === 'cpython';
  const shared = vm.classes.hasNamed('ReferenceType')
    ? sharedReference(vm, target, Shape.WEAKREF, vm.classes.named('ReferenceType'))
    : 0;
  return vm.newInt(isListed && shared === 0 ? count + 1 : count);
}

/** weakref.getweakrefs(object): the shared ones first, then from the newest to the oldest. */
export function weakReferences(vm: VM, args: number): Ref {
  const all = [...vm.runtime.weak.referencesTo(vm.at(args))].reverse();
  const rank = (weak: Ref) => {
    const shape = vm.shapeOf(weak);
    const shared = vm.i32[weak + WEAK_CALLBACK] === 0 && (shape === Shape.WEAKREF || shape === Shape.PROXY);
    return shared ? (shape === Shape.WEAKREF ? 0 : 1) : 2;
  };
  all.sort((a, b) => rank(a) - rank(b));
  for (const weak of all) vm.pushBorrowed(weak);
  return vm.listOfTop(all.length);
}
