/** The command line as a whole: the commands, and every error as one clear message. */
import {
  type Application,
  type ApplicationText,
  type ArgumentScannerError,
  buildApplication,
  buildRouteMap,
  ExitCode,
  formatMessageForArgumentScannerError,
  proposeCompletions,
  run,
  ArgumentScannerError as ScannerError,
  text_en,
} from '@stricli/core';
import { messageOf, ProgramSyntaxError, UsageError } from '../harness/errors.ts';
import { COMPLETE_WORD } from './commands/completion.ts';
import { runCommand } from './commands/run.ts';
import type { CliContext } from './context.ts';
import { EXIT_INTERNAL, EXIT_OK, EXIT_USAGE } from './exit-codes.ts';
import { VERSION } from './version.ts';

const ISSUES = 'https://www.npmjs.com/package/midden';

const text: ApplicationText = {
  ...text_en,
  exceptionWhileParsingArguments: (error) => `midden: ${parseMessage(error)}`,
  noCommandRegisteredForInput: ({ input, corrections }) =>
    `midden: unknown command "${input}"${meant(corrections)} See midden --help.`,
  exceptionWhileRunningCommand: errorMessage,
  exceptionWhileLoadingCommandFunction: errorMessage,
  exceptionWhileLoadingCommandContext: errorMessage,
};

function meant(corrections: readonly string[]): string {
  return corrections.length === 0
    ? '.'
    : `; did you mean ${corrections.map((each) => each.replaceAll('`', '"')).join(' or ')}?`;
}

function parseMessage(error: unknown): string {
  if (!(error instanceof ScannerError)) return messageOf(error);
  return formatMessageForArgumentScannerError(error as ArgumentScannerError, {
    ArgumentParseError: ({ externalFlagNameOrPlaceholder: name, exception }) =>
      exception instanceof UsageError
        ? `--${name}: ${exception.message}`
        : `${name}: ${messageOf(exception)}`,
    FlagNotFoundError: ({ input, corrections }) =>
      `unknown option --${input}${meant(corrections)} What is meant for the program goes behind --.`,
    AliasNotFoundError: ({ input }) =>
      `unknown option -${input}. What is meant for the program goes behind --.`,
    UnsatisfiedFlagError: ({ externalFlagName }) => `--${externalFlagName} needs a value behind it.`,
    UnsatisfiedPositionalError: ({ placeholder }) => `${placeholder} is missing. See --help.`,
    UnexpectedPositionalError: ({ input }) => `unexpected argument "${input}". See --help.`,
    UnexpectedFlagError: ({ externalFlagName }) => `--${externalFlagName} may be given only once.`,
  });
}

/** What is wrong, and whose fault it is. */
export function errorMessage(error: unknown): string {
  if (error instanceof ProgramSyntaxError) return error.message.trimEnd();
  if (error instanceof UsageError) return `midden: ${error.message}`;
  return `midden: internal error: ${messageOf(error)}\nThis is a bug in midden ${VERSION}. Please report it, with the program: ${ISSUES}`;
}

/** With every command but where `run` is called, which has to start at once and needs no other. */
async function applicationFor(command: string | undefined): Promise<Application<CliContext>> {
  const commands = command === 'run' ? {} : (await import('./commands/index.ts')).commandsBesidesRun;
  const root = buildRouteMap({
    routes: { run: runCommand, ...commands },
    docs: {
      brief: 'Run one Python program under swappable garbage collectors, and see what changes',
      fullDescription:
        'Runs one Python program under swappable garbage collectors, and shows what changes.\n' +
        'Try: midden compare examples/faq_loop.py',
    },
  });
  return buildApplication<CliContext>(root, {
    name: 'midden',
    versionInfo: { currentVersion: VERSION },
    scanner: { caseStyle: 'allow-kebab-for-camel', allowArgumentEscapeSequence: true },
    documentation: { caseStyle: 'convert-camel-to-kebab', onlyRequiredInUsageLine: true },
    localization: { text },
    determineExitCode: (error) =>
      error instanceof UsageError || error instanceof ProgramSyntaxError ? EXIT_USAGE : EXIT_INTERNAL,
  });
}

/** Runs the command line. @returns the exit code */
export async function runCommandLine(argv: readonly string[], context: CliContext): Promise<number> {
  if (argv[0] === COMPLETE_WORD) {
    context.process.stdout.write(await completions(argv.slice(1), context));
    return EXIT_OK;
  }
  if (asksForVersion(argv)) {
    context.process.stdout.write(`${VERSION}\n`);
    return EXIT_OK;
  }
  await run(await applicationFor(argv[0]), argv, context);
  return exitCodeFor(context.process.exitCode ?? EXIT_OK);
}

/** One proposal a line. Options are proposed where one has begun; where there is nothing else, the shell names files. */
async function completions(words: readonly string[], context: CliContext): Promise<string> {
  const proposals = await proposeCompletions(await applicationFor(undefined), words, context);
  const wantsOption = words.at(-1)?.startsWith('-') === true;
  return proposals
    .filter(({ completion }) => wantsOption || !completion.startsWith('-'))
    .map(({ completion, brief }) => `${completion}\t${brief}\n`)
    .join('');
}

/** `--version` anywhere before `--`. */
function asksForVersion(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return (end < 0 ? argv : argv.slice(0, end)).includes('--version');
}

/** stricli's own codes are negative. */
function exitCodeFor(code: number): number {
  if (code === ExitCode.InvalidArgument || code === ExitCode.UnknownCommand) return EXIT_USAGE;
  return code < 0 ? EXIT_INTERNAL : code;
}
