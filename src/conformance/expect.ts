/** What a conformance case throws when a collector does not keep the contract. */
export class ConformanceFailure extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConformanceFailure';
  }
}

/** @param promise what the contract promises, as a sentence */
export function expect(condition: boolean, promise: string): asserts condition {
  if (!condition) throw new ConformanceFailure(`expected: ${promise}`);
}

export function expectEqual<T>(found: T, expected: T, what: string): void {
  if (Object.is(found, expected)) return;
  throw new ConformanceFailure(`${what}: found ${String(found)}, expected ${String(expected)}`);
}

export function expectList(found: readonly unknown[], expected: readonly unknown[], what: string): void {
  if (found.length === expected.length && found.every((value, k) => Object.is(value, expected[k]))) return;
  throw new ConformanceFailure(`${what}: found [${found.join(', ')}], expected [${expected.join(', ')}]`);
}

/** @returns what was thrown. */
export function expectThrows<T extends Error>(
  run: () => void,
  type: abstract new (...args: never[]) => T,
  what: string,
): T {
  try {
    run();
  } catch (error) {
    if (error instanceof type) return error;
    throw error;
  }
  throw new ConformanceFailure(`${what}: nothing was thrown, expected ${type.name}`);
}
