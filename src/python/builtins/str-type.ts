import type { Ref } from '../../heap/layout.ts';
import { IterKind, Kind, Shape } from '../objects/shapes.ts';
import { formatStr } from '../values/format-spec.ts';
import { strRepr } from '../values/str-repr.ts';
import { WHILE_STR } from '../vm/host-stack.ts';
import type { BuiltinClass, NativeCode } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { bytesOf } from './byte-support.ts';
import { decodeBytes } from './codec-calls.ts';
import { isIndex } from './native-arguments.ts';
import { formatSpecText } from './number-dunders.ts';
import {
  checkNew,
  isRepeatable,
  isSharedWhole,
  optionalText,
  repeatCount,
  subscript,
  textResult,
} from './scalar-support.ts';
import { isSlice, resolveSlice } from './slices.ts';
import { strFormat, strFormatMap, strModulo, strReflectedModulo } from './str-formatting.ts';
import { strSearchMethods } from './str-search-methods.ts';
import { strSplitMethods } from './str-split-methods.ts';
import { strTextMethods } from './str-text-methods.ts';
import { strMakeTrans, strTranslate } from './str-translate.ts';

// ---- Construction

function strNew(vm: VM, args: number): Ref {
  checkNew(vm, args, 'str');
  const at = vm.push(textOfArguments(vm, args));
  if (vm.at(args) === vm.classes.named('str')) return vm.pop();
  const text = vm.at(at);
  vm.reserve(vm.strings.wordsFor(vm.strings.length(text), vm.strings.width(text)) + 8);
  const cls = vm.at(args);
  const copy = vm.classes.adopt(vm.strings.copyAs(vm.classes.infoOf(cls).shape, vm.at(at)), cls);
  vm.drop(1);
  return copy;
}

function textOfArguments(vm: VM, args: number): Ref {
  const object = vm.at(args + 1);
  const decodes = vm.at(args + 2) !== 0 || vm.at(args + 3) !== 0;
  if (object === 0) return vm.newStr('');
  if (!decodes) return strObject(vm, args + 1);
  if (vm.isStr(object)) throw vm.error('TypeError', 'decoding str is not supported');
  const bytes = bytesOf(vm, object);
  if (bytes === null) {
    throw vm.error('TypeError', `decoding to str: need a bytes-like object, ${vm.typeName(object)} found`);
  }
  const encoding = optionalText(vm, args + 2, "str() argument 'encoding'", 'utf-8');
  const errors = optionalText(vm, args + 3, "str() argument 'errors'", 'strict');
  return textResult(vm, decodeBytes(vm, bytes, encoding, errors));
}

/** str(x) as the very object that `__str__` gives. A safepoint. */
function strObject(vm: VM, at: number): Ref {
  const object = vm.at(at);
  if (vm.shapeOf(object) === Shape.STR) return vm.runtime.retain(object);
  const method = vm.classes.special(object, '__str__');
  vm.hostStack.count(WHILE_STR);
  const result = vm.calls.callSpecial(method, object, []);
  vm.hostStack.uncount();
  if (vm.kindOf(result) === Kind.STR) return result;
  vm.push(result);
  throw vm.error('TypeError', `__str__ returned non-string (type ${vm.typeName(result)})`);
}

/** The value as an exact str: the object itself if it is one. */
function exactStr(vm: VM, args: number): Ref {
  const self = vm.at(args);
  if (vm.shapeOf(self) === Shape.STR) return vm.runtime.retain(self);
  return textResult(vm, vm.text(self));
}

function strFormatSpec(vm: VM, args: number): Ref {
  const spec = formatSpecText(vm, args + 1);
  const self = vm.at(args);
  if (spec === '') return vm.shapeOf(self) === Shape.STR ? vm.runtime.retain(self) : vm.newStr(vm.str(self));
  return textResult(vm, formatStr(vm.text(self), spec, vm.typeName(self)));
}

// ---- As a sequence

/** Code points that a slice may have without asking for room. */
const SHORT_PART = 512;

function getItem(vm: VM, args: number): Ref {
  const key = vm.at(args + 1);
  if (isSlice(vm, key)) return getSlice(vm, args);
  if (!isIndex(vm, key)) {
    throw vm.error('TypeError', `string indices must be integers, not '${vm.typeName(key)}'`);
  }
  const index = subscript(vm, key);
  const self = vm.at(args);
  const length = vm.strings.length(self);
  const position = index < 0 ? index + length : index;
  if (position < 0 || position >= length) throw vm.error('IndexError', 'string index out of range');
  return vm.newCharacter(vm.strings.at(self, position));
}

function getSlice(vm: VM, args: number): Ref {
  const { start, step, count } = resolveSlice(vm, args + 1, () => vm.strings.length(vm.at(args)));
  const self = vm.at(args);
  const length = vm.strings.length(self);
  if (count === length && step === 1 && isSharedWhole(vm, self)) return vm.runtime.retain(self);
  if (count === 0) return vm.newStr('');
  if (count === 1) return vm.newCharacter(vm.strings.at(self, start));
  if (step === 1 && count <= SHORT_PART && vm.strings.width(self) === 1)
    return vm.strings.narrowPart(self, start, start + count);
  if (step === 1) return textResult(vm, vm.strings.slice(self, start, start + count));
  const parts: string[] = [];
  for (let k = 0; k < count; k++) parts.push(String.fromCodePoint(vm.strings.at(self, start + k * step)));
  return textResult(vm, parts.join(''));
}

function contains(vm: VM, args: number): Ref {
  const part = vm.at(args + 1);
  if (!vm.isStr(part)) {
    throw vm.error('TypeError', `'in <string>' requires string as left operand, not ${vm.typeName(part)}`);
  }
  return vm.newBool(vm.text(vm.at(args)).includes(vm.text(part)));
}

function add(vm: VM, args: number): Ref {
  const other = vm.at(args + 1);
  if (!vm.isStr(other)) {
    throw vm.error('TypeError', `can only concatenate str (not "${vm.typeName(other)}") to str`);
  }
  const self = vm.at(args);
  const { strings } = vm;
  if (strings.length(other) === 0 && isSharedWhole(vm, self)) return vm.runtime.retain(self);
  if (strings.length(self) === 0 && isSharedWhole(vm, other)) return vm.runtime.retain(other);
  const width = Math.max(strings.width(self), strings.width(other));
  vm.reserve(strings.wordsFor(strings.length(self) + strings.length(other), width));
  return strings.concat(vm.at(args), vm.at(args + 1));
}

function multiply(vm: VM, args: number): Ref {
  const count = repeatCount(vm, vm.at(args + 1));
  const { strings } = vm;
  const length = strings.length(vm.at(args));
  if (count === 0 || length === 0) return vm.newStr('');
  if (count === 1)
    return isSharedWhole(vm, vm.at(args)) ? vm.runtime.retain(vm.at(args)) : exactCopy(vm, args);
  if (length * count >= 2 ** 63) throw vm.error('OverflowError', 'repeated string is too long');
  vm.reserve(strings.wordsFor(length * count, strings.width(vm.at(args))));
  const self = vm.at(args);
  if (length === 1) return vm.newStr(vm.text(self).repeat(count));
  const result = strings.allocate(length * count, strings.width(self));
  for (let k = 0; k < count; k++) strings.copyInto(result, k * length, self);
  return result;
}

function exactCopy(vm: VM, args: number): Ref {
  return textResult(vm, vm.text(vm.at(args)));
}

function reflectedMultiply(vm: VM, args: number): Ref {
  return isRepeatable(vm, vm.at(args + 1)) ? vm.newNotImplemented() : multiply(vm, args);
}

// ---- Comparison

function comparison(test: (vm: VM, a: Ref, b: Ref) => boolean): NativeCode {
  return (vm, args) => {
    if (!vm.isStr(vm.at(args + 1))) return vm.newNotImplemented();
    return vm.newBool(test(vm, vm.at(args), vm.at(args + 1)));
  };
}

export const strClass: BuiltinClass = {
  name: 'str',
  kind: Kind.STR,
  shape: Shape.STR,
  staticMethods: {
    __new__: ['cls, object=, encoding=, errors=', strNew],
    maketrans: ['x, y=, z=, /', strMakeTrans],
  },
  methods: {
    __repr__: ['self, /', (vm, args) => textResult(vm, strRepr(vm.text(vm.at(args))))],
    __str__: ['self, /', exactStr],
    __hash__: ['self, /', (vm, args) => vm.newInt(vm.strings.hash(vm.at(args)))],
    __format__: ['self, format_spec, /', strFormatSpec],
    __len__: ['self, /', (vm, args) => vm.newInt(vm.strings.length(vm.at(args)))],
    __getitem__: ['self, key, /', getItem],
    __iter__: ['self, /', (vm, args) => vm.iteration.over(IterKind.STR, vm.at(args))],
    __contains__: ['self, key, /', contains],
    __add__: ['self, value, /', add],
    __mul__: ['self, value, /', multiply],
    __rmul__: ['self, value, /', reflectedMultiply],
    __mod__: ['self, value, /', strModulo],
    __rmod__: ['self, value, /', strReflectedModulo],
    __eq__: ['self, value, /', comparison((vm, a, b) => vm.strings.equal(a, b))],
    __ne__: ['self, value, /', comparison((vm, a, b) => !vm.strings.equal(a, b))],
    __lt__: ['self, value, /', comparison((vm, a, b) => vm.strings.compare(a, b) < 0)],
    __le__: ['self, value, /', comparison((vm, a, b) => vm.strings.compare(a, b) <= 0)],
    __gt__: ['self, value, /', comparison((vm, a, b) => vm.strings.compare(a, b) > 0)],
    __ge__: ['self, value, /', comparison((vm, a, b) => vm.strings.compare(a, b) >= 0)],
    __getnewargs__: ['self, /', (vm, args) => vm.newTuple(exactStr(vm, args))],
    format: ['self, *args, **kwargs', strFormat],
    format_map: ['self, mapping, /', strFormatMap],
    translate: ['self, table, /', strTranslate],
    ...strTextMethods,
    ...strSearchMethods,
    ...strSplitMethods,
  },
};
