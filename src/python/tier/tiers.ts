/**
 * How a run can be executed.
 *
 * - auto: the interpreter, and JavaScript generated from the bytecode of what runs often.
 * - interpreter: the interpreter alone.
 * - compiled: everything is compiled before it runs for the first time.
 */
export const TIERS = ['auto', 'interpreter', 'compiled'] as const;
export type Tier = (typeof TIERS)[number];
