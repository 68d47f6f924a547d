// Writes what npm start prints into README: node test/cli/record-readme.mjs, after npm run build.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const { status, stdout } = spawnSync(process.execPath, ['dist/src/cli/main-job.js'], {
  cwd: root,
  encoding: 'utf8',
});
if (status !== 0) throw new Error(`the main job exited with ${status}: run npm run build first`);
const readme = join(root, 'README.md');
const block = /^```console\n\$ npm start\n[\s\S]*?^```$/m;
const text = readFileSync(readme, 'utf8');
writeFileSync(
  readme,
  text.replace(block, () => `\`\`\`console\n$ npm start\n${stdout}\`\`\``),
);
