import type { Ref } from '../../heap/layout.ts';
import { MersenneTwister } from '../values/mersenne-twister.ts';
import type { NativeCode } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { ERRNO } from '../world/errno.ts';
import {
  bytesResult,
  dataArgument,
  descriptorArgument,
  osError,
  PATH,
  pathArgument,
  readDescriptor,
  system,
  writeDescriptor,
} from './world-support.ts';

/** System calls on descriptors. */

/** [path, flags, mode=, dir_fd=] */
function open(vm: VM, args: number): Ref {
  const name = pathArgument(vm, args, 'open: ', PATH);
  const flags = vm.index(vm.at(args + 1));
  const mode = vm.at(args + 2) === 0 ? 0o777 : vm.index(vm.at(args + 2));
  return vm.newInt(openAt(vm, name, flags, mode, args));
}

/** Where the platform's library takes a full descriptor table for a missing file, that is the error. */
function openAt(vm: VM, name: string, flags: number, mode: number, fileAt: number): number {
  const { process: own, platform } = vm;
  if (platform.fullTableError === 'ENOENT' && isFull(vm)) throw osError(vm, ERRNO.ENOENT![0], fileAt);
  return system(vm, () => own.open(name, flags, mode), fileAt);
}

function isFull(vm: VM): boolean {
  return vm.process.openCount >= vm.process.descriptorLimit;
}

function close(vm: VM, args: number): Ref {
  const descriptor = descriptorArgument(vm, args);
  system(vm, () => vm.process.close(descriptor));
  return vm.newNone();
}

/** [from, to): what is not open is skipped */
function closeRange(vm: VM, args: number): Ref {
  const { process: own } = vm;
  const end = Math.min(vm.index(vm.at(args + 1)), own.descriptorLimit);
  for (let number = Math.max(0, vm.index(vm.at(args))); number < end; number++) {
    if (own.has(number)) own.close(number);
  }
  return vm.newNone();
}

function read(vm: VM, args: number): Ref {
  const descriptor = descriptorArgument(vm, args);
  const count = vm.index(vm.at(args + 1));
  if (count < 0) throw osError(vm, ERRNO.EINVAL![0]);
  return bytesResult(vm, readDescriptor(vm, descriptor, count));
}

function write(vm: VM, args: number): Ref {
  const descriptor = descriptorArgument(vm, args);
  return vm.newInt(writeDescriptor(vm, descriptor, dataArgument(vm, args + 1)));
}

function lseek(vm: VM, args: number): Ref {
  const description = system(vm, () => vm.process.at(descriptorArgument(vm, args)));
  const [offset, whence] = [vm.index(vm.at(args + 1)), vm.index(vm.at(args + 2))];
  return vm.newInt(system(vm, () => description.seek(offset, whence)));
}

function truncate(vm: VM, args: number): Ref {
  const description = system(vm, () => vm.process.at(descriptorArgument(vm, args)));
  const size = vm.index(vm.at(args + 1));
  system(vm, () => description.truncate(size));
  return vm.newNone();
}

function pipe(vm: VM): Ref {
  const [reader, writer] = system(vm, () => vm.process.pipe());
  return vm.newTuple(vm.newInt(reader), vm.newInt(writer));
}

function dup(vm: VM, args: number): Ref {
  return vm.newInt(system(vm, () => vm.process.dup(descriptorArgument(vm, args))));
}

function dup2(vm: VM, args: number): Ref {
  const [from, to] = [descriptorArgument(vm, args), descriptorArgument(vm, args + 1)];
  return vm.newInt(system(vm, () => vm.process.dup2(from, to)));
}

function checkOpen(vm: VM, args: number): Ref {
  system(vm, () => vm.process.at(descriptorArgument(vm, args)));
  return vm.newNone();
}

function getBlocking(vm: VM, args: number): Ref {
  return vm.newBool(system(vm, () => vm.process.at(descriptorArgument(vm, args))).blocking);
}

function setBlocking(vm: VM, args: number): Ref {
  const description = system(vm, () => vm.process.at(descriptorArgument(vm, args)));
  description.blocking = vm.truthy(vm.at(args + 1));
  return vm.newNone();
}

/** [descriptor]: whether anything can be read or written without waiting, for select() */
function readiness(vm: VM, args: number): Ref {
  const description = system(vm, () => vm.process.at(descriptorArgument(vm, args)));
  return vm.newTuple(vm.newBool(description.canRead()), vm.newBool(description.canWrite()));
}

const randomSources = new WeakMap<VM, MersenneTwister>();

/** By the run's seed, so that a run can be repeated. */
export function randomBytes(vm: VM, count: number): Uint8Array {
  const known = randomSources.get(vm);
  const source = known ?? new MersenneTwister(BigInt(vm.options.seed) * 65_537n + BigInt(vm.process.pid));
  if (known === undefined) randomSources.set(vm, source);
  const bytes = new Uint8Array(count);
  for (let k = 0; k < count; k++) bytes[k] = Number(source.getRandomBits(8));
  return bytes;
}

function urandom(vm: VM, args: number): Ref {
  const count = vm.index(vm.at(args));
  if (count < 0) throw vm.error('ValueError', 'negative argument not allowed');
  return bytesResult(vm, randomBytes(vm, count));
}

/** No descriptor of the world is a terminal. */
function isTerminal(vm: VM, args: number): Ref {
  descriptorArgument(vm, args);
  return vm.newBool(false);
}

export const descriptorFunctions: Readonly<Record<string, readonly [signature: string, code: NativeCode]>> = {
  open: ['path, flags, mode=, *, dir_fd=', open],
  close: ['fd', close],
  closerange: ['fd_low, fd_high, /', closeRange],
  read: ['fd, length, /', read],
  write: ['fd, data, /', write],
  lseek: ['fd, position, how, /', lseek],
  ftruncate: ['fd, length, /', truncate],
  pipe: ['', pipe],
  dup: ['fd, /', dup],
  dup2: ['fd, fd2, inheritable=', dup2],
  fsync: ['fd', checkOpen],
  fdatasync: ['fd', checkOpen],
  isatty: ['fd, /', isTerminal],
  get_blocking: ['fd, /', getBlocking],
  set_blocking: ['fd, blocking, /', setBlocking],
  urandom: ['size, /', urandom],
  _readiness: ['fd, /', readiness],
};
