"""Did you mean: …? of uncaught AttributeErrors and NameErrors."""
import sys


def shown(work, *args):
    try:
        work(*args)
    except BaseException as error:
        print(getattr(error, 'name', None), type(getattr(error, 'obj', None)).__name__, file=sys.stderr)
        sys.excepthook(type(error), error, error.__traceback__)


class Thing:
    colour = 1
    _private = 2

    def __init__(self):
        self.own_value = 3

    def method(self):
        return self.own_valeu


class Slots:
    __slots__ = ('first', 'second')


class WithDir:
    def __dir__(self):
        return ['suggested_name', 'other', 3]


class BadDir:
    def __dir__(self):
        raise ValueError('no dir')


class Getattr:
    abcdef = 1

    def __getattr__(self, name):
        raise AttributeError(name)


class Raises:
    abcdef = 1

    @property
    def computed(self):
        return self.abcdeg


some_global_name = 1


def local_names():
    local_variable = 1
    return local_varaible


def global_names():
    return some_globl_name


def builtin_names():
    return pritn


def case():
    return SOME_GLOBAL_NAME


def far():
    return completely_different_thing


def free():
    captured_value = 1

    def inner():
        captured_value
        return captured_valeu

    inner()


def in_class():
    class Body:
        class_name = 1
        other = class_nam


def free_unbound():
    def inner():
        return late

    inner()
    late = 1


def short():
    x = 1
    return y


def by_hand():
    raise NameError("name 'some_globel_name' is not defined", name='some_globel_name')


def by_hand_without():
    raise NameError("name 'some_globel_name' is not defined")


def attribute_by_hand():
    raise AttributeError('by hand', name='colur', obj=Thing())


def attribute_without():
    raise AttributeError('by hand')


def unbound():
    value_one = value_on
    value_on = 1


thing = Thing()
shown(lambda: thing.color)
shown(lambda: thing.Colour)
shown(lambda: thing.metod())
shown(lambda: Thing.metod)
shown(thing.method)
shown(lambda: thing.private)
shown(lambda: thing.zzzzzzzz)
shown(lambda: [].apend(1))
shown(lambda: [].add)
shown(lambda: ''.uper())
shown(lambda: (1).imaginary)
shown(lambda: {}.key())
shown(lambda: None.split)
shown(lambda: sys.exi)
shown(lambda: Slots().frist)
shown(lambda: Slots().first)
shown(lambda: WithDir().suggested_nam)
shown(lambda: BadDir().anything)
shown(lambda: Getattr().abcdeg)
shown(lambda: Raises().computed)
shown(lambda: getattr(thing, 'colur'))
shown(lambda: getattr(thing, 'ownvalue'))
shown(lambda: shown.__nam__)
shown(lambda: super(Thing, thing).colur)


def store():
    thing.__class__.__nmae__ = 1
    None.colour = 1


def delete():
    del thing.own_valu


def store_slot():
    Slots().frist = 1


for function in (local_names, global_names, builtin_names, case, far, free, in_class, free_unbound, short, by_hand, by_hand_without,
                 attribute_by_hand, attribute_without, unbound, store, delete, store_slot):
    shown(function)


def from_import():
    from sys import exi


def bad_import():
    import syss


shown(from_import)
shown(bad_import)
thing.own_valu
