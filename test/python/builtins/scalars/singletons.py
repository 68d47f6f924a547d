def show(label, f):
    try:
        print(label, repr(f()))
    except Exception as e:
        print(label, type(e).__name__, e)


N = type(None)
E = type(...)
I = type(NotImplemented)
print(None, repr(None), str(None), bool(None), N, N() is None, None == None, None is None, None != 0, {None: 1}[None])
print(..., repr(...), bool(...), E, E() is ..., ... == Ellipsis)
print(NotImplemented, repr(NotImplemented), I, I() is NotImplemented)
show('N', lambda: N(1))
show('E', lambda: E(1))
show('I', lambda: I(x=1))
show('sub', lambda: type('X', (N,), {}))
show('sub', lambda: type('X', (bool,), {}))
show('attr', lambda: None.x)
show('call', lambda: None())
show('op', lambda: None + 1)
show('lt', lambda: None < 1)
show('format', lambda: format(None, ''))
show('format', lambda: '%s %r' % (None, ...))
show('eq', lambda: None.__eq__(1))
show('eq', lambda: None.__eq__(None))
print(hash(None) == hash(None), [None, 1].index(None), None.__bool__(), (...).__reduce__(), NotImplemented.__reduce__())
