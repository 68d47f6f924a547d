"""Error messages that differ from CPython's."""
class C(object):
    def method(self, a):
        pass
    @property
    def prop(self):
        return 1
class S(object):
    __slots__ = ("a",)

def attempt(text):
    try:
        exec(text, {"C": C, "S": S, "c": C(), "s": S()})
        print(text, "-> no error")
    except Exception as error:
        print(text, "->", type(error).__name__ + ":", error)

for text in ("c.missing", "c.prop = 1", "del c.missing", "C.missing", "s.b = 1", "None.x", "(1).x", "[].x = 1",
             "1 + 'a'", "'a' + 1", "[] + ()", "1 < 'a'", "-'a'", "len(5)", "iter(5)", "for x in 5: pass", "next(5)",
             "a, b = 5", "a, b = 1, 2, 3", "a, b = [1]", "a, *b = []", "1 / 0", "1 // 0", "1 % 0", "1.0 / 0", "1.0 // 0",
             "1.0 % 0", "0 ** -1", "[1][5]", "(1,)[5]", "'a'[5]", "{}['k']", "[1]['a']", "(1,)['a']",
             "'a'['a']", "{}[[]]", "set([[]])", "hash([])", "5()", "c()", "c.method()", "c.method(1, 2)", "c.method(b=1)",
             "C(1)", "undefined", "int('x')", "int([])", "float('x')", "chr(-1)", "ord('ab')", "'%d' % 'x'",
             "'%s %s' % 1", "[].pop()", "{}.popitem()", "set().pop()", "[].index(1)",
             "range(1, 2, 0)", "raise 5", "raise C", "assert False", "assert 0, 'text'", "import missing_module",
             "getattr(c, 5)", "max([])",
             "sum(['a'])", "int(1, 2)", "super().x", "5[0] = 1", "del 5 .x", "object().x = 1",
             "object(1)", "C.method()", "sorted([1, 'a'])", "dict([(1,)])", "''.join([1])", "bytes(-1)",
             "type('X', (5,), {})",
             "(lambda a, b: 0)(1)", "(lambda a: 0)(1, 2)", "(lambda *, k: 0)()", "print(sep=1)", "abs('x')", "round('x')"):
    attempt(text)
