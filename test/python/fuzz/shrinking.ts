/** Shrinks a program that shows a difference: fewer lines, less indentation, simpler lines, as long as the difference stays. */

export type Interesting = (source: string) => Promise<boolean>;

const indentOf = (line: string) => line.length - line.trimStart().length;

/** Where the block that begins at `start` ends. */
function blockEnd(lines: readonly string[], start: number): number {
  const indent = indentOf(lines[start]!);
  let end = start + 1;
  while (end < lines.length && (lines[end]!.trim() === '' || indentOf(lines[end]!) > indent)) end++;
  return end;
}

/** Simpler versions of a line: each bracketed part of an expression alone or replaced by None. */
function simpler(line: string): string[] {
  const found: string[] = [];
  for (let open = 0; open < line.length; open++) {
    if (!'([{'.includes(line[open]!)) continue;
    let depth = 0;
    let close = open;
    for (; close < line.length; close++) {
      if ('([{'.includes(line[close]!)) depth++;
      else if (')]}'.includes(line[close]!) && --depth === 0) break;
    }
    if (depth !== 0) continue;
    const [before, inner, after] = [line.slice(0, open), line.slice(open + 1, close), line.slice(close + 1)];
    found.push(before.replace(/[\w.]+$/, 'None') + after, before + inner + after);
    if (inner !== '') found.push(before + line[open] + line[close] + after);
    const comma = inner.indexOf(', ');
    if (comma >= 0) {
      found.push(before + line[open] + inner.slice(comma + 2) + line[close] + after);
      found.push(before + line[open] + inner.slice(0, inner.lastIndexOf(', ')) + line[close] + after);
    }
  }
  return found.filter((version) => version.length < line.length);
}

/** Removes runs of lines, ever shorter ones. */
async function removeRuns(source: readonly string[], interesting: Interesting): Promise<string[]> {
  let lines = [...source];
  for (let size = lines.length >> 1; size >= 1; size >>= 1) {
    for (let at = Math.max(0, lines.length - size); at >= 0; at -= size) {
      const fewer = [...lines.slice(0, at), ...lines.slice(at + size)];
      if (fewer.length < lines.length && (await interesting(fewer.join('\n')))) lines = fewer;
      if (at === 0) break;
      if (at < size) at = size;
    }
  }
  return lines;
}

/** Removes whole blocks, or their heads, moving the bodies out. */
async function removeBlocks(source: readonly string[], interesting: Interesting): Promise<string[]> {
  let lines = [...source];
  for (let at = lines.length - 1; at >= 0; at--) {
    const end = blockEnd(lines, at);
    const body = lines.slice(at + 1, end).map((line) => line.slice(4));
    for (const middle of [[], body, [`${' '.repeat(indentOf(lines[at]!))}pass`]]) {
      if (middle === body && body.length === 0) continue;
      if (middle.length === end - at && middle[0] === lines[at]) continue;
      const fewer = [...lines.slice(0, at), ...middle, ...lines.slice(end)];
      if (!(await interesting(fewer.join('\n')))) continue;
      lines = fewer;
      break;
    }
  }
  return lines;
}

async function simplifyLines(source: readonly string[], interesting: Interesting): Promise<string[]> {
  const lines = [...source];
  for (let at = 0; at < lines.length; at++) {
    for (let progress = true; progress; ) {
      progress = false;
      for (const version of simpler(lines[at]!)) {
        const changed = [...lines.slice(0, at), version, ...lines.slice(at + 1)];
        if (!(await interesting(changed.join('\n')))) continue;
        lines[at] = version;
        progress = true;
        break;
      }
    }
  }
  return lines;
}

/** `keep` are lines that every smaller program must have. */
export async function shrink(source: string, keep: readonly string[], asks: Interesting): Promise<string> {
  const interesting = async (candidate: string) => {
    const lines = candidate.split('\n');
    return keep.every((line) => lines.includes(line)) && (await asks(candidate));
  };
  let lines = source.split('\n').filter((line) => line.trim() !== '');
  for (;;) {
    const before = lines.join('\n').length;
    lines = await removeRuns(lines, interesting);
    lines = await removeBlocks(lines, interesting);
    lines = await simplifyLines(lines, interesting);
    if (lines.join('\n').length === before) return `${lines.join('\n')}\n`;
  }
}
