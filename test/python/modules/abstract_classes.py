import abc
from abc import ABC, abstractmethod
from collections.abc import (
    Callable, Collection, Container, Generator, Hashable, Iterable, Iterator, Mapping, MutableMapping, MutableSequence,
    MutableSet, Sequence, Set, Sized,
)


class Shape(ABC):
    @abstractmethod
    def area(self): ...

    @property
    @abstractmethod
    def name(self): ...

    def describe(self):
        return "%s %s" % (self.name, self.area())


class Square(Shape):
    def __init__(self, a):
        self.a = a

    def area(self):
        return self.a**2

    name = "square"


class Half(Shape):
    def area(self):
        return 1


for cls in (Shape, Half):
    try:
        cls()
    except TypeError as e:
        print(e)
print(Square(3).describe(), sorted(Shape.__abstractmethods__), Square.__abstractmethods__)


class Duck:
    pass


print(isinstance(Duck(), Shape), issubclass(Duck, Shape))
Shape.register(Duck)
print(isinstance(Duck(), Shape), issubclass(Duck, Shape))
print([isinstance([], t) for t in (Hashable, Iterable, Iterator, Sized, Container, Collection, Sequence, MutableSequence, Mapping)])
print([isinstance({}, t) for t in (Hashable, Iterable, Mapping, MutableMapping, Sequence)])
print([isinstance("", t) for t in (Hashable, Sequence, MutableSequence)])
print(isinstance(iter([]), Iterator), isinstance((x for x in []), Generator), isinstance(len, Callable), isinstance({}.keys(), Set))


class Bag(MutableSet):
    def __init__(self, items=()):
        self.items = list(dict.fromkeys(items))

    def __contains__(self, x):
        return x in self.items

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)

    def add(self, x):
        if x not in self.items:
            self.items.append(x)

    def discard(self, x):
        if x in self.items:
            self.items.remove(x)

    def __repr__(self):
        return "Bag(%r)" % self.items


b = Bag("abc")
print(b | Bag("cd"), b & Bag("bc"), b - Bag("a"), b ^ Bag("cd"), b <= Bag("abcd"), b == Bag("cba"), b.isdisjoint("xyz"))
b |= {"z"}
b.remove("a")
print(b, b.pop(), len(b))
try:
    b.remove("q")
except KeyError as e:
    print(repr(e))


class Even(Sequence):
    def __len__(self):
        return 3

    def __getitem__(self, i):
        if isinstance(i, int) and -3 <= i < 3:
            return (i % 3) * 2
        raise IndexError(i)


s = Even()
print(list(s), 4 in s, s.index(4), s.count(2), list(reversed(s)))


class Low(MutableMapping):
    def __init__(self):
        self.d = {}

    def __getitem__(self, k):
        return self.d[k.lower()]

    def __setitem__(self, k, v):
        self.d[k.lower()] = v

    def __delitem__(self, k):
        del self.d[k.lower()]

    def __iter__(self):
        return iter(self.d)

    def __len__(self):
        return len(self.d)


m = Low()
m.update(A=1, B=2)
print(m["a"], m.get("q", 0), "B" in m, dict(m.items()), list(m.values()), m.pop("A"), m.setdefault("C", 5), len(m))
print(m == {"b": 2, "c": 5}, m.popitem(), len(m.keys()))


class Hook(metaclass=abc.ABCMeta):
    @classmethod
    def __subclasshook__(cls, other):
        return hasattr(other, "quack") or NotImplemented


Duck.quack = 1
print(issubclass(Duck, Hook), isinstance(3, Hook))
print(Mapping, Iterable, Mapping.__module__)
