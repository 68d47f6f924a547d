import type { Ref } from '../../heap/layout.ts';
import { bytesArgument, newBytes } from '../builtins/byte-support.ts';
import { Kind } from '../objects/shapes.ts';
import { waitUntil } from '../vm/blocking.ts';
import type { GuestException } from '../vm/exceptions.ts';
import type { VM } from '../vm/vm.ts';
import { strerror, WorldError } from '../world/errno.ts';

/** What the native modules over the virtual world share: errors, paths, blocking. */

/** An OSError of the number's class, set in flight; the file names are in stack slots, -1 for none. */
export function osError(vm: VM, errno: number, fileAt = -1, secondAt = -1): GuestException {
  const top = vm.push(vm.newInt(errno));
  vm.push(vm.newStr(strerror(errno)));
  const args = [vm.at(top), vm.at(top + 1)];
  if (fileAt >= 0) args.push(vm.at(fileAt));
  if (secondAt >= 0) args.push(vm.none, vm.at(secondAt));
  const exception = vm.call(vm.classes.named('OSError'), ...args);
  vm.push(exception);
  const made = vm.pop();
  vm.dropTo(top);
  return vm.exceptions.raise(made);
}

/** Runs a system call; its refusal becomes an OSError that names the files. */
export function system<T>(vm: VM, call: () => T, fileAt = -1, secondAt = -1): T {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof WorldError)) throw error;
    throw osError(vm, error.errno, fileAt, secondAt);
  }
}

/**
 * A path argument as text: str, bytes or an object with `__fspath__`, which is asked and gives way to its answer: a safepoint.
 * @param what begins the error about another type, such as `stat: `
 */
export function pathArgument(vm: VM, at: number, what: string, accepts: string): string {
  let ref = vm.at(at);
  if (!vm.isStr(ref) && vm.kindOf(ref) !== Kind.BYTES) {
    const method = vm.classes.special(ref, '__fspath__');
    if (method === 0) {
      throw vm.error('TypeError', `${what}path should be ${accepts}, not ${vm.typeName(ref)}`);
    }
    const top = vm.push(vm.calls.callSpecial(method, ref, []));
    const text = plainPath(vm, vm.at(top));
    if (text === null) {
      const [owner, found] = [vm.typeName(vm.at(at)), vm.typeName(vm.at(top))];
      throw vm.error('TypeError', `expected ${owner}.__fspath__() to return str or bytes, not ${found}`);
    }
    // Errors name the text.
    vm.replace(at, vm.pop());
    return checked(vm, text, what);
  }
  ref = vm.at(at);
  return checked(vm, plainPath(vm, ref)!, what);
}

function plainPath(vm: VM, ref: Ref): string | null {
  if (vm.isStr(ref)) return vm.text(ref);
  return vm.kindOf(ref) === Kind.BYTES ? new TextDecoder().decode(vm.strings.bytesView(ref)) : null;
}

function checked(vm: VM, path: string, what: string): string {
  if (!path.includes('\0')) return path;
  throw vm.error('ValueError', what === '' ? 'embedded null byte' : `${what}embedded null character in path`);
}

export const PATH = 'string, bytes or os.PathLike';
export const PATH_OR_NUMBER = 'string, bytes, os.PathLike or integer';

/** A descriptor argument. */
export function descriptorArgument(vm: VM, at: number): number {
  const ref = vm.at(at);
  if (!vm.isInt(ref)) {
    throw vm.error('TypeError', `'${vm.typeName(ref)}' object cannot be interpreted as an integer`);
  }
  return vm.index(ref);
}

/** Reads from a descriptor, waiting for data; null where that would block and must not. A safepoint. */
export function readDescriptor(vm: VM, descriptor: number, count: number): Uint8Array {
  const { process: own } = vm;
  const description = system(vm, () => own.at(descriptor));
  if (!description.canRead()) {
    if (!description.blocking) throw blockingError(vm);
    waitUntil(vm, () => description.canRead(), null, `read from descriptor ${descriptor}`);
  }
  return system(vm, () => description.read(count));
}

/** Writes what there is room for, at least one byte: how many were taken. A safepoint. */
export function writeDescriptor(vm: VM, descriptor: number, data: Uint8Array): number {
  const { process: own } = vm;
  const description = system(vm, () => own.at(descriptor));
  if (!description.canWrite()) {
    if (!description.blocking) throw blockingError(vm);
    waitUntil(vm, () => description.canWrite(), null, `write to descriptor ${descriptor}`);
  }
  return system(vm, () => description.write(data));
}

function blockingError(vm: VM): GuestException {
  return osError(vm, 11);
}

/** The bytes of an argument, of its own: what is in the heap may move. */
export function dataArgument(vm: VM, at: number): Uint8Array {
  return bytesArgument(vm, at).slice();
}

export function bytesResult(vm: VM, bytes: Uint8Array): Ref {
  return newBytes(vm, bytes);
}
