import type { Ref } from '../../heap/layout.ts';
import { bytesArgument, newBytes } from '../builtins/byte-support.ts';
import { fromBase64, toBase64 } from '../values/base64.ts';
import { adler32, crc32, md5, sha1, sha224, sha256 } from '../values/digests.ts';
import { sha512 } from '../values/sha512.ts';
import type { NativeModule } from '../vm/modules.ts';
import type { NativeCode } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';

/** [data] → bytes */
function ofBytes(compute: (bytes: Uint8Array) => Uint8Array): readonly [string, NativeCode] {
  return ['data, /', (vm, args) => newBytes(vm, compute(bytesArgument(vm, args)))];
}

/** [data, value] → number */
function checksum(compute: (bytes: Uint8Array, start: number) => number): readonly [string, NativeCode] {
  return [
    'data, value, /',
    (vm, args) => {
      const start = Number(BigInt.asIntN(32, vm.protocols.indexBig(vm.at(args + 1))));
      return vm.newInt(compute(bytesArgument(vm, args), start));
    },
  ];
}

function decode(vm: VM, args: number): Ref {
  const strict = vm.truthy(vm.at(args + 1));
  return newBytes(vm, fromBase64(bytesArgument(vm, args), strict));
}

/** What hashlib, binascii and zlib compute. */
export const digestsModule: NativeModule = {
  name: '_digests',
  functions: {
    md5: ofBytes(md5),
    sha1: ofBytes(sha1),
    sha224: ofBytes(sha224),
    sha256: ofBytes(sha256),
    sha512: ofBytes(sha512),
    crc32: checksum(crc32),
    adler32: checksum(adler32),
    to_base64: ofBytes(toBase64),
    from_base64: ['data, strict, /', decode],
  },
};
