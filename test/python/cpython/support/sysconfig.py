"""How a release of CPython is built: without its own assertions."""


def get_config_vars(*names):
    values = {"PY_CFLAGS": "-DNDEBUG"}
    return [values.get(name) for name in names] if names else values


def get_config_var(name):
    return get_config_vars().get(name)
