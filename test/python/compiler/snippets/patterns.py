def m1(x):
    match x:
        case 1: return 'one'
        case -1 | 2.5 | 1+2j: return 'n'
        case 'a' | b'b': return 's'
        case None | True | False: return 'c'
        case a.b: return 'v'
        case _: return 'd'
def m2(x):
    match x:
        case []: return 0
        case [_]: return 1
        case [a, b]: return a
        case [a, *_]: return a
        case [*_, z]: return z
        case [a, *rest, z] if rest: return rest
        case (a, (b, [c, *_])): return c
        case [_, *_]: pass
def m3(x):
    match x:
        case {}: return 0
        case {'a': 1}: return 1
        case {'a': a, 'b': [b, c]}: return a, b, c
        case {'a': a, **rest}: return rest
        case {1: _, a.b: y}: return y
        case {**rest}: return rest
def m4(x):
    match x:
        case A(): return 0
        case A(1, b, c=2, d=e): return b, e
        case A(B(x=y), _) as z: return y, z
        case int() | str() as w: return w
        case A(a, b) | [b, a]: return a, b
        case [A(x=1), *others] | (others): return others
def m5(x, y):
    match (x, y):
        case (1, 2): pass
        case [a, b] if a > b and b: x = a
        case c: x = c
    return x
def m6(x):
    for i in x:
        match i:
            case 0: continue
            case 1: break
            case (1 | 2) as n if n: return n
    match x:
        case _: return 1
match command:
    case [name]: print(name)
    case {'x': [a, b] | (b, a, _)}: pass
    case str(s) if s: pass
