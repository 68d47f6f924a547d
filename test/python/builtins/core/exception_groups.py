def err(f):
    try:
        print('value', f())
    except BaseException as e:
        print(type(e).__name__, e)


g = ExceptionGroup('msg', [ValueError(1), TypeError('t'), ExceptionGroup('in', [KeyError('k'), ValueError(2)])])
print(repr(g), str(g), g.message, g.exceptions, g.args)
print(type(BaseExceptionGroup('m', [ValueError()])).__name__, type(BaseExceptionGroup('m', [KeyboardInterrupt()])).__name__)
err(lambda: ExceptionGroup('m', [KeyboardInterrupt()]))
err(lambda: ExceptionGroup('m', []))
err(lambda: ExceptionGroup('m', [3]))
err(lambda: ExceptionGroup(3, [ValueError()]))
err(lambda: ExceptionGroup('m', 3))
err(lambda: ExceptionGroup('m'))
err(lambda: setattr(g, 'message', 3))
print(g.split(ValueError))
print(g.subgroup(KeyError), g.subgroup(OSError), g.subgroup((KeyError, TypeError)).exceptions)
print(g.subgroup(lambda e: isinstance(e, TypeError)).exceptions, g.split(ExceptionGroup)[1])
err(lambda: g.split(3))
print(g.derive([ValueError(9)]))


class MyGroup(ExceptionGroup):
    def derive(self, excs):
        return MyGroup(self.message + '!', excs)


m = MyGroup('mine', [ValueError(1), KeyError(2)])
m.add_note('note')
print(repr(m.split(ValueError)), m.subgroup(KeyError).__notes__)
err(lambda: type('BG', (ExceptionGroup,), {})('m', [KeyboardInterrupt()]))

try:
    raise g
except* ValueError as eg:
    print('values', eg.exceptions)
except* (TypeError, KeyError) as eg:
    print('others', eg.exceptions)

try:
    try:
        raise ExceptionGroup('x', [ValueError(1), OSError(2)])
    except* ValueError:
        print('handled')
except ExceptionGroup as rest:
    print('rest', rest.exceptions)

try:
    raise ValueError('plain')
except* ValueError as eg:
    print(type(eg).__name__, eg.exceptions)
