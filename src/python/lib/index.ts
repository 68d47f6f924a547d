import { abcSource } from './abc.ts';
import { bisectSource } from './bisect.ts';
import { collectionsSource } from './collections.ts';
import { collectionsAbcSource } from './collections-abc.ts';
import { containerAbcsSource } from './container-abcs.ts';
import { contextlibSource } from './contextlib.ts';
import { copySource } from './copy.ts';
import { dataclassesSource } from './dataclasses.ts';
import { enumSource } from './enum.ts';
import { functoolsSource } from './functools.ts';
import { futureSource } from './future.ts';
import { heapqSource } from './heapq.ts';
import { itertoolsSource } from './itertools.ts';
import { keywordSource } from './keyword.ts';
import { linecacheSource } from './linecache.ts';
import { operatorSource } from './operator.ts';
import { randomSource } from './random.ts';
import { stringSource } from './string.ts';
import { tracebackSource } from './traceback.ts';
import { typesSource } from './types.ts';
import { typingSource } from './typing.ts';
import { warningsSource } from './warnings.ts';
import { weakSetSource } from './weak-set.ts';
import { weakrefSource } from './weakref.ts';

/** Library modules in Python: full name → source. */
export const librarySources: Readonly<Record<string, string>> = {
  __future__: futureSource,
  _collections_abc: containerAbcsSource,
  _weakrefset: weakSetSource,
  abc: abcSource,
  bisect: bisectSource,
  collections: collectionsSource,
  'collections.abc': collectionsAbcSource,
  contextlib: contextlibSource,
  copy: copySource,
  dataclasses: dataclassesSource,
  enum: enumSource,
  functools: functoolsSource,
  heapq: heapqSource,
  itertools: itertoolsSource,
  keyword: keywordSource,
  linecache: linecacheSource,
  operator: operatorSource,
  random: randomSource,
  string: stringSource,
  traceback: tracebackSource,
  types: typesSource,
  typing: typingSource,
  warnings: warningsSource,
  weakref: weakrefSource,
};
