import { type Ref, SHAPE_MASK } from '../../heap/layout.ts';
import {
  CELL_CONTENT,
  CLASS_DICT,
  CLASS_MRO,
  DICT_ENTRIES,
  DICT_FILLED,
  DICT_VERSION,
  FUNCTION_BUILTINS,
  FUNCTION_GLOBALS,
  INSTANCE_CLASS,
  INSTANCE_DICT,
  ITEMS_DATA,
  TUPLE_DATA,
} from '../objects/shapes.ts';
import type { Emission } from './emission.ts';

/** Text of names and attributes. What an inline cache holds when the text is made becomes part of it. */

export function loadGlobal(e: Emission, pc: number, arg: number): void {
  const { ops, info } = e;
  if ((arg & 1) !== 0) ops.push({ kind: 'null' });
  const aside = ops.aside(0);
  const value = ops.temporary();
  // 0 operands of its own: what a NameError finds on the stack are those that are there.
  const slowly = e.slowly(
    aside,
    `${value} = X.global(C, fp, ${info.names[arg >> 1]!}, ${pc}, ${ops.top()});`,
  );
  const quick = e.rules.moving ? null : globalText(e, pc);
  if (quick === null) e.line(slowly);
  else e.line(`if (!(${quick.guard}) || (${value} = I[${quick.cell}]) === 0) ${slowly}`);
  ops.push({ kind: 'borrowed', name: value });
}

/** Where a name was found when the text is made: in the globals, or the built-ins where nothing of that name came before them. */
function globalText(e: Emission, pc: number): { readonly guard: string; readonly cell: number } | null {
  const { vm, code, info } = e;
  const { i32 } = vm;
  const fn = vm.frames.functionOf(vm.frames.depth - 1);
  if (vm.frames.info(vm.frames.depth - 1) !== info) return null;
  const globals = i32[fn + FUNCTION_GLOBALS]!;
  const builtins = i32[fn + FUNCTION_BUILTINS]!;
  const name = vm.strings.nameRef(info.names[code[pc + 1]! >> 1]!);
  const isTable = (dict: Ref) => `I[${dict + DICT_VERSION}] === ${i32[dict + DICT_VERSION]!}`;
  const cellOf = (dict: Ref, entry: number) => i32[dict + DICT_ENTRIES]! + ITEMS_DATA + 2 * entry + 1;
  const isKey = (cell: number) => `I[${cell - 1}] === ${name}`;
  const guard = `I[S[fp - 1] + ${FUNCTION_GLOBALS}] === ${globals} && ${isTable(globals)}`;
  const entry = vm.dicts.findName(globals, name);
  if (entry >= 0) {
    const cell = cellOf(globals, entry);
    return { guard: `${guard} && ${isKey(cell)}`, cell };
  }
  // A table of Python 2 fills the places of deleted entries again: what it has not got, nothing tells in short.
  if (vm.platform.version[0] === 2) return null;
  const among = builtins === 0 ? -1 : vm.dicts.findName(builtins, name);
  if (among < 0) return null;
  const none = `I[${globals + DICT_FILLED}] === ${i32[globals + DICT_FILLED]!} && I[S[fp - 1] + ${FUNCTION_BUILTINS}] === ${builtins}`;
  const cell = cellOf(builtins, among);
  return { guard: `${guard} && ${none} && ${isTable(builtins)} && ${isKey(cell)}`, cell };
}

export function loadDeref(e: Emission, slot: number): void {
  const { ops } = e;
  const { before } = ops.aside(0);
  const name = ops.temporary();
  e.line(
    `${name} = I[S[fp + ${slot}] + ${CELL_CONTENT}];`,
    `if (${name} === 0) { ${before} ${e.here} throw X.slow.unboundCell(${e.infoText}, ${slot}); }`,
  );
  ops.push({ kind: 'borrowed', name });
}

export function storeDeref(e: Emission, slot: number): void {
  const { ops } = e;
  ops.settle(1);
  const value = ops.popOwned();
  e.line(e.here, `RT.storeOwned(S[fp + ${slot}], ${CELL_CONTENT}, ${value});`);
}

/** Whether the inline cache at `pc` holds something now; `bits` of the epoch are in it. */
function isFilled(e: Emission, pc: number, bits: 16 | 24): boolean {
  const mask = bits === 24 ? 0xffffff : 0xffff;
  return e.code[pc + 2] !== 0 && e.code[pc + 3]! >>> (32 - bits) === (e.vm.classes.epoch & mask);
}

export function loadAttr(e: Emission, pc: number): void {
  const { ops, code, vm } = e;
  const aside = ops.aside(1);
  const object = ops.peek(0);
  const mask = ops.mask(1);
  const value = ops.temporary();
  const slowly = e.slowly(aside, `${value} = X.attr(${object}, ${mask}, C, ${e.place});`);
  if (isFilled(e, pc, 24)) {
    e.line(
      `if (${e.shape(object)} === ${code[pc + 2]!} && CLS.epoch === ${vm.classes.epoch} && (${value} = I[${object} + ${code[pc + 3]! & 0xff}]) !== 0) {`,
      ops.retainText(value),
    );
    if (mask !== 0 && ops.counting) {
      const dead = e.slowly(aside, `X.deadBelow(${object}, ${value}, ${e.place});`);
      e.line(`if (${ops.lastText(object)}) ${dead}`);
    }
    e.line(`} else ${slowly}`);
  } else e.line(slowly);
  ops.forget(1);
  ops.pushOwned(value);
}

export function storeAttr(e: Emission, pc: number): void {
  // [value, object]
  const { ops, code, info, vm } = e;
  const aside = ops.aside(2);
  const object = ops.peek(0);
  const value = ops.peek(1);
  const mask = ops.mask(2);
  const slowly = e.slowly(aside, `X.setAttr(${value}, ${object}, ${mask}, C, ${e.place});`);
  if (!isFilled(e, pc, 24)) {
    e.line(slowly);
    ops.forget(2);
    return;
  }
  const adds = code[pc + 2]! < 0;
  const before = adds ? ~code[pc + 2]! : code[pc + 2]!;
  const noDict = adds ? ` && I[${object} + ${INSTANCE_DICT}] === 0` : '';
  e.line(`if (${e.shape(object)} === ${before} && CLS.epoch === ${vm.classes.epoch}${noDict}) {`);
  if (adds) {
    const after = vm.classes.transition(before, info.names[code[pc + 1]!]!);
    e.line(`I[${object}] = (I[${object}] & ${~SHAPE_MASK}) | ${after};`);
  }
  if ((mask & 1) === 0) e.line(ops.retainText(value));
  ops.forget(2);
  e.storeInto(object, code[pc + 3]! & 0xff, value, adds, (mask & 2) !== 0);
  if ((mask & 2) !== 0) ops.release(object);
  e.line(`} else ${slowly}`);
}

export function loadMethod(e: Emission, pc: number): void {
  const { ops, code, vm } = e;
  ops.settle(1);
  const object = ops.peek(0);
  const mask = ops.mask(1);
  const index = ops.stack.length - 1;
  const slowly = `X.method(${object}, ${mask}, C, ${e.place});`;
  const fn = ops.temporary();
  if (isFilled(e, pc, 16)) {
    const packed = code[pc + 3]!;
    const depth = (packed >>> 12) & 0xf;
    const cls = `I[${object} + ${INSTANCE_CLASS}]`;
    const owner = depth === 0 ? cls : `I[I[${cls} + ${CLASS_MRO}] + ${TUPLE_DATA + depth}]`;
    e.line(
      `if (${e.shape(object)} === ${code[pc + 2]!} && CLS.epoch === ${vm.classes.epoch} && I[${object} + ${INSTANCE_DICT}] === 0) {`,
      `${fn} = I[I[I[${owner} + ${CLASS_DICT}] + ${DICT_ENTRIES}] + ${ITEMS_DATA + 2 * (packed & 0xfff) + 1}];`,
      ops.retainText(fn),
      mask === 0 ? ops.retainText(object) : '',
      `${ops.place(index)} = ${fn}; ${ops.place(index + 1)} = ${object};`,
      `} else { ${slowly} ${fn} = ${ops.place(index)}; }`,
    );
  } else e.line(slowly, `${fn} = ${ops.place(index)};`);
  ops.forget(1);
  // Nothing moves before the call: everything else is put into its slot then.
  ops.push(e.rules.moving ? { kind: 'slot' } : { kind: 'slot', name: fn });
  ops.push({ kind: 'slot' });
}
