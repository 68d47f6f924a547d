import unittest


def assert_python_ok(*args, **env_vars):
    raise unittest.SkipTest("requires another process")


assert_python_failure = assert_python_ok


def make_script(script_dir, script_basename, source, omit_suffix=False):
    raise unittest.SkipTest("requires another process")
