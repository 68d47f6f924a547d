import { WorldError } from './errno.ts';
import { type Device, type Directory, type Inode, type RegularFile, writeAt } from './inodes.ts';

/** Where a path leads: an entry, there or not, of a directory. */
interface Place {
  readonly directory: Directory;
  /** '' for a root or a path that ends in `.` or `..`. */
  readonly name: string;
  readonly inode: Inode | undefined;
  /** The path ended in a slash: what it names has to be a directory. */
  readonly slash: boolean;
}

const LINKS_MAX = 40;
const NAME_MAX = 255;
const PATH_MAX = 4096;

/** A tree of files in memory. Paths are absolute here, or relative to a directory that the caller names. */
export class FileSystem {
  readonly root: Directory;
  /** Nanoseconds since 1970. */
  now: () => bigint = () => 0n;
  private serials = 1;

  constructor() {
    const common = this.common(0o755);
    const root: Directory = {
      kind: 'directory',
      ...common,
      links: 2,
      entries: new Map(),
      // It is its own.
      get parent() {
        return root;
      },
    };
    this.root = root;
    for (const [path, mode] of [
      ['/dev', 0o755],
      ['/tmp', 0o1777],
      ['/usr', 0o755],
      ['/usr/bin', 0o755],
    ] as const)
      this.mkdir(path, '/', mode);
    for (const device of ['null', 'zero', 'urandom'] as const) {
      const inode: Device = { kind: 'device', device, ...this.common(0o666) };
      this.enter(this.place(`/dev/${device}`, '/', false), inode);
    }
  }

  private common(mode: number) {
    const now = this.now();
    return { serial: this.serials++, mode, links: 0, accessed: now, modified: now, changed: now };
  }

  private enter(place: Place, inode: Inode): void {
    place.directory.entries.set(place.name, inode);
    inode.links++;
    this.touched(place.directory);
  }

  private touched(inode: Inode): void {
    inode.modified = this.now();
    inode.changed = inode.modified;
  }

  // ---- Paths

  /** @param follow whether a symbolic link at the end stands for what it points to */
  place(path: string, cwd: string, follow: boolean): Place {
    let links = 0;
    if (path === '') throw new WorldError('ENOENT');
    if (path.length >= PATH_MAX) throw new WorldError('ENAMETOOLONG');
    const from = (start: Directory, text: string): Place => {
      let directory = text.startsWith('/') ? this.root : start;
      const slash = text.endsWith('/');
      const parts = text.split('/').filter((part) => part !== '' && part !== '.');
      const ends = /(?:^|\/)\.?\/*$/.test(text);
      for (let k = 0; k < parts.length; k++) {
        const name = parts[k]!;
        const last = k === parts.length - 1;
        if (name.length > NAME_MAX) throw new WorldError('ENAMETOOLONG');
        if (name === '..') {
          directory = directory.parent;
          continue;
        }
        let inode = directory.entries.get(name);
        if (inode?.kind === 'symlink' && (!last || follow || slash)) {
          if (++links > LINKS_MAX) throw new WorldError('ELOOP');
          const led = from(directory, inode.target);
          if (last) return { ...led, slash: slash || led.slash };
          inode = led.inode;
        }
        if (last) return { directory, name, inode, slash: slash || ends };
        if (inode === undefined) throw new WorldError('ENOENT');
        if (inode.kind !== 'directory') throw new WorldError('ENOTDIR');
        directory = inode;
      }
      return { directory, name: '', inode: directory, slash: true };
    };
    const start = path.startsWith('/') ? this.root : this.directoryAt(cwd);
    return from(start, path);
  }

  private directoryAt(path: string): Directory {
    const place = this.place(path, '/', true);
    if (place.inode?.kind !== 'directory') throw new WorldError('ENOENT');
    return place.inode;
  }

  /** @throws WorldError ENOENT */
  find(path: string, cwd: string, follow = true): Inode {
    const { inode, slash } = this.place(path, cwd, follow);
    if (inode === undefined) throw new WorldError('ENOENT');
    if (slash && inode.kind !== 'directory') throw new WorldError('ENOTDIR');
    return inode;
  }

  exists(path: string, cwd: string): boolean {
    try {
      this.find(path, cwd);
      return true;
    } catch (error) {
      if (error instanceof WorldError) return false;
      throw error;
    }
  }

  /** The path of a directory that is still in the tree. */
  pathOf(directory: Directory): string {
    const parts: string[] = [];
    for (let at = directory; at !== this.root; at = at.parent) {
      const name = [...at.parent.entries].find(([, inode]) => inode === at)?.[0];
      if (name === undefined) throw new WorldError('ENOENT');
      parts.unshift(name);
    }
    return `/${parts.join('/')}`;
  }

  // ---- Changing the tree

  mkdir(path: string, cwd: string, mode: number): void {
    const place = this.place(path, cwd, false);
    if (place.inode !== undefined) throw new WorldError('EEXIST');
    const directory: Directory = {
      kind: 'directory',
      ...this.common(mode),
      links: 1,
      entries: new Map(),
      parent: place.directory,
    };
    this.checkWritable(place.directory);
    this.enter(place, directory);
    place.directory.links++;
  }

  /** Every missing directory of an absolute path. */
  makeDirectories(path: string): void {
    let made = '';
    for (const part of path.split('/').filter((name) => name !== '')) {
      made += `/${part}`;
      if (!this.exists(made, '/')) this.mkdir(made, '/', 0o755);
    }
  }

  create(path: string, cwd: string, mode: number): RegularFile {
    const place = this.place(path, cwd, true);
    if (place.slash) throw new WorldError('EISDIR');
    this.checkWritable(place.directory);
    const file: RegularFile = { kind: 'file', ...this.common(mode), bytes: new Uint8Array(0), size: 0 };
    this.enter(place, file);
    return file;
  }

  /** A file with this content, with the directories above it. */
  plant(path: string, content: string, mode = 0o644): void {
    this.makeDirectories(path.slice(0, Math.max(0, path.lastIndexOf('/'))));
    if (this.exists(path, '/')) return;
    writeAt(this.create(path, '/', mode), 0, new TextEncoder().encode(content));
  }

  symlink(target: string, path: string, cwd: string): void {
    const place = this.place(path, cwd, false);
    if (place.inode !== undefined) throw new WorldError('EEXIST');
    this.enter(place, { kind: 'symlink', target, ...this.common(0o777) });
  }

  link(from: string, to: string, cwd: string): void {
    const inode = this.find(from, cwd, false);
    if (inode.kind === 'directory') throw new WorldError('EPERM');
    const place = this.place(to, cwd, false);
    if (place.inode !== undefined) throw new WorldError('EEXIST');
    this.enter(place, inode);
  }

  unlink(path: string, cwd: string): void {
    const place = this.place(path, cwd, false);
    if (place.inode === undefined) throw new WorldError('ENOENT');
    if (place.inode.kind === 'directory') throw new WorldError('EISDIR');
    if (place.slash) throw new WorldError('ENOTDIR');
    this.remove(place, place.inode);
  }

  rmdir(path: string, cwd: string): void {
    const place = this.place(path, cwd, false);
    if (place.inode === undefined) throw new WorldError('ENOENT');
    if (place.inode.kind !== 'directory') throw new WorldError('ENOTDIR');
    if (place.inode.entries.size > 0) throw new WorldError('ENOTEMPTY');
    if (place.name === '') throw new WorldError(place.inode === this.root ? 'EBUSY' : 'EINVAL');
    place.directory.links--;
    this.remove(place, place.inode);
  }

  private remove(place: Place, inode: Inode): void {
    this.checkWritable(place.directory);
    place.directory.entries.delete(place.name);
    inode.links--;
    inode.changed = this.now();
    this.touched(place.directory);
  }

  rename(from: string, to: string, cwd: string): void {
    const source = this.place(from, cwd, false);
    const target = this.place(to, cwd, false);
    const moved = source.inode;
    if (moved === undefined) throw new WorldError('ENOENT');
    if (source.name === '' || target.name === '') throw new WorldError('EBUSY');
    if (moved === target.inode) return;
    if (moved.kind === 'directory') this.checkMove(moved, target);
    else if (target.inode?.kind === 'directory') throw new WorldError('EISDIR');
    else if (target.slash) throw new WorldError('ENOTDIR');
    this.checkWritable(source.directory);
    this.checkWritable(target.directory);
    if (target.inode !== undefined) target.inode.links--;
    source.directory.entries.delete(source.name);
    target.directory.entries.set(target.name, moved);
    if (moved.kind === 'directory') moved.parent = target.directory;
    this.touched(source.directory);
    this.touched(target.directory);
  }

  private checkMove(moved: Directory, target: Place): void {
    if (target.inode !== undefined && target.inode.kind !== 'directory') throw new WorldError('ENOTDIR');
    if (target.inode?.kind === 'directory' && target.inode.entries.size > 0)
      throw new WorldError('ENOTEMPTY');
    for (let at = target.directory; at !== this.root; at = at.parent) {
      if (at === moved) throw new WorldError('EINVAL');
    }
  }

  private checkWritable(directory: Directory): void {
    if ((directory.mode & 0o200) === 0) throw new WorldError('EACCES');
  }
}
