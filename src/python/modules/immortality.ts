import type { Ref } from '../../heap/layout.ts';
import { Kind, Shape, STR_FLAGS, STR_NAME_SHIFT } from '../objects/shapes.ts';
import type { VM } from '../vm/vm.ts';

/** 3.11 starts the counts of what is part of its runtime here. */
const HIGH_COUNT = 999_999_999;
/** Since 3.12 such a count does not change. */
const IMMORTAL_COUNT = 2 ** 32 - 1;

const SINGLETONS: ReadonlySet<number> = new Set([Kind.NONE, Kind.BOOL, Kind.ELLIPSIS, Kind.NOT_IMPLEMENTED]);

/** What sys.getrefcount shows for an object with this count: immortal ones have none of their own. */
export function shownCount(vm: VM, ref: Ref, count: number): number {
  const { immortal } = vm.platform.sysModule;
  if (immortal === 'none') return count;
  if (immortal === 'values') return isSharedValue(vm, ref) || isOwnName(vm, ref) ? count + HIGH_COUNT : count;
  const name = immortal === 'values-and-names' ? isInterned(vm, ref) : isOwnName(vm, ref);
  const kind = vm.kindOf(ref);
  const isStatic = kind === Kind.CLASS && !vm.classes.infoOf(ref).isHeapType;
  return name || isStatic || SINGLETONS.has(kind) || isSharedValue(vm, ref) ? IMMORTAL_COUNT : count;
}

/** Small ints, strings and bytes of at most one character, the empty tuple. */
function isSharedValue(vm: VM, ref: Ref): boolean {
  switch (vm.shapeOf(ref)) {
    case Shape.INT: {
      const { min, max } = vm.platform.smallInts;
      const value = vm.numbers.smallOf(ref);
      return value >= min && value <= max;
    }
    case Shape.STR: {
      const length = vm.strings.length(ref);
      return length === 0 || (length === 1 && vm.strings.at(ref, 0) < 256);
    }
    case Shape.BYTES:
      return vm.strings.bytesView(ref).length <= 1;
    case Shape.TUPLE:
      return vm.tupleLength(ref) === 0;
    default:
      return false;
  }
}

function isInterned(vm: VM, ref: Ref): boolean {
  return vm.shapeOf(ref) === Shape.STR && vm.i32[ref + STR_FLAGS]! >>> STR_NAME_SHIFT !== 0;
}

/** Of the names that are part of the interpreter those can be told that no program makes up. */
function isOwnName(vm: VM, ref: Ref): boolean {
  return isInterned(vm, ref) && /^__\w+__$/.test(vm.text(ref));
}
