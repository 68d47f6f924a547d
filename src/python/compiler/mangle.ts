/** An identifier as Python sees it: in Unicode's normal form KC. */
export function normaliseIdentifier(name: string): string {
  return isAscii.test(name) ? name : name.normalize('NFKC');
}

const isAscii = /^[\x00-\x7f]*$/;

/** The name that a block uses for `name`: `__name` inside class `C` is `_C__name`; dunders and dotted names stay. */
export function mangle(className: string | null, name: string): string {
  const identifier = normaliseIdentifier(name);
  if (className === null || !identifier.startsWith('__')) return identifier;
  if (identifier.endsWith('__') || identifier.includes('.')) return identifier;
  const stripped = className.replace(/^_+/, '');
  return stripped === '' ? identifier : `_${stripped}${identifier}`;
}
