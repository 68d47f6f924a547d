/** Which programs are meant by the files and folders of a command line. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const LEFT_OUT: ReadonlySet<string> = new Set(['node_modules', '__pycache__', 'venv', 'site-packages']);

/** Files as they are; of folders every .py file inside, by name, but nothing below hidden and generated folders. */
export function pythonFiles(paths: readonly string[]): string[] {
  const found = paths.flatMap((path) => {
    const isFolder = path !== '-' && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
    return isFolder ? filesIn(path) : [path];
  });
  return [...new Set(found)];
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory())
        return entry.name.startsWith('.') || LEFT_OUT.has(entry.name) ? [] : filesIn(path);
      return entry.isFile() && entry.name.endsWith('.py') ? [path] : [];
    });
}
