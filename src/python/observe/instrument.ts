import '../vm/vm.ts'; // before its parts, which refer to one another

import { type Ref, SHAPE_MASK } from '../../heap/layout.ts';
import { Op } from '../compiler/opcodes.ts';
import {
  EXC_ARGS,
  EXC_TRACEBACK,
  FUNCTION_BUILTINS,
  FUNCTION_GLOBALS,
  Kind,
  Shape,
} from '../objects/shapes.ts';
import { AttributeCaches } from '../vm/attribute-caches.ts';
import type { CodeInfo } from '../vm/codes.ts';
import { FRAME_OBJECT_SLOT } from '../vm/codes.ts';
import { sameByValue } from '../vm/value-identity.ts';
import type { VM } from '../vm/vm.ts';
import { lookUp } from './module-names.ts';
import { watchNatives } from './natives.ts';
import { Probe } from './probe.ts';
import { isSimple, shortValue } from './values.ts';

/** Added to an instruction's number where it is watched: none of the interpreter's own, which hands it to `Instructions.execute`. */
const WATCHED = 160;
const REWRITTEN: ReadonlySet<number> = new Set([
  Op.LOAD_ATTR,
  Op.LOAD_METHOD,
  Op.STORE_ATTR,
  Op.LOAD_GLOBAL,
  Op.IS_OP,
]);
const INSTRUCTION_WORDS = 4;
const INPLACE_ADD = 13;
const WEAK_LIBRARY: ReadonlySet<string> = new Set(['<midden>/weakref.py', '<midden>/_weakrefset.py']);
const WEAK_ANSWERS: ReadonlySet<string> = new Set([
  'WeakSet.__len__',
  'WeakSet.__contains__',
  'WeakValueDictionary.__len__',
  'WeakValueDictionary.__contains__',
  'WeakValueDictionary.get',
  'WeakKeyDictionary.__len__',
  'WeakKeyDictionary.__contains__',
  'finalize.alive',
]);

/** Replaces a method of this one object. */
function around<T extends object, K extends keyof T>(
  target: T,
  key: K,
  replace: (original: T[K]) => T[K],
): void {
  const original = target[key];
  const bound = (typeof original === 'function' ? original.bind(target) : original) as T[K];
  target[key] = replace(bound);
}

/**
 * Puts a probe between the parts of a machine that is ready to run: methods are replaced on these very objects, and instructions of the
 * program's own code by watched ones. A machine without a probe pays nothing.
 */
export function instrument(vm: VM): Probe {
  const probe = new Probe(vm);
  vm.runtime.observe(probe);
  watchInstructions(vm, probe);
  watchOperators(vm, probe);
  watchCalls(vm, probe);
  watchQueue(vm, probe);
  watchWeakReferences(vm, probe);
  watchExceptions(vm, probe);
  watchEnd(vm, probe);
  watchNatives(vm, probe);
  return probe;
}

// ---- Instructions

function watchInstructions(vm: VM, probe: Probe): void {
  around(vm.codes, 'load', (load) => (code) => {
    const info = load(code);
    if (probe.places.isOwnCode(info.id)) rewrite(info);
    return info;
  });
  const watched = new Watched(vm, probe);
  around(vm.interpreter.slow, 'execute', (execute) => (info, fp, pc, sp) => {
    const op = info.instructions[pc]!;
    if (op >= WATCHED) return watched.execute(op - WATCHED, info, fp, pc, sp);
    if (probe.current !== undefined) watched.before(op, info, pc, sp);
    return execute(info, fp, pc, sp);
  });
  around(vm.interpreter.slow, 'appendString', (append) => (nextOp, nextArg, fp) => {
    const before = vm.runtime.copiedBytes;
    const grown = append(nextOp, nextArg, fp);
    if (grown !== 0) noteConcatenation(vm, probe, grown, before);
    return grown;
  });
}

function rewrite({ instructions }: CodeInfo): void {
  for (let pc = 0; pc < instructions.length; pc += INSTRUCTION_WORDS) {
    if (REWRITTEN.has(instructions[pc]!)) instructions[pc] = instructions[pc]! + WATCHED;
  }
}

function noteConcatenation(vm: VM, probe: Probe, result: Ref, before: number): void {
  if (vm.kindOf(result) !== Kind.STR || !probe.places.direct) return;
  probe.concatenated(probe.places.here(), vm.runtime.copiedBytes - before, vm.strings.length(result));
}

/** Executes watched instructions as the interpreter would, without caches, and tells the probe. */
class Watched {
  private readonly vm: VM;
  private readonly probe: Probe;
  private readonly caches: AttributeCaches;

  constructor(vm: VM, probe: Probe) {
    this.vm = vm;
    this.probe = probe;
    this.caches = new AttributeCaches(vm);
  }

  execute(op: number, info: CodeInfo, fp: number, pc: number, sp: number): number {
    switch (op) {
      case Op.LOAD_ATTR:
        this.loadAttr(info, pc, sp);
        break;
      case Op.LOAD_METHOD:
        this.loadMethod(info, pc, sp);
        break;
      case Op.STORE_ATTR:
        this.storeAttr(info, pc, sp);
        break;
      case Op.LOAD_GLOBAL:
        this.loadGlobal(info, fp, pc, sp);
        break;
      default:
        this.compareIdentity(info, pc, sp);
    }
    return pc + INSTRUCTION_WORDS;
  }

  private nameOf(info: CodeInfo, index: number): string {
    return info.code.names[index]!;
  }

  private loadAttr(info: CodeInfo, pc: number, sp: number): void {
    const { vm, probe } = this;
    const code = info.instructions;
    const name = this.nameOf(info, code[pc + 1]!);
    this.look(vm.at(sp - 1), name, info, pc);
    const container = vm.at(sp - 1);
    const label = this.label(container, name);
    const isShared = vm.kindOf(container) !== Kind.INSTANCE;
    this.caches.loadAttr(info, code, pc, sp);
    vm.roots.top = sp;
    const value = vm.at(sp - 1);
    probe.updates.reads(label);
    if (probe.current !== undefined && isShared && isSimple(vm, value)) probe.did('read', label, value);
  }

  private label(object: Ref, name: string): string {
    const { vm } = this;
    if (vm.kindOf(object) === Kind.CLASS) return `${vm.classes.nameOf(object)}.${name}`;
    return `${vm.typeName(object)}.${name}`;
  }

  private loadMethod(info: CodeInfo, pc: number, sp: number): void {
    const code = info.instructions;
    this.look(this.vm.at(sp - 1), this.nameOf(info, code[pc + 1]!), info, pc);
    this.caches.loadMethod(info, code, pc, sp);
    this.vm.roots.top = sp + 1;
  }

  /** An attribute of `object` is about to be read. */
  private look(object: Ref, name: string, info: CodeInfo, pc: number): void {
    const { vm, probe } = this;
    probe.used(object, probe.places.of(info.id, pc));
    if (vm.kindOf(object) === Kind.MODULE) lookUp(vm, probe, object, name);
  }

  private storeAttr(info: CodeInfo, pc: number, sp: number): void {
    const { vm, probe } = this;
    const code = info.instructions;
    const object = vm.at(sp - 1);
    const label = this.label(object, this.nameOf(info, code[pc + 1]!));
    probe.used(object, probe.places.of(info.id, pc));
    probe.did('write', label, vm.at(sp - 2), object);
    probe.updates.writes(label);
    vm.roots.top = sp;
    this.caches.storeAttr(info, code, pc, sp);
    const { stack } = vm.roots;
    vm.roots.top = sp - 2;
    const [value, owner] = [stack[sp - 2]!, stack[sp - 1]!];
    vm.runtime.release(value);
    vm.runtime.release(owner);
  }

  private loadGlobal(info: CodeInfo, fp: number, pc: number, sp: number): void {
    const { vm, probe } = this;
    const { stack } = vm.roots;
    const code = info.instructions;
    const arg = code[pc + 1]!;
    let top = sp;
    if ((arg & 1) !== 0) stack[top++] = 0;
    vm.roots.top = top;
    const fn = stack[fp - 1]!;
    const globals = vm.i32[fn + FUNCTION_GLOBALS]!;
    const name = vm.strings.nameRef(info.names[arg >> 1]!);
    const value = vm.interpreter.slow.loadGlobal(code, pc, globals, vm.i32[fn + FUNCTION_BUILTINS]!, name);
    vm.push(vm.runtime.retain(value));
    if (probe.current !== undefined && isSimple(vm, value))
      probe.did('read', `global ${this.nameOf(info, arg >> 1)}`, value);
  }

  private compareIdentity(info: CodeInfo, pc: number, sp: number): void {
    const { vm, probe } = this;
    const { stack } = vm.roots;
    const [a, b] = [stack[sp - 2]!, stack[sp - 1]!];
    const same = a === b || sameByValue(vm, a, b);
    const what = identityKind(vm, a, b);
    if (what !== null && (same || isEqual(vm, a, b)))
      probe.answers.note(
        'identity',
        probe.places.of(info.id, pc),
        what,
        same ? 'same' : 'equal, not the same',
      );
    vm.roots.top = sp;
    const inverted = info.instructions[pc + 1] === 1;
    vm.interpreter.slow.replaceTwo(sp, vm.newBool(same !== inverted));
    vm.roots.top = sp - 1;
  }

  /** Other instructions with an effect, while a finalizer runs. */
  before(op: number, info: CodeInfo, pc: number, sp: number): void {
    const { vm, probe } = this;
    const name = () => this.nameOf(info, info.instructions[pc + 1]!);
    if (!probe.places.isOwnCode(info.id)) return;
    if (op === Op.STORE_GLOBAL) probe.did('write', `global ${name()}`, vm.at(sp - 1));
    else if (op === Op.DELETE_GLOBAL) probe.did('remove', `global ${name()}`, '');
    else if (op === Op.DELETE_ATTR) probe.did('remove', this.label(vm.at(sp - 1), name()), '', vm.at(sp - 1));
  }
}

/** What kind of values two operands of `is` are, where those have no identity to rely on; null for all others. */
function identityKind(vm: VM, a: Ref, b: Ref): string | null {
  const kind = vm.kindOf(a);
  if (kind !== vm.kindOf(b)) return null;
  switch (kind) {
    case Kind.STR:
      return 'str';
    case Kind.INT:
    case Kind.WIDE:
    case Kind.BIG:
      return 'int';
    case Kind.FLOAT:
      return 'float';
    case Kind.TUPLE:
      return 'tuple';
    case Kind.BYTES:
      return 'bytes';
    case Kind.METHOD:
      return 'bound method';
    default:
      return null;
  }
}

function isEqual(vm: VM, a: Ref, b: Ref): boolean {
  const kind = vm.kindOf(a);
  if (kind === Kind.TUPLE) return vm.tupleLength(a) === 0 && vm.tupleLength(b) === 0;
  if (kind === Kind.METHOD) return true;
  return shortValue(vm, a) === shortValue(vm, b);
}

// ---- Operators

function watchOperators(vm: VM, probe: Probe): void {
  const { operators } = vm;
  around(operators, 'binary', (binary) => (op, a, b) => {
    if (op !== INPLACE_ADD || (vm.i32[a]! & SHAPE_MASK) !== Shape.STR) return binary(op, a, b);
    const before = vm.runtime.copiedBytes;
    const result = binary(op, a, b);
    noteConcatenation(vm, probe, result, before);
    return result;
  });
  around(operators, 'setItem', (setItem) => (object, key, value) => {
    probe.did('write', `${vm.typeName(object)}[…]`, value, object);
    setItem(object, key, value);
  });
  around(operators, 'deleteItem', (deleteItem) => (object, key) => {
    if (probe.current !== undefined) {
      probe.did('remove', `${vm.typeName(object)}[${shortValue(vm, key)}]`, '', object);
    }
    deleteItem(object, key);
  });
  around(vm.process, 'print', (print) => (stream, text) => {
    probe.did('output', stream, `'${text.trimEnd().slice(0, 60)}'`);
    print(stream, text);
  });
  around(operators, 'getItem', (getItem) => (object, key) => {
    if (probe.current === undefined || !probe.places.direct) return getItem(object, key);
    const label = `${vm.typeName(object)}[${shortValue(vm, key)}]`;
    const result = getItem(object, key);
    if (isSimple(vm, result)) probe.did('read', label, result);
    return result;
  });
}

// ---- Calls

function watchCalls(vm: VM, probe: Probe): void {
  around(vm.calls, 'begin', (begin) => (base, count, hasKeywords, flags) => {
    if (probe.places.direct) {
      const place = probe.places.here();
      for (let at = base + 1; at < base + 2 + count; at++) probe.used(vm.at(at), place);
    }
    return begin(base, count, hasKeywords, flags);
  });
  around(vm.calls, 'callWith', (callWith) => (callable, args, kwargs) => {
    if (probe.mainIsOver && vm.frames.depth === 0) probe.exitsRun++;
    return callWith(callable, args, kwargs);
  });
  around(vm.frames, 'leave', (leave) => (hasResult) => {
    noteWeakAnswer(vm, probe, hasResult);
    if (hasResult && probe.places.direct) probe.settlePinned();
    const index = vm.frames.depth - 1;
    const held = vm.at(vm.frames.extras(index) + FRAME_OBJECT_SLOT) !== 0 && probe.places.direct;
    if (held) notePinned(vm, probe, index);
    leave(hasResult);
  });
  around(vm.runtime, 'collect', (collect) => (request) => {
    if (request.kind === 'full' && request.cause === 'explicit') probe.collects();
    return collect(request);
  });
}

function watchQueue(vm: VM, probe: Probe): void {
  const { finalizers } = vm.runtime;
  around(finalizers, 'queueDead', (queueDead) => (isLive, partial) => {
    const before = finalizers.queue.length;
    const kept = queueDead(isLive, partial);
    probe.queued(finalizers.queue.words.subarray(before, finalizers.queue.length));
    return kept;
  });
}

/** A method of the weak containers returns to the program. */
function noteWeakAnswer(vm: VM, probe: Probe, hasResult: boolean): void {
  const { frames } = vm;
  const index = frames.depth - 1;
  const { code, id } = frames.info(index);
  if (probe.places.isOwnCode(id) || !WEAK_LIBRARY.has(code.filename)) return;
  if (code.qualname === 'WeakKeyDictionary.__setitem__' && probe.filledTables.length === 0)
    probe.filledTables.push(...[probe.places.here()].filter((place) => place >= 0));
  if (!hasResult || !WEAK_ANSWERS.has(code.qualname)) return;
  const caller = index - 1;
  if (caller < 0 || !probe.places.isOwnCode(frames.info(caller).id)) return;
  const result = vm.at(vm.roots.top - 1);
  const answer = isSimple(vm, result) ? shortValue(vm, result) : 'an object';
  probe.answers.note('weak-table', probe.places.here(), code.qualname, answer);
}

/** The frame has an object of its own, which may outlive it and then holds the locals. */
function notePinned(vm: VM, probe: Probe, index: number): void {
  const { frames } = vm;
  const info = frames.info(index);
  if (!vm.platform.exceptionsHoldTracebacks || info.code.name === '<module>') return;
  const base = frames.field(index, 2);
  for (let at = base; at < base + info.slots; at++) {
    if (vm.at(at) !== 0) probe.pins(vm.at(at), info.code.qualname);
  }
}

// ---- Weak references

function watchWeakReferences(vm: VM, probe: Probe): void {
  around(vm.runtime, 'weakTarget', (weakTarget) => (weak) => {
    const target = weakTarget(weak);
    const { places } = probe;
    if (!probe.mainIsOver && isAsked(vm, probe))
      probe.answers.note('weakref', places.here(), vm.typeName(weak), target === 0 ? 'dead' : 'alive');
    return target;
  });
}

/** By the program, or by the weak containers on its behalf; not by what runs when something dies. */
function isAsked(vm: VM, probe: Probe): boolean {
  const { frames } = vm;
  for (let index = frames.depth - 1; index >= 0; index--) {
    const { id, code } = frames.info(index);
    if (probe.places.isOwnCode(id)) return true;
    if (!WEAK_LIBRARY.has(code.filename) || BOOKKEEPING.test(code.qualname)) return false;
  }
  return false;
}

const BOOKKEEPING = /_IterationGuard|remove|ended|_commit|__init__|__setitem__|\.add$|\.update$/;

// ---- Exceptions

function watchExceptions(vm: VM, probe: Probe): void {
  around(vm.frames, 'addTraceback', (addTraceback) => (exception) => {
    if (vm.i32[exception + EXC_TRACEBACK] === 0) probe.lastRaised = 0;
    if (probe.places.direct && probe.lastRaised !== exception) {
      probe.lastRaised = exception;
      probe.raises(exception, messageOf(vm, exception));
    }
    addTraceback(exception);
  });
  around(vm.modules, 'unraisable', (unraisable) => (originAt, message) => {
    const exception = vm.exceptions.current;
    if (exception !== 0) probe.failed(`${vm.typeName(exception)}: ${messageOf(vm, exception)}`);
    unraisable(originAt, message);
  });
  around(vm.finalization, 'jobDone', (jobDone) => (failed, originAt) => {
    const exception = vm.exceptions.current;
    if (failed && exception !== 0) probe.failed(`${vm.typeName(exception)}: ${messageOf(vm, exception)}`);
    jobDone(failed, originAt);
  });
}

/** Its first argument, if that is a string: nothing of the program may run here. */
function messageOf(vm: VM, exception: Ref): string {
  const args = vm.i32[exception + EXC_ARGS]!;
  if (args === 0 || vm.kindOf(args) !== Kind.TUPLE || vm.tupleLength(args) === 0) return '';
  const last = vm.tupleItem(args, vm.tupleLength(args) - 1);
  return vm.isStr(last) ? vm.text(last) : shortValue(vm, vm.tupleItem(args, 0));
}

// ---- The end of the program

function watchEnd(vm: VM, probe: Probe): void {
  around(vm.headroom, 'stop', (stop) => () => {
    probe.mainEnds();
    stop();
  });
}
