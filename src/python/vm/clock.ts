import type { VM } from './vm.ts';

/** Virtual nanoseconds that things take, about what they take on a real CPython. */
const INSTRUCTION_NS = 20;
const COPIED_BYTE_NS = 0.25;
const COLLECTOR_UNIT_NS = 4;
const EPOCH_SECONDS = 1_700_000_000;

/**
 * The virtual clock. It advances with the work done (instructions, bytes copied, the collector's work units) and with
 * `sleep`, so a program that times itself sees costs, and sees the same ones in every run.
 */
export class Clock {
  /** Instructions executed, counted where loops turn and functions are entered. */
  steps = 0;
  private sleptNs = 0;
  private readonly vm: VM;

  constructor(vm: VM) {
    this.vm = vm;
  }

  nanoseconds(): number {
    return (
      this.steps * INSTRUCTION_NS +
      this.vm.runtime.copiedBytes * COPIED_BYTE_NS +
      this.vm.runtime.collector.work.units * COLLECTOR_UNIT_NS +
      this.sleptNs
    );
  }

  /** Seconds since 1970, as time.time() tells. */
  wallSeconds(): number {
    return EPOCH_SECONDS + this.nanoseconds() / 1e9;
  }

  sleep(seconds: number): void {
    this.sleptNs += seconds * 1e9;
  }
}
