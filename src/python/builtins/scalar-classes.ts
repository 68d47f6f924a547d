import type { BuiltinClass } from '../vm/natives.ts';
import { boolClass } from './bool-type.ts';
import { bytearrayClass } from './bytearray-type.ts';
import { bytesClass } from './bytes-type.ts';
import { complexClass } from './complex-type.ts';
import { floatClass } from './float-type.ts';
import { intClass } from './int-type.ts';
import { ellipsisClass, noneTypeClass, notImplementedTypeClass } from './singletons.ts';
import { strClass } from './str-type.ts';

/** The scalar types, bases first. */
export const scalarClasses: readonly BuiltinClass[] = [
  noneTypeClass,
  notImplementedTypeClass,
  ellipsisClass,
  intClass,
  boolClass,
  floatClass,
  complexClass,
  strClass,
  bytesClass,
  bytearrayClass,
];
