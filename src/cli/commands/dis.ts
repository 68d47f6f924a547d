/** `midden dis`: a program's bytecode beside its source lines. */
import { buildCommand } from '@stricli/core';
import { disassembleProgram } from '../../harness/disassemble-program.ts';
import { readProgram } from '../../harness/node/source-file.ts';
import type { CliContext } from '../context.ts';
import { type PlatformFlag, platformFlag } from '../options.ts';

function dis(this: CliContext, flags: PlatformFlag, file: string): void {
  const { filename, source } = readProgram(file);
  this.process.stdout.write(disassembleProgram(source, filename, flags.platform));
}

export const disCommand = buildCommand<PlatformFlag, [string], CliContext>({
  func: dis,
  parameters: {
    flags: platformFlag,
    positional: {
      kind: 'tuple',
      parameters: [{ brief: 'The program, or - for standard input', parse: String, placeholder: 'file' }],
    },
  },
  docs: { brief: 'Print the bytecode of a program beside its source lines' },
});
