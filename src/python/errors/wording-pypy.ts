/**
 * Messages of PyPy 7.3.11 for those of CPython 3.11: a pattern, and what takes its place. Recorded in
 * test/python/platforms/pypy/programs/messages.py.
 */
export const pypyRules: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/^exceptions must derive from BaseException$/, 'exceptions must derive from BaseException, not type'],
  [/^(\w+\(\) missing) required argument ('\w+') \(pos \d\)$/, '$1 1 required positional argument: $2'],
  [/^property '.*' of '.*' object has no setter$/, "can't set attribute"],
  [/^(maximum recursion depth exceeded) .*$/, '$1'],
  [/^weakly-referenced object/, 'weakly referenced object'],
  [/^can only concatenate str \(not "(.*)"\) to str$/, "unsupported operand type(s) for +: 'str' and '$1'"],
  [
    /^can only concatenate (list|tuple) \(not "(.*)"\) to \1$/,
    "unsupported operand type(s) for +: '$1' and '$2'",
  ],
  [/^bad operand type for unary -: /, 'unsupported operand type for unary neg: '],
  [/^bad operand type for unary \+: /, 'unsupported operand type for unary pos: '],
  [/^bad operand type for unary ~: /, 'unsupported operand type for unary invert: '],
  [/^bad operand type for abs\(\): /, 'unsupported operand type for unary abs: '],
  [/^object of type ('.*') has no len\(\)$/, '$1 has no length'],
  [
    /^string indices must be integers, not '(.*)'$/,
    'string index indices must be integers or slices, not $1',
  ],
  [/^(?:\w+\.)+(\w+\(\) (?:missing|takes|got) )/, '$1'],
  [/(a bytes-like object or a) real (number)/, '$1 $2'],
  [/^(%\w format: a) real (number is required)/, '$1 $2'],
  [/^(sequence item \d+: expected str) instance,/, '$1,'],
  [/^(sep must be None or a string), not .*$/, '$1'],
  [/^attribute name must be string, not '.*'$/, 'getattr(): attribute name must be string'],

  [/^chr\(\) arg not in range\(0x110000\)$/, 'chr() arg out of range'],
  [/^range\(\) arg 3 must not be zero$/, 'step argument must not be zero'],
  [/^(?:max|min)\(\) (arg is an empty sequence)$/, '$1'],
  [/^dictionary update sequence element #\d+ has length \d+; 2 is required$/, 'sequence of pairs expected'],

  [/^float floor division by zero$/, 'float modulo'],
  [/^float floor division or modulo by zero$/, 'float modulo'],
];
