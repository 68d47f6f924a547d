/** A program on several platforms, as data: what differs, what would break, and what real interpreters did. */
import { catalogue, check, compare } from 'midden';

const source = `
class Connection(object):
    open_now = 0
    def __init__(self):
        Connection.open_now += 1
    def __del__(self):
        Connection.open_now -= 1

def work():
    for i in range(100):
        connection = Connection()

work()
print("still open: %d" % Connection.open_now)
`;

const { runs, differences } = await compare(source, { platforms: ['cpython', 'jython'] });
for (const { platform, stdout, metrics } of runs)
  console.log(`${platform}: ${stdout.trim()}, at most ${metrics!.resources.openMax} at a time`);
console.log(`${differences.length} difference, in line ${differences[0]!.line} of the output`);

const { findings } = await check(source, { platforms: ['cpython', 'jython'] });
for (const { kind, line, fix } of findings) console.log(`line ${line}: ${kind}; ${fix.text}`);

const { title, recording } = catalogue.pitfall('01');
console.log(`${title}: recorded on ${Object.keys(recording).length} interpreters`);
