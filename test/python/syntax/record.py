"""Record what CPython says of a list of sources: python3 record.py < cases.json > recorded.json

Each case is a source text; a recording can be given too, to record it again. A source that compiles is recorded as null and is never run. Any other is read from a
file named x.py, as `python3 x.py` reads it, and its SyntaxError is recorded with the form printed on stderr.
"""
import ctypes
import io
import json
import os
import sys
import tempfile
import warnings

FILE_INPUT = 257


def main():
    cases = json.load(sys.stdin)
    if isinstance(cases, dict):
        cases = [case["source"] for case in cases["cases"]]
    libc = ctypes.CDLL(None)
    libc.fopen.restype = ctypes.c_void_p
    run = ctypes.pythonapi.PyRun_FileExFlags
    run.restype = ctypes.py_object
    run.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.py_object, ctypes.py_object,
                    ctypes.c_int, ctypes.c_void_p]
    warnings.simplefilter("ignore")
    os.chdir(tempfile.mkdtemp())
    results = []
    for source in cases:
        results.append({"source": source, "error": error_of(source, libc, run)})
    json.dump({"version": sys.version.split()[0], "cases": results}, sys.stdout, indent=1)
    sys.stdout.write("\n")


def error_of(source, libc, run):
    raw = source.encode("utf-8", "surrogatepass")
    try:
        compile(raw, "x.py", "exec")
        return None
    except SyntaxError:
        pass
    except (ValueError, RecursionError, MemoryError) as failure:
        return {"kind": type(failure).__name__, "message": str(failure)}
    with open("x.py", "wb") as file:
        file.write(raw)
    try:
        run(libc.fopen(b"x.py", b"rb"), b"x.py", FILE_INPUT, {}, {}, 1, None)
        return None
    except SyntaxError as error:
        return {
            "kind": type(error).__name__,
            "message": error.msg,
            "line": error.lineno,
            "column": error.offset,
            "endLine": error.end_lineno,
            "endColumn": error.end_offset,
            "text": error.text,
            "printed": printed(error),
        }


def printed(error):
    saved, sys.stderr = sys.stderr, io.StringIO()
    try:
        sys.__excepthook__(type(error), error.with_traceback(None), None)
        return sys.stderr.getvalue()
    finally:
        sys.stderr = saved


main()
