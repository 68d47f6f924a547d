/** A rule looks at the evidence of one program and says what it shows: one kind of finding each, or two that belong together. */
import type { Place } from '../../../python/observe/observations.ts';
import type { Evidence } from '../evidence.ts';
import type { Finding, Fix, PlatformFinding } from '../finding.ts';
import { type KindName, kindNamed } from '../kinds.ts';

export type Rule = (evidence: Evidence) => readonly Finding[];

export interface FindingParts {
  readonly place: Place | null;
  readonly class?: string;
  readonly lastUsed?: Place | null;
  readonly platforms: readonly PlatformFinding[];
  readonly message: string;
  readonly fix?: Fix;
}

export function finding(kind: KindName, evidence: Evidence, parts: FindingParts): Finding {
  const { severity, why, fix } = kindNamed(kind);
  const { place } = parts;
  const path = parts.platforms.find(({ kept }) => kept !== undefined && kept.steps.length > 0)?.kept?.steps;
  return {
    kind,
    severity,
    file: place?.file ?? evidence.file,
    line: place?.line ?? 0,
    function: place?.function ?? '',
    ...(parts.class === undefined ? {} : { class: parts.class }),
    ...(parts.lastUsed == null ? {} : { lastUsed: { ...parts.lastUsed } }),
    platforms: [...parts.platforms],
    message: parts.message,
    why,
    ...(path === undefined ? {} : { path }),
    fix: parts.fix ?? { text: fix, edits: [] },
  };
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
