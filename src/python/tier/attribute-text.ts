import { MARK_WORD, SHAPE_MASK } from '../../heap/layout.ts';
import {
  CELL_CONTENT,
  CLASS_DICT,
  CLASS_MRO,
  DICT_ENTRIES,
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
  ops.settle(0);
  const value = ops.temporary();
  // 0 operands of its own: what a NameError finds on the stack are the settled ones.
  e.line(`${value} = X.global(C, fp, ${info.names[arg >> 1]!}, ${pc}, ${ops.top()});`);
  ops.push({ kind: 'borrowed', name: value });
}

export function loadDeref(e: Emission, slot: number): void {
  const { ops } = e;
  ops.settle(0);
  const name = ops.temporary();
  e.line(
    `${name} = I[S[fp + ${slot}] + ${CELL_CONTENT}];`,
    `if (${name} === 0) { ${e.here} throw X.slow.unboundCell(${e.infoText}, ${slot}); }`,
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
  ops.settle(1);
  const object = ops.peek(0);
  const mask = ops.mask(1);
  const value = ops.temporary();
  const slowly = `X.attr(${object}, ${mask}, C, ${e.place})`;
  if (isFilled(e, pc, 24)) {
    e.line(
      `if (${e.shape(object)} === ${code[pc + 2]!} && CLS.epoch === ${vm.classes.epoch} && (${value} = I[${object} + ${code[pc + 3]! & 0xff}]) !== 0) {`,
      ops.retainText(value),
    );
    if (mask !== 0 && ops.counting) {
      e.line(
        `if ((I[${object} + ${MARK_WORD}] = I[${object} + ${MARK_WORD}] - 1) === 0) X.deadBelow(${object}, ${value}, ${e.place});`,
      );
    }
    e.line(`} else ${value} = ${slowly};`);
  } else e.line(`${value} = ${slowly};`);
  ops.forget(1);
  ops.pushOwned(value);
}

export function storeAttr(e: Emission, pc: number): void {
  // [value, object]
  const { ops, code, info, vm } = e;
  ops.settle(2);
  const object = ops.peek(0);
  const value = ops.peek(1);
  const mask = ops.mask(2);
  const slowly = `X.setAttr(${value}, ${object}, ${mask}, C, ${e.place});`;
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
  const slowly = `X.method(${object}, ${mask}, C, ${e.place});`;
  const index = ops.stack.length - 1;
  if (isFilled(e, pc, 16)) {
    const packed = code[pc + 3]!;
    const depth = (packed >>> 12) & 0xf;
    const cls = `I[${object} + ${INSTANCE_CLASS}]`;
    const owner = depth === 0 ? cls : `I[I[${cls} + ${CLASS_MRO}] + ${TUPLE_DATA + depth}]`;
    const fn = ops.temporary();
    e.line(
      `if (${e.shape(object)} === ${code[pc + 2]!} && CLS.epoch === ${vm.classes.epoch} && I[${object} + ${INSTANCE_DICT}] === 0) {`,
      `${fn} = I[I[I[${owner} + ${CLASS_DICT}] + ${DICT_ENTRIES}] + ${ITEMS_DATA + 2 * (packed & 0xfff) + 1}];`,
      ops.retainText(fn),
      mask === 0 ? ops.retainText(object) : '',
      `${ops.place(index)} = ${fn}; ${ops.place(index + 1)} = ${object};`,
      `} else ${slowly}`,
    );
  } else e.line(slowly);
  ops.forget(1);
  ops.push({ kind: 'slot' });
  ops.push({ kind: 'slot' });
}
