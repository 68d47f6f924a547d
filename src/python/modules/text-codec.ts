import type { Ref } from '../../heap/layout.ts';
import { bytesArgument, newBytes } from '../builtins/byte-support.ts';
import { decodeBytes } from '../builtins/codec-calls.ts';
import { textResult } from '../builtins/scalar-support.ts';
import { findCodec } from '../values/codecs.ts';
import type { NativeModule } from '../vm/modules.ts';
import type { VM } from '../vm/vm.ts';

/** Decoding piece by piece, for text streams. */

function codecName(vm: VM, args: number): Ref {
  return vm.newStr(findCodec(vm.text(vm.at(args))));
}

/** How many of the bytes are whole characters; the rest is the beginning of one. */
function wholeLength(bytes: Uint8Array, codec: string): number {
  const { length } = bytes;
  if (codec.startsWith('utf-32')) return length - (length % 4);
  if (codec.startsWith('utf-16')) return wholeUtf16(bytes, codec);
  if (codec !== 'utf-8' && codec !== 'utf-8-sig') return length;
  for (let back = 1; back <= Math.min(3, length); back++) {
    const byte = bytes[length - back]!;
    if ((byte & 0xc0) === 0x80) continue;
    const wanted = byte >= 0xf0 && byte < 0xf5 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 1;
    return byte < 0xf5 && wanted > back ? length - back : length;
  }
  return length;
}

function wholeUtf16(bytes: Uint8Array, codec: string): number {
  const even = bytes.length - (bytes.length % 2);
  if (even === 0) return 0;
  const high = codec === 'utf-16-be' ? bytes[even - 2]! : bytes[even - 1]!;
  return high >= 0xd8 && high < 0xdc ? even - 2 : even;
}

/** A codec that begins with a mark, and the one that goes on behind it. */
function resolved(bytes: Uint8Array, codec: string): readonly [codec: string, skip: number] {
  if (codec === 'utf-8-sig') {
    return ['utf-8', bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0];
  }
  const size = codec === 'utf-16' ? 2 : 4;
  const [first, second] = size === 2 ? [bytes[0], bytes[1]] : [bytes[0] || bytes[2], bytes[1] || bytes[3]];
  if (first === 0xff && second === 0xfe) return [`${codec}-le`, size];
  if (first === 0xfe && second === 0xff) return [`${codec}-be`, size];
  return [`${codec}-le`, 0];
}

const MARKED = new Set(['utf-8-sig', 'utf-16', 'utf-32']);
const MARK_MAX = 4;

/** [data, codec, errors, final, at start]: (text, rest, codec, at start) */
function decodePart(vm: VM, args: number): Ref {
  let bytes = bytesArgument(vm, args);
  let codec = vm.text(vm.at(args + 1));
  const errors = vm.text(vm.at(args + 2));
  const final = vm.truthy(vm.at(args + 3));
  let atStart = vm.truthy(vm.at(args + 4));
  const waits = MARKED.has(codec) && bytes.length < MARK_MAX && !final;
  if (MARKED.has(codec) && !waits) {
    const [next, skip] = resolved(bytes, codec);
    bytes = bytes.subarray(skip);
    codec = next;
  }
  if (bytes.length > 0 && !waits) atStart = false;
  const whole = waits ? 0 : final ? bytes.length : wholeLength(bytes, codec);
  const text = decodeBytes(vm, bytes.slice(0, whole), codec, errors);
  vm.push(textResult(vm, text));
  vm.push(newBytes(vm, bytes.subarray(whole)));
  vm.push(vm.newStr(codec));
  vm.push(vm.newBool(atStart));
  return vm.tupleOfTop(4);
}

export const textCodecModule: NativeModule = {
  name: '_text_codec',
  functions: {
    codec_name: ['name, /', codecName],
    decode_part: ['data, codec, errors, final, at_start, /', decodePart],
  },
};
