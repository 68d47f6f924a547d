import {
  type KeptForReuse,
  type ShapeSpec,
  type ShapeTable,
  VAR_NONE,
  type VariablePart,
} from '../../contract/shapes.ts';
import {
  builtinShapes,
  CLASS_META,
  EXC_CLASS,
  EXC_DICT,
  FUNCTION_DICT,
  Kind,
  MODULE_DICT,
  offsets,
  RECORD_CLASS,
  RECORD_DICT,
  Shape,
  WEAKREF_CLASS,
  WEAKREF_DICT,
  WRAPPED_DICT,
} from './shapes.ts';

/**
 * Which slot holds an attribute: instance shapes with the same class and attributes in the same order are one shape. The slot of a
 * name is the same in all instances of a class (CPython's shared keys), so that they let go of their attributes in one order.
 */
export interface Layout {
  readonly classId: number;
  /** Attribute slots in use, by name id, as offsets from the Ref, in the order in which they were filled. */
  readonly slots: ReadonlyMap<number, number>;
  /** Offset of the first attribute slot, and of the first word past the slots. */
  readonly first: number;
  readonly end: number;
  /** The shape of the same size without attributes. */
  readonly root: number;
  /** The shape after one more attribute. */
  readonly transitions: Map<number, number>;
}

/** Per-shape facts of the Python layer, in tables indexed by shape id beside the heap's own trace maps. */
export class ShapeInfo {
  readonly shapes: ShapeTable;
  kind: Uint8Array = new Uint8Array(1024);
  /** Offset of the slot that holds the object's class; 0: the class is `staticClass[shape]`. */
  classSlot: Uint8Array = new Uint8Array(1024);
  /** Offset of the `__dict__` slot; 0: none. */
  dictSlot: Uint8Array = new Uint8Array(1024);
  /** For shapes without class slot: index into the runtime's statics. */
  staticClass: Int32Array = new Int32Array(1024);
  readonly layouts: (Layout | undefined)[] = [];
  /** Of slots of built-in types, bound and unbound: where they have no types of their own they are methods. */
  readonly boundSlot: number;
  readonly unboundSlot: number;

  constructor(shapes: ShapeTable, kept: Readonly<Record<string, KeptForReuse>>, slotsHaveTypes: boolean) {
    this.shapes = shapes;
    this.boundSlot = slotsHaveTypes ? Shape.METHOD_WRAPPER : Shape.NATIVE;
    this.unboundSlot = slotsHaveTypes ? Shape.WRAPPER_DESCRIPTOR : Shape.METHOD_DESCRIPTOR;
    for (const spec of builtinShapes) {
      const reused = kept[spec.name];
      this.kind[shapes.define(reused === undefined ? spec : { ...spec, kept: reused })] = spec.kind;
    }
    for (const [shape, slot] of [
      [Shape.EXCEPTION, EXC_CLASS],
      [Shape.WEAKREF, WEAKREF_CLASS],
      [Shape.PROXY, WEAKREF_CLASS],
      [Shape.RECORD, RECORD_CLASS],
      [Shape.CLASS, CLASS_META],
    ] as const) {
      this.classSlot[shape] = slot;
    }
    this.dictSlot[Shape.EXCEPTION] = EXC_DICT;
    this.dictSlot[Shape.WEAKREF] = WEAKREF_DICT;
    this.dictSlot[Shape.RECORD] = RECORD_DICT;
    this.dictSlot[Shape.FUNCTION] = FUNCTION_DICT;
    this.dictSlot[Shape.MODULE] = MODULE_DICT;
    this.dictSlot[Shape.STATICMETHOD] = WRAPPED_DICT;
    this.dictSlot[Shape.CLASSMETHOD] = WRAPPED_DICT;
  }

  /** Whether instances of a built-in class have a `__dict__`, where the class does not say it: records and weak references have not. */
  hasDict(shape: number): boolean {
    return this.dictSlot[shape] !== 0 && shape !== Shape.RECORD && shape !== Shape.WEAKREF;
  }

  /** A shape for instances of a Python-defined class. */
  define(name: string, fields: InstanceShape): number {
    const { raw, refs, traits, variable } = fields;
    const id = this.shapes.define({
      name,
      raw,
      refs,
      traits,
      variable,
      releaseReversed: fields.kind === Kind.TUPLE,
      ...orders(fields),
    });
    if (id >= this.kind.length) this.grow();
    this.kind[id] = fields.kind;
    this.classSlot[id] = fields.classSlot;
    this.dictSlot[id] = fields.dictSlot;
    return id;
  }

  private grow(): void {
    const size = this.kind.length * 2;
    const kind = new Uint8Array(size);
    kind.set(this.kind);
    this.kind = kind;
    const classSlot = new Uint8Array(size);
    classSlot.set(this.classSlot);
    this.classSlot = classSlot;
    const dictSlot = new Uint8Array(size);
    dictSlot.set(this.dictSlot);
    this.dictSlot = dictSlot;
    const staticClass = new Int32Array(size);
    staticClass.set(this.staticClass);
    this.staticClass = staticClass;
  }
}

export interface InstanceShape {
  readonly kind: number;
  readonly raw: number;
  readonly refs: number;
  readonly traits: number;
  readonly classSlot: number;
  readonly dictSlot: number;
  readonly variable: VariablePart;
}

/**
 * CPython's subtype_traverse and subtype_clear: what the class adds, then the class, which is not let go of, then what its built-in base
 * has.
 */
function orders(fields: InstanceShape): Pick<ShapeSpec, 'visits' | 'clears'> {
  const { kind, raw, refs, classSlot, dictSlot, variable } = fields;
  if (kind === Kind.TUPLE) return { clears: [] };
  if (variable !== VAR_NONE || classSlot === 0) return {};
  const from = 2 + raw;
  const all = offsets(from, from + refs);
  const clears = all.filter((at) => at !== classSlot);
  if (kind === Kind.EXCEPTION || kind === Kind.CLASS) return { clears };
  const own = all.filter((at) => at > classSlot && at !== dictSlot);
  const base = all.filter((at) => at < classSlot && at !== dictSlot);
  const dict = dictSlot === 0 ? [] : [dictSlot];
  return { visits: [...own, ...dict, classSlot, ...base], clears: [...own, ...dict, ...base] };
}
