def t1(a):
    try:
        a()
    except E:
        b()
def t2(a):
    try:
        a()
    except E as e:
        return e
    except (F, G) as e:
        raise
    except:
        pass
    else:
        c()
    finally:
        d()
def t3(a):
    for i in a:
        try:
            if i: continue
            if a: break
            return i
        finally:
            b()
def t4(a):
    try:
        return a
    finally:
        try:
            b()
        except E:
            return 1
def t5(a):
    while a:
        try:
            a()
        except E as e:
            if e: break
            continue
        except F:
            return
    return 1
def t6(a):
    try:
        try:
            a()
        finally:
            return 1
    finally:
        pass
def t7(a):
    try:
        a()
    except* E as e:
        b(e)
    except* (F, G):
        c()
    else:
        d()
    finally:
        f()
def t8(a):
    with a: pass
    with a as b: return b
    with a as b, c as (d, e):
        f()
    with (a as b, c): raise
    for i in a:
        with i:
            if i: break
            continue
def t9(a):
    with a:
        try:
            with b as c.d:
                return a
        except E:
            pass
        finally:
            f = lambda: 0
def t10(a):
    try:
        pass
    except E:
        pass
def t11(a):
    try:
        x = 1
    except Exception:
        raise ValueError from None
    return x
def t12():
    try:
        yield 1
    finally:
        yield 2
def t13(a):
    for x in a:
        for y in x:
            try:
                with y as z:
                    if z: return z
            except E as e:
                del e
            else:
                continue
            finally:
                if y: break
try:
    x = 1
except E as e:
    y = e
finally:
    del x
with a as b: pass
def nested(a):
    try:
        a()
    except E as e:
        try:
            b(e)
        except F as f:
            return f
        finally:
            c()
    return 0
