"""KeyboardInterrupt raised by the program."""


def wait():
    raise KeyboardInterrupt


try:
    wait()
finally:
    print('finally')
