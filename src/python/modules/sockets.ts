import type { Ref } from '../../heap/layout.ts';
import { Kind } from '../objects/shapes.ts';
import { waitUntil } from '../vm/blocking.ts';
import type { NativeModule } from '../vm/modules.ts';
import type { VM } from '../vm/vm.ts';
import { ERRNO } from '../world/errno.ts';
import { type Address, FAMILY, SOCKET_TYPE, SocketDescription } from '../world/sockets.ts';
import { addInts, floatArgument } from './support.ts';
import { bytesResult, dataArgument, descriptorArgument, osError, system } from './world-support.ts';

/** The native half of socket. A timeout argument is None, or seconds; 0 does not wait. */

function socketAt(vm: VM, at: number): SocketDescription {
  const found = system(vm, () => vm.process.at(descriptorArgument(vm, at)));
  if (!(found instanceof SocketDescription)) throw osError(vm, ERRNO.ENOTSOCK![0]);
  return found;
}

/** Waits as long as the timeout says; a safepoint. */
function wait(vm: VM, ready: () => boolean, timeoutAt: number, what: string): void {
  if (ready()) return;
  const seconds = vm.at(timeoutAt) === vm.none ? null : floatArgument(vm, timeoutAt);
  if (seconds === 0) throw osError(vm, ERRNO.EAGAIN![0]);
  if (!waitUntil(vm, ready, seconds, what)) throw vm.error('TimeoutError', 'timed out');
}

function addressArgument(vm: VM, at: number, family: number, what: string): Address {
  const ref = vm.at(at);
  if (family === FAMILY.AF_UNIX) {
    if (vm.isStr(ref)) return vm.text(ref);
    throw vm.error(
      'TypeError',
      `${what}(): AF_UNIX path must be str, bytes or os.PathLike, not ${vm.typeName(ref)}`,
    );
  }
  if (vm.kindOf(ref) !== Kind.TUPLE) {
    throw vm.error('TypeError', `${what}(): AF_INET address must be tuple, not ${vm.typeName(ref)}`);
  }
  if (vm.tupleLength(ref) < 2 || !vm.isStr(vm.tupleItem(ref, 0))) {
    throw vm.error('TypeError', `${what}(): AF_INET address must be a pair (host, port)`);
  }
  const host = vm.text(vm.tupleItem(ref, 0));
  const port = vm.index(vm.tupleItem(ref, 1));
  if (port < 0 || port > 65_535) throw vm.error('OverflowError', `${what}(): port must be 0-65535.`);
  return [host, port];
}

function addressResult(vm: VM, address: Address): Ref {
  if (address === null) return vm.newNone();
  if (typeof address === 'string') return vm.newStr(address);
  return vm.newTuple(vm.newStr(address[0]), vm.newInt(address[1]));
}

/** [family, type]: a descriptor */
function create(vm: VM, args: number): Ref {
  const [family, type] = [vm.index(vm.at(args)), vm.index(vm.at(args + 1))];
  if (!Object.values<number>(FAMILY).includes(family)) throw osError(vm, ERRNO.EAFNOSUPPORT![0]);
  if (!Object.values<number>(SOCKET_TYPE).includes(type)) throw osError(vm, ERRNO.EPROTONOSUPPORT![0]);
  const { ports } = vm.process.world;
  return vm.newInt(system(vm, () => vm.process.add(new SocketDescription(ports, family, type))));
}

function pair(vm: VM, args: number): Ref {
  const [family, type] = [vm.index(vm.at(args)), vm.index(vm.at(args + 1))];
  system(vm, () => vm.process.checkRoom(2));
  const both = SocketDescription.pair(vm.process.world.ports, family, type);
  const [a, b] = both.map((each) => vm.process.add(each));
  return vm.newTuple(vm.newInt(a!), vm.newInt(b!));
}

function bind(vm: VM, args: number): Ref {
  const socket = socketAt(vm, args);
  const address = addressArgument(vm, args + 1, socket.family, 'bind');
  system(vm, () => socket.bind(address));
  return vm.newNone();
}

function listen(vm: VM, args: number): Ref {
  const socket = socketAt(vm, args);
  const backlog = vm.index(vm.at(args + 1));
  system(vm, () => socket.listen(backlog));
  return vm.newNone();
}

/** [fd, timeout]: (descriptor, address) */
function accept(vm: VM, args: number): Ref {
  const socket = socketAt(vm, args);
  wait(vm, () => socket.canAccept(), args + 1, 'socket.accept()');
  system(vm, () => vm.process.checkRoom(1));
  const accepted = system(vm, () => socket.accept());
  const descriptor = vm.process.add(accepted);
  vm.push(vm.newInt(descriptor));
  vm.push(addressResult(vm, accepted.peerAddress));
  return vm.tupleOfTop(2);
}

/** [fd, address, timeout] */
function connect(vm: VM, args: number): Ref {
  const socket = socketAt(vm, args);
  const address = addressArgument(vm, args + 1, socket.family, 'connect');
  wait(vm, () => socket.canConnect(address), args + 2, 'socket.connect()');
  system(vm, () => socket.connect(address));
  return vm.newNone();
}

/** [fd, size, timeout, peek] */
function receive(vm: VM, args: number): Ref {
  const socket = socketAt(vm, args);
  const size = vm.index(vm.at(args + 1));
  if (size < 0) throw vm.error('ValueError', 'negative buffersize in recv');
  wait(vm, () => socket.canRead(), args + 2, 'socket.recv()');
  const peek = vm.truthy(vm.at(args + 3));
  return bytesResult(
    vm,
    system(vm, () => socket.receive(size, peek)),
  );
}

/** [fd, size, timeout]: (data, address) */
function receiveFrom(vm: VM, args: number): Ref {
  const socket = socketAt(vm, args);
  const size = vm.index(vm.at(args + 1));
  wait(vm, () => socket.canRead(), args + 2, 'socket.recvfrom()');
  const [data, address] = system(vm, () => socket.receiveFrom(size));
  vm.push(bytesResult(vm, data));
  vm.push(addressResult(vm, address));
  return vm.tupleOfTop(2);
}

/** [fd, data, timeout]: how many bytes were taken */
function send(vm: VM, args: number): Ref {
  const socket = socketAt(vm, args);
  const data = dataArgument(vm, args + 1);
  wait(vm, () => socket.canWrite(), args + 2, 'socket.send()');
  return vm.newInt(system(vm, () => socket.write(data)));
}

function sendTo(vm: VM, args: number): Ref {
  const socket = socketAt(vm, args);
  const data = dataArgument(vm, args + 1);
  const address = addressArgument(vm, args + 2, socket.family, 'sendto');
  return vm.newInt(system(vm, () => socket.sendTo(data, address)));
}

function shutdown(vm: VM, args: number): Ref {
  const socket = socketAt(vm, args);
  const how = vm.index(vm.at(args + 1));
  system(vm, () => socket.shutdown(how));
  return vm.newNone();
}

function ownAddress(vm: VM, args: number): Ref {
  return addressResult(vm, socketAt(vm, args).address);
}

function peerAddress(vm: VM, args: number): Ref {
  const socket = socketAt(vm, args);
  if (socket.peerAddress === null) throw osError(vm, ERRNO.ENOTCONN![0]);
  return addressResult(vm, socket.peerAddress);
}

/**
 * [descriptors to read, to write, timeout]: those that are ready, or two empty lists when the time is up. A select() that nothing can end
 * is a deadlock.
 */
function select(vm: VM, args: number): Ref {
  const numbers = [0, 1].map((k) => {
    const list = vm.at(args + k);
    return Array.from({ length: vm.listLength(list) }, (_, item) => vm.index(vm.listItem(list, item)));
  });
  const at = (number: number) => system(vm, () => vm.process.at(number));
  for (const number of numbers.flat()) at(number);
  const readable = () => numbers[0]!.filter((number) => vm.process.has(number) && at(number).canRead());
  const writable = () => numbers[1]!.filter((number) => vm.process.has(number) && at(number).canWrite());
  const ready = () => readable().length + writable().length > 0;
  const seconds = vm.at(args + 2) === vm.none ? null : floatArgument(vm, args + 2);
  if (seconds !== 0) waitUntil(vm, ready, seconds, 'select()');
  for (const found of [readable(), writable()]) {
    for (const number of found) vm.push(vm.newInt(number));
    vm.push(vm.listOfTop(found.length));
  }
  return vm.tupleOfTop(2);
}

export const socketsModule: NativeModule = {
  name: '_socket',
  functions: {
    create: ['family, type, /', create],
    pair: ['family, type, /', pair],
    bind: ['fd, address, /', bind],
    listen: ['fd, backlog, /', listen],
    accept: ['fd, timeout, /', accept],
    connect: ['fd, address, timeout, /', connect],
    recv: ['fd, size, timeout, peek, /', receive],
    recvfrom: ['fd, size, timeout, /', receiveFrom],
    send: ['fd, data, timeout, /', send],
    sendto: ['fd, data, address, /', sendTo],
    shutdown: ['fd, how, /', shutdown],
    getsockname: ['fd, /', ownAddress],
    getpeername: ['fd, /', peerAddress],
    select: ['readers, writers, timeout, /', select],
  },
  init: (vm, at) => addInts(vm, at, { ...FAMILY, ...SOCKET_TYPE }),
};
