import bisect
import heapq
import string
from keyword import iskeyword

h = []
for x in [5, 3, 8, 1, 9, 2]:
    heapq.heappush(h, x)
print(h, heapq.heappop(h), heapq.heappushpop(h, 0), heapq.heapreplace(h, 7), h)
y = [9, 8, 7, 6, 5]
heapq.heapify(y)
print(y, [heapq.heappop(y) for _ in range(5)])
print(heapq.nsmallest(2, [3, 1, 2]), heapq.nlargest(2, [3, 1, 2], key=lambda v: -v), list(heapq.merge([1, 4], [2, 3], [0])), list(heapq.merge([3, 1], [2], reverse=True)))
a = [1, 2, 2, 3]
print(bisect.bisect(a, 2), bisect.bisect_left(a, 2), bisect.bisect_right([1, 5], 3, key=lambda v: v))
bisect.insort(a, 2.5)
print(a, iskeyword("for"), iskeyword("x"))
print(string.ascii_letters, string.digits, string.punctuation, repr(string.whitespace), string.capwords("the end of"))
t = string.Template("$who owes ${what} $$5")
print(t.substitute(who="x", what="y"), t.safe_substitute(who="z"))
try:
    t.substitute(who=1)
except KeyError as e:
    print(e)
try:
    string.Template("a $ b").substitute()
except ValueError as e:
    print(e)
print(len(string.printable), string.Formatter().format("{0}-{a}", 1, a=2))
