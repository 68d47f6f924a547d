import type { Ref } from '../../heap/layout.ts';
import { isSlot } from './slots.ts';
import type { VM } from './vm.ts';

/**
 * A native function. Its arguments are in the stack slots [args, args + count), rooted and owned by the stack;
 * the result is a new reference. It signals a Python exception by throwing what `vm.error(…)` returns.
 *
 * Refs in TypeScript locals are good until the next safepoint: `vm.call…`, anything that compares, hashes, iterates or
 * converts arbitrary objects, `vm.poll()`, `vm.reserve()`. After one, load them from the stack again. Under
 * counting nothing moves, but a release may destroy; keep what you use on the stack (`vm.push`).
 */
export type NativeCode = (vm: VM, args: number, count: number) => Ref;

export interface Parameter {
  readonly name: string;
  readonly required: boolean;
  readonly positional: boolean;
  readonly keyword: boolean;
}

export interface Native {
  readonly name: string;
  /** Name of the built-in class it belongs to; '' for a function of a module. */
  readonly owner: string;
  readonly code: NativeCode;
  /** After binding there are exactly this many slots (missing ones null), unless variadic. */
  readonly parameters: readonly Parameter[];
  /** `*args`: all positional arguments as they come. */
  readonly variadic: boolean;
  /** `**kwargs`: a dict in the slot after the parameters (not with variadic) or as the last slot (with it). */
  readonly keywords: boolean;
  readonly minimum: number;
  readonly maximum: number;
  /** Slots after binding, and whether these are all: neither variadic nor with keywords of any name. */
  readonly slots: number;
  readonly fixed: boolean;
  /** Some parameter that only a keyword can give has no default. */
  readonly demands: boolean;
  readonly doc: string;
  /** Called by a program it is one of the levels that sys.getrecursionlimit() limits, where not all natives are. */
  readonly counts: boolean;
  /** A slot of its type in CPython. */
  readonly isSlot: boolean;
}

/** Natives that CPython 3.11 calls without counting, and others that count though they take more than one argument. */
const UNCOUNTED = new Set(['len', 'isinstance', 'issubclass', 'next', 'iter', 'print']);
const COUNTED = new Set(['max', 'min', 'sorted', 'reduce']);

/** METH_O and METH_NOARGS, by the parameters behind self; and what has neither a vectorcall nor an instruction of its own. */
function countsAsLevel(
  name: string,
  owner: string,
  parameters: readonly Parameter[],
  variadic: boolean,
): boolean {
  if (COUNTED.has(name) && owner === '') return true;
  const own = owner === '' ? parameters : parameters.slice(1);
  const simple = own.every((parameter) => parameter.required && parameter.positional);
  return !variadic && simple && (own.length === 1 || owner !== '') && own.length < 2 && !UNCOUNTED.has(name);
}

/** What a signature alone says of a Native. */
type Signature = Omit<Native, 'name' | 'owner' | 'code' | 'doc' | 'counts' | 'isSlot'>;

/** Thousands of natives share some hundred signatures. */
const signatures = new Map<string, Signature>();

/**
 * Makes a Native from a signature in Python's own notation, defaults left out: `self, iterable=, /, *, key=, reverse=`.
 * `name=` is optional (its slot is null when missing), `/` ends the positional-only ones, `*` begins the keyword-only ones,
 * `*args` takes everything positional, `**kwargs` collects keywords into a dict.
 */
export function makeNative(name: string, signature: string, code: NativeCode, doc = '', owner = ''): Native {
  let known = signatures.get(signature);
  if (known === undefined) {
    known = readSignature(signature);
    signatures.set(signature, known);
  }
  const { parameters, variadic, keywords, minimum, maximum, slots, fixed, demands } = known;
  return {
    name,
    owner,
    code,
    parameters,
    variadic,
    keywords,
    minimum,
    maximum,
    slots,
    fixed,
    demands,
    doc,
    counts: countsAsLevel(name, owner, parameters, variadic),
    isSlot: isSlot(name, owner),
  };
}

function readSignature(signature: string): Signature {
  const parts = signature
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const slash = parts.indexOf('/');
  const parameters: Parameter[] = [];
  let variadic = false;
  let keywords = false;
  let keywordOnly = false;
  parts.forEach((part, index) => {
    if (part === '/') return;
    if (part === '*') {
      keywordOnly = true;
    } else if (part.startsWith('**')) {
      keywords = true;
    } else if (part.startsWith('*')) {
      variadic = true;
      keywordOnly = true;
    } else {
      const optional = part.endsWith('=');
      parameters.push({
        name: optional ? part.slice(0, -1) : part,
        required: !optional,
        positional: !keywordOnly,
        keyword: index > slash,
      });
    }
  });
  const positional = parameters.filter((parameter) => parameter.positional);
  return {
    parameters,
    variadic,
    keywords,
    minimum: positional.filter((parameter) => parameter.required).length,
    maximum: positional.length,
    slots: parameters.length,
    fixed: !variadic && !keywords,
    demands: parameters.some((parameter) => parameter.required && !parameter.positional),
  };
}

/** A computed attribute of a built-in class. `self` is borrowed; `get` gives a new reference; value 0 deletes. */
export interface GetSet {
  readonly name: string;
  readonly get: (vm: VM, self: Ref) => Ref;
  readonly set?: (vm: VM, self: Ref, value: Ref) => void;
}

/** What a built-in class is made of; see `builtins/`. */
export interface BuiltinClass {
  readonly name: string;
  /** Defaults to object. */
  readonly base?: string;
  /** A second base, behind `base`; it brings no layout of its own. */
  readonly mixin?: string;
  readonly kind: number;
  /** Shape of its plain instances. */
  readonly shape: number;
  readonly methods?: Readonly<Record<string, readonly [signature: string, code: NativeCode]>>;
  readonly classMethods?: Readonly<Record<string, readonly [signature: string, code: NativeCode]>>;
  readonly staticMethods?: Readonly<Record<string, readonly [signature: string, code: NativeCode]>>;
  readonly getsets?: Readonly<Record<string, Omit<GetSet, 'name'>>>;
  /** Its plain instances have a `__dict__`: where it is not said, `ShapeInfo.hasDict`. */
  readonly hasDict?: boolean;
  /** Its `__hash__` is None. */
  readonly unhashable?: boolean;
  /** May Python code derive from it? Defaults to true. */
  readonly subclassable?: boolean;
  readonly doc?: string;
  readonly module?: string;
}
