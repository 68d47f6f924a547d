# Entries of weak dictionaries stay until a collection; WeakKeyDictionary is no ephemeron table.
import gc
import weakref


class Key:
    pass


class Value:
    pass


values = weakref.WeakValueDictionary()
values['x'] = Value()
print('right after drop:', len(values))
gc.collect()
print('after gc.collect():', len(values))

keys = weakref.WeakKeyDictionary()


def fill():
    plain, referring = Key(), Key()
    keys[plain] = Value()
    value = keys[referring] = Value()
    value.key = referring


fill()
gc.collect()
print('entries whose value refers to the key:', len(keys))
