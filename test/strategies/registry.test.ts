import { describe, expect, it } from 'vitest';
import { collectorNamed, collectors } from '../../strategies/index.ts';

describe('the registry of collectors', () => {
  it('finds each collector by its name', () => {
    const names = collectors().map((factory) => factory.name);
    expect(names).toContain('mark-sweep');
    expect(new Set(names).size).toBe(names.length);
    for (const factory of collectors()) expect(collectorNamed(factory.name)).toBe(factory);
  });

  it('lists the names when it is asked for another', () => {
    expect(() => collectorNamed('train')).toThrow(
      /^collector: found 'train', expected one of .*mark-sweep.*epsilon/,
    );
  });
});
