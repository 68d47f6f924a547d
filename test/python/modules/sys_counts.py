import sys

x = []
print(sys.getrefcount(x))
y = x
print(sys.getrefcount(x))
box = [x, x]
print(sys.getrefcount(x))


def f(arg):
    return sys.getrefcount(arg)


print(f(x))
del box, y
print(sys.getrefcount(x))
print(sys.getrefcount([]), sys.getrefcount(object()))


class A:
    pass


a = A()
a.me = a
print(sys.getrefcount(a))
print(sys.getrefcount(a.me))
