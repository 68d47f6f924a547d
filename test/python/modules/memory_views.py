"""Views of the bytes of other objects, which keep their length while the view lives."""
import array
import gc
import weakref


def t(f):
    try:
        print("ok", f())
    except Exception as e:
        print(type(e).__name__, e)


ba = bytearray(b'hello')
mv = memoryview(ba)
print(mv[0], mv[1:3].tobytes(), len(mv), mv.readonly, mv.nbytes, mv.format, mv.shape, mv.strides, mv.ndim, mv.itemsize)
t(lambda: ba.append(1)); t(lambda: ba.extend(b'x')); t(lambda: ba.pop()); t(lambda: ba.clear()); t(lambda: ba.__delitem__(0)); t(lambda: ba.__setitem__(slice(0,1), b'JJ'))
t(lambda: ba.__setitem__(slice(0,1), b'J'))
t(lambda: ba.remove(104)); t(lambda: ba.insert(0,1)); t(lambda: ba.__iadd__(b'z')); t(lambda: ba.__imul__(2)); t(lambda: ba.reverse()); t(lambda: ba.__imul__(1)); t(lambda: ba.__iadd__(b''))
s = mv[::2]; print(s.tolist(), s.contiguous, bytes(s))
mv.release(); t(lambda: mv[0]); t(lambda: ba.append(1)); s.release(); t(lambda: ba.append(1)); print(ba)
with memoryview(ba) as m:
    m[0] = 65; m[1:3] = b'zz'; t(lambda: ba.pop())
print(ba); t(lambda: ba.pop())
t(lambda: m.tobytes()); t(lambda: repr(m)[:20])
m = memoryview(ba); r = weakref.ref(m); del m; print(r()); t(lambda: ba.pop())
m = memoryview(b'abc'); t(lambda: m.__setitem__(0,1)); print(hash(m)==hash(b'abc'), m==b'abc', m!=b'abd', b'abc'==m, m.obj)
t(lambda: hash(memoryview(ba))); t(lambda: memoryview('x')); t(lambda: memoryview(3))
m = memoryview(bytearray(8)); c = m.cast('I'); c[0]=2**32-1; print(m.tolist(), c.tolist(), c.format, c.itemsize); t(lambda: c.__setitem__(0,-1)); t(lambda: c.__setitem__(0,'a')); t(lambda: c[9]); t(lambda: c['a']); t(lambda: m.cast('z')); t(lambda: c.cast('h')); t(lambda: m[:3].cast('I'))
t(lambda: m.__delitem__(0)); t(lambda: m.__setitem__(slice(0,2), b'abc'))
print(m.toreadonly().readonly, m.hex(), 255 in m, list(m)[:4], list(reversed(m))[:2])
a = array.array('i',[1,2,3]); v = memoryview(a); print(v.tolist(), v.format, v.nbytes); t(lambda: a.append(4)); v[0]=9; print(a); v.release(); t(lambda: a.append(4))
print(bytes(memoryview(b'xyz')), bytearray(memoryview(b'q')), b''.join([memoryview(b'1'), b'2']), b'ab'+memoryview(b'c'))
t(lambda: memoryview.x); t(lambda: setattr(memoryview,'x',1)); t(lambda: memoryview(b'').nope); t(lambda: memoryview(b'a')<memoryview(b'b')); t(lambda: memoryview(b'a')+b'b')
class B(bytearray): pass
b = B(b'abc'); b.self = memoryview(b); w = weakref.ref(b); del b; print(gc.collect() > 0, w())
def gen():
    m = memoryview(ba)
    yield
g = gen(); next(g); t(lambda: ba.append(1)); g.close(); t(lambda: ba.append(1))
