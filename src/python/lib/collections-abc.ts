/** The library module collections.abc, in Python. */
export const collectionsAbcSource = String.raw`from _collections_abc import *
from _collections_abc import __all__
`;
