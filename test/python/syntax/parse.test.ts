import { walk } from 'py-ast';
import { describe, expect, it } from 'vitest';
import {
  decodeSource,
  PythonSyntaxError,
  parseModule,
  SourceText,
} from '../../../src/python/syntax/index.ts';

function parsed(source: string) {
  return parseModule(source, 'x.py');
}

/** The source segments of all nodes of one type. */
function segments(source: string, type: string): string[] {
  const { module, source: text } = parsed(source);
  return [...walk(module)].filter(({ nodeType }) => nodeType === type).map((node) => text.segment(node));
}

describe('source segments', () => {
  it('finds nodes after characters of several bytes', () => {
    expect(segments('x = "äß€😀", 1.0\n', 'Constant')).toEqual(['"äß€😀"', '1.0']);
  });

  it('spans lines', () => {
    expect(segments('f(1,\n  2)\n', 'Call')).toEqual(['f(1,\n  2)']);
  });

  it('tells bytes from text and 1.0 from 1', () => {
    expect(segments("a = b'x', 1.0, 1\n", 'Constant')).toEqual(["b'x'", '1.0', '1']);
  });
});

describe('line ends and marks', () => {
  it.each(['x = 1\r\ny = 2\r\n', 'x = 1\ry = 2', '\ufeffx = 1\ny = 2'])('reads %j', (source) => {
    expect(parsed(source).module.body.map(({ lineno }) => lineno)).toEqual([1, 2]);
  });

  it('counts lines without the one after a final newline', () => {
    expect(new SourceText('a\nb\n', 'x.py').lineCount).toBe(2);
    expect(new SourceText('a\nb', 'x.py').lineCount).toBe(2);
    expect(new SourceText('a\nb\n', 'x.py').line(2)).toBe('b');
    expect(new SourceText('a\nb\n', 'x.py').line(9)).toBe('');
  });

  it('maps offsets to lines and characters', () => {
    const text = new SourceText('ä = "😀" + b\n', 'x.py');
    expect(text.positionAt(text.text.indexOf('b'))).toEqual({ line: 1, column: 10 });
    expect(text.characterColumn(1, 5)).toBe(4);
  });
});

describe('what py-ast cannot read by itself', () => {
  it('drops form feeds', () => {
    expect(segments('if x:\n    y\n  \f    z\n', 'Name')).toEqual(['x', 'y', 'z']);
    expect(segments('x =\f1\n', 'Constant')).toEqual(['1']);
  });

  it('keeps form feeds in strings', () => {
    expect(segments('\fx = "a\fb"\n', 'Constant')).toEqual(['"a\fb"']);
  });

  it('reads del with a trailing comma', () => {
    expect(segments('del x, y,\n', 'Name')).toEqual(['x', 'y']);
  });

  it('reads open sequence patterns', () => {
    const source = 'match v:\n  case a, *b: c\n  case d, e if f: g\n';
    expect(segments(source, 'Name')).toEqual(['v', 'c', 'f', 'g']);
    expect(segments(source, 'MatchStar')).toEqual(['*b']);
  });

  it('reads adjacent strings in a pattern', () => {
    expect(segments('match v:\n  case "a" "b": c\n', 'Constant')).toEqual(['"a" "b"']);
  });

  it('reads a keyword right after a number', () => {
    expect(segments('x = 1if 2else 3\n', 'Constant')).toEqual(['2', '1', '3']);
  });

  it('reads asynchronous set and dict comprehensions', () => {
    const { module } = parsed('async def f():\n  return {x async for x in y}, {a: b for a, b in c}\n');
    const found = [...walk(module)].filter(({ nodeType }) => nodeType === 'Comprehension');
    expect(found.map((node) => 'is_async' in node && node.is_async)).toEqual([1, 0]);
  });

  it('makes a tuple of a starred subscript', () => {
    expect(segments('a[*b]\n', 'Tuple')).toEqual(['*b']);
  });

  it('says so when nothing helps', () => {
    const source = "a = 1\nf'''\n{a\n+ 1\n}'''\n";
    expect(() => parsed(source)).toThrow(/midden cannot read this statement, though CPython can/);
  });
});

describe('decoding', () => {
  const bytes = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));
  const message = (text: string): string => {
    try {
      return decodeSource(bytes(text), 'x.py');
    } catch (failure) {
      return failure instanceof PythonSyntaxError ? failure.format() : String(failure);
    }
  };

  it('decodes UTF-8, with or without a mark or a declaration', () => {
    expect(message('x = "\xc3\xa4"')).toBe('x = "ä"');
    expect(message('\xef\xbb\xbfx')).toBe('x');
    expect(message('# -*- coding: utf-8 -*-\nx')).toBe('# -*- coding: utf-8 -*-\nx');
    expect(message('#!shebang\n# vim: set fileencoding=UTF_8 :\n')).toContain('UTF_8');
  });

  it('refuses bytes that are not UTF-8', () => {
    const tail = ', but no encoding declared; see https://peps.python.org/pep-0263/ for details\n';
    expect(message('x = 1\ny = "\xff"\n')).toBe(
      `SyntaxError: Non-UTF-8 code starting with '\\xff' in file x.py on line 2${tail}`,
    );
    expect(message('x = "\xed\xa0\x80"\n')).toContain("starting with '\\xed' in file x.py on line 1");
    expect(message('x = "\xc0\x80"\n')).toContain("starting with '\\xc0'");
    expect(message('x = "\xe2\x82')).toContain("starting with '\\xe2'");
  });

  it('refuses other encodings', () => {
    expect(message('# coding: nope\n')).toBe('SyntaxError: encoding problem: nope\n');
    expect(message('\xef\xbb\xbf# coding: latin-1\n')).toBe(
      'SyntaxError: encoding problem: iso-8859-1 with BOM\n',
    );
    expect(message('# coding: latin-1\n')).toMatch(
      /midden reads UTF-8 only, and this file declares 'latin-1'/,
    );
  });

  it('ignores a declaration below the second line, or after code', () => {
    expect(message('\n\n# coding: nope\n')).toContain('nope');
    expect(message('x = 1\n# coding: nope\n')).toContain('x = 1');
  });
});

describe('depth', () => {
  it('refuses what the host cannot recurse into', () => {
    expect(() => parsed(`x = ${'-'.repeat(50_000)}1\n`)).toThrow(/nested too deeply/);
  });

  it('reads a long chain of operators', () => {
    expect(parsed(`x = ${'1 + '.repeat(500)}1\n`).module.body).toHaveLength(1);
  });
});
