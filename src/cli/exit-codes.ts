/** What midden's own exit codes mean; `midden run` passes on the program's own where there is one. */
export const EXIT_OK = 0;
/** The program failed, or a comparison found what `--exit-code` asked for. */
export const EXIT_FOUND = 1;
/** The command line or the program's text is wrong: nothing was run. */
export const EXIT_USAGE = 2;
/** A limit was hit: steps, time, or the host's memory. */
export const EXIT_LIMIT = 3;
/** midden itself is wrong (EX_SOFTWARE of sysexits.h). */
export const EXIT_INTERNAL = 70;
/** Ctrl-C, as shells tell it. */
export const EXIT_INTERRUPTED = 130;
