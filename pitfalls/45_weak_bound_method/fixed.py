# 45_weak_bound_method, fixed: the same task without what depends on the collector.
from __future__ import print_function
import weakref


class Button(object):
    def click(self):
        return "clicked"


b = Button()
owner = weakref.ref(b)
name = "click"
print("right away:", getattr(owner(), name)())
