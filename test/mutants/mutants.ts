import { boehmMutants } from './boehm-mutants.ts';

/** A seeded bug: in `file`, `find` (which occurs exactly once) becomes `replace`. */
export interface Mutant {
  readonly name: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  /** The collector that runs it. */
  readonly against:
    | 'refcount-cycle'
    | 'mark-sweep'
    | 'generational-compacting'
    | 'semispace'
    | 'immix'
    | 'boehm';
  /** What must be among the killers' messages. */
  readonly killer: RegExp;
}

const MARKING = 'strategies/mark-sweep/marking.ts';
const MARK_KERNEL = 'src/heap/mark-kernel.ts';
const REFERENCES = 'strategies/mark-sweep/references.ts';
const SEGREGATED = 'src/heap/segregated-free-lists.ts';
const RUNTIME = 'src/runtime/runtime.ts';
const GEN = 'strategies/generational-compacting';
const RC = 'strategies/refcount-cycle';
const SEMI = 'strategies/semispace';
const IMMIX = 'strategies/immix';

const markSweepMutants: readonly Mutant[] = [
  {
    name: 'the marker skips slot 0',
    file: MARK_KERNEL,
    find: 'let at = (ref + (word & SCAN_FROM_MAX)) | 0;',
    replace: 'let at = (ref + (word & SCAN_FROM_MAX) + 1) | 0;',
    against: 'mark-sweep',
    killer: /a tree keeps its structure/,
  },
  {
    name: 'the marker skips the last slot of an array',
    file: MARK_KERNEL,
    find: 'end = (end + i32[ref + LENGTH]!) | 0;',
    replace: 'end = (end + i32[ref + LENGTH]! - 1) | 0;',
    against: 'mark-sweep',
    killer: /every slot of an object is scanned/,
  },
  {
    name: 'the marker forgets what overflowed its list',
    file: MARKING,
    find: 'if (ref < this.overflowFrom) this.overflowFrom = ref;',
    replace: '',
    against: 'mark-sweep',
    killer: /./,
  },
  {
    name: 'no re-trace after finalizers were queued',
    file: REFERENCES,
    find: 'for (const ref of queued) this.marker.mark(ref);',
    replace: 'for (const ref of queued) this.marks.mark(ref);',
    against: 'mark-sweep',
    killer: /finalizer/,
  },
  {
    name: 'queued finalizable objects are not kept',
    file: REFERENCES,
    find: 'for (const ref of queued) this.marker.mark(ref);',
    replace: '',
    against: 'mark-sweep',
    killer: /finalizer/,
  },
  {
    name: 'short weak references are not cleared',
    file: REFERENCES,
    find: 'host.weak.clearDead(WEAK_SHORT, this)',
    replace: '0',
    against: 'mark-sweep',
    killer: /weak/,
  },
  {
    name: 'long weak references are cleared before finalizers',
    file: REFERENCES,
    find: 'const finalizable = this.markFinalizable();\n    const longCleared = host.weak.clearDead(WEAK_LONG, this);',
    replace:
      'const longCleared = host.weak.clearDead(WEAK_LONG, this);\n    const finalizable = this.markFinalizable();',
    against: 'mark-sweep',
    killer: /long weak reference outlives/,
  },
  {
    name: 'values of ephemerons are marked once, not to a fixpoint',
    file: REFERENCES,
    find: 'while (this.host.ephemerons.markValues(this.live, this.mark) > 0) this.marker.drain(this.heapEnd);',
    replace:
      'if (this.host.ephemerons.markValues(this.live, this.mark) > 0) this.marker.drain(this.heapEnd);',
    against: 'mark-sweep',
    killer: /ephemeron/,
  },
  {
    name: 'an ephemeron holds its value strongly',
    file: 'src/runtime/ephemerons.ts',
    find: 'isLive(ephemeron) && isLive(i32[ephemeron + EPHEMERON_KEY]!)',
    replace: 'isLive(ephemeron)',
    against: 'mark-sweep',
    killer: /ephemeron/,
  },
  {
    name: 'a run of free cells is handed out twice',
    file: SEGREGATED,
    find: '    blocks.sweptTo[block] = to;\n',
    replace: '    blocks.sweptTo[block] = from;\n',
    against: 'mark-sweep',
    killer: /./,
  },
  {
    name: 'the sweep leaves out the last cell of a block',
    file: SEGREGATED,
    find: 'for (let at = blocks.sweptTo[block]!; at < end; at += cell) {\n      swept++;',
    replace: 'for (let at = blocks.sweptTo[block]!; at < end - cell; at += cell) {\n      swept++;',
    against: 'mark-sweep',
    killer: /./,
  },
  {
    name: 'reused cells are not zeroed',
    file: SEGREGATED,
    find: '    zero(this.i32, from, to);\n',
    replace: '',
    against: 'mark-sweep',
    killer: /zeroed|random mutators/,
  },
  {
    name: 'the host does not hear of dead weak references',
    file: 'strategies/mark-sweep/weak-objects.ts',
    find: 'else died(ref);',
    replace: '',
    against: 'mark-sweep',
    killer: /weak-table|ephemeron-table|weak/,
  },
];

const runtimeMutants: readonly Mutant[] = [
  {
    name: 'finalizable objects stay registered after they were queued',
    file: 'src/runtime/finalizers.ts',
    find: 'this.members = live;\n      this.numbers = liveNumbers;',
    replace: '',
    against: 'mark-sweep',
    killer: /finalizer/,
  },
  {
    name: 'stacks of suspended threads are no roots',
    file: 'src/runtime/roots.ts',
    find: "for (const saved of this.stacks) visit(saved.words, 0, saved.top, 'precise');",
    replace: '',
    against: 'mark-sweep',
    killer: /each kind of root keeps its object/,
  },
  {
    name: 'external references are no roots',
    file: RUNTIME,
    find: "    this.roots.register(this.externals.slots, 'external');\n",
    replace: '',
    against: 'generational-compacting',
    killer: /handle|external/,
  },
  {
    name: 'callbacks of dead weak references run',
    file: 'src/runtime/weak-references.ts',
    find: 'i32[weak + WEAK_CALLBACK] !== 0 && liveness.isLive(weak)',
    replace: 'i32[weak + WEAK_CALLBACK] !== 0',
    against: 'mark-sweep',
    killer: /callback/,
  },
  {
    name: 'the weak table keeps old addresses',
    file: 'src/runtime/weak-references.ts',
    find: '.map((weak) => liveness.forwarded(weak))',
    replace: '',
    against: 'generational-compacting',
    killer: /weak/,
  },
  {
    name: 'the write barrier is dropped',
    file: 'src/runtime/mutator.ts',
    find: '    this.cards[(ref + slot) >>> this.cardShift] = 1;\n',
    replace: '',
    against: 'generational-compacting',
    killer: /invariant remembered/,
  },
  {
    name: 'the barrier of a block copy leaves out the last card',
    file: RUNTIME,
    find: 'card <= last; card++',
    replace: 'card < last; card++',
    against: 'generational-compacting',
    killer: /wroteRange|random mutators/,
  },
  {
    name: 'an initialising store does not count',
    file: RUNTIME,
    find: 'this.initialiseOwned(object, slot, this.retain(value));',
    replace: 'this.initialiseOwned(object, slot, value);',
    against: 'refcount-cycle',
    killer: /initialise/,
  },
  {
    name: 'a handle does not count',
    file: 'src/runtime/external-references.ts',
    find: '    this.hooks.retain(ref);\n    return this.adopt(ref, owner);',
    replace: '    return this.adopt(ref, owner);',
    against: 'refcount-cycle',
    killer: /external/,
  },
  {
    name: 'under counting a finalizer may run twice',
    file: 'src/runtime/finalizers.ts',
    find: '    this.i32[ref] = this.i32[ref]! | FLAG_FINALIZED;\n    this.run(ref);',
    replace: '    this.run(ref);',
    against: 'refcount-cycle',
    killer: /finalizer/,
  },
];

const refcountMutants: readonly Mutant[] = [
  {
    name: 'what a finalizer resurrected out of a cycle is cleared all the same',
    file: `${RC}/refcount-cycle.ts`,
    find: '    garbage.finalize();\n    garbage.spareResurrected(old);\n',
    replace: '    garbage.finalize();\n',
    against: 'refcount-cycle',
    killer: /cycle that a finalizer brings back/,
  },
  {
    name: 'callbacks of weak references in the garbage run',
    file: `${RC}/garbage.ts`,
    find: '    if (this.isGarbage(weak)) return false;\n',
    replace: '',
    against: 'refcount-cycle',
    killer: /callback/,
  },
  {
    name: 'weak references to garbage are not cleared',
    file: `${RC}/garbage.ts`,
    find: "if ((i32[ref]! & FLAG_WEAKREFS) !== 0) host.weak.clearTarget(ref, this.isOutside, 'queue');",
    replace: '',
    against: 'refcount-cycle',
    killer: /weak references into the dead cycle/,
  },
  {
    name: 'parts are not traced through by the search for cycles',
    file: `${RC}/cycle-detector.ts`,
    find: '          slots += this.subtractPart(child);\n',
    replace: '',
    against: 'refcount-cycle',
    killer: /cycles are reclaimed/,
  },
  {
    name: 'reachability does not pass through parts',
    file: `${RC}/cycle-detector.ts`,
    find: '        this.log[this.logEnd++] = index;\n',
    replace: '',
    against: 'refcount-cycle',
    killer: /./,
  },
  {
    name: 'what untracked objects refer to does not count when ephemeron keys are searched',
    file: `${RC}/untracked-keys.ts`,
    find: '    counts.set(ref, i32[ref + MARK_WORD]! - 1);\n    return [ref];',
    replace: '    counts.set(ref, i32[ref + MARK_WORD]! - 1);\n    return [];',
    against: 'refcount-cycle',
    killer: /only values lead to/,
  },
  {
    name: 'ephemeron keys that are not tracked are never garbage',
    file: `${RC}/garbage.ts`,
    find: 'return this.detector.untrackedKeys.isDead(ref);',
    replace: 'return false;',
    against: 'refcount-cycle',
    killer: /only values lead to/,
  },
  {
    name: 'what the value of an ephemeron brings back in its finalizer is cleared all the same',
    file: `${RC}/garbage.ts`,
    find: '    if (values.length !== 0) this.exposed = true;\n',
    replace: '',
    against: 'refcount-cycle',
    killer: /key that the value/,
  },
  {
    name: 'tuples of containers are untracked as if they held atoms',
    file: `${RC}/garbage.ts`,
    find: 'if ((header & FLAG_TRACKED) !== 0) return false;\n      return this.isTuple(child)',
    replace: 'return true || this.isTuple(child)',
    against: 'refcount-cycle',
    killer: /tuple|cycles are reclaimed/,
  },
  {
    name: 'the search for cycles skips slot 0',
    file: `${RC}/cycle-detector.ts`,
    find: 'let at = ref + refsFrom[shape]!;\n      let slots',
    replace: 'let at = ref + refsFrom[shape]! + 1;\n      let slots',
    against: 'refcount-cycle',
    killer: /cycle/,
  },
  {
    name: 'an object set aside as unreachable does not come back',
    file: `${RC}/cycle-detector.ts`,
    find: 'if (gcRefs[index] === SET_ASIDE) {\n            this.bringBack(index);',
    replace: 'if (gcRefs[index] === SET_ASIDE) {',
    against: 'refcount-cycle',
    killer: /./,
  },
  {
    name: 'a dying object does not let go of what it refers to',
    file: `${RC}/destruction.ts`,
    find: 'const count = i32[child + MARK_WORD]! - 1;',
    replace: 'const count = i32[child + MARK_WORD]!;',
    against: 'refcount-cycle',
    killer: /./,
  },
  {
    name: 'a resurrected object is freed',
    file: `${RC}/destruction.ts`,
    find: 'if (count !== 0) {\n      if (this.legacy)',
    replace: 'if (count < 0) {\n      if (this.legacy)',
    against: 'refcount-cycle',
    killer: /resurrected|random mutators/,
  },
  {
    name: 'the trashcan is never emptied',
    file: `${RC}/destruction.ts`,
    find: '    this.push(CHAIN, 0, 0, 0);\n',
    replace: '',
    against: 'refcount-cycle',
    killer: /deep structure/,
  },
];

const generationalMutants: readonly Mutant[] = [
  {
    name: 'large objects are not searched for references to the young',
    file: `${GEN}/cards.ts`,
    find: '    this.gatherUpper();\n',
    replace: '',
    against: 'generational-compacting',
    killer: /last slot of a large array/,
  },
  {
    name: 'cards are cleared although the young are still young',
    file: `${GEN}/collection.ts`,
    find: '      refreshCards(space, dirty);\n',
    replace: '',
    against: 'generational-compacting',
    killer: /./,
  },
  {
    name: 'slots of older generations keep old addresses',
    file: `${GEN}/collection.ts`,
    find: '      relocation.relocateDirty(this.dirty);\n',
    replace: '',
    against: 'generational-compacting',
    killer: /./,
  },
  {
    name: 'external roots keep old addresses',
    file: `${GEN}/collection.ts`,
    find: 'host.eachRootRange((words, from, to) => relocation.relocateWords(words, from, to));',
    replace:
      "host.eachRootRange((words, from, to, kind) => kind === 'external' || relocation.relocateWords(words, from, to));",
    against: 'generational-compacting',
    killer: /handle|root/,
  },
  {
    name: 'side tables are told old addresses',
    file: `${GEN}/collection.ts`,
    find: 'return moves ? this.plan.forward(ref) : ref;',
    replace: 'return moves ? ref : ref;',
    against: 'generational-compacting',
    killer: /ephemeron-table/,
  },
  {
    name: 'the card of a moved slot is set at its old address',
    file: `${GEN}/relocate.ts`,
    find: 'cards[(slot + slotDelta) >>> CARD_SHIFT] = 1;',
    replace: 'cards[slot >>> CARD_SHIFT] = 1;',
    against: 'generational-compacting',
    killer: /./,
  },
  {
    name: 'pinned objects move',
    file: `${GEN}/plan.ts`,
    find: 'pinned[count++] = stays === 0 ? 0 : 1;',
    replace: 'pinned[count++] = 0;',
    against: 'generational-compacting',
    killer: /pinned/,
  },
  {
    name: 'large objects are never marked',
    file: `${GEN}/collection.ts`,
    find: 'generation === MAX_GENERATION ? space.top : space.end)',
    replace: 'space.end)',
    against: 'generational-compacting',
    killer: /./,
  },
  {
    name: 'no ephemeron is looked at after finalizers were queued',
    file: `${GEN}/collection.ts`,
    find: 'marker.mark(ref);\n    }\n    this.closeOverEphemerons();',
    replace: 'marker.mark(ref);\n    }\n    marker.drain();',
    against: 'generational-compacting',
    killer: /key waits for its finalizer/,
  },
  {
    name: 'a stale forwarding pointer: plugs in gaps are not moved',
    file: `${GEN}/compact.ts`,
    find: 'if (goesIntoGap(plan, plug)) words += move(plug);',
    replace: '',
    against: 'generational-compacting',
    killer: /./,
  },
  {
    name: 'the dead are not reported to the side tables',
    file: `${GEN}/collection.ts`,
    find: '      host.objectFreed(ref);\n',
    replace: '',
    against: 'generational-compacting',
    killer: /./,
  },
];

const semispaceMutants: readonly Mutant[] = [
  {
    name: 'an object that is held twice is copied twice',
    file: `${SEMI}/evacuation.ts`,
    find: 'words[at] = (i32[ref]! & FORWARDED) !== 0 ? i32[ref + MARK_WORD]! : this.copy(ref);',
    replace: 'words[at] = this.copy(ref);',
    against: 'semispace',
    killer: /./,
  },
  {
    name: 'queues of finalizers and callbacks keep addresses of from-space',
    file: `${SEMI}/semispace.ts`,
    find: "    this.phase('update', () => {\n      this.forwardRoots();\n",
    replace: "    this.phase('update', () => {\n",
    against: 'semispace',
    killer: /finalizer|callback/,
  },
  {
    name: 'the tables write to the originals',
    file: `${SEMI}/evacuation.ts`,
    find: 'return this.isLive(ref) ? this.forwarded(ref) : ref;',
    replace: 'return ref;',
    against: 'semispace',
    killer: /weak|ephemeron/,
  },
  {
    name: 'what finalizable objects reach is not copied before long weak references are cleared',
    file: `${SEMI}/semispace.ts`,
    find: 'evacuation.keep(ref);\n      this.copyEphemeronValues();\n',
    replace: 'evacuation.keep(ref);\n',
    against: 'semispace',
    killer: /./,
  },
  {
    name: 'the scan leaves out the last slot of an array',
    file: `${SEMI}/copy.ts`,
    find: 'end = (end + i32[scan + LENGTH]!) | 0;',
    replace: 'end = (end + i32[scan + LENGTH]! - 1) | 0;',
    against: 'semispace',
    killer: /every slot of an object is scanned/,
  },
  {
    name: 'depth first, the slots behind one that led to a new object are forgotten',
    file: `${SEMI}/copy.ts`,
    find: '        depth = (depth + 2) | 0;\n      }\n',
    replace: '      }\n',
    against: 'semispace',
    killer: /random mutators/,
  },
  {
    name: 'a half that was used before is not zeroed',
    file: `${SEMI}/halves.ts`,
    find: 'if (zeroed < this.dirtyTo[half]) this.i32.fill(0, zeroed, limit);',
    replace: '',
    against: 'semispace',
    killer: /zeroed/,
  },
  {
    name: 'the last word of long objects is not copied',
    file: `${SEMI}/copy.ts`,
    find: 'i32.copyWithin(to, ref, (ref + words) | 0);',
    replace: 'i32.copyWithin(to, ref, (ref + words - 1) | 0);',
    against: 'semispace',
    killer: /./,
  },
];

const immixMutants: readonly Mutant[] = [
  {
    name: 'a medium object marks the line where it begins only',
    file: `${IMMIX}/kernel.ts`,
    find: 'for (let next = (line + 1) | 0; next <= last; next = (next + 1) | 0) lines[next] = LINE_MARKED;',
    replace: '',
    against: 'immix',
    killer: /invariant lines/,
  },
  {
    name: 'a hole begins right behind a marked line',
    file: `${IMMIX}/space.ts`,
    find: '|| (at > first && lines[at - 1] === LINE_MARKED)',
    replace: '',
    against: 'immix',
    killer: /./,
  },
  {
    name: 'a hole is not zeroed when it is opened',
    file: `${IMMIX}/space.ts`,
    find: '        this.i32.fill(0, hole.from, hole.to);\n',
    replace: '',
    against: 'immix',
    killer: /./,
  },
  {
    name: 'roots keep the addresses of originals',
    file: `${IMMIX}/tracer.ts`,
    find: 'if (now !== ref) words[at] = now;',
    replace: '',
    against: 'immix',
    killer: /./,
  },
  {
    name: 'pinned objects are copied',
    file: `${IMMIX}/kernel.ts`,
    find: 'if ((header & FLAG_PINNED) === 0) at = copy',
    replace: 'at = copy',
    against: 'immix',
    killer: /pinned|random mutators/,
  },
  {
    name: 'the tables write to the originals',
    file: `${IMMIX}/tracer.ts`,
    find: 'current(ref: Ref): Ref {\n    return this.forwarded(ref);',
    replace: 'current(ref: Ref): Ref {\n    return ref;',
    against: 'immix',
    killer: /./,
  },
  {
    name: 'copies run over the end of their block',
    file: `${IMMIX}/kernel.ts`,
    find: 'if (state[COPY_TOP]! + words > state[COPY_LIMIT]! && !heap.moreRoom()) return ref;',
    replace: 'if (state[COPY_LIMIT] === 0 && !heap.moreRoom()) return ref;',
    against: 'immix',
    killer: /./,
  },
  {
    name: 'cards are not looked at',
    file: `${IMMIX}/immix.ts`,
    find: 'if (partial) this.work.cardsScanned += this.cards.trace(this.tracer);',
    replace: '',
    against: 'immix',
    killer: /invariant/,
  },
  {
    name: 'the object that covers the first word of a card is left out',
    file: `${IMMIX}/cards.ts`,
    find: 'if (before !== 0 && before < from) this.traceObject(before, from, to, tracer);',
    replace: '',
    against: 'immix',
    killer: /invariant/,
  },
  {
    name: 'a medium object that does not fit the hole is put there all the same',
    file: `${IMMIX}/immix.ts`,
    find: 'if (ref + words > bump.limit(region)) return 0;',
    replace: 'if (ref + 2 > bump.limit(region)) return 0;',
    against: 'immix',
    killer: /./,
  },
];

export const mutants: readonly Mutant[] = [
  ...markSweepMutants,
  ...runtimeMutants,
  ...refcountMutants,
  ...generationalMutants,
  ...semispaceMutants,
  ...immixMutants,
  ...boehmMutants,
];
