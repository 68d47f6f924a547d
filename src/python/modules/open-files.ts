import type { Ref } from '../../heap/layout.ts';
import { attempt } from '../errors/attempt.ts';
import type { VM } from '../vm/vm.ts';
import { moduleValue } from './support.ts';

/** Classes of streams with a buffer, outermost first: what the first flush may be for the next one to write. */
const BUFFERED: readonly (readonly [module: string, name: string])[] = [
  ['_file', 'file'],
  ['_io_text', 'TextIOWrapper'],
  ['_io_buffered', 'BufferedWriter'],
  ['_io_buffered', 'BufferedRandom'],
];

/**
 * Flushes every file that is still open, reachable or not, as the libraries do at the end of the process that keep a list of them.
 * Errors are lost.
 */
export function flushOpenFiles(vm: VM): void {
  const top = vm.roots.top;
  for (const [module, name] of BUFFERED) {
    const cls = moduleValue(vm, module, name);
    if (cls === 0) continue;
    for (const ref of instancesOf(vm, cls)) vm.pushBorrowed(ref);
    for (let at = top; at < vm.roots.top; at++) {
      const flushed = attempt(vm, () => vm.callMethod(vm.at(at), 'flush'));
      if (flushed !== undefined) vm.runtime.release(flushed);
    }
    vm.dropTo(top);
  }
}

function instancesOf(vm: VM, cls: Ref): readonly Ref[] {
  const found: Ref[] = [];
  vm.runtime.collector.forEachObject((ref) => {
    if (vm.info.classSlot[vm.shapeOf(ref)] !== 0 && vm.classes.isSubclass(vm.classOf(ref), cls))
      found.push(ref);
  });
  return found;
}
