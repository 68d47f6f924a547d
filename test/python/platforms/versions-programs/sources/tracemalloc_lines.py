from __future__ import print_function
try:
    import tracemalloc
except ImportError:
    tracemalloc = None


def make(n):
    return [str(k) * 20 for k in range(n)]


if tracemalloc is None:
    print("no tracemalloc")
else:
    print(tracemalloc.is_tracing(), tracemalloc.get_traced_memory())
    tracemalloc.start(2)
    kept = make(1000)
    first = tracemalloc.take_snapshot()
    more = make(2000)
    second = tracemalloc.take_snapshot()
    own = [tracemalloc.Filter(True, "*tracemalloc_lines.py")]
    top = first.filter_traces(own).statistics("lineno")[0]
    print(top.traceback[0].lineno, 900 < top.count < 1100, 60000 < top.size < 130000)
    top = second.compare_to(first, "lineno")[0]
    print(top.traceback[0].lineno, 1900 < top.count_diff < 2100, top.size > top.size_diff > 0)
    print([frame.lineno for frame in tracemalloc.get_object_traceback(kept[0])][-1:])
    print(tracemalloc.get_traceback_limit(), len(second.filter_traces(own).statistics("filename")))
    before = tracemalloc.get_traced_memory()[0]
    del kept, more
    current, peak = tracemalloc.get_traced_memory()
    print(before - current > 100000, peak > current)
    try:
        first.statistics("nonsense")
    except ValueError as e:
        print(e)
    tracemalloc.stop()
    print(tracemalloc.is_tracing(), tracemalloc.get_traced_memory())
    try:
        tracemalloc.take_snapshot()
    except RuntimeError as e:
        print(e)
