import type { Ref } from '../../heap/layout.ts';
import { POSITION_WORDS } from '../compiler/code.ts';
import { INSTRUCTION_WORDS } from '../compiler/opcodes.ts';
import {
  FRAME_CODE,
  MODULE_DICT,
  TRACEBACK_FRAME,
  TRACEBACK_LINE,
  TRACEBACK_NEXT,
  TRACEBACK_PC,
} from '../objects/shapes.ts';
import type { CodeInfo } from '../vm/codes.ts';
import type { VM } from '../vm/vm.ts';
import { caretsFor } from './carets.ts';

const HEADER = 'Traceback (most recent call last):\n';
const LIMIT = 1000; // entries, if the program sets no sys.tracebacklimit
const REPEATED_MAX = 3; // entries for the same line that are shown one by one

/** How a traceback stands in its surroundings: inside exception groups there is a margin at its left. */
export interface TracebackStyle {
  readonly header: string;
  readonly margin: string;
}

const plainStyle: TracebackStyle = { header: HEADER, margin: '' };

/** A traceback with its header, as the interpreter itself prints it; empty for no traceback (0). Runs no code of the program. */
export function formatTraceback(vm: VM, traceback: Ref, style: TracebackStyle = plainStyle): string {
  const limit = tracebackLimit(vm);
  if (traceback === 0 || limit <= 0) return '';
  const entries: Ref[] = [];
  for (let entry = traceback; entry !== 0; entry = vm.i32[entry + TRACEBACK_NEXT]!) entries.push(entry);
  return style.header + formatEntries(vm, entries.slice(-limit), style.margin);
}

/** Entries without a header; what repeats is folded. */
function formatEntries(vm: VM, entries: readonly Ref[], margin: string): string {
  let text = '';
  let last = '';
  let count = 0;
  for (const entry of entries) {
    const title = titleOf(vm, entry);
    if (title !== last) {
      text += repetition(count);
      last = title;
      count = 0;
    }
    count++;
    if (count <= REPEATED_MAX) text += margin + title + sourceLines(vm, entry, margin);
  }
  return text + repetition(count);
}

/** CPython leaves the margin away here. */
function repetition(count: number): string {
  const more = count - REPEATED_MAX;
  return more <= 0 ? '' : `  [Previous line repeated ${more} more time${more === 1 ? '' : 's'}]\n`;
}

function infoOf(vm: VM, entry: Ref): CodeInfo {
  return vm.codes.infos[vm.i32[vm.i32[entry + TRACEBACK_FRAME]! + FRAME_CODE]!]!;
}

function titleOf(vm: VM, entry: Ref): string {
  const { code } = infoOf(vm, entry);
  return `  File "${code.filename}", line ${vm.i32[entry + TRACEBACK_LINE]!}, in ${code.name}\n`;
}

/** The source line and its carets; nothing if the source is not at hand. */
function sourceLines(vm: VM, entry: Ref, margin: string): string {
  // When the process ends, what reads files is gone before the program's own objects are.
  if (vm.finalization.modulesGone) return '';
  const { code } = infoOf(vm, entry);
  const source = vm.codes.sourceLine(code.filename, vm.i32[entry + TRACEBACK_LINE]!);
  if (source === undefined) return '';
  const shown = `${margin}    ${source.replace(/^[ \t\f]+/, '')}\n`;
  const at = Math.floor(vm.i32[entry + TRACEBACK_PC]! / INSTRUCTION_WORDS) * POSITION_WORDS;
  const [line = -1, endLine = -1, column = -1, endColumn = -1] = code.positions.subarray(
    at,
    at + POSITION_WORDS,
  );
  const [major, minor] = vm.platform.version;
  if (major === 2 || minor < 11) return shown;
  const carets = caretsFor(source, { line, endLine, column, endColumn });
  return carets === null ? shown : `${shown}${margin}    ${carets}\n`;
}

/** sys.tracebacklimit */
function tracebackLimit(vm: VM): number {
  const sys = vm.modules.loaded('sys');
  if (sys === 0 || vm.i32[sys + MODULE_DICT] === 0) return LIMIT;
  const limit = vm.modules.peek(sys, 'tracebacklimit');
  if (limit === 0 || !vm.isInt(limit)) return LIMIT;
  return Number(vm.bigIntOf(limit));
}
