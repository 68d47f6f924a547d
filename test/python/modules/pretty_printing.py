import numbers
from pprint import pformat, pprint

pprint([1, 2, 3])
pprint({"b": 1, "a": [1, 2]})
pprint(list(range(40)))
pprint({"key%d" % i: list(range(i * 3)) for i in range(8)})
pprint([["nested" * 3] * 4, ("x",), {"k": {"inner" * 4: ["v" * 30, "w" * 30]}}])
print(pformat(list(range(60)), compact=True))
print(pformat([[1, [2, [3]]]], depth=2))
pprint({"z": 1, "a": 2}, sort_dicts=False)
print(isinstance(3, numbers.Number), isinstance(3.0, numbers.Integral), isinstance(3.0, numbers.Real))
