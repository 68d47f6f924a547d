/** The config file of `midden check`: which kinds of finding are allowed, everywhere or in some files. */
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { CheckResult } from '../harness/check/check.ts';
import { KIND_NAMES } from '../harness/check/kinds.ts';
import { messageOf, UsageError } from '../harness/errors.ts';

const DEFAULT_FILE = 'midden.json';

export interface CheckConfig {
  readonly allow: readonly string[];
  /** Kinds by pattern of files: `tests/**`, `*_demo.py`. */
  readonly files: Readonly<Record<string, readonly string[]>>;
}

const NOTHING: CheckConfig = { allow: [], files: {} };

/** @throws UsageError for a file that is missing, though named, or is not what is expected */
export function readConfig(file: string | undefined): CheckConfig {
  if (file === undefined && !existsSync(DEFAULT_FILE)) return NOTHING;
  const path = file ?? DEFAULT_FILE;
  let given: unknown;
  try {
    given = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new UsageError('--config', `cannot read ${path}: ${messageOf(error)}.`);
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw refused(path, 'no object');
  const { allow = [], files = {}, ...others } = given as Record<string, unknown>;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw refused(path, `the unknown key "${unknown}"`);
  if (typeof files !== 'object' || files === null) throw refused(path, '"files" that is no object');
  return {
    allow: kinds(path, 'allow', allow),
    files: Object.fromEntries(
      Object.entries(files).map(([pattern, list]) => [pattern, kinds(path, pattern, list)]),
    ),
  };
}

function refused(path: string, found: string): UsageError {
  return new UsageError(
    '--config',
    `${path}: found ${found}, expected {"allow": ["late-release"], "files": {"tests/**": ["weakref-timing"]}}.`,
  );
}

function kinds(path: string, key: string, list: unknown): string[] {
  if (!Array.isArray(list)) throw refused(path, `"${key}" that is no list`);
  const unknown = list.find((each) => !KIND_NAMES.some((name) => name === each));
  if (unknown !== undefined)
    throw new UsageError(
      '--config',
      `${path}: "${unknown}" is no kind of finding; midden explain lists them.`,
    );
  return list as string[];
}

export function withoutAllowed(result: CheckResult, config: CheckConfig): CheckResult {
  const allowed = (kind: string, file: string) =>
    config.allow.includes(kind) ||
    Object.entries(config.files).some(([pattern, list]) => list.includes(kind) && isMatch(pattern, file));
  return { ...result, findings: result.findings.filter(({ kind, file }) => !allowed(kind, file)) };
}

/** `*` stands for part of a name, `**` for any number of folders; a pattern without slash for a name anywhere. */
function isMatch(pattern: string, file: string): boolean {
  const path = relative('.', file).replaceAll('\\', '/');
  const source = pattern
    .split(/(\*\*\/?|\*)/)
    .map((part) =>
      part.startsWith('**') ? '.*' : part === '*' ? '[^/]*' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'),
    )
    .join('');
  return new RegExp(pattern.includes('/') ? `^${source}$` : `(?:^|/)${source}$`).test(path);
}
