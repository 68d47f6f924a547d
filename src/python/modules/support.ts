import { SHAPE_CONTAINER, SHAPE_IDENTITY, VAR_REFS } from '../../contract/shapes.ts';
import type { Ref } from '../../heap/layout.ts';
import { Kind, NATIVE_ID, Shape } from '../objects/shapes.ts';
import type { BuiltinClass, NativeCode } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';

/** What the native modules share. */

/** A class that a module brings along, defined at the first import: borrowed. */
export function moduleClass(vm: VM, spec: BuiltinClass): Ref {
  if (!vm.classes.hasNamed(spec.name)) vm.classes.define(spec);
  return vm.classes.named(spec.name);
}

/** Defines classes of a module and shows them under their own names. */
export function addClasses(vm: VM, moduleAt: number, specs: readonly BuiltinClass[]): void {
  for (const spec of specs) vm.modules.set(moduleAt, spec.name, vm.runtime.retain(moduleClass(vm, spec)));
}

export function addInts(vm: VM, moduleAt: number, values: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(values)) vm.modules.set(moduleAt, name, vm.newInt(value));
}

export function addFunctions(
  vm: VM,
  moduleAt: number,
  functions: Readonly<Record<string, readonly [signature: string, code: NativeCode]>>,
): void {
  for (const [name, [signature, code]] of Object.entries(functions)) {
    vm.modules.set(moduleAt, name, vm.classes.newNative(vm.classes.native(name, signature, code), 0));
  }
}

/** A fresh object of a RECORD class or of a subclass of one. */
export function newRecord(vm: VM, cls: Ref): Ref {
  return vm.classes.adopt(vm.runtime.allocate(vm.classes.infoOf(cls).shape), cls);
}

/** A loaded module's name, borrowed; 0 if module or name is missing. */
export function moduleValue(vm: VM, module: string, name: string): Ref {
  const loaded = vm.modules.loaded(module);
  return loaded === 0 || vm.kindOf(loaded) !== Kind.MODULE ? 0 : vm.modules.peek(loaded, name);
}

/** Whether `ref` is the native function with this code: nobody has replaced it. */
export function isNativeCode(vm: VM, ref: Ref, code: NativeCode): boolean {
  return vm.kindOf(ref) === Kind.NATIVE && vm.classes.natives[vm.i32[ref + NATIVE_ID]!]!.code === code;
}

/** dict[name] = value for a dict in a stack slot; takes the value over. */
export function setKey(vm: VM, dictAt: number, name: string, value: Ref): void {
  vm.dicts.setName(vm.at(dictAt), vm.strings.nameRef(vm.name(name)), value);
  vm.runtime.release(value);
}

/** float(argument) for functions of numbers; a safepoint for objects with `__float__` or `__index__`. */
export function floatArgument(vm: VM, at: number): number {
  const ref = vm.at(at);
  const kind = vm.kindOf(ref);
  if (kind === Kind.FLOAT) return vm.numbers.floatOf(ref);
  if (kind === Kind.INT || kind === Kind.BOOL || kind === Kind.WIDE) return vm.numbers.smallOf(ref);
  if (kind === Kind.BIG) return bigToFloat(vm, vm.numbers.bigOf(ref));
  const method = vm.classes.special(ref, '__float__');
  if (method !== 0) {
    const result = vm.push(vm.calls.callSpecial(method, ref, []));
    if (vm.kindOf(vm.at(result)) !== Kind.FLOAT) {
      const [owner, found] = [vm.typeName(vm.at(at)), vm.typeName(vm.at(result))];
      throw vm.error('TypeError', `${owner}.__float__ returned non-float (type ${found})`);
    }
    const value = vm.numbers.floatOf(vm.at(result));
    vm.dropTo(result);
    return value;
  }
  if (vm.classes.special(ref, '__index__') !== 0) return bigToFloat(vm, vm.protocols.indexBig(ref));
  throw vm.error('TypeError', `must be real number, not ${vm.typeName(ref)}`);
}

function bigToFloat(vm: VM, value: bigint): number {
  const float = Number(value);
  if (Number.isFinite(float)) return float;
  throw vm.error('OverflowError', 'int too large to convert to float');
}

// ---- Struct sequences: tuples with named fields

const SEQUENCE_CLASS = 3;
const sequenceFields = new WeakMap<VM, Map<string, readonly string[]>>();

/** Defines a struct sequence class at first use: `sys.version_info` and the like. */
function structClass(vm: VM, name: string, fields: readonly string[]): Ref {
  if (vm.classes.hasNamed(name)) return vm.classes.named(name);
  const shape = vm.info.define(name, {
    kind: Kind.TUPLE,
    raw: 1,
    refs: 1,
    traits: SHAPE_CONTAINER | SHAPE_IDENTITY,
    classSlot: SEQUENCE_CLASS,
    dictSlot: 0,
    variable: VAR_REFS,
  });
  const known = sequenceFields.get(vm) ?? new Map<string, readonly string[]>();
  sequenceFields.set(vm, known.set(name, fields));
  const dot = name.lastIndexOf('.');
  return vm.classes.define({
    name,
    base: 'tuple',
    kind: Kind.TUPLE,
    shape,
    subclassable: false,
    module: dot < 0 ? 'builtins' : name.slice(0, dot),
    methods: { __repr__: ['self, /', structRepr] },
    getsets: Object.fromEntries(
      fields.map((field, index) => [
        field,
        { get: (machine: VM, self: Ref) => machine.runtime.retain(machine.tupleItem(self, index)) },
      ]),
    ),
  });
}

function structRepr(vm: VM, args: number): Ref {
  const { name } = vm.classes.infoOf(vm.classOf(vm.at(args)));
  const fields = sequenceFields.get(vm)!.get(name)!;
  const parts = fields.map((field, index) => `${field}=${vm.repr(vm.tupleItem(vm.at(args), index))}`);
  return vm.newStr(`${name}(${parts.join(', ')})`);
}

/** A struct sequence that takes over the values: a new reference. */
export function newStruct(vm: VM, name: string, values: Readonly<Record<string, Ref>>): Ref {
  const first = vm.roots.top;
  for (const ref of Object.values(values)) vm.push(ref);
  const fields = Object.keys(values);
  const cls = structClass(vm, name, fields);
  const { shape } = vm.classes.infoOf(cls);
  const struct = vm.classes.adopt(vm.runtime.allocateVariable(shape, fields.length), cls);
  const data = vm.tupleData(struct) - struct;
  fields.forEach((_, k) => {
    vm.runtime.initialiseOwned(struct, data + k, vm.at(first + k));
  });
  vm.roots.top = first;
  return struct;
}

/** Kind and shape of the classes that modules bring along. */
export const RECORD_CLASS_SPEC = { kind: Kind.RECORD, shape: Shape.RECORD } as const;
