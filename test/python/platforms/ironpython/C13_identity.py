# A compacting collection moves objects; hash and id stay. ids are numbers in the order in which they were asked for.
import gc


class Thing:
    pass


junk = [bytes(100) for _ in range(1000)]
o = Thing()
first, h = id(o), hash(o)
del junk
gc.collect()
print('id and hash unchanged:', id(o) == first, hash(o) == h)
a, b, c = Thing(), Thing(), Thing()
ids = [id(c), id(a), id(b)]
print('in the order of asking:', ids == [first + 1, first + 2, first + 3])
print('100 short-lived objects, distinct ids:', len({id(Thing()) for _ in range(100)}))
print('repr shows it:', repr(o).endswith('object at 0x%016X>' % first))
