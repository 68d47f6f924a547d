/** Progress on a terminal, in one line that goes away; silence in a pipe. */
import type { CliStream } from './context.ts';

export interface Progress {
  step(done: string): void;
  end(): void;
}

const SILENT: Progress = { step: () => undefined, end: () => undefined };
const CLEARED = '\r\u001b[2K';
const COLUMNS_DEFAULT = 80;
const BAR_WIDTH = 24;

/**
 * Leaves the terminal's input alone: Ctrl-C is the system's, and ends the process.
 *
 * @param steps how many times `step` will be called
 */
export function progressOn(stream: CliStream, steps: number): Progress {
  return stream.isTTY === true ? new Line(stream, steps) : SILENT;
}

class Line implements Progress {
  private readonly stream: CliStream;
  private readonly steps: number;
  private done = 0;

  constructor(stream: CliStream, steps: number) {
    this.stream = stream;
    this.steps = steps;
    this.show('');
  }

  step(done: string): void {
    this.done++;
    this.show(done);
  }

  end(): void {
    this.stream.write(CLEARED);
  }

  private show(what: string): void {
    const { done, steps } = this;
    const filled = Math.round((BAR_WIDTH * done) / Math.max(1, steps));
    const bar = '━'.repeat(filled) + '─'.repeat(BAR_WIDTH - filled);
    const text = `${bar} ${done} of ${steps} ${what}`;
    const columns = this.stream.columns ?? 0;
    this.stream.write(CLEARED + text.slice(0, (columns > 0 ? columns : COLUMNS_DEFAULT) - 1));
  }
}
