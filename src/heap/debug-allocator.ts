import { FREED_WORD, FRESH_BYTE, GUARD_BYTE } from './layout.ts';
import { type RawAllocator, roundUpToAlignment } from './raw-allocator.ts';

/*
 * A block in debug mode (as PYTHONMALLOC=debug, with 4-byte words):
 *
 *     block + 0 │ words asked for │ domain, 3 guard bytes │ guard │ guard │   4 words
 *     block + 4 │ the words that the caller sees                          │
 *             … │ guard │ guard │ serial number │ guard │                     4 words
 */
const FRONT_WORDS = 4;
const BACK_WORDS = 4;
const WORDS = 0;
const DOMAIN = 1;

const GUARD_WORD = (GUARD_BYTE << 24) | (GUARD_BYTE << 16) | (GUARD_BYTE << 8) | GUARD_BYTE;
const FRESH_WORD = (FRESH_BYTE << 24) | (FRESH_BYTE << 16) | (FRESH_BYTE << 8) | FRESH_BYTE;

/** CPython's three domains, which must not be mixed. */
export type AllocatorDomain = 'raw' | 'mem' | 'object';

export type MisuseKind =
  | 'double-free'
  | 'write-past-end'
  | 'write-before-start'
  | 'wrong-allocator'
  | 'unknown-address';

/** A memory error that the debug allocator found: what was done, to which object, and where that was allocated. */
export class MemoryMisuse extends Error {
  readonly kind: MisuseKind;
  /** The object's name, as given by `DebugAllocator.label`. */
  readonly object: string;
  readonly allocatedAt: string;
  readonly serial: number;

  constructor(kind: MisuseKind, message: string, record: BlockRecord | null) {
    super(message);
    this.name = 'MemoryMisuse';
    this.kind = kind;
    this.object = record?.name ?? 'unknown';
    this.allocatedAt = record?.allocatedAt ?? 'unknown';
    this.serial = record?.serial ?? 0;
  }
}

interface BlockRecord {
  readonly serial: number;
  readonly domain: AllocatorDomain;
  readonly words: number;
  readonly allocatedAt: string;
  name: string;
  /** Where it was freed; null while it is in use. */
  freedAt: string | null;
}

/**
 * What the debug allocators of one heap know together: the last block that began at each address, freed ones included,
 * so that a second free, or one through another domain, can be told with names.
 */
export class DebugLedger {
  readonly records = new Map<number, BlockRecord>();
  /** Where the program is: for messages. May be replaced at any time. */
  site: () => string;
  serial = 0;

  constructor(site: () => string = () => 'an unknown place') {
    this.site = site;
  }
}

/**
 * Wraps an allocator: fills fresh and freed words, guards both ends, numbers allocations, and checks all of it when a
 * block is freed or reallocated. Slow, for finding errors.
 */
export class DebugAllocator implements RawAllocator {
  readonly ledger: DebugLedger;
  readonly domain: AllocatorDomain;
  private readonly i32: Int32Array;
  private readonly inner: RawAllocator;

  constructor(i32: Int32Array, inner: RawAllocator, domain: AllocatorDomain, ledger: DebugLedger) {
    this.i32 = i32;
    this.inner = inner;
    this.domain = domain;
    this.ledger = ledger;
  }

  malloc(words: number): number {
    const { i32, ledger } = this;
    const rounded = roundUpToAlignment(words);
    const block = this.inner.malloc(rounded + FRONT_WORDS + BACK_WORDS);
    if (block === 0) return 0;
    const address = block + FRONT_WORDS;
    const serial = ++ledger.serial;
    i32[block + WORDS] = words;
    i32[block + DOMAIN] = domainWord(this.domain);
    i32[block + 2] = GUARD_WORD;
    i32[block + 3] = GUARD_WORD;
    i32.fill(FRESH_WORD, address, address + words);
    // The words that rounding added are guarded as well.
    i32.fill(GUARD_WORD, address + words, address + rounded + BACK_WORDS);
    i32[address + rounded + 2] = serial;
    ledger.records.set(address, {
      serial,
      domain: this.domain,
      words,
      allocatedAt: ledger.site(),
      name: 'block',
      freedAt: null,
    });
    return address;
  }

  /** The name by which messages call the block. */
  label(address: number, name: string): void {
    const record = this.ledger.records.get(address);
    if (record !== undefined) record.name = name;
  }

  /** @throws MemoryMisuse */
  free(address: number): void {
    const record = this.check(address);
    const block = address - FRONT_WORDS;
    record.freedAt = this.ledger.site();
    this.i32.fill(FREED_WORD, block, address + roundUpToAlignment(record.words) + BACK_WORDS);
    this.inner.free(block);
  }

  /** Moves always, so that stale addresses are noticed. @throws MemoryMisuse */
  realloc(address: number, words: number): number {
    const record = this.check(address);
    const to = this.malloc(words);
    if (to === 0) return 0;
    this.label(to, record.name);
    this.i32.copyWithin(to, address, address + Math.min(words, record.words));
    this.free(address);
    return to;
  }

  largestFree(): number {
    return Math.max(0, (this.inner.largestFree?.() ?? 0) - FRONT_WORDS - BACK_WORDS);
  }

  /** Checks every block in use. @throws MemoryMisuse for the first that was overrun */
  checkAll(): void {
    for (const [address, record] of this.ledger.records) {
      if (record.freedAt === null && record.domain === this.domain) this.check(address);
    }
  }

  /** The inner allocator's block for an address that was handed out, and back. */
  static blockOf(address: number): number {
    return address - FRONT_WORDS;
  }

  static addressIn(block: number): number {
    return block + FRONT_WORDS;
  }

  /** Words that debug mode adds to a block. */
  static readonly extraWords: number = FRONT_WORDS + BACK_WORDS;

  private check(address: number): BlockRecord {
    const record = this.ledger.records.get(address);
    if (record === undefined) {
      throw new MemoryMisuse(
        'unknown-address',
        `free of address ${address} at ${this.ledger.site()}: no block begins there; pass the address that malloc gave`,
        null,
      );
    }
    if (record.freedAt !== null) {
      this.fail('double-free', record, address, `freed at ${record.freedAt} already; free it once`);
    }
    if (record.domain !== this.domain) {
      const advice = `freed by '${this.domain}'; free it by the domain that allocated it`;
      this.fail('wrong-allocator', record, address, `allocated by '${record.domain}', ${advice}`);
    }
    this.checkGuards(address, record);
    return record;
  }

  private checkGuards(address: number, record: BlockRecord): void {
    const { i32 } = this;
    const block = address - FRONT_WORDS;
    if (
      i32[block + WORDS] !== record.words ||
      i32[block + DOMAIN] !== domainWord(record.domain) ||
      i32[block + 2] !== GUARD_WORD ||
      i32[block + 3] !== GUARD_WORD
    ) {
      this.fail('write-before-start', record, address, 'the guard before its first word was overwritten');
    }
    const rounded = roundUpToAlignment(record.words);
    const serialAt = address + rounded + 2;
    for (let at = address + record.words; at < address + rounded + BACK_WORDS; at++) {
      if (i32[at] === (at === serialAt ? record.serial : GUARD_WORD)) continue;
      const offset = at - address - record.words;
      const found = (i32[at]! >>> 0).toString(16);
      this.fail(
        'write-past-end',
        record,
        address,
        `word ${offset} behind its ${record.words} words was set to 0x${found}`,
      );
    }
  }

  private fail(kind: MisuseKind, record: BlockRecord, address: number, detail: string): never {
    const what = `${record.name} at ${address} (allocation ${record.serial}, made at ${record.allocatedAt})`;
    throw new MemoryMisuse(kind, `${kind} at ${this.ledger.site()}: ${what}: ${detail}`, record);
  }
}

function domainWord(domain: AllocatorDomain): number {
  return (domain.charCodeAt(0) << 24) | (GUARD_WORD & 0xffffff);
}
