import type { GuestThread } from '../vm/thread.ts';
import type { VM } from '../vm/vm.ts';
import type { LostUpdate } from './observations.ts';
import type { Places } from './places.ts';

interface Access {
  readonly read: Map<GuestThread, number>;
  written: number;
  writer: GuestThread | null;
}

/** Sees updates get lost: a thread writes what another one, of which one runs finalizers, has written since it read. */
export class Updates {
  private readonly vm: VM;
  private readonly places: Places;
  private readonly accesses = new Map<string, Access>();
  private readonly found = new Map<number, { readonly place: number; readonly on: string; times: number }>();
  private clock = 0;

  constructor(vm: VM, places: Places) {
    this.vm = vm;
    this.places = places;
  }

  get lost(): LostUpdate[] {
    return [...this.found.values()];
  }

  private access(on: string): Access | null {
    if (this.vm.threads.finalizer === null) return null;
    let access = this.accesses.get(on);
    if (access === undefined) {
      access = { read: new Map(), written: 0, writer: null };
      this.accesses.set(on, access);
    }
    return access;
  }

  reads(on: string): void {
    this.access(on)?.read.set(this.vm.threads.current, ++this.clock);
  }

  writes(on: string): void {
    const access = this.access(on);
    if (access === null) return;
    const { current, finalizer } = this.vm.threads;
    const read = access.read.get(current) ?? 0;
    const { writer } = access;
    const between = read > 0 && writer !== null && writer !== current && access.written > read;
    if (between && (writer === finalizer || current === finalizer)) this.note(on);
    access.written = ++this.clock;
    access.writer = current;
    access.read.delete(current);
  }

  private note(on: string): void {
    const place = this.places.here();
    const known = this.found.get(place);
    if (known !== undefined) known.times++;
    else if (place >= 0) this.found.set(place, { place, on, times: 1 });
  }
}
