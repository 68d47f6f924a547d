import { InvariantViolation } from '../../heap/errors.ts';
import type { Ref } from '../../heap/layout.ts';
import { CodeFlag } from '../compiler/code.ts';
import { Op, opName } from '../compiler/opcodes.ts';
import { GEN_CODE, Kind } from '../objects/shapes.ts';
import type { VM } from './vm.ts';

/** await, async for, async with. */
export class AsyncInstructions {
  private readonly vm: VM;

  constructor(vm: VM) {
    this.vm = vm;
  }

  /** Executes the instruction at `pc`. @returns the next pc */
  execute(code: Int32Array, pc: number, sp: number): number {
    const { vm } = this;
    switch (code[pc]) {
      case Op.GET_AWAITABLE:
        vm.replace(sp - 1, this.awaitable(sp - 1, code[pc + 1]!));
        break;
      case Op.GET_AITER:
        this.getAsyncIterator(sp);
        break;
      case Op.GET_ANEXT:
        this.getAsyncNext(sp);
        break;
      case Op.END_ASYNC_FOR:
        this.endAsyncFor(sp);
        break;
      case Op.ASYNC_GEN_WRAP:
        vm.replace(sp - 1, vm.modules.wrapAsyncValue(vm.at(sp - 1)));
        break;
      case Op.BEFORE_ASYNC_WITH:
        this.beforeAsyncWith(sp);
        break;
      default:
        throw new InvariantViolation('opcode', `the interpreter has no instruction ${opName(code[pc]!)}`);
    }
    return pc + 4;
  }

  /** The iterator behind `await x`: a new reference. */
  private awaitable(at: number, where: number): Ref {
    const { vm } = this;
    const kind = vm.kindOf(vm.at(at));
    if (kind === Kind.COROUTINE) return vm.runtime.retain(vm.at(at));
    if (kind === Kind.GENERATOR) {
      const { flags } = vm.codes.infos[vm.i32[vm.at(at) + GEN_CODE]!]!.code;
      if ((flags & CodeFlag.ITERABLE_COROUTINE) !== 0) return vm.runtime.retain(vm.at(at));
    }
    const method = vm.classes.special(vm.at(at), '__await__');
    if (method === 0) throw this.notAwaitable(vm.at(at), where);
    const iterator = vm.push(vm.calls.callSpecial(method, vm.at(at), []));
    if (!vm.iteration.isIterator(vm.at(iterator))) {
      throw vm.error(
        'TypeError',
        `__await__() returned non-iterator of type '${vm.typeName(vm.at(iterator))}'`,
      );
    }
    return vm.pop();
  }

  private notAwaitable(ref: Ref, where: number) {
    const { vm } = this;
    const name = vm.typeName(ref);
    if (where === 1) {
      return vm.error(
        'TypeError',
        `'async with' received an object from __aenter__ that does not implement __await__: ${name}`,
      );
    }
    if (where === 2) {
      return vm.error(
        'TypeError',
        `'async with' received an object from __aexit__ that does not implement __await__: ${name}`,
      );
    }
    return vm.error('TypeError', `object ${name} can't be used in 'await' expression`);
  }

  private getAsyncIterator(sp: number): void {
    const { vm } = this;
    const method = vm.classes.special(vm.at(sp - 1), '__aiter__');
    if (method === 0) {
      const name = vm.typeName(vm.at(sp - 1));
      throw vm.error('TypeError', `'async for' requires an object with __aiter__ method, got ${name}`);
    }
    const iterator = vm.calls.callSpecial(method, vm.at(sp - 1), []);
    vm.replace(sp - 1, iterator);
    if (vm.classes.special(vm.at(sp - 1), '__anext__') === 0) {
      const name = vm.typeName(vm.at(sp - 1));
      throw vm.error(
        'TypeError',
        `'async for' received an object from __aiter__ that does not implement __anext__: ${name}`,
      );
    }
  }

  private getAsyncNext(sp: number): void {
    const { vm } = this;
    const method = vm.classes.special(vm.at(sp - 1), '__anext__');
    if (method === 0) {
      const name = vm.typeName(vm.at(sp - 1));
      throw vm.error('TypeError', `'async for' requires an iterator with __anext__ method, got ${name}`);
    }
    const at = vm.push(vm.calls.callSpecial(method, vm.at(sp - 1), []));
    vm.replace(at, this.awaitable(at, 0));
  }

  /** [iterator, exception]: the end of the loop if it is StopAsyncIteration. */
  private endAsyncFor(sp: number): void {
    const { vm } = this;
    const exception = vm.at(sp - 1);
    if (!vm.exceptions.is(exception, 'StopAsyncIteration')) {
      vm.pop();
      throw vm.exceptions.reraise(exception);
    }
    vm.drop(2);
  }

  /** [manager] → [bound __aexit__, awaitable of __aenter__] */
  private beforeAsyncWith(sp: number): void {
    const { vm } = this;
    const cls = vm.typeName(vm.at(sp - 1));
    for (const name of ['__aenter__', '__aexit__']) {
      if (vm.classes.special(vm.at(sp - 1), name) !== 0) continue;
      const missed = name === '__aexit__' ? ' (missed __aexit__ method)' : '';
      throw vm.error(
        'TypeError',
        `'${cls}' object does not support the asynchronous context manager protocol${missed}`,
      );
    }
    const exit = vm.classes.special(vm.at(sp - 1), '__aexit__');
    const exitAt = vm.push(vm.attributes.bind(exit, vm.at(sp - 1), vm.classOf(vm.at(sp - 1))));
    const enter = vm.classes.special(vm.at(sp - 1), '__aenter__');
    const result = vm.calls.callSpecial(enter, vm.at(sp - 1), []);
    const manager = vm.at(sp - 1);
    vm.roots.stack[sp - 1] = vm.at(exitAt);
    vm.roots.stack[exitAt] = result;
    vm.runtime.release(manager);
  }
}
