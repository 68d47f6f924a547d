"""Records when CPython's automatic collections run, and what they find.

A trace is a list of operations: ["ring", size, keep]: make a ring of finalizable objects and keep it in slot `keep`
(-1: let go of it); ["drop", keep]: empty a slot; ["collect", generation]. The log has a pair for each __del__: the number of
objects made so far, and the object's number.

Only instances are made: lists and tuples have free lists, and then are not counted.

Run: python3.11 record_triggers.py > triggers.json
"""
import gc
import json
import platform
import random
import sys

log = []
made = 0


class Final:
    def __del__(self):
        log.append(made)
        log.append(self.number)


def run(operations, slots):
    global made
    iterator = iter(operations)
    next(iterator)
    gc.enable()
    gc.collect(2)
    for operation in iterator:
        if operation[0] == "ring":
            first = None
            for _ in range(operation[1]):
                node = Final()
                node.number = made
                made += 1
                if first is None:
                    first = node
                else:
                    previous.next = node
                previous = node
            node.next = first
            if operation[2] >= 0:
                slots[operation[2]] = first
            first = node = previous = None
        elif operation[0] == "drop":
            slots[operation[1]] = None
        else:
            gc.collect(operation[1])


def random_trace(rng, length, slots):
    # a collection first, so that all counts begin at 0
    operations = [["collect", 2]]
    for _ in range(length):
        roll = rng.random()
        if roll < 0.75:
            operations.append(["ring", rng.randrange(1, 9), rng.randrange(slots) if rng.random() < 0.7 else -1])
        elif roll < 0.98:
            operations.append(["drop", rng.randrange(slots)])
        else:
            operations.append(["collect", rng.randrange(3)])
    return operations


def record(thresholds, operations, slots):
    global made
    made = 0
    log.clear()
    held = [None] * slots
    # What the interpreter itself has is out of the way, and nothing is long-lived yet.
    gc.collect()
    gc.freeze()
    gc.collect()
    before = gc.get_stats()
    gc.set_threshold(*thresholds)
    run(operations, held)
    gc.disable()
    after = gc.get_stats()
    result = {
        "thresholds": thresholds,
        "slots": slots,
        "operations": operations,
        "log": log[:],
        "collections": [b["collections"] - a["collections"] for a, b in zip(before, after)],
        "collected": [b["collected"] - a["collected"] for a, b in zip(before, after)],
    }
    del held
    gc.collect()
    gc.unfreeze()
    return result


def main():
    gc.disable()
    rng = random.Random(700)
    probe = Final()
    probe.number = 0
    probe.next = None
    del probe
    traces = []
    for thresholds, length, slots in (
        ([7, 2, 2], 400, 5),
        ([7, 2, 2], 400, 60),
        ([20, 3, 2], 600, 40),
        ([30, 2, 1], 900, 300),
        ([50, 10, 10], 500, 100),
        ([3, 1, 1], 300, 200),
        ([0, 2, 2], 100, 10),
        ([10, 0, 0], 200, 20),
    ):
        traces.append(record(thresholds, random_trace(rng, length, slots), slots))
    name = f"{platform.python_implementation()} {platform.python_version()}"
    json.dump({"recorded": name, "traces": traces}, sys.stdout, separators=(",", ":"))


main()
