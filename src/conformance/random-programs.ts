import { OPERATIONS } from './random-operations.ts';

/** One step: an operation and three operands, taken modulo whatever there is to choose from. Any numbers will do. */
export type Command = readonly [operation: number, a: number, b: number, c: number];

/** A program of `length` commands, the same for the same seed. */
export function commandsOf(seed: number, length: number): Command[] {
  let state = (seed * 2654435761) >>> 0 || 1;
  const next = (): number => {
    // Xorshift32 (Marsaglia 2003).
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state >>> 4;
  };
  // Each program leaves some operations out (swarm testing, Groce et al. 2012): then the others get further.
  const left = OPERATIONS.filter((_, k) => k < 6 || next() % 4 !== 0);
  return Array.from({ length }, () => {
    const operation = OPERATIONS.indexOf(left[next() % left.length]!);
    return [operation, next(), next(), next()] as const;
  });
}

/** The shortest part of failing `commands` that still fails, found by leaving out chunks (ddmin, Zeller 2002). */
export function shrinkCommands(
  commands: readonly Command[],
  fails: (part: readonly Command[]) => boolean,
): Command[] {
  let best = [...commands];
  for (let chunk = best.length >> 1; chunk >= 1; chunk >>= 1) {
    for (let from = 0; from < best.length; ) {
      const part = [...best.slice(0, from), ...best.slice(from + chunk)];
      if (fails(part)) best = part;
      else from += chunk;
    }
  }
  return best;
}

/** For messages: what a command does. */
export function operationName(command: Command): string {
  const [operation, ...operands] = command;
  return `${OPERATIONS[operation % OPERATIONS.length]!.name}(${operands.join(', ')})`;
}
