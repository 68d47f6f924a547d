import sys

a = []
sizes = []
for i in range(70):
    a.append(i)
    sizes.append(sys.getsizeof(a))
print(sizes)
sizes = []
while a:
    a.pop()
    sizes.append(sys.getsizeof(a))
print(sizes)
print([sys.getsizeof(list(range(n))) for n in range(12)])
print([sys.getsizeof(list(tuple(range(n)))) for n in range(12)])
print([sys.getsizeof([x for x in range(n)]) for n in range(20)])
print([sys.getsizeof(list(x for x in range(n))) for n in range(20)])
print([sys.getsizeof([0] * n) for n in range(12)])
print([sys.getsizeof([1, 2, 3] + [0] * n) for n in range(12)])
print([sys.getsizeof([0, 1, 2, 3, 4][:n]) for n in range(6)])
for n in range(12):
    b = [1, 2, 3]
    b.extend([0] * n)
    c = [1, 2, 3]
    c.extend(x for x in range(n))
    d = [1, 2, 3]
    d[1:2] = [0] * n
    e = list(range(12))
    del e[:n]
    f = list(range(12))
    del f[::n + 1]
    g = []
    g[0:0] = [1] * n
    h = [1, 2]
    h *= n
    i = [1, 2, 3]
    i.insert(0, 1)
    print(n, *map(sys.getsizeof, (b, c, d, e, f, g, h, i, sorted(b))))
x = [1, 2, 3]
x.clear()
print(sys.getsizeof(x))
print([sys.getsizeof(()), sys.getsizeof((1, 2)), sys.getsizeof(range(3)), sys.getsizeof(slice(1))])
print([sys.getsizeof(dict.fromkeys(range(n))) for n in range(30)])
print([sys.getsizeof(dict.fromkeys(map(str, range(n)))) for n in range(30)])
print([sys.getsizeof(dict.fromkeys(range(n)).copy()) for n in range(30)])
print([sys.getsizeof(dict(dict.fromkeys(range(n)))) for n in range(30)])
print([sys.getsizeof(set(range(n))) for n in range(30)])
print([sys.getsizeof(set(set(range(n)))) for n in range(30)])
print([sys.getsizeof(set(range(n)) | {n}) for n in range(30)])
