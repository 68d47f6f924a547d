/** Fixes as edits of the very line that made the object. */
import type { Evidence, Group } from './evidence.ts';
import type { Fix } from './finding.ts';
import { type KindName, kindNamed } from './kinds.ts';

const ASSIGNMENT = /^(\s*)([A-Za-z_]\w*)\s*=\s*([^=].*\(.*\))\s*$/;
const LOOP = /^(\s*)for\s+(.+?)\s+in\s+(.+):\s*$/;
const EXPRESSION = /^(\s*)([A-Za-z_][\w.]*\(.*\))\s*$/;

/** The fix for an object that should be released where its use ends. */
export function fixFor(kind: KindName, evidence: Evidence, group: Group): Fix {
  const text = kindNamed(kind).fix;
  const place = group.made;
  if (place === null) return { text, edits: [] };
  const before = evidence.line(place);
  const after = group.isSuspendable ? closingGenerator(before) : closingObject(before);
  return {
    text,
    edits: after === null ? [] : [{ line: place.line, before: before.trim(), after: after.trim() }],
  };
}

function closingObject(line: string): string | null {
  const assigned = ASSIGNMENT.exec(line);
  if (assigned !== null) return `${assigned[1]}with ${assigned[3]} as ${assigned[2]}:`;
  const called = EXPRESSION.exec(line);
  if (called !== null) return `${called[1]}with ${called[2]}:`;
  return null;
}

function closingGenerator(line: string): string | null {
  const loop = LOOP.exec(line);
  if (loop !== null)
    return `${loop[1]}with contextlib.closing(${loop[3]}) as items:  # for ${loop[2]} in items:`;
  const assigned = ASSIGNMENT.exec(line);
  if (assigned !== null) return `${assigned[1]}with contextlib.closing(${assigned[3]}) as ${assigned[2]}:`;
  return null;
}
