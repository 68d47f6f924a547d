import type { Ref } from '../../heap/layout.ts';
import { Kind } from '../objects/shapes.ts';
import { RegexError, RegexFlag, type TranslatedRegex, translateRegex } from '../values/regex-translate.ts';
import type { NativeModule } from '../vm/modules.ts';
import type { VM } from '../vm/vm.ts';

/** The native half of the re module: patterns by number, and spans of matches. */

interface Compiled {
  readonly translated: TranslatedRegex;
  /** Searching, matching at a place, matching all: the last two made when needed. */
  readonly hosts: (RegExp | null)[];
}

const patterns = new WeakMap<VM, Compiled[]>();

const SEARCH = 0;
const FULL = 2;

function patternsOf(vm: VM): Compiled[] {
  let known = patterns.get(vm);
  if (known === undefined) {
    known = [];
    patterns.set(vm, known);
  }
  return known;
}

/** Text of a str, or a character per byte. */
function textOf(vm: VM, ref: Ref): string {
  if (vm.isStr(ref)) return vm.text(ref);
  return Array.from(vm.strings.bytesView(ref), (byte) => String.fromCharCode(byte)).join('');
}

/** [pattern, flags]: (number, flags, groups, names, numbers); ValueError(message, position) if it is none. */
function compile(vm: VM, args: number): Ref {
  const isBytes = vm.kindOf(vm.at(args)) === Kind.BYTES;
  let translated: TranslatedRegex;
  try {
    translated = translateRegex(textOf(vm, vm.at(args)), vm.index(vm.at(args + 1)), isBytes);
  } catch (error) {
    if (!(error instanceof RegexError)) throw error;
    const parts = [vm.newStr(error.message), vm.newInt(error.position)];
    throw vm.exceptions.raise(vm.exceptions.instance('ValueError', parts));
  }
  const known = patternsOf(vm);
  known.push({ translated, hosts: [null, null, null] });
  const at = vm.push(vm.newInt(known.length - 1));
  vm.push(vm.newInt(translated.flags));
  vm.push(vm.newInt(translated.groups));
  const names = [...translated.groupNames];
  for (const [name] of names) vm.push(vm.newStr(name));
  vm.push(vm.tupleOfTop(names.length));
  for (const [, group] of names) vm.push(vm.newInt(group));
  vm.push(vm.tupleOfTop(names.length));
  return vm.tupleOfTop(vm.roots.top - at);
}

function hostOf(compiled: Compiled, mode: number): RegExp {
  let host = compiled.hosts[mode];
  if (host === null || host === undefined) {
    const { source, flags } = compiled.translated;
    const body = mode === FULL ? `(?:${source})(?![\\s\\S])` : source;
    const sticky = mode === SEARCH ? 'g' : 'y';
    host = new RegExp(body, `dv${sticky}${(flags & RegexFlag.IGNORECASE) !== 0 ? 'i' : ''}`);
    compiled.hosts[mode] = host;
  }
  return host;
}

/** [number, text, pos, endpos, mode]: the spans of the match and its groups, (start, end, start, end, …), -1 for none; None for no match. */
function match(vm: VM, args: number): Ref {
  const compiled = patternsOf(vm)[vm.index(vm.at(args))]!;
  const units = new Units(textOf(vm, vm.at(args + 1)));
  const endpos = units.unitOf(vm.index(vm.at(args + 3)));
  const host = hostOf(compiled, vm.index(vm.at(args + 4)));
  host.lastIndex = units.unitOf(vm.index(vm.at(args + 2)));
  const text = endpos < units.text.length ? units.text.slice(0, endpos) : units.text;
  const indices = host.exec(text)?.indices;
  if (indices === undefined) return vm.newNone();
  const { hostGroups } = compiled.translated;
  for (const group of hostGroups) {
    const span = indices[group] as [number, number] | undefined;
    vm.push(vm.newInt(span === undefined ? -1 : units.characterOf(span[0])));
    vm.push(vm.newInt(span === undefined ? -1 : units.characterOf(span[1])));
  }
  return vm.tupleOfTop(2 * hostGroups.length);
}

/** Positions in characters and in the host's units: the same unless there are characters of two units. */
class Units {
  readonly text: string;
  private readonly starts: readonly number[] | null;

  constructor(text: string) {
    this.text = text;
    this.starts = /[\ud800-\udbff][\udc00-\udfff]/.test(text) ? startsOf(text) : null;
  }

  unitOf(character: number): number {
    const { starts, text } = this;
    const at = starts === null ? character : (starts[character] ?? text.length);
    return Math.max(0, Math.min(at, text.length));
  }

  characterOf(unit: number): number {
    return this.starts === null ? unit : this.starts.indexOf(unit);
  }
}

function startsOf(text: string): number[] {
  const starts: number[] = [];
  let at = 0;
  for (const character of text) {
    starts.push(at);
    at += character.length;
  }
  starts.push(at);
  return starts;
}

export const regexModule: NativeModule = {
  name: '_regex',
  functions: {
    compile: ['pattern, flags, /', compile],
    match: ['number, text, pos, endpos, mode, /', match],
  },
};
