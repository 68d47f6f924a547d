import type { Ref } from '../../heap/layout.ts';
import { CodeFlag } from '../compiler/code.ts';
import { FUNCTION_DEFAULTS, FUNCTION_QUALNAME } from '../objects/shapes.ts';
import type { CodeInfo } from './codes.ts';
import type { Native } from './natives.ts';
import type { VM } from './vm.ts';

/** CPython's wording for wrong numbers of arguments. */
export function missingArguments(
  name: string,
  missing: readonly string[],
  what: 'positional' | 'keyword-only',
): string {
  const quoted = missing.map((parameter) => `'${parameter}'`);
  const last = quoted.pop()!;
  const list =
    quoted.length === 0
      ? last
      : quoted.length === 1
        ? `${quoted[0]} and ${last}`
        : `${quoted.join(', ')}, and ${last}`;
  const plural = missing.length === 1 ? '' : 's';
  return `${name}() missing ${missing.length} required ${what} argument${plural}: ${list}`;
}

/** Python 2 says what a function takes, and how much it got. */
export function wrongCount(vm: VM, fn: Ref, info: CodeInfo, given: number): string {
  const { code } = info;
  const defaults = vm.i32[fn + FUNCTION_DEFAULTS]!;
  const optional = defaults === 0 ? 0 : vm.tupleLength(defaults);
  const isOpen = (code.flags & CodeFlag.VARARGS) !== 0;
  const wanted = given > code.argCount ? code.argCount : code.argCount - optional;
  const how = optional === 0 && !isOpen ? 'exactly' : given > code.argCount ? 'at most' : 'at least';
  const takes = code.argCount === 0 ? 'no arguments' : `${how} ${wanted} argument${wanted === 1 ? '' : 's'}`;
  return `${code.name}() takes ${takes} (${given} given)`;
}

/** Called through its class with nothing to apply to. */
export function withoutSelf(vm: VM, native: Native, owner: string): string {
  if (native.isSlot || vm.platform.version[1] < 9) {
    return `descriptor '${native.name}' of '${owner}' object needs an argument`;
  }
  return `unbound method ${owner}.${native.name}() needs an argument`;
}

/** The same, applied to what is of another class. */
export function wrongSelf(vm: VM, native: Native, owner: string, found: string): string {
  if (native.isSlot || vm.platform.version[0] === 2) {
    return `descriptor '${native.name}' requires a '${owner}' object but received a '${found}'`;
  }
  return `descriptor '${native.name}' for '${owner}' objects doesn't apply to a '${found}' object`;
}

export function tooManyArguments(
  vm: VM,
  fn: Ref,
  info: CodeInfo,
  given: number,
  values: readonly Ref[],
): string {
  if (vm.platform.version[0] === 2) return wrongCount(vm, fn, info, given);
  const { code } = info;
  const name = vm.text(vm.i32[fn + FUNCTION_QUALNAME]!);
  const defaults = vm.i32[fn + FUNCTION_DEFAULTS]!;
  const optional = defaults === 0 ? 0 : vm.tupleLength(defaults);
  const least = code.argCount - optional;
  const takes = optional > 0 ? `from ${least} to ${code.argCount}` : `${code.argCount}`;
  const plural = optional > 0 || code.argCount !== 1 ? 's' : '';
  let keywordOnly = 0;
  for (let k = code.argCount; k < values.length; k++) if (values[k] !== 0) keywordOnly++;
  const were = given === 1 && keywordOnly === 0 ? 'was' : 'were';
  const also =
    keywordOnly === 0
      ? ''
      : ` positional argument${given === 1 ? '' : 's'} (and ${keywordOnly} keyword-only argument${keywordOnly === 1 ? '' : 's'})`;
  return `${name}() takes ${takes} positional argument${plural} but ${given}${also} ${were} given`;
}
