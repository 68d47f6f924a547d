import { writeToStream } from '../modules/text-stream.ts';
import { GEN_QUALNAME } from '../objects/shapes.ts';
import type { VM } from '../vm/vm.ts';

/** The coroutine in a stack slot dies without ever having run: the warnings module is told while there is one. */
export function warnUnawaited(vm: VM, at: number): void {
  if (vm.finalization.modulesGone) {
    const text = `coroutine '${vm.str(vm.i32[vm.at(at) + GEN_QUALNAME]!)}' was never awaited`;
    const { lastWarnings } = vm.finalization;
    if (lastWarnings.has(text)) return;
    lastWarnings.add(text);
    writeToStream(vm, 'stderr', `sys:1: RuntimeWarning: ${text}\n`);
    return;
  }
  const moduleAt = vm.push(vm.modules.load('warnings'));
  vm.push(vm.callMethod(vm.at(moduleAt), '_warn_unawaited_coroutine', vm.at(at)));
  vm.dropTo(moduleAt);
}
