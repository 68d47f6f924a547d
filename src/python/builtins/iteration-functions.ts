import type { Ref } from '../../heap/layout.ts';
import { ITER_EXTRA, IterKind, Kind } from '../objects/shapes.ts';
import type { NativeCode } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { anextDefault } from './async-generator-types.ts';
import type { FunctionTable } from './functions.ts';
import { isCallable } from './object-functions.ts';

/** Built-in functions on iterables. */

function lenFunction(vm: VM, args: number): Ref {
  return vm.newInt(vm.protocols.length(vm.at(args)));
}

/** any(iterable) and all(iterable): stops at the first item whose truth is `decisive`. */
function quantifier(decisive: boolean): NativeCode {
  return (vm, args) => {
    const at = vm.push(vm.iteration.iterator(vm.at(args)));
    for (;;) {
      const item = vm.iteration.next(at);
      if (item === 0) break;
      vm.push(item);
      const truth = vm.truthy(vm.at(at + 1));
      vm.drop(1);
      if (truth === decisive) {
        vm.dropTo(at);
        return vm.newBool(decisive);
      }
      vm.poll();
    }
    vm.dropTo(at);
    return vm.newBool(!decisive);
  };
}

function iterFunction(vm: VM, args: number): Ref {
  if (vm.at(args + 1) === 0) return vm.iteration.iterator(vm.at(args));
  if (!isCallable(vm, vm.at(args))) throw vm.error('TypeError', 'iter(v, w): v must be callable');
  const iterator = vm.iteration.over(IterKind.CALLABLE, vm.at(args));
  vm.runtime.initialise(iterator, ITER_EXTRA, vm.at(args + 1));
  return iterator;
}

function nextFunction(vm: VM, args: number): Ref {
  if (!vm.iteration.isIterator(vm.at(args))) {
    throw vm.error('TypeError', `'${vm.typeName(vm.at(args))}' object is not an iterator`);
  }
  let item = 0;
  const step = () => {
    if (vm.kindOf(vm.at(args)) === Kind.ITERATOR) item = vm.iteration.advance(args);
    else item = vm.calls.callSpecial(vm.classes.special(vm.at(args), '__next__'), vm.at(args), []);
  };
  if (vm.at(args + 1) === 0) {
    step();
    if (item === 0) throw vm.exceptions.stopIteration(vm.none);
    return item;
  }
  const stopped = vm.exceptions.caught('StopIteration', step);
  return stopped || item === 0 ? vm.runtime.retain(vm.at(args + 1)) : item;
}

/** min or max: [*args, key, default]; `op` is the comparison that makes a new item win. */
function extreme(name: string, op: number): NativeCode {
  return (vm, args, count) => {
    const given = count - 2;
    if (given === 0) throw vm.error('TypeError', `${name} expected at least 1 argument, got 0`);
    const keyAt = args + given;
    const hasKey = vm.at(keyAt) !== 0 && vm.at(keyAt) !== vm.none;
    if (given > 1 && vm.at(keyAt + 1) !== 0) {
      throw vm.error(
        'TypeError',
        `Cannot specify a default for ${name}() with multiple positional arguments`,
      );
    }
    const bestAt = vm.push(0);
    const bestKeyAt = vm.push(0);
    const consider = (at: number) => {
      const candidateAt = hasKey ? vm.push(vm.call(vm.at(keyAt), vm.at(at))) : vm.pushBorrowed(vm.at(at));
      const wins = vm.at(bestAt) === 0 || vm.operators.compareTruth(op, vm.at(candidateAt), vm.at(bestKeyAt));
      if (wins) {
        vm.replace(bestAt, vm.runtime.retain(vm.at(at)));
        vm.replace(bestKeyAt, vm.runtime.retain(vm.at(candidateAt)));
      }
      vm.dropTo(candidateAt);
    };
    if (given > 1) for (let k = 0; k < given; k++) consider(args + k);
    else vm.iterate(vm.at(args), () => consider(vm.roots.top - 1));
    if (vm.at(bestAt) === 0) {
      if (vm.at(keyAt + 1) === 0) throw vm.error('ValueError', `${name}() arg is an empty sequence`);
      return vm.runtime.retain(vm.at(keyAt + 1));
    }
    return vm.runtime.retain(vm.at(bestAt));
  };
}

/** [iterable, kwargs]: a new list, sorted by list.sort. */
function sortedFunction(vm: VM, args: number, count: number): Ref {
  if (count !== 2) throw vm.error('TypeError', `sorted expected 1 argument, got ${count - 1}`);
  const listAt = vm.push(vm.protocols.toList(vm.at(args)));
  const sortAt = vm.push(vm.getAttr(vm.at(listAt), 'sort'));
  vm.runtime.release(vm.calls.callWith(vm.at(sortAt), [], vm.at(args + 1)));
  vm.dropTo(sortAt);
  return vm.pop();
}

function aiterFunction(vm: VM, args: number): Ref {
  const method = vm.classes.special(vm.at(args), '__aiter__');
  const name = vm.typeName(vm.at(args));
  if (method === 0) throw vm.error('TypeError', `'${name}' object is not an async iterable`);
  const iterator = vm.calls.callSpecial(method, vm.at(args), []);
  vm.push(iterator);
  if (vm.classes.special(iterator, '__anext__') === 0) {
    throw vm.error('TypeError', `aiter() returned not an async iterator of type '${vm.typeName(iterator)}'`);
  }
  return vm.pop();
}

function anextFunction(vm: VM, args: number): Ref {
  const method = vm.classes.special(vm.at(args), '__anext__');
  if (method === 0)
    throw vm.error('TypeError', `'${vm.typeName(vm.at(args))}' object is not an async iterator`);
  const awaitable = vm.calls.callSpecial(method, vm.at(args), []);
  if (vm.at(args + 1) === 0) return awaitable;
  return anextDefault(vm, awaitable, vm.at(args + 1));
}

export const iterationFunctions: FunctionTable = {
  len: ['obj, /', lenFunction],
  any: ['iterable, /', quantifier(true)],
  all: ['iterable, /', quantifier(false)],
  iter: ['iterable, sentinel=, /', iterFunction],
  next: ['iterator, default=, /', nextFunction],
  min: ['*args, key=, default=', extreme('min', 0)],
  max: ['*args, key=, default=', extreme('max', 4)],
  sorted: ['*args, **kwargs', sortedFunction],
  aiter: ['async_iterable, /', aiterFunction],
  anext: ['aiterator, default=, /', anextFunction],
};
