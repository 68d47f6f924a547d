/** The library module timeit, in Python. */
export const timeitSource = `"""How long something takes, measured many times."""

import gc
import time

__all__ = ["default_timer", "repeat", "timeit", "Timer"]

default_number = 1000000
default_repeat = 5
default_timer = time.perf_counter


class Timer:
    """A statement, with what comes before it."""

    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self.timer = timer
        names = {} if globals is None else globals
        self._setup = self._runnable(setup, names, "setup")
        self._statement = self._runnable(stmt, names, "stmt")

    @staticmethod
    def _runnable(part, names, what):
        if isinstance(part, str):
            code = compile(part, "<timeit-src>", "exec")
            return lambda space: exec(code, space)
        if not callable(part):
            raise ValueError("%s is neither a string nor callable" % what)
        return lambda space: part()

    def timeit(self, number=default_number):
        space = {}
        collecting = gc.isenabled()
        gc.disable()
        try:
            self._setup(space)
            statement = self._statement
            begin = self.timer()
            for _ in range(number):
                statement(space)
            return self.timer() - begin
        finally:
            if collecting:
                gc.enable()

    def repeat(self, repeat=default_repeat, number=default_number):
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        scale = 1
        while True:
            for step in (1, 2, 5):
                number = scale * step
                taken = self.timeit(number)
                if callback:
                    callback(number, taken)
                if taken >= 0.2:
                    return number, taken
            scale *= 10

    def print_exc(self, file=None):
        from traceback import print_exc

        print_exc(file=file)


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    measured = Timer(stmt, setup, timer, globals)
    return measured.timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    measured = Timer(stmt, setup, timer, globals)
    return measured.repeat(repeat, number)
`;
