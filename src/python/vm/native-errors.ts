import type { Native } from './natives.ts';

/** CPython's wording for wrong arguments of built-in functions, which depends on how a function takes them. */

/** Search methods of str, bytes and bytearray parse their arguments in an older way, with words of its own. */
const OLD_STYLE = new Set(['find', 'rfind', 'index', 'rindex', 'count', 'startswith', 'endswith']);
const TEXT_TYPES = new Set(['str', 'bytes', 'bytearray']);

/** How many of a native's first arguments callers do not see: `self`, or the class of a constructor. */
function hidden(native: Native): number {
  const first = native.parameters[0]?.name;
  return first === 'self' || first === 'cls' ? 1 : 0;
}

/** The name in most messages: a constructor goes by the name of its class. */
function shortName({ name, owner }: Native): string {
  return name === '__new__' || name === '__init__' ? owner : name;
}

/** `str.upper`, where the message shows the class. */
function longName(native: Native): string {
  const short = shortName(native);
  return native.owner === '' || short === native.owner ? short : `${native.owner}.${short}`;
}

function counted(count: number, what = 'argument'): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** Whether arguments can be given by name, `self` aside. */
function takesKeywords(native: Native): boolean {
  return native.parameters.some((parameter, index) => index >= hidden(native) && parameter.keyword);
}

function hasKeywordOnly(native: Native): boolean {
  return native.parameters.some((parameter) => !parameter.positional);
}

function isOldStyle({ name, owner }: Native): boolean {
  return OLD_STYLE.has(name) && TEXT_TYPES.has(owner);
}

export function tooManyForNative(native: Native, positional: number): string {
  const most = native.maximum - hidden(native);
  const least = native.minimum - hidden(native);
  const found = positional - hidden(native);
  const short = shortName(native);
  if (takesKeywords(native) || isOldStyle(native)) {
    if (most === 0) return `${short}() takes no positional arguments`;
    const bound = least === most ? 'exactly' : 'at most';
    const what = hasKeywordOnly(native) ? 'positional argument' : 'argument';
    return `${short}() takes ${bound} ${counted(most, what)} (${found} given)`;
  }
  if (most === 0) return `${longName(native)}() takes no arguments (${found} given)`;
  if (least === 1 && most === 1) return `${longName(native)}() takes exactly one argument (${found} given)`;
  return `${short} expected ${least === most ? '' : 'at most '}${counted(most)}, got ${found}`;
}

export function tooFewForNative(native: Native, positional: number): string {
  const least = native.minimum - hidden(native);
  const most = native.variadic ? Number.POSITIVE_INFINITY : native.maximum - hidden(native);
  const found = Math.max(0, positional - hidden(native));
  const short = shortName(native);
  if (isOldStyle(native)) return `${short}() takes at least ${counted(least)} (${found} given)`;
  if (takesKeywords(native) && !native.variadic) {
    const missing = native.parameters[hidden(native) + found];
    if (missing?.keyword) return `${short}() missing required argument '${missing.name}' (pos ${found + 1})`;
    const bound = least === most ? 'exactly' : 'at least';
    return `${short}() takes ${bound} ${counted(least, 'positional argument')} (${found} given)`;
  }
  if (least === 1 && most === 1) return `${longName(native)}() takes exactly one argument (${found} given)`;
  return `${short} expected ${least === most ? '' : 'at least '}${counted(least)}, got ${found}`;
}

export function unknownKeyword(native: Native, keyword: string): string {
  if (takesKeywords(native)) return `'${keyword}' is an invalid keyword argument for ${shortName(native)}()`;
  return `${longName(native)}() takes no keyword arguments`;
}

/** An argument given twice; `slot` counts the native's parameters. */
export function givenTwice(native: Native, keyword: string, slot: number): string {
  const position = slot + 1 - hidden(native);
  return `argument for ${shortName(native)}() given by name ('${keyword}') and position (${position})`;
}
