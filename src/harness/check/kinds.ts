/** What `midden check` can find: every kind with its plain words. The rules that find them are in rules/. */

export type Severity = 'error' | 'warning' | 'note';

export interface Kind {
  readonly name: string;
  readonly severity: Severity;
  /** What it says, as the heading of a finding. */
  readonly title: string;
  /** Why it matters, for someone who has not met it. */
  readonly why: string;
  /** What to do, in general. A finding says it for its place. */
  readonly fix: string;
  /** The shipped program that shows it with the least around it. */
  readonly example: string;
}

export const KINDS = [
  {
    name: 'late-release',
    severity: 'warning',
    title: 'released later than where its last user stopped',
    why: 'Counting references releases an object where its last user lets go of it. A tracing collector finds out at its next collection, which may be much later or never.',
    fix: 'Say where the use ends: `with`, or `close()` in a `finally`.',
    example: '01_faq_resource_loop',
  },
  {
    name: 'resource-exhaustion',
    severity: 'error',
    title: 'fails because what is dead has not been released yet',
    why: 'Dead objects go on occupying what they stood for (handles, ports, locks, descriptors) until their finalizers run, and the supply ends before that.',
    fix: 'Release explicitly, with `with` or `close()`; collecting and trying again is not enough where finalizers run on a thread of their own.',
    example: '04_bounded_handles_fail',
  },
  {
    name: 'never-released',
    severity: 'error',
    title: 'never released, even by full collections',
    why: 'The platform decided when the object or its class was made that it has no finalizer; one that is added later is not called.',
    fix: 'Define `__del__` in the body of the class, or better: release explicitly.',
    example: '30_del_added_later',
  },
  {
    name: 'lost-at-exit',
    severity: 'error',
    title: 'cleanup that the end of the program skips',
    why: 'Only CPython clears modules when a program ends, so that what they hold is finalized. Elsewhere the process just ends, with data still in buffers.',
    fix: 'Close before the end: `with` or `try`/`finally` around main().',
    example: '61_gen_abandoned_exit',
  },
  {
    name: 'finalizer-order',
    severity: 'warning',
    title: 'relies on an order of finalizers',
    why: 'Objects that die together are finalized in an order that each platform chooses: oldest first, youngest first, outermost first.',
    fix: 'Nested `with` statements, or an ExitStack, give a defined order.',
    example: '78_locals_release_order',
  },
  {
    name: 'finalizer-chain',
    severity: 'warning',
    title: 'a chain finalized one link per collection',
    why: 'Where an object is kept for its finalizer, all that it refers to is kept too, and waits for another collection; a long chain takes as many.',
    fix: 'Give the owner one finalizer or one close() that closes its parts, and the parts none.',
    example: '18_cycle_collects_needed',
  },
  {
    name: 'late-double-close',
    severity: 'error',
    title: 'a late cleanup hits what has taken its place',
    why: 'The finalizer goes by a name or number, and by the time it runs that stands for something newer.',
    fix: 'Clean up only what is still yours: compare identity before removing, forget the number when closing.',
    example: '37_late_unregister',
  },
  {
    name: 'resurrection',
    severity: 'warning',
    title: 'comes back from the dead in its finalizer',
    why: 'An object that stores itself somewhere while it is being finalized lives on, but its finalizer has run, and elsewhere those of its parts have too.',
    fix: 'Do not store `self` in `__del__`; keep a pool of plain objects and hand out wrappers.',
    example: '22_resurrection_once',
  },
  {
    name: 'finalizer-thread',
    severity: 'error',
    title: 'a finalizer that minds which thread it runs on',
    why: 'The JVM and the CLR run finalizers on a thread of their own, at the same time as the program: what belongs to one thread cannot be closed there, and unlocked updates get lost.',
    fix: 'Close on the owning thread; let the finalizer only append to a queue.',
    example: '32_thread_affine_close',
  },
  {
    name: 'finalizer-lock',
    severity: 'error',
    title: 'a finalizer that takes a lock which the program holds',
    why: 'Where finalizers run in the middle of whatever dropped the object, a lock that is held there can never be had: a deadlock of one thread with itself.',
    fix: 'Take no locks in `__del__`: put the work into a queue.SimpleQueue or a deque.',
    example: '33_del_takes_lock',
  },
  {
    name: 'ambient-state-in-finalizer',
    severity: 'error',
    title: 'a finalizer that reads state which has moved on',
    why: 'The finalizer looks up something global, such as the current request, and runs when that is another one.',
    fix: 'Take what the finalizer needs when the object is made, and keep it in `self`.',
    example: '34_finalizer_ambient_state',
  },
  {
    name: 'weakref-timing',
    severity: 'warning',
    title: 'the answer of a weak reference depends on the collector',
    why: 'A weak reference is dead at once where references are counted, and alive until the next collection elsewhere.',
    fix: 'Infer nothing from a weak reference: keep the state explicitly, or hold what must stay alive.',
    example: '38_weakref_immediate',
  },
  {
    name: 'ephemeron-leak',
    severity: 'warning',
    title: 'a weak table that keeps its own keys alive',
    why: 'The value of an entry refers to its key, and the table holds its values strongly, so the key never dies.',
    fix: 'Hold the key weakly in the value, or store the value as an attribute of the key.',
    example: '',
  },
  {
    name: 'id-reuse',
    severity: 'warning',
    title: 'id() of objects that are dead',
    why: 'id() is unique among objects that are alive at the same time. CPython gives the address of a dead object to the next one; others never do.',
    fix: 'Count with itertools.count(), or keep the object together with its id.',
    example: '49_id_reuse',
  },
  {
    name: 'id-order',
    severity: 'warning',
    title: 'sorts by id()',
    why: 'Identities are addresses, hashes or serial numbers: their order means something else on every platform.',
    fix: 'Give the objects serial numbers of your own and sort by those.',
    example: '53_id_as_order',
  },
  {
    name: 'identity-of-immutables',
    severity: 'warning',
    title: '`is` between values',
    why: 'Whether two equal strings, numbers or tuples are one object depends on interning, caching and constant folding.',
    fix: 'Compare values with ==; `is` is for None and for sentinels.',
    example: '52_is_on_strings',
  },
  {
    name: 'missing-introspection',
    severity: 'warning',
    title: 'asks for a part of gc, sys or weakref that is not everywhere',
    why: 'Reference counts, sizes and several functions about collection exist on CPython only.',
    fix: 'Do without: keep track of owners and sizes in your own data.',
    example: '54_getrefcount',
  },
  {
    name: 'collect-return-value',
    severity: 'warning',
    title: 'uses what gc.collect() returns',
    why: 'The number of unreachable objects on CPython, nothing or bytes elsewhere.',
    fix: 'Call it as a statement; count your own resources.',
    example: '56_collect_return_value',
  },
  {
    name: 'gc-disable',
    severity: 'warning',
    title: 'switches the collector off or tunes it',
    why: 'With gc.disable() CPython leaks every cycle; other platforms refuse, ignore it, or only delay finalizers.',
    fix: 'Break cycles instead, or make the call conditional on sys.implementation.',
    example: '21_cycle_growth_gc_disabled',
  },
  {
    name: 'traceback-pins-frame',
    severity: 'warning',
    title: 'a saved exception keeps the frames that it came through',
    why: 'An exception holds its traceback, that holds the frames, and those hold their local variables.',
    fix: 'Keep str(error), or set error.__traceback__ = None; delete the name in a finally.',
    example: '13_saved_exception',
  },
  {
    name: 'generator-finally-late',
    severity: 'error',
    title: 'a dropped generator whose `finally` runs late or never',
    why: 'A generator that is dropped between two yields is closed when it dies, which is a finalizer like any other.',
    fix: 'Close it: `with contextlib.closing(generator()) as items:`, or exhaust it.',
    example: '58_gen_finally_break',
  },
  {
    name: 'refcount-optimised-concat',
    severity: 'warning',
    title: '`s += t` that is fast under reference counting only',
    why: 'CPython grows a string in place when nobody else holds it; everywhere else each step copies all of it.',
    fix: 'Collect the pieces in a list and join them once.',
    example: '65_str_concat',
  },
  {
    name: 'unraisable-swallowed',
    severity: 'warning',
    title: 'an error in a finalizer that nobody sees',
    why: 'An exception in a finalizer cannot reach the program: it is printed, lost, or ends the process, by platform.',
    fix: 'Put cleanup that can fail into close() or __exit__.',
    example: '25_del_exception_ignored',
  },
] as const satisfies readonly Kind[];

export type KindName = (typeof KINDS)[number]['name'];

export const KIND_NAMES: readonly KindName[] = KINDS.map(({ name }) => name);

export function kindNamed(name: KindName): Kind {
  return KINDS.find((kind) => kind.name === name)!;
}
