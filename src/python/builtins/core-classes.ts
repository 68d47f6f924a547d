import type { BuiltinClass } from '../vm/natives.ts';
import {
  anextAwaitableClass,
  asendClass,
  asyncGeneratorClass,
  athrowClass,
} from './async-generator-types.ts';
import { exceptionClasses } from './exception-types.ts';
import { codeClass, frameClass, tracebackClass } from './frame-types.ts';
import { functionClass, methodClass } from './function-type.ts';
import { coroutineClass, coroutineWrapperClass, generatorClass } from './generator-types.ts';
import { cellClass, moduleClass } from './module-type.ts';
import {
  getsetClass,
  memberClass,
  methodDescriptorClass,
  methodWrapperClass,
  nativeClass,
  wrapperDescriptorClass,
} from './native-types.ts';
import { objectClass } from './object-type.ts';
import { classmethodClass, propertyClass, staticmethodClass } from './property-type.ts';
import { superClass } from './super-type.ts';
import { typeClass } from './type-type.ts';
import { unionTypeClass } from './union-type.ts';
import { callableProxyClass, proxyClass } from './weakproxy-types.ts';
import { referenceClass } from './weakref-types.ts';

/** The types that the language itself is made of, bases first. */
export const coreClasses: readonly BuiltinClass[] = [
  objectClass,
  typeClass,
  nativeClass,
  methodDescriptorClass,
  methodWrapperClass,
  wrapperDescriptorClass,
  getsetClass,
  memberClass,
  functionClass,
  methodClass,
  propertyClass,
  staticmethodClass,
  classmethodClass,
  superClass,
  moduleClass,
  cellClass,
  codeClass,
  frameClass,
  tracebackClass,
  generatorClass,
  coroutineClass,
  coroutineWrapperClass,
  asyncGeneratorClass,
  asendClass,
  athrowClass,
  anextAwaitableClass,
  unionTypeClass,
  referenceClass,
  proxyClass,
  callableProxyClass,
  ...exceptionClasses,
];
