# 65_str_concat, fixed: the same task without what depends on the collector.
from __future__ import print_function


def build(n):
    parts = []
    piece = "x" * 50
    for i in range(n):
        parts.append(piece)
    return len("".join(parts))


print(build(4000))
