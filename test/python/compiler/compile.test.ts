/** What the recordings cannot show: the Python 2.7 option, the listing, the lookups of a code object. */
import { describe, expect, it } from 'vitest';
import {
  type Code,
  type CompilerOptions,
  compileModule,
  disassemble,
  Op,
  opName,
} from '../../../src/python/compiler/index.ts';
import { INSTRUCTION_WORDS, OPCODE_COUNT } from '../../../src/python/compiler/opcodes.ts';
import { stackEffect } from '../../../src/python/compiler/stack-effects.ts';
import { parseModule } from '../../../src/python/syntax/parse.ts';

function compile(text: string, options?: CompilerOptions): Code {
  const { module, source } = parseModule(text, 'test.py');
  return compileModule(
    module,
    options === undefined ? { source, filename: 'test.py' } : { source, filename: 'test.py', options },
  );
}

function opNames(code: Code): string[] {
  const names: string[] = [];
  for (let pc = 0; pc < code.instructions.length; pc += INSTRUCTION_WORDS)
    names.push(opName(code.instructions[pc] as number));
  return names;
}

function functionIn(code: Code): Code {
  const found = code.constants.find((constant) => constant.kind === 'code');
  if (found?.kind !== 'code') throw new Error('The module defines no function.');
  return found.code;
}

describe('list comprehensions of Python 2.7', () => {
  const options: CompilerOptions = { comprehensionScope: 'inline-leaking', keepsExceptionName: true };

  it('run in the enclosing function and leave their variable bound', () => {
    const code = functionIn(compile('def f(a):\n    b = [i for i in a if i]\n    return i\n', options));
    expect(code.varNames).toEqual(['a', 'i', 'b']);
    expect(opNames(code)).toEqual([
      'BUILD_LIST',
      'LOAD_FAST',
      'GET_ITER',
      'FOR_ITER',
      'STORE_FAST',
      'LOAD_FAST',
      'POP_JUMP_IF_FALSE_BACKWARD',
      'LOAD_FAST',
      'LIST_APPEND',
      'JUMP_BACKWARD',
      'STORE_FAST',
      'LOAD_FAST',
      'RETURN_VALUE',
    ]);
    expect(code.stackSize).toBe(3);
  });

  it('leave sets, dicts and generators as functions', () => {
    const code = compile('{i for i in a}, {i: i for i in a}, (i for i in a)\n', options);
    expect(code.constants.filter((constant) => constant.kind === 'code')).toHaveLength(3);
  });
});

describe('a code object', () => {
  const code = compile('try:\n    a()\nexcept E:\n    b()\n');

  it('finds the handler that protects an instruction', () => {
    const [first] = code.exceptionTable;
    if (first === undefined) throw new Error('The program has no exception table.');
    expect(code.handlerFor(first.start)).toBe(first);
    expect(code.handlerFor(first.end - INSTRUCTION_WORDS)).toBe(first);
    expect(code.handlerFor(0)).toBe(first.start === 0 ? first : undefined);
    expect(code.handlerFor(code.instructions.length)).toBeUndefined();
    expect(opName(code.instructions[first.target] as number)).toBe('PUSH_EXC_INFO');
  });

  it('knows the line of every instruction', () => {
    const lines = new Set<number>();
    for (let pc = 0; pc < code.instructions.length; pc += INSTRUCTION_WORDS) lines.add(code.lineOf(pc));
    expect([...lines].filter((line) => line > 0).sort()).toEqual([1, 2, 3, 4]);
  });
});

describe('disassemble', () => {
  it('shows lines, targets, names and the exception table, inner code objects on demand', () => {
    const code = compile('for x in y:\n    print(x)\ndef f(a): return a + 1.5\n');
    const text = disassemble(code, { recursive: true });
    expect(text).toContain('Disassembly of <module> (test.py:1)');
    expect(text).toMatch(/>> +\d+ FOR_ITER +\d+ \(to \d+\)/);
    expect(text).toMatch(/LOAD_NAME +\d+ \(print\)/);
    expect(text).toContain('Disassembly of f (test.py:3)');
    expect(text).toMatch(/BINARY_OP +0 \(\+\)/);
    expect(text).toMatch(/LOAD_CONST +1 \(1\.5\)/);
    expect(disassemble(code)).not.toContain('Disassembly of f ');
  });
});

describe('the instruction set', () => {
  it('numbers opcodes densely and knows the stack effect of each that code generation emits', () => {
    const numbers = Object.values(Op).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: OPCODE_COUNT }, (_, i) => i));
    const laidOut = Object.entries(Op).filter(([name]) => !/BACKWARD$/.test(name));
    for (const [, op] of laidOut) expect(() => stackEffect(op, 1, false)).not.toThrow();
  });
});

describe('a character name', () => {
  it('is refused with its line, for no table of names is there', () => {
    expect(() => compile('x = 1\ny = "\\N{BULLET}"\n')).toThrow(
      "The character name in '\\N{BULLET}' is not known",
    );
    expect(() => compile('y = r"\\N{BULLET}", "\\\\N{x}"\n')).not.toThrow();
  });
});
