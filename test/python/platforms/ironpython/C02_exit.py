# At exit nothing is finalized: neither garbage nor what a global holds. atexit handlers run.
import atexit


class Resource:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('finalized', self.name)


kept = Resource('module global')
Resource('garbage')
atexit.register(print, 'atexit handler')
print('main done')
