/** What `__doc__` of a slot wrapper says, as in CPython: a phrase for each slot, made of its operator where it has one. */

const BINARY: Readonly<Record<string, string>> = {
  add: '+',
  sub: '-',
  mul: '*',
  matmul: '@',
  truediv: '/',
  floordiv: '//',
  mod: '%',
  lshift: '<<',
  rshift: '>>',
  and: '&',
  xor: '^',
  or: '|',
};

const COMPARISONS: Readonly<Record<string, string>> = {
  eq: '==',
  ne: '!=',
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
};

const OTHERS: Readonly<Record<string, string>> = {
  divmod: 'Return divmod(self, value).',
  rdivmod: 'Return divmod(value, self).',
  pow: 'Return pow(self, value, mod).',
  rpow: 'Return pow(value, self, mod).',
  neg: '-self',
  pos: '+self',
  abs: 'abs(self)',
  invert: '~self',
  int: 'int(self)',
  float: 'float(self)',
  bool: 'True if self else False',
  index: 'Return self converted to an integer, if self is suitable for use as an index into a list.',
  len: 'Return len(self).',
  getitem: 'Return self[key].',
  setitem: 'Set self[key] to value.',
  delitem: 'Delete self[key].',
  contains: 'Return key in self.',
  // Those of lists and the like; of what only has numbers, `Return self+=value.`
  iadd: 'Implement self+=value.',
  imul: 'Implement self*=value.',
  repr: 'Return repr(self).',
  str: 'Return str(self).',
  hash: 'Return hash(self).',
  call: 'Call self as a function.',
  getattribute: 'Return getattr(self, name).',
  setattr: 'Implement setattr(self, name, value).',
  delattr: 'Implement delattr(self, name).',
  iter: 'Implement iter(self).',
  next: 'Implement next(self).',
  get: 'Return an attribute of instance, which is of type owner.',
  set: 'Set an attribute of instance to value.',
  delete: 'Delete an attribute of instance.',
  init: 'Initialize self.  See help(type(self)) for accurate signature.',
};

/** @param name with its underscores; '' for what has no text */
export function slotDoc(name: string): string {
  const slot = name.slice(2, -2);
  const other = OTHERS[slot];
  if (other !== undefined) return other;
  const symbol = BINARY[slot] ?? COMPARISONS[slot];
  if (symbol !== undefined) return `Return self${symbol}value.`;
  const turned = slot.startsWith('r') ? BINARY[slot.slice(1)] : undefined;
  if (turned !== undefined) return `Return value${turned}self.`;
  const inPlace = slot.startsWith('i') ? BINARY[slot.slice(1)] : undefined;
  return inPlace === undefined ? '' : `Return self${inPlace}=value.`;
}
