/** Recorded programs on which a platform cannot agree yet, each with its reason. Everything else must agree. */
const FILES = 'needs files: midden has no virtual file system yet';
const OUTSIDE: Readonly<Record<string, string>> = {
  '03_faq_real_files': FILES,
  '07_file_write_no_close': FILES,
  '08_exit_flush': 'needs files and a child process',
  '68_named_tempfile': FILES,
  '69_socket_peer_eof': 'needs sockets',
};

export const knownDifferences: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'cpython-3.11': {
    ...OUTSIDE,
    '70_sqlite_cursor': 'needs sqlite3',
  },
  'jython-2.7': OUTSIDE,
};
