/** What findings say about who held an object. */
import { describe, expect, it } from 'vitest';
import { findingsText } from '../../src/cli/findings-text.ts';
import { plain } from '../../src/cli/style.ts';
import { keptText } from '../../src/harness/check/rules/kept.ts';
import { checkHere } from './observe.ts';

const PLATFORMS = ['cpython-3.11', 'jython-2.7'];

const GUARD = `
class Guard(object):
    def __del__(self):
        print("released")

`;

async function heldBy(program: string, platform: string): Promise<string[]> {
  const { findings } = await checkHere('p.py', `${GUARD}${program}`, { platforms: PLATFORMS, seeds: 1 });
  const kept = findings.flatMap(({ platforms }) => platforms.filter((each) => each.platform === platform));
  return kept.flatMap((each) => (each.kept === undefined ? [] : [keptText(each.kept)]));
}

describe('who held it', () => {
  it('is nobody where no collection had looked', async () => {
    const program = 'g = Guard()\ng = None\nprint([1])\nprint([2])\n';
    expect(await heldBy(program, 'jython-2.7')).toEqual(['nothing; nobody had looked yet']);
    expect(await heldBy(program, 'cpython-3.11')).toEqual([]);
  });

  it('is a cycle where objects are counted', async () => {
    const program = 'a = Guard()\nb = Guard()\na.other = b\nb.back = a\na = b = None\nprint([1])\n';
    const held = await heldBy(program, 'cpython-3.11');
    expect(held[0]).toBe('a cycle: Guard → .other: Guard → .back: the same Guard');
  });

  it('is a cycle that the object only hangs on', async () => {
    const program =
      'class Box(object):\n    pass\nbox = Box()\nbox.own = box\nbox.guard = Guard()\nbox = None\nprint([1])\n';
    const held = await heldBy(program, 'cpython-3.11');
    expect(held[0]).toBe('a cycle: Box → .own: the same Box → .guard: Guard');
  });

  it('is the frame of a saved exception', async () => {
    const program = `
saved = []
def fails():
    g = Guard()
    raise ValueError("no")
def run():
    for k in range(3):
        try:
            fails()
        except ValueError as error:
            saved.append(error)
run()
print(len(saved))
del saved[:]
print("end")
`;
    const held = await heldBy(program, 'cpython-3.11');
    expect(held).toContain(
      'module __main__ → saved: list → [0]: ValueError → .__traceback__: traceback → .tb_next: traceback → ' +
        '.tb_frame: frame of fails() → local g: Guard',
    );
  });

  it('is told in the text, once for platforms that agree', async () => {
    const source = `${GUARD}g = Guard()\ng = None\nprint([1])\nprint([2])\n`;
    const platforms = [...PLATFORMS, 'pypy-3.9'];
    const result = await checkHere('p.py', source, { platforms, seeds: 1 });
    expect(findingsText([{ result, source }], plain)).toContain(
      'held by  jython-2.7, pypy-3.9: nothing; nobody had looked yet',
    );
  });
});
