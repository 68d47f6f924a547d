/** The library module fractions, in Python. */
export const fractionsSource = `"""Exact quotients."""

import math as _math
import numbers as _numbers
import operator as _operator
import re as _re
import sys as _sys

__all__ = ["Fraction"]

_text_form = _re.compile(r"\\s*([-+]?)(?=\\d|\\.\\d)(\\d*|\\d+(?:_\\d+)*)(?:/(\\d+(?:_\\d+)*)|(?:\\.(\\d*|\\d+(?:_\\d+)*))?(?:[eE]([-+]?\\d+(?:_\\d+)*))?)\\s*")


def _of_text(text):
    found = _text_form.fullmatch(text)
    if found is None:
        raise ValueError("Invalid literal for Fraction: %r" % text)
    sign, whole, below, after, power = found.groups()
    top, bottom = int(whole or "0"), 1
    if below:
        bottom = int(below)
    else:
        if after:
            digits = after.replace("_", "")
            bottom = 10 ** len(digits)
            top = top * bottom + int(digits)
        if power:
            if int(power) >= 0:
                top *= 10 ** int(power)
            else:
                bottom *= 10 ** -int(power)
    return -top if sign == "-" else top, bottom


class Fraction(_numbers.Rational):
    """A quotient of two integers, in lowest terms."""

    __slots__ = ("_numerator", "_denominator")

    def __new__(cls, numerator=0, denominator=None):
        if denominator is None:
            if type(numerator) is int:
                return _made(numerator, 1, cls)
            if isinstance(numerator, _numbers.Rational):
                return _made(numerator.numerator, numerator.denominator, cls)
            if isinstance(numerator, float) or hasattr(numerator, "as_integer_ratio"):
                return _made(*numerator.as_integer_ratio(), cls)
            if isinstance(numerator, str):
                top, bottom = _of_text(numerator)
            else:
                raise TypeError("argument should be a string or a Rational instance")
        elif isinstance(numerator, _numbers.Rational) and isinstance(denominator, _numbers.Rational):
            top = numerator.numerator * denominator.denominator
            bottom = denominator.numerator * numerator.denominator
        else:
            raise TypeError("both arguments should be Rational instances")
        if not bottom:
            raise ZeroDivisionError("Fraction(%s, 0)" % top)
        return _reduced(top, bottom, cls)

    @classmethod
    def from_float(cls, f):
        if isinstance(f, (int, float)):
            return _made(*f.as_integer_ratio(), cls)
        raise TypeError("%s.from_float() only takes floats, not %r (%s)" % (cls.__name__, f, type(f).__name__))

    @classmethod
    def from_decimal(cls, dec):
        return _made(*dec.as_integer_ratio(), cls)

    @property
    def numerator(a):
        return a._numerator

    @property
    def denominator(a):
        return a._denominator

    def as_integer_ratio(self):
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        # Convergents of the continued fraction, and the best one between the last two.
        before, last = (0, 1), (1, 0)
        top, bottom = self._numerator, self._denominator
        while True:
            whole = top // bottom
            lower = before[1] + whole * last[1]
            if lower > max_denominator:
                break
            before, last = last, (before[0] + whole * last[0], lower)
            top, bottom = bottom, top - whole * bottom
        steps = (max_denominator - before[1]) // last[1]
        between = Fraction(before[0] + steps * last[0], before[1] + steps * last[1])
        nearest = Fraction(*last)
        return nearest if abs(nearest - self) <= abs(between - self) else between

    def __repr__(self):
        return "%s(%s, %s)" % (self.__class__.__name__, self._numerator, self._denominator)

    def __str__(self):
        return str(self._numerator) if self._denominator == 1 else "%s/%s" % (self._numerator, self._denominator)

    def __hash__(self):
        try:
            inverse = pow(self._denominator, -1, _sys.hash_info.modulus)
        except ValueError:
            value = _sys.hash_info.inf
        else:
            value = hash(hash(abs(self._numerator)) * inverse)
        value = value if self._numerator >= 0 else -value
        return -2 if value == -1 else value

    def __eq__(a, b):
        if type(b) is int:
            return a._numerator == b and a._denominator == 1
        if isinstance(b, _numbers.Rational):
            return a._numerator == b.numerator and a._denominator == b.denominator
        if isinstance(b, complex) and b.imag == 0:
            b = b.real
        if isinstance(b, float):
            return a == a.from_float(b) if _math.isfinite(b) else 0.0 == b
        return NotImplemented

    def _ordered(self, other, test):
        if isinstance(other, _numbers.Rational):
            return test(self._numerator * other.denominator, self._denominator * other.numerator)
        if isinstance(other, float):
            return test(self, self.from_float(other)) if _math.isfinite(other) else test(0.0, other)
        return NotImplemented

    def __lt__(a, b):
        return a._ordered(b, _operator.lt)

    def __le__(a, b):
        return a._ordered(b, _operator.le)

    def __gt__(a, b):
        return a._ordered(b, _operator.gt)

    def __ge__(a, b):
        return a._ordered(b, _operator.ge)

    def __bool__(a):
        return bool(a._numerator)

    def __neg__(a):
        return _made(-a._numerator, a._denominator)

    def __pos__(a):
        return _made(a._numerator, a._denominator)

    def __abs__(a):
        return _made(abs(a._numerator), a._denominator)

    def __trunc__(a):
        return -(-a._numerator // a._denominator) if a._numerator < 0 else a._numerator // a._denominator

    __int__ = __trunc__

    def __floor__(a):
        return a._numerator // a._denominator

    def __ceil__(a):
        return -(-a._numerator // a._denominator)

    def __float__(a):
        return a._numerator / a._denominator

    def __round__(self, ndigits=None):
        if ndigits is None:
            whole, rest = divmod(self._numerator, self._denominator)
            twice = 2 * rest
            return whole + (twice > self._denominator or twice == self._denominator and whole % 2)
        shift = 10 ** abs(ndigits)
        return Fraction(round(self * shift), shift) if ndigits > 0 else Fraction(round(self / shift) * shift)

    def __pow__(a, b):
        if not isinstance(b, _numbers.Rational):
            return float(a) ** b
        if b.denominator != 1:
            return float(a) ** float(b)
        power = b.numerator
        if power >= 0:
            return _made(a._numerator**power, a._denominator**power)
        if not a._numerator:
            raise ZeroDivisionError("Fraction(%s, 0)" % a._denominator**-power)
        top, bottom = a._denominator**-power, a._numerator**-power
        return _made(-top, -bottom) if bottom < 0 else _made(top, bottom)

    def __rpow__(b, a):
        if b._denominator == 1 and b._numerator >= 0:
            return a**b._numerator
        if isinstance(a, _numbers.Rational):
            return Fraction(a.numerator, a.denominator) ** b
        return a ** (b._numerator if b._denominator == 1 else float(b))

    def __copy__(self):
        return self if type(self) is Fraction else self.__class__(self._numerator, self._denominator)

    def __deepcopy__(self, memo):
        return self.__copy__()

    def __reduce__(self):
        return self.__class__, (self._numerator, self._denominator)


def _made(top, bottom, cls=Fraction):
    made = object.__new__(cls)
    made._numerator, made._denominator = top, bottom
    return made


def _reduced(top, bottom, cls=Fraction):
    shared = _math.gcd(top, bottom)
    if bottom < 0:
        shared = -shared
    return _made(top // shared, bottom // shared, cls)


def _operation(exact, plain):
    """Forward and reflected method: exact for rationals, that of floats and complex numbers for those."""

    def forward(a, b):
        if isinstance(b, (int, Fraction)):
            return exact(a._numerator, a._denominator, b.numerator, b.denominator)
        if isinstance(b, float):
            return plain(float(a), b)
        if isinstance(b, complex):
            return plain(complex(a), b)
        return NotImplemented

    def reflected(b, a):
        if isinstance(a, _numbers.Rational):
            return exact(a.numerator, a.denominator, b._numerator, b._denominator)
        if isinstance(a, _numbers.Real):
            return plain(float(a), float(b))
        if isinstance(a, _numbers.Complex):
            return plain(complex(a), complex(b))
        return NotImplemented

    return forward, reflected


def _quotient(a, b, c, d):
    if not c:
        shared = _math.gcd(a, c)
        raise ZeroDivisionError("Fraction(%s, 0)" % (a // shared * d if shared else 0))
    return _reduced(a * d, b * c)


def _divided(a, b, c, d):
    whole, rest = divmod(a * d, b * c)
    return whole, _reduced(rest, b * d)


for _name, _exact, _plain in (
    ("add", lambda a, b, c, d: _reduced(a * d + c * b, b * d), _operator.add),
    ("sub", lambda a, b, c, d: _reduced(a * d - c * b, b * d), _operator.sub),
    ("mul", lambda a, b, c, d: _reduced(a * c, b * d), _operator.mul),
    ("truediv", _quotient, _operator.truediv),
    ("floordiv", lambda a, b, c, d: a * d // (b * c), _operator.floordiv),
    ("mod", lambda a, b, c, d: _reduced(a * d % (b * c), b * d), _operator.mod),
    ("divmod", _divided, divmod),
):
    for _prefix, _method in zip(("__", "__r"), _operation(_exact, _plain)):
        _method.__name__ = _prefix + _name + "__"
        _method.__qualname__ = "Fraction." + _method.__name__
        setattr(Fraction, _method.__name__, _method)
Fraction.__abstractmethods__ = frozenset()
`;
