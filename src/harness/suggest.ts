/** Optimal string alignment distance: insertions, deletions, substitutions and swapped neighbours cost one each. */
export function editDistance(a: string, b: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(current[j - 1]! + 1, previous[j]! + 1, previous[j - 1]! + substitution);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, beforePrevious[j - 2]! + 1);
      }
      current.push(cost);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[b.length]!;
}

/** The known names that a mistyped one may have meant: the nearest, at most three. */
export function suggest(typed: string, known: readonly string[]): string[] {
  const wanted = typed.toLowerCase();
  const near = known
    .map((name) => ({ name, distance: nameDistance(wanted, name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= Math.max(1, Math.floor(name.length / 3)));
  const least = Math.min(...near.map(({ distance }) => distance));
  return near
    .filter(({ distance }) => distance === least)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** A name begun correctly is nearer than its length says: `jyth` means `jython-2.7`. */
function nameDistance(typed: string, name: string): number {
  if (typed.length >= 2 && name.startsWith(typed)) return 0;
  return editDistance(typed, name);
}

/** `unknown platform "jyton"; did you mean "jython"? Known: …` as one sentence for a UsageError. */
export function unknownName(kind: string, typed: string, known: readonly string[]): string {
  const near = suggest(typed, known).map((name) => `"${name}"`);
  const hint = near.length > 0 ? `; did you mean ${near.join(' or ')}?` : '.';
  return `unknown ${kind} "${typed}"${hint} Known: ${known.join(', ')}.`;
}
