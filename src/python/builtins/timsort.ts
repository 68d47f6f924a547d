/**
 * Timsort (Peters 2002) with the merge order of powersort (Munro and Wild 2018), comparing as CPython 3.11's
 * listsort does, comparison by comparison, since programs can see them.
 *
 * It sorts numbers that stand for items. `less` may throw: the array is then still a permutation of what it was.
 */
export function timsort(order: Int32Array, less: (a: number, b: number) => boolean): void {
  if (order.length > 1) new Timsort(order, less).sort();
}

const MIN_GALLOP = 7;

interface Run {
  base: number;
  length: number;
  power: number;
}

class Timsort {
  private readonly a: Int32Array;
  private readonly less: (a: number, b: number) => boolean;
  private readonly pending: Run[] = [];
  private minGallop = MIN_GALLOP;
  /** A comparison has thrown in the merge under way. */
  private failed = false;

  constructor(order: Int32Array, less: (a: number, b: number) => boolean) {
    this.a = order;
    this.less = less;
  }

  sort(): void {
    const { length } = this.a;
    const minimum = minimumRun(length);
    let low = 0;
    let remaining = length;
    while (remaining > 0) {
      let run = this.naturalRun(low, length);
      if (run < minimum) {
        const forced = Math.min(remaining, minimum);
        this.binarySort(low, low + forced, low + run);
        run = forced;
      }
      this.foundRun(run);
      this.pending.push({ base: low, length: run, power: 0 });
      low += run;
      remaining -= run;
    }
    this.collapse();
  }

  /** Length of the run at `low`; a strictly descending one is reversed. */
  private naturalRun(low: number, high: number): number {
    const { a, less } = this;
    if (low + 1 === high) return 1;
    let end = low + 2;
    if (less(a[low + 1]!, a[low]!)) {
      while (end < high && less(a[end]!, a[end - 1]!)) end++;
      a.subarray(low, end).reverse();
    } else {
      while (end < high && !less(a[end]!, a[end - 1]!)) end++;
    }
    return end - low;
  }

  /** [low, start) is sorted: inserts the rest. */
  private binarySort(low: number, high: number, start: number): void {
    const { a, less } = this;
    for (let next = start === low ? start + 1 : start; next < high; next++) {
      const pivot = a[next]!;
      let left = low;
      let right = next;
      while (left < right) {
        const middle = left + ((right - left) >> 1);
        if (less(pivot, a[middle]!)) right = middle;
        else left = middle + 1;
      }
      a.copyWithin(left + 1, left, next);
      a[left] = pivot;
    }
  }

  /** Merges what has to be merged before a run of `length` items is pushed. */
  private foundRun(length: number): void {
    const { pending } = this;
    if (pending.length === 0) return;
    const last = pending[pending.length - 1]!;
    const power = runPower(last.base, last.length, length, this.a.length);
    while (pending.length > 1 && pending[pending.length - 2]!.power > power) this.mergeAt(pending.length - 2);
    pending[pending.length - 1]!.power = power;
  }

  private collapse(): void {
    const { pending } = this;
    while (pending.length > 1) {
      let at = pending.length - 2;
      if (at > 0 && pending[at - 1]!.length < pending[at + 1]!.length) at--;
      this.mergeAt(at);
    }
  }

  private mergeAt(index: number): void {
    const { a, pending } = this;
    const left = pending[index]!;
    const right = pending[index + 1]!;
    let { base: baseA, length: lengthA } = left;
    const baseB = right.base;
    left.length = lengthA + right.length;
    pending.splice(index + 1, 1);
    const skip = this.gallopRight(a[baseB]!, a, baseA, lengthA, 0);
    baseA += skip;
    lengthA -= skip;
    if (lengthA === 0) return;
    const lengthB = this.gallopLeft(a[baseA + lengthA - 1]!, a, baseB, right.length, right.length - 1);
    if (lengthB === 0) return;
    if (lengthA <= lengthB) this.mergeLow(baseA, lengthA, baseB, lengthB);
    else this.mergeHigh(baseA, lengthA, baseB, lengthB);
  }

  /** Where in the sorted a[base, base + n) `key` belongs, before equal items; the search begins at `hint`. */
  private gallopLeft(key: number, a: Int32Array, base: number, n: number, hint: number): number {
    const { less } = this;
    const at = base + hint;
    let last = 0;
    let offset = 1;
    if (less(a[at]!, key)) {
      const limit = n - hint;
      while (offset < limit && less(a[at + offset]!, key)) {
        last = offset;
        offset = 2 * offset + 1;
      }
      offset = Math.min(offset, limit) + hint;
      last += hint;
    } else {
      const limit = hint + 1;
      while (offset < limit && !less(a[at - offset]!, key)) {
        last = offset;
        offset = 2 * offset + 1;
      }
      const nearest = last;
      last = hint - Math.min(offset, limit);
      offset = hint - nearest;
    }
    last++;
    while (last < offset) {
      const middle = last + ((offset - last) >> 1);
      if (less(a[base + middle]!, key)) last = middle + 1;
      else offset = middle;
    }
    return offset;
  }

  /** The same, after equal items. */
  private gallopRight(key: number, a: Int32Array, base: number, n: number, hint: number): number {
    const { less } = this;
    const at = base + hint;
    let last = 0;
    let offset = 1;
    if (less(key, a[at]!)) {
      const limit = hint + 1;
      while (offset < limit && less(key, a[at - offset]!)) {
        last = offset;
        offset = 2 * offset + 1;
      }
      const nearest = last;
      last = hint - Math.min(offset, limit);
      offset = hint - nearest;
    } else {
      const limit = n - hint;
      while (offset < limit && !less(key, a[at + offset]!)) {
        last = offset;
        offset = 2 * offset + 1;
      }
      offset = Math.min(offset, limit) + hint;
      last += hint;
    }
    last++;
    while (last < offset) {
      const middle = last + ((offset - last) >> 1);
      if (less(key, a[base + middle]!)) offset = middle;
      else last = middle + 1;
    }
    return offset;
  }

  /** Merges two adjacent runs from the left; the first is the shorter one and is held in a copy. */
  private mergeLow(baseA: number, lengthA: number, baseB: number, lengthB: number): void {
    const { a } = this;
    const held = a.slice(baseA, baseA + lengthA);
    const state = { dest: baseA, from: baseB, heldAt: 0, na: lengthA, nb: lengthB };
    a[state.dest++] = a[state.from++]!;
    state.nb--;
    try {
      this.failed = true;
      if (state.nb > 0 && state.na > 1) this.mergeLowLoop(held, state);
      this.failed = false;
    } finally {
      // What is left of B moves down before the rest of A when one item of A is left; if B is used up, or a
      // comparison failed, the rest of A fills the gap.
      const { dest, from, heldAt, na, nb } = state;
      if (na === 1 && nb > 0 && !this.failed) {
        a.copyWithin(dest, from, from + nb);
        a[dest + nb] = held[heldAt]!;
      } else if (na > 0) {
        a.set(held.subarray(heldAt, heldAt + na), dest);
      }
    }
  }

  private mergeLowLoop(held: Int32Array, state: MergeState): void {
    const { a } = this;
    let { minGallop } = this;
    for (;;) {
      let countA = 0;
      let countB = 0;
      while (countA < minGallop && countB < minGallop) {
        if (this.less(a[state.from]!, held[state.heldAt]!)) {
          a[state.dest++] = a[state.from++]!;
          countB++;
          countA = 0;
          if (--state.nb === 0) return;
        } else {
          a[state.dest++] = held[state.heldAt++]!;
          countA++;
          countB = 0;
          if (--state.na === 1) return;
        }
      }
      minGallop++;
      do {
        if (minGallop > 1) minGallop--;
        this.minGallop = minGallop;
        countA = this.gallopRight(a[state.from]!, held, state.heldAt, state.na, 0);
        a.set(held.subarray(state.heldAt, state.heldAt + countA), state.dest);
        state.dest += countA;
        state.heldAt += countA;
        state.na -= countA;
        if (state.na <= 1) return;
        a[state.dest++] = a[state.from++]!;
        if (--state.nb === 0) return;
        countB = this.gallopLeft(held[state.heldAt]!, a, state.from, state.nb, 0);
        a.copyWithin(state.dest, state.from, state.from + countB);
        state.dest += countB;
        state.from += countB;
        state.nb -= countB;
        if (state.nb === 0) return;
        a[state.dest++] = held[state.heldAt++]!;
        if (--state.na === 1) return;
      } while (countA >= MIN_GALLOP || countB >= MIN_GALLOP);
      minGallop++;
      this.minGallop = minGallop;
    }
  }

  /** Merges two adjacent runs from the right; the second is the shorter one and is held in a copy. */
  private mergeHigh(baseA: number, lengthA: number, baseB: number, lengthB: number): void {
    const { a } = this;
    const held = a.slice(baseB, baseB + lengthB);
    const state = {
      dest: baseB + lengthB - 1,
      from: baseA + lengthA - 1,
      heldAt: lengthB - 1,
      na: lengthA,
      nb: lengthB,
    };
    a[state.dest--] = a[state.from--]!;
    state.na--;
    try {
      this.failed = true;
      if (state.na > 0 && state.nb > 1) this.mergeHighLoop(held, state, baseA);
      this.failed = false;
    } finally {
      const { dest, from, heldAt, na, nb } = state;
      if (nb === 1 && na > 0 && !this.failed) {
        a.copyWithin(dest - na + 1, from - na + 1, from + 1);
        a[dest - na] = held[heldAt]!;
      } else if (nb > 0) {
        a.set(held.subarray(0, nb), dest - nb + 1);
      }
    }
  }

  private mergeHighLoop(held: Int32Array, state: MergeState, baseA: number): void {
    const { a } = this;
    let { minGallop } = this;
    for (;;) {
      let countA = 0;
      let countB = 0;
      while (countA < minGallop && countB < minGallop) {
        if (this.less(held[state.heldAt]!, a[state.from]!)) {
          a[state.dest--] = a[state.from--]!;
          countA++;
          countB = 0;
          if (--state.na === 0) return;
        } else {
          a[state.dest--] = held[state.heldAt--]!;
          countB++;
          countA = 0;
          if (--state.nb === 1) return;
        }
      }
      minGallop++;
      do {
        if (minGallop > 1) minGallop--;
        this.minGallop = minGallop;
        countA = state.na - this.gallopRight(held[state.heldAt]!, a, baseA, state.na, state.na - 1);
        state.dest -= countA;
        state.from -= countA;
        a.copyWithin(state.dest + 1, state.from + 1, state.from + 1 + countA);
        state.na -= countA;
        if (state.na === 0) return;
        a[state.dest--] = held[state.heldAt--]!;
        if (--state.nb === 1) return;
        countB = state.nb - this.gallopLeft(a[state.from]!, held, 0, state.nb, state.nb - 1);
        state.dest -= countB;
        state.heldAt -= countB;
        a.set(held.subarray(state.heldAt + 1, state.heldAt + 1 + countB), state.dest + 1);
        state.nb -= countB;
        if (state.nb <= 1) return;
        a[state.dest--] = a[state.from--]!;
        if (--state.na === 0) return;
      } while (countA >= MIN_GALLOP || countB >= MIN_GALLOP);
      minGallop++;
      this.minGallop = minGallop;
    }
  }
}

interface MergeState {
  dest: number;
  from: number;
  heldAt: number;
  na: number;
  nb: number;
}

/** Runs shorter than this are extended by insertion, so that the number of runs is close to a power of two. */
function minimumRun(length: number): number {
  let rest = length;
  let odd = 0;
  while (rest >= 64) {
    odd |= rest & 1;
    rest >>= 1;
  }
  return rest + odd;
}

/** Depth in powersort's merge tree of the boundary between two adjacent runs. */
function runPower(base: number, length: number, nextLength: number, total: number): number {
  let a = 2 * base + length;
  let b = a + length + nextLength;
  for (let power = 1; ; power++) {
    if (a >= total) {
      a -= total;
      b -= total;
    } else if (b >= total) {
      return power;
    }
    a *= 2;
    b *= 2;
  }
}
