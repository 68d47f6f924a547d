import { Channel, Description, PIPE_CAPACITY } from './descriptions.ts';
import { WorldError } from './errno.ts';

/** Sockets of this machine alone: the loopback addresses, and names in the tree for the local family. */

export type Address = readonly [host: string, port: number] | string | null;

export const FAMILY = { AF_UNIX: 1, AF_INET: 2, AF_INET6: 10 } as const;
export const SOCKET_TYPE = { SOCK_STREAM: 1, SOCK_DGRAM: 2 } as const;

const FIRST_EPHEMERAL = 32_768;
const LAST_PORT = 65_535;

/** Who listens where. */
export class Ports {
  private readonly bound = new Map<string, SocketDescription>();
  private next = FIRST_EPHEMERAL;

  at(key: string): SocketDescription | undefined {
    return this.bound.get(key);
  }

  /** A port that nobody uses. */
  ephemeral(prefix: string): number {
    for (let tries = FIRST_EPHEMERAL; tries <= LAST_PORT; tries++) {
      const port = this.next;
      this.next = port === LAST_PORT ? FIRST_EPHEMERAL : port + 1;
      if (!this.bound.has(`${prefix}:${port}`)) return port;
    }
    throw new WorldError('EADDRINUSE');
  }

  claim(key: string, socket: SocketDescription): void {
    if (this.bound.has(key)) throw new WorldError('EADDRINUSE');
    this.bound.set(key, socket);
  }

  release(key: string, socket: SocketDescription): void {
    if (this.bound.get(key) === socket) this.bound.delete(key);
  }
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '', '0.0.0.0', '::1', '::']);

export class SocketDescription extends Description {
  readonly kind = 'socket';
  readonly family: number;
  readonly type: number;
  address: Address;
  peerAddress: Address = null;
  private readonly ports: Ports;
  private key: string | null = null;
  private backlog: SocketDescription[] | null = null;
  private backlogMax = 0;
  private incoming: Channel | null = null;
  private outgoing: Channel | null = null;
  /** Senders of the datagrams in `incoming`. */
  private readonly senders: Address[] = [];
  private shut = { read: false, write: false };
  private closed = false;
  private peer: SocketDescription | null = null;
  /** The peer has thrown data away: the next use says so, once. */
  private reset = false;

  constructor(ports: Ports, family: number, type: number) {
    super();
    this.ports = ports;
    this.family = family;
    this.type = type;
    this.address = family === FAMILY.AF_UNIX ? '' : ['0.0.0.0', 0];
    if (type === SOCKET_TYPE.SOCK_DGRAM) this.incoming = new Channel();
  }

  static pair(ports: Ports, family: number, type: number): [SocketDescription, SocketDescription] {
    const pair = [
      new SocketDescription(ports, family, type),
      new SocketDescription(ports, family, type),
    ] as const;
    SocketDescription.join(pair[0], pair[1]);
    return [pair[0], pair[1]];
  }

  private static join(a: SocketDescription, b: SocketDescription): void {
    a.incoming = b.outgoing = new Channel();
    b.incoming = a.outgoing = new Channel();
    a.peer = b;
    b.peer = a;
    a.peerAddress = b.address;
    b.peerAddress = a.address;
  }

  get listening(): boolean {
    return this.backlog !== null;
  }

  get connected(): boolean {
    return this.outgoing !== null;
  }

  // ---- Addresses

  private keyOf(address: Address): string {
    if (typeof address === 'string') return `unix:${address}`;
    if (address === null) throw new WorldError('EINVAL');
    return `${this.type}:${address[1]}`;
  }

  bind(address: Address): void {
    if (this.key !== null) throw new WorldError('EINVAL');
    let wanted = address;
    if (Array.isArray(wanted)) {
      const [host, port] = wanted as readonly [string, number];
      if (!LOOPBACK.has(host)) throw new WorldError('EADDRNOTAVAIL');
      const shown = host === '' ? '0.0.0.0' : host === 'localhost' ? '127.0.0.1' : host;
      wanted = [shown, port === 0 ? this.ports.ephemeral(String(this.type)) : port];
    }
    const key = this.keyOf(wanted);
    this.ports.claim(key, this);
    this.key = key;
    this.address = wanted;
  }

  listen(backlog: number): void {
    if (this.type !== SOCKET_TYPE.SOCK_STREAM) throw new WorldError('EOPNOTSUPP');
    if (this.connected) throw new WorldError('EINVAL');
    if (this.key === null) this.bind(['0.0.0.0', 0]);
    this.backlog ??= [];
    this.backlogMax = Math.max(0, backlog) + 1;
  }

  // ---- Connections

  /** Whether `connect` has an answer at once: the listener has room. */
  canConnect(address: Address): boolean {
    const listener = this.ports.at(this.keyOf(address));
    return (
      listener?.backlog === null || listener === undefined || listener.backlog!.length < listener.backlogMax
    );
  }

  connect(address: Address): void {
    if (Array.isArray(address) && !LOOPBACK.has(address[0] as string)) throw new WorldError('ENETUNREACH');
    if (this.type === SOCKET_TYPE.SOCK_DGRAM) {
      this.peerAddress = address;
      return;
    }
    if (this.connected) throw new WorldError('EISCONN');
    if (this.listening) throw new WorldError('EINVAL');
    const listener = this.ports.at(this.keyOf(address));
    if (listener?.backlog == null) throw new WorldError(unixMissing(address, listener));
    if (this.key === null && this.family !== FAMILY.AF_UNIX) this.bind(['127.0.0.1', 0]);
    const other = new SocketDescription(this.ports, this.family, this.type);
    other.address = listener.shownTo(address);
    SocketDescription.join(this, other);
    listener.backlog.push(other);
  }

  /** A socket bound to all addresses shows the one that was asked for. */
  private shownTo(address: Address): Address {
    if (!Array.isArray(this.address) || !Array.isArray(address)) return this.address;
    return [this.address[0] === '0.0.0.0' ? '127.0.0.1' : this.address[0], this.address[1]] as Address;
  }

  canAccept(): boolean {
    return this.backlog === null || this.backlog.length > 0;
  }

  accept(): SocketDescription {
    const next = this.backlog?.shift();
    if (next === undefined) throw new WorldError('EINVAL');
    return next;
  }

  // ---- Data

  override canRead(): boolean {
    if (this.backlog !== null) return this.backlog.length > 0;
    if (this.incoming === null || this.shut.read || this.reset) return true;
    if (this.type === SOCKET_TYPE.SOCK_DGRAM && !this.connected) return this.senders.length > 0;
    return this.incoming.size > 0 || this.incoming.ended;
  }

  override canWrite(): boolean {
    if (this.outgoing === null) return true;
    return this.outgoing.deaf || this.shut.write || this.outgoing.size < SEND_CAPACITY;
  }

  override read(count: number): Uint8Array {
    return this.receive(count, false);
  }

  receive(count: number, peek: boolean): Uint8Array {
    if (this.incoming === null) throw new WorldError('ENOTCONN');
    if (this.reset && this.incoming.size === 0) {
      this.reset = false;
      throw new WorldError('ECONNRESET');
    }
    return this.shut.read && this.incoming.size === 0 ? new Uint8Array(0) : this.incoming.take(count, peek);
  }

  receiveFrom(count: number): [Uint8Array, Address] {
    if (this.type !== SOCKET_TYPE.SOCK_DGRAM || this.connected) return [this.receive(count, false), null];
    const sender = this.senders.shift() ?? null;
    return [this.incoming!.takePiece().slice(0, count), sender];
  }

  override write(data: Uint8Array): number {
    if (this.type === SOCKET_TYPE.SOCK_DGRAM && !this.connected) {
      if (this.peerAddress === null) throw new WorldError('EDESTADDRREQ');
      return this.sendTo(data, this.peerAddress);
    }
    if (this.outgoing === null) throw new WorldError('EPIPE');
    if (this.shut.write) throw new WorldError('EPIPE');
    if (this.outgoing.deaf) return this.writeToNobody(data);
    const part = data.subarray(0, SEND_CAPACITY - this.outgoing.size);
    this.outgoing.put(part);
    return part.length;
  }

  /** A network tells only after the first packet that nobody is there any more. */
  private writeToNobody(data: Uint8Array): number {
    if (this.family === FAMILY.AF_UNIX || this.peer === null) throw new WorldError('EPIPE');
    this.peer = null;
    this.reset = true;
    return data.length;
  }

  sendTo(data: Uint8Array, address: Address): number {
    const target = this.ports.at(this.keyOf(address));
    if (this.key === null) this.bind(['0.0.0.0', 0]);
    if (target === undefined || target.incoming === null) return data.length;
    target.incoming.put(data);
    target.senders.push(['127.0.0.1', (this.address as readonly [string, number])[1]]);
    return data.length;
  }

  shutdown(how: number): void {
    if (!this.connected) throw new WorldError('ENOTCONN');
    if (how === 0 || how === 2) this.shut.read = true;
    if (how === 1 || how === 2) {
      this.shut.write = true;
      this.outgoing!.ended = true;
    }
  }

  /** The peer reads to the end of what was sent, then gets an end of file, or a reset if data for this side was lost. */
  override close(): void {
    if (this.closed) return;
    this.closed = true;
    if (this.key !== null) this.ports.release(this.key, this);
    for (const waiting of this.backlog ?? []) waiting.close();
    if (this.outgoing !== null) this.outgoing.ended = true;
    if (this.incoming === null) return;
    this.incoming.deaf = true;
    if (this.incoming.size > 0 && this.peer !== null) this.peer.reset = true;
  }
}

const SEND_CAPACITY = PIPE_CAPACITY * 4;

function unixMissing(address: Address, found: SocketDescription | undefined): string {
  return typeof address === 'string' && found === undefined ? 'ENOENT' : 'ECONNREFUSED';
}
