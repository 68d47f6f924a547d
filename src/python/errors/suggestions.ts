/** "Did you mean: 'x'?" as CPython 3.11's suggestions.c finds it: the closest name by edit distance. */
import type { Ref } from '../../heap/layout.ts';
import {
  EXC_EXTRA,
  EXC_TRACEBACK,
  FRAME_CODE,
  FRAME_FUNCTION,
  FUNCTION_BUILTINS,
  FUNCTION_GLOBALS,
  Kind,
  TRACEBACK_FRAME,
  TRACEBACK_NEXT,
} from '../objects/shapes.ts';
import type { VM } from '../vm/vm.ts';
import { attempt } from './attempt.ts';

const CANDIDATES_MAX = 750;
const LENGTH_MAX = 40; // of what is compared, without a common beginning and end
const MOVE_COST = 2;
const CASE_COST = 1;

/** The name to suggest for the AttributeError or NameError in a stack slot, or null. May run code of the program. */
export function suggestionFor(vm: VM, at: number): string | null {
  const exception = vm.at(at);
  const isAttributeError = vm.exceptions.is(exception, 'AttributeError');
  if (!isAttributeError && !vm.exceptions.is(exception, 'NameError')) return null;
  const name = vm.i32[exception + EXC_EXTRA]!;
  if (name === 0 || !vm.isStr(name)) return null;
  const wanted = vm.text(name);
  return isAttributeError ? forAttribute(vm, at, wanted) : forName(vm, exception, wanted);
}

function forAttribute(vm: VM, at: number, wanted: string): string | null {
  if (vm.i32[vm.at(at) + EXC_EXTRA + 1] === 0) return null;
  const names = attempt(vm, () => namesIn(vm, at));
  return names === undefined ? null : closestName(wanted, names);
}

/** dir(exception.obj) */
function namesIn(vm: VM, at: number): string[] | undefined {
  const dir = vm.modules.peek(vm.modules.loaded('builtins'), 'dir');
  if (dir === 0) return undefined;
  const listAt = vm.push(vm.call(dir, vm.i32[vm.at(at) + EXC_EXTRA + 1]!));
  const names: string[] = [];
  let allText = true;
  for (let k = 0; k < vm.listLength(vm.at(listAt)); k++) {
    const item = vm.listItem(vm.at(listAt), k);
    if (vm.isStr(item)) names.push(vm.text(item));
    else allText = false;
  }
  vm.dropTo(listAt);
  return allText ? names : undefined;
}

/** Locals of the innermost frame, then globals, then builtins: the first of them that has anything close. */
function forName(vm: VM, exception: Ref, wanted: string): string | null {
  const { i32 } = vm;
  let entry = i32[exception + EXC_TRACEBACK]!;
  if (entry === 0) return null;
  while (i32[entry + TRACEBACK_NEXT] !== 0) entry = i32[entry + TRACEBACK_NEXT]!;
  const frame = i32[entry + TRACEBACK_FRAME]!;
  const locals = closestName(wanted, vm.codes.infos[i32[frame + FRAME_CODE]!]!.code.varNames);
  if (locals !== null) return locals;
  const fn = i32[frame + FRAME_FUNCTION]!;
  if (fn === 0) return null;
  for (const slot of [FUNCTION_GLOBALS, FUNCTION_BUILTINS]) {
    const names = keysOf(vm, i32[fn + slot]!);
    if (names === null) return null;
    const found = closestName(wanted, names);
    if (found !== null) return found;
  }
  return null;
}

/** Null if it is no dict of names only. */
function keysOf(vm: VM, dict: Ref): string[] | null {
  if (dict === 0 || vm.kindOf(dict) !== Kind.DICT) return null;
  const names: string[] = [];
  for (let entry = 0; entry < vm.dicts.filled(dict); entry++) {
    const key = vm.dicts.keyAt(dict, entry);
    if (key === 0) continue;
    if (!vm.isStr(key)) return null;
    names.push(vm.text(key));
  }
  return names;
}

/** The first of the candidates at the least distance, if a third of the characters or less would have to change. */
export function closestName(wanted: string, candidates: readonly string[]): string | null {
  if (candidates.length >= CANDIDATES_MAX) return null;
  let best: string | null = null;
  let bestDistance = Number.MAX_SAFE_INTEGER;
  for (const candidate of candidates) {
    if (candidate === wanted) continue;
    const involved = utf8Length(wanted) + utf8Length(candidate) + 3;
    const most = Math.min(Math.floor((involved * MOVE_COST) / 6), bestDistance - 1);
    const distance = distanceBetween(wanted, candidate, most);
    if (distance > most) continue;
    best = candidate;
    bestDistance = distance;
  }
  return best;
}

const encoder = new TextEncoder();

function utf8Length(text: string): number {
  return encoder.encode(text).length;
}

/** Edit distance in bytes of UTF-8; anything above `most` once it is known to be. */
function distanceBetween(left: string, right: string, most: number): number {
  let a = encoder.encode(left);
  let b = encoder.encode(right);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end])
    end++;
  a = a.subarray(start, a.length - end);
  b = b.subarray(start, b.length - end);
  if (a.length === 0 || b.length === 0) return (a.length + b.length) * MOVE_COST;
  if (a.length > LENGTH_MAX || b.length > LENGTH_MAX) return most + 1;
  if (b.length < a.length) [a, b] = [b, a];
  if ((b.length - a.length) * MOVE_COST > most) return most + 1;
  return tableDistance(a, b, most);
}

function tableDistance(a: Uint8Array, b: Uint8Array, most: number): number {
  const row = Array.from(a, (_, k) => (k + 1) * MOVE_COST);
  let result = 0;
  for (let j = 0; j < b.length; j++) {
    let diagonal = j * MOVE_COST;
    let least = Number.MAX_SAFE_INTEGER;
    result = diagonal;
    for (let k = 0; k < a.length; k++) {
      const substituted = diagonal + substitutionCost(b[j]!, a[k]!);
      diagonal = row[k]!;
      result = Math.min(Math.min(result, diagonal) + MOVE_COST, substituted);
      row[k] = result;
      least = Math.min(least, result);
    }
    if (least > most) return most + 1;
  }
  return result;
}

function substitutionCost(a: number, b: number): number {
  if (a === b) return 0;
  return lower(a) === lower(b) ? CASE_COST : MOVE_COST;
}

function lower(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 32 : byte;
}
