import { describe, expect, it } from 'vitest';
import { DebugAllocator, DebugLedger, MemoryMisuse } from '../../src/heap/debug-allocator.ts';
import { LargeObjects } from '../../src/heap/large-objects.ts';
import { FREED_WORD } from '../../src/heap/layout.ts';
import { Pymalloc } from '../../src/heap/pymalloc.ts';

function make() {
  const i32 = new Int32Array(1 << 20);
  const raw = new LargeObjects(i32, 64, i32.length);
  const pymalloc = new Pymalloc(i32, raw, { poolBytes: 4096, arenaBytes: 256 * 1024 });
  const ledger = new DebugLedger();
  const at = { line: 1 };
  ledger.site = () => `demo.py:${at.line++}`;
  const object = new DebugAllocator(i32, pymalloc, 'object', ledger);
  return { i32, ledger, object, mem: new DebugAllocator(i32, pymalloc, 'mem', ledger) };
}

function misuse(work: () => void): MemoryMisuse {
  try {
    work();
  } catch (error) {
    if (error instanceof MemoryMisuse) return error;
    throw error;
  }
  throw new Error('expected a MemoryMisuse');
}

describe('debug allocator', () => {
  it('fills fresh words with 0xCD and freed ones with 0xDD', () => {
    const { object, i32 } = make();
    const address = object.malloc(6);
    for (let k = 0; k < 6; k++) expect(i32[address + k]! >>> 0).toBe(0xcdcdcdcd);
    object.free(address);
    for (let k = 0; k < 6; k++) expect(i32[address + k]).toBe(FREED_WORD);
  });

  it('numbers allocations', () => {
    const { object, ledger } = make();
    const first = object.malloc(2);
    const second = object.malloc(2);
    expect(ledger.records.get(first)!.serial).toBe(1);
    expect(ledger.records.get(second)!.serial).toBe(2);
  });

  it('reports a double free, with the object and both places', () => {
    const { object } = make();
    const address = object.malloc(6);
    object.label(address, 'Resource');
    object.free(address);
    const error = misuse(() => object.free(address));
    expect(error).toMatchObject({
      kind: 'double-free',
      object: 'Resource',
      allocatedAt: 'demo.py:1',
      serial: 1,
    });
    expect(error.message).toMatch(/made at demo\.py:1.*freed at demo\.py:2 already/);
  });

  it.each([0, 1, 2, 4])('reports a write %i words past the end', (beyond) => {
    const { object, i32 } = make();
    const address = object.malloc(6);
    object.label(address, 'Resource');
    i32[address + 6 + beyond] = 42;
    const error = misuse(() => object.free(address));
    expect(error).toMatchObject({ kind: 'write-past-end', object: 'Resource', allocatedAt: 'demo.py:1' });
    expect(error.message).toContain('0x2a');
    expect(misuse(() => object.checkAll()).kind).toBe('write-past-end');
  });

  it.each([1, 2, 3, 4])('reports a write %i words before the start', (before) => {
    const { object, i32 } = make();
    const address = object.malloc(6);
    i32[address - before] = 42;
    expect(misuse(() => object.free(address)).kind).toBe('write-before-start');
  });

  it('reports a free through another domain', () => {
    const { object, mem } = make();
    const address = object.malloc(6);
    object.label(address, 'Resource');
    const error = misuse(() => mem.free(address));
    expect(error).toMatchObject({ kind: 'wrong-allocator', object: 'Resource', allocatedAt: 'demo.py:1' });
    expect(error.message).toMatch(/allocated by 'object', freed by 'mem'/);
    object.free(address);
  });

  it('reports a free of what was never allocated', () => {
    const { object } = make();
    expect(misuse(() => object.free(4096)).kind).toBe('unknown-address');
  });

  it('moves what is reallocated, with its contents and its name', () => {
    const { object, i32, ledger } = make();
    const address = object.malloc(6);
    object.label(address, 'items');
    i32[address + 5] = 9;
    const moved = object.realloc(address, 20);
    expect(moved).not.toBe(address);
    expect(i32[moved + 5]).toBe(9);
    expect(ledger.records.get(moved)!.name).toBe('items');
    expect(misuse(() => object.free(address)).kind).toBe('double-free');
    object.checkAll();
  });
});
