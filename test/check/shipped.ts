/** The shipped pitfalls: programs whose kinds of findings are known, and their fixed variants, which have none. */
import { fileURLToPath } from 'node:url';
import { type Pitfall, readPitfalls } from '../../src/harness/node/pitfalls.ts';

export const pitfalls: readonly Pitfall[] = readPitfalls(
  fileURLToPath(new URL('../../pitfalls', import.meta.url)),
);

export function pitfall(id: string): Pitfall {
  const found = pitfalls.find((each) => each.id === id);
  if (found === undefined) throw new Error(`there is no pitfall ${id}`);
  return found;
}
