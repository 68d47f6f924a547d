/** Which platforms and collectors there are, found by the names that people type. */
import type { CollectorFactory } from '../contract/index.ts';
import { UsageError } from './errors.ts';
import { unknownName } from './suggest.ts';

/** What the harness needs to know of a platform; its language rules are the Python machine's business. */
export interface PlatformEntry {
  readonly name: string;
  /** Short names: `cpython` for `cpython-3.11`. */
  readonly aliases: readonly string[];
  readonly title: string;
  /** The platform that this one is another version of. */
  readonly versionOf?: string;
  /** The name of the collector that the real system has. */
  readonly collector: string;
}

export class Catalogue {
  readonly platforms: readonly PlatformEntry[];
  readonly collectors: readonly CollectorFactory[];

  constructor(platforms: readonly PlatformEntry[], collectors: readonly CollectorFactory[]) {
    this.platforms = platforms;
    this.collectors = collectors;
  }

  /** One platform of each system. */
  systems(): readonly PlatformEntry[] {
    return this.platforms.filter(({ versionOf }) => versionOf === undefined);
  }

  /** @throws UsageError with the names that come near */
  platform(name: string, option = '--platform'): PlatformEntry {
    const found = this.platforms.find((entry) => entry.name === name || entry.aliases.includes(name));
    if (found === undefined)
      throw new UsageError(option, unknownName('platform', name, this.platformNames()));
    return found;
  }

  /** @throws UsageError with the names that come near */
  collector(name: string, option = '--collector'): CollectorFactory {
    const found = this.collectors.find((factory) => factory.name === name);
    if (found === undefined) {
      const known = this.collectors.map((factory) => factory.name);
      throw new UsageError(option, unknownName('collector', name, known));
    }
    return found;
  }

  /** Every name that `--platform` takes, the full ones last. */
  platformNames(): string[] {
    return [
      ...this.platforms.flatMap((entry) => entry.aliases),
      ...this.platforms.map((entry) => entry.name),
    ];
  }
}
