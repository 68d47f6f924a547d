import type { NativeCode } from '../vm/natives.ts';
import { buildClass, importFunction } from './build-class.ts';
import { compileFunctions } from './compile-functions.ts';
import { iterationFunctions } from './iteration-functions.ts';
import { numberFunctions } from './number-functions.ts';
import { objectFunctions } from './object-functions.ts';
import { textFunctions } from './text-functions.ts';

export type FunctionTable = Readonly<Record<string, readonly [signature: string, code: NativeCode]>>;

/**
 * The functions of the builtins module. What needs a terminal is not there (input, breakpoint), nor memoryview: using it is a
 * NameError.
 */
export const builtinFunctions: FunctionTable = {
  ...objectFunctions,
  ...numberFunctions,
  ...iterationFunctions,
  ...textFunctions,
  ...compileFunctions,
  __build_class__: ['*args, **kwargs', buildClass],
  __import__: ['name, globals=, locals=, fromlist=, level=', importFunction],
};
