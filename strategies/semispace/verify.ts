import type { Host } from '../../src/contract/host.ts';
import { InvariantViolation } from '../../src/heap/errors.ts';
import { FREED_WORD, SHAPE_MASK } from '../../src/heap/layout.ts';
import { FORWARDED, objectWords } from './copy.ts';
import type { Halves } from './halves.ts';

/** What the collector says of itself. */
export interface Claims {
  readonly objects: number;
  readonly capacityWords: number;
}

/**
 * INVARIANT halves, dense, forwarded, accounts, context, evacuated, capacity: see README.md.
 * @throws InvariantViolation that names the one that is broken
 */
export function verifySemispace(host: Host, halves: Halves, claims: Claims): void {
  checkBorders(halves, claims.capacityWords);
  checkObjects(host, halves, claims.objects);
  const { i32 } = host.memory;
  for (let at = halves.top; at < halves.zeroed; at++) {
    if (i32[at] !== 0)
      fail(
        'context',
        `word ${at} of [${halves.top}, ${halves.zeroed}), which is to be handed out, is ${i32[at]}`,
      );
  }
  if (!host.poison) return;
  for (let at = halves.otherBase; at < halves.evacuatedTo; at++) {
    if (i32[at] !== FREED_WORD)
      fail(
        'evacuated',
        `word ${at} of the reserve is ${i32[at]}: somebody wrote to an object that has moved or died`,
      );
  }
}

function checkBorders(halves: Halves, capacityWords: number): void {
  const borders = [halves.base, halves.top, halves.zeroed, halves.end];
  for (let k = 1; k < borders.length; k++) {
    if (borders[k - 1]! > borders[k]! || (borders[k]! & 1) !== 0) {
      fail('halves', `found the borders ${borders.join(', ')}, expected them even and in this order`);
    }
  }
  if (capacityWords > halves.words)
    fail('capacity', `semispaces are to have ${capacityWords} words, a half has ${halves.words}`);
}

/** Objects tile [base, top), and none of them has moved away. */
function checkObjects(host: Host, halves: Halves, expected: number): void {
  const { shapes } = host;
  const { i32 } = host.memory;
  let objects = 0;
  let at = halves.base;
  while (at < halves.top) {
    const shape = i32[at]! & SHAPE_MASK;
    if (shape === 0 || shape >= shapes.count)
      fail('dense', `word ${at} is no header: shape ${shape}, after ${objects} objects`);
    if ((i32[at]! & FORWARDED) !== 0)
      fail('forwarded', `${shapes.names[shape]} at ${at} is said to have moved, outside of any collection`);
    at += objectWords(i32, shapes.fixedWords, shapes.variable, at);
    objects++;
  }
  if (at !== halves.top) fail('dense', `the last object ends at ${at}, allocation begins at ${halves.top}`);
  if (objects !== expected) fail('accounts', `found ${objects} objects, counted ${expected}`);
}

function fail(invariant: string, detail: string): never {
  throw new InvariantViolation(invariant, detail);
}
