import { WorldError } from './errno.ts';
import { type Directory, type Inode, type RegularFile, readFrom, resize, writeAt } from './inodes.ts';

/**
 * What a descriptor stands for: an open file, an end of a pipe, a socket. Several descriptors, of several processes, can share one; it
 * closes with the last of them.
 */
export abstract class Description {
  /** Descriptors that stand for it. */
  holders = 0;
  blocking = true;
  abstract readonly kind: Inode['kind'] | 'pipe' | 'socket' | 'standard';
  /** Whether `read` has an answer at once. */
  canRead(): boolean {
    return true;
  }
  canWrite(): boolean {
    return true;
  }
  /** At least one byte, or none at the end; called when `canRead` only. */
  read(_count: number): Uint8Array {
    throw new WorldError('EBADF');
  }
  /** How many bytes were taken; called when `canWrite` only. */
  write(_data: Uint8Array): number {
    throw new WorldError('EBADF');
  }
  seek(_offset: number, _whence: number): number {
    throw new WorldError('ESPIPE');
  }
  truncate(_size: number): void {
    throw new WorldError('EINVAL');
  }
  inode(): Inode | null {
    return null;
  }
  /** The last descriptor has gone. */
  close(): void {
    this.blocking = true;
  }
}

export interface Access {
  readonly read: boolean;
  readonly write: boolean;
  readonly append: boolean;
}

export class FileDescription extends Description {
  readonly kind: 'file' | 'device';
  position = 0;
  private readonly file: RegularFile | Extract<Inode, { kind: 'device' }>;
  private readonly access: Access;
  private readonly now: () => bigint;

  constructor(file: RegularFile | Extract<Inode, { kind: 'device' }>, access: Access, now: () => bigint) {
    super();
    this.file = file;
    this.kind = file.kind;
    this.access = access;
    this.now = now;
  }

  override inode(): Inode {
    return this.file;
  }

  override read(count: number): Uint8Array {
    if (!this.access.read) throw new WorldError('EBADF');
    if (this.file.kind === 'device') return new Uint8Array(this.file.device === 'null' ? 0 : count);
    const data = readFrom(this.file, this.position, count);
    this.position += data.length;
    this.file.accessed = this.now();
    return data;
  }

  override write(data: Uint8Array): number {
    if (!this.access.write) throw new WorldError('EBADF');
    if (this.file.kind === 'device') return data.length;
    if (this.access.append) this.position = this.file.size;
    if (this.position + data.length > FILE_MAX) throw new WorldError('EFBIG');
    writeAt(this.file, this.position, data);
    this.position += data.length;
    this.file.modified = this.now();
    this.file.changed = this.file.modified;
    return data.length;
  }

  override seek(offset: number, whence: number): number {
    if (this.file.kind === 'device') return 0;
    if (whence < 0 || whence > 2) throw new WorldError('EINVAL');
    const to = offset + (whence === 0 ? 0 : whence === 1 ? this.position : this.file.size);
    if (to < 0) throw new WorldError('EINVAL');
    this.position = to;
    return to;
  }

  override truncate(size: number): void {
    if (!this.access.write || this.file.kind === 'device' || size < 0) throw new WorldError('EINVAL');
    if (size > FILE_MAX) throw new WorldError('EFBIG');
    resize(this.file, size);
    this.file.modified = this.now();
  }
}

/** What the host's memory is asked for at most by one file. */
const FILE_MAX = 2 ** 29;

/** A directory can be opened for its descriptor only. */
export class DirectoryDescription extends Description {
  readonly kind = 'directory';
  private readonly directory: Directory;
  constructor(directory: Directory) {
    super();
    this.directory = directory;
  }
  override inode(): Inode {
    return this.directory;
  }
  override read(): Uint8Array {
    throw new WorldError('EISDIR');
  }
}

/** Bytes on their way, in the pieces in which they came. */
export class Channel {
  size = 0;
  /** Nobody will write any more, nobody will read any more. */
  ended = false;
  deaf = false;
  private readonly pieces: Uint8Array[] = [];

  put(data: Uint8Array): void {
    if (data.length === 0) return;
    this.pieces.push(data.slice());
    this.size += data.length;
  }

  take(count: number, peek = false): Uint8Array {
    const length = Math.min(count, this.size);
    const result = new Uint8Array(length);
    let filled = 0;
    for (let k = 0; filled < length; ) {
      const piece = this.pieces[k]!;
      const part = piece.subarray(0, length - filled);
      result.set(part, filled);
      filled += part.length;
      if (peek) k++;
      else if (part.length === piece.length) this.pieces.shift();
      else this.pieces[0] = piece.subarray(part.length);
    }
    if (!peek) this.size -= length;
    return result;
  }

  /** One piece as it was sent: a datagram. */
  takePiece(): Uint8Array {
    const piece = this.pieces.shift() ?? new Uint8Array(0);
    this.size -= piece.length;
    return piece;
  }
}

export const PIPE_CAPACITY = 65_536;

export class PipeReader extends Description {
  readonly kind = 'pipe';
  private readonly channel: Channel;
  constructor(channel: Channel) {
    super();
    this.channel = channel;
  }
  override canRead(): boolean {
    return this.channel.size > 0 || this.channel.ended;
  }
  override read(count: number): Uint8Array {
    return this.channel.take(count);
  }
  override close(): void {
    this.channel.deaf = true;
  }
}

export class PipeWriter extends Description {
  readonly kind = 'pipe';
  private readonly channel: Channel;
  private readonly capacity: number;
  constructor(channel: Channel, capacity = PIPE_CAPACITY) {
    super();
    this.channel = channel;
    this.capacity = capacity;
  }
  override canWrite(): boolean {
    return this.channel.deaf || this.channel.size < this.capacity;
  }
  override write(data: Uint8Array): number {
    if (this.channel.deaf) throw new WorldError('EPIPE');
    const part = data.subarray(0, this.capacity - this.channel.size);
    this.channel.put(part);
    return part.length;
  }
  override close(): void {
    this.channel.ended = true;
  }
}

/** One of the three streams of the host's. */
export class StandardStream extends Description {
  readonly kind = 'standard';
  private readonly stream: 'stdin' | 'stdout' | 'stderr';
  private readonly output: (stream: 'stdout' | 'stderr', text: string) => void;
  private readonly decoder = new TextDecoder('utf-8');

  constructor(
    stream: 'stdin' | 'stdout' | 'stderr',
    output: (stream: 'stdout' | 'stderr', text: string) => void,
  ) {
    super();
    this.stream = stream;
    this.output = output;
  }
  /** The host's standard input is empty. */
  override read(): Uint8Array {
    return new Uint8Array(0);
  }
  override write(data: Uint8Array): number {
    if (this.stream === 'stdin') throw new WorldError('EBADF');
    this.output(this.stream, this.decoder.decode(data, { stream: true }));
    return data.length;
  }
  /** Text that needs no encoding on its way out. */
  print(text: string): void {
    if (this.stream !== 'stdin') this.output(this.stream, text);
  }
}
