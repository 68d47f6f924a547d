/** So many calls are tried, one within the other, with as many arguments as a call may have: each takes half a MiB of the host's stack. */
const CALLS = 4;
const ARGUMENTS = 65_000;

/** By the calls that are to be made within: the first argument of the call that makes them. */
let lists: readonly (readonly number[])[] = [];

/** Whether the host's stack has 2 MiB to spare: it has in an isolate, not on a main thread. */
export function hasRoomForMany(): boolean {
  try {
    lists = Array.from({ length: CALLS }, (_, within) => argumentsFor(within));
    return callWithin(CALLS);
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  } finally {
    lists = [];
  }
}

function argumentsFor(within: number): number[] {
  const list = new Array<number>(1 << 16).fill(0).slice(0, ARGUMENTS);
  list[0] = within;
  return list;
}

/** Looks at no argument but the first: a list of them would have to be made. */
function callWithin(calls: number): boolean {
  return calls === 0 || Reflect.apply(callWithin, undefined, lists[calls - 1]!);
}
