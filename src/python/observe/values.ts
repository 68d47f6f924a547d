import type { Ref } from '../../heap/layout.ts';
import { Kind } from '../objects/shapes.ts';
import type { VM } from '../vm/vm.ts';

const TEXT_MAX = 40;

/** A value in few words: numbers and strings as they are written, of everything else the class. */
export function shortValue(vm: VM, ref: Ref): string {
  if (ref === 0) return '';
  switch (vm.kindOf(ref)) {
    case Kind.STR: {
      const text = vm.text(ref);
      return `'${text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX)}…` : text}'`;
    }
    case Kind.INT:
    case Kind.WIDE:
      return String(vm.numbers.smallOf(ref));
    case Kind.BOOL:
      return ref === vm.true ? 'True' : 'False';
    default:
      return ref === vm.none ? 'None' : vm.typeName(ref);
  }
}

/** Whether `shortValue` tells two different values apart. */
export function isSimple(vm: VM, ref: Ref): boolean {
  const kind = vm.kindOf(ref);
  return (
    kind === Kind.STR || kind === Kind.INT || kind === Kind.WIDE || kind === Kind.BOOL || ref === vm.none
  );
}
