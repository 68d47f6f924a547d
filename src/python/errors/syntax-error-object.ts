import type { Ref } from '../../heap/layout.ts';
import { EXC_EXTRA, EXC_EXTRAS } from '../objects/shapes.ts';
import type { PythonSyntaxError } from '../syntax/index.ts';
import type { GuestException } from '../vm/exceptions.ts';
import type { VM } from '../vm/vm.ts';

/** A SyntaxError, IndentationError or TabError of the program for one that the parser found: `throw raiseSyntaxError(…)`. */
export function raiseSyntaxError(vm: VM, error: PythonSyntaxError): GuestException {
  const integer = (value: number): Ref => vm.newInt(value);
  const place = [
    vm.newStr(error.filename),
    integer(error.line),
    integer(error.column),
    error.text === '' ? vm.newNone() : vm.newStr(error.text),
    integer(error.endLine),
    integer(error.endColumn),
  ];
  const fieldsAt = vm.push(vm.newTuple(...place));
  const exception = vm.exceptions.instance(error.kind, [
    vm.newStr(error.message),
    vm.runtime.retain(vm.at(fieldsAt)),
  ]);
  vm.runtime.initialiseOwned(exception, EXC_EXTRA, vm.newStr(error.message));
  vm.push(exception);
  const fields = vm.at(fieldsAt);
  for (let k = 0; k < place.length; k++) vm.pushBorrowed(vm.tupleItem(fields, k));
  vm.pushBorrowed(vm.none);
  vm.runtime.initialiseOwned(
    vm.at(fieldsAt + 1),
    EXC_EXTRA + EXC_EXTRAS - 1,
    vm.tupleOfTop(place.length + 1),
  );
  const made = vm.pop();
  vm.dropTo(fieldsAt);
  return vm.exceptions.raise(made);
}
