import type { Description } from '../world/descriptions.ts';
import type { Process } from '../world/processes.ts';

/** How to start a program of the world. */
export interface SpawnRequest {
  /** `python3`'s arguments: a script and its own, or `-c`, code and its own. */
  readonly argv: readonly string[];
  readonly streams: readonly (Description | undefined)[];
  readonly cwd: string | null;
  readonly environment: ReadonlyMap<string, string> | null;
}

/** Makes the process at once, and gives back what runs it to its end: its exit code. */
export type Spawn = (request: SpawnRequest) => { readonly process: Process; readonly run: () => number };

interface Child {
  readonly pid: number;
  run: (() => number) | null;
  exitCode: number | null;
}

/** Child processes. One runs when its parent waits, from its start to its end. */
export class Children {
  private readonly spawn: Spawn;
  private readonly known = new Map<number, Child>();

  constructor(spawn: Spawn) {
    this.spawn = spawn;
  }

  start(request: SpawnRequest): number {
    const { process: own, run } = this.spawn(request);
    this.known.set(own.pid, { pid: own.pid, run, exitCode: null });
    return own.pid;
  }

  /** Runs the eldest child that has not run yet; false if there is none. */
  runNext(): boolean {
    for (const child of this.known.values()) {
      if (child.run !== null) return this.runChild(child);
    }
    return false;
  }

  private runChild(child: Child): true {
    const { run } = child;
    child.run = null;
    child.exitCode = run!();
    return true;
  }

  /** Its exit code, or null while it has not ended; it is run now if it has not begun. */
  poll(pid: number): number | null {
    const child = this.known.get(pid);
    if (child === undefined) return null;
    if (child.run !== null) this.runChild(child);
    return child.exitCode;
  }

  /** Ends a child that has not begun to run; false if it has. */
  kill(pid: number, signal: number): boolean {
    const child = this.known.get(pid);
    if (child?.run == null) return false;
    child.run = null;
    child.exitCode = -signal;
    return true;
  }

  runAll(): void {
    while (this.runNext());
  }
}
