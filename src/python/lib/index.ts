import { abcSource } from './abc.ts';
import { collectionsSource } from './collections.ts';
import { collectionsAbcSource } from './collections-abc.ts';
import { containerAbcsSource } from './container-abcs.ts';
import { contextlibSource } from './contextlib.ts';
import { functoolsSource } from './functools.ts';
import { itertoolsSource } from './itertools.ts';
import { keywordSource } from './keyword.ts';
import { operatorSource } from './operator.ts';
import { typesSource } from './types.ts';
import { weakSetSource } from './weak-set.ts';
import { weakrefSource } from './weakref.ts';

/** Library modules in Python: full name → source. */
export const librarySources: Readonly<Record<string, string>> = {
  _collections_abc: containerAbcsSource,
  _weakrefset: weakSetSource,
  abc: abcSource,
  collections: collectionsSource,
  'collections.abc': collectionsAbcSource,
  contextlib: contextlibSource,
  functools: functoolsSource,
  itertools: itertoolsSource,
  keyword: keywordSource,
  operator: operatorSource,
  types: typesSource,
  weakref: weakrefSource,
};
