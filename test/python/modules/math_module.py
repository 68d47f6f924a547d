import math

print(math.pi, math.e, math.tau, math.inf, math.nan)
print(math.sqrt(2), math.sin(1), math.cos(1), math.tan(1), math.atan2(1, 2), math.exp(1), math.log(10), math.log(8, 2))
print(math.log2(8), math.log10(1000), math.log(10**400), math.pow(2, 0.5), math.hypot(3, 4), math.dist([0, 0], [3, 4]))
print(math.floor(2.7), math.ceil(2.1), math.trunc(-2.7), math.floor(-2.5), math.floor(3), math.ceil(True))
print(math.gcd(12, 18), math.lcm(4, 6), math.gcd(), math.factorial(20), math.comb(10, 3), math.perm(5), math.perm(5, 2), math.isqrt(10**20))
print(math.isnan(math.nan), math.isinf(math.inf), math.isfinite(1), math.isclose(0.1 + 0.2, 0.3))
print(math.fsum([0.1] * 10), math.prod([1, 2, 3], start=2), math.prod([]), math.frexp(8.5), math.modf(3.25), math.ldexp(0.5, 4))
print(math.copysign(1, -0.0), math.degrees(math.pi), math.radians(180), math.gamma(5), math.erf(0.5), math.fmod(7, 3), math.remainder(7, 4))
for bad in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.factorial(-1), lambda: math.sqrt("x"), lambda: math.floor(math.inf), lambda: math.exp(1000)):
    try:
        bad()
    except (ValueError, TypeError, OverflowError) as e:
        print(type(e).__name__, e)


class F:
    def __float__(self):
        return 2.25

    def __floor__(self):
        return "floored"


print(math.sqrt(F()), math.floor(F()))
