import type { Ref } from '../../heap/layout.ts';
import { regroup } from '../builtins/exception-groups.ts';
import { Op } from '../compiler/opcodes.ts';
import { Kind, Shape } from '../objects/shapes.ts';
import type { VM } from './vm.ts';

/** Built-in classes whose single positional sub-pattern matches the subject itself. */
const SELF_MATCHING = [
  'bool',
  'bytearray',
  'bytes',
  'dict',
  'float',
  'frozenset',
  'int',
  'list',
  'set',
  'str',
  'tuple',
];

/** match statements and except*. */
export class PatternInstructions {
  private readonly vm: VM;

  constructor(vm: VM) {
    this.vm = vm;
  }

  execute(op: number, arg: number, sp: number): void {
    const { vm } = this;
    switch (op) {
      case Op.MATCH_MAPPING:
        vm.push(vm.newBool(this.isMapping(vm.at(sp - 1))));
        break;
      case Op.MATCH_SEQUENCE:
        vm.push(vm.newBool(this.isSequence(vm.at(sp - 1))));
        break;
      case Op.MATCH_KEYS:
        this.matchKeys(sp);
        break;
      default:
        this.matchClass(sp, arg);
    }
  }

  private isMapping(ref: Ref): boolean {
    return this.vm.kindOf(ref) === Kind.DICT || this.isRegistered(ref, 'Mapping');
  }

  private isSequence(ref: Ref): boolean {
    const kind = this.vm.kindOf(ref);
    return (
      kind === Kind.LIST || kind === Kind.TUPLE || kind === Kind.RANGE || this.isRegistered(ref, 'Sequence')
    );
  }

  /** An instance of a class that derives from collections.abc's class of this name, if that was ever loaded. */
  private isRegistered(ref: Ref, name: string): boolean {
    const { vm } = this;
    const module = vm.modules.loaded('collections.abc');
    if (module === 0 || vm.kindOf(ref) !== Kind.INSTANCE) return false;
    const cls = vm.modules.peek(module, name);
    return cls !== 0 && vm.classes.isSubclass(vm.classOf(ref), cls);
  }

  /** [subject, keys] → the same and a tuple of the values, or None. */
  private matchKeys(sp: number): void {
    const { vm } = this;
    const count = vm.tupleLength(vm.at(sp - 1));
    const first = vm.roots.top;
    const missing = vm.push(vm.runtime.allocate(Shape.OBJECT));
    for (let k = 0; k < count; k++) {
      const value = vm.callMethod(vm.at(sp - 2), 'get', vm.tupleItem(vm.at(sp - 1), k), vm.at(missing));
      vm.push(value);
      if (value === vm.at(missing)) {
        vm.dropTo(first);
        vm.push(vm.newNone());
        return;
      }
    }
    const tuple = vm.tupleOfTop(count);
    vm.dropTo(first);
    vm.push(tuple);
  }

  /** [subject, class, names] → a tuple of the attributes, or None. */
  private matchClass(sp: number, positional: number): void {
    const { vm } = this;
    const [subjectAt, classAt, namesAt] = [sp - 3, sp - 2, sp - 1];
    if (!vm.classes.isClass(vm.at(classAt)))
      throw vm.error('TypeError', 'called match pattern must be a class');
    if (!vm.protocols.isInstanceOf(vm.at(subjectAt), vm.at(classAt))) {
      this.finishClass(subjectAt, vm.newNone());
      return;
    }
    const first = vm.roots.top;
    const fine = this.pushPositional(subjectAt, classAt, positional) && this.pushNamed(subjectAt, namesAt);
    if (!fine) {
      vm.dropTo(first);
      this.finishClass(subjectAt, vm.newNone());
      return;
    }
    this.finishClass(subjectAt, vm.tupleOfTop(vm.roots.top - first));
  }

  private finishClass(subjectAt: number, result: Ref): void {
    const { vm } = this;
    const at = vm.push(result);
    const { stack } = vm.roots;
    const old = stack.slice(subjectAt, at);
    stack[subjectAt] = stack[at]!;
    vm.roots.top = subjectAt + 1;
    for (const ref of old) vm.runtime.release(ref);
  }

  private pushPositional(subjectAt: number, classAt: number, count: number): boolean {
    const { vm } = this;
    if (count === 0) return true;
    const args = vm.findAttr(vm.at(classAt), '__match_args__');
    const name = vm.classes.nameOf(vm.at(classAt));
    if (args === 0) {
      const base = SELF_MATCHING.some((builtin) =>
        vm.classes.isSubclass(vm.at(classAt), vm.classes.named(builtin)),
      );
      if (!base || count > 1) {
        const allowed = base ? 1 : 0;
        throw vm.error(
          'TypeError',
          `${name}() accepts ${allowed} positional sub-pattern${allowed === 1 ? '' : 's'} (${count} given)`,
        );
      }
      vm.pushBorrowed(vm.at(subjectAt));
      return true;
    }
    const argsAt = vm.push(args);
    if (vm.kindOf(args) !== Kind.TUPLE) {
      throw vm.error('TypeError', `${name}.__match_args__ must be a tuple (got ${vm.typeName(args)})`);
    }
    if (vm.tupleLength(args) < count) {
      const most = vm.tupleLength(args);
      throw vm.error(
        'TypeError',
        `${name}() accepts ${most} positional sub-pattern${most === 1 ? '' : 's'} (${count} given)`,
      );
    }
    for (let k = 0; k < count; k++) {
      const value = vm.findAttr(vm.at(subjectAt), vm.text(vm.tupleItem(vm.at(argsAt), k)));
      if (value === 0) return false;
      vm.push(value);
    }
    const list = vm.at(argsAt);
    vm.roots.stack.copyWithin(argsAt, argsAt + 1, vm.roots.top);
    vm.roots.top--;
    vm.runtime.release(list);
    return true;
  }

  private pushNamed(subjectAt: number, namesAt: number): boolean {
    const { vm } = this;
    const count = vm.tupleLength(vm.at(namesAt));
    for (let k = 0; k < count; k++) {
      const value = vm.findAttr(vm.at(subjectAt), vm.text(vm.tupleItem(vm.at(namesAt), k)));
      if (value === 0) return false;
      vm.push(value);
    }
    return true;
  }

  // ---- except*

  /** CHECK_EG_MATCH: [exception, type] → [rest, match], match None if nothing matches. What matches is handled from now on. */
  checkGroupMatch(sp: number): void {
    const { vm } = this;
    const [exceptionAt, typeAt] = [sp - 2, sp - 1];
    this.splitByType(exceptionAt, typeAt);
    const match = vm.at(typeAt);
    if (match !== vm.none) vm.runtime.release(vm.exceptions.swapHandled(vm.runtime.retain(match)));
  }

  private splitByType(exceptionAt: number, typeAt: number): void {
    const { vm } = this;
    const isGroup = vm.isInstance(vm.at(exceptionAt), 'BaseExceptionGroup');
    if (vm.exceptions.matches(vm.at(exceptionAt), vm.at(typeAt))) {
      vm.replace(typeAt, isGroup ? vm.runtime.retain(vm.at(exceptionAt)) : this.groupOfOne(exceptionAt));
      vm.replace(exceptionAt, vm.newNone());
      return;
    }
    if (!isGroup) {
      vm.replace(typeAt, vm.newNone());
      return;
    }
    const pairAt = vm.push(vm.callMethod(vm.at(exceptionAt), 'split', vm.at(typeAt)));
    const match = vm.tupleItem(vm.at(pairAt), 0);
    if (match !== vm.none) vm.replace(exceptionAt, vm.runtime.retain(vm.tupleItem(vm.at(pairAt), 1)));
    vm.replace(typeAt, vm.runtime.retain(vm.tupleItem(vm.at(pairAt), 0)));
    vm.dropTo(pairAt);
  }

  /** A group without message around a single exception that `except*` caught. */
  private groupOfOne(exceptionAt: number): Ref {
    const { vm } = this;
    const empty = vm.push(vm.newStr(''));
    const one = vm.push(vm.newTuple(vm.runtime.retain(vm.at(exceptionAt))));
    const group = vm.call(vm.classes.named('BaseExceptionGroup'), vm.at(empty), vm.at(one));
    vm.push(group);
    vm.replace(empty, vm.pop());
    vm.drop(1);
    return vm.pop();
  }

  /** PREP_RERAISE_STAR: [original, list of raised and unhandled] → [what to raise, or None]. */
  prepareReraiseStar(sp: number): void {
    const { vm } = this;
    const [originalAt, listAt] = [sp - 2, sp - 1];
    regroup(vm, originalAt, listAt);
    const made = vm.pop();
    vm.replace(originalAt, made);
    vm.drop(1);
  }
}
