/** The library module statistics, in Python. */
export const statisticsSource = `"""Means, medians and spreads, exact where the numbers are."""

import math as _math
import random as _random
from collections import Counter as _Counter
from fractions import Fraction as _Fraction

__all__ = [
    "NormalDist", "StatisticsError", "fmean", "geometric_mean", "harmonic_mean", "mean", "median", "median_high",
    "median_low", "mode", "multimode", "pstdev", "pvariance", "quantiles", "stdev", "variance", "correlation",
    "covariance", "linear_regression",
]


class StatisticsError(ValueError):
    """There are not the data that it takes."""


def _exact(values):
    """The values as fractions, and the type that results are to have."""
    kind = int
    exact = []
    for value in values:
        if type(value) is not kind and not (isinstance(value, bool) or kind is not int and isinstance(value, int)):
            kind = type(value) if kind is int or type(value) is float else kind
        exact.append(_Fraction(*value.as_integer_ratio()))
    return exact, kind


def _as(value, kind):
    if kind is int:
        return value.numerator if value.denominator == 1 else float(value)
    return value if kind is _Fraction else kind(value) if kind is float else kind(value.numerator) / value.denominator


def _needs(data, count, message):
    if len(data) < count:
        raise StatisticsError(message)


def mean(data):
    values, kind = _exact(data)
    _needs(values, 1, "mean requires at least one data point")
    return _as(sum(values, _Fraction(0)) / len(values), kind)


def fmean(data, weights=None):
    values = list(data)
    _needs(values, 1, "fmean requires at least one data point")
    if weights is None:
        return _math.fsum(values) / len(values)
    weights = list(weights)
    if len(weights) != len(values):
        raise StatisticsError("data and weights must be the same length")
    total = _math.fsum(weights)
    if not total:
        raise StatisticsError("sum of weights must be non-zero")
    return _math.fsum(weight * value for weight, value in zip(weights, values)) / total


def geometric_mean(data):
    try:
        return _math.exp(fmean(map(_math.log, data)))
    except ValueError:
        raise StatisticsError("geometric mean requires a non-empty dataset containing positive numbers") from None


def harmonic_mean(data, weights=None):
    values = list(data)
    _needs(values, 1, "harmonic_mean requires at least one data point")
    weights = [1] * len(values) if weights is None else list(weights)
    if any(value < 0 for value in values):
        raise StatisticsError("harmonic mean does not support negative values")
    if 0 in values:
        return 0
    if len(values) == 1:
        return values[0]
    # Single quotients are as the values' type has them, their sum is exact.
    parts, kind = _exact([weight / value if weight else 0 for weight, value in zip(weights, values)])
    return _as(_Fraction(sum(weights)) / sum(parts, _Fraction(0)), kind)


def _sorted(data):
    values = sorted(data)
    _needs(values, 1, "no median for empty data")
    return values


def median(data):
    values = _sorted(data)
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2


def median_low(data):
    values = _sorted(data)
    return values[(len(values) - 1) // 2]


def median_high(data):
    values = _sorted(data)
    return values[len(values) // 2]


def mode(data):
    common = _Counter(iter(data)).most_common(1)
    _needs(common, 1, "no mode for empty data")
    return common[0][0]


def multimode(data):
    counts = _Counter(iter(data))
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def quantiles(data, *, n=4, method="exclusive"):
    if n < 1:
        raise StatisticsError("n must be at least 1")
    values = sorted(data)
    _needs(values, 2, "must have at least two data points")
    if method not in ("inclusive", "exclusive"):
        raise ValueError("Unknown method: %r" % method)
    size = len(values)
    steps = size - 1 if method == "inclusive" else size + 1
    found = []
    for k in range(1, n):
        place, rest = divmod(k * steps, n)
        if method == "exclusive":
            place = min(max(place, 1), size - 1) - 1
            rest = k * steps - (place + 1) * n
        found.append((values[place] * (n - rest) + values[place + 1] * rest) / n)
    return found


def _squares(data, center):
    values, kind = _exact(data)
    if not values:
        return _Fraction(0), 0, kind
    middle = sum(values, _Fraction(0)) / len(values) if center is None else _Fraction(center)
    return sum(((value - middle) ** 2 for value in values), _Fraction(0)), len(values), kind


def variance(data, xbar=None):
    total, count, kind = _squares(data, xbar)
    if count < 2:
        raise StatisticsError("variance requires at least two data points")
    return _as(total / (count - 1), kind)


def pvariance(data, mu=None):
    total, count, kind = _squares(data, mu)
    if count < 1:
        raise StatisticsError("pvariance requires at least one data point")
    return _as(total / count, kind)


def _root(value):
    """The float nearest to the square root of a fraction."""
    if not value:
        return 0.0
    top, bottom = value.numerator, value.denominator
    shift = (top.bit_length() - bottom.bit_length() - 109) // 2
    if shift >= 0:
        whole = _math.isqrt(top // (bottom << 2 * shift)) | (top % (bottom << 2 * shift) != 0)
        return float(whole << shift)
    whole = _math.isqrt((top << -2 * shift) // bottom)
    return (whole | (whole * whole * bottom != top << -2 * shift)) / (1 << -shift)


def stdev(data, xbar=None):
    total, count, kind = _squares(data, xbar)
    if count < 2:
        raise StatisticsError("stdev requires at least two data points")
    return _root(total / (count - 1))


def pstdev(data, mu=None):
    total, count, kind = _squares(data, mu)
    if count < 1:
        raise StatisticsError("pstdev requires at least one data point")
    return _root(total / count)


def _pairs(name, x, y):
    if len(x) != len(y):
        raise StatisticsError("%s requires that both inputs have same number of data points" % name)
    if len(x) < 2:
        raise StatisticsError("%s requires at least two data points" % name)
    center_x, center_y = _math.fsum(x) / len(x), _math.fsum(y) / len(y)
    products = _math.fsum((a - center_x) * (b - center_y) for a, b in zip(x, y))
    return center_x, center_y, products


def covariance(x, y, /):
    return _pairs("covariance", x, y)[2] / (len(x) - 1)


def correlation(x, y, /):
    center_x, center_y, products = _pairs("correlation", x, y)
    spread_x = _math.fsum((a - center_x) ** 2 for a in x)
    spread_y = _math.fsum((b - center_y) ** 2 for b in y)
    if not spread_x or not spread_y:
        raise StatisticsError("at least one of the inputs is constant")
    return products / _math.sqrt(spread_x * spread_y)


def linear_regression(x, y, /, *, proportional=False):
    from collections import namedtuple

    center_x, center_y, products = _pairs("linear regression", x, y)
    if proportional:
        center_x = center_y = 0.0
        products = _math.fsum(a * b for a, b in zip(x, y))
    spread = _math.fsum((a - center_x) ** 2 for a in x)
    if not spread:
        raise StatisticsError("x is constant")
    slope = products / spread
    return namedtuple("LinearRegression", ("slope", "intercept"))(slope, 0.0 if proportional else center_y - slope * center_x)


class NormalDist:
    """The bell curve."""

    __slots__ = {"_mu": "its mean", "_sigma": "its standard deviation"}

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError("sigma must be non-negative")
        self._mu, self._sigma = float(mu), float(sigma)

    @classmethod
    def from_samples(cls, data):
        values = list(data)
        return cls(fmean(values), stdev(values))

    mean = median = mode = property(lambda self: self._mu)
    stdev = property(lambda self: self._sigma)
    variance = property(lambda self: self._sigma * self._sigma)

    def pdf(self, x):
        variance = self._sigma * self._sigma
        if not variance:
            raise StatisticsError("pdf() not defined when sigma is zero")
        return _math.exp((x - self._mu) ** 2 / (-2.0 * variance)) / _math.sqrt(2 * _math.pi * variance)

    def cdf(self, x):
        if not self._sigma:
            raise StatisticsError("cdf() not defined when sigma is zero")
        return 0.5 * (1.0 + _math.erf((x - self._mu) / (self._sigma * _math.sqrt(2.0))))

    def zscore(self, x):
        if not self._sigma:
            raise StatisticsError("zscore() not defined when sigma is zero")
        return (x - self._mu) / self._sigma

    def samples(self, n, *, seed=None):
        gauss = _random.gauss if seed is None else _random.Random(seed).gauss
        return [gauss(self._mu, self._sigma) for _ in range(n)]

    def __add__(x1, x2):
        if isinstance(x2, NormalDist):
            return NormalDist(x1._mu + x2._mu, _math.hypot(x1._sigma, x2._sigma))
        return NormalDist(x1._mu + x2, x1._sigma)

    def __mul__(x1, x2):
        return NormalDist(x1._mu * x2, x1._sigma * abs(x2))

    __radd__, __rmul__ = __add__, __mul__

    def __eq__(x1, x2):
        if not isinstance(x2, NormalDist):
            return NotImplemented
        return x1._mu == x2._mu and x1._sigma == x2._sigma

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return "%s(mu=%r, sigma=%r)" % (type(self).__name__, self._mu, self._sigma)
`;
