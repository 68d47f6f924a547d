"""Radioactive decay: death at random, whatever the age (a null test). Arguments: operations, 100000, and how many live, 10000."""
import sys


class Atom(object):
    def __init__(self, stamp):
        self.stamp = stamp


def draws(count, below):
    state = 12345
    for _ in range(count):
        state ^= (state << 13) & 0xFFFFFFFF
        state ^= state >> 17
        state ^= (state << 5) & 0xFFFFFFFF
        yield state % below


def main(operations, live):
    atoms = [Atom(-1) for _ in range(live)]
    stamps = [-1] * live
    for stamp, at in enumerate(draws(operations, live)):
        atoms[at] = Atom(stamp)
        stamps[at] = stamp
    assert [atom.stamp for atom in atoms] == stamps
    print(sum(stamps))


main(*[int(each) for each in sys.argv[1:3] or (100000, 10000)])
