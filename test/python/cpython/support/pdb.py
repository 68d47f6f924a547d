"""There is no debugger here; doctest derives a class from this one and replaces set_trace."""


class Pdb:
    def __init__(self, *args, **kwargs):
        """Nothing to prepare."""

    def reset(self):
        """Nothing to forget."""


def set_trace(*, header=None):
    raise NotImplementedError("midden has no debugger")
