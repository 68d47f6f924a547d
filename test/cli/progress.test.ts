import { expect, it } from 'vitest';
import { progressOn } from '../../src/cli/progress.ts';
import { Recorder } from './command-line.ts';

it('is one line on a terminal, as long as that is wide, and gone in the end', () => {
  const terminal = Object.assign(new Recorder(), { columns: 40 });
  Object.defineProperty(terminal, 'isTTY', { value: true });
  const progress = progressOn(terminal, 2);
  progress.step('a.py');
  progress.step(`${'b'.repeat(50)}.py`);
  progress.end();
  const lines = terminal.text.split('\r\u001b[2K');
  expect(lines).toEqual([
    '',
    expect.stringContaining('0 of 2'),
    expect.stringContaining('1 of 2 a.py'),
    expect.any(String),
    '',
  ]);
  for (const line of lines) expect(line.length).toBeLessThan(40);
});

it('is silent in a pipe', () => {
  const pipe = new Recorder();
  const progress = progressOn(pipe, 2);
  progress.step('a.py');
  progress.end();
  expect(pipe.text).toBe('');
});
