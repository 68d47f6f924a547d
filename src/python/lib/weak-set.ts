/** The library module _weakrefset, in Python. */
export const weakSetSource = `"""WeakSet, and the guard that holds removals back while a weak container is being iterated over."""

from _weakref import ref

__all__ = ["WeakSet"]


class _IterationGuard:
    """While one of these is entered, entries of dead objects stay in the container; they go at the last exit."""

    def __init__(self, weakcontainer):
        # Weakly: a suspended iteration must not keep the container.
        self.weakcontainer = ref(weakcontainer)

    def __enter__(self):
        guarded = self.weakcontainer()
        if guarded is not None:
            guarded._iterating.add(self)
        return self

    def __exit__(self, *exc_info):
        guarded = self.weakcontainer()
        if guarded is None:
            return
        active = guarded._iterating
        active.remove(self)
        if not active:
            guarded._commit_removals()


def _forgetter(container):
    """What the references in a set call when their objects die: it must not keep the set."""

    def forget(entry, owner=ref(container)):
        members = owner()
        if members is None:
            return
        if members._iterating:
            members._pending_removals.append(entry)
        else:
            members.data.discard(entry)

    return forget


def _references(items):
    return set(map(ref, items))


class WeakSet:
    """A set of weak references: a member goes when its object dies."""

    def __init__(self, data=None):
        # The attributes are released in this order.
        self.data, self._remove = set(), _forgetter(self)
        self._pending_removals, self._iterating = [], set()
        if data is not None:
            self.update(data)

    def _commit_removals(self):
        dead, discard = self._pending_removals, self.data.discard
        while dead:
            discard(dead.pop())

    def _settled(self):
        """The references, without those that waited for an iteration to end."""
        if self._pending_removals:
            self._commit_removals()
        return self.data

    def __iter__(self):
        with _IterationGuard(self):
            for reference in self.data:
                member = reference()
                if member is None:
                    continue
                # The caller holds the member from here on.
                yield member

    def __len__(self):
        waiting = len(self._pending_removals)
        return len(self.data) - waiting

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            # Neither can it be referenced weakly, nor be in here.
            return False

    def __repr__(self):
        return repr(self.data)

    def __reduce__(self):
        members = list(self)
        return self.__class__, (members,), self.__getstate__()

    def copy(self):
        return self.__class__(self)

    # Members.

    def add(self, item):
        self._settled().add(ref(item, self._remove))

    def discard(self, item):
        self._settled().discard(ref(item))

    def remove(self, item):
        self._settled().remove(ref(item))

    def clear(self):
        self._settled().clear()

    def pop(self):
        entries = self._settled()
        while entries:
            member = entries.pop()()
            if member is not None:
                return member
        raise KeyError("pop from empty WeakSet")

    def update(self, other):
        self._settled()
        for member in other:
            self.add(member)

    # Comparisons.

    def __eq__(self, other):
        if isinstance(other, self.__class__):
            return self.data == _references(other)
        return NotImplemented

    def __lt__(self, other):
        return self.data < _references(other)

    def __gt__(self, other):
        return self.data > _references(other)

    def issubset(self, other):
        return self.data <= _references(other)

    def issuperset(self, other):
        return self.data.issuperset(map(ref, other))

    def isdisjoint(self, other):
        return not len(self.intersection(other))

    __le__, __ge__ = issubset, issuperset

    # A new set of two.

    def union(self, other):
        both = self.copy()
        both.update(other)
        return both

    def intersection(self, other):
        return self.__class__(member for member in other if member in self)

    def difference(self, other):
        rest = self.copy()
        rest.difference_update(other)
        return rest

    def symmetric_difference(self, other):
        unshared = self.copy()
        unshared.symmetric_difference_update(other)
        return unshared

    __or__, __and__, __sub__, __xor__ = union, intersection, difference, symmetric_difference

    # This set, changed.

    def __ior__(self, other):
        self.update(other)
        return self

    def __iand__(self, other):
        entries = self._settled()
        entries.intersection_update(map(ref, other))
        return self

    def __isub__(self, other):
        entries = self._settled()
        if other is self:
            entries.clear()
        else:
            entries.difference_update(map(ref, other))
        return self

    def __ixor__(self, other):
        entries = self._settled()
        if other is self:
            entries.clear()
        else:
            forget = self._remove
            entries ^= {ref(member, forget) for member in other}
        return self

    def intersection_update(self, other):
        self &= other

    def difference_update(self, other):
        self -= other

    def symmetric_difference_update(self, other):
        self ^= other
`;
