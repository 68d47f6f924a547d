/** The host's record of a class: what the heap object need not know. */
export interface ClassInfo {
  readonly id: number;
  name: string;
  /** In front of the name in error messages: the module of a built-in class, unless that is builtins. */
  prefix: string;
  /** How its instances are laid out. */
  readonly kind: number;
  /** Shape of a fresh instance. */
  shape: number;
  /** Index in the statics; -1 for a class made by the program. */
  readonly staticIndex: number;
  readonly subclassable: boolean;
  readonly hasDict: boolean; // instances have a `__dict__`
  /** Attribute slots in a fresh instance (INSTANCE kind). */
  capacity: number;
  /** Places of the attributes of instances, by name id, in the order in which the first of them got one. */
  readonly sharedKeys: Map<number, number>;
  /** Words of slots declared by `__slots__`, own and inherited. */
  readonly slotCount: number;
  readonly subclasses: Set<number>;
  readonly shapes: number[];
  /** Attribute lookups along the MRO: name id → depth << 20 | entry, or MISS. */
  readonly cache: Map<number, number>;
  hasFinalizer: boolean;
  readonly isHeapType: boolean;
  /** Of a library module, in C on the real system. */
  inC?: boolean;
  plainSince: number; // the epoch in which calling it was found to be object.__new__ and a Python __init__
}

/** May a program not change it? */
export function isImmutable(info: ClassInfo): boolean {
  return !info.isHeapType || info.inC === true;
}

/** What CPython says of setting an attribute of a class that is immutable. */
export function refusal(info: ClassInfo, attribute: string): string {
  return `cannot set '${attribute}' attribute of immutable type '${shownName(info)}'`;
}

/** With the module of what is in C. */
export function shownName({ prefix, name }: ClassInfo): string {
  return prefix + name;
}
