"""A subclass of KeyboardInterrupt with a message."""


class Stop(KeyboardInterrupt):
    pass


raise Stop('a message')
