/** The catalogue of pitfalls that is shipped with midden: a folder each, read when somebody asks. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { KIND_NAMES, type KindName } from '../check/kinds.ts';

const metadataSchema = z.object({
  title: z.string(),
  category: z.string(),
  shows: z.string(),
  fix: z.string().describe('the portable fix, in words; fixed.py is the same as a program'),
  kinds: z
    .array(z.enum(KIND_NAMES as [KindName, ...KindName[]]))
    .describe('what midden check is to find in it'),
  sources: z.array(z.string()).describe('documentation and issues of real projects'),
  varies: z.string().optional().describe('what differs from run to run on real systems'),
});

/** What one interpreter did, over three runs. */
export interface Recording {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly deterministic: boolean;
  readonly otherStdout?: readonly string[];
}

export interface Pitfall extends z.infer<typeof metadataSchema> {
  /** Its folder's name: `01_faq_resource_loop`. */
  readonly id: string;
  readonly program: string;
  /** Null for a program that is a fix itself, or shows what is the same everywhere. */
  readonly fixed: string | null;
  /** By interpreter and version: `cpython-3.11.7`. */
  readonly recording: Readonly<Record<string, Recording>>;
}

/** All of them, by number. @throws if one is not as it should be: the package is broken */
export function readPitfalls(folder: string): Pitfall[] {
  return readdirSync(folder)
    .sort()
    .map((id) => readPitfall(folder, id));
}

function readPitfall(folder: string, id: string): Pitfall {
  const text = (name: string) => readFileSync(join(folder, id, name), 'utf8');
  return {
    id,
    ...metadataSchema.parse(JSON.parse(text('pitfall.json'))),
    program: text('program.py'),
    fixed: existsSync(join(folder, id, 'fixed.py')) ? text('fixed.py') : null,
    recording: JSON.parse(text('recording.json')) as Pitfall['recording'],
  };
}
