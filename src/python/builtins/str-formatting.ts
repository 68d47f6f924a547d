import type { Ref } from '../../heap/layout.ts';
import { Kind, Shape } from '../objects/shapes.ts';
import { type PercentHost, percentFormat } from '../values/percent-format.ts';
import { formatTemplate, type TemplateHost } from '../values/str-format.ts';
import { asciiEscape } from '../values/str-repr.ts';
import type { VM } from '../vm/vm.ts';
import { isIndex } from './native-arguments.ts';
import { floatFromNumber, integerFromNumber } from './number-conversion.ts';
import { textResult } from './scalar-support.ts';

/** `format % values`, str.format and str.format_map. The engines' values are stack positions. */

// ---- %

export function strModulo(vm: VM, args: number): Ref {
  return percentText(vm, args, args + 1);
}

export function strReflectedModulo(vm: VM, args: number): Ref {
  return vm.isStr(vm.at(args + 1)) ? percentText(vm, args + 1, args) : vm.newNotImplemented();
}

function percentText(vm: VM, formatAt: number, valuesAt: number): Ref {
  const top = vm.roots.top;
  const host = new StackPercentHost(vm, valuesAt);
  const format = vm.text(vm.at(formatAt));
  const given = percentArguments(vm, valuesAt);
  const text = percentFormat(format, given, host);
  const whole = format === '%s' ? wholeText(vm, given.values[0]!) : 0;
  vm.dropTo(top);
  return whole === 0 ? textResult(vm, text) : whole;
}

/** An exact str that is all of what is formatted: a new reference to it where the platform gives that back, else 0. */
function wholeText(vm: VM, at: number): Ref {
  const ref = vm.at(at);
  return vm.shapeOf(ref) === Shape.STR && vm.platform.identity.wholeFormatIsSame ? vm.runtime.retain(ref) : 0;
}

/** What stands right of `%`, its items pushed. */
export function percentArguments(vm: VM, at: number): { values: number[]; isMapping: boolean } {
  const value = vm.at(at);
  if (vm.kindOf(value) !== Kind.TUPLE) {
    const isMapping = !vm.isStr(value) && vm.classes.special(value, '__getitem__') !== 0;
    return { values: [at], isMapping };
  }
  const values: number[] = [];
  for (let k = 0; k < vm.tupleLength(value); k++) values.push(vm.pushBorrowed(vm.tupleItem(value, k)));
  return { values, isMapping: false };
}

/** What the `%` engine asks about values on the stack. Each question may run guest code. */
export class StackPercentHost implements PercentHost<number> {
  protected readonly vm: VM;
  private readonly mappingAt: number;

  constructor(vm: VM, mappingAt: number) {
    this.vm = vm;
    this.mappingAt = mappingAt;
  }

  get maxDigits(): number {
    return this.vm.numbers.maxStrDigits;
  }

  typeName(at: number): string {
    return this.vm.typeName(this.vm.at(at));
  }

  protected keyObject(key: string): Ref {
    return this.vm.newStr(key);
  }

  lookup(key: string): number {
    const { vm } = this;
    const keyAt = vm.push(this.keyObject(key));
    const value = vm.operators.getItem(vm.at(this.mappingAt), vm.at(keyAt));
    vm.replace(keyAt, value);
    return keyAt;
  }

  number(at: number): bigint | number | null {
    const { vm } = this;
    const ref = vm.at(at);
    if (vm.shapeOf(ref) === Shape.FLOAT) return vm.numbers.floatOf(ref);
    const isNumber = ['__index__', '__int__', '__float__'].some(
      (name) => vm.classes.special(ref, name) !== 0,
    );
    if (!isNumber) return null;
    return this.unlessTypeError(() => integerFromNumber(vm, at));
  }

  integer(at: number, use: 'index' | 'star'): bigint | null {
    const { vm } = this;
    const ref = vm.at(at);
    if (vm.isInt(ref)) return vm.bigIntOf(ref);
    if (use === 'star' || !isIndex(vm, ref)) return null;
    return this.unlessTypeError(() => vm.protocols.indexBig(vm.at(at)));
  }

  /** What `work` gives, null where it raises TypeError: the engine's own wording replaces that. */
  private unlessTypeError<T>(work: () => T): T | null {
    let result: T | null = null;
    this.vm.exceptions.caught('TypeError', () => {
      result = work();
    });
    return result;
  }

  float(at: number): number | null {
    return floatFromNumber(this.vm, at);
  }

  text(at: number, conversion: 's' | 'r' | 'a'): string {
    const { vm } = this;
    if (conversion === 's') return vm.str(vm.at(at));
    const text = vm.repr(vm.at(at));
    return conversion === 'a' ? asciiEscape(text) : text;
  }

  character(at: number): string | bigint | null {
    const { vm } = this;
    return vm.isStr(vm.at(at)) ? vm.text(vm.at(at)) : this.integer(at, 'index');
  }
}

// ---- format

/** A template that is one field without conversion or specification. */
const SOLE_FIELD = /^\{[^{}:!]*\}$/;

/** Natives with `*args, **kwargs` have the dict of keyword arguments in their last slot. */
export function strFormat(vm: VM, args: number, count: number): Ref {
  const positional = count - 2;
  const kwargsAt = args + count - 1;
  return templateText(vm, args, (key) => {
    if (typeof key === 'string')
      return vm.push(vm.operators.getItem(vm.at(kwargsAt), vm.at(pushKey(vm, key))));
    if (key < positional) return args + 1 + Number(key);
    throw vm.error('IndexError', `Replacement index ${key} out of range for positional args tuple`);
  });
}

export function strFormatMap(vm: VM, args: number): Ref {
  return templateText(vm, args, (key) => {
    if (typeof key === 'string')
      return vm.push(vm.operators.getItem(vm.at(args + 1), vm.at(pushKey(vm, key))));
    throw vm.error('ValueError', 'Format string contains positional fields');
  });
}

function pushKey(vm: VM, key: string | bigint): number {
  return vm.push(typeof key === 'string' ? vm.newStr(key) : vm.newBigInt(key));
}

function templateText(vm: VM, formatAt: number, argument: (key: string | bigint) => number): Ref {
  const base = vm.roots.top;
  const template = vm.text(vm.at(formatAt));
  const isOneField = SOLE_FIELD.test(template);
  let whole = 0;
  const host: TemplateHost<number> = {
    argument,
    attribute: (at, name) => vm.push(vm.getAttr(vm.at(at), name)),
    item: (at, key) => {
      const keyAt = pushKey(vm, key);
      return vm.push(vm.operators.getItem(vm.at(at), vm.at(keyAt)));
    },
    convert: (at, conversion) => vm.push(converted(vm, vm.at(at), conversion)),
    format: (at, spec) => {
      const text = vm.protocols.format(vm.at(at), spec);
      if (isOneField) whole = wholeText(vm, at);
      // Everything above belongs to this field; what the field's own spec pushed is gone already.
      if (at >= base) vm.dropTo(at);
      return text;
    },
  };
  const text = formatTemplate(template, host);
  vm.dropTo(base);
  return whole === 0 ? textResult(vm, text) : whole;
}

function converted(vm: VM, ref: Ref, conversion: 'r' | 's' | 'a'): Ref {
  if (conversion === 's') return vm.protocols.strObject(ref);
  const text = vm.repr(ref);
  return textResult(vm, conversion === 'a' ? asciiEscape(text) : text);
}
