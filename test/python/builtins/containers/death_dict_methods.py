class Dying:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print('del', self.n, end=' ')

    def __hash__(self):
        return hash(self.n)

    def __eq__(self, other):
        return self.n == other.n


d = {Dying(f'k{i}'): Dying(f'v{i}') for i in range(3)}
d.clear()
print(d)
d = {i: Dying(i) for i in range(4)}
d[1] = 'new'
print('replaced')
del d[2]
print('deleted')
d.pop(3)
print('popped')
d.update({0: 'updated'})
print(d)
d = {Dying('k'): Dying('v')}
del d[Dying('k')]
print('gone')
d = {Dying('k'): Dying('v')}
d[Dying('k')] = 'new'
print('kept key')
d.popitem()
print('popitem')
