import type { KeptForReuse } from '../contract/index.ts';
import type { Platform } from './platform.ts';

type FreeLists = Readonly<Record<string, KeptForReuse>>;

const containers = { list: { objects: 80 }, dict: { objects: 80 } } as const;

/** PyTuple_MAXSAVESIZE was 20 everywhere, but lengths went below it up to 3.9. */
const since310: FreeLists = { ...containers, tuple: { objects: 2000, lengths: 20 } };

const before310: FreeLists = {
  ...containers,
  tuple: { objects: 2000, lengths: 19 },
  method: { objects: 256 },
  builtin_function_or_method: { objects: 256 },
};

/** By the name of a built-in shape: how many dead objects of it the system keeps for reuse, uncounted. */
export function freeListsOf({ implementation, version: [major, minor] }: Platform): FreeLists {
  if (implementation !== 'cpython') return {};
  return major === 3 && minor >= 10 ? since310 : before310;
}
