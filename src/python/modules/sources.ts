import type { Ref } from '../../heap/layout.ts';
import { POSITION_WORDS } from '../compiler/code.ts';
import { caretsFor } from '../errors/carets.ts';
import { CODE_ID, Kind } from '../objects/shapes.ts';
import type { NativeModule } from '../vm/modules.ts';
import type { VM } from '../vm/vm.ts';

/** [filename, lineno]: the source line with its line end, or ''. */
function line(vm: VM, args: number): Ref {
  if (!vm.isStr(vm.at(args)) || !vm.isInt(vm.at(args + 1))) return vm.newStr('');
  const text = vm.codes.sourceLine(vm.text(vm.at(args)), vm.index(vm.at(args + 1)));
  return vm.newStr(text === undefined ? '' : `${text}\n`);
}

/** [code, lasti]: (line, end line, column, end column), columns in UTF-8 bytes, -1 where unknown. */
function positions(vm: VM, args: number): Ref {
  const code = vm.at(args);
  if (vm.kindOf(code) !== Kind.CODE) throw vm.error('TypeError', `expected code, got '${vm.typeName(code)}'`);
  const table = vm.codes.infos[vm.i32[code + CODE_ID]!]!.code.positions;
  // lasti counts CPython's instructions of two bytes.
  const at = Math.floor(vm.index(vm.at(args + 1)) / 2) * POSITION_WORDS;
  for (let k = 0; k < POSITION_WORDS; k++) vm.push(vm.newInt(table[at + k] ?? -1));
  return vm.tupleOfTop(POSITION_WORDS);
}

/** [line, lineno, end_lineno, colno, end_colno]: the carets below the line as the library's traceback module draws them, or None. */
function carets(vm: VM, args: number): Ref {
  const [lineno, endLine, column, endColumn] = [1, 2, 3, 4].map((k) => vm.index(vm.at(args + k)));
  const place = { line: lineno!, endLine: endLine!, column: column!, endColumn: endColumn! };
  const text = caretsFor(vm.text(vm.at(args)), place, false);
  return text === null ? vm.newNone() : vm.newStr(text);
}

/** Sources and positions of the running program, for tracebacks made in Python. */
export const sourcesModule: NativeModule = {
  name: '_sources',
  functions: {
    line: ['filename, lineno, /', line],
    positions: ['code, lasti, /', positions],
    carets: ['line, lineno, end_lineno, colno, end_colno, /', carets],
  },
};
