/**
 * Loads what the build has put into one file, with the bytecode that V8 made of it before. Compiling takes longer than running a
 * small program; the bytecode is kept in the user's cache folder, by the file's content and the version of Node.
 */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';
import { cacheFolder } from './cache-folder.ts';

export interface OpenBundle<Exports> {
  readonly exports: Exports;
  /** Keeps the bytecode of what has been called up to now, unless that was done before or may not be done. */
  keepCode(): void;
}

type Evaluate<Exports> = (
  require: NodeJS.Require,
  module: { exports: Exports },
  url: string,
  load: (specifier: string) => Promise<unknown>,
) => void;

/** Behind the last `//` of a bundle: what tells its content from any other's. */
const STAMP_LENGTH = 16;
/** The bundles of some builds and versions of Node; each is two or three MiB. */
const KEPT_FILES = 16;

export function openBundle<Exports>(name: 'command' | 'isolate'): OpenBundle<Exports> {
  const { href } = new URL(`../../../bundle/${name}.cjs`, import.meta.url);
  const filename = fileURLToPath(href);
  const source = readFileSync(filename, 'latin1'); // the build writes ASCII only
  const cache = cacheFile(name, source);
  const cachedData = cache === undefined ? undefined : readCache(cache);
  const script = new Script(source, {
    filename,
    ...(cachedData !== undefined && { cachedData }),
  });
  const evaluate = script.runInThisContext() as Evaluate<Exports>;
  const module = { exports: {} as Exports };
  evaluate(createRequire(filename), module, href, (specifier) => import(specifier));
  const stale = cachedData === undefined || script.cachedDataRejected === true;
  const keepCode = () => {
    if (cache !== undefined && stale) writeCache(cache, script.createCachedData());
  };
  return { exports: module.exports, keepCode };
}

/** Undefined where nothing shall be kept, by the variable that Node has for its own cache. */
function cacheFile(name: string, source: string): string | undefined {
  const { env, arch, version } = process;
  if ((env.NODE_DISABLE_COMPILE_CACHE ?? '') !== '') return undefined;
  return join(cacheFolder(env), 'code', `${name}-${source.slice(-STAMP_LENGTH)}-${version}-${arch}`);
}

/** V8 believes what it is given, and a byte that is wrong ends the process: the last four are a checksum of the others. */
const CHECKSUM_BYTES = 4;

function readCache(file: string): Buffer | undefined {
  try {
    const kept = readFileSync(file);
    const code = kept.subarray(0, -CHECKSUM_BYTES);
    return kept.readUInt32LE(code.length) === crc32(code) ? code : undefined;
  } catch {
    return undefined; // nothing was kept, or it cannot be read
  }
}

/** A reader finds the old file or the new one, never a half of it. */
function writeCache(file: string, code: Buffer): void {
  const folder = dirname(file);
  const unfinished = `${file}.${process.pid}-${Math.trunc(performance.now() * 1000)}`;
  const checksum = Buffer.alloc(CHECKSUM_BYTES);
  checksum.writeUInt32LE(crc32(code));
  try {
    makeFolder(folder);
    writeFileSync(unfinished, Buffer.concat([code, checksum]));
    renameSync(unfinished, file);
    removeOld(folder);
  } catch {
    return; // a folder that may not be written, or no room: the next start compiles again
  }
}

/** The cache folder of the user, ours in it, and this one; `recursive` would try for ever where none can be made. */
function makeFolder(folder: string): void {
  for (const each of [dirname(dirname(folder)), dirname(folder), folder]) {
    if (!existsSync(each)) mkdirSync(each);
  }
}

/** What earlier builds and other versions of Node have left. */
function removeOld(folder: string): void {
  const written = (file: string) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  readdirSync(folder)
    .map((name) => join(folder, name))
    .map((file) => ({ file, time: written(file) }))
    .sort((a, b) => b.time - a.time)
    .slice(KEPT_FILES)
    .forEach(({ file }) => void rmSync(file, { force: true }));
}
