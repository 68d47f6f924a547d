import array
import copy


def attempt(label, action):
    try:
        print(label, repr(action()))
    except Exception as error:
        print(label, type(error).__name__, error)


for code, low, high in [('b', -128, 127), ('B', 0, 255), ('h', -32768, 32767), ('H', 0, 65535), ('i', -2 ** 31, 2 ** 31 - 1),
                        ('I', 0, 2 ** 32 - 1), ('l', -2 ** 63, 2 ** 63 - 1), ('L', 0, 2 ** 64 - 1),
                        ('q', -2 ** 63, 2 ** 63 - 1), ('Q', 0, 2 ** 64 - 1)]:
    a = array.array(code, [low, high, 7])
    print(a, a.itemsize, a.typecode, a.tobytes(), a[0], a[-1], len(a))
    attempt(code, lambda: array.array(code, [low - 1]))
    attempt(code, lambda: array.array(code, [high + 1]))
    attempt(code, lambda: array.array(code, [10 ** 30]))
    attempt(code, lambda: array.array(code, [1.5]))
    attempt(code, lambda: array.array(code, ['x']))
for code in 'fd':
    a = array.array(code, [1, 2.5, -0.1, float('inf')])
    print(a, a.tobytes(), a.itemsize)
    attempt(code, lambda: array.array(code, ['x']))
a = array.array('u', 'héé')
print(a, a.tounicode(), a.tolist(), a[1], a.itemsize)
attempt('no code', lambda: array.array('x'))
attempt('long code', lambda: array.array('bb'))
attempt('int code', lambda: array.array(1))
attempt('nothing', lambda: array.array())
attempt('str', lambda: array.array('b', 'abc'))
attempt('int', lambda: array.array('b', 5))
print(array.array('H', b'\x01\x00\x02\x00'), array.array('i'), array.array('d', array.array('i', [1, 2])), array.array('b', (i for i in range(3))))
attempt('odd bytes', lambda: array.array('H', b'\x01'))
a = array.array('i', range(6))
a.append(9)
a.extend([10, 11])
a.extend(array.array('i', [12]))
attempt('extend other', lambda: a.extend(array.array('b', [1])))
attempt('extend int', lambda: a.extend(3))
a.insert(0, -1)
a.insert(-1, 100)
a.insert(99, 200)
print(a, a.pop(), a.pop(0), a.index(9), a.count(3), 3 in a, 77 in a)
a.remove(9)
attempt('remove', lambda: a.remove(1234))
attempt('index', lambda: a.index(1234))
attempt('index from', lambda: a.index(3, 4))
attempt('pop', lambda: array.array('i').pop())
attempt('pop far', lambda: a.pop(55))
attempt('get far', lambda: a[55])
attempt('set far', lambda: a.__setitem__(55, 1))
attempt('get str', lambda: a['x'])
a.reverse()
print(a[1:4], a[::-2], a[5:2], type(a[:1]))
a[1:3] = array.array('i', [7, 8, 9])
attempt('set slice', lambda: a.__setitem__(slice(0, 1), [1]))
attempt('set slice other', lambda: a.__setitem__(slice(0, 1), array.array('b', [1])))
a[::3] = array.array('i', [0] * len(a[::3]))
attempt('set step', lambda: a.__setitem__(slice(0, 4, 2), array.array('i', [1])))
del a[0]
del a[1:3]
del a[::4]
print(a, a.tolist(), list(a), [x for x in a], list(reversed(a)))
print(a + a, a * 2, 2 * a, a * 0, a == a, a == array.array('d', a.tolist()), a != a[:1], a < a[:1], a[:1] < a, a >= a)
attempt('add list', lambda: a + [1])
attempt('add other', lambda: a + array.array('b'))
b = a
b += array.array('i', [5])
b *= 2
print(b is a, len(a))
attempt('iadd list', lambda: a.__iadd__([1]))
a.frombytes(b'\x01\x00\x00\x00')
a.fromlist([1, 2])
attempt('fromlist', lambda: a.fromlist((1,)))
attempt('fromlist bad', lambda: a.fromlist([1, 'x']))
attempt('frombytes odd', lambda: a.frombytes(b'\x01'))
print(a[-3:], copy.copy(a) == a, copy.deepcopy(a) is a)
h = array.array('H', [1, 256])
h.byteswap()
print(h, bytes(array.array('B', b'abc')), array.typecodes, array.ArrayType is array.array, h.buffer_info()[1])
attempt('hash', lambda: hash(h))
attempt('eq', lambda: h == [1])
attempt('lt', lambda: h < [1])


class Mine(array.array):
    def __new__(cls, items):
        return super().__new__(cls, 'B', items)


m = Mine([1, 2])
m.extra = 5
print(m, len(m), m.extra, isinstance(m, array.array), type(m[:1]), type(m + m))
