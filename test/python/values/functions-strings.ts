import { decode, encode } from '../../../src/python/values/codecs.ts';
import { intToBytes } from '../../../src/python/values/int-text.ts';
import { MersenneTwister, seedOfBytes } from '../../../src/python/values/mersenne-twister.ts';
import * as slices from '../../../src/python/values/slice-indices.ts';
import * as str from '../../../src/python/values/str-methods.ts';
import { bytesRepr, strAscii, strRepr } from '../../../src/python/values/str-repr.ts';
import type { Value, ValueFunction } from './recordings.ts';

function rangeItems(range: slices.IntRange): bigint[] {
  const items: bigint[] = [];
  for (let i = 0n; i < slices.rangeLength(range) && i < 20n; i++)
    items.push(slices.rangeItem(range, i) ?? 0n);
  return items;
}

/** Area of recorded/strings.json about str, slices and ranges → the function under test. */
export const stringFunctions: Readonly<Record<string, ValueFunction>> = {
  strRepr,
  ascii: strAscii,
  bytesRepr,
  'str tests': (text: string) => [
    str.isAlnum(text),
    str.isAlpha(text),
    str.isAscii(text),
    str.isDecimal(text),
    str.isDigit(text),
    str.isIdentifier(text),
    str.isLower(text),
    str.isNumeric(text),
    str.isPrintableText(text),
    str.isSpace(text),
    str.isTitle(text),
    str.isUpper(text),
  ],
  'str cases': (text: string) => [
    str.upper(text),
    str.lower(text),
    str.title(text),
    str.capitalize(text),
    str.swapcase(text),
    str.casefold(text),
  ],
  split: (text: string, separator: string | null, limit: bigint) => str.split(text, separator, Number(limit)),
  rsplit: (text: string, separator: string | null, limit: bigint) =>
    str.rsplit(text, separator, Number(limit)),
  splitlines: str.splitLines,
  partition: (text: string, separator: string) => [
    str.partition(text, separator),
    str.rpartition(text, separator),
  ],
  strip: (text: string, chars: string | null) => [
    str.strip(text, chars),
    str.lstrip(text, chars),
    str.rstrip(text, chars),
  ],
  search: (text: string, wanted: string, start: bigint, stop: bigint) => [
    BigInt(str.find(text, wanted, Number(start), Number(stop))),
    BigInt(str.rfind(text, wanted, Number(start), Number(stop))),
    BigInt(str.count(text, wanted, Number(start), Number(stop))),
    str.startsWith(text, wanted, Number(start), Number(stop)),
    str.endsWith(text, wanted, Number(start), Number(stop)),
  ],
  index: (text: string, wanted: string) => [
    BigInt(str.indexOf(text, wanted)),
    BigInt(str.rindex(text, wanted)),
  ],
  replace: (text: string, wanted: string, by: string, limit: bigint) =>
    str.replace(text, wanted, by, Number(limit)),
  affixes: (text: string, affix: string) => [str.removePrefix(text, affix), str.removeSuffix(text, affix)],
  justify: (text: string, width: bigint, fill: string) => [
    str.center(text, Number(width), fill),
    str.ljust(text, Number(width), fill),
    str.rjust(text, Number(width), fill),
  ],
  zfill: (text: string, width: bigint) => str.zfill(text, Number(width)),
  expandtabs: (text: string, size: bigint) => str.expandTabs(text, Number(size)),
  slice: (text: string, start: bigint | null, stop: bigint | null, step: bigint | null) => {
    const indices = slices.sliceIndices(start, stop, step, str.lengthOf(text));
    return str.strideText(text, indices.start, indices.step, indices.count);
  },
  sliceIndices: slices.exactSliceIndices,
  range: (start: bigint, stop: bigint, step: bigint, value: bigint) => {
    const range = slices.makeRange(start, stop, step);
    return [
      slices.rangeLength(range),
      rangeItems(range),
      slices.rangeContains(range, value),
      slices.rangeRepr(range),
      rangeItems(slices.rangeReversed(range)),
    ];
  },
  rangeSlice: (
    a: bigint,
    b: bigint,
    c: bigint,
    start: bigint | null,
    stop: bigint | null,
    step: bigint | null,
  ) => slices.rangeRepr(slices.rangeSlice(slices.makeRange(a, b, c), start, stop, step)),
  rangesEqual: (a: bigint, b: bigint, c: bigint, d: bigint, e: bigint, f: bigint) =>
    slices.rangesEqual(slices.makeRange(a, b, c), slices.makeRange(d, e, f)),
};

export const codecFunctions: Readonly<Record<string, ValueFunction>> = {
  decode: (data: Uint8Array, encoding: string, errors: string) => decode(data, encoding, errors),
  encode: (text: string, encoding: string, errors: string) => encode(text, encoding, errors),
  'codec errors': (text: string, encoding: string, errors: string) => encode(text, encoding, errors),
  surrogatepass: (data: Uint8Array, encoding: string) => decode(data, encoding, 'surrogatepass'),
};

export const randomFunctions: Readonly<Record<string, ValueFunction>> = {
  draws: (seed: bigint | string | Uint8Array): Value => {
    const bytes = typeof seed === 'string' ? encode(seed) : seed;
    const twister = new MersenneTwister(typeof bytes === 'bigint' ? bytes : seedOfBytes(bytes));
    const drawn: Value[] = [twister.random()];
    for (const bits of [1, 32, 33, 100]) drawn.push(twister.getRandomBits(bits));
    drawn.push(twister.randomBelow(10n), twister.randomBelow(10n ** 20n));
    for (let i = 0; i < 699; i++) twister.random();
    drawn.push(twister.random());
    drawn.push(BigInt(twister.getState().reduce((sum, word) => sum + word, 0)));
    drawn.push(intToBytes(twister.getRandomBits(40), 5, 'little', false));
    return drawn;
  },
};
