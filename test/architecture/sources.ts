/** The project's TypeScript files as text, and what each imports. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

export interface SourceFile {
  /** From the project's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export interface Import {
  /** As written: a package, `node:…`, or a relative path. */
  readonly specifier: string;
  /** From the project's root, for a relative import. */
  readonly target: string | undefined;
}

export function sourceFiles(...folders: string[]): SourceFile[] {
  return folders
    .flatMap((folder) => filesUnder(join(ROOT, folder)))
    .filter(({ path }) => path.endsWith('.ts'));
}

export function filesUnder(folder: string): SourceFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return { path: relative(ROOT, file).split(sep).join('/'), text: readFileSync(file, 'utf8') };
    });
}

const IMPORTS = [
  /\b(?:import|export)\s+(?:type\s+)?(?:[\w$*{}\s,]+\s+from\s+)?['"]([^'"]+)['"]/g,
  /\bimport\(\s*['"]([^'"]+)['"]/g,
];

/** Static and literal dynamic imports and re-exports; comments are blanked first. */
export function importsOf({ path, text }: SourceFile): Import[] {
  const code = withoutComments(text);
  return IMPORTS.flatMap((pattern) => [...code.matchAll(pattern)]).map(([, specifier]) => ({
    specifier: specifier!,
    target: specifier!.startsWith('.') ? posix.join(posix.dirname(path), specifier!) : undefined,
  }));
}

/** Comments become blanks, strings stay: enough for imports and the names of globals. */
export function withoutComments(text: string): string {
  return text.replace(
    /\/\*[\s\S]*?\*\/|(^|[^:'"`\\])\/\/[^\n]*/gm,
    (comment, before: string | undefined) => (before ?? '') + ' '.repeat(comment.startsWith('/*') ? 1 : 0),
  );
}
