/** Recorded programs on which a platform cannot agree yet, each with its reason. Everything else must agree. */

/** Real pools are partly filled by what the interpreter made while it started, which differs from version to version. */
const ADDRESSES =
  'depends on which blocks of which size class the real interpreter has free after it started';

export const knownDifferences: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'cpython-2.7': {
    '53_id_as_order': ADDRESSES,
    '64_deep_del_chain':
      "the trashcan of 2.7 is emptied by the next container that dies on its own, in the real one an argument tuple that midden's calls do not make",
  },
  'cpython-3.8': {},
  'cpython-3.11': {},
  'cpython-3.12': { '53_id_as_order': ADDRESSES },
  'cpython-3.13': { '49_id_reuse': ADDRESSES },
  'jython-2.7': {},
  'pypy-3.9': {},
};
