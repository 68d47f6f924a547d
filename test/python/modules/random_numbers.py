import random

random.seed(42)
print(random.random(), random.randint(1, 100), random.randrange(10), random.randrange(0, 100, 7), random.choice("abcdef"))
x = list(range(10))
random.shuffle(x)
print(x, random.sample(range(100), 5), random.sample(range(1000), 30)[:3], random.uniform(1, 2), random.getrandbits(70))
print(random.gauss(0, 1), random.gauss(0, 1), random.normalvariate(5, 2), random.expovariate(2), random.choices("ab", [1, 3], k=5), random.choices("abc", k=3))
print(random.betavariate(2, 3), random.gammavariate(0.5, 1), random.triangular(0, 10, 3), random.lognormvariate(0, 1), random.paretovariate(2), random.weibullvariate(1, 2))
r = random.Random("text")
print(r.random(), random.Random(b"x").random(), random.Random(1.5).random(), random.Random(-3).random(), random.Random(2**100).random())
state = r.getstate()
a = r.random()
r.setstate(state)
print(r.random() == a, r.randbytes(3), random.sample(["x", "y"], counts=[2, 1], k=3))
for bad in (lambda: random.choice([]), lambda: random.randrange(0), lambda: random.sample([1], 2)):
    try:
        bad()
    except (IndexError, ValueError) as e:
        print(type(e).__name__, e)
