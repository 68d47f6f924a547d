/** 128 + SIGPIPE, as the shell reports a program that wrote to a closed pipe. */
const EXIT_PIPE = 141;

/** `midden run p.py | head` ends when nobody reads any more. */
export function leaveQuietlyWhenUnread(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(EXIT_PIPE);
  });
}
