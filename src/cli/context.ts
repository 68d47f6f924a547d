/** What every command gets: the process, and the parts that tests replace. */
import type { ApplicationContext } from '@stricli/core';
import type { Measure } from '../harness/bench/measurement.ts';
import type { Catalogue } from '../harness/catalogue.ts';
import type { RunIsolated } from '../harness/execution.ts';

export interface CliProcess {
  readonly stdout: CliStream;
  readonly stderr: CliStream;
  readonly env?: Readonly<Partial<Record<string, string>>>;
  exitCode?: number;
}

export interface CliStream {
  /** @param done called when the text has left the process */
  write(text: string, done?: () => void): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export interface CliContext extends ApplicationContext {
  readonly process: CliProcess;
  readonly catalogue: Catalogue;
  readonly runIsolated: RunIsolated;
  readonly measure: Measure;
}
