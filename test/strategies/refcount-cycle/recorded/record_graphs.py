"""Records in which order CPython destroys, finalizes and collects random object graphs.

A graph is a list of nodes, [kind, edges], created in order; `drops` is the order in which the outside lets go of
them; nodes in `resurrect` store themselves away in __del__; nodes in `weak` have a weak reference with a callback,
held from outside. The log has, in order: k for __del__ of node k, -1 - k for the callback of node k's weak reference,
and after `log` come the results of gc.collect().

Run: python3.11 record_graphs.py > graphs.json
"""
import gc
import json
import platform
import random
import sys
import weakref

SLOTS = 4


class Plain:
    pass


class Final:
    def __del__(self):
        log.append(self.number)
        if self.number in resurrect:
            saved.append(self)


log = []
saved = []
resurrect = set()


def make_node(kind, number, edges, nodes):
    if kind == "tuple":
        return tuple([nodes[k] for k in edges])
    if kind == "list":
        return []
    if kind == "dict":
        return {}
    node = Final() if kind == "final" else Plain()
    node.number = number
    return node


def link(kind, node, edges, nodes):
    if kind == "list":
        for k in edges:
            node.append(nodes[k])
    elif kind == "dict":
        for j, k in enumerate(edges):
            node[j] = nodes[k]
    elif kind != "tuple":
        for j, k in enumerate(edges):
            setattr(node, "a%d" % j, nodes[k])


def run(graph):
    global resurrect
    log.clear()
    resurrect = set(graph["resurrect"])
    nodes = []
    for number, (kind, edges) in enumerate(graph["nodes"]):
        nodes.append(make_node(kind, number, edges, nodes))
    refs = []
    for k in graph["weak"]:
        refs.append(weakref.ref(nodes[k], lambda _, k=k: log.append(-1 - k)))
    for node, (kind, edges) in zip(nodes, graph["nodes"]):
        link(kind, node, edges, nodes)
    node = None
    collected = []
    for k in graph["drops"]:
        nodes[k] = None
    collected.append(gc.collect())
    while saved:
        saved.pop()
    collected.append(gc.collect())
    result = {**graph, "log": log[:], "collected": collected}
    refs.clear()
    while saved:
        saved.pop()
        gc.collect()
    return result


def random_graph(rng, size, cyclic):
    kinds = ["plain", "final", "final", "list", "tuple", "dict"]
    nodes = []
    for number in range(size):
        kind = rng.choice(kinds)
        limit = SLOTS if kind in ("plain", "final") else 6
        # tuples can only hold what exists already
        reach = number if kind == "tuple" or not cyclic else size
        count = rng.randrange(limit + 1) if reach else 0
        nodes.append([kind, [rng.randrange(reach) for _ in range(count)]])
    instances = [k for k, (kind, _) in enumerate(nodes) if kind in ("plain", "final")]
    finals = [k for k, (kind, _) in enumerate(nodes) if kind == "final"]
    drops = list(range(size))
    rng.shuffle(drops)
    return {
        "nodes": nodes,
        "weak": [k for k in instances if rng.random() < 0.3],
        "resurrect": [k for k in finals if rng.random() < 0.1],
        "drops": drops,
    }


def chain(kinds, length):
    """Node k refers to node k + 1, and every list also to a finalizable leaf."""
    nodes = []
    for number in range(length):
        kind = kinds[number % len(kinds)]
        nodes.append([kind, [number + 1] if number + 1 < length else []])
    for number in range(length):
        if nodes[number][0] in ("list", "dict"):
            nodes.append(["final", []])
            nodes[number][1].append(len(nodes) - 1)
    drops = list(range(len(nodes)))[::-1]
    return {"nodes": nodes, "weak": [], "resurrect": [], "drops": drops}


def main():
    gc.disable()
    rng = random.Random(311)
    graphs = [random_graph(rng, rng.randrange(2, 25), rng.random() < 0.7) for _ in range(250)]
    for kinds in (["final"], ["list"], ["list", "final"], ["dict", "final", "list"]):
        for length in (20, 49, 50, 51, 52, 53, 99, 100, 101, 160, 230):
            graphs.append(chain(kinds, length))
    # The first use of each attribute name fixes the order of the class's shared keys.
    for cls in (Plain, Final):
        probe = cls()
        probe.number = -1
        for j in range(SLOTS):
            setattr(probe, "a%d" % j, None)
        del probe
    gc.collect()
    recorded = [run(graph) for graph in graphs]
    name = f"{platform.python_implementation()} {platform.python_version()}"
    json.dump({"recorded": name, "graphs": recorded}, sys.stdout, separators=(",", ":"))


main()
