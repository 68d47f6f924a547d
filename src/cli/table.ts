/** Tables: ruled on a terminal, aligned columns in a pipe. */
import Table from 'cli-table3';

export type Cell = string;

const RULES = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' };
const NO_RULES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

export interface TableOptions {
  readonly head: readonly Cell[];
  readonly rows: readonly (readonly Cell[])[];
  /** Draw lines around the cells. */
  readonly ruled: boolean;
  /** Columns from this one on hold figures and are set flush right. */
  readonly figuresFrom?: number;
}

/** @returns the table as text that ends in a newline */
export function renderTable({ head, rows, ruled, figuresFrom }: TableOptions): string {
  const alignments = head.map((_, column) =>
    figuresFrom !== undefined && column >= figuresFrom ? ('right' as const) : ('left' as const),
  );
  const table = new Table({
    head: [...head],
    colAligns: alignments,
    chars: ruled ? RULES : NO_RULES,
    style: {
      head: [],
      border: [],
      'padding-left': ruled ? 1 : 0,
      'padding-right': ruled ? 1 : 0,
      compact: true,
    },
  });
  table.push(...rows.map((row) => [...row]));
  const lines = table.toString().split('\n');
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}
