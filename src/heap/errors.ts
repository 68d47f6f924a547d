/** A broken promise of midden itself. Never caught by midden's own code, except to report it. */
export class InvariantViolation extends Error {
  readonly invariant: string;
  constructor(invariant: string, detail: string) {
    super(`invariant ${invariant}: ${detail}`);
    this.name = 'InvariantViolation';
    this.invariant = invariant;
  }
}

/** The hard limit of the heap does not allow this allocation, after everything that could be collected was. */
export class HeapExhausted extends Error {
  readonly requestedWords: number;
  readonly limitWords: number;
  constructor(requestedWords: number, limitWords: number) {
    super(
      `heap exhausted: ${requestedWords * 4} bytes asked for, the limit is ${limitWords * 4} bytes; ` +
        'give the heap more (--heap) or keep less alive',
    );
    this.name = 'HeapExhausted';
    this.requestedWords = requestedWords;
    this.limitWords = limitWords;
  }
}

/** A wrong argument from the caller: names the argument, what was found and what was expected. */
export class UsageError extends Error {
  readonly argument: string;
  constructor(argument: string, message: string) {
    super(message);
    this.name = 'UsageError';
    this.argument = argument;
  }
}
