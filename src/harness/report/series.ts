/** Series for charts: no more points than can be seen, and every peak still there. */

export type Point = readonly [x: number, y: number];

/** At most about `most` points: of each stretch the first, the least, the greatest and the last. */
export function thinned(points: readonly Point[], most: number): Point[] {
  if (points.length <= most) return [...points];
  const stretch = Math.ceil((4 * points.length) / most);
  const kept: Point[] = [];
  for (let from = 0; from < points.length; from += stretch) {
    const part = points.slice(from, from + stretch);
    const least = part.reduce((a, b) => (b[1] < a[1] ? b : a));
    const greatest = part.reduce((a, b) => (b[1] > a[1] ? b : a));
    const wanted = new Set([part[0]!, least, greatest, part.at(-1)!]);
    for (const point of part) if (wanted.has(point)) kept.push(point);
  }
  return kept;
}

/** One point for each x: the one with the greatest y, then the last, if it is another. */
export function steps(points: readonly Point[], most: number): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const [x, y] = point;
    const before = kept.at(-1);
    if (before !== undefined && before[0] === x && kept.at(-2)?.[0] === x && y >= before[1]) kept.pop();
    else if (before !== undefined && before[0] === x && before[1] === y) continue;
    kept.push(point);
  }
  return thinned(kept, most);
}

/** Moments so near to each other that they are one on the screen are told once, with their number. */
export function clustered(moments: readonly number[], width: number, slots: number): Point[] {
  const found = new Map<number, { x: number; count: number }>();
  for (const x of moments) {
    const slot = width === 0 ? 0 : Math.floor((slots * x) / width);
    const known = found.get(slot);
    if (known === undefined) found.set(slot, { x, count: 1 });
    else known.count++;
  }
  return [...found.values()].map(({ x, count }) => [x, count] as const);
}
