/** `midden list`: the platforms, the collectors, and what is true of each. */
import { buildCommand } from '@stricli/core';
import type { CollectorFactory } from '../../contract/index.ts';
import type { CliContext } from '../context.ts';
import { writeJson } from '../json-file.ts';
import { paintFor } from '../style.ts';
import { renderTable } from '../table.ts';

interface ListFlags {
  readonly json?: string;
}

function list(this: CliContext, flags: ListFlags): void {
  const { stdout, env } = this.process;
  const { platforms, collectors } = this.catalogue;
  if (flags.json !== undefined) {
    const document = {
      platforms: platforms.map(({ name, aliases, title, collector }) => ({
        name,
        aliases,
        title,
        collector,
      })),
      collectors: collectors.map(({ name, traits, options }) => ({ name, traits, options })),
    };
    writeJson(flags.json, document, stdout);
    if (flags.json === '-') return;
  }
  const ruled = stdout.isTTY === true;
  const paint = paintFor(stdout, env);
  stdout.write(`${paint('bold', 'Platforms')} (--platform)\n`);
  stdout.write(
    renderTable({
      head: ['name', 'short', 'stands for', 'collector'],
      rows: platforms.map((each) => [each.name, each.aliases.join(', '), each.title, each.collector]),
      ruled,
    }),
  );
  stdout.write(`\n${paint('bold', 'Collectors')} (--collector)\n`);
  stdout.write(
    renderTable({
      head: ['name', 'traits', 'extra bytes per object', 'in a line'],
      rows: collectors.map((each) => [each.name, traitsText(each), prefixText(each), each.traits.summary]),
      ruled,
    }),
  );
}

function traitsText({ traits }: CollectorFactory): string {
  const words = [
    traits.prompt ? 'prompt' : 'deferred',
    traits.moving ? 'moving' : 'non-moving',
    traits.generational ? 'generational' : '',
    traits.cycleComplete ? 'reclaims cycles' : '',
    traits.reclaims ? '' : 'reclaims nothing',
    traits.conservativeRoots ? 'conservative roots' : '',
  ];
  return words.filter((word) => word !== '').join(', ');
}

const BYTES_PER_WORD = 4;

function prefixText({ traits: { prefixWords } }: CollectorFactory): string {
  const [container, other] = [prefixWords.container * BYTES_PER_WORD, prefixWords.other * BYTES_PER_WORD];
  return container === other ? String(other) : `${other}, containers ${container}`;
}

export const listCommand = buildCommand<ListFlags, [], CliContext>({
  func: list,
  parameters: {
    flags: {
      json: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Write the list as JSON to a file; - is standard output',
        placeholder: 'file',
      },
    },
    positional: { kind: 'tuple', parameters: [] },
  },
  docs: { brief: 'List the platforms, the collectors and their traits' },
});
