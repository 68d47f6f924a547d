import type { BuiltinClass, GetSet } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';

/** What Python 3 added to exceptions. */
const PYTHON_3 = new Set(['__traceback__', '__context__', '__cause__', '__suppress_context__', 'add_note']);

/**
 * A built-in class as Python 2 has it: an exception knows neither its traceback nor its context. The library, which is
 * written in Python 3, goes on seeing them.
 */
export function asInPython2(spec: BuiltinClass): BuiltinClass {
  if (spec.name === 'traceback') return { ...spec, methods: {} };
  if (spec.name !== 'BaseException') return spec;
  const methods = Object.entries(spec.methods ?? {}).filter(([name]) => !PYTHON_3.has(name));
  const getsets = Object.entries(spec.getsets ?? {}).map(
    ([name, getset]) => [name, PYTHON_3.has(name) ? forLibrary(name, getset) : getset] as const,
  );
  return { ...spec, methods: Object.fromEntries(methods), getsets: Object.fromEntries(getsets) };
}

function forLibrary(name: string, getset: Omit<GetSet, 'name'>): Omit<GetSet, 'name'> {
  return {
    ...getset,
    get: (vm, self) => {
      if (inLibrary(vm)) return getset.get(vm, self);
      throw vm.error('AttributeError', `'${vm.typeName(self)}' object has no attribute '${name}'`);
    },
  };
}

function inLibrary(vm: VM): boolean {
  const { frames } = vm;
  return frames.depth > 0 && frames.info(frames.depth - 1).code.filename.startsWith('<midden>/');
}
