import { abcSource } from './abc.ts';
import { collectionsAbcSource } from './collections-abc.ts';
import { collectionsAbcSource } from './collections-abc.ts';
import { weakSetSource } from './weak-set.ts';
import { weakrefSource } from './weakref.ts';

/** Library modules in Python: full name → source. */
export const librarySources: Readonly<Record<string, string>> = {
  _collections_abc: collectionsAbcSource,
  _weakrefset: weakSetSource,
  abc: abcSource,
  'collections.abc': collectionsAbcSource,
  weakref: weakrefSource,
};
