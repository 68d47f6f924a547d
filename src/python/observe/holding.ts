import type { Ref } from '../../heap/layout.ts';
import type { LivenessOracle } from '../../runtime/liveness-oracle.ts';
import type { VM } from '../vm/vm.ts';
import { Paths } from './paths.ts';
import type { Track, Tracks } from './tracks.ts';

/** How often the whole heap is searched in one run, and for how many objects made at the same line. */
const LOOKS_MAX = 48;
const OBJECTS_PER_LINE = 3;

interface Wanted {
  readonly ref: Ref;
  readonly track: Track;
}

/**
 * What keeps objects whose last use is over: asked when a collection begins, when a frame that an exception holds is settled, and at
 * the end. Of what no root reaches only counts keep anything; elsewhere it is there because nobody has looked yet.
 */
export class Holding {
  private readonly vm: VM;
  private readonly tracks: Tracks;
  private readonly paths: Paths;
  private readonly found = new Map<string, number>();
  private looks = 0;
  private lastLook = 0;

  constructor(vm: VM, tracks: Tracks) {
    this.vm = vm;
    this.tracks = tracks;
    this.paths = new Paths(vm);
  }

  /** @param last the program is over: what it still used a moment ago counts too */
  look(oracle: LivenessOracle, last: boolean): void {
    const { tracks } = this;
    const alive: Wanted[] = [];
    const dead: Wanted[] = [];
    oracle.eachLive((ref, serial, death) => {
      const track = tracks.bySerialNumber(serial);
      if (track === undefined || track.order >= 0 || !tracks.isFinalizable(ref)) return;
      if (death !== null) dead.push({ ref, track });
      else if (last || Math.max(track.lastUsedAt, track.madeAt) < this.lastLook) alive.push({ ref, track });
    });
    this.lastLook = this.vm.runtime.allocatedObjects;
    this.findPaths(alive);
    if (this.vm.runtime.counting) this.findCycles(dead);
  }

  /** These are known to be held by a frame that an exception keeps. */
  pinned(wanted: readonly Wanted[]): void {
    for (const { track } of wanted) track.held = null;
    this.findPaths(wanted);
  }

  private findPaths(candidates: readonly Wanted[]): void {
    const wanted = candidates.filter(({ track }) => track.held === null && this.takes('path', track));
    if (wanted.length === 0 || !this.mayLook()) return;
    const paths = this.paths.fromRoots(new Set(wanted.map(({ ref }) => ref)));
    for (const { ref, track } of wanted) {
      const steps = paths.get(ref);
      if (steps !== undefined) track.held = { by: 'path', steps, tick: this.vm.runtime.allocatedObjects };
    }
  }

  private findCycles(candidates: readonly Wanted[]): void {
    for (const { ref, track } of candidates) {
      if (track.held?.by === 'cycle' || !this.takes('cycle', track) || !this.mayLook()) continue;
      const steps = this.paths.cycle(ref);
      if (steps !== null) track.held = { by: 'cycle', steps, tick: this.vm.runtime.allocatedObjects };
    }
  }

  private mayLook(): boolean {
    return this.looks++ < LOOKS_MAX;
  }

  private takes(how: string, track: Track): boolean {
    const key = `${how} ${track.made}`;
    const count = this.found.get(key) ?? 0;
    if (count >= OBJECTS_PER_LINE) return false;
    this.found.set(key, count + 1);
    return true;
  }
}
