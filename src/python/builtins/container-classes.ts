import type { BuiltinClass } from '../vm/natives.ts';
import { dictClass } from './dict-type.ts';
import { genericAliasClass } from './generic-alias.ts';
import { iteratorClass } from './iterator-type.ts';
import { listClass } from './list-type.ts';
import { rangeClass } from './range-type.ts';
import { sliceClass } from './slice-type.ts';
import { tupleClass } from './tuple-type.ts';

/** The container types, bases before what derives from them. */
export const containerClasses: readonly BuiltinClass[] = [
  listClass,
  tupleClass,
  dictClass,
  rangeClass,
  sliceClass,
  iteratorClass,
  genericAliasClass,
];
