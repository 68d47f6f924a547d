import {
  type Access,
  Channel,
  type Description,
  DirectoryDescription,
  FileDescription,
  PipeReader,
  PipeWriter,
  StandardStream,
} from './descriptions.ts';
import { WorldError } from './errno.ts';
import { resize } from './inodes.ts';
import type { World } from './world.ts';

/** Linux's bits of the second argument of open(2). */
export const OPEN_FLAGS = {
  O_RDONLY: 0,
  O_WRONLY: 1,
  O_RDWR: 2,
  O_CREAT: 0o100,
  O_EXCL: 0o200,
  O_NOCTTY: 0o400,
  O_TRUNC: 0o1000,
  O_APPEND: 0o2000,
  O_NONBLOCK: 0o4000,
  O_DIRECTORY: 0o200000,
  O_NOFOLLOW: 0o400000,
  O_CLOEXEC: 0o2000000,
  O_TMPFILE: 0o20200000,
} as const;

const ACCESS_MASK = 3;

export type Output = (stream: 'stdout' | 'stderr', text: string) => void;

/** One process of the world: its descriptors, its place in the tree, its environment. */
export class Process {
  readonly world: World;
  readonly pid: number;
  readonly parent: number;
  /** Processes above it. */
  readonly depth: number;
  readonly descriptorLimit: number;
  readonly environment: Map<string, string>;
  cwd: string;
  umask = 0o022;
  private readonly table: (Description | undefined)[] = [];
  private readonly output: Output;

  constructor(world: World, options: ProcessOptions) {
    this.world = world;
    this.pid = world.nextPid();
    this.parent = options.parent?.pid ?? 1;
    this.depth = options.parent === undefined ? 0 : options.parent.depth + 1;
    this.descriptorLimit = options.parent?.descriptorLimit ?? options.descriptorLimit ?? DESCRIPTOR_LIMIT;
    this.cwd = options.parent?.cwd ?? HOME;
    this.environment = new Map(options.parent?.environment ?? Object.entries(ENVIRONMENT));
    this.output = options.output;
    (['stdin', 'stdout', 'stderr'] as const).forEach((stream, number) => {
      const inherited = options.streams?.[number];
      this.install(number, inherited ?? new StandardStream(stream, this.output));
    });
  }

  // ---- The table

  /** @throws WorldError EBADF */
  at(descriptor: number): Description {
    const found = this.table[descriptor];
    if (found === undefined) throw new WorldError('EBADF');
    return found;
  }

  has(descriptor: number): boolean {
    return this.table[descriptor] !== undefined;
  }

  get openCount(): number {
    return this.table.reduce((count, description) => count + (description === undefined ? 0 : 1), 0);
  }

  private install(descriptor: number, description: Description): number {
    this.table[descriptor] = description;
    description.holders++;
    return descriptor;
  }

  /** The least free number. @throws WorldError EMFILE */
  private free(from = 0): number {
    let number = from;
    while (this.table[number] !== undefined) number++;
    if (number >= this.descriptorLimit) throw new WorldError('EMFILE');
    return number;
  }

  /** @throws WorldError EMFILE */
  add(description: Description): number {
    return this.install(this.free(), description);
  }

  /** Before anything is made that would have to be undone. @throws WorldError EMFILE */
  checkRoom(count: number): void {
    let number = 0;
    for (let left = count; left > 0; number++) {
      if (number >= this.descriptorLimit) throw new WorldError('EMFILE');
      if (this.table[number] === undefined) left--;
    }
  }

  close(descriptor: number): void {
    const description = this.at(descriptor);
    this.table[descriptor] = undefined;
    if (--description.holders === 0) description.close();
  }

  /** The process is over. */
  closeAll(): void {
    for (let number = 0; number < this.table.length; number++) if (this.has(number)) this.close(number);
  }

  dup(descriptor: number): number {
    return this.add(this.at(descriptor));
  }

  dup2(descriptor: number, to: number): number {
    const description = this.at(descriptor);
    if (to < 0 || to >= this.descriptorLimit) throw new WorldError('EBADF');
    if (descriptor === to) return to;
    if (this.has(to)) this.close(to);
    return this.install(to, description);
  }

  // ---- Opening

  open(path: string, flags: number, mode: number): number {
    this.checkRoom(1);
    return this.add(this.openDescription(path, flags, mode));
  }

  private openDescription(path: string, flags: number, mode: number): Description {
    const { files } = this.world;
    const access = accessOf(flags);
    const follow = (flags & OPEN_FLAGS.O_NOFOLLOW) === 0;
    const { inode, slash } = files.place(path, this.cwd, follow);
    if (inode === undefined) {
      if ((flags & OPEN_FLAGS.O_CREAT) === 0) throw new WorldError('ENOENT');
      return new FileDescription(files.create(path, this.cwd, mode & ~this.umask), access, files.now);
    }
    const both = OPEN_FLAGS.O_CREAT | OPEN_FLAGS.O_EXCL;
    if ((flags & both) === both) throw new WorldError('EEXIST');
    if (inode.kind === 'symlink') throw new WorldError('ELOOP');
    if (inode.kind === 'directory') {
      if (access.write || (flags & OPEN_FLAGS.O_CREAT) !== 0) throw new WorldError('EISDIR');
      return new DirectoryDescription(inode);
    }
    if (slash || (flags & OPEN_FLAGS.O_DIRECTORY) !== 0) throw new WorldError('ENOTDIR');
    if ((access.read && (inode.mode & 0o400) === 0) || (access.write && (inode.mode & 0o200) === 0))
      throw new WorldError('EACCES');
    if ((flags & OPEN_FLAGS.O_TRUNC) !== 0 && inode.kind === 'file' && access.write) {
      resize(inode, 0);
      inode.modified = files.now();
    }
    return new FileDescription(inode, access, files.now);
  }

  pipe(capacity?: number): [number, number] {
    this.checkRoom(2);
    const channel = new Channel();
    return [this.add(new PipeReader(channel)), this.add(new PipeWriter(channel, capacity))];
  }

  chdir(path: string): void {
    const inode = this.world.files.find(path, this.cwd);
    if (inode.kind !== 'directory') throw new WorldError('ENOTDIR');
    this.cwd = this.world.files.pathOf(inode);
  }

  absolute(path: string): string {
    return path.startsWith('/') ? path : `${this.cwd === '/' ? '' : this.cwd}/${path}`;
  }

  /** What the program prints goes where descriptor 1 or 2 leads by now; it is lost where that is closed. */
  print(stream: 'stdout' | 'stderr', text: string): void {
    const description = this.table[stream === 'stdout' ? 1 : 2];
    if (description instanceof StandardStream) description.print(text);
    else if (description !== undefined) writeAll(description, new TextEncoder().encode(text));
  }
}

export interface ProcessOptions {
  readonly parent?: Process;
  /** Defaults to 1024, the usual soft limit of a Linux shell. */
  readonly descriptorLimit?: number;
  /** In place of the host's three streams. */
  readonly streams?: readonly (Description | undefined)[];
  readonly output: Output;
}

export const DESCRIPTOR_LIMIT = 1024;

/** Where a program starts: the folder of a program named without one. */
export const HOME = '/program';

const ENVIRONMENT: Readonly<Record<string, string>> = {
  HOME,
  LANG: 'C.UTF-8',
  PATH: '/usr/bin:/bin',
  PWD: HOME,
  USER: 'user',
};

function accessOf(flags: number): Access {
  const which = flags & ACCESS_MASK;
  return {
    read: which !== OPEN_FLAGS.O_WRONLY,
    write: which !== OPEN_FLAGS.O_RDONLY,
    append: (flags & OPEN_FLAGS.O_APPEND) !== 0,
  };
}

function writeAll(description: Description, data: Uint8Array): void {
  for (let done = 0; done < data.length && description.canWrite(); ) {
    done += description.write(data.subarray(done));
  }
}
