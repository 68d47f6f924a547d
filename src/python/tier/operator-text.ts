import { LENGTH, MARK_WORD, POLL_WORD } from '../../heap/layout.ts';
import { BinaryOp, CompareOp, INPLACE_OFFSET } from '../compiler/opcodes.ts';
import { ITEMS_DATA, LIST_ITEMS, LIST_LENGTH, NUMBER_VALUE, Shape, TUPLE_DATA } from '../objects/shapes.ts';
import type { Emission } from './emission.ts';

/** Text of operators and subscripts: comparisons and sums of small ints inline, the rest by support functions. */

const INT_MIN = -(2 ** 31);
const INT_MAX = 2 ** 31 - 1;

/** An operand: its object, a test for its being an INT, and its value as one. */
interface IntText {
  readonly object: string;
  readonly isInt: string;
  readonly isConstant: boolean;
  readonly value: string;
}

function intText(e: Emission, below: number): IntText {
  const operand = e.ops.at(below);
  const object = e.ops.peek(below);
  if (operand.kind === 'constant') {
    const constant = e.info.code.constants[operand.index - e.info.constants];
    if (constant?.kind === 'int' && constant.value >= INT_MIN && constant.value <= INT_MAX) {
      return { object, isInt: '', isConstant: true, value: `(${constant.value})` };
    }
  }
  return {
    object,
    isInt: `${e.shape(object)} === ${Shape.INT}`,
    isConstant: false,
    value: `I[${object} + ${NUMBER_VALUE}]`,
  };
}

function areInts(a: IntText, b: IntText): string {
  return (
    [a, b]
      .map(({ isInt }) => isInt)
      .filter((text) => text !== '')
      .join(' && ') || 'true'
  );
}

/** Releases those of the two ints or strings that are owned. */
function releaseInts(e: Emission, a: string, b: string, mask: number): string {
  if (!e.ops.counting) return '';
  const text = (name: string) =>
    `if ((I[${name} + ${MARK_WORD}] = I[${name} + ${MARK_WORD}] - 1) === 0) RT.destroy(${name});`;
  return ((mask & 1) !== 0 ? text(a) : '') + ((mask & 2) !== 0 ? text(b) : '');
}

/** Takes two operands off. @returns a variable with the truth of the comparison */
function compareTruth(e: Emission, arg: number, support: string): string {
  const { ops } = e;
  const aside = ops.aside(2);
  const b = intText(e, 0);
  const a = intText(e, 1);
  const mask = ops.mask(2);
  const truth = ops.temporary();
  const slowly = `${truth} = X.${support}(${a.object}, ${b.object}, ${mask}, ${arg}, ${e.place});`;
  e.line(
    `if (${areInts(a, b)}) { ${truth} = ${a.value} ${symbolOf(arg)} ${b.value}; ${releaseInts(e, a.object, b.object, mask)} }`,
    ofTexts(e, arg, truth, a, b, mask),
    byIdentity(e, arg, truth, a, b, mask),
    `else ${e.slowly(aside, slowly)}`,
  );
  ops.forget(2);
  return truth;
}

/** `==` and `!=` of strings: a branch as that of `byIdentity`. */
function ofTexts(e: Emission, arg: number, truth: string, a: IntText, b: IntText, mask: number): string {
  if ((arg !== CompareOp.EQ && arg !== CompareOp.NE) || a.isConstant || b.isConstant) return '';
  const areTexts = [a, b].map(({ object }) => `${e.shape(object)} === ${Shape.STR}`).join(' && ');
  return `else if (${areTexts}) { ${truth} = X.sameText(${a.object}, ${b.object}) === ${arg === CompareOp.EQ}; ${releaseInts(e, a.object, b.object, mask)} }`;
}

/**
 * `==` and `!=` of objects whose classes leave that to `object`: a branch between those for ints and for everything else. As each
 * comparison it counts as a level, so there has to be room for one; and nothing may die in the course of it.
 */
function byIdentity(e: Emission, arg: number, truth: string, a: IntText, b: IntText, mask: number): string {
  if ((arg !== CompareOp.EQ && arg !== CompareOp.NE) || a.isConstant || b.isConstant) return '';
  const owned = e.ops.counting ? [a, b].filter((_, k) => (mask & (1 << k)) !== 0) : [];
  const tests = [a, b].map(({ object }) => `IDENTITY[${e.shape(object)}] === CLS.epoch`);
  for (const { object } of owned) tests.push(`I[${object} + ${MARK_WORD}] > 2`);
  const releases = owned.map(({ object: x }) => `I[${x} + ${MARK_WORD}] = I[${x} + ${MARK_WORD}] - 1;`);
  return `else if (${tests.join(' && ')} && F.depth + HS.counted < F.recursionLimit) { ${truth} = ${a.object} ${symbolOf(arg)} ${b.object}; ${releases.join(' ')} }`;
}

/** A comparison whose only use is the jump behind it. @returns a variable with its truth */
export function compareForJump(e: Emission, arg: number): string {
  return compareTruth(e, arg, 'compareTruth');
}

export function compare(e: Emission, arg: number): void {
  const { ops } = e;
  const aside = ops.aside(2);
  const b = intText(e, 0);
  const a = intText(e, 1);
  const mask = ops.mask(2);
  const result = ops.temporary();
  const slowly = `${result} = X.compare(${a.object}, ${b.object}, ${mask}, ${arg}, ${e.place});`;
  e.line(
    `if (${areInts(a, b)}) { ${result} = ${a.value} ${symbolOf(arg)} ${b.value} ? ${e.static(4)} : ${e.static(3)}; ${ops.retainText(result)} ${releaseInts(e, a.object, b.object, mask)} }`,
    `else ${e.slowly(aside, slowly)}`,
  );
  ops.forget(2);
  ops.pushOwned(result);
}

/** JavaScript for an operation on two 32-bit ints whose result is exact; empty if there is none. */
function onInts(op: number, x: string, y: string): string {
  switch (op) {
    case BinaryOp.ADD:
      return `${x} + ${y}`;
    case BinaryOp.SUBTRACT:
      return `${x} - ${y}`;
    case BinaryOp.AND:
      return `${x} & ${y}`;
    case BinaryOp.OR:
      return `${x} | ${y}`;
    case BinaryOp.XOR:
      return `${x} ^ ${y}`;
    default:
      return '';
  }
}

export function binary(e: Emission, arg: number): void {
  const { ops } = e;
  const aside = ops.aside(2);
  const b = intText(e, 0);
  const a = intText(e, 1);
  const mask = ops.mask(2);
  const result = ops.temporary();
  const plain = arg >= INPLACE_OFFSET ? arg - INPLACE_OFFSET : arg;
  const quick = quickly(plain);
  const operands = `${a.object}, ${b.object}, ${mask}`;
  const exact = onInts(plain, a.value, b.value);
  if (exact !== '') {
    e.line(
      `if (${areInts(a, b)}) { ${result} = X.int(${exact}); if (${result} !== 0) { ${releaseInts(e, a.object, b.object, mask)} } }`,
      `else ${result} = X.${quick}(${operands});`,
    );
  } else e.line(`${result} = ${quick === '' ? '0' : `X.${quick}(${operands})`};`);
  const rest = `${result} = X.binary(${result}, ${operands}, ${arg}, fp, ${e.place});`;
  e.line(`if (${result} === 0 || I[${POLL_WORD}] !== 0) ${e.slowly(aside, rest)}`);
  ops.forget(2);
  ops.pushOwned(result);
}

/** An item of a list or tuple by a small int, inline; nothing is destroyed in the course of it that has references. */
export function subscript(e: Emission): void {
  const { ops } = e;
  const aside = ops.aside(2);
  const key = intText(e, 0);
  const container = ops.peek(1);
  const mask = ops.mask(2);
  const result = ops.temporary();
  const index = ops.temporary();
  const isOwned = ops.counting && (mask & 1) !== 0;
  const slowly = `${result} = X.item(${container}, ${key.object}, ${mask}, ${e.place});`;
  e.line(
    `${result} = 0;`,
    `if (${key.isInt || 'true'} && I[${POLL_WORD}] === 0${isOwned ? ` && I[${container} + ${MARK_WORD}] !== 1` : ''}) {`,
    `${index} = ${key.value};`,
    `if (${e.shape(container)} === ${Shape.LIST}) { if (${index} >>> 0 < I[${container} + ${LIST_LENGTH}]) ${result} = I[I[${container} + ${LIST_ITEMS}] + ${ITEMS_DATA} + ${index}]; }`,
    `else if (${e.shape(container)} === ${Shape.TUPLE} && ${index} >>> 0 < I[${container} + ${LENGTH}]) ${result} = I[${container} + ${TUPLE_DATA} + ${index}];`,
    '}',
    `if (${result} === 0) ${e.slowly(aside, slowly)}`,
  );
  if (ops.counting) {
    e.line(`else { ${ops.retainText(result)}`);
    if (isOwned) e.line(`I[${container} + ${MARK_WORD}] = I[${container} + ${MARK_WORD}] - 1;`);
    e.line(releaseInts(e, '', key.object, mask & 2), '}');
  }
  ops.forget(2);
  ops.pushOwned(result);
}

/** The same for storing: what was there is destroyed only if it has no references. */
export function storeSubscript(e: Emission): void {
  // [value, container, key]
  const { ops, rules } = e;
  const aside = ops.aside(3);
  const key = intText(e, 0);
  const container = ops.peek(1);
  const value = ops.peek(2);
  const mask = ops.mask(3);
  const slowly = e.slowly(aside, `X.setItem(${value}, ${container}, ${key.object}, ${mask}, ${e.place});`);
  if (rules.called) {
    e.line(slowly);
    ops.forget(3);
    return;
  }
  const index = ops.temporary();
  const at = ops.temporary();
  const old = ops.temporary();
  const isOwned = ops.counting && (mask & 2) !== 0;
  const isLast = `I[${container} + ${MARK_WORD}] !== 1`;
  const stays = `(I[${old} + ${MARK_WORD}] !== 1 || LEAF[${e.shape(old)}] !== 0)`;
  e.line(
    `if (${key.isInt || 'true'} && ${e.shape(container)} === ${Shape.LIST} && (${index} = ${key.value}) >>> 0 < I[${container} + ${LIST_LENGTH}] && I[${POLL_WORD}] === 0${isOwned ? ` && ${isLast}` : ''}`,
  );
  if (ops.counting) {
    e.line(
      `&& (${old} = I[${at} = I[${container} + ${LIST_ITEMS}] + ${ITEMS_DATA} + ${index}], ${stays})) {`,
      (mask & 1) === 0 ? ops.retainText(value) : '',
      `I[${at}] = ${value};`,
      `if (${ops.lastText(old)}) RT.destroy(${old});`,
      isOwned ? `I[${container} + ${MARK_WORD}] = I[${container} + ${MARK_WORD}] - 1;` : '',
      releaseInts(e, '', key.object, (mask & 4) >> 1),
    );
  } else {
    e.line(`) { ${at} = I[${container} + ${LIST_ITEMS}] + ${ITEMS_DATA} + ${index};`, `I[${at}] = ${value};`);
    if (rules.cardShift >= 0) e.line(`CARDS[${at} >>> ${rules.cardShift}] = 1;`);
  }
  e.line(`} else ${slowly}`);
  ops.forget(3);
}

/** Takes two operands off. @returns a variable that says whether they are the same object, or not if `negated` */
export function identical(e: Emission, negated: boolean): string {
  const { ops } = e;
  const b = ops.peek(0);
  const a = ops.peek(1);
  const truth = ops.temporary();
  const same = e.rules.identityByAddress ? `${a} === ${b}` : `${a} === ${b} || X.sameByValue(${a}, ${b})`;
  e.line(`${truth} = (${same}) !== ${negated};`);
  return truth;
}

export function isOperator(e: Emission, arg: number): void {
  const { ops } = e;
  const truth = identical(e, arg === 1);
  const mask = ops.mask(2);
  if (mask === 0 || !ops.counting) {
    ops.forget(2);
    e.pushBool(truth);
    return;
  }
  ops.settle(2);
  const names = [ops.peek(1), ops.peek(0)];
  const result = ops.temporary();
  e.line(`${result} = X.replaceTwo(${names.join(', ')}, ${mask}, ${truth}, ${e.place});`);
  ops.forget(2);
  ops.pushOwned(result);
}

function symbolOf(arg: number): string {
  switch (arg) {
    case CompareOp.LT:
      return '<';
    case CompareOp.LE:
      return '<=';
    case CompareOp.EQ:
      return '===';
    case CompareOp.NE:
      return '!==';
    case CompareOp.GT:
      return '>';
    default:
      return '>=';
  }
}

/** The method of NumberSupport for an operator; empty if there is none. */
function quickly(op: number): string {
  switch (op) {
    case BinaryOp.ADD:
      return 'add';
    case BinaryOp.SUBTRACT:
      return 'subtract';
    case BinaryOp.MULTIPLY:
      return 'multiply';
    case BinaryOp.TRUE_DIVIDE:
      return 'divide';
    case BinaryOp.REMAINDER:
      return 'remainder';
    case BinaryOp.FLOOR_DIVIDE:
      return 'floorDivide';
    case BinaryOp.AND:
      return 'and';
    case BinaryOp.OR:
      return 'or';
    case BinaryOp.XOR:
      return 'xor';
    default:
      return '';
  }
}
