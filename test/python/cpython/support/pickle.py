"""Midden does not pickle; what cannot be pickled is refused here as there."""

HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 4


class PickleError(Exception):
    pass


class PicklingError(PickleError):
    pass


class UnpicklingError(PickleError):
    pass


def dumps(obj, protocol=None):
    obj.__reduce_ex__(DEFAULT_PROTOCOL if protocol is None else protocol)
    raise NotImplementedError("midden does not pickle")
