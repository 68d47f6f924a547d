// Compiles src and strategies to dist, and what runs in pages: one .ts file becomes one .js file beside its types. What
// the command needs at its start is put together in dist/bundle, one file per thread: hundreds of files take longer to
// load than a program to run.
// With --if-stale, does nothing where dist is younger than everything that it is made from.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const root = dirname(fileURLToPath(import.meta.url));
const dist = join(root, 'dist');
const stamp = join(dist, '.built');
const inputs = [
  'src',
  'strategies',
  'build.mjs',
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'tsconfig.web.json',
];

async function build() {
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');
  rmSync(dist, { recursive: true, force: true });
  for (const project of ['tsconfig.build.json', 'tsconfig.web.json']) {
    const { status } = spawnSync(process.execPath, [tsc, '-p', join(root, project)], { stdio: 'inherit' });
    process.exitCode = status ?? 1;
    if (status !== 0) return;
  }
  chmodSync(join(dist, 'src', 'cli', 'main.js'), 0o755); // npx starts the file itself in a clone
  await bundle('command', 'src/cli/bundled.js', WRAPPED);
  await bundle('isolate', 'src/harness/node/isolate-modules.js', WRAPPED);
  await bundle('worker', 'src/harness/node/worker.js', { banner: { js: `const BUNDLE_URL = ${OWN_URL};` } });
  writeFileSync(stamp, '');
}

/** An import of what is not in the bundle. A script that was made from kept bytecode has no `import` of its own. */
const OUTER_IMPORT = /\bawait import\((?!['"]\.)/g;
const OWN_URL = `require('node:url').pathToFileURL(__filename).href`;
/** A function that openBundle (src/harness/node/bundle.ts) calls. */
const WRAPPED = {
  banner: { js: '(function (require, module, BUNDLE_URL, IMPORT) {' },
  footer: { js: '})' },
};

/** The compiled module and all that it imports as one script of ASCII text, its content's hash at the end. */
async function bundle(name, entry, wrapping) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(dist, entry)],
    outfile: join(dist, 'bundle', `${name}.cjs`),
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node20.19',
    format: 'cjs',
    charset: 'ascii',
    legalComments: 'none',
    // Loaded only by runs that need them, which are few; and big.
    external: ['sql.js', '@swc/wasm-typescript'],
    plugins: [asModulesOfDist],
    ...wrapping,
  });
  const text = outputFiles[0].text;
  const stamp = createHash('sha256').update(text).digest('hex').slice(0, 16);
  mkdirSync(join(dist, 'bundle'), { recursive: true });
  writeFileSync(join(dist, 'bundle', `${name}.cjs`), `${text}//${stamp}`);
}

/** A module in a bundle keeps the address that it has in dist, and its place in the order of evaluation. */
const asModulesOfDist = {
  name: 'modules-of-dist',
  setup(build) {
    const ours = /[\\/]dist[\\/](?:src|strategies)[\\/].*\.js$/;
    build.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
      const file = resolve(resolveDir, path);
      return ours.test(file) ? { path: file, sideEffects: true } : undefined;
    });
    build.onLoad({ filter: ours }, ({ path }) => {
      const from = JSON.stringify(relative(join(dist, 'bundle'), path).replaceAll('\\', '/'));
      const contents = readFileSync(path, 'utf8')
        .replaceAll(OUTER_IMPORT, 'await IMPORT(')
        .replaceAll('import.meta.url', `(new URL(${from}, BUNDLE_URL).href)`);
      return { contents };
    });
  },
};

function isStale() {
  const built = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return inputs.some((input) => newest(join(root, input)) > built);
}

function newest(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

if (!process.argv.includes('--if-stale') || isStale()) await build();
