import type { BuiltinClass } from '../vm/natives.ts';
import { dictClass } from './dict-type.ts';
import { viewClasses } from './dict-view-types.ts';
import { frozensetClass } from './frozenset-type.ts';
import { genericAliasClass } from './generic-alias.ts';
import { iteratorClasses } from './iterator-classes.ts';
import { builtinIteratorClasses } from './iterator-type.ts';
import { listClass } from './list-type.ts';
import { mappingProxyClass } from './mapping-proxy.ts';
import { memoryviewClass } from './memoryview-type.ts';
import { rangeClass } from './range-type.ts';
import { setClass } from './set-type.ts';
import { sliceClass } from './slice-type.ts';
import { tupleClass } from './tuple-type.ts';

/** The container types, bases before what derives from them. */
export const containerClasses: readonly BuiltinClass[] = [
  listClass,
  tupleClass,
  dictClass,
  setClass,
  frozensetClass,
  rangeClass,
  sliceClass,
  ...viewClasses,
  mappingProxyClass,
  memoryviewClass,
  ...builtinIteratorClasses,
  ...iteratorClasses,
  genericAliasClass,
];
