/** The library module collections.abc, in Python. */
export const collectionsAbcSource = `from _collections_abc import *
from _collections_abc import __all__
`;
