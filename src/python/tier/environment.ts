import type { Ref } from '../../heap/layout.ts';

/**
 * Compiled code. Runs the frame whose arguments begin at `fp` and whose result goes to `ret`.
 * @returns its result, owned and off the stack; GOES_ON: the interpreter goes on with the innermost frame, wherever that is
 */
export type CompiledCode = (ret: number, fp: number, entered: Entered) => Ref;

export const GOES_ON = -1;

/** How compiled code is entered. */
export const DIRECT = 0; // by compiled code: no frame was made for it yet
export const CALLED = 1; // by a call: its frame is the innermost
export const STARTED = 2; // the same by native code, which has a loop of the interpreter of its own
export const KEPT = 3; // not to run: see Compiled.keeper
export type Entered = 0 | 1 | 2 | 3;

/** What the text of compiled code refers to, by the names that stand in it. */
export interface Environment {
  readonly vm: unknown;
  /** TierSupport. */
  readonly X: unknown;
  /** Words of the heap. */
  readonly I: Int32Array;
  /** The root stack and the frames' control words. */
  readonly S: Int32Array;
  readonly K: Int32Array;
  /** Roots, their statics, frames, the host's stack, the runtime, the classes, exceptions, the interpreter. */
  readonly R: unknown;
  readonly W: unknown;
  readonly F: unknown;
  readonly HS: unknown;
  readonly RT: unknown;
  readonly CLS: unknown;
  readonly EX: unknown;
  readonly IN: unknown;
  /** Compiled code by code id. */
  readonly J: unknown;
  /** TierSupport.arity */
  readonly A: Int32Array;
  /** OperandSupport.leaf */
  readonly LEAF: Uint8Array;
  /** OperandSupport.byIdentity */
  readonly IDENTITY: Int32Array;
  /** The cell in which instructions are counted. */
  readonly T: Int32Array;
  /** Card table, if there is one. */
  readonly CARDS: Uint8Array | null;
}

/** What compiled code has to do, on this platform and with this collector. */
export interface Rules {
  readonly counting: boolean;
  /** Objects may change their address at a safepoint. */
  readonly moving: boolean;
  /** The card of an address is `address >>> cardShift`; -1 if there are no cards. */
  readonly cardShift: number;
  /** The collector wants to be called at each store. */
  readonly called: boolean;
  /** Calls.callerHolds */
  readonly callerHolds: boolean;
  /** Platform.handledUntilReturn */
  readonly handledUntilReturn: boolean;
  /** Identity is not by value. */
  readonly identityByAddress: boolean;
}
