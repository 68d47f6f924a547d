import type { Platform } from '../../platforms/platform.ts';
import { pypyRules } from './wording-pypy.ts';

/**
 * Messages of built-in exceptions that other versions word differently than 3.11: a pattern of 3.11's message, and what takes its place.
 * Recorded in test/python/platforms/versions-programs.
 */
type Rule = readonly [pattern: RegExp, replacement: string];

const before310: readonly Rule[] = [
  [/'weakref\.ReferenceType'/, "'weakref'"],
  [/^cannot access local variable ('.*') where .*$/, 'local variable $1 referenced before assignment'],
  [
    /^cannot access free variable ('.*') where .* in (.*)$/,
    'free variable $1 referenced before assignment in $2',
  ],
  [/^(Exceeds the limit \(\d+) digits\)/, '$1)'],
  [/^(?:[\w<>]+\.)+([\w<>]+\(\) (?:missing|takes|got) )/, '$1'],
];

const python2: readonly Rule[] = [
  ...before310,
  [/ got multiple values for argument /, ' got multiple values for keyword argument '],
  [/^can only concatenate str \(not "(.*)"\) to str$/, "cannot concatenate 'str' and '$1' objects"],
  [/ indices must be integers or slices, not /, ' indices must be integers, not '],
  [/^division by zero$/, 'integer division or modulo by zero'],
  [/^\w+\(\) takes no arguments$/, 'object() takes no parameters'],
  [/^module '.*' has no attribute ('.*')$/, "'module' object has no attribute $1"],
];

const jython: readonly Rule[] = [
  [/^module 'gc' has no attribute ('.*')$/, "type object 'org.python.modules.gc' has no attribute $1"],
  ...python2,
];

function rulesOf({ implementation, version: [major, minor] }: Platform): readonly Rule[] {
  if (implementation === 'pypy') return [...pypyRules, ...before310];
  if (implementation === 'jython') return jython;
  if (major === 2) return python2;
  return minor < 10 ? before310 : [];
}

/** How the platform's version words a message of 3.11. */
export function wordingOf(platform: Platform): (message: string) => string {
  const rules = rulesOf(platform);
  if (rules.length === 0) return (message) => message;
  return (message) =>
    rules.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), message);
}
