/** Library modules in Python: full name → source. */
export const librarySources: Readonly<Record<string, string>> = {};
