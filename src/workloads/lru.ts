/**
 * A cache that forgets what was least recently used, asked for keys by Zipf's law. Dead entries lie in the old generation
 * beside live ones, and what they point to lives on until that is collected: nepotism.
 */
import { SHAPE_CONTAINER } from '../contract/shapes.ts';
import type { Mutator, Shape } from '../runtime/mutator.ts';
import type { Random } from './random.ts';
import { allocateLarge, NODE, TABLE } from './shapes.ts';
import { expectResult, type PreparedWorkload, type Workload } from './workload.ts';

/** Locals. NEWEST and OLDEST end the list of use; a value hangs on each entry. */
const [BUCKETS, NEWEST, OLDEST, ENTRY, OTHER, MORE, LOCALS] = [0, 1, 2, 3, 4, 5, 6];
/** Fields of an entry; its raw word is the key. */
const [NEWER, OLDER, CHAIN, VALUE, FIELDS] = [0, 1, 2, 3, 4];

class Lru implements PreparedWorkload {
  private readonly m: Mutator;
  private readonly entry: Shape;
  private readonly value: Shape;
  private readonly capacity: number;
  private readonly keys: Int32Array;
  private readonly buckets: number;
  private size = 0;
  private hits = 0;

  constructor(m: Mutator, capacity: number, keys: Int32Array) {
    this.m = m;
    this.capacity = capacity;
    this.keys = keys;
    this.buckets = capacity;
    this.entry = m.shape({ name: 'Entry', raw: 1, refs: FIELDS, traits: SHAPE_CONTAINER });
    this.value = m.shape(NODE);
    m.pushFrame(LOCALS);
  }

  arrange(): void {
    const { m } = this;
    for (let local = 0; local < LOCALS; local++) m.clear(local);
    allocateLarge(m, BUCKETS, m.shape(TABLE), this.buckets);
    this.size = 0;
    this.hits = 0;
  }

  run(): void {
    for (const key of this.keys) {
      if (this.find(key)) {
        this.hits++;
        this.unlink();
      } else {
        if (this.size === this.capacity) this.forgetOldest();
        this.insert(key);
      }
      this.linkAsNewest();
      this.m.poll();
    }
  }

  /** ENTRY = the entry of the key, or null. */
  private find(key: number): boolean {
    const { m } = this;
    m.load(ENTRY, BUCKETS, key % this.buckets);
    while (!m.isNull(ENTRY)) {
      if (m.getRaw(ENTRY, 0) === key) return true;
      m.load(ENTRY, ENTRY, CHAIN);
    }
    return false;
  }

  private insert(key: number): void {
    const { m } = this;
    const bucket = key % this.buckets;
    m.allocate(ENTRY, this.entry);
    m.setRaw(ENTRY, 0, key);
    m.allocate(OTHER, this.value);
    m.setRaw(OTHER, 0, key);
    m.store(ENTRY, VALUE, OTHER);
    m.load(OTHER, BUCKETS, bucket);
    m.store(ENTRY, CHAIN, OTHER);
    m.store(BUCKETS, bucket, ENTRY);
    this.size++;
  }

  /** ENTRY leaves the list of use; its own fields keep what they hold. */
  private unlink(): void {
    const { m } = this;
    m.load(OTHER, ENTRY, NEWER);
    m.load(MORE, ENTRY, OLDER);
    if (m.isNull(OTHER)) m.copy(NEWEST, MORE);
    else m.store(OTHER, OLDER, MORE);
    if (m.isNull(MORE)) m.copy(OLDEST, OTHER);
    else m.store(MORE, NEWER, OTHER);
  }

  private linkAsNewest(): void {
    const { m } = this;
    m.storeNull(ENTRY, NEWER);
    m.store(ENTRY, OLDER, NEWEST);
    if (m.isNull(NEWEST)) m.copy(OLDEST, ENTRY);
    else m.store(NEWEST, NEWER, ENTRY);
    m.copy(NEWEST, ENTRY);
  }

  private forgetOldest(): void {
    const { m } = this;
    m.copy(ENTRY, OLDEST);
    this.unlink();
    const bucket = m.getRaw(ENTRY, 0) % this.buckets;
    m.load(OTHER, BUCKETS, bucket);
    if (m.same(OTHER, ENTRY)) {
      m.load(MORE, ENTRY, CHAIN);
      m.store(BUCKETS, bucket, MORE);
    } else {
      for (m.load(MORE, OTHER, CHAIN); !m.same(MORE, ENTRY); m.load(MORE, OTHER, CHAIN)) m.copy(OTHER, MORE);
      m.load(MORE, ENTRY, CHAIN);
      m.store(OTHER, CHAIN, MORE);
    }
    for (const local of [ENTRY, OTHER, MORE]) m.clear(local);
    this.size--;
  }

  check() {
    const { m } = this;
    const model = new Map<number, number>();
    let hits = 0;
    for (const key of this.keys) {
      if (model.delete(key)) hits++;
      else if (model.size === this.capacity) model.delete(model.keys().next().value!);
      model.set(key, key);
    }
    expectResult('hits', this.hits, hits);
    m.copy(ENTRY, OLDEST);
    for (const key of model.keys()) {
      expectResult('key in the order of use', m.getRaw(ENTRY, 0), key);
      m.load(OTHER, ENTRY, VALUE);
      expectResult(`value of key ${key}`, m.getRaw(OTHER, 0), key);
      m.load(ENTRY, ENTRY, NEWER);
    }
    for (const local of [ENTRY, OTHER, MORE]) m.clear(local);
    return { accesses: this.keys.length, hits, entries: model.size };
  }
}

/** Key k is asked for with a probability that falls as 1 / (k + 1). */
function zipfKeys(accesses: number, keys: number, random: Random): Int32Array {
  const below = new Float64Array(keys);
  let sum = 0;
  for (let k = 0; k < keys; k++) {
    sum += 1 / (k + 1);
    below[k] = sum;
  }
  return Int32Array.from({ length: accesses }, () => firstAbove(below, random.fraction() * sum));
}

function firstAbove(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

export const lru: Workload = {
  name: 'lru',
  summary:
    'a cache asked by Zipf’s law: entries die old, beside live ones, and keep young ones alive (nepotism)',
  params: { accesses: 500_000, capacity: 20_000, keys: 200_000 },
  prepare: (m, { accesses, capacity, keys }, random) =>
    new Lru(m, capacity!, zipfKeys(accesses!, keys!, random)),
};
