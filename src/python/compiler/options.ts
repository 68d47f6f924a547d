/** What a platform's language level changes in compilation. */
export interface CompilerOptions {
  /**
   * `function`: a list comprehension is a nested function (Python 3.11). `inline-leaking`: it runs in the
   * enclosing scope and its variable stays bound afterwards (Python 2.7).
   */
  readonly comprehensionScope: 'function' | 'inline-leaking';
}

export const defaultOptions: CompilerOptions = { comprehensionScope: 'function' };
