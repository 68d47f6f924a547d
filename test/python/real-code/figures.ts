/** Where each figure that was measured on real interpreters is checked. */
const checkedAt: readonly (readonly [figure: string, where: string])[] = [
  [
    'Havlak(1) 597,703, CD(10) 25,815, DeltaBlue(100) 1,210, Richards 48, Bounce, Json, Storage 0 cyclic objects',
    'here',
  ],
  ['Havlak(1): collections [3436, 312, 29], 3.13 [1037, 94, 9], 597,703 objects in both', 'here'],
  ['100 rings of 21: 2100, with instance dicts 4200', 'here'],
  ['a million lists: collections [1300, 118, 8], 3.13 [455, 41, 3]', 'here'],
  [
    'a dead class 6, a function and its globals 2, an exception in its own frame, a generator, …',
    'test/python/platforms/versions-programs/sources/gc_counts.py',
  ],
  ['100 rings, object sizes, 200,000 lists', 'test/python/platforms/version_figures.py'],
  ['Havlak(1) on 3.8: collections [6611, 600, 55]', 'not reproduced, see checks.ts'],
  ['allocated nodes of GCBench and binary-trees', 'not checked'],
];

export const figuresText = [
  'Figures measured on real interpreters, and where they are checked:',
  ...checkedAt.map(([figure, where]) => `  ${figure}: ${where}`),
].join('\n');
