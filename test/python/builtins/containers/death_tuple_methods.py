class Order:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print('del', self.n, end=' ')


t2 = tuple(Order(i) for i in range(4))
del t2
print()
