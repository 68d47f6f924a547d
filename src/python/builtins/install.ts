import type { Ref } from '../../heap/layout.ts';
import { MODULE_DICT } from '../objects/shapes.ts';
import type { BuiltinClass } from '../vm/natives.ts';
import { REG_BUILTINS, REG_MEMORY_ERROR, REG_MODULES, type VM } from '../vm/vm.ts';
import { containerClasses } from './container-classes.ts';
import { coreClasses } from './core-classes.ts';
import { builtinFunctions } from './functions.ts';
import { giveShape } from './memoryview-storage.ts';
import { openFunction } from './open-function.ts';
import { asInPython2 } from './python2-exceptions.ts';
import { addPython2Names } from './python2-names.ts';
import { scalarClasses } from './scalar-classes.ts';

/** Classes that exist without a name in the builtins module. */
const HIDDEN = new Set([
  'NoneType',
  'NotImplementedType',
  'ellipsis',
  'function',
  'method',
  'builtin_function_or_method',
  'method_descriptor',
  'method-wrapper',
  'wrapper_descriptor',
  'getset_descriptor',
  'member_descriptor',
  'module',
  'cell',
  'code',
  'frame',
  'traceback',
  'generator',
  'coroutine',
  'async_generator',
  'coroutine_wrapper',
  'async_generator_asend',
  'async_generator_athrow',
  'anext_awaitable',
  'mappingproxy',
  'dict_keys',
  'dict_values',
  'dict_items',
]);

/** Defines the built-in classes and makes the builtins module and sys.modules. */
export function installBuiltins(vm: VM): void {
  const all: readonly BuiltinClass[] = [...coreClasses, ...scalarClasses, ...containerClasses];
  const isPython2 = vm.platform.version[0] === 2;
  for (const spec of all) vm.classes.define(isPython2 ? asInPython2(spec) : spec);
  giveShape(vm);
  vm.registers.words[REG_MODULES] = vm.newDict();
  const at = vm.push(vm.modules.create('builtins'));
  vm.registers.words[REG_BUILTINS] = vm.runtime.retain(vm.i32[vm.at(at) + MODULE_DICT]!);
  vm.modules.register('builtins', vm.at(at));
  for (const spec of all) {
    if (isPublic(spec)) vm.modules.set(at, spec.name, vm.runtime.retain(vm.classes.named(spec.name)));
  }
  vm.modules.set(at, 'EnvironmentError', vm.runtime.retain(vm.classes.named('OSError')));
  vm.modules.set(at, 'IOError', vm.runtime.retain(vm.classes.named('OSError')));
  for (const [name, [signature, code]] of Object.entries({ ...builtinFunctions, open: openFunction(vm) })) {
    vm.modules.set(at, name, vm.classes.newNative(vm.classes.native(name, signature, code), 0));
  }
  const constants: Record<string, Ref> = {
    None: vm.none,
    True: vm.true,
    False: vm.false,
    NotImplemented: vm.notImplemented,
    Ellipsis: vm.ellipsis,
    __debug__: vm.true,
  };
  for (const [name, ref] of Object.entries(constants)) vm.modules.set(at, name, vm.runtime.retain(ref));
  if (isPython2) addPython2Names(vm, at);
  vm.drop(1);
  vm.registers.words[REG_MEMORY_ERROR] = vm.exceptions.instance('MemoryError', []);
}

function isPublic(spec: BuiltinClass): boolean {
  return (
    (spec.module ?? 'builtins') === 'builtins' && !HIDDEN.has(spec.name) && !spec.name.includes('iterator')
  );
}
