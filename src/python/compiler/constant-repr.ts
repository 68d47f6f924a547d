import { floatRepr } from '../values/float-text.ts';
import { bytesRepr, strRepr } from '../values/str-repr.ts';
import type { Constant } from './code.ts';

/** Python's `repr` of a constant. */
export function constantRepr(constant: Constant): string {
  switch (constant.kind) {
    case 'none':
      return 'None';
    case 'ellipsis':
      return 'Ellipsis';
    case 'bool':
      return constant.value ? 'True' : 'False';
    case 'int':
      return String(constant.value);
    case 'float':
      return floatRepr(constant.value);
    case 'complex':
      return complexRepr(constant.real, constant.imag);
    case 'str':
      return strRepr(constant.value);
    case 'bytes':
      return bytesRepr(constant.value);
    case 'tuple': {
      const items = constant.items.map(constantRepr);
      return `(${items.join(', ')}${items.length === 1 ? ',' : ''})`;
    }
    case 'frozenset':
      return constant.items.length === 0
        ? 'frozenset()'
        : `frozenset({${constant.items.map(constantRepr).join(', ')}})`;
    case 'code':
      return `<code object ${constant.code.name}, line ${constant.code.firstLine}>`;
  }
}

function withoutPoint(value: number): string {
  return floatRepr(value).replace(/\.0$/, '');
}

export function complexRepr(real: number, imag: number): string {
  if (Object.is(real, 0)) return `${withoutPoint(imag)}j`;
  const text = withoutPoint(imag);
  return `(${withoutPoint(real)}${/^[-+]/.test(text) ? '' : '+'}${text}j)`;
}
