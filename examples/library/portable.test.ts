/** A test suite that holds Python programs to what a port will need. */
import { expect, test } from 'vitest';
import 'midden/vitest';

const dropped = `
class Handle(object):
    open_now = 0
    def __init__(self):
        Handle.open_now += 1
    def close(self):
        Handle.open_now -= 1
    def __del__(self):
        self.close()

def work():
    for i in range(20):
        handle = Handle()
work()
print("open: %d" % Handle.open_now)
`;
const closed = dropped.replace('handle = Handle()', 'Handle().close()').replace('self.close()', 'pass');
const platforms = ['cpython', 'jython'];

test('handles are closed, not dropped', async () => {
  await expect(closed).toReleasePromptlyOn('jython');
  await expect(dropped).not.toReleasePromptlyOn('jython');
});

test('nothing of what midden knows would break', async () => {
  await expect(closed).toHaveNoFindings({ platforms });
  await expect(dropped).toHaveFinding('late-release', { platforms, line: 13 });
});

test('the output is the same everywhere', async () => {
  await expect(closed).toBehaveTheSameOn(...platforms);
});
