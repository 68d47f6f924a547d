import type { Ref } from '../../heap/layout.ts';
import { type Code, CodeFlag } from '../compiler/code.ts';
import { CODE_ID, Kind } from '../objects/shapes.ts';
import { PythonSyntaxError, type SourceMode } from '../syntax/index.ts';
import { REG_BUILTINS, type VM } from '../vm/vm.ts';
import { frameLocals } from './frame-locals.ts';
import type { FunctionTable } from './functions.ts';

/** compile, eval and exec. */

const FUTURE_FLAGS = 0x1fe0000;

/** Text of a source given as str or bytes; `what` names the function and the types it takes. */
function sourceText(vm: VM, at: number, what: string): string {
  const source = vm.at(at);
  let text: string;
  if (vm.isStr(source)) text = vm.text(source);
  else if (vm.kindOf(source) === Kind.BYTES || vm.kindOf(source) === Kind.BYTEARRAY) {
    const decoded = vm.push(vm.callMethod(source, 'decode'));
    text = vm.text(vm.at(decoded));
    vm.dropTo(decoded);
  } else throw vm.error('TypeError', what);
  if (text.includes('\0')) {
    const [major, minor] = vm.platform.version;
    const type = major === 2 ? 'TypeError' : minor < 11 ? 'ValueError' : 'SyntaxError';
    const message = vm.push(vm.newStr('source code string cannot contain null bytes'));
    throw vm.exceptions.raise(vm.call(vm.classes.named(type), vm.at(message)));
  }
  return text;
}

/** Flags of the running code that what it compiles inherits. */
function inheritedAnnotations(vm: VM): boolean {
  const { frames } = vm;
  if (frames.depth === 0) return false;
  return (frames.info(frames.depth - 1).code.flags & CodeFlag.FUTURE_ANNOTATIONS) !== 0;
}

function compiled(vm: VM, text: string, filename: string, mode: SourceMode, annotations: boolean): Code {
  const source = mode === 'eval' ? text.replace(/^[ \t]+/, '') : text;
  try {
    return vm.modules.compileText(source, filename, mode, annotations);
  } catch (error) {
    if (!(error instanceof PythonSyntaxError)) throw error;
    // The line of a text that is in no file: with its end from the parser, and unknown to the compiler.
    const end = mode === 'eval' ? '' : '\n';
    const shown = error.byCompiler || error.text === '' ? '' : error.text + end;
    throw vm.guestError(new PythonSyntaxError({ ...error, message: error.message, text: shown }));
  }
}

function newCode(vm: VM, code: Code): Ref {
  return vm.codes.constant({ kind: 'code', code });
}

/** [source, filename, mode, flags, dont_inherit, optimize, _feature_version] */
function compileFunction(vm: VM, args: number): Ref {
  const filename = vm.at(args + 1);
  if (!vm.isStr(filename)) {
    throw vm.error('TypeError', `expected str, bytes or os.PathLike object, not ${vm.typeName(filename)}`);
  }
  if (!vm.isStr(vm.at(args + 2))) {
    throw vm.error('TypeError', `compile() argument 'mode' must be str, not ${vm.typeName(vm.at(args + 2))}`);
  }
  const mode = vm.text(vm.at(args + 2));
  const flags = vm.at(args + 3) === 0 ? 0 : vm.index(vm.at(args + 3));
  if ((flags & ~FUTURE_FLAGS) !== 0) throw vm.error('ValueError', 'compile(): unrecognised flags');
  if (mode !== 'exec' && mode !== 'eval' && mode !== 'single') {
    throw vm.error('ValueError', "compile() mode must be 'exec', 'eval' or 'single'");
  }
  if (vm.kindOf(vm.at(args)) === Kind.CODE) return vm.runtime.retain(vm.at(args));
  const inherits = vm.at(args + 4) === 0 || !vm.truthy(vm.at(args + 4));
  const annotations = (flags & CodeFlag.FUTURE_ANNOTATIONS) !== 0 || (inherits && inheritedAnnotations(vm));
  const text = sourceText(vm, args, 'compile() arg 1 must be a string, bytes or AST object');
  return newCode(vm, compiled(vm, text, vm.text(vm.at(args + 1)), mode, annotations));
}

/** Puts the caller's globals and locals into argument slots that were not given, and `__builtins__` into the globals. */
function fillNamespaces(vm: VM, name: 'eval' | 'exec', globalsAt: number, localsAt: number): void {
  const given = (at: number): boolean => vm.at(at) !== 0 && vm.at(at) !== vm.none;
  const subject = name === 'exec' ? 'exec() ' : '';
  if (given(localsAt) && vm.classes.special(vm.at(localsAt), '__getitem__') === 0) {
    const found = name === 'exec' ? ` or None, not ${vm.typeName(vm.at(localsAt))}` : '';
    throw vm.error('TypeError', `locals must be a mapping${found}`);
  }
  if (given(globalsAt)) {
    if (vm.kindOf(vm.at(globalsAt)) !== Kind.DICT) {
      const found = name === 'exec' ? `, not ${vm.typeName(vm.at(globalsAt))}` : '';
      throw vm.error('TypeError', `${subject}globals must be a dict${found}`);
    }
    if (!given(localsAt)) vm.replace(localsAt, vm.runtime.retain(vm.at(globalsAt)));
  } else {
    const frame = vm.frames.depth - 1;
    vm.replace(globalsAt, vm.runtime.retain(vm.frames.globalsOf(frame)));
    if (!given(localsAt)) vm.replace(localsAt, frameLocals(vm, vm.frames.objectOf(frame)));
  }
  const builtins = vm.strings.nameRef(vm.name('__builtins__'));
  const globals = vm.at(globalsAt);
  if (vm.dicts.findName(globals, builtins) < 0) {
    vm.dicts.setName(globals, builtins, vm.registers.at(REG_BUILTINS));
  }
}

/** The code to run: that of a code object in the slot, or of the text in it. */
function codeToRun(vm: VM, at: number, name: 'eval' | 'exec'): Code {
  const source = vm.at(at);
  if (vm.kindOf(source) === Kind.CODE) {
    const { code } = vm.codes.infos[vm.i32[source + CODE_ID]!]!;
    if (code.freeNames.length > 0) {
      const exact = `code object requires a closure of exactly length ${code.freeNames.length}`;
      const none = 'code object passed to eval() may not contain free variables';
      throw vm.error('TypeError', name === 'exec' ? exact : none);
    }
    return code;
  }
  const text = sourceText(vm, at, `${name}() arg 1 must be a string, bytes or code object`);
  return compiled(vm, text, '<string>', name, inheritedAnnotations(vm));
}

/** [source, globals, locals] */
function evalFunction(vm: VM, args: number): Ref {
  fillNamespaces(vm, 'eval', args + 1, args + 2);
  return vm.modules.runIn(codeToRun(vm, args, 'eval'), args + 1, args + 2);
}

/** [source, globals, locals] */
function execFunction(vm: VM, args: number): Ref {
  fillNamespaces(vm, 'exec', args + 1, args + 2);
  vm.runtime.release(vm.modules.runIn(codeToRun(vm, args, 'exec'), args + 1, args + 2));
  return vm.newNone();
}

export const compileFunctions: FunctionTable = {
  compile: [
    'source, filename, mode, flags=, dont_inherit=, optimize=, *, _feature_version=',
    compileFunction,
  ],
  eval: ['source, globals=, locals=, /', evalFunction],
  exec: ['source, globals=, locals=, /', execFunction],
};
