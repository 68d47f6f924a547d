from collections import deque

d = deque([1, 2, 3], maxlen=4)
d.append(4)
d.append(5)
d.appendleft(0)
print(d, len(d), d.maxlen, d[0], d[-1])
print(d.pop(), d.popleft(), d)
d.extend("ab")
d.extendleft([9, 8])
print(d)
e = deque(range(10))
e.rotate(3)
print(e)
e.rotate(-4)
print(e, e.index(5), e.count(3), 7 in e, 77 in e)
e.insert(2, "x")
e.remove(9)
del e[0]
e[0] = "first"
e.reverse()
print(e, list(reversed(e))[:3])
print(deque("abc") == deque("abc"), deque("abc") < deque("abd"), deque([1]) + deque([2]), deque([1, 2]) * 2)
e.clear()
print(e, bool(e))
try:
    e.pop()
except IndexError as err:
    print(err)
try:
    e[3]
except IndexError as err:
    print(err)
try:
    for x in deque([1, 2]):
        e = None
    q = deque([1, 2])
    for x in q:
        q.append(3)
except RuntimeError as err:
    print(err)
q = deque()
for i in range(60):
    q.append(i)
    if i % 3 == 0:
        q.popleft()
print(len(q), q[0], q[-1], sum(q))
r = deque([1])
r.append(r)
print(r)
print(deque([3, 1, 2], 2), q.copy() == q)

