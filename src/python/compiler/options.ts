import type { Platform } from '../../platforms/platform.ts';

/** What a platform's language level changes in compilation. */
export interface CompilerOptions {
  /**
   * `function`: a list comprehension is a nested function (Python 3.11). `inline-leaking`: it runs in the
   * enclosing scope and its variable stays bound afterwards (Python 2.7).
   */
  readonly comprehensionScope: 'function' | 'inline-leaking';
  /** `except E as name` leaves the name bound (Python 2.7). */
  readonly keepsExceptionName: boolean;
}

export const defaultOptions: CompilerOptions = { comprehensionScope: 'function', keepsExceptionName: false };

export function optionsFor(platform: Platform): CompilerOptions {
  return {
    comprehensionScope: platform.listComprehensionLeaks ? 'inline-leaking' : 'function',
    keepsExceptionName: platform.version[0] === 2,
  };
}
