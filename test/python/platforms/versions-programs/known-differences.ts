/** Recorded programs that a version does not agree on yet, each with its reason. Everything else must agree. */
const COMMON: Readonly<Record<string, string>> = {
  getsizeof: 'the dict of an instance shares its keys with others, whose number decides its size',
};
const FROM_311: Readonly<Record<string, string>> = {
  ...COMMON,
  del_order_of_attributes:
    'an attribute that is deleted and made again goes last once __dict__ was asked for',
};
const MODULES = {
  teardown_modules: 'a module that sys.modules and a global hold dies at another moment of the teardown',
};

export const knownDifferences: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'cpython-2.7': {
    getsizeof: "headers of the collector are 32 bytes there, integers are C's, strings are bytes",
    messages_calls: 'unbound methods are a language feature of Python 2, not of lifetimes',
    reprs: 'range() gives a list there: the language is that of Python 3',
  },
  'cpython-3.8': {
    ...COMMON,
    getrefcount: 'the call of a bound method puts its object on the stack without counting it',
  },
  'cpython-3.11': { ...FROM_311, ...MODULES },
  'cpython-3.12': FROM_311,
  'cpython-3.13': {
    ...FROM_311,
    ...MODULES,
    generators_cycle: 'gc.collect() counts what the closing of a generator frees already',
  },
};
