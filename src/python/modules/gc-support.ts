import type { Ref } from '../../heap/layout.ts';
import { Kind } from '../objects/shapes.ts';
import type { NativeModule } from '../vm/modules.ts';
import type { VM } from '../vm/vm.ts';
import { callUnraisableHook } from './hooks.ts';
import { moduleValue, setKey } from './support.ts';

export type NativeFunctions = NonNullable<NativeModule['functions']>;

/** What stays between calls to the gc module where the collector has no control of its own. */
export interface GcState {
  debug: number;
  enabled: boolean;
  thresholds: readonly number[];
}

const states = new WeakMap<VM, GcState>();

export function gcState(vm: VM): GcState {
  let state = states.get(vm);
  if (state === undefined) {
    state = { debug: 0, enabled: true, thresholds: [700, 10, 10] };
    states.set(vm, state);
  }
  return state;
}

export function tupleOfInts(vm: VM, values: readonly number[]): Ref {
  return vm.newTuple(...values.map((value) => vm.newInt(value)));
}

/** gc.callbacks, called with the phase and a dict; an error in one is reported and the next one is called. */
export function callCallbacks(
  vm: VM,
  phase: 'start' | 'stop',
  generation: number,
  collected: number,
  uncollectable: number,
): void {
  const callbacks = moduleValue(vm, 'gc', 'callbacks');
  if (callbacks === 0 || vm.kindOf(callbacks) !== Kind.LIST || vm.listLength(callbacks) === 0) return;
  const top = vm.pushBorrowed(callbacks);
  const infoAt = vm.push(vm.newDict());
  setKey(vm, infoAt, 'generation', vm.newInt(generation));
  setKey(vm, infoAt, 'collected', vm.newInt(collected));
  setKey(vm, infoAt, 'uncollectable', vm.newInt(uncollectable));
  const phaseAt = vm.push(vm.newStr(phase));
  for (let k = 0; k < vm.listLength(vm.at(top)); k++) {
    const callbackAt = vm.pushBorrowed(vm.listItem(vm.at(top), k));
    try {
      vm.runtime.release(vm.call(vm.at(callbackAt), vm.at(phaseAt), vm.at(infoAt)));
    } catch (error) {
      vm.guestError(error);
      vm.dropTo(callbackAt + 1);
      callUnraisableHook(vm, callbackAt);
    }
    vm.dropTo(callbackAt);
  }
  vm.dropTo(top);
}

/** What set_threshold(*args) leaves: the values given, the present ones behind them. */
export function thresholdsFrom(
  vm: VM,
  args: number,
  count: number,
  present: readonly number[],
): readonly number[] {
  if (count === 0) throw vm.error('TypeError', 'set_threshold() takes at least 1 argument (0 given)');
  if (count > 3) throw vm.error('TypeError', `set_threshold() takes at most 3 arguments (${count} given)`);
  const values = [...present];
  for (let k = 0; k < count; k++) values[k] = vm.index(vm.at(args + k));
  return values;
}

/** Warns as `warnings.warn(message, RuntimeWarning)` does. */
export function warnRuntime(vm: VM, message: string): void {
  const moduleAt = vm.push(vm.modules.load('warnings'));
  const at = vm.push(vm.newStr(message));
  const category = vm.classes.named('RuntimeWarning');
  vm.runtime.release(vm.callMethod(vm.at(moduleAt), 'warn', vm.at(at), category));
  vm.dropTo(moduleAt);
}
