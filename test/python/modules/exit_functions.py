import atexit


def say(*args, **kwargs):
    print("exit", args, kwargs)


atexit.register(say, 1)
atexit.register(say, 2, key="v")


@atexit.register
def decorated():
    print("decorated")


atexit.register(say, "gone")
atexit.unregister(say)
atexit.register(say, "again")


def fails():
    raise ValueError("at exit")


atexit.register(fails)

try:
    atexit.register(3)
except TypeError as e:
    print(e)
print("end")
