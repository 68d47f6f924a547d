import { SHAPE_PART } from '../../contract/shapes.ts';
import { type Ref, SHAPE_MASK } from '../../heap/layout.ts';
import type { MutatorObserver } from '../../runtime/runtime.ts';
import type { NativeModule } from '../vm/modules.ts';
import type { VM } from '../vm/vm.ts';
import { sizeOf } from './sizes.ts';

/**
 * The native half of tracemalloc: where each object was allocated, by its address. An address that is given out again gets a new entry,
 * so the entries of what lives are right, and those of the dead are never asked for. Sizes are those of sys.getsizeof.
 */
class Tracer implements MutatorObserver {
  readonly limit: number;
  /** Index in `places` of the frames of each object allocated since the start. */
  readonly traces = new Map<Ref, number>();
  readonly places: (readonly (readonly [filename: string, line: number])[])[] = [];
  peakBytes = 0;
  private readonly known = new Map<string, number>();
  private readonly vm: VM;
  private readonly next: MutatorObserver | null;

  constructor(vm: VM, limit: number) {
    this.vm = vm;
    this.limit = limit;
    this.next = vm.runtime.observer;
  }

  stop(): void {
    this.vm.runtime.observe(this.next);
  }

  allocated(ref: Ref): void {
    this.next?.allocated(ref);
    // What the module makes for itself is not traced.
    const { frames } = this.vm;
    const own = frames.depth > 0 && frames.info(frames.depth - 1).code.filename === OWN_FILE;
    if (own) this.traces.delete(ref);
    else this.traces.set(ref, this.place());
  }

  private place(): number {
    const { frames } = this.vm;
    const found: (readonly [string, number])[] = [];
    for (let index = frames.depth - 1; index >= 0 && found.length < this.limit; index--) {
      found.unshift([frames.info(index).code.filename, frames.lineOf(index)]);
    }
    const key = found.join('\n');
    const known = this.known.get(key);
    if (known !== undefined) return known;
    this.known.set(key, this.places.length);
    return this.places.push(found) - 1;
  }

  /** What lives and was allocated since the start. */
  living(): Ref[] {
    const { vm } = this;
    const { i32 } = vm;
    const { traits } = vm.runtime.shapes;
    const refs: Ref[] = [];
    vm.runtime.collector.forEachObject((ref) => {
      if (this.traces.has(ref) && (traits[i32[ref]! & SHAPE_MASK]! & SHAPE_PART) === 0) refs.push(ref);
    });
    return refs;
  }

  bytes(): number {
    let bytes = 0;
    for (const ref of this.living()) bytes += sizeOf(this.vm, ref);
    this.peakBytes = Math.max(this.peakBytes, bytes);
    return bytes;
  }

  overwrote(old: Ref): void {
    this.next?.overwrote(old);
  }
  dying(ref: Ref): void {
    this.next?.dying(ref);
  }
  finalizing(ref: Ref): void {
    this.next?.finalizing(ref);
  }
  finalizerDone(): void {
    this.next?.finalizerDone();
  }
  collecting(): void {
    this.bytes();
    this.next?.collecting();
  }
  collected(): void {
    this.next?.collected();
  }
  moved(from: Ref, to: Ref): void {
    this.next?.moved(from, to);
  }
  freed(ref: Ref): void {
    this.next?.freed(ref);
  }
}

/** The library module on top of this one. */
const OWN_FILE = '<midden>/tracemalloc.py';

const tracers = new WeakMap<VM, Tracer>();

function start(vm: VM, args: number): Ref {
  const limit = vm.at(args) === 0 ? 1 : vm.index(vm.at(args));
  if (limit < 1 || limit > 65_535)
    throw vm.error('ValueError', 'the number of frames must be in range [1; 65535]');
  if (tracers.has(vm)) return vm.newNone();
  const tracer = new Tracer(vm, limit);
  tracers.set(vm, tracer);
  vm.runtime.observe(tracer);
  return vm.newNone();
}

function stop(vm: VM): Ref {
  tracers.get(vm)?.stop();
  tracers.delete(vm);
  return vm.newNone();
}

function clearTraces(vm: VM): Ref {
  const tracer = tracers.get(vm);
  tracer?.traces.clear();
  if (tracer !== undefined) tracer.peakBytes = 0;
  return vm.newNone();
}

function getTracedMemory(vm: VM): Ref {
  const tracer = tracers.get(vm);
  const bytes = tracer?.bytes() ?? 0;
  return vm.newTuple(vm.newInt(bytes), vm.newInt(tracer?.peakBytes ?? 0));
}

function resetPeak(vm: VM): Ref {
  const tracer = tracers.get(vm);
  if (tracer !== undefined) {
    tracer.peakBytes = 0;
    tracer.bytes();
  }
  return vm.newNone();
}

/** [(size, ((filename, line), …)), …], the oldest frame first. */
function getTraces(vm: VM): Ref {
  const tracer = tracers.get(vm);
  const found = (tracer?.living() ?? []).map((ref) => [sizeOf(vm, ref), tracer!.traces.get(ref)!] as const);
  const listAt = vm.push(vm.newList());
  for (const [size, place] of found) {
    const at = vm.push(framesTuple(vm, tracer!.places[place]!));
    vm.push(vm.newTuple(vm.newInt(size), vm.runtime.retain(vm.at(at))));
    vm.runtime.release(vm.callMethod(vm.at(listAt), 'append', vm.at(at + 1)));
    vm.dropTo(at);
    vm.poll();
  }
  return vm.pop();
}

function framesTuple(vm: VM, frames: readonly (readonly [string, number])[]): Ref {
  for (const [filename, line] of frames) vm.push(vm.newTuple(vm.newStr(filename), vm.newInt(line)));
  return vm.tupleOfTop(frames.length);
}

function getObjectTraceback(vm: VM, args: number): Ref {
  const tracer = tracers.get(vm);
  const place = tracer?.traces.get(vm.at(args));
  return place === undefined ? vm.newNone() : framesTuple(vm, tracer!.places[place]!);
}

export const tracemallocModule: NativeModule = {
  name: '_tracemalloc',
  // Addresses stand for objects: nothing may move.
  available: (vm) => vm.platform.implementation === 'cpython' && !vm.runtime.collector.traits.moving,
  functions: {
    start: ['nframe=, /', start],
    stop: ['', stop],
    is_tracing: ['', (vm) => vm.newBool(tracers.has(vm))],
    clear_traces: ['', clearTraces],
    get_traceback_limit: ['', (vm) => vm.newInt(tracers.get(vm)?.limit ?? 1)],
    get_traced_memory: ['', getTracedMemory],
    get_tracemalloc_memory: ['', (vm) => vm.newInt((tracers.get(vm)?.traces.size ?? 0) * 48)],
    reset_peak: ['', resetPeak],
    _get_traces: ['', getTraces],
    _get_object_traceback: ['obj, /', getObjectTraceback],
  },
};
