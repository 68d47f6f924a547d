/** Writes an event log: lines go out in batches, and whatever happens there is a last one. */
import type { TraceEvent, TraceHeader, TracePlace } from './events.ts';

/** Characters of events that travel together. */
const BATCH_CHARACTERS = 1 << 13;

export interface Moment {
  readonly at: number;
  readonly tick: number;
}

const START: Moment = { at: 0, tick: 0 };

/** What a recorder knows at any moment; before there is one, nothing has happened. */
export interface TraceSource {
  now(): Moment;
  here(): TracePlace | null;
}

export class TraceLog {
  source: TraceSource = { now: () => START, here: () => null };
  private pending = '';
  private readonly write: (lines: string) => void;
  private readonly lines = { stdout: new OutputLine(), stderr: new OutputLine() };

  constructor(write: (lines: string) => void) {
    this.write = write;
  }

  header(header: TraceHeader): void {
    this.line(header);
  }

  tell(event: TraceEvent): void {
    this.line(event);
    if (event.type === 'tick' || event.type === 'collection') this.flush();
  }

  private line(value: TraceHeader | TraceEvent): void {
    this.pending += `${JSON.stringify(value)}\n`;
    if (this.pending.length >= BATCH_CHARACTERS) this.flush();
  }

  flush(): void {
    if (this.pending === '') return;
    this.write(this.pending);
    this.pending = '';
  }

  /** The program has written `text`: an event for each line that is whole. */
  output(stream: 'stdout' | 'stderr', text: string): void {
    const line = this.lines[stream];
    const parts = text.split('\n');
    parts.forEach((part, index) => {
      if (part !== '' || index < parts.length - 1) line.add(part, this.source);
      if (index < parts.length - 1) this.tell({ type: 'output', stream, ...line.take(), ended: true });
    });
  }

  /** Lines that the program did not end. */
  endOutput(): void {
    for (const stream of ['stdout', 'stderr'] as const) {
      const line = this.lines[stream];
      if (line.hasBegun) this.tell({ type: 'output', stream, ...line.take(), ended: false });
    }
  }
}

/** A line of output in the making. */
class OutputLine {
  private text = '';
  private begun: (Moment & { readonly place: TracePlace | null }) | null = null;

  get hasBegun(): boolean {
    return this.begun !== null;
  }

  add(text: string, source: TraceSource): void {
    this.begun ??= { ...source.now(), place: source.here() };
    this.text += text;
  }

  take(): Moment & { readonly text: string; readonly place: TracePlace | null } {
    const taken = { ...(this.begun ?? { ...START, place: null }), text: this.text };
    this.text = '';
    this.begun = null;
    return taken;
  }
}
