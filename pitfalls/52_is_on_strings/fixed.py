# 52_is_on_strings, fixed: the same task without what depends on the collector.
from __future__ import print_function

parts = ["exp", "onential"]
built = "".join(parts)
literal = "exponential"
print("built == literal:", built == literal)
print("empty:", "".join([]) == literal[11:])
missing = None
print("a sentinel:", missing is None)
