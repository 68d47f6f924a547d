/** The library module os.path, in Python. */
export const osPathSource = `from posixpath import *
from posixpath import expanduser, expandvars, realpath
`;
