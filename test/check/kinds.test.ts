import { describe, expect, it } from 'vitest';
import { checkHere, kindsOf } from './observe.ts';
import { pitfall } from './shipped.ts';

describe('what is found in the shipped programs', () => {
  it.each([
    '02_faq_resource_loop_close',
    '11_raii_lock',
    '16_finalizer_chain_order',
    '38_weakref_immediate',
    '85_idempotent_close',
  ])('%s', async (name) => {
    const { program, kinds } = pitfall(name);
    expect(kindsOf(await checkHere(`${name}.py`, program, { seeds: 1 }))).toEqual([...kinds].sort());
  });
});

const DROPPED = `
class Handle(object):
    def __del__(self):
        LOG.append('closed')


LOG = []
handle = Handle()
handle = None
LOG.append('after')
print(LOG)
`;

describe('a finding', () => {
  it('tells the place, what each platform did, and the fix as an edit', async () => {
    const { findings } = await checkHere('dropped.py', DROPPED, { seeds: 1 });
    expect(findings).toMatchObject([
      {
        kind: 'late-release',
        severity: 'warning',
        file: 'dropped.py',
        line: 8,
        function: '',
        class: 'Handle',
        platforms: [
          { platform: 'cpython-3.11', prompt: 1, late: 0, never: 0 },
          { platform: 'jython-2.7', prompt: 0, late: 0, never: 1 },
          { platform: 'ironpython-3.4', prompt: 0, late: 0, never: 1 },
          { platform: 'pypy-3.9', prompt: 0, late: 0, never: 1 },
        ],
        fix: { edits: [{ line: 8, before: 'handle = Handle()', after: 'with Handle() as handle:' }] },
      },
    ]);
  });

  it('is kept quiet by a comment on its line, or on the one above it', async () => {
    for (const allowed of [
      DROPPED.replace('handle = Handle()', 'handle = Handle()  # midden: allow late-release'),
      DROPPED.replace('handle = Handle()', '# midden: allow weakref-timing, late-release\nhandle = Handle()'),
    ]) {
      expect((await checkHere('dropped.py', allowed, { seeds: 1 })).findings).toEqual([]);
    }
  });

  it('of another kind is not', async () => {
    const other = DROPPED.replace('handle = Handle()', 'handle = Handle()  # midden: allow weakref-timing');
    expect(kindsOf(await checkHere('dropped.py', other, { seeds: 1 }))).toEqual(['late-release']);
  });

  it('is not made of a finalizer without an effect, nor of one that nothing comes after', async () => {
    const idle = DROPPED.replace("LOG.append('closed')", 'self.closed = True');
    const last = DROPPED.replace("handle = None\nLOG.append('after')\nprint(LOG)\n", '');
    for (const source of [idle, last]) {
      expect((await checkHere('fine.py', source, { seeds: 1 })).findings).toEqual([]);
    }
  });
});

const LEAK = `
import weakref


class Key(object):
    pass


TABLE = weakref.WeakKeyDictionary()
for k in range(3):
    key = Key()
    TABLE[key] = [key]
    key = None
`;

describe('a weak table', () => {
  it('that holds its own keys is a leak, and one that does not is none', async () => {
    const { findings } = await checkHere('leak.py', LEAK, { seeds: 1 });
    expect(findings.map(({ kind, line }) => [kind, line])).toEqual([['ephemeron-leak', 12]]);
    expect(findings[0]!.platforms.map(({ did }) => did)).toEqual(
      Array(4).fill('3 entries held by nothing but the table itself'),
    );
    const fixed = LEAK.replace('[key]', '[k]');
    expect((await checkHere('leak.py', fixed, { seeds: 1 })).findings).toEqual([]);
  });
});
