/** As many arguments as a call may have: half a MiB of the host's stack. */
const ARGUMENTS = new Array<number>(1 << 16).fill(0).slice(0, 65_000);
/** So many such calls are tried, one within the other. */
const CALLS = 4;

/** Whether the host's stack has 2 MiB to spare: it has in an isolate, not on a main thread. */
export function hasRoomForMany(): boolean {
  try {
    return callWithin(CALLS);
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function callWithin(calls: number, ..._words: readonly number[]): boolean {
  return calls === 0 || callWithin.apply(undefined, [calls - 1, ...ARGUMENTS]);
}
