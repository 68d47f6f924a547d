"""Fails."""


def fail():
    return {}["x"]


fail()
