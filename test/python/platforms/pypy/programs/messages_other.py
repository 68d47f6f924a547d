"""Error messages that name what those of CPython do not."""
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

for text in ("s.a", "divmod(1, 0)", "'a' * 'b'", "[].remove(1)", "'a'.index('b')",
             "isinstance(1, 5)", "issubclass(1, int)", "5[0]", "None[0]", "dict([1])",
             "class X(5): pass", "with c: pass"):
    attempt(text)
