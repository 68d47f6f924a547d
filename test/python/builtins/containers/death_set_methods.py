class Dying:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n

    def __eq__(self, other):
        return self.n == other.n

    def __del__(self):
        print('del', self.n, end=' ')


s = {Dying(i) for i in (5, 3, 1, 4)}
s.clear()
print(s)
s = {Dying(i) for i in (5, 3, 1, 4)}
s.pop()
s.discard(Dying(4))
print(len(s))
s &= {Dying(5)}
print(len(s))
del s
print()
