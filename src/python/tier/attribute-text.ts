import { MARK_WORD, type Ref, SHAPE_MASK } from '../../heap/layout.ts';
import {
  CELL_CONTENT,
  CLASS_DICT,
  CLASS_ID,
  CLASS_MRO,
  DICT_ENTRIES,
  DICT_FILLED,
  DICT_VERSION,
  FUNCTION_BUILTINS,
  FUNCTION_GLOBALS,
  INSTANCE_CLASS,
  INSTANCE_DICT,
  ITEMS_DATA,
  Shape,
  TUPLE_DATA,
} from '../objects/shapes.ts';
import type { Emission } from './emission.ts';
import { present, type Seen } from './feedback.ts';

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

/** A word of the heap with a value, and when it has that still. */
interface Place {
  readonly guard: string;
  readonly cell: number;
}

/** Where a name was found when the text is made: in the globals, or the built-ins where nothing of that name came before them. */
function globalText(e: Emission, pc: number): Place | null {
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

/** What the inline cache at `pc` holds or has held; `bits` of the epoch are in it. */
function seenAt(e: Emission, pc: number, bits: 16 | 24): readonly Seen[] {
  const now = { shape: e.code[pc + 2]!, word: e.code[pc + 3]! };
  return present(now, e.feedback.at(e.info.id, pc), e.vm.classes.epoch, bits);
}

/** What stands for an object's shape, from the first that fits. */
function choice(shape: string, seen: readonly Seen[], text: (each: Seen) => string): string {
  return seen.map((each) => `${shape} === ${each.shape} ? ${text(each)} : `).join('');
}

export function loadAttr(e: Emission, pc: number): void {
  const { ops, vm } = e;
  const aside = ops.aside(1);
  const object = ops.peek(0);
  const mask = ops.mask(1);
  const value = ops.temporary();
  const seen = seenAt(e, pc, 24);
  const slowly = e.slowly(aside, `${value} = X.attr(${object}, ${mask}, C, ${e.place});`);
  if (seen.length > 0) {
    const shape = ops.temporary();
    const found = choice(shape, seen, ({ word }) => `I[${object} + ${word & 0xff}]`);
    e.line(
      `${shape} = ${e.shape(object)};`,
      `if ((${value} = CLS.epoch !== ${vm.classes.epoch} ? 0 : ${found} 0) !== 0) {`,
      ops.retainText(value),
    );
    if (mask !== 0 && ops.counting) {
      const dead = e.slowly(aside, `X.deadBelow(${object}, ${value}, ${e.place});`);
      e.line(`if (${ops.lastText(object)}) ${dead}`);
    }
    e.line(`} else ${slowly}`);
  } else {
    const held = classText(e, pc, object);
    if (held === null) e.line(slowly);
    else {
      const stays = mask !== 0 && ops.counting ? ` && I[${object} + ${MARK_WORD}] !== 1` : '';
      e.line(
        `if (${held.guard}${stays} && (${value} = I[${held.cell}]) !== 0) {`,
        ops.retainText(value),
        stays === '' ? '' : `I[${object} + ${MARK_WORD}] = I[${object} + ${MARK_WORD}] - 1;`,
        `} else ${slowly}`,
      );
    }
  }
  ops.forget(1);
  ops.pushOwned(value);
}

/** The value of a class's attribute, of the class itself or of an instance that has none of its own: not if it is bound when it is read. */
function classText(e: Emission, pc: number, object: string): Place | null {
  const { vm, code, info } = e;
  const { i32 } = vm;
  const holder = e.feedback.holderAt(info.id, pc);
  if (holder === undefined || e.rules.moving) return null;
  const { cls, shape } = holder;
  if ((i32[cls]! & SHAPE_MASK) !== Shape.CLASS || i32[cls + CLASS_ID] !== holder.info) return null;
  const name = info.names[code[pc + 1]!]!;
  const whose = shape === 0 ? vm.classOf(cls) : cls;
  if (vm.attributes.hasCustomGet(whose) || (shape === 0 && vm.classes.lookup(whose, name) !== 0)) return null;
  const layout = vm.info.layouts[shape];
  if (shape !== 0 && (vm.info.dictSlot[shape] !== INSTANCE_DICT || layout === undefined)) return null;
  if (layout?.slots.has(name) === true) return null;
  const found = vm.classes.placeOf(cls, name);
  if (found === null) return null;
  const owner = i32[i32[cls + CLASS_MRO]! + TUPLE_DATA + found.depth]!;
  const dict = i32[owner + CLASS_DICT]!;
  const cell = i32[dict + DICT_ENTRIES]! + ITEMS_DATA + 2 * found.entry + 1;
  if (vm.attributes.isDescriptor(i32[cell]!)) return null;
  const who =
    shape === 0
      ? `${object} === ${cls} && ${e.shape(object)} === ${Shape.CLASS} && I[${object} + ${CLASS_ID}] === ${holder.info}`
      : `${e.shape(object)} === ${shape} && I[${object} + ${INSTANCE_DICT}] === 0`;
  const isThere = `I[${dict + DICT_VERSION}] === ${i32[dict + DICT_VERSION]!} && I[${cell - 1}] === ${vm.strings.nameRef(name)}`;
  return { guard: `${who} && CLS.epoch === ${vm.classes.epoch} && ${isThere}`, cell };
}

export function storeAttr(e: Emission, pc: number): void {
  // [value, object]
  const { ops, vm } = e;
  const aside = ops.aside(2);
  const seen = seenAt(e, pc, 24);
  const object = ops.peek(0);
  const value = ops.peek(1);
  const mask = ops.mask(2);
  const slowly = e.slowly(aside, `X.setAttr(${value}, ${object}, ${mask}, C, ${e.place});`);
  if (seen.length === 0) {
    e.line(slowly);
    ops.forget(2);
    return;
  }
  let slot: string;
  if (seen.length === 1) {
    slot = String(seen[0]!.word & 0xff);
    const noDict = seen[0]!.shape < 0 ? ` && I[${object} + ${INSTANCE_DICT}] === 0` : '';
    const before = seen[0]!.shape < 0 ? ~seen[0]!.shape : seen[0]!.shape;
    e.line(
      `if (${e.shape(object)} === ${before} && CLS.epoch === ${vm.classes.epoch}${noDict}) {`,
      added(e, pc, object, seen[0]!),
    );
  } else {
    slot = ops.temporary();
    const shape = ops.temporary();
    e.line(`${shape} = ${e.shape(object)};`, `${slot} = 0;`, `if (CLS.epoch === ${vm.classes.epoch}) {`);
    for (const each of seen) {
      const test =
        each.shape < 0
          ? `${shape} === ${~each.shape} && I[${object} + ${INSTANCE_DICT}] === 0`
          : `${shape} === ${each.shape}`;
      e.line(`if (${test}) { ${slot} = ${each.word & 0xff}; ${added(e, pc, object, each)} } else`);
    }
    e.line('{ } }', `if (${slot} !== 0) {`);
  }
  if ((mask & 1) === 0) e.line(ops.retainText(value));
  ops.forget(2);
  e.storeInto(object, slot, value, seen.length === 1 && seen[0]!.shape < 0, (mask & 2) !== 0);
  if ((mask & 2) !== 0) ops.release(object);
  e.line(`} else ${slowly}`);
}

/** The object gets the shape with the attribute, if that is what was seen. */
function added(e: Emission, pc: number, object: string, { shape }: Seen): string {
  if (shape >= 0) return '';
  const after = e.vm.classes.transition(~shape, e.info.names[e.code[pc + 1]!]!);
  return `I[${object}] = (I[${object}] & ${~SHAPE_MASK}) | ${after};`;
}

export function loadMethod(e: Emission, pc: number): void {
  const { ops, vm } = e;
  ops.settle(1);
  const seen = seenAt(e, pc, 16);
  const object = ops.peek(0);
  const mask = ops.mask(1);
  const index = ops.stack.length - 1;
  const slowly = `X.method(${object}, ${mask}, C, ${e.place});`;
  const fn = ops.temporary();
  if (seen.length > 0) {
    const found = ({ word }: Seen) => {
      const depth = (word >>> 12) & 0xf;
      const cls = `I[${object} + ${INSTANCE_CLASS}]`;
      const owner = depth === 0 ? cls : `I[I[${cls} + ${CLASS_MRO}] + ${TUPLE_DATA + depth}]`;
      return `I[I[I[${owner} + ${CLASS_DICT}] + ${DICT_ENTRIES}] + ${ITEMS_DATA + 2 * (word & 0xfff) + 1}]`;
    };
    const shape = ops.temporary();
    e.line(
      `${shape} = ${e.shape(object)};`,
      `if (CLS.epoch === ${vm.classes.epoch} && (${seen.map((each) => `${shape} === ${each.shape}`).join(' || ')}) && I[${object} + ${INSTANCE_DICT}] === 0) {`,
      `${fn} = ${choice(shape, seen.slice(1), found)} ${found(seen[0]!)};`,
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
