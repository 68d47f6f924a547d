// npm run record: what the interpreters on this machine print for the programs of the catalogue.
//
//     npm run record                              # every program, on every interpreter of a version that was recorded before
//     npm run record -- 01 38 --only cpython      # some programs, on interpreters whose name begins so
//     npm run record -- --new                     # on versions that were not recorded before, too
//
// Entries of interpreters that are not here stay as they are. Each program runs three times, with 256 descriptors, in an empty folder.
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PITFALLS = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'pitfalls');
const TIMES = 3;
const DESCRIPTORS = 256;
const TIMEOUT_MILLISECONDS = 180_000;
const NAME = `import sys, platform
impl = platform.python_implementation().lower()
version = '.'.join(str(n) for n in sys.version_info[:3])
if impl == 'pypy':
    print('pypy-%d.%d-%s' % (sys.version_info[0], sys.version_info[1], '.'.join(str(n) for n in sys.pypy_version_info[:3])))
else:
    print('%s-%s' % (impl, version))
`;

const args = process.argv.slice(2);
const only = args.includes('--only') ? args[args.indexOf('--only') + 1] : '';
const meant = args.filter((arg, k) => !arg.startsWith('--') && args[k - 1] !== '--only');
const wantsNew = args.includes('--new');

/** Commands that may be interpreters: on the path, and those of pyenv. */
function candidates() {
  const folder = join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions');
  const versions = existsSync(folder)
    ? readdirSync(folder).map((each) => join(folder, each, 'bin', 'python'))
    : [];
  const names = ['python3', 'python2.7', ...[8, 9, 10, 11, 12, 13, 14].map((minor) => `python3.${minor}`)];
  return [...names, 'pypy', 'pypy3', 'jython', 'ipy', ...versions];
}

/** By the name under which it is recorded: `cpython-3.11.7`. */
function interpreters(recorded) {
  const found = new Map();
  for (const command of candidates()) {
    const { status, stdout } = spawnSync(command, ['-c', NAME], {
      encoding: 'utf8',
      timeout: TIMEOUT_MILLISECONDS,
    });
    const name = status === 0 ? stdout.trim() : '';
    if (!/^[a-z]+-\d[\w.-]*$/.test(name) || found.has(name) || !name.startsWith(only)) continue;
    if (wantsNew || recorded.has(name)) found.set(name, command);
  }
  return found;
}

/** What differs from run to run, and from machine to machine. */
function normalised(text, folder) {
  return text
    .replaceAll(`${folder}/`, '')
    .replaceAll(/\btmp\w{8}\//g, '')
    .replaceAll(/0x[0-9a-fA-F]+/g, '0xADDR')
    .replaceAll('\r\n', '\n');
}

function runOnce(command, program, id) {
  const folder = mkdtempSync(join(tmpdir(), 'midden-record-'));
  const file = join(folder, `${id}.py`);
  copyFileSync(program, file);
  const limited = `ulimit -n ${DESCRIPTORS}; exec "$@"`;
  const { PATH, HOME, LANG = 'C.UTF-8', JAVA_HOME } = process.env;
  const env = {
    PATH,
    HOME,
    LANG,
    PYTHONDONTWRITEBYTECODE: '1',
    TMPDIR: folder,
    ...(JAVA_HOME && { JAVA_HOME }),
  };
  const { status, signal, stdout, stderr } = spawnSync('sh', ['-c', limited, '-', command, basename(file)], {
    cwd: folder,
    env,
    encoding: 'utf8',
    timeout: TIMEOUT_MILLISECONDS,
  });
  rmSync(folder, { recursive: true, force: true });
  if (signal === 'SIGTERM')
    throw new Error(`${id} on ${command} took more than ${TIMEOUT_MILLISECONDS / 1000} s`);
  return { exit: status ?? -1, stderr: normalised(stderr, folder), stdout: normalised(stdout, folder) };
}

function record(command, program, id) {
  const runs = Array.from({ length: TIMES }, () => runOnce(command, program, id));
  const [first] = runs;
  const others = [...new Set(runs.map(({ stdout }) => stdout))].filter((text) => text !== first.stdout);
  const deterministic = others.length === 0 && runs.every(({ exit }) => exit === first.exit);
  return {
    deterministic,
    exit: first.exit,
    ...(others.length > 0 && { otherStdout: others }),
    stderr: first.stderr,
    stdout: first.stdout,
  };
}

const ids = readdirSync(PITFALLS)
  .sort()
  .filter((id) => meant.length === 0 || meant.some((each) => id.startsWith(each)));
const read = (id) => JSON.parse(readFileSync(join(PITFALLS, id, 'recording.json'), 'utf8'));
const before = new Map(
  ids.map((id) => [id, existsSync(join(PITFALLS, id, 'recording.json')) ? read(id) : {}]),
);
const recorded = new Set([...before.values()].flatMap(Object.keys));
const found = interpreters(recorded);
if (found.size === 0) throw new Error('no interpreter was found that was recorded before: try --new');
console.log(`on ${[...found.keys()].join(', ')}`);
const absent = [...recorded].filter((name) => !found.has(name));
if (absent.length > 0) console.log(`kept as they are: ${absent.join(', ')}`);
for (const id of ids) {
  const entries = { ...before.get(id) };
  const changed = [];
  for (const [name, command] of found) {
    const entry = record(command, join(PITFALLS, id, 'program.py'), id);
    if (JSON.stringify(entry) !== JSON.stringify(entries[name])) changed.push(name);
    entries[name] = entry;
  }
  const sorted = Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(join(PITFALLS, id, 'recording.json'), JSON.stringify(sorted, null, 1));
  console.log(`${id}: ${changed.length === 0 ? 'as before' : `another output on ${changed.join(', ')}`}`);
}
