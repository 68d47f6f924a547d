/** Recorded programs on which a platform cannot agree yet, each with its reason. Everything else must agree. */
export const knownDifferences: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'cpython-3.11': {},
  'jython-2.7': {},
};
