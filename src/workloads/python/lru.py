"""A cache asked by Zipf's law: entries die old (nepotism). Arguments: accesses, 50000, capacity, 2000, and keys, 20000."""
import sys


class Entry(object):
    def __init__(self, key):
        self.key = key
        self.value = [key]
        self.newer = self.older = None


class Cache(object):
    def __init__(self, capacity):
        self.capacity = capacity
        self.entries = {}
        self.newest = Entry(None)
        self.oldest = Entry(None)
        self.newest.older = self.oldest
        self.oldest.newer = self.newest
        self.hits = 0

    def ask(self, key):
        entry = self.entries.get(key)
        if entry is None:
            if len(self.entries) == self.capacity:
                self.unlink(self.entries.pop(self.oldest.newer.key))
            entry = self.entries[key] = Entry(key)
        else:
            self.hits += 1
            self.unlink(entry)
        entry.older = self.newest.older
        entry.newer = self.newest
        entry.older.newer = entry.newer.older = entry
        return entry.value[0]

    def unlink(self, entry):
        entry.newer.older = entry.older
        entry.older.newer = entry.newer


def zipf(accesses, keys):
    below, total = [], 0.0
    for k in range(keys):
        total += 1.0 / (k + 1)
        below.append(total)
    state = 12345
    for _ in range(accesses):
        state ^= (state << 13) & 0xFFFFFFFF
        state ^= state >> 17
        state ^= (state << 5) & 0xFFFFFFFF
        wanted = state / 4294967296.0 * total
        low, high = 0, keys - 1
        while low < high:
            middle = (low + high) // 2
            if below[middle] > wanted:
                high = middle
            else:
                low = middle + 1
        yield low


def main(accesses, capacity, keys):
    cache = Cache(capacity)
    for key in zipf(accesses, keys):
        assert cache.ask(key) == key
    entry, seen = cache.oldest.newer, 0
    while entry is not cache.newest:
        assert cache.entries[entry.key] is entry
        entry, seen = entry.newer, seen + 1
    assert seen == len(cache.entries) <= capacity
    print(cache.hits)


main(*[int(each) for each in sys.argv[1:4] or (50000, 2000, 20000)])
