import { UsageError } from './errors.ts';
import { FIRST_FREE_WORD, IMMORTAL_COUNT, MARK_WORD, NULL_REF, WORD_BYTES } from './layout.ts';

export const HEAP_BYTES_MAX = 8 * 2 ** 30;
/** Elements of a typed array that every supported Node allows: byte views end at 4 GiB. */
export const VIEW_ELEMENTS_MAX = 2 ** 32;
export const HEAP_BYTES_MIN = 64 * 1024;

/**
 * One heap: a fixed-length buffer, reserved once (the host commits pages on first touch), and plain views of it.
 * Indexes of `i32` are word addresses, indexes of `u8` byte addresses (word address × 4). In a heap above 4 GiB the byte
 * views cover its first 4 GiB only (`byteAddressable`): enough for workloads of words, too little for strings.
 */
export class Memory {
  readonly buffer: ArrayBuffer;
  readonly i32: Int32Array;
  readonly u8: Uint8Array;
  readonly u16: Uint16Array;
  readonly f64: Float64Array;
  readonly words: number;

  /** @param bytes capacity; a multiple of 8 between 64 KiB and 8 GiB. @throws UsageError */
  constructor(bytes: number) {
    if (!Number.isInteger(bytes) || bytes < HEAP_BYTES_MIN || bytes > HEAP_BYTES_MAX || bytes % 8 !== 0) {
      throw new UsageError(
        'heap',
        `heap size: found ${bytes} bytes, expected a multiple of 8 between 64 KiB and 8 GiB`,
      );
    }
    this.buffer = reserve(bytes);
    this.words = bytes / WORD_BYTES;
    this.i32 = new Int32Array(this.buffer);
    this.u8 = new Uint8Array(this.buffer, 0, Math.min(bytes, VIEW_ELEMENTS_MAX));
    this.u16 = new Uint16Array(this.buffer, 0, Math.min(bytes / 2, VIEW_ELEMENTS_MAX));
    this.f64 = new Float64Array(this.buffer);
    this.i32[NULL_REF + MARK_WORD] = IMMORTAL_COUNT;
  }

  /** Every byte can be reached through `u8`. */
  get byteAddressable(): boolean {
    return this.u8.length === this.buffer.byteLength;
  }

  get firstWord(): number {
    return FIRST_FREE_WORD;
  }
}

function reserve(bytes: number): ArrayBuffer {
  try {
    return new ArrayBuffer(bytes);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(
      'heap',
      `heap size: this host cannot reserve ${bytes} bytes; ask for a smaller heap`,
    );
  }
}
