def assign(s, v):
    def f(a):
        a[s] = v
    return f


class Noisy:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print('del', self.n, end=' ')

    def __repr__(self):
        return f'N{self.n}'


def noisy(n=6):
    return [Noisy(i) for i in range(n)]


def check(label, f):
    a = noisy()
    f(a)
    print(label, a)
    a.clear()
    print()


def delete(s):
    def f(a):
        del a[s]
    return f


check('del 1:4', delete(slice(1, 4)))
check('del ::2', delete(slice(None, None, 2)))
check('del ::-2', delete(slice(None, None, -2)))
check('del 1', delete(1))
check('assign 1:4', assign(slice(1, 4), [1]))
check('assign ::2', assign(slice(None, None, 2), 'abc'))
check('assign all', assign(slice(None), []))
check('pop', lambda a: a.pop(2))
check('remove', lambda a: a.remove(a[3]))
check('imul', lambda a: a.__imul__(0))
check('init', lambda a: a.__init__([1]))


class Watching:
    """Its finalizer changes the list that it leaves."""

    def __init__(self, owner, n):
        self.owner = owner
        self.n = n

    def __del__(self):
        print('gone', self.n, len(self.owner), end='; ')
        self.owner.append(self.n)


w = []
w.extend(Watching(w, i) for i in range(4))
del w[1:3]
print(len(w), [x if isinstance(x, int) else 'W' for x in w])
w[0] = 'first'
print(len(w), [x if isinstance(x, int) else 'W' for x in w])
w.pop(1)
print(len(w), w)
w.clear()
print(w)
