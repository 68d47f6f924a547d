/** `midden completion`: a script for the shell that asks midden itself what may come next. */
import { buildCommand, type CommandContext } from '@stricli/core';
import { UsageError } from '../../harness/errors.ts';
import { unknownName } from '../../harness/suggest.ts';

/** The hidden word by which the scripts ask: `midden __complete WORDS… PARTIAL` prints one proposal a line. */
export const COMPLETE_WORD = '__complete';

const SCRIPTS: Readonly<Record<string, string>> = {
  bash: `# bash completion for midden: eval "$(midden completion bash)"
_midden() {
  local IFS=$'\\n'
  local words=("\${COMP_WORDS[@]:1:COMP_CWORD}")
  COMPREPLY=($(midden ${COMPLETE_WORD} "\${words[@]}" 2>/dev/null | cut -f1))
}
complete -o default -o bashdefault -F _midden midden
`,
  zsh: `#compdef midden
# zsh completion for midden: eval "$(midden completion zsh)"
_midden() {
  local -a proposals
  local line
  while IFS=$'\\t' read -r line brief; do
    proposals+=("\${line//:/\\\\:}:$brief")
  done < <(midden ${COMPLETE_WORD} "\${(@)words[2,CURRENT]}" 2>/dev/null)
  _describe midden proposals || _files
}
compdef _midden midden
`,
  fish: `# fish completion for midden: midden completion fish | source
complete -c midden -a '(midden ${COMPLETE_WORD} (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)'
`,
};

function completion(this: CommandContext, _flags: object, shell: string): void {
  const script = SCRIPTS[shell];
  if (script === undefined) throw new UsageError('SHELL', unknownName('shell', shell, Object.keys(SCRIPTS)));
  this.process.stdout.write(script);
}

export const completionCommand = buildCommand<object, [string], CommandContext>({
  func: completion,
  parameters: {
    flags: {},
    positional: {
      kind: 'tuple',
      parameters: [
        {
          brief: Object.keys(SCRIPTS).join(', '),
          parse: String,
          proposeCompletions: (partial) => Object.keys(SCRIPTS).filter((name) => name.startsWith(partial)),
          placeholder: 'shell',
        },
      ],
    },
  },
  docs: {
    brief: 'Print a completion script for bash, zsh or fish',
    fullDescription: 'Prints a completion script for a shell:\n  eval "$(midden completion bash)"',
  },
});
