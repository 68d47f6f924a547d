from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


import types

module = types.ModuleType("made")
module.t = T("in a made module")
module.other = T("other")
sys.modules["made"] = module
other = types.ModuleType("unregistered")
other.t = T("in an unregistered module")
print("main done")
