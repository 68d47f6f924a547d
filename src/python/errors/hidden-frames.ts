/**
 * Library code in Python whose counterpart in CPython is written in C: its frames are in no traceback there. A name stands for itself
 * and everything inside of it; `*` for the whole module.
 */
const inC: Readonly<Record<string, readonly string[]>> = {
  bisect: ['*'],
  collections: ['OrderedDict', 'defaultdict'],
  functools: ['reduce', 'partial', 'cmp_to_key', '_lru_cache_wrapper'],
  heapq: ['heappush', 'heappop', 'heapify', 'heapreplace', 'heappushpop', '_rise', '_sink'],
  _file: ['*'],
  _io: ['*'],
  _io_base: ['*'],
  _io_buffered: ['*'],
  _io_memory: ['*'],
  _io_text: ['*'],
  io: ['*'],
  operator: ['*'],
  _thread: ['*'],
  finalizers: ['*'],
  socket: ['socket'],
  sqlite3: ['*'],
  warnings: ['warn', 'warn_explicit', '_caller', '_show'],
};

const LIBRARY = '<midden>/';

/** Whether the frames of this code stay out of tracebacks. */
export function isHiddenFrame(filename: string, qualname: string): boolean {
  if (!filename.startsWith(LIBRARY)) return false;
  const names = inC[filename.slice(LIBRARY.length, -'.py'.length)] ?? [];
  return names.some((name) => name === '*' || qualname === name || qualname.startsWith(`${name}.`));
}
