import type { Ref } from '../../heap/layout.ts';
import { attempt } from '../errors/attempt.ts';
import { RECORD_RAW } from '../objects/shapes.ts';
import type { BuiltinClass } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { moduleClass, moduleValue, newRecord, RECORD_CLASS_SPEC } from './support.ts';

/** sys.stdin, sys.stdout and sys.stderr: text streams that end at the host. RECORD_RAW says which one, the word behind it if closed. */
const CLOSED = RECORD_RAW + 1;

const STREAM_NAMES = ['stdin', 'stdout', 'stderr'] as const;

function streamOf(vm: VM, self: Ref): (typeof STREAM_NAMES)[number] {
  return STREAM_NAMES[vm.i32[self + RECORD_RAW]!]!;
}

function write(vm: VM, args: number): Ref {
  const stream = streamOf(vm, vm.at(args));
  const text = vm.at(args + 1);
  if (vm.i32[vm.at(args) + CLOSED] !== 0) throw vm.error('ValueError', 'I/O operation on closed file.');
  if (!vm.isStr(text)) throw vm.error('TypeError', `write() argument must be str, not ${vm.typeName(text)}`);
  if (stream === 'stdin') throw vm.error('UnsupportedOperation', 'not writable');
  vm.options.write(stream, stream === 'stderr' ? escapeSurrogates(vm.text(text)) : vm.text(text));
  return vm.newInt(vm.strings.length(text));
}

function writelines(vm: VM, args: number): Ref {
  vm.iterate(vm.at(args + 1), () => {
    const at = vm.roots.top - 1;
    const top = vm.pushBorrowed(vm.at(args));
    vm.pushBorrowed(vm.at(at));
    vm.runtime.release(write(vm, top));
    vm.dropTo(top);
  });
  return vm.newNone();
}

function none(vm: VM): Ref {
  return vm.newNone();
}

/** The program's standard input is empty. */
function read(vm: VM): Ref {
  return vm.newStr('');
}

function isOutput(vm: VM, args: number): Ref {
  return vm.newBool(streamOf(vm, vm.at(args)) !== 'stdin');
}

function isInput(vm: VM, args: number): Ref {
  return vm.newBool(streamOf(vm, vm.at(args)) === 'stdin');
}

function repr(vm: VM, args: number): Ref {
  const stream = streamOf(vm, vm.at(args));
  const mode = stream === 'stdin' ? 'r' : 'w';
  return vm.newStr(`<_io.TextIOWrapper name='<${stream}>' mode='${mode}' encoding='utf-8'>`);
}

function refuse(vm: VM): Ref {
  throw vm.error('TypeError', "cannot create 'TextStream' instances");
}

export const textStreamClass: BuiltinClass = {
  name: 'TextStream',
  ...RECORD_CLASS_SPEC,
  module: '_io',
  subclassable: false,
  staticMethods: { __new__: ['cls, *args, **kwargs', refuse] },
  methods: {
    write: ['self, text, /', write],
    writelines: ['self, lines, /', writelines],
    flush: ['self, /', none],
    isatty: ['self, /', (vm) => vm.newBool(false)],
    readable: ['self, /', isInput],
    writable: ['self, /', isOutput],
    seekable: ['self, /', (vm) => vm.newBool(false)],
    fileno: ['self, /', (vm, args) => vm.newInt(vm.i32[vm.at(args) + RECORD_RAW]!)],
    read: ['self, size=, /', read],
    readline: ['self, size=, /', read],
    readlines: ['self, hint=, /', (vm) => vm.newList()],
    reconfigure: ['self, **kwargs', none],
    __iter__: ['self, /', (vm, args) => vm.runtime.retain(vm.at(args))],
    __next__: ['self, /', () => 0],
    __enter__: ['self, /', (vm, args) => vm.runtime.retain(vm.at(args))],
    __exit__: ['self, *args', none],
    __repr__: ['self, /', repr],
  },
  getsets: {
    name: { get: (vm, self) => vm.newStr(`<${streamOf(vm, self)}>`) },
    mode: { get: (vm, self) => vm.newStr(streamOf(vm, self) === 'stdin' ? 'r' : 'w') },
    encoding: { get: (vm) => vm.newStr('utf-8') },
    errors: { get: (vm, self) => vm.newStr(streamOf(vm, self) === 'stderr' ? 'backslashreplace' : 'strict') },
    closed: { get: (vm, self) => vm.newBool(vm.i32[self + CLOSED] !== 0) },
    line_buffering: { get: (vm, self) => vm.newBool(streamOf(vm, self) === 'stderr') },
    newlines: { get: (vm) => vm.newNone() },
  },
};

/** One of the three streams: a new reference. */
export function newTextStream(vm: VM, index: 0 | 1 | 2): Ref {
  const stream = newRecord(vm, moduleClass(vm, textStreamClass));
  vm.i32[stream + RECORD_RAW] = index;
  return stream;
}

/** What is not one of the three is left alone. */
export function closeTextStream(vm: VM, stream: Ref): void {
  if (isPlain(vm, stream)) vm.i32[stream + CLOSED] = 1;
}

/**
 * Writes to sys.stdout or sys.stderr as they are now: straight to the host where the program has not replaced them, else with the
 * replacement's `write`. A safepoint.
 */
export function writeToStream(vm: VM, name: 'stdout' | 'stderr', text: string): void {
  const stream = moduleValue(vm, 'sys', name);
  if (stream === vm.none) return;
  if (stream === 0 || isPlain(vm, stream)) {
    const target = stream === 0 ? name : streamOf(vm, stream) === 'stdout' ? 'stdout' : 'stderr';
    vm.options.write(target, target === 'stderr' ? escapeSurrogates(text) : text);
    return;
  }
  const at = vm.pushBorrowed(stream);
  vm.push(vm.newStr(text));
  vm.runtime.release(vm.callMethod(vm.at(at), 'write', vm.at(at + 1)));
  vm.dropTo(at);
}

function isPlain(vm: VM, stream: Ref): boolean {
  return (
    vm.classes.hasNamed(textStreamClass.name) &&
    vm.classOf(stream) === vm.classes.named(textStreamClass.name) &&
    vm.i32[stream + RECORD_RAW] !== 0
  );
}

/** stderr shows what cannot be encoded: lone surrogates. */
function escapeSurrogates(text: string): string {
  return text.replace(/\p{Cs}/gu, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`);
}

/** Calls `flush` of sys.stdout or sys.stderr where the program has replaced it; an error is lost. @returns whether there was none */
export function flushStream(vm: VM, name: 'stdout' | 'stderr'): boolean {
  const stream = moduleValue(vm, 'sys', name);
  if (stream === 0 || stream === vm.none || isPlain(vm, stream)) return true;
  const at = vm.pushBorrowed(stream);
  const result = attempt(vm, () => vm.callMethod(vm.at(at), 'flush'));
  if (result !== undefined) vm.runtime.release(result);
  vm.dropTo(at);
  return result !== undefined;
}

/** At the end of the process; a failing sys.stdout is reported, a failing sys.stderr cannot be. */
export function flushStandardStreams(vm: VM): boolean {
  const stdout = flushStandardOutput(vm);
  return flushStandardError(vm) && stdout;
}

function flushStandardOutput(vm: VM): boolean {
  const stream = moduleValue(vm, 'sys', 'stdout');
  if (stream === 0 || stream === vm.none || isPlain(vm, stream)) return true;
  const at = vm.pushBorrowed(stream);
  let fine = true;
  try {
    if (!isClosed(vm, at)) vm.runtime.release(vm.callMethod(vm.at(at), 'flush'));
  } catch (error) {
    vm.guestError(error);
    vm.dropTo(at + 1);
    vm.modules.unraisable(at);
    fine = false;
  }
  vm.dropTo(at);
  return fine;
}

function flushStandardError(vm: VM): boolean {
  const stream = moduleValue(vm, 'sys', 'stderr');
  if (stream === 0 || stream === vm.none || isPlain(vm, stream)) return true;
  const at = vm.pushBorrowed(stream);
  const closed = isClosed(vm, at);
  vm.dropTo(at);
  return closed || flushStream(vm, 'stderr');
}

/** A stream without `closed`, or with one that fails, is open. */
function isClosed(vm: VM, at: number): boolean {
  const closed = attempt(vm, () => {
    const valueAt = vm.push(vm.getAttr(vm.at(at), 'closed'));
    const truth = vm.truthy(vm.at(valueAt));
    vm.dropTo(valueAt);
    return truth;
  });
  return closed ?? false;
}
