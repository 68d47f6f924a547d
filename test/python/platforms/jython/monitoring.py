# Monitored objects are counted when they are cyclic trash, and their finalizers are waited for.
from __future__ import print_function
import gc


class Node(object):
    def __init__(self, log):
        self.log = log

    def __del__(self):
        self.log.append('finalized')


log = []


def ring(n, monitored):
    nodes = [Node(log) for _ in range(n)]
    for a, b in zip(nodes, nodes[1:] + nodes[:1]):
        a.next = b
    for node in nodes[:monitored]:
        gc.monitorObject(node)


print('monitoring', gc.isMonitoring())
ring(5, 5)
print('monitoring', gc.isMonitoring())
print('ring of 5:', gc.collect(), len(log))
kept = Node(log)
gc.monitorObject(kept)
print('a live one:', gc.isMonitored(kept), gc.is_tracked(kept), gc.collect())
del kept
print('not on a cycle:', gc.collect(), len(log))
print('none is left:', gc.isMonitoring(), gc.collect())
gc.monitorObject(log)
gc.stopMonitoring()
print('stopped:', gc.isMonitoring(), gc.collect())
gc.addJythonGCFlags(gc.MONITOR_GLOBAL)
print('global:', gc.isMonitoring(), gc.getMonitorGlobal(), gc.getJythonGCFlags() == gc.MONITOR_GLOBAL)
gc.removeJythonGCFlags(gc.MONITOR_GLOBAL)
print('global:', gc.isMonitoring(), gc.getMonitorGlobal())
