/** The library module reprlib, in Python. */
export const reprlibSource = `"""Texts of objects that do not grow without bounds."""

import builtins as _builtins
from _thread import get_ident as _get_ident
from itertools import islice as _islice

__all__ = ["recursive_repr", "repr", "Repr"]


def recursive_repr(fillvalue="..."):
    """Decorator of __repr__ methods: what is being shown already is shown as the fill value."""

    def decorate(function):
        shown_now = set()

        def wrapper(self):
            mark = id(self), _get_ident()
            if mark in shown_now:
                return fillvalue
            shown_now.add(mark)
            try:
                return function(self)
            finally:
                shown_now.discard(mark)

        for name in ("__module__", "__doc__", "__name__", "__qualname__"):
            setattr(wrapper, name, getattr(function, name))
        wrapper.__annotations__ = getattr(function, "__annotations__", {})
        return wrapper

    return decorate


class Repr:
    """Limits, by kind."""

    def __init__(self):
        self.fillvalue = "..."
        self.maxlevel = self.maxtuple = self.maxlist = self.maxset = self.maxfrozenset = self.maxdeque = 6
        self.maxdict, self.maxarray = 4, 5
        self.maxstring = self.maxother = 30
        self.maxlong = 40

    def repr(self, x):
        level = self.maxlevel
        return self.repr1(x, level)

    def repr1(self, x, level):
        method = getattr(self, "repr_" + type(x).__name__.replace(" ", "_"), None)
        return self.repr_instance(x, level) if method is None else method(x, level)

    def _cut(self, text, limit):
        if len(text) <= limit:
            return text
        room = limit - len(self.fillvalue)
        before = max(0, room // 2)
        after = max(0, room - before)
        return text[:before] + self.fillvalue + text[len(text) - after :]

    def _items(self, x, level, left, right, most, trail=""):
        size = len(x)
        if level <= 0 and size:
            body = self.fillvalue
        else:
            shown = [self.repr1(item, level - 1) for item in _islice(x, most)]
            if size > most:
                shown.append(self.fillvalue)
            body = ", ".join(shown)
            if size == 1 and trail:
                right = trail + right
        return left + body + right

    def repr_tuple(self, x, level):
        return self._items(x, level, "(", ")", self.maxtuple, ",")

    def repr_list(self, x, level):
        return self._items(x, level, "[", "]", self.maxlist)

    def repr_array(self, x, level):
        if not x:
            return "array(%r)" % x.typecode
        return self._items(x, level, "array('%s', [" % x.typecode, "])", self.maxarray)

    def repr_set(self, x, level):
        return self._items(_ordered(x), level, "{", "}", self.maxset) if x else "set()"

    def repr_frozenset(self, x, level):
        return self._items(_ordered(x), level, "frozenset({", "})", self.maxfrozenset) if x else "frozenset()"

    def repr_deque(self, x, level):
        return self._items(x, level, "deque([", "])", self.maxdeque)

    def repr_dict(self, x, level):
        if not x:
            return "{}"
        if level <= 0:
            return "{" + self.fillvalue + "}"
        shown = [self.repr1(key, level - 1) + ": " + self.repr1(x[key], level - 1) for key in _islice(_ordered(x), self.maxdict)]
        if len(x) > self.maxdict:
            shown.append(self.fillvalue)
        return "{" + ", ".join(shown) + "}"

    def repr_str(self, x, level):
        text = _builtins.repr(x[: self.maxstring])
        if len(text) <= self.maxstring:
            return text
        room = self.maxstring - 3
        before = max(0, room // 2)
        after = max(0, room - before)
        text = _builtins.repr(x[:before] + x[len(x) - after :])
        return text[:before] + self.fillvalue + text[len(text) - after :]

    def repr_int(self, x, level):
        return self._cut(_builtins.repr(x), self.maxlong)

    def repr_instance(self, x, level):
        try:
            return self._cut(_builtins.repr(x), self.maxother)
        except Exception:
            return "<%s instance at %#x>" % (x.__class__.__name__, id(x))


def _ordered(x):
    try:
        return sorted(x)
    except Exception:
        return list(x)


aRepr = Repr()
repr = aRepr.repr
`;
