import type { VM } from './vm.ts';

/** Instructions between two looks at limits and at the clock. */
export const BUDGET = 10_000;
/** Instructions until the next look where a thread's turn is over and it cannot be switched. */
const PROLONGED = 1_000;
const PROLONGED_BRIEFLY = 20;
const SHORTEST_TURN = 20;
/** Safepoints that a turn which can end anywhere goes on for, at most. */
const POLLS = 24;
const DEFAULT_INTERVAL = 0.005;

/**
 * How long turns are and who is next. With seed 0 as on an idle real machine: every turn has the platform's length, and who has waited
 * longest is next. Any other seed draws both, lengths from very short to the platform's, each order of magnitude as likely as the next.
 */
export class Turns {
  /** Clock.steps when the present turn is over. */
  end = 0;
  /** sys.setswitchinterval, in seconds. */
  interval = DEFAULT_INTERVAL;
  private state: number;
  private readonly seeded: boolean;
  private readonly longest: number;

  constructor(seed: number, longest: number) {
    this.state = Math.imul(seed, 0x9e3779b1) | 0;
    this.seeded = seed !== 0;
    this.longest = longest;
  }

  /** A new turn begins. */
  begin(vm: VM, several: boolean): void {
    const steps = several ? this.length() : BUDGET;
    this.end = vm.clock.steps + steps;
    vm.interpreter.budget = Math.min(BUDGET, steps);
  }

  /** The turn goes on: not beyond its end without another look. */
  limitBudget(vm: VM): void {
    vm.interpreter.budget = Math.min(BUDGET, this.end - vm.clock.steps);
  }

  prolong(vm: VM, briefly: boolean): void {
    const steps = briefly ? PROLONGED_BRIEFLY : PROLONGED;
    this.end = vm.clock.steps + steps;
    vm.interpreter.budget = steps;
  }

  /** Which of `count` is next, the first having waited longest. */
  pick(count: number): number {
    return this.seeded ? Math.floor(this.random() * count) : 0;
  }

  /** Safepoints until the switch. */
  polls(): number {
    return 1 + Math.floor(this.random() * POLLS);
  }

  private length(): number {
    const longest = Math.max(SHORTEST_TURN, this.longest * (this.interval / DEFAULT_INTERVAL));
    if (!this.seeded) return Math.round(longest);
    return Math.round(SHORTEST_TURN * (longest / SHORTEST_TURN) ** this.random());
  }

  /** In [0, 1): mulberry32. */
  private random(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
}
