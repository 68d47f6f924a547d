# 34_finalizer_ambient_state, fixed: the same task without what depends on the collector.
from __future__ import print_function


class Span(object):
    def __init__(self, name, who):
        self.name = name
        self.who = who

    def close(self):
        BILL.append((self.who, self.name))


BILL = []
for req in ("req1", "req2", "req3"):
    s = Span("query for " + req, req)
    s.close()
for who, what in sorted(BILL, key=lambda t: t[1]):
    print(what, "-> billed to", who)
