def show(label, f):
    try:
        print(label, repr(f()))
    except Exception as e:
        print(label, type(e).__name__, e)


def run(label, f):
    a = bytearray(b'hello world')
    try:
        r = f(a)
        print(label, repr(r), a, len(a))
    except Exception as e:
        print(label, type(e).__name__, e, a)


def repeat(a, n):
    a *= n
    return a


class Array(bytearray):
    pass


class Index:
    def __index__(self):
        return 66


for value in [65, 0, 255, 256, -1, 'a', b'a', None, 1.5, True, Index(), 2 ** 70]:
    run('append', lambda a: a.append(value))
    run('remove', lambda a: a.remove(value))
    run('insert', lambda a: a.insert(2, value))
    run('insert', lambda a: a.insert(-3, value))
    run('insert', lambda a: a.insert(100, value))
    run('pop', lambda a: a.pop(value))
    run('set', lambda a: a.__setitem__(0, value))
    run('set', lambda a: a.__setitem__(value, 1))
    run('del', lambda a: a.__delitem__(value))
for value in [b'xyz', bytearray(b'12'), [1, 2, 3], (250,), 'abc', 5, None, [256], ['a'], iter([7, 8]), range(3), b'']:
    run('extend', lambda a: a.extend(value))
    if type(value).__name__ != 'list_iterator':
        run('iadd', lambda a: a.__iadd__(value))
    for sl in [slice(None), slice(0, 3), slice(2, 2), slice(5, None), slice(None, None, 2), slice(None, None, -1), slice(8, 2), slice(-2, None), slice(1, 7, 3)]:
        run('slice', lambda a: a.__setitem__(sl, value if not hasattr(value, '__next__') else iter([7, 8])))
for sl in [slice(None), slice(0, 3), slice(2, 2), slice(5, None), slice(None, None, 2), slice(None, None, -1), slice(8, 2), slice(1, 9, 3), slice(None, None, -3)]:
    run('del', lambda a: a.__delitem__(sl))
for n in [0, 1, 3, -1, 'a', 2 ** 70]:
    run('imul', lambda a: repeat(a, n))
run('clear', lambda a: a.clear())
run('reverse', lambda a: a.reverse())
run('copy', lambda a: (a.copy(), a.copy() is a, type(a.copy()).__name__))
run('pop', lambda a: (a.pop(), a.pop(0), a.pop(-2)))
run('self', lambda a: a.extend(a))
run('self', lambda a: a.__setitem__(slice(1, 2), a))
show('pop', lambda: bytearray().pop())
show('hash', lambda: hash(bytearray()))
a = bytearray()
for i in range(1000):
    a.append(i % 256)
print(len(a), sum(a), a[:5], a[-5:])
while len(a) > 10:
    a.pop()
print(a)
a += b'tail'
a *= 2
print(a, a == bytes(a), a is not a[:], a[3:5] + b'x', type(a + b'x').__name__, type(b'x' + a).__name__)
s = Array(b'sub')
s.tag = 5
s.append(33)
print(s, s.tag, type(s[1:]).__name__, type(s + b'').__name__, repr(s), str(s), Array('é', 'utf-8'), Array(3), s == b'sub!')
s.__init__(b'again')
print(s, s.decode(), s.find(b'a', 1), s.upper(), s.__reduce__()[1])
it = iter(bytearray(b'ab'))
print(next(it), next(it), next(it, None))
b = bytearray(b'grow')
seen = []
for c in b:
    seen.append(c)
    if len(b) < 8:
        b.append(c + 1)
print(seen, b)
x = y = bytearray(b'alias')
x += b'!'
print(x is y, y)
del x[0]
x[1:3] = b'LONGER'
print(y, bytearray(b'%d-%s') % (1, b'x'), bytearray(b'a,b').split(b','), bytearray.fromhex('61 62'), bytearray(b'x').join([b'1', b'2']))
