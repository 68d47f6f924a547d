import { HeapExhausted, InvariantViolation } from '../../heap/errors.ts';
import { LENGTH, type Ref, SHAPE_MASK } from '../../heap/layout.ts';
import { freeListsOf } from '../../platforms/free-lists.ts';
import type { Platform } from '../../platforms/platform.ts';
import { RefVector } from '../../runtime/ref-vector.ts';
import type { Roots } from '../../runtime/roots.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { raiseSyntaxError } from '../errors/syntax-error-object.ts';
import { Dicts } from '../objects/dicts.ts';
import { Numbers } from '../objects/numbers.ts';
import { Python2Dicts } from '../objects/python2-dicts.ts';
import { Sets } from '../objects/sets.ts';
import { ShapeInfo } from '../objects/shape-info.ts';
import { ITEMS_DATA, Kind, LIST_ITEMS, LIST_LENGTH, Shape, TUPLE_DATA } from '../objects/shapes.ts';
import { Strings } from '../objects/strings.ts';
import { PythonSyntaxError } from '../syntax/index.ts';
import { CompiledTier } from '../tier/tier.ts';
import type { Tier } from '../tier/tiers.ts';
import { ValueFunctionError } from '../values/value-function-error.ts';
import type { Process } from '../world/processes.ts';
import type { SqlEngine } from '../world/sql-engine.ts';
import { AsyncHooks } from './async-hooks.ts';
import { Attributes } from './attributes.ts';
import { Calls } from './calls.ts';
import { Children, type Spawn } from './children.ts';
import { Classes } from './classes.ts';
import { Clock } from './clock.ts';
import { Codes } from './codes.ts';
import { Construction } from './construction.ts';
import { Exceptions, GuestException } from './exceptions.ts';
import { Finalization } from './finalization.ts';
import { FlatIteration } from './flat-iteration.ts';
import { Frames } from './frames.ts';
import { Generators } from './generators.ts';
import { Headroom, INSTRUCTION_WORDS } from './headroom.ts';
import { HostStack } from './host-stack.ts';
import { InstanceDicts } from './instance-dicts.ts';
import { Interpreter } from './interpreter.ts';
import { Iteration } from './iteration.ts';
import { Limits } from './limits.ts';
import { Modules } from './modules.ts';
import { Operators } from './operators.ts';
import { Protocols } from './protocols.ts';
import { Threads } from './threads.ts';

export interface VMOptions {
  readonly runtime: Runtime;
  readonly platform: Platform;
  readonly seed: number;
  readonly argv: readonly string[];
  readonly maxSteps: number;
  readonly write: (stream: 'stdout' | 'stderr', text: string) => void;
  /** Source of a module beside the program, or null. */
  readonly readModule: (name: string) => { readonly source: string; readonly filename: string } | null;
  /** What the program is in the virtual world, and how it starts others there. */
  readonly process: Process;
  readonly spawn: Spawn;
  /** SQLite, where the host has loaded it. */
  readonly sqlite?: SqlEngine;
  /** How the program is executed. */
  readonly tier: Tier;
}

/** Thrown through everything by os._exit. */
export class ProcessExit extends Error {
  readonly code: number;
  constructor(code: number) {
    super('the process has ended itself');
    this.name = 'ProcessExit';
    this.code = code;
  }
}

/**
 * The Python virtual machine: one program on one runtime. It owns nothing global; two of them can live in a process.
 *
 * Ownership: a Ref given to a function is borrowed from the caller, a Ref returned is a new reference, unless the
 * docstring says otherwise. `push` takes over the caller's reference.
 */
export class VM {
  readonly runtime: Runtime;
  readonly platform: Platform;
  readonly options: VMOptions;
  readonly i32: Int32Array;
  readonly roots: Roots;
  readonly info: ShapeInfo;
  readonly numbers: Numbers;
  readonly strings: Strings;
  readonly dicts: Dicts;
  readonly sets: Sets;
  readonly classes: Classes;
  readonly exceptions: Exceptions;
  readonly attributes: Attributes;
  readonly instanceDicts: InstanceDicts;
  readonly codes: Codes;
  readonly frames: Frames;
  readonly calls: Calls;
  readonly construction: Construction;
  readonly operators: Operators;
  readonly protocols: Protocols;
  readonly iteration: Iteration;
  readonly generators: Generators;
  readonly flat: FlatIteration;
  readonly interpreter: Interpreter;
  readonly modules: Modules;
  readonly finalization: Finalization;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly headroom: Headroom;
  readonly hostStack: HostStack;
  readonly threads: Threads;
  readonly asyncHooks: AsyncHooks;
  readonly process: Process;
  readonly children: Children;
  /** Single values that are roots: see REG_*. */
  readonly registers = new RefVector();
  /** Index in the statics of each shared one-character string; 0: not made yet. */
  private readonly characters = new Int32Array(256);
  /** Statics of the single bytes, then of none; 0 where not made yet. */
  private readonly singleBytes = new Int32Array(257);

  constructor(options: VMOptions) {
    const { runtime } = options;
    this.options = options;
    this.runtime = runtime;
    this.platform = options.platform;
    this.i32 = runtime.i32;
    this.roots = runtime.roots;
    for (let k = 0; k < REGISTERS; k++) this.registers.push(0);
    runtime.roots.register(this.registers, 'precise');
    this.clock = new Clock(this);
    this.limits = new Limits(this);
    this.headroom = new Headroom(this);
    this.hostStack = new HostStack(this);
    this.threads = new Threads(this);
    this.asyncHooks = new AsyncHooks(this);
    this.process = options.process;
    this.children = new Children(options.spawn);
    const ofCPython = options.platform.implementation === 'cpython';
    this.info = new ShapeInfo(runtime.shapes, freeListsOf(options.platform), ofCPython);
    for (const shape of [Shape.NONE, Shape.NOT_IMPLEMENTED, Shape.ELLIPSIS]) this.singleton(shape, 0);
    this.singleton(Shape.BOOL, 0);
    this.singleton(Shape.BOOL, 1);
    this.numbers = new Numbers(runtime, options.platform.smallInts.min, options.platform.smallInts.max);
    const python2 = options.platform.hashTables === 'python2';
    this.strings = new Strings(runtime, options.seed, python2);
    this.protocols = new Protocols(this);
    const Tables = python2 ? Python2Dicts : Dicts;
    this.dicts = new Tables(runtime, this.strings, this.protocols);
    this.sets = new Sets(runtime, this.strings, this.protocols, python2);
    this.classes = new Classes(this);
    this.exceptions = new Exceptions(this);
    this.attributes = new Attributes(this);
    this.instanceDicts = new InstanceDicts(this);
    this.codes = new Codes(this);
    this.frames = new Frames(this);
    this.calls = new Calls(this);
    this.construction = new Construction(this);
    this.operators = new Operators(this);
    this.iteration = new Iteration(this);
    this.generators = new Generators(this);
    this.flat = new FlatIteration(this);
    this.finalization = new Finalization(this);
    this.interpreter = new Interpreter(this);
    if (options.tier !== 'interpreter')
      this.interpreter.tier = new CompiledTier(this, options.tier === 'compiled');
    this.modules = new Modules(this);
    runtime.guest = this.finalization;
  }

  private singleton(shape: number, value: number): void {
    const ref = this.runtime.allocate(shape);
    if (shape === Shape.BOOL) this.i32[ref + 2] = value;
    this.roots.addStatic(ref);
  }

  // ---- Singletons: borrowed

  get none(): Ref {
    return this.roots.statics.words[0]!;
  }
  get notImplemented(): Ref {
    return this.roots.statics.words[1]!;
  }
  get ellipsis(): Ref {
    return this.roots.statics.words[2]!;
  }
  get false(): Ref {
    return this.roots.statics.words[3]!;
  }
  get true(): Ref {
    return this.roots.statics.words[4]!;
  }

  // ---- New references to values

  newNone(): Ref {
    return this.runtime.retain(this.none);
  }
  newBool(value: boolean): Ref {
    return this.runtime.retain(value ? this.true : this.false);
  }
  newNotImplemented(): Ref {
    return this.runtime.retain(this.notImplemented);
  }
  /** A whole number of at most 2^53 in magnitude. */
  newInt(value: number): Ref {
    return this.numbers.int(value);
  }
  newBigInt(value: bigint): Ref {
    return this.numbers.bigInt(value);
  }
  newFloat(value: number): Ref {
    return this.numbers.float(value);
  }
  /** Shares what the platform shares: the empty string, single Latin-1 characters. */
  newStr(text: string): Ref {
    const { sharedStrings } = this.platform.identity;
    if (text.length === 0 && sharedStrings)
      return this.runtime.retain(this.strings.nameRef(this.strings.nameId('')));
    if (text.length === 1 && sharedStrings && text.charCodeAt(0) < 256) return this.sharedCharacter(text);
    return this.strings.make(text);
  }
  /** A str of one code point. */
  newCharacter(code: number): Ref {
    const index = code < 256 ? this.characters[code]! : 0;
    if (index === 0) return this.newStr(String.fromCodePoint(code));
    return this.runtime.retain(this.roots.statics.words[index]!);
  }
  private sharedCharacter(text: string): Ref {
    const code = text.charCodeAt(0);
    let index = this.characters[code]!;
    if (index === 0) {
      const apart = this.platform.identity.internedAtStart.includes(text);
      const ref = apart
        ? this.strings.make(text)
        : this.runtime.retain(this.strings.nameRef(this.strings.nameId(text)));
      index = this.roots.addStatic(ref);
      this.characters[code] = index;
    }
    return this.runtime.retain(this.roots.statics.words[index]!);
  }
  /** Shares b'' and single bytes where single characters are shared. */
  newBytes(bytes: Uint8Array): Ref {
    if (bytes.length > 1 || !this.platform.identity.sharedStrings) return this.strings.makeBytes(bytes);
    const at = bytes.length === 0 ? 256 : bytes[0]!;
    let index = this.singleBytes[at]!;
    if (index === 0) {
      index = this.roots.addStatic(this.strings.makeBytes(bytes));
      this.singleBytes[at] = index;
    }
    return this.runtime.retain(this.roots.statics.words[index]!);
  }
  /** A tuple of the top `count` stack slots, which it takes over. */
  tupleOfTop(count: number): Ref {
    const { roots, runtime } = this;
    if (count === 0 && this.platform.identity.sharedEmptyTuple)
      return runtime.retain(this.registers.at(REG_EMPTY_TUPLE));
    const tuple = runtime.allocateVariable(Shape.TUPLE, count);
    const base = roots.top - count;
    for (let k = 0; k < count; k++) runtime.initialiseOwned(tuple, TUPLE_DATA + k, roots.stack[base + k]!);
    roots.top = base;
    return tuple;
  }
  /** A tuple that takes over the given references; nothing of them may have been a safepoint ago. */
  newTuple(...owned: Ref[]): Ref {
    for (const ref of owned) this.push(ref);
    return this.tupleOfTop(owned.length);
  }
  /** A list of the top `count` stack slots, which it takes over. */
  listOfTop(count: number): Ref {
    const { roots, runtime } = this;
    const list = runtime.allocate(Shape.LIST);
    const base = roots.top - count;
    if (count > 0) {
      const items = runtime.allocateVariable(Shape.LIST_ITEMS, count);
      for (let k = 0; k < count; k++) runtime.initialiseOwned(items, ITEMS_DATA + k, roots.stack[base + k]!);
      runtime.initialiseOwned(list, LIST_ITEMS, items);
      this.i32[list + LIST_LENGTH] = count;
    }
    roots.top = base;
    return list;
  }
  newList(): Ref {
    return this.runtime.allocate(Shape.LIST);
  }
  newDict(): Ref {
    return this.dicts.make();
  }

  // ---- The stack

  /** Takes over the caller's reference. @returns its position */
  push(ref: Ref): number {
    const { roots } = this;
    if (roots.top >= roots.stack.length)
      throw this.error('RecursionError', 'maximum recursion depth exceeded');
    roots.stack[roots.top] = ref;
    return roots.top++;
  }
  /** Pushes one more reference to a borrowed one. @returns its position */
  pushBorrowed(ref: Ref): number {
    return this.push(this.runtime.retain(ref));
  }
  /** The reference at the top passes to the caller. */
  pop(): Ref {
    const { roots } = this;
    return roots.stack[--roots.top]!;
  }
  /** Borrowed. */
  at(position: number): Ref {
    return this.roots.stack[position]!;
  }
  /** Releases the top `count` slots, from the top down. */
  drop(count: number): void {
    this.dropTo(this.roots.top - count);
  }
  /** Releases everything above `top`, from the top down. */
  dropTo(top: number): void {
    const { roots, runtime } = this;
    while (roots.top > top) {
      const ref = roots.stack[--roots.top]!;
      runtime.release(ref);
    }
  }
  /** Releases everything from `bottom` on, from the lowest up: how CPython lets go of operands and arguments. */
  releaseInOrder(bottom: number): void {
    const { roots, runtime } = this;
    const { stack, top } = roots;
    for (let at = bottom; at < top; at++) {
      const ref = stack[at]!;
      stack[at] = 0;
      runtime.release(ref);
    }
    roots.top = bottom;
  }
  /** Puts a new reference into a slot and releases the old one. */
  replace(position: number, ref: Ref): void {
    const { stack } = this.roots;
    const old = stack[position]!;
    stack[position] = ref;
    this.runtime.release(old);
  }

  /** Puts a new reference into a register and releases the old one. */
  replaceRegister(register: number, ref: Ref): void {
    const old = this.registers.words[register]!;
    this.registers.words[register] = ref;
    this.runtime.release(old);
  }

  // ---- Looking at objects

  shapeOf(ref: Ref): number {
    return this.i32[ref]! & SHAPE_MASK;
  }
  kindOf(ref: Ref): number {
    return this.info.kind[this.i32[ref]! & SHAPE_MASK]!;
  }
  /** Borrowed. */
  classOf(ref: Ref): Ref {
    const shape = this.i32[ref]! & SHAPE_MASK;
    const slot = this.info.classSlot[shape]!;
    if (slot !== 0) return this.i32[ref + slot]!;
    if (shape === Shape.ITERATOR || shape === Shape.RANGE_ITERATOR) return this.iteration.classOf(ref);
    return this.roots.statics.words[this.info.staticClass[shape]!]!;
  }
  /** As error messages name an object's class: with its module if it is one of a built-in module. */
  typeName(ref: Ref): string {
    const { prefix, name } = this.classes.infoOf(this.classOf(ref));
    return prefix + name;
  }
  isInstance(ref: Ref, className: string): boolean {
    return this.classes.isSubclass(this.classOf(ref), this.classes.named(className));
  }
  isNone(ref: Ref): boolean {
    return ref === this.none;
  }
  isStr(ref: Ref): boolean {
    return this.kindOf(ref) === Kind.STR;
  }
  /** Host text of a str object. */
  text(ref: Ref): string {
    return this.strings.text(ref);
  }
  isInt(ref: Ref): boolean {
    const kind = this.kindOf(ref);
    return kind === Kind.INT || kind === Kind.BOOL || kind === Kind.WIDE || kind === Kind.BIG;
  }
  /** Value of an int or bool as a big integer. */
  bigIntOf(ref: Ref): bigint {
    return this.kindOf(ref) === Kind.BIG ? this.numbers.bigOf(ref) : BigInt(this.numbers.smallOf(ref));
  }
  listLength(list: Ref): number {
    return this.i32[list + LIST_LENGTH]!;
  }
  /** Borrowed. */
  listItem(list: Ref, index: number): Ref {
    return this.i32[this.i32[list + LIST_ITEMS]! + ITEMS_DATA + index]!;
  }
  tupleLength(tuple: Ref): number {
    return this.i32[tuple + LENGTH]!;
  }
  /** Borrowed. */
  tupleItem(tuple: Ref, index: number): Ref {
    return this.i32[this.tupleData(tuple) + index]!;
  }
  /** Address of a tuple's first item: behind the class and attribute slots of a subclass's instance. */
  tupleData(tuple: Ref): number {
    const shape = this.i32[tuple]! & SHAPE_MASK;
    return tuple + (shape === Shape.TUPLE ? TUPLE_DATA : this.runtime.shapes.fixedWords[shape]!);
  }
  /** Name id of an interned name; see Strings. */
  name(text: string): number {
    return this.strings.nameId(text);
  }

  // ---- Calls and protocols (each may run guest code: a safepoint)

  /** callable(*args) */
  call(callable: Ref, ...args: Ref[]): Ref {
    return this.calls.call(callable, args);
  }
  /** object.name(*args) */
  callMethod(object: Ref, name: string, ...args: Ref[]): Ref {
    return this.calls.callMethod(object, this.strings.nameId(name), args);
  }
  getAttr(object: Ref, name: string): Ref {
    return this.attributes.get(object, this.strings.nameId(name));
  }
  /** 0 if there is none; other errors are thrown. */
  findAttr(object: Ref, name: string): Ref {
    return this.attributes.find(object, this.strings.nameId(name));
  }
  setAttr(object: Ref, name: string, value: Ref): void {
    this.attributes.set(object, this.strings.nameId(name), value);
  }
  truthy(ref: Ref): boolean {
    return this.protocols.truthy(ref);
  }
  equal(a: Ref, b: Ref): boolean {
    return this.protocols.equal(a, b);
  }
  hash(ref: Ref): number {
    return this.protocols.hash(ref);
  }
  /** Host text of repr(ref). */
  repr(ref: Ref): string {
    return this.protocols.repr(ref);
  }
  /** Host text of str(ref). */
  str(ref: Ref): string {
    return this.protocols.str(ref);
  }
  /** `visit` gets each item borrowed, with a stack slot holding it; the iterable must be rooted by the caller. */
  iterate(iterable: Ref, visit: (item: Ref) => void): void {
    this.iteration.each(iterable, visit);
  }
  /** operator.index(ref) as a host number, clipped to ±2^53. */
  index(ref: Ref): number {
    return this.protocols.index(ref);
  }

  // ---- Errors

  /** A Python exception to be thrown: `throw vm.error('TypeError', '…')`. */
  error(className: string, message: string): GuestException {
    return this.exceptions.make(className, message);
  }

  // ---- Safepoints

  /** To be called in native loops for each item: a safepoint if anything is due. @throws GuestException MemoryError */
  poll(): void {
    this.limits.passed(1);
    if (this.runtime.pollRaised) this.runtime.safepoint();
  }
  /**
   * Room for `words` before the next safepoint, or MemoryError; a safepoint when `words` is large. Small amounts are met
   * by the headroom that a safepoint leaves.
   */
  reserve(words: number): void {
    if (words >= INSTRUCTION_WORDS) this.headroom.reserve(words);
  }

  /** Turns errors of the host into Python exceptions where they are the program's; throws our own bugs on. */
  guestError(error: unknown): GuestException {
    if (error instanceof GuestException) return error;
    if (error instanceof HeapExhausted) return this.exceptions.memoryError();
    try {
      return this.asGuestError(error);
    } catch (second) {
      if (second instanceof HeapExhausted) return this.exceptions.memoryError();
      throw second;
    }
  }

  private asGuestError(error: unknown): GuestException {
    if (error instanceof ValueFunctionError) return this.error(error.pythonType, error.message);
    if (error instanceof PythonSyntaxError) return raiseSyntaxError(this, error);
    // No regular expression: it needs stack, too.
    if (error instanceof RangeError && error.message.includes('call stack')) {
      return this.error('RecursionError', 'maximum recursion depth exceeded');
    }
    // A big integer, string or array beyond what the host can hold.
    if (error instanceof RangeError && /BigInt|(?:string|array|typed array) length/i.test(error.message)) {
      return this.exceptions.memoryError();
    }
    throw error;
  }

  assert(condition: boolean, invariant: string, detail: string): void {
    if (!condition) throw new InvariantViolation(invariant, detail);
  }
}

export const REG_RAISED = 0; // the exception in flight
export const REG_EMPTY_TUPLE = 1;
export const REG_BUILTINS = 2; // dict of the builtins module
export const REG_MODULES = 3; // sys.modules
export const REG_KWNAMES = 5; // names of the next call's keyword arguments
export const REG_MEMORY_ERROR = 6; // made in advance
export const REG_EMPTY_FROZENSET = 7; // where all are one
const REGISTERS = 12;
