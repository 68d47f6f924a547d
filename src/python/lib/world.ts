import { codecsSource } from './codecs.ts';
import { fileSource } from './file.ts';
import { ioNativeSource, ioSource } from './io.ts';
import { ioBaseSource } from './io-base.ts';
import { ioBufferedSource } from './io-buffered.ts';
import { ioMemorySource } from './io-memory.ts';
import { ioTextSource } from './io-text.ts';
import { osSource } from './os.ts';
import { osPathSource } from './os-path.ts';
import { pathlibSource } from './pathlib.ts';
import { posixpathSource } from './posixpath.ts';
import { globSource, shutilSource, statSource } from './shutil.ts';
import { selectorsSource, selectSource, socketSource } from './socket.ts';
import { sqliteSource } from './sqlite3.ts';
import { subprocessSource } from './subprocess.ts';
import { tempfileSource } from './tempfile.ts';

/** Library modules over the virtual world: full name → source. */
export const worldSources: Readonly<Record<string, string>> = {
  _file: fileSource,
  _io: ioNativeSource,
  _io_base: ioBaseSource,
  _io_buffered: ioBufferedSource,
  _io_memory: ioMemorySource,
  _io_text: ioTextSource,
  codecs: codecsSource,
  glob: globSource,
  io: ioSource,
  os: osSource,
  'os.path': osPathSource,
  pathlib: pathlibSource,
  posixpath: posixpathSource,
  select: selectSource,
  selectors: selectorsSource,
  shutil: shutilSource,
  socket: socketSource,
  sqlite3: sqliteSource,
  stat: statSource,
  subprocess: subprocessSource,
  tempfile: tempfileSource,
};

/**
 * Those that stand in for what CPython has in C: the end of the process takes no names from them, so that finalizers of streams work
 * to the last.
 */
export const nativeStandIns: ReadonlySet<string> = new Set([
  '_file',
  '_io',
  '_io_base',
  '_io_buffered',
  '_io_memory',
  '_io_text',
  '_processes',
  '_socket',
  '_sqlite3',
  '_text_codec',
  'errno',
  'posix',
  'warnings',
]);
