/** What the heap should hold, in plain objects that JavaScript's own collector looks after. */
export type ModelKind =
  | 'node'
  | 'wide'
  | 'leaf'
  | 'link'
  | 'resource'
  | 'array'
  | 'words'
  | 'list'
  | 'part'
  | 'tuple'
  | 'weak'
  | 'ephemeron';

export class ModelObject {
  readonly kind: ModelKind;
  /** 0 for the kinds that have no raw words of their own (weak, ephemeron, link). */
  readonly serial: number;
  readonly fields: ModelNullable[];
  /** Weak references: the target; ephemerons: the key. */
  target: ModelNullable = null;
  value: ModelNullable = null;
  /** Resources: the finalizer brings the object back. */
  resurrects = false;
  finalized = 0;
  /** Where it was pinned; 0 if it is not. */
  pinnedAt = 0;
  /**
   * It was unreachable at some moment and came back (through a weak reference or a finalizer). What the collector
   * did in between, weak references and finalizers, is up to it.
   */
  wasDead = false;

  constructor(kind: ModelKind, serial: number, fields: number) {
    this.kind = kind;
    this.serial = serial;
    this.fields = new Array<ModelNullable>(fields).fill(null);
  }
}

export type ModelNullable = ModelObject | null;

export class Model {
  readonly frames: ModelNullable[][] = [];
  /** External references; null where dropped. */
  readonly handles: { readonly handle: number; readonly object: ModelObject }[] = [];
  readonly resources = new Map<number, ModelObject>();
  /** By the serial of the callback object. */
  readonly weakByCallback = new Map<number, ModelObject>();
  readonly weaks: ModelObject[] = [];
  readonly ephemerons: ModelObject[] = [];

  get locals(): ModelNullable[] {
    return this.frames[this.frames.length - 1]!;
  }

  reachable(): Set<ModelObject> {
    return this.closure(this.roots());
  }

  /** `object` was perhaps unreachable and is about to be reachable: remember that for it and all that comes along. */
  revive(object: ModelObject): void {
    const live = this.reachable();
    if (live.has(object)) return;
    // A value whose ephemeron lives comes along with its key.
    for (const found of this.closure([...this.roots(), object])) if (!live.has(found)) found.wasDead = true;
  }

  private roots(): ModelNullable[] {
    const roots: ModelNullable[] = [];
    for (const frame of this.frames) roots.push(...frame);
    for (const { object } of this.handles) roots.push(object);
    return roots;
  }

  private closure(roots: readonly ModelNullable[]): Set<ModelObject> {
    const found = new Set<ModelObject>();
    const gray: ModelObject[] = [];
    const reach = (object: ModelNullable) => {
      if (object === null || found.has(object)) return;
      found.add(object);
      gray.push(object);
    };
    for (const root of roots) reach(root);
    for (let before = -1; before !== found.size; ) {
      before = found.size;
      while (gray.length > 0) for (const field of gray.pop()!.fields) reach(field);
      for (const ephemeron of this.ephemerons) {
        if (!found.has(ephemeron) || ephemeron.target === null) continue;
        if (found.has(ephemeron.target)) reach(ephemeron.value);
      }
    }
    return found;
  }
}
