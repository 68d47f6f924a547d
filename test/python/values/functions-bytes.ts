import * as bytes from '../../../src/python/values/bytes-methods.ts';
import type { ValueFunction } from './recordings.ts';

const TESTS: readonly bytes.BytesPredicate[] = [
  'isalnum',
  'isalpha',
  'isascii',
  'isdigit',
  'islower',
  'isspace',
  'istitle',
  'isupper',
];

/** Area of recorded/strings.json about bytes → the function under test, on the recorded arguments. */
export const bytesFunctions: Readonly<Record<string, ValueFunction>> = {
  'bytes split': (data: Uint8Array, separator: Uint8Array | null, limit: bigint) => [
    bytes.bytesSplit(data, separator, Number(limit)),
    bytes.bytesRsplit(data, separator, Number(limit)),
  ],
  'bytes splitlines': bytes.bytesSplitLines,
  'bytes strip': (data: Uint8Array, chars: Uint8Array | null) => [
    bytes.bytesStrip(data, chars),
    bytes.bytesLstrip(data, chars),
    bytes.bytesRstrip(data, chars),
  ],
  'bytes search': (data: Uint8Array, wanted: Uint8Array, start: bigint, stop: bigint) => [
    BigInt(bytes.bytesFind(data, wanted, Number(start), Number(stop))),
    BigInt(bytes.bytesRfind(data, wanted, Number(start), Number(stop))),
    BigInt(bytes.bytesCount(data, wanted, Number(start), Number(stop))),
    bytes.bytesStartsWith(data, wanted, Number(start), Number(stop)),
    bytes.bytesEndsWith(data, wanted, Number(start), Number(stop)),
  ],
  'bytes index': (data: Uint8Array, wanted: Uint8Array) => [
    BigInt(bytes.bytesIndex(data, wanted)),
    BigInt(bytes.bytesRindex(data, wanted)),
  ],
  'bytes replace': (data: Uint8Array, wanted: Uint8Array, by: Uint8Array, limit: bigint) =>
    bytes.bytesReplace(data, wanted, by, Number(limit)),
  'bytes partition': (data: Uint8Array, separator: Uint8Array) => [
    bytes.bytesPartition(data, separator),
    bytes.bytesRpartition(data, separator),
    bytes.bytesRemovePrefix(data, separator),
    bytes.bytesRemoveSuffix(data, separator),
  ],
  'bytes cases': (data: Uint8Array) => [
    bytes.bytesUpper(data),
    bytes.bytesLower(data),
    bytes.bytesTitle(data),
    bytes.bytesCapitalize(data),
    bytes.bytesSwapcase(data),
  ],
  'bytes tests': (data: Uint8Array) => TESTS.map((test) => bytes.bytesTest(data, test)),
  'bytes layout': (data: Uint8Array, width: bigint) => [
    bytes.bytesCenter(data, Number(width)),
    bytes.bytesLjust(data, Number(width)),
    bytes.bytesRjust(data, Number(width)),
    bytes.bytesZfill(data, Number(width)),
    bytes.bytesExpandTabs(data, Number(width)),
  ],
  'bytes hex': (data: Uint8Array, group: bigint) => [
    bytes.bytesHex(data),
    bytes.bytesHex(data, '-', Number(group)),
  ],
  'bytes fromhex': bytes.bytesFromHex,
  'bytes translate': (data: Uint8Array, remove: Uint8Array) =>
    bytes.bytesTranslate(
      data,
      bytes.bytesMakeTable(Uint8Array.of(97, 98, 65), Uint8Array.of(120, 121, 255)),
      remove,
    ),
};
