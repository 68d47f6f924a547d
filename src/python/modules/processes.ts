import type { Ref } from '../../heap/layout.ts';
import type { NativeModule } from '../vm/modules.ts';
import type { VM } from '../vm/vm.ts';
import type { Description } from '../world/descriptions.ts';
import { system } from './world-support.ts';

/** The native half of subprocess. */

function texts(vm: VM, list: Ref): readonly string[] {
  return Array.from({ length: vm.listLength(list) }, (_, k) => vm.text(vm.listItem(list, k)));
}

/** [arguments, descriptors or None for its three streams, folder or None, environment or None]: the process's number */
function start(vm: VM, args: number): Ref {
  const argv = texts(vm, vm.at(args));
  const streams = [0, 1, 2].map((k): Description | undefined => {
    const descriptor = vm.listItem(vm.at(args + 1), k);
    if (descriptor === vm.none) return undefined;
    const number = vm.index(descriptor);
    return system(vm, () => vm.process.at(number));
  });
  const cwd = vm.at(args + 2) === vm.none ? null : vm.text(vm.at(args + 2));
  const environment = vm.at(args + 3) === vm.none ? null : environmentOf(vm, vm.at(args + 3));
  return vm.newInt(system(vm, () => vm.children.start({ argv, streams, cwd, environment })));
}

/** A list of pairs. */
function environmentOf(vm: VM, list: Ref): ReadonlyMap<string, string> {
  const pairs = Array.from({ length: vm.listLength(list) }, (_, k) => vm.listItem(list, k));
  return new Map(pairs.map((pair) => [vm.text(vm.tupleItem(pair, 0)), vm.text(vm.tupleItem(pair, 1))]));
}

/** [pid]: its exit code, for which it runs if it has not yet; None for a process that is no child */
function poll(vm: VM, args: number): Ref {
  const code = vm.children.poll(vm.index(vm.at(args)));
  return code === null ? vm.newNone() : vm.newInt(code);
}

function kill(vm: VM, args: number): Ref {
  return vm.newBool(vm.children.kill(vm.index(vm.at(args)), vm.index(vm.at(args + 1))));
}

/** [unlimited]: a pipe; one to a child that has not begun must take all that its parent writes before it waits */
function pipe(vm: VM, args: number): Ref {
  const capacity = vm.truthy(vm.at(args)) ? Number.POSITIVE_INFINITY : undefined;
  const [reader, writer] = system(vm, () => vm.process.pipe(capacity));
  return vm.newTuple(vm.newInt(reader), vm.newInt(writer));
}

export const processesModule: NativeModule = {
  name: '_processes',
  functions: {
    start: ['argv, streams, cwd, environment, /', start],
    poll: ['pid, /', poll],
    kill: ['pid, signal, /', kill],
    pipe: ['unlimited, /', pipe],
  },
};
