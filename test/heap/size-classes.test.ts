import { describe, expect, it } from 'vitest';
import { CELL_WORDS, CLASS_OF_HALF, SMALL_WORDS_MAX } from '../../src/heap/size-classes.ts';

describe('size classes', () => {
  it('give every even size the smallest cell that holds it', () => {
    for (let words = 2; words <= SMALL_WORDS_MAX; words += 2) {
      const sizeClass = CLASS_OF_HALF[words / 2]!;
      expect(CELL_WORDS[sizeClass]).toBeGreaterThanOrEqual(words);
      if (sizeClass > 0) expect(CELL_WORDS[sizeClass - 1]).toBeLessThan(words);
    }
  });

  it('waste at most an eighth of the object', () => {
    for (let words = 2; words <= SMALL_WORDS_MAX; words += 2) {
      expect(CELL_WORDS[CLASS_OF_HALF[words / 2]!]! - words).toBeLessThanOrEqual(words / 8);
    }
  });
});
