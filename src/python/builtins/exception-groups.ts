import type { Ref } from '../../heap/layout.ts';
import {
  EXC_ARGS,
  EXC_CAUSE,
  EXC_CONTEXT,
  EXC_EXTRA,
  EXC_SUPPRESS,
  EXC_TRACEBACK,
  Kind,
} from '../objects/shapes.ts';
import type { BuiltinClass } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { orNone, refuseKeywords, slotAttribute, tupleOfArguments } from './core-support.ts';
import { setArguments } from './exception-base.ts';
import { appendOwned } from './list-type.ts';
import { allocateOf, requestedClass } from './native-arguments.ts';

/** Exception groups (PEP 654): their members, and splitting them by a condition. */

const MESSAGE = EXC_EXTRA;
const MEMBERS = EXC_EXTRA + 1;
/** What the parts of a group have in common with it, besides its notes. */
const ORIGIN = [EXC_TRACEBACK, EXC_CONTEXT, EXC_CAUSE];

/** [cls, *args, kwargs] */
function groupNew(vm: VM, args: number, count: number): Ref {
  requestedClass(vm, args, 'BaseExceptionGroup');
  refuseKeywords(vm, vm.at(args + count - 1), vm.classes.nameOf(vm.at(args)));
  const given = count - 2;
  if (given !== 2) {
    throw vm.error('TypeError', `BaseExceptionGroup.__new__() takes exactly 2 arguments (${given} given)`);
  }
  if (!vm.isStr(vm.at(args + 1))) {
    const found = vm.typeName(vm.at(args + 1));
    throw vm.error('TypeError', `BaseExceptionGroup.__new__() argument 1 must be str, not ${found}`);
  }
  if (vm.classes.special(vm.at(args + 2), '__getitem__') === 0 || vm.kindOf(vm.at(args + 2)) === Kind.DICT) {
    throw vm.error('TypeError', 'second argument (exceptions) must be a sequence');
  }
  const tupleAt = vm.push(tupleOfArguments(vm, args + 1, args + count - 1));
  const membersAt = vm.push(vm.protocols.toTuple(vm.at(args + 2)));
  const cls = groupClass(vm, vm.at(args), vm.at(membersAt));
  const group = allocateOf(vm, cls);
  vm.runtime.initialise(group, MESSAGE, vm.at(args + 1));
  vm.runtime.initialiseOwned(group, MEMBERS, vm.pop());
  vm.runtime.initialiseOwned(group, EXC_ARGS, vm.pop());
  vm.assert(vm.roots.top === tupleAt, 'exception group', 'stack after construction');
  return group;
}

/** The class that the group really gets, after checking its members. Borrowed. */
function groupClass(vm: VM, cls: Ref, members: Ref): Ref {
  const length = vm.tupleLength(members);
  if (length === 0) throw vm.error('ValueError', 'second argument (exceptions) must be a non-empty sequence');
  const exception = vm.classes.named('Exception');
  let nestsBase = false;
  for (let k = 0; k < length; k++) {
    const member = vm.tupleItem(members, k);
    if (vm.kindOf(member) !== Kind.EXCEPTION) {
      throw vm.error('ValueError', `Item ${k} of second argument (exceptions) is not an exception`);
    }
    if (!vm.classes.isSubclass(vm.classOf(member), exception)) nestsBase = true;
  }
  const plain = vm.classes.named('ExceptionGroup');
  if (cls === vm.classes.named('BaseExceptionGroup')) return nestsBase ? cls : plain;
  if (nestsBase && vm.classes.isSubclass(cls, exception)) {
    const name = cls === plain ? 'an ExceptionGroup' : `'${vm.classes.nameOf(cls)}'`;
    throw vm.error('TypeError', `Cannot nest BaseExceptions in ${name}`);
  }
  return cls;
}

/** The constructor has taken everything in. */
function groupInit(vm: VM, args: number, count: number): Ref {
  refuseKeywords(vm, vm.at(args + count - 1), vm.typeName(vm.at(args)));
  setArguments(vm, args, count);
  return vm.newNone();
}

function groupStr(vm: VM, args: number): Ref {
  const members = vm.tupleLength(vm.i32[vm.at(args) + MEMBERS]!);
  const message = vm.str(orNone(vm, vm.i32[vm.at(args) + MESSAGE]!));
  return vm.newStr(`${message} (${members} sub-exception${members === 1 ? '' : 's'})`);
}

function derive(vm: VM, args: number): Ref {
  const cls = vm.classes.named('BaseExceptionGroup');
  return vm.call(cls, orNone(vm, vm.i32[vm.at(args) + MESSAGE]!), vm.at(args + 1));
}

// ---- Splitting

const WANT_BOTH = true;

/** split(condition) → (what matches, the rest) */
function split(vm: VM, args: number): Ref {
  checkCondition(vm, args + 1);
  splitInto(vm, args, (at) => matches(vm, at, args + 1), WANT_BOTH);
  return vm.tupleOfTop(2);
}

function subgroup(vm: VM, args: number): Ref {
  checkCondition(vm, args + 1);
  splitInto(vm, args, (at) => matches(vm, at, args + 1), !WANT_BOTH);
  vm.drop(1);
  return vm.pop();
}

function isExceptionClass(vm: VM, ref: Ref): boolean {
  return vm.classes.isClass(ref) && vm.classes.isSubclass(ref, vm.classes.named('BaseException'));
}

function checkCondition(vm: VM, at: number): void {
  const condition = vm.at(at);
  if (isExceptionClass(vm, condition) || vm.kindOf(condition) === Kind.FUNCTION) return;
  if (vm.kindOf(condition) === Kind.TUPLE) {
    let all = true;
    for (let k = 0; k < vm.tupleLength(condition); k++)
      all &&= isExceptionClass(vm, vm.tupleItem(condition, k));
    if (all) return;
  } else if (!vm.classes.isClass(condition) && vm.classes.special(condition, '__call__') !== 0) return;
  throw vm.error('TypeError', 'expected a function, exception type or tuple of exception types');
}

function matches(vm: VM, exceptionAt: number, conditionAt: number): boolean {
  const condition = vm.at(conditionAt);
  if (vm.classes.isClass(condition) || vm.kindOf(condition) === Kind.TUPLE) {
    return vm.exceptions.matches(vm.at(exceptionAt), condition);
  }
  const at = vm.push(vm.call(condition, vm.at(exceptionAt)));
  const truth = vm.truthy(vm.at(at));
  vm.dropTo(at);
  return truth;
}

/** Pushes the part of the exception at `at` that matches and the rest, None for an empty one. */
function splitInto(vm: VM, at: number, wanted: (at: number) => boolean, both: boolean): void {
  if (wanted(at)) {
    vm.pushBorrowed(vm.at(at));
    vm.pushBorrowed(vm.none);
    return;
  }
  if (!vm.isInstance(vm.at(at), 'BaseExceptionGroup')) {
    vm.pushBorrowed(vm.none);
    vm.pushBorrowed(vm.at(at));
    return;
  }
  const matchAt = vm.push(vm.newList());
  const restAt = vm.push(vm.newList());
  const count = vm.tupleLength(vm.i32[vm.at(at) + MEMBERS]!);
  for (let k = 0; k < count; k++) {
    const memberAt = vm.pushBorrowed(vm.tupleItem(vm.i32[vm.at(at) + MEMBERS]!, k));
    splitInto(vm, memberAt, wanted, both);
    collect(vm, matchAt, memberAt + 1);
    if (both) collect(vm, restAt, memberAt + 2);
    vm.dropTo(memberAt);
  }
  deriveFrom(vm, at, matchAt);
  deriveFrom(vm, at, restAt);
}

function collect(vm: VM, listAt: number, at: number): void {
  if (vm.at(at) !== vm.none) appendOwned(vm, vm.at(listAt), vm.runtime.retain(vm.at(at)));
}

/** Turns the list of members at `listAt` into a group like the one at `at`, None if it is empty. */
function deriveFrom(vm: VM, at: number, listAt: number): void {
  if (vm.listLength(vm.at(listAt)) === 0) {
    vm.replace(listAt, vm.newNone());
    return;
  }
  const group = vm.callMethod(vm.at(at), 'derive', vm.at(listAt));
  vm.replace(listAt, group);
  if (!vm.isInstance(vm.at(listAt), 'BaseExceptionGroup')) {
    throw vm.error('TypeError', 'derive must return an instance of BaseExceptionGroup');
  }
  const made = vm.at(listAt);
  const from = vm.at(at);
  for (const slot of ORIGIN) vm.runtime.store(made, slot, vm.i32[from + slot]!);
  vm.i32[made + EXC_SUPPRESS] = 1; // as whatever sets a cause
  copyNotes(vm, from, made);
}

function copyNotes(vm: VM, from: Ref, to: Ref): void {
  const notes = vm.attributes.ownValue(from, vm.name('__notes__'));
  if (notes === 0 || vm.kindOf(notes) !== Kind.LIST) return;
  const copy = vm.protocols.toList(notes);
  vm.attributes.setOwn(to, vm.name('__notes__'), copy);
  vm.runtime.release(copy);
}

// ---- The end of except* clauses

/**
 * What a `try` with except* clauses raises in the end: pushes one exception, or None. At `originalAt` is what was raised in
 * it, at `listAt` the list of what the clauses raised and of what none of them took. Parts of the original become one group
 * of its form again; what is new goes beside it.
 */
export function regroup(vm: VM, originalAt: number, listAt: number): void {
  if (!vm.isInstance(vm.at(originalAt), 'BaseExceptionGroup')) {
    const first = vm.listLength(vm.at(listAt)) === 0 ? 0 : vm.listItem(vm.at(listAt), 0);
    vm.pushBorrowed(orNone(vm, first));
    return;
  }
  const raisedAt = vm.push(vm.newList());
  const leavesAt = vm.push(vm.newList());
  for (let k = 0; k < vm.listLength(vm.at(listAt)); k++) {
    const exception = vm.listItem(vm.at(listAt), k);
    if (exception === vm.none) continue;
    if (isPartOf(vm, exception, vm.at(originalAt))) collectLeaves(vm, exception, vm.at(leavesAt));
    else appendOwned(vm, vm.at(raisedAt), vm.runtime.retain(exception));
  }
  if (vm.listLength(vm.at(leavesAt)) > 0) {
    const part = vm.roots.top;
    splitInto(vm, originalAt, (at) => contains(vm, vm.at(leavesAt), vm.at(at)), !WANT_BOTH);
    appendOwned(vm, vm.at(raisedAt), vm.runtime.retain(vm.at(part)));
    vm.dropTo(part);
  }
  const count = vm.listLength(vm.at(raisedAt));
  if (count <= 1) vm.pushBorrowed(count === 0 ? vm.none : vm.listItem(vm.at(raisedAt), 0));
  else {
    const text = vm.push(vm.newStr(''));
    const group = vm.call(vm.classes.named('ExceptionGroup'), vm.at(text), vm.at(raisedAt));
    vm.replace(text, group);
  }
  const result = vm.pop();
  vm.dropTo(raisedAt);
  vm.push(result);
}

/** Whether an exception is a part that `split` made of the original, or the original. */
function isPartOf(vm: VM, exception: Ref, original: Ref): boolean {
  if (!vm.isInstance(exception, 'BaseExceptionGroup')) return false;
  return ORIGIN.every((slot) => vm.i32[exception + slot] === vm.i32[original + slot]);
}

function collectLeaves(vm: VM, exception: Ref, leaves: Ref): void {
  if (!vm.isInstance(exception, 'BaseExceptionGroup')) {
    appendOwned(vm, leaves, vm.runtime.retain(exception));
    return;
  }
  const members = vm.i32[exception + MEMBERS]!;
  for (let k = 0; k < vm.tupleLength(members); k++) collectLeaves(vm, vm.tupleItem(members, k), leaves);
}

function contains(vm: VM, list: Ref, exception: Ref): boolean {
  for (let k = 0; k < vm.listLength(list); k++) if (vm.listItem(list, k) === exception) return true;
  return false;
}

export const exceptionGroupMembers: Pick<BuiltinClass, 'methods' | 'staticMethods' | 'getsets'> = {
  staticMethods: { __new__: ['cls, *args, **kwargs', groupNew] },
  methods: {
    __init__: ['self, *args, **kwargs', groupInit],
    __str__: ['self, /', groupStr],
    derive: ['self, excs, /', derive],
    split: ['self, matcher_value, /', split],
    subgroup: ['self, matcher_value, /', subgroup],
  },
  getsets: { message: slotAttribute(MESSAGE), exceptions: slotAttribute(MEMBERS) },
};
