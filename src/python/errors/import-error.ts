import { EXC_EXTRA, Kind } from '../objects/shapes.ts';
import type { GuestException } from '../vm/exceptions.ts';
import type { VM } from '../vm/vm.ts';

/** An ImportError or ModuleNotFoundError with its `msg`, `name` and `path` (null: None), set in flight. */
export function importError(
  vm: VM,
  className: 'ImportError' | 'ModuleNotFoundError',
  message: string,
  name: string,
  path: string | null = null,
): GuestException {
  const at = vm.push(vm.exceptions.instance(className, [vm.newStr(message)]));
  vm.runtime.initialiseOwned(vm.at(at), EXC_EXTRA, vm.newStr(message));
  vm.runtime.initialiseOwned(vm.at(at), EXC_EXTRA + 1, vm.newStr(name));
  if (path !== null) vm.runtime.initialiseOwned(vm.at(at), EXC_EXTRA + 2, vm.newStr(path));
  return vm.exceptions.raise(vm.pop());
}

/** `from module import name` found nothing; the module is in a stack slot, `loading` if it is still being executed. */
export function cannotImport(vm: VM, moduleAt: number, name: string, loading: boolean): GuestException {
  const module = textOf(vm, moduleAt, '__name__') ?? '<unknown module name>';
  const file = textOf(vm, moduleAt, '__file__');
  const from = loading
    ? `partially initialized module '${module}' (most likely due to a circular import)`
    : `'${module}'`;
  const message = `cannot import name '${name}' from ${from} (${file ?? 'unknown location'})`;
  return importError(vm, 'ImportError', message, module, file);
}

function textOf(vm: VM, moduleAt: number, name: string): string | null {
  if (vm.kindOf(vm.at(moduleAt)) !== Kind.MODULE) return null;
  const value = vm.modules.peek(vm.at(moduleAt), name);
  return value !== 0 && vm.isStr(value) ? vm.text(value) : null;
}
