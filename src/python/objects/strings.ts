import { LENGTH, type Ref, SHAPE_MASK } from '../../heap/layout.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import {
  BYTES_DATA,
  Shape,
  STR_CHARS,
  STR_DATA,
  STR_FLAGS,
  STR_HASH,
  STR_NAME_SHIFT,
  STR_WIDTH_MASK,
} from './shapes.ts';

/** Up to here a loop is faster than the host's function. */
const FEW_BYTES = 48;
const FEW_CHARS = 24;

/**
 * Strings in the heap: code points of 1, 2 or 4 bytes each (PEP 393), with a cached hash.
 *
 * Interned strings have a *name id*, by which host tables (attribute layouts, inline caches) refer to them.
 */
export class Strings {
  private readonly runtime: Runtime;
  private readonly i32: Int32Array;
  private readonly u8: Uint8Array;
  private readonly u16: Uint16Array;
  private readonly ids = new Map<string, number>();
  private readonly texts: string[] = [''];
  /** Index in the runtime's statics of each name's string. */
  private readonly statics: number[] = [0];
  private readonly seed: number;
  /** Without a seed, as in Python 2: the order of its dicts depends on it. */
  private readonly python2: boolean;

  constructor(runtime: Runtime, seed: number, python2 = false) {
    this.runtime = runtime;
    this.i32 = runtime.memory.i32;
    this.u8 = runtime.memory.u8;
    this.u16 = runtime.memory.u16;
    this.seed = seed;
    this.python2 = python2;
  }

  // ---- Making

  make(text: string): Ref {
    const length = text.length;
    let widest = 0;
    for (let k = 0; k < length; k++) widest |= text.charCodeAt(k);
    if (widest < 0x100) return this.makeNarrow(text);
    if (!hasSurrogatePair(text)) return this.makeWide(text);
    return this.makeFull(text);
  }

  /** Words that `make` would allocate for `chars` code points of `width` bytes. */
  wordsFor(chars: number, width: number): number {
    return this.runtime.shapes.sizeFor(Shape.STR, chars * width);
  }

  private makeNarrow(text: string): Ref {
    const ref = this.allocate(text.length, 1);
    const at = (ref + STR_DATA) * 4;
    for (let k = 0; k < text.length; k++) this.u8[at + k] = text.charCodeAt(k);
    return ref;
  }

  private makeWide(text: string): Ref {
    const ref = this.allocate(text.length, 2);
    const at = (ref + STR_DATA) * 2;
    for (let k = 0; k < text.length; k++) this.u16[at + k] = text.charCodeAt(k);
    return ref;
  }

  private makeFull(text: string): Ref {
    const points = Array.from(text);
    const ref = this.allocate(points.length, 4);
    points.forEach((point, k) => {
      this.i32[ref + STR_DATA + k] = point.codePointAt(0)!;
    });
    return ref;
  }

  /** A copy of a string as an instance of a subclass, whose class slot the caller fills. */
  copyAs(shape: number, from: Ref): Ref {
    const { i32 } = this;
    const ref = this.runtime.allocateVariable(shape, i32[from + LENGTH]!);
    i32[ref + STR_CHARS] = i32[from + STR_CHARS]!;
    i32[ref + STR_FLAGS] = this.width(from);
    this.copyInto(ref, 0, from);
    return ref;
  }

  /** An empty cell for `chars` code points; the caller fills in the data. */
  allocate(chars: number, width: number): Ref {
    const ref = this.runtime.allocateVariable(Shape.STR, chars * width);
    this.i32[ref + STR_CHARS] = chars;
    this.i32[ref + STR_FLAGS] = width;
    return ref;
  }

  // ---- Reading

  /** First word of the text: behind the class and attribute slots of a subclass's instance. */
  private data(ref: Ref): number {
    const shape = this.i32[ref]! & SHAPE_MASK;
    return ref + (shape === Shape.STR ? STR_DATA : this.runtime.shapes.fixedWords[shape]!);
  }

  length(ref: Ref): number {
    return this.i32[ref + STR_CHARS]!;
  }

  width(ref: Ref): number {
    return this.i32[ref + STR_FLAGS]! & STR_WIDTH_MASK;
  }

  text(ref: Ref): string {
    const { i32 } = this;
    const name = i32[ref + STR_FLAGS]! >>> STR_NAME_SHIFT;
    if (name !== 0) return this.texts[name]!;
    return this.slice(ref, 0, i32[ref + STR_CHARS]!);
  }

  /** Code points [from, to) as host text. */
  slice(ref: Ref, from: number, to: number): string {
    if (to - from <= FEW_CHARS) return this.shortSlice(ref, from, to);
    const units = this.dataUnits(ref, from, to);
    if (units.length < 4096) return String.fromCodePoint.apply(null, units as unknown as number[]);
    const parts: string[] = [];
    for (let k = 0; k < units.length; k += 4096) {
      parts.push(String.fromCodePoint.apply(null, units.subarray(k, k + 4096) as unknown as number[]));
    }
    return parts.join('');
  }

  private shortSlice(ref: Ref, from: number, to: number): string {
    let text = '';
    let k = from;
    if (this.width(ref) === 1) {
      const { u8 } = this;
      let at = this.data(ref) * 4 + from;
      for (; k + 4 <= to; k += 4, at += 4)
        text += String.fromCharCode(u8[at]!, u8[at + 1]!, u8[at + 2]!, u8[at + 3]!);
    }
    for (; k < to; k++) text += String.fromCodePoint(this.at(ref, k));
    return text;
  }

  /** A new string of the code points [from, to) of one whose code points are single bytes. */
  narrowPart(ref: Ref, from: number, to: number): Ref {
    const { u8 } = this;
    const part = this.allocate(to - from, 1);
    const source = this.data(ref) * 4;
    const target = (part + STR_DATA) * 4 - from;
    for (let k = from; k < to; k++) u8[target + k] = u8[source + k]!;
    return part;
  }

  private dataUnits(ref: Ref, from: number, to: number): Uint8Array | Uint16Array | Int32Array {
    const base = this.data(ref);
    switch (this.width(ref)) {
      case 1:
        return this.u8.subarray(base * 4 + from, base * 4 + to);
      case 2:
        return this.u16.subarray(base * 2 + from, base * 2 + to);
      default:
        return this.i32.subarray(base + from, base + to);
    }
  }

  /** The code point at `index`, which must be in range. */
  at(ref: Ref, index: number): number {
    const base = this.data(ref);
    switch (this.i32[ref + STR_FLAGS]! & STR_WIDTH_MASK) {
      case 1:
        return this.u8[base * 4 + index]!;
      case 2:
        return this.u16[base * 2 + index]!;
      default:
        return this.i32[base + index]!;
    }
  }

  /** Put the code points of `from` into `to` from position `at`; `to` is at least as wide. */
  copyInto(to: Ref, at: number, from: Ref): void {
    const length = this.length(from);
    const width = this.width(to);
    this.runtime.copiedBytes += length * width;
    if (width === this.width(from)) {
      const source = this.data(from) * 4;
      const target = this.data(to) * 4 + at * width;
      const bytes = length * width;
      if (bytes <= FEW_BYTES) for (let k = 0; k < bytes; k++) this.u8[target + k] = this.u8[source + k]!;
      else this.u8.copyWithin(target, source, source + bytes);
      return;
    }
    if (width === 2) for (let k = 0; k < length; k++) this.u16[this.data(to) * 2 + at + k] = this.at(from, k);
    else for (let k = 0; k < length; k++) this.i32[this.data(to) + at + k] = this.at(from, k);
  }

  /** A new string: a followed by b. */
  concat(a: Ref, b: Ref): Ref {
    const ref = this.allocate(this.length(a) + this.length(b), Math.max(this.width(a), this.width(b)));
    this.copyInto(ref, 0, a);
    this.copyInto(ref, this.length(a), b);
    return ref;
  }

  /** Appends `b` to `a` within a's own cell, if the collector has the room and nobody can tell; else false. */
  grow(a: Ref, b: Ref): boolean {
    const { i32 } = this;
    const flags = i32[a + STR_FLAGS]!;
    const width = flags & STR_WIDTH_MASK;
    if (flags >>> STR_NAME_SHIFT !== 0 || this.width(b) > width || (i32[a]! & SHAPE_MASK) !== Shape.STR)
      return false;
    const before = this.length(a);
    const chars = before + this.length(b);
    if (!this.runtime.tryGrow(a, this.wordsFor(chars, width))) return false;
    i32[a + LENGTH] = chars * width;
    i32[a + STR_CHARS] = chars;
    i32[a + STR_HASH] = 0;
    this.copyInto(a, before, b);
    return true;
  }

  equal(a: Ref, b: Ref): boolean {
    if (a === b) return true;
    const { i32 } = this;
    if (i32[a + STR_CHARS] !== i32[b + STR_CHARS]) return false;
    const ha = i32[a + STR_HASH]!;
    const hb = i32[b + STR_HASH]!;
    if (ha !== 0 && hb !== 0 && ha !== hb) return false;
    const flagsA = i32[a + STR_FLAGS]!;
    const flagsB = i32[b + STR_FLAGS]!;
    if ((flagsA & STR_WIDTH_MASK) !== (flagsB & STR_WIDTH_MASK)) return false;
    if (flagsA >>> STR_NAME_SHIFT !== 0 && flagsB >>> STR_NAME_SHIFT !== 0) return false; // two different names
    const bytes = i32[a + LENGTH]!;
    const words = bytes >> 2;
    const dataA = this.data(a);
    const dataB = this.data(b);
    for (let k = 0; k < words; k++) if (i32[dataA + k] !== i32[dataB + k]) return false;
    for (let k = words * 4; k < bytes; k++)
      if (this.u8[dataA * 4 + k] !== this.u8[dataB * 4 + k]) return false;
    return true;
  }

  /** Negative, 0 or positive, by code points. */
  compare(a: Ref, b: Ref): number {
    const lengthA = this.length(a);
    const lengthB = this.length(b);
    const common = Math.min(lengthA, lengthB);
    for (let k = 0; k < common; k++) {
      const difference = this.at(a, k) - this.at(b, k);
      if (difference !== 0) return difference;
    }
    return lengthA - lengthB;
  }

  /** A hash of the code points and the run's seed, never 0; equal for equal strings whatever their width. */
  hash(ref: Ref): number {
    const known = this.i32[ref + STR_HASH]!;
    if (known !== 0) return known;
    if (this.python2) return this.hashOfPython2(ref);
    let h = (0x811c9dc5 ^ this.seed) | 0;
    const length = this.length(ref);
    for (let k = 0; k < length; k++) h = Math.imul(h ^ this.at(ref, k), 0x01000193);
    h ^= h >>> 15;
    h = Math.imul(h, 0x2c1b3c6d);
    h ^= h >>> 12;
    if (h === 0 || h === -1) h = 0x5bd1e995;
    this.i32[ref + STR_HASH] = h;
    return h;
  }

  /** The lower half of CPython 2.7's hash; 0 is not kept, it is computed anew. */
  private hashOfPython2(ref: Ref): number {
    const length = this.length(ref);
    if (length === 0) return 0;
    let h = this.at(ref, 0) << 7;
    for (let k = 0; k < length; k++) h = Math.imul(h, 1000003) ^ this.at(ref, k);
    h ^= length;
    if (h === -1) h = -2;
    this.i32[ref + STR_HASH] = h;
    return h;
  }

  // ---- Names

  /** The id of an interned string with this text. */
  nameId(text: string): number {
    const known = this.ids.get(text);
    if (known !== undefined) return known;
    return this.enter(text, this.make(text));
  }

  /** The id of the interned string equal to `ref`; interns `ref` itself if there is none yet. */
  nameIdOf(ref: Ref): number {
    const own = this.i32[ref + STR_FLAGS]! >>> STR_NAME_SHIFT;
    if (own !== 0) return own;
    const text = this.text(ref);
    const known = this.ids.get(text);
    if (known !== undefined) return known;
    const exact = (this.i32[ref]! & SHAPE_MASK) === Shape.STR;
    return this.enter(text, exact ? this.runtime.retain(ref) : this.make(text));
  }

  /** The id if the text is interned already, else 0. */
  knownNameId(ref: Ref): number {
    const own = this.i32[ref + STR_FLAGS]! >>> STR_NAME_SHIFT;
    return own !== 0 ? own : (this.ids.get(this.text(ref)) ?? 0);
  }

  /** The interned string with this id, borrowed. */
  nameRef(id: number): Ref {
    return this.runtime.roots.statics.words[this.statics[id]!]!;
  }

  nameText(id: number): string {
    return this.texts[id]!;
  }

  private enter(text: string, ref: Ref): number {
    const id = this.texts.length;
    this.ids.set(text, id);
    this.texts.push(text);
    this.statics.push(this.runtime.roots.addStatic(ref));
    this.i32[ref + STR_FLAGS] = this.i32[ref + STR_FLAGS]! | (id << STR_NAME_SHIFT);
    this.hash(ref);
    return id;
  }

  // ---- Bytes

  makeBytes(bytes: Uint8Array, shape: number = Shape.BYTES): Ref {
    const ref = this.runtime.allocateVariable(shape, bytes.length);
    this.u8.set(bytes, (ref + BYTES_DATA) * 4);
    return ref;
  }

  /** The bytes themselves, a view: good until the next safepoint or allocation. */
  bytesView(ref: Ref): Uint8Array {
    const shape = this.i32[ref]! & SHAPE_MASK;
    const data = shape === Shape.BYTES ? BYTES_DATA : this.runtime.shapes.fixedWords[shape]!;
    const at = (ref + data) * 4;
    return this.u8.subarray(at, at + this.i32[ref + LENGTH]!);
  }
}

function hasSurrogatePair(text: string): boolean {
  return /[\ud800-\udbff][\udc00-\udfff]/.test(text);
}
