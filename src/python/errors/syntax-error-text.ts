/** The place that a SyntaxError points at, as CPython's pythonrun.c prints it: file and line, the source line, a caret. */
import type { Ref } from '../../heap/layout.ts';
import type { VM } from '../vm/vm.ts';
import { attempt } from './attempt.ts';

/** Fields of a SyntaxError; offsets count characters from 1, and are -1 if absent. */
interface SyntaxPlace {
  readonly filename: string;
  readonly line: bigint;
  readonly offset: number;
  readonly endOffset: number;
  readonly text: string | null;
}

/**
 * File, line and caret of the exception in a stack slot, or null if it is no SyntaxError with a place. Then its message is its `msg`
 * rather than its str(). May run code of the program.
 */
export function syntaxErrorPlace(vm: VM, at: number): string | null {
  if (!vm.exceptions.is(vm.at(at), 'SyntaxError')) return null;
  const place = attempt(vm, () => placeOf(vm, at));
  if (place === undefined || place === null) return null;
  const head = `  File "${place.filename}", line ${place.line}\n`;
  return place.text === null ? head : head + markedLine(place.text, place.offset, place.endOffset);
}

function placeOf(vm: VM, at: number): SyntaxPlace | null {
  const line = integer(vm, at, 'lineno');
  if (line === null) return null;
  const filename = text(vm, at, 'filename') ?? '<string>';
  const offset = Number(integer(vm, at, 'offset') ?? -1n);
  const endLine = integer(vm, at, 'end_lineno') ?? line;
  const endOffset = Number(integer(vm, at, 'end_offset') ?? -1n);
  const source = text(vm, at, 'text');
  // An error over several lines is marked to the end of its first one.
  const marked = endLine > line && source !== null ? new TextEncoder().encode(source).length : endOffset;
  // Only SyntaxError itself marks a range.
  const isPlain = vm.classOf(vm.at(at)) === vm.classes.named('SyntaxError');
  return { filename, line, offset, endOffset: isPlain ? marked : -1, text: source };
}

/** Null for None; @throws TypeError for anything but an int */
function integer(vm: VM, at: number, name: string): bigint | null {
  return field(vm, at, name, (value) => {
    if (!vm.isInt(value)) throw vm.error('TypeError', `${name}: found ${vm.typeName(value)}, expected int`);
    return vm.bigIntOf(value);
  });
}

function text(vm: VM, at: number, name: string): string | null {
  return field(vm, at, name, (value) => vm.str(value));
}

function field<T>(vm: VM, at: number, name: string, read: (value: Ref) => T): T | null {
  const valueAt = vm.push(vm.getAttr(vm.at(at), name));
  const value = vm.at(valueAt) === vm.none ? null : read(vm.at(valueAt));
  vm.dropTo(valueAt);
  return value;
}

/** The source line without its indentation and, if the offset is inside it, the carets. */
function markedLine(source: string, offset: number, endOffset: number): string {
  const carets = endOffset > 0 && endOffset > offset ? endOffset - offset : 1;
  const body = source.replace(/^[ \t\f]+/, '');
  let line = body.replace(/\n$/, '');
  let column = Math.min(offset - 1 - (source.length - body.length), line.length);
  for (let end = line.indexOf('\n'); end >= 0 && end < column; end = line.indexOf('\n')) {
    line = line.slice(end + 1);
    column -= end + 1;
  }
  const shown = `    ${line}\n`;
  return column < 0 ? shown : `${shown}    ${' '.repeat(column)}${'^'.repeat(carets)}\n`;
}
