import type { Ref } from '../../heap/layout.ts';
import {
  CODE_ID,
  FUNCTION_ANNOTATIONS,
  FUNCTION_BUILTINS,
  FUNCTION_CLOSURE,
  FUNCTION_CODE,
  FUNCTION_DEFAULTS,
  FUNCTION_DOC,
  FUNCTION_GLOBALS,
  FUNCTION_KWDEFAULTS,
  FUNCTION_MODULE,
  FUNCTION_NAME,
  FUNCTION_QUALNAME,
  Kind,
  METHOD_FUNCTION,
  METHOD_SELF,
  Shape,
} from '../objects/shapes.ts';
import type { BuiltinClass } from '../vm/natives.ts';
import { REG_BUILTINS, type VM } from '../vm/vm.ts';
import {
  type Attribute,
  atAddress,
  callThrough,
  slotAttribute,
  unlessNone,
  writableSlot,
} from './core-support.ts';
import { dictAttribute } from './exception-base.ts';
import { isCallable } from './object-functions.ts';

/** Functions of the program, and methods bound to an object. */

function textAttribute(slot: number, name: string): Attribute {
  return {
    get: (vm, self) => vm.runtime.retain(vm.i32[self + slot]!),
    set: (vm, self, value) => {
      if (value === 0 || !vm.isStr(value))
        throw vm.error('TypeError', `${name} must be set to a string object`);
      vm.runtime.store(self, slot, value);
    },
  };
}

/** A slot that holds an object of one kind, or null for None. */
function kindAttribute(slot: number, name: string, kind: number, what: string): Attribute {
  return {
    ...slotAttribute(slot),
    set: (vm, self, value) => {
      const stored = unlessNone(vm, value);
      if (stored !== 0 && vm.kindOf(stored) !== kind)
        throw vm.error('TypeError', `${name} must be set to a ${what} object`);
      vm.runtime.store(self, slot, stored);
    },
  };
}

/** Annotations arrive as name, value, name, value, … in a tuple, and become a dict when somebody looks. */
function annotationsOf(vm: VM, self: Ref): Ref {
  const { i32, runtime } = vm;
  const known = i32[self + FUNCTION_ANNOTATIONS]!;
  if (known !== 0 && vm.kindOf(known) === Kind.DICT) return runtime.retain(known);
  const dict = vm.newDict();
  for (let k = 0; known !== 0 && k < vm.tupleLength(known); k += 2) {
    const name = vm.strings.nameRef(vm.strings.nameIdOf(vm.tupleItem(known, k)));
    vm.dicts.setName(dict, name, vm.tupleItem(known, k + 1));
  }
  runtime.store(self, FUNCTION_ANNOTATIONS, dict);
  return dict;
}

function setCode(vm: VM, self: Ref, value: Ref): void {
  if (value === 0 || vm.kindOf(value) !== Kind.CODE) {
    throw vm.error('TypeError', '__code__ must be set to a code object');
  }
  const { code } = vm.codes.infos[vm.i32[value + CODE_ID]!]!;
  const closure = vm.i32[self + FUNCTION_CLOSURE]!;
  const cells = closure === 0 ? 0 : vm.tupleLength(closure);
  if (code.freeNames.length !== cells) {
    const name = vm.text(vm.i32[self + FUNCTION_NAME]!);
    const found = code.freeNames.length;
    throw vm.error('ValueError', `${name}() requires a code object with ${cells} free vars, not ${found}`);
  }
  vm.i32[self + CODE_ID] = vm.i32[value + CODE_ID]!;
  vm.runtime.store(self, FUNCTION_CODE, value);
}

/** [cls, code, globals, name, argdefs, closure] */
function functionNew(vm: VM, args: number): Ref {
  const code = vm.at(args + 1);
  if (vm.kindOf(code) !== Kind.CODE) {
    throw vm.error('TypeError', `function() argument 'code' must be code, not ${vm.typeName(code)}`);
  }
  if (vm.kindOf(vm.at(args + 2)) !== Kind.DICT) {
    throw vm.error(
      'TypeError',
      `function() argument 'globals' must be dict, not ${vm.typeName(vm.at(args + 2))}`,
    );
  }
  const { runtime, i32 } = vm;
  const info = vm.codes.infos[i32[code + CODE_ID]!]!;
  const closure = unlessNone(vm, vm.at(args + 5));
  if ((closure === 0 ? 0 : vm.tupleLength(closure)) !== info.code.freeNames.length) {
    const wanted = info.code.freeNames.length;
    if (closure === 0) throw vm.error('TypeError', 'arg 5 (closure) must be tuple');
    throw vm.error(
      'ValueError',
      `${info.code.name} requires closure of length ${wanted}, not ${vm.tupleLength(closure)}`,
    );
  }
  const fn = runtime.allocate(Shape.FUNCTION);
  i32[fn + CODE_ID] = info.id;
  runtime.initialise(fn, FUNCTION_CODE, code);
  runtime.initialise(fn, FUNCTION_GLOBALS, vm.at(args + 2));
  runtime.initialise(fn, FUNCTION_BUILTINS, vm.registers.at(REG_BUILTINS));
  const name = unlessNone(vm, vm.at(args + 3));
  runtime.initialise(fn, FUNCTION_NAME, name !== 0 ? name : vm.strings.nameRef(vm.name(info.code.name)));
  runtime.initialise(fn, FUNCTION_QUALNAME, vm.strings.nameRef(vm.name(info.code.qualname)));
  runtime.initialise(fn, FUNCTION_DEFAULTS, unlessNone(vm, vm.at(args + 4)));
  runtime.initialise(fn, FUNCTION_CLOSURE, closure);
  const module = vm.dicts.getName(vm.at(args + 2), vm.strings.nameRef(vm.name('__name__')));
  runtime.initialise(fn, FUNCTION_MODULE, module);
  const doc = info.code.constants[0];
  runtime.initialise(fn, FUNCTION_DOC, doc?.kind === 'str' ? vm.codes.constantAt(info, 0) : vm.none);
  return fn;
}

/** [self, instance, owner]: instance None means read from the class. */
export function bindArguments(vm: VM, args: number): Ref {
  const instance = vm.at(args + 1);
  const owner = unlessNone(vm, vm.at(args + 2));
  if (instance === vm.none && owner !== vm.classOf(vm.none)) {
    if (owner === 0) throw vm.error('TypeError', '__get__(None, None) is invalid');
    return vm.attributes.bind(vm.at(args), 0, owner);
  }
  return vm.attributes.bind(vm.at(args), instance, owner !== 0 ? owner : vm.classOf(instance));
}

export const callSelf: readonly [string, (vm: VM, args: number, count: number) => Ref] = [
  'self, *args, **kwargs',
  (vm, args, count) => callThrough(vm, vm.at(args), args, count),
];

export const functionClass: BuiltinClass = {
  name: 'function',
  kind: Kind.FUNCTION,
  shape: Shape.FUNCTION,
  subclassable: false,
  staticMethods: { __new__: ['cls, code, globals, name=, argdefs=, closure=', functionNew] },
  methods: {
    __repr__: [
      'self, /',
      (vm, args) =>
        vm.newStr(
          atAddress(vm, `function ${vm.text(vm.i32[vm.at(args) + FUNCTION_QUALNAME]!)}`, vm.at(args)),
        ),
    ],
    __get__: ['self, instance, owner=, /', bindArguments],
    __call__: callSelf,
  },
  getsets: {
    __name__: textAttribute(FUNCTION_NAME, '__name__'),
    __qualname__: textAttribute(FUNCTION_QUALNAME, '__qualname__'),
    __doc__: writableSlot(FUNCTION_DOC),
    __module__: writableSlot(FUNCTION_MODULE),
    __defaults__: kindAttribute(FUNCTION_DEFAULTS, '__defaults__', Kind.TUPLE, 'tuple'),
    __kwdefaults__: kindAttribute(FUNCTION_KWDEFAULTS, '__kwdefaults__', Kind.DICT, 'dict'),
    __annotations__: {
      ...kindAttribute(FUNCTION_ANNOTATIONS, '__annotations__', Kind.DICT, 'dict'),
      get: annotationsOf,
    },
    __code__: { ...slotAttribute(FUNCTION_CODE), set: setCode },
    __globals__: slotAttribute(FUNCTION_GLOBALS),
    __builtins__: slotAttribute(FUNCTION_BUILTINS),
    __closure__: slotAttribute(FUNCTION_CLOSURE),
    __dict__: dictAttribute,
  },
};

// ---- Bound methods

function methodNew(vm: VM, args: number): Ref {
  if (!isCallable(vm, vm.at(args + 1))) throw vm.error('TypeError', 'first argument must be callable');
  if (vm.at(args + 2) === vm.none) throw vm.error('TypeError', 'instance must not be None');
  return vm.attributes.newMethod(vm.at(args + 1), vm.at(args + 2));
}

function methodRepr(vm: VM, args: number): Ref {
  let name = '?';
  const qualname = vm.findAttr(vm.i32[vm.at(args) + METHOD_FUNCTION]!, '__qualname__');
  const found = qualname !== 0 ? qualname : vm.findAttr(vm.i32[vm.at(args) + METHOD_FUNCTION]!, '__name__');
  if (found !== 0 && vm.isStr(found)) name = vm.text(found);
  vm.runtime.release(found);
  const self = vm.repr(vm.i32[vm.at(args) + METHOD_SELF]!);
  return vm.newStr(`<bound method ${name} of ${self}>`);
}

function methodEq(vm: VM, args: number): Ref {
  const { i32 } = vm;
  const [a, b] = [vm.at(args), vm.at(args + 1)];
  if (vm.kindOf(b) !== Kind.METHOD) return vm.newNotImplemented();
  if (i32[a + METHOD_SELF] !== i32[b + METHOD_SELF]) return vm.newBool(false);
  return vm.newBool(vm.equal(i32[a + METHOD_FUNCTION]!, i32[b + METHOD_FUNCTION]!));
}

function methodHash(vm: VM, args: number): Ref {
  const self = vm.runtime.identities.of(vm.i32[vm.at(args) + METHOD_SELF]!);
  return vm.newInt(self ^ vm.hash(vm.i32[vm.at(args) + METHOD_FUNCTION]!));
}

/** What a method does not have itself is its function's. */
function methodGetattr(vm: VM, args: number): Ref {
  return vm.attributes.get(vm.i32[vm.at(args) + METHOD_FUNCTION]!, vm.strings.nameIdOf(vm.at(args + 1)));
}

export const methodClass: BuiltinClass = {
  name: 'method',
  kind: Kind.METHOD,
  shape: Shape.METHOD,
  subclassable: false,
  staticMethods: { __new__: ['cls, function, instance, /', methodNew] },
  methods: {
    __repr__: ['self, /', methodRepr],
    __eq__: ['self, value, /', methodEq],
    __hash__: ['self, /', methodHash],
    __get__: ['self, instance, owner=, /', (vm, args) => vm.runtime.retain(vm.at(args))],
    __getattr__: ['self, name, /', methodGetattr],
    __call__: callSelf,
  },
  getsets: {
    __func__: slotAttribute(METHOD_FUNCTION),
    __self__: slotAttribute(METHOD_SELF),
    __doc__: {
      get: (vm, self) => {
        const doc = vm.findAttr(vm.i32[self + METHOD_FUNCTION]!, '__doc__');
        return doc !== 0 ? doc : vm.newNone();
      },
    },
    __module__: {
      get: (vm, self) => {
        const module = vm.findAttr(vm.i32[self + METHOD_FUNCTION]!, '__module__');
        return module !== 0 ? module : vm.newNone();
      },
    },
  },
};
