import type { NativeModule } from '../vm/modules.ts';
import { initCPythonGc } from './gc-cpython.ts';
import { initIronPythonGc } from './gc-ironpython.ts';
import { initJythonGc } from './gc-jython.ts';
import { initPyPyGc } from './gc-pypy.ts';

const inits = {
  cpython: initCPythonGc,
  jython: initJythonGc,
  ironpython: initIronPythonGc,
  pypy: initPyPyGc,
} as const;

/** The gc module of the platform: each has names, return values and refusals of its own. */
export const gcModule: NativeModule = {
  name: 'gc',
  init: (vm, at) => inits[vm.platform.gcModule](vm, at),
};
