import type { Ref } from '../../heap/layout.ts';
import { HASH_IMAGINARY, HASH_INFINITY, HASH_MODULUS } from '../values/hashing.ts';
import { DEFAULT_MAX_STR_DIGITS, LEAST_MAX_STR_DIGITS } from '../values/int-text.ts';
import type { VM } from '../vm/vm.ts';
import { moduleClass, newRecord, newStruct, RECORD_CLASS_SPEC } from './support.ts';
import { PYPY_HEXVERSION, pypyVersion } from './sys-pypy.ts';

/** The values of the sys module that describe the system: struct sequences and the like. All give new references. */

function ints(vm: VM, values: Readonly<Record<string, number>>): Record<string, Ref> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, vm.newInt(value)]));
}

export function versionInfo(vm: VM): Ref {
  const [major, minor, micro] = vm.platform.version;
  return newStruct(vm, 'sys.version_info', {
    ...ints(vm, { major, minor, micro }),
    releaselevel: vm.newStr('final'),
    serial: vm.newInt(0),
  });
}

/** 0xMMmmuurs */
export function hexVersion(vm: VM): number {
  const [major, minor, micro] = vm.platform.version;
  return (major << 24) | (minor << 16) | (micro << 8) | 0xf0;
}

/** What sys.version says: the language version, and honestly what runs it. */
export function versionText(vm: VM): string {
  const text = `${vm.platform.version.join('.')} (midden, ${vm.platform.name}, ${vm.runtime.collector.name})`;
  return vm.platform.implementation === 'pypy' ? `${text}\n[PyPy 7.3.11]` : text;
}

export function floatInfo(vm: VM): Ref {
  return newStruct(vm, 'sys.float_info', {
    max: vm.newFloat(Number.MAX_VALUE),
    ...ints(vm, { max_exp: 1024, max_10_exp: 308 }),
    min: vm.newFloat(2 ** -1022),
    ...ints(vm, { min_exp: -1021, min_10_exp: -307, dig: 15, mant_dig: 53 }),
    epsilon: vm.newFloat(Number.EPSILON),
    ...ints(vm, { radix: 2, rounds: 1 }),
  });
}

export function intInfo(vm: VM): Ref {
  const limited = vm.platform.sysModule.limitsIntDigits;
  return newStruct(vm, 'sys.int_info', {
    ...ints(vm, { bits_per_digit: 30, sizeof_digit: 4 }),
    ...(limited
      ? ints(vm, {
          default_max_str_digits: DEFAULT_MAX_STR_DIGITS,
          str_digits_check_threshold: LEAST_MAX_STR_DIGITS,
        })
      : {}),
  });
}

/** The widths and moduli are CPython's; the string hash is midden's own. */
export function hashInfo(vm: VM): Ref {
  return newStruct(vm, 'sys.hash_info', {
    width: vm.newInt(64),
    modulus: vm.newBigInt(HASH_MODULUS),
    inf: vm.newInt(HASH_INFINITY),
    nan: vm.newInt(0),
    imag: vm.newInt(Number(HASH_IMAGINARY)),
    algorithm: vm.newStr('midden'),
    ...ints(vm, { hash_bits: 32, seed_bits: 32, cutoff: 0 }),
  });
}

export function flags(vm: VM): Ref {
  const zero = {
    debug: 0,
    inspect: 0,
    interactive: 0,
    optimize: 0,
    dont_write_bytecode: 1,
    no_user_site: 0,
    no_site: 0,
  };
  const more = {
    ignore_environment: 0,
    verbose: 0,
    bytes_warning: 0,
    quiet: 0,
    hash_randomization: 0,
    isolated: 0,
  };
  return newStruct(vm, 'sys.flags', {
    ...ints(vm, { ...zero, ...more }),
    dev_mode: vm.newBool(false),
    ...ints(vm, { utf8_mode: 0, warn_default_encoding: 0 }),
    safe_path: vm.newBool(false),
    int_max_str_digits: vm.newInt(-1),
  });
}

/** An object whose attributes are its dict: types.SimpleNamespace. */
export const namespaceClass = {
  name: 'SimpleNamespace',
  ...RECORD_CLASS_SPEC,
  hasDict: true,
  module: 'types',
  methods: {
    __init__: ['self, /, **kwargs', namespaceInit],
    __repr__: ['self, /', namespaceRepr],
    __eq__: ['self, other, /', namespaceEqual],
  },
  unhashable: true,
  getsets: { __dict__: { get: (vm: VM, self: Ref) => vm.runtime.retain(vm.instanceDicts.of(self)) } },
  staticMethods: { __new__: ['cls, *args, **kwargs', (vm: VM, args: number) => newRecord(vm, vm.at(args))] },
} as const;

function namespaceInit(vm: VM, args: number): Ref {
  const kwargs = vm.at(args + 1);
  for (let entry = 0; kwargs !== 0 && entry < vm.dicts.filled(kwargs); entry++) {
    const key = vm.dicts.keyAt(vm.at(args + 1), entry);
    if (key !== 0) vm.setAttr(vm.at(args), vm.text(key), vm.dicts.valueAt(vm.at(args + 1), entry));
  }
  return vm.newNone();
}

function namespaceRepr(vm: VM, args: number): Ref {
  const name = vm.classes.nameOf(vm.classOf(vm.at(args)));
  const shown = name === 'SimpleNamespace' ? 'namespace' : name;
  const text = vm.protocols.guarded(vm.at(args), '...', () => {
    const parts: string[] = [];
    const dictAt = vm.pushBorrowed(vm.instanceDicts.of(vm.at(args)));
    for (let entry = 0; entry < vm.dicts.filled(vm.at(dictAt)); entry++) {
      const key = vm.dicts.keyAt(vm.at(dictAt), entry);
      if (key !== 0) parts.push(`${vm.text(key)}=${vm.repr(vm.dicts.valueAt(vm.at(dictAt), entry))}`);
    }
    vm.dropTo(dictAt);
    return parts.join(', ');
  });
  return vm.newStr(text === '...' ? `${shown}(...)` : `${shown}(${text})`);
}

function namespaceEqual(vm: VM, args: number): Ref {
  if (vm.classOf(vm.at(args)) !== vm.classOf(vm.at(args + 1))) return vm.newNotImplemented();
  const at = vm.pushBorrowed(vm.instanceDicts.of(vm.at(args)));
  vm.pushBorrowed(vm.instanceDicts.of(vm.at(args + 1)));
  const equal = vm.equal(vm.at(at), vm.at(at + 1));
  vm.dropTo(at);
  return vm.newBool(equal);
}

export function implementation(vm: VM): Ref {
  const at = vm.push(newRecord(vm, moduleClass(vm, namespaceClass)));
  const put = (name: string, value: Ref) => {
    vm.push(value);
    vm.setAttr(vm.at(at), name, vm.at(at + 1));
    vm.drop(1);
  };
  put('name', vm.newStr(vm.platform.implementation));
  put('cache_tag', vm.newNone());
  const isPyPy = vm.platform.implementation === 'pypy';
  put('version', isPyPy ? pypyVersion(vm) : versionInfo(vm));
  put('hexversion', vm.newInt(isPyPy ? PYPY_HEXVERSION : hexVersion(vm)));
  return vm.pop();
}
