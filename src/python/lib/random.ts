/** The library module random, in Python. */
export const randomSource = `"""Random numbers: the Mersenne Twister, with the numbers that CPython gives for the same seed."""

from _random import Twister as _Twister
from bisect import bisect as _bisect
from itertools import accumulate as _accumulate
from math import ceil as _ceil
from math import cos as _cos
from math import exp as _exp
from math import log as _log
from math import pi as _pi
from math import sin as _sin
from math import sqrt as _sqrt
from operator import index as _index

__all__ = [
    "Random", "betavariate", "choice", "choices", "expovariate", "gammavariate", "gauss", "getrandbits", "getstate",
    "lognormvariate", "normalvariate", "paretovariate", "randbytes", "randint", "random", "randrange", "sample",
    "seed", "setstate", "shuffle", "triangular", "uniform", "weibullvariate",
]

LOG4 = _log(4.0)
SG_MAGICCONST = _log(4.5) + 1.0
NV_MAGICCONST = _exp(-0.5) * 4 / _sqrt(2.0)


class Random(_Twister):
    """A generator of its own."""

    VERSION = 3

    def __init__(self, x=None):
        self.seed(x)

    def seed(self, a=None, version=2):
        if isinstance(a, bytearray):
            a = bytes(a)
        super().seed(a)
        self.gauss_next = None

    def getstate(self):
        return self.VERSION, self._state(), self.gauss_next

    def setstate(self, state):
        version, internal, gauss_next = state
        if version != self.VERSION:
            raise ValueError(
                "state with version %s passed to Random.setstate() of version %s" % (version, self.VERSION)
            )
        self._set_state(internal)
        self.gauss_next = gauss_next

    # Integers

    def randbytes(self, n):
        number = self.getrandbits(8 * n)
        return number.to_bytes(n, "little")

    def randrange(self, start, stop=None, step=1):
        first = _index(start)
        if stop is None:
            if step != 1:
                raise TypeError("Missing a non-None stop argument")
            first, count, step = 0, first, 1
        else:
            last, step = _index(stop), _index(step)
            if not step:
                raise ValueError("zero step for randrange()")
            # Rounded up, whichever way it goes.
            count = last - first if step == 1 else -((first - last) // step)
        if count > 0:
            return first + step * self._randbelow(count)
        shown = "" if stop is None or step != 1 else " (%d, %d, %d)" % (first, last, count)
        raise ValueError("empty range for randrange()" + shown)

    def randint(self, a, b):
        return self.randrange(a, b + 1)

    # Sequences

    def choice(self, seq):
        size = len(seq)
        if size:
            return seq[self._randbelow(size)]
        raise IndexError("Cannot choose from an empty sequence")

    def shuffle(self, x):
        below = self._randbelow
        for i in range(len(x) - 1, 0, -1):
            j = below(i + 1)
            x[i], x[j] = x[j], x[i]

    def sample(self, population, k, *, counts=None):
        if not hasattr(population, "__getitem__") or isinstance(population, (dict, set, frozenset)):
            raise TypeError("Population must be a sequence.  For dicts or sets, use sorted(d).")
        if counts is not None:
            bounds = [*_accumulate(counts)]
            if len(population) != len(bounds):
                raise ValueError("The number of counts does not match the population")
            end = bounds.pop()
            if not isinstance(end, int):
                raise TypeError("Counts must be integers")
            if end < 1:
                raise ValueError("Total of counts must be greater than zero")
            return [population[_bisect(bounds, place)] for place in self.sample(range(end), k)]
        below = self._randbelow
        n = len(population)
        if k < 0 or k > n:
            raise ValueError("Sample larger than population or is negative")
        # A pool of what is left, or a set of what was taken, whichever is expected to be smaller.
        pool_pays = n <= (21 + (4 ** _ceil(_log(k * 3, 4)) if k > 5 else 0))
        if pool_pays:
            pool = list(population)
            result = []
            for left in range(n, n - k, -1):
                j = below(left)
                result.append(pool[j])
                pool[j] = pool[left - 1]
            return result
        taken = set()
        result = []
        for _ in range(k):
            j = below(n)
            while j in taken:
                j = below(n)
            taken.add(j)
            result.append(population[j])
        return result

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        size, draw = len(population), self.random
        bounds = cum_weights
        if weights is not None:
            if bounds is not None:
                raise TypeError("Cannot specify both weights and cumulative weights")
            if isinstance(weights, int):
                raise TypeError(f"The number of choices must be a keyword argument: k={weights}")
            bounds = [*_accumulate(weights)]
        if bounds is None:
            return [population[int(draw() * size)] for _ in range(k)]
        if len(bounds) != size:
            raise ValueError("The number of weights does not match the population")
        end = float(bounds[-1])
        if end <= 0.0:
            raise ValueError("Total of weights must be greater than zero")
        return [population[_bisect(bounds, draw() * end, 0, size - 1)] for _ in range(k)]

    # Distributions

    def uniform(self, a, b):
        width = b - a
        return a + width * self.random()

    def triangular(self, low=0.0, high=1.0, mode=None):
        drawn, width, peak = self.random(), high - low, 0.5
        if mode is not None:
            if not width:
                return low
            peak = (mode - low) / width
        if drawn <= peak:
            return low + width * _sqrt(drawn * peak)
        # The other slope, seen from the other end.
        return high + (low - high) * _sqrt((1.0 - drawn) * (1.0 - peak))

    def normalvariate(self, mu=0.0, sigma=1.0):
        # Kinderman and Monahan 1977: ratio of uniform deviates.
        while True:
            numerator, denominator = self.random(), 1.0 - self.random()
            ratio = NV_MAGICCONST * (numerator - 0.5) / denominator
            if ratio * ratio / 4.0 <= -_log(denominator):
                return mu + ratio * sigma

    def gauss(self, mu=0.0, sigma=1.0):
        # Box and Muller 1958 gives two: the second waits for the next call.
        z = self.gauss_next
        self.gauss_next = None
        if z is None:
            angle = self.random() * 2.0 * _pi
            radius = _sqrt(-2.0 * _log(1.0 - self.random()))
            z = _cos(angle) * radius
            self.gauss_next = _sin(angle) * radius
        return mu + z * sigma

    def lognormvariate(self, mu, sigma):
        exponent = self.normalvariate(mu, sigma)
        return _exp(exponent)

    def expovariate(self, lambd):
        drawn = 1.0 - self.random()
        return -_log(drawn) / lambd

    def gammavariate(self, alpha, beta):
        if beta <= 0.0 or alpha <= 0.0:
            raise ValueError("gammavariate: alpha and beta must be > 0.0")
        if alpha == 1.0:
            return -_log(1.0 - self.random()) * beta
        if alpha > 1.0:
            # Cheng 1977.
            root = _sqrt(alpha * 2.0 - 1.0)
            while True:
                first = self.random()
                if first <= 1e-7 or first >= 0.9999999:
                    continue
                second = 1.0 - self.random()
                logit = _log(first / (1.0 - first)) / root
                candidate = alpha * _exp(logit)
                squeeze = first * first * second
                slack = alpha - LOG4 + (alpha + root) * logit - candidate
                if slack + SG_MAGICCONST - 4.5 * squeeze >= 0.0 or slack >= _log(squeeze):
                    return candidate * beta
        # Ahrens and Dieter 1974.
        b = (_exp(1) + alpha) / _exp(1)
        while True:
            p = b * self.random()
            x = p ** (1.0 / alpha) if p <= 1.0 else -_log((b - p) / alpha)
            u = self.random()
            if p > 1.0:
                if u <= x ** (alpha - 1.0):
                    break
            elif u <= _exp(-x):
                break
        return x * beta

    def betavariate(self, alpha, beta):
        part = self.gammavariate(alpha, 1.0)
        return part / (part + self.gammavariate(beta, 1.0)) if part else 0.0

    def paretovariate(self, alpha):
        return (1.0 - self.random()) ** (-1.0 / alpha)

    def weibullvariate(self, alpha, beta):
        return alpha * (-_log(1.0 - self.random())) ** (1.0 / beta)


_shared = Random()
for _name in __all__[1:]:
    globals()[_name] = getattr(_shared, _name)
del _name
`;
