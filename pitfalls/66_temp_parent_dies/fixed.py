# 66_temp_parent_dies, fixed: the same task without what depends on the collector.
from __future__ import print_function


class Button(object):
    def __init__(self):
        self.destroyed = False

    def click(self):
        return "destroyed widget!" if self.destroyed else "clicked"


class Window(object):
    def __init__(self):
        self.button = Button()

    def close(self):
        self.button.destroyed = True


w = Window()
print("owner kept:", w.button.click())
w.close()
