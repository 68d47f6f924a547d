import { FileSystem } from './file-system.ts';
import { Ports } from './sockets.ts';

/** Where the interpreter of the world is. */
export const INTERPRETER = '/usr/bin/python3';

/**
 * Everything outside of a program that it can reach: files, ports, other processes. It lives in memory, one per run; nothing in it
 * comes from the host but the program's own text.
 */
export class World {
  readonly files = new FileSystem();
  readonly ports = new Ports();
  private pids = FIRST_PID;

  constructor() {
    this.files.makeDirectories('/program');
    this.files.plant(INTERPRETER, '', 0o755);
  }

  nextPid(): number {
    return this.pids++;
  }
}

const FIRST_PID = 1000;
