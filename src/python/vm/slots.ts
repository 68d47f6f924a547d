/** Which special methods of built-in types are slots in CPython: the other ones are methods like any. */

const METHODS: ReadonlySet<string> = new Set([
  '__reduce__',
  '__reduce_ex__',
  '__format__',
  '__sizeof__',
  '__dir__',
  '__init_subclass__',
  '__subclasshook__',
  '__new__',
  '__class_getitem__',
  '__instancecheck__',
  '__subclasscheck__',
  '__subclasses__',
  '__prepare__',
  '__reversed__',
  '__length_hint__',
  '__setstate__',
  '__getstate__',
  '__enter__',
  '__exit__',
  '__round__',
  '__trunc__',
  '__floor__',
  '__ceil__',
  '__getnewargs__',
  '__copy__',
  '__deepcopy__',
  '__missing__',
  '__complex__',
  '__bytes__',
]);

/** Slots that the type has as methods too, which are quicker to call. */
const BOTH: ReadonlySet<string> = new Set([
  'dict.__contains__',
  'dict.__getitem__',
  'list.__getitem__',
  'set.__contains__',
  'frozenset.__contains__',
]);

/** @param owner the built-in class; '' for a function of a module */
export function isSlot(name: string, owner: string): boolean {
  return (
    owner !== '' &&
    name.startsWith('__') &&
    name.endsWith('__') &&
    !METHODS.has(name) &&
    !BOTH.has(`${owner}.${name}`)
  );
}
