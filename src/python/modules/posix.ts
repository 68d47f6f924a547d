import type { Ref } from '../../heap/layout.ts';
import type { NativeModule } from '../vm/modules.ts';
import type { NativeCode } from '../vm/natives.ts';
import { ProcessExit, type VM } from '../vm/vm.ts';
import { ERRNO, strerror, WorldError } from '../world/errno.ts';
import type { Inode } from '../world/inodes.ts';
import { TYPE_BITS } from '../world/inodes.ts';
import { OPEN_FLAGS } from '../world/processes.ts';
import { descriptorFunctions } from './posix-descriptors.ts';
import { addInts } from './support.ts';
import { osError, PATH, PATH_OR_NUMBER, pathArgument, system } from './world-support.ts';

/** The native half of os: system calls on the virtual world. */

function none(vm: VM, call: () => void, fileAt = -1, secondAt = -1): Ref {
  system(vm, call, fileAt, secondAt);
  return vm.newNone();
}

function files(vm: VM) {
  return vm.process.world.files;
}

const path = (vm: VM, at: number, name: string): string => pathArgument(vm, at, `${name}: `, PATH);

// ---- What files are

/** A device number, as nothing but equality matters. */
const DEVICE = 64_768;

/** (mode, ino, dev, nlink, uid, gid, size, atime ns, mtime ns, ctime ns) */
function statTuple(vm: VM, inode: Inode | null, kind: keyof typeof TYPE_BITS): Ref {
  const size = inode?.kind === 'file' ? inode.size : inode?.kind === 'directory' ? 4096 : 0;
  const numbers = [
    TYPE_BITS[kind]! | (inode?.mode ?? 0o600),
    inode?.serial ?? 0,
    DEVICE,
    inode?.links ?? 1,
    UID,
    UID,
    inode?.kind === 'symlink' ? inode.target.length : size,
  ];
  for (const number of numbers) vm.push(vm.newInt(number));
  for (const time of [inode?.accessed, inode?.modified, inode?.changed]) vm.push(vm.newBigInt(time ?? 0n));
  return vm.tupleOfTop(numbers.length + 3);
}

const UID = 1000;

function statDescriptor(vm: VM, descriptor: number): Ref {
  const description = system(vm, () => vm.process.at(descriptor));
  const { kind } = description;
  return statTuple(vm, description.inode(), kind === 'standard' ? 'pipe' : kind);
}

/** [path, follow] */
function stat(vm: VM, args: number): Ref {
  if (vm.isInt(vm.at(args))) return statDescriptor(vm, vm.index(vm.at(args)));
  const name = pathArgument(vm, args, 'stat: ', PATH_OR_NUMBER);
  const follow = vm.truthy(vm.at(args + 1));
  const inode = system(vm, () => files(vm).find(name, vm.process.cwd, follow), args);
  return statTuple(vm, inode, inode.kind);
}

/** [path, mode]: whether the owner may */
function access(vm: VM, args: number): Ref {
  const name = path(vm, args, 'access');
  const mode = vm.index(vm.at(args + 1));
  try {
    const inode = files(vm).find(name, vm.process.cwd);
    return vm.newBool(((inode.mode >> 6) & mode) === mode);
  } catch (error) {
    if (error instanceof WorldError) return vm.newBool(false);
    throw error;
  }
}

/** [path]: names with their kinds, in the order in which they were made */
function entries(vm: VM, args: number): Ref {
  const name = path(vm, args, 'listdir');
  const inode = system(vm, () => files(vm).find(name, vm.process.cwd), args);
  if (inode.kind !== 'directory') throw osError(vm, ERRNO.ENOTDIR![0], args);
  const base = vm.roots.top;
  for (const [entry, child] of inode.entries) {
    vm.push(vm.newStr(entry));
    vm.push(vm.newStr(child.kind));
    vm.push(vm.newInt(child.serial));
    vm.push(vm.tupleOfTop(3));
  }
  return vm.listOfTop(vm.roots.top - base);
}

function readlink(vm: VM, args: number): Ref {
  const name = path(vm, args, 'readlink');
  const inode = system(vm, () => files(vm).find(name, vm.process.cwd, false), args);
  if (inode.kind !== 'symlink') throw osError(vm, ERRNO.EINVAL![0], args);
  return vm.newStr(inode.target);
}

// ---- Changing them

function mkdir(vm: VM, args: number): Ref {
  const name = path(vm, args, 'mkdir');
  const mode = vm.at(args + 1) === 0 ? 0o777 : vm.index(vm.at(args + 1));
  return none(vm, () => files(vm).mkdir(name, vm.process.cwd, mode & ~vm.process.umask), args);
}

function rmdir(vm: VM, args: number): Ref {
  const name = path(vm, args, 'rmdir');
  return none(vm, () => files(vm).rmdir(name, vm.process.cwd), args);
}

function unlink(vm: VM, args: number): Ref {
  const name = path(vm, args, 'unlink');
  return none(vm, () => files(vm).unlink(name, vm.process.cwd), args);
}

function remove(vm: VM, args: number): Ref {
  const name = path(vm, args, 'remove');
  return none(vm, () => files(vm).unlink(name, vm.process.cwd), args);
}

function twoPaths(name: string, call: (vm: VM, from: string, to: string) => void) {
  return (vm: VM, args: number): Ref => {
    const from = path(vm, args, name);
    const to = path(vm, args + 1, name);
    return none(vm, () => call(vm, from, to), args, args + 1);
  };
}

/** On POSIX the two functions that rename differ in what their errors call them. */
function renaming(name: string): readonly [signature: string, code: NativeCode] {
  return [
    'src, dst, *, src_dir_fd=, dst_dir_fd=',
    twoPaths(name, (vm, from, to) => files(vm).rename(from, to, vm.process.cwd)),
  ];
}

function chmod(vm: VM, args: number): Ref {
  const byNumber = vm.isInt(vm.at(args));
  const name = byNumber ? '' : path(vm, args, 'chmod');
  const mode = vm.index(vm.at(args + 1));
  const change = (): void => {
    const inode = byNumber
      ? vm.process.at(vm.index(vm.at(args))).inode()
      : files(vm).find(name, vm.process.cwd);
    if (inode === null) return;
    inode.mode = mode & 0o7777;
    inode.changed = files(vm).now();
  };
  return none(vm, change, byNumber ? -1 : args);
}

/** [path, atime ns, mtime ns] or [path, None, None] for now */
function utime(vm: VM, args: number): Ref {
  const name = path(vm, args, 'utime');
  const inode = system(vm, () => files(vm).find(name, vm.process.cwd), args);
  const time = (at: number): bigint => (vm.at(at) === vm.none ? files(vm).now() : vm.bigIntOf(vm.at(at)));
  inode.accessed = time(args + 1);
  inode.modified = time(args + 2);
  return vm.newNone();
}

function truncate(vm: VM, args: number): Ref {
  const name = path(vm, args, 'truncate');
  const size = vm.index(vm.at(args + 1));
  const { process: own } = vm;
  const change = (): void => {
    const descriptor = own.open(name, OPEN_FLAGS.O_WRONLY, 0);
    try {
      own.at(descriptor).truncate(size);
    } finally {
      own.close(descriptor);
    }
  };
  return none(vm, change, args);
}

// ---- The process

function chdir(vm: VM, args: number): Ref {
  const name = path(vm, args, 'chdir');
  return none(vm, () => vm.process.chdir(name), args);
}

/** [mask]: the old one */
function umask(vm: VM, args: number): Ref {
  const { process: own } = vm;
  const old = own.umask;
  own.umask = vm.index(vm.at(args)) & 0o777;
  return vm.newInt(old);
}

/** The process ends at once: no finalizers, no exit functions, nothing flushed. */
function exitAtOnce(vm: VM, args: number): Ref {
  throw new ProcessExit(vm.index(vm.at(args)) & 0xff);
}

function environment(vm: VM): Ref {
  const dictAt = vm.push(vm.newDict());
  for (const [name, value] of vm.process.environment) {
    vm.push(vm.newStr(value));
    vm.dicts.setName(vm.at(dictAt), vm.strings.nameRef(vm.name(name)), vm.at(dictAt + 1));
    vm.drop(1);
  }
  return vm.pop();
}

/** [exception, origin]: tells of an exception that goes no further */
function unraisable(vm: VM, args: number): Ref {
  vm.exceptions.reraise(vm.runtime.retain(vm.at(args)));
  const originAt = vm.pushBorrowed(vm.at(args + 1));
  vm.modules.unraisable(originAt);
  vm.dropTo(originAt);
  return vm.newNone();
}

/** [name, value or None]: what child processes inherit */
function setEnvironment(vm: VM, args: number): Ref {
  const name = vm.text(vm.at(args));
  if (vm.at(args + 1) === vm.none) vm.process.environment.delete(name);
  else vm.process.environment.set(name, vm.text(vm.at(args + 1)));
  return vm.newNone();
}

export const posixModule: NativeModule = {
  name: 'posix',
  functions: {
    ...descriptorFunctions,
    _stat: ['path, follow, /', stat],
    _entries: ['path, /', entries],
    access: ['path, mode, *, dir_fd=, effective_ids=, follow_symlinks=', access],
    readlink: ['path, *, dir_fd=', readlink],
    mkdir: ['path, mode=, *, dir_fd=', mkdir],
    rmdir: ['path, *, dir_fd=', rmdir],
    unlink: ['path, *, dir_fd=', unlink],
    remove: ['path, *, dir_fd=', remove],
    rename: renaming('rename'),
    replace: renaming('replace'),
    link: [
      'src, dst, *, src_dir_fd=, dst_dir_fd=, follow_symlinks=',
      twoPaths('link', (vm, from, to) => files(vm).link(from, to, vm.process.cwd)),
    ],
    symlink: [
      'src, dst, target_is_directory=, *, dir_fd=',
      twoPaths('symlink', (vm, from, to) => files(vm).symlink(from, to, vm.process.cwd)),
    ],
    chmod: ['path, mode, *, dir_fd=, follow_symlinks=', chmod],
    _utime: ['path, atime, mtime, /', utime],
    _truncate: ['path, length, /', truncate],
    chdir: ['path', chdir],
    getcwd: ['', (vm) => vm.newStr(vm.process.cwd)],
    getpid: ['', (vm) => vm.newInt(vm.process.pid)],
    getppid: ['', (vm) => vm.newInt(vm.process.parent)],
    getuid: ['', (vm) => vm.newInt(UID)],
    geteuid: ['', (vm) => vm.newInt(UID)],
    getgid: ['', (vm) => vm.newInt(UID)],
    getegid: ['', (vm) => vm.newInt(UID)],
    umask: ['mask, /', umask],
    strerror: ['code, /', (vm, args) => vm.newStr(strerror(vm.index(vm.at(args))))],
    _exit: ['status', exitAtOnce],
    _environment: ['', environment],
    _unraisable: ['exception, origin, /', unraisable],
    _set_environment: ['name, value, /', setEnvironment],
  },
  init: (vm, at) => {
    addInts(vm, at, OPEN_FLAGS);
    vm.modules.set(at, '_warnings', vm.newNone());
    addInts(vm, at, { F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1 });
  },
};

/** The errno module: numbers by name, and names by number. */
export const errnoModule: NativeModule = {
  name: 'errno',
  init: (vm, at) => {
    const codes = vm.push(vm.newDict());
    for (const [name, [number]] of [...Object.entries(ERRNO), ...ALIASES]) {
      vm.modules.set(at, name, vm.newInt(number));
      vm.push(vm.newInt(number));
      vm.push(vm.newStr(name));
      vm.operators.setDictItem(vm.at(codes), vm.at(codes + 1), vm.at(codes + 2));
      vm.drop(2);
    }
    vm.modules.set(at, 'errorcode', vm.pop());
  },
};

const ALIASES: readonly (readonly [string, readonly [number, string]])[] = [
  ['EWOULDBLOCK', ERRNO.EAGAIN!],
  ['EAGAIN', ERRNO.EAGAIN!],
  ['ENOTSUP', ERRNO.EOPNOTSUPP!],
];
