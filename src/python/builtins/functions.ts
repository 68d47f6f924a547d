import type { NativeCode } from '../vm/natives.ts';
import { buildClass, importFunction } from './build-class.ts';
import { iterationFunctions } from './iteration-functions.ts';
import { numberFunctions } from './number-functions.ts';
import { objectFunctions } from './object-functions.ts';
import { textFunctions } from './text-functions.ts';

export type FunctionTable = Readonly<Record<string, readonly [signature: string, code: NativeCode]>>;

/**
 * The functions of the builtins module. What needs a compiler at run time or a terminal is not there (compile, eval, exec,
 * input, breakpoint, memoryview): using it is a NameError.
 */
export const builtinFunctions: FunctionTable = {
  ...objectFunctions,
  ...numberFunctions,
  ...iterationFunctions,
  ...textFunctions,
  __build_class__: ['*args, **kwargs', buildClass],
  __import__: ['name, globals=, locals=, fromlist=, level=', importFunction],
};
