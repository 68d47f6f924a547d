class Dying:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n < other.n

    def __del__(self):
        print('del', self.n, end=' ')


a = [3, 1, 2]
a.sort(key=Dying)
print(a)
a.sort(key=Dying, reverse=True)
print(a)
