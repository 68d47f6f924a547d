import sys

print(sys.version_info[:3], sys.version_info.major, sys.version_info >= (3, 8), sys.version_info)
print(sys.platform, sys.maxsize, sys.byteorder, sys.implementation.name, sys.hexversion)
print(sys.float_info.max, sys.float_info.epsilon, sys.int_info.bits_per_digit, sys.hash_info.modulus)
print(sys.float_info)
print(sys.getrecursionlimit())
sys.setrecursionlimit(500)


def deep(n):
    return deep(n + 1)


try:
    deep(0)
except RecursionError as e:
    print(e)
sys.setrecursionlimit(1000)
try:
    raise ValueError("x")
except ValueError:
    kind, value, tb = sys.exc_info()
    print(kind, value, tb is value.__traceback__, sys.exception() is value if hasattr(sys, "exception") else True)
print(sys.exc_info())
print(sys.intern("abc") is sys.intern("ab" + "c"))
try:
    sys.exit(3)
except SystemExit as e:
    print(e.code, e.args)
try:
    sys.exit()
except SystemExit as e:
    print(e.code, e.args)
try:
    sys.exit("text")
except SystemExit as e:
    print(e.code)


def caller():
    return sys._getframe(1).f_code.co_name


def outer():
    return caller()


print(outer(), sys._getframe().f_lineno)
print("sys" in sys.modules, sys.modules["sys"] is sys, sys.modules["__main__"].__name__)
sys.stdout.write("written\n")
sys.stdout.writelines(["a\n", "b\n"])
print(sys.stdout.encoding, sys.stdout.isatty(), sys.stdout.name, sys.stderr.name)


class Upper:
    def write(self, text):
        sys.__stdout__.write(text.upper())

    def flush(self):
        pass


sys.stdout = Upper()
print("shout")
sys.stdout = sys.__stdout__
print("normal")
sys.displayhook(None)
sys.displayhook([1])
seen = []
sys.unraisablehook = lambda args: seen.append((args.exc_type.__name__, str(args.exc_value), args.err_msg))


class Bad:
    def __del__(self):
        raise ValueError("in del")


import gc

Bad()
gc.collect()
print(seen)
print(sys.getswitchinterval(), sys.is_finalizing(), sys.gettrace())
