import io
import sys
import traceback
import warnings


def inner():
    raise ValueError("deep")


def outer():
    try:
        inner()
    except ValueError as e:
        raise KeyError("k") from e


try:
    outer()
except KeyError as e:
    text = traceback.format_exc()
    print(text.replace(__file__, "FILE").replace("^", "").rstrip())
    print([(f.name, f.lineno, f.line) for f in traceback.extract_tb(e.__traceback__)])
    print(traceback.format_exception_only(e))
    out = io.StringIO()
    traceback.print_exc(file=out)
    print(len(out.getvalue()) > 100)
    e.add_note("noted")
    print(traceback.format_exception_only(type(e), e))


def stack():
    return [f.name for f in traceback.extract_stack()]


print(stack()[-2:])
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    warnings.warn("careful")
    warnings.warn("old", DeprecationWarning)
    print(len(w), [str(x.message) for x in w], w[1].category.__name__, w[0].lineno)
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        warnings.warn("bad", RuntimeWarning)
    except RuntimeWarning as e:
        print("raised", e)
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    warnings.warn("unseen")
sys.stderr = io.StringIO()
for i in range(3):
    warnings.warn("once a line")
shown = sys.stderr.getvalue()
sys.stderr = sys.__stderr__
print(shown.replace(__file__, "FILE"), end="")
