/** What a file system is made of. */

interface Common {
  readonly serial: number;
  /** Permission bits. */
  mode: number;
  /** Names in directories. */
  links: number;
  /** Nanoseconds since 1970. */
  accessed: bigint;
  modified: bigint;
  changed: bigint;
}

export interface RegularFile extends Common {
  readonly kind: 'file';
  /** Has room for more than `size`. */
  bytes: Uint8Array;
  size: number;
}

export interface Directory extends Common {
  readonly kind: 'directory';
  readonly entries: Map<string, Inode>;
  parent: Directory;
}

export interface Symlink extends Common {
  readonly kind: 'symlink';
  readonly target: string;
}

export interface Device extends Common {
  readonly kind: 'device';
  readonly device: 'null' | 'zero' | 'urandom';
}

export type Inode = RegularFile | Directory | Symlink | Device;

/** The type bits of st_mode. */
export const TYPE_BITS: Readonly<Record<Inode['kind'] | 'pipe' | 'socket', number>> = {
  file: 0o100000,
  directory: 0o040000,
  symlink: 0o120000,
  device: 0o020000,
  pipe: 0o010000,
  socket: 0o140000,
};

/** Bytes of a file from a position on, at most `count`. */
export function readFrom(file: RegularFile, position: number, count: number): Uint8Array {
  return file.bytes.slice(Math.min(position, file.size), Math.min(file.size, position + Math.max(0, count)));
}

/** Writes over and behind what is there; a gap is filled with zeros. */
export function writeAt(file: RegularFile, position: number, data: Uint8Array): void {
  const end = position + data.length;
  if (end > file.bytes.length) {
    const room = new Uint8Array(Math.max(end, file.bytes.length * 2, 64));
    room.set(file.bytes.subarray(0, file.size));
    file.bytes = room;
  }
  file.bytes.set(data, position);
  if (end > file.size) file.size = end;
}

export function resize(file: RegularFile, size: number): void {
  if (size < file.size) file.bytes.fill(0, size, file.size);
  else if (size > file.size) writeAt(file, size, new Uint8Array(0));
  file.size = size;
}
