import { Kind, Shape } from '../objects/shapes.ts';
import type { BuiltinClass } from '../vm/natives.ts';
import { baseExceptionClass } from './exception-base.ts';
import {
  attributeErrorMembers,
  importErrorMembers,
  keyErrorMembers,
  nameErrorMembers,
  stopIterationMembers,
  syntaxErrorMembers,
  systemExitMembers,
  unicodeDecodeMembers,
  unicodeEncodeMembers,
  unicodeTranslateMembers,
} from './exception-fields.ts';
import { exceptionGroupMembers } from './exception-groups.ts';
import { osErrorMembers } from './os-error.ts';

/** The hierarchy of built-in exceptions, CPython 3.11's. */

/** Subclasses by base, each name with those below it. */
type Tree = { readonly [name: string]: Tree };

const tree: Tree = {
  GeneratorExit: {},
  KeyboardInterrupt: {},
  SystemExit: {},
  BaseExceptionGroup: {},
  Exception: {
    ArithmeticError: { FloatingPointError: {}, OverflowError: {}, ZeroDivisionError: {} },
    AssertionError: {},
    AttributeError: {},
    BufferError: {},
    EOFError: {},
    ImportError: { ModuleNotFoundError: {} },
    LookupError: { IndexError: {}, KeyError: {} },
    MemoryError: {},
    NameError: { UnboundLocalError: {} },
    OSError: {
      BlockingIOError: {},
      ChildProcessError: {},
      ConnectionError: {
        BrokenPipeError: {},
        ConnectionAbortedError: {},
        ConnectionRefusedError: {},
        ConnectionResetError: {},
      },
      FileExistsError: {},
      FileNotFoundError: {},
      InterruptedError: {},
      IsADirectoryError: {},
      NotADirectoryError: {},
      PermissionError: {},
      ProcessLookupError: {},
      TimeoutError: {},
    },
    ReferenceError: {},
    RuntimeError: { NotImplementedError: {}, RecursionError: {} },
    StopAsyncIteration: {},
    StopIteration: {},
    SyntaxError: { IndentationError: { TabError: {} } },
    SystemError: {},
    TypeError: {},
    ValueError: {
      UnicodeError: { UnicodeDecodeError: {}, UnicodeEncodeError: {}, UnicodeTranslateError: {} },
    },
    Warning: {
      BytesWarning: {},
      DeprecationWarning: {},
      EncodingWarning: {},
      FutureWarning: {},
      ImportWarning: {},
      PendingDeprecationWarning: {},
      ResourceWarning: {},
      RuntimeWarning: {},
      SyntaxWarning: {},
      UnicodeWarning: {},
      UserWarning: {},
    },
  },
};

const members: Readonly<Record<string, Partial<BuiltinClass>>> = {
  StopIteration: stopIterationMembers,
  SystemExit: systemExitMembers,
  KeyError: keyErrorMembers,
  ImportError: importErrorMembers,
  NameError: nameErrorMembers,
  AttributeError: attributeErrorMembers,
  SyntaxError: syntaxErrorMembers,
  UnicodeDecodeError: unicodeDecodeMembers,
  UnicodeEncodeError: unicodeEncodeMembers,
  UnicodeTranslateError: unicodeTranslateMembers,
  OSError: osErrorMembers,
  BaseExceptionGroup: exceptionGroupMembers,
};

function below(base: string, subtree: Tree): BuiltinClass[] {
  return Object.entries(subtree).flatMap(([name, rest]) => [
    { name, base, kind: Kind.EXCEPTION, shape: Shape.EXCEPTION, ...members[name] },
    ...below(name, rest),
  ]);
}

export const exceptionClasses: readonly BuiltinClass[] = [
  baseExceptionClass,
  ...below('BaseException', tree),
  {
    name: 'ExceptionGroup',
    base: 'BaseExceptionGroup',
    mixin: 'Exception',
    kind: Kind.EXCEPTION,
    shape: Shape.EXCEPTION,
  },
];
