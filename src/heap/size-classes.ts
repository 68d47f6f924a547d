/**
 * Size classes of small cells, in words: every even size up to 64, then every eighth up to 128, so that a cell wastes
 * at most 8 words, and above 64 words at most an eighth of its object's size.
 */
export const SMALL_WORDS_MAX = 128;

export const CELL_WORDS: Int32Array = cellSizes();
export const SIZE_CLASSES = CELL_WORDS.length;
/** Size class of a cell for `words` words, indexed by words / 2. */
export const CLASS_OF_HALF: Uint8Array = classes();

function cellSizes(): Int32Array {
  const sizes: number[] = [];
  for (let words = 2; words <= 64; words += 2) sizes.push(words);
  for (let words = 72; words <= SMALL_WORDS_MAX; words += 8) sizes.push(words);
  return Int32Array.from(sizes);
}

function classes(): Uint8Array {
  const table = new Uint8Array(SMALL_WORDS_MAX / 2 + 1);
  for (let half = 0; half < table.length; half++)
    table[half] = CELL_WORDS.findIndex((words) => words >= 2 * half);
  return table;
}
