"""Runs programs in processes of their own."""

import os
import subprocess
import sys


class _Result:
    def __init__(self, rc, out, err):
        self.rc, self.out, self.err = rc, out, err

    def __iter__(self):
        return iter((self.rc, self.out, self.err))


def _run(args, expected_success):
    child = subprocess.Popen(
        [sys.executable, "-X", "faulthandler", *args],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )
    out, err = child.communicate()
    if (child.returncode == 0) != expected_success:
        raise AssertionError("Process return code is %d\n%s" % (child.returncode, err.decode(errors="replace")))
    return _Result(child.returncode, out, err)


def assert_python_ok(*args, **env_vars):
    return _run(args, True)


def assert_python_failure(*args, **env_vars):
    return _run(args, False)


def make_script(script_dir, script_basename, source, omit_suffix=False):
    name = os.path.join(script_dir, script_basename + ("" if omit_suffix else os.extsep + "py"))
    with open(name, "w", encoding="utf-8") as script:
        script.write(source)
    return name
