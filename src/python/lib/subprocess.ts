/** The library module subprocess, in Python. */
export const subprocessSource = `"""Child processes: Python programs on this platform, in this world. One runs when somebody waits for it, to its end."""

import _processes
import os
import sys
import time

__all__ = [
    "Popen", "PIPE", "STDOUT", "DEVNULL", "call", "check_call", "check_output", "run", "getoutput", "getstatusoutput",
    "CalledProcessError", "CompletedProcess", "SubprocessError", "TimeoutExpired", "list2cmdline",
]

PIPE, STDOUT, DEVNULL = -1, -2, -3


class SubprocessError(Exception):
    pass


def _set_output(self, value):
    self.output = value


_alias_of_output = property(lambda self: self.output, _set_output)


class CalledProcessError(SubprocessError):
    """A child ended with another code than 0."""

    stdout = _alias_of_output

    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.cmd, self.returncode = cmd, returncode
        self.output, self.stderr = output, stderr

    def __str__(self):
        if self.returncode and self.returncode < 0:
            names = {2: "SIGINT", 9: "SIGKILL", 15: "SIGTERM"}
            if -self.returncode in names:
                return "Command '%s' died with <Signals.%s: %d>." % (
                    self.cmd, names[-self.returncode], -self.returncode
                )
            return "Command '%s' died with unknown signal %d." % (self.cmd, -self.returncode)
        return "Command '%s' returned non-zero exit status %d." % (self.cmd, self.returncode)


class TimeoutExpired(SubprocessError):
    """A child took longer than it was given."""

    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd, self.timeout = cmd, timeout
        self.output, self.stderr = output, stderr

    def __str__(self):
        return "Command '%s' timed out after %s seconds" % (self.cmd, self.timeout)

    @property
    def stdout(self):
        return self.output


def list2cmdline(seq):
    return " ".join('"%s"' % part if " " in part or not part else part for part in map(os.fsdecode, seq))


class Popen:
    """A program that this one has started."""

    _child_created = False

    def __init__(
        self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None, close_fds=True,
        shell=False, cwd=None, env=None, universal_newlines=None, startupinfo=None, creationflags=0, restore_signals=True,
        start_new_session=False, pass_fds=(), *, user=None, group=None, extra_groups=None, encoding=None, errors=None,
        text=None, umask=-1, pipesize=-1, process_group=None
    ):
        if not isinstance(bufsize, int):
            raise TypeError("bufsize must be an integer")
        if text is not None and universal_newlines is not None and bool(universal_newlines) != bool(text):
            raise SubprocessError(
                "Cannot disambiguate when both text and universal_newlines are supplied but different. Pass one or the other."
            )
        self.args = args
        self.stdin = self.stdout = self.stderr = self.pid = self.returncode = None
        self.encoding, self.errors = encoding, errors
        self.universal_newlines = self.text_mode = encoding or errors or text or universal_newlines
        command = [args] if isinstance(args, (str, bytes)) or hasattr(type(args), "__fspath__") else list(args)
        command = [os.fsdecode(part) for part in command]
        program = command[0] if executable is None else os.fsdecode(executable)
        self._check_program(program, shell, cwd)
        parent, child, opened = self._streams(stdin, stdout, stderr)
        try:
            environment = None if env is None else [(os.fsdecode(key), os.fsdecode(env[key])) for key in env]
            self.pid = _processes.start(command[1:], child, None if cwd is None else os.fsdecode(cwd), environment)
            self._child_created = True
        except BaseException:
            for fd in parent:
                if fd is not None:
                    os.close(fd)
            raise
        finally:
            for fd in opened:
                os.close(fd)
        self.stdin, self.stdout, self.stderr = [
            None if fd is None else self._file(fd, mode, bufsize) for fd, mode in zip(parent, ("wb", "rb", "rb"))
        ]

    def _check_program(self, program, shell, cwd):
        if shell:
            raise NotImplementedError("subprocess: midden has no shell; give a list that begins with sys.executable")
        if cwd is not None and not os.path.isdir(cwd):
            kind = (20, "Not a directory") if os.path.exists(cwd) else (2, "No such file or directory")
            raise OSError(kind[0], kind[1], cwd)
        if program == sys.executable:
            return
        found = program if os.path.dirname(program) else None
        if found is None:
            for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
                if os.path.exists(os.path.join(folder, program)):
                    found = os.path.join(folder, program)
                    break
        if found is None or not os.path.exists(found):
            raise FileNotFoundError(2, "No such file or directory", program)
        if os.path.realpath(found) == os.path.realpath(sys.executable):
            return
        if os.path.isdir(found) or not os.access(found, os.X_OK):
            raise PermissionError(13, "Permission denied", program)
        raise OSError(8, "Exec format error", program)

    def _streams(self, stdin, stdout, stderr):
        """(descriptors for us, for the child, those to close once the child has them)"""
        parent, child, opened = [None] * 3, [None] * 3, []
        for position, given in enumerate((stdin, stdout, stderr)):
            if given is None:
                continue
            if given == PIPE:
                if position == 0:
                    child[0], parent[0] = _processes.pipe(True)
                else:
                    parent[position], child[position] = _processes.pipe(True)
                opened.append(child[position])
            elif given == DEVNULL:
                child[position] = os.open(os.devnull, os.O_RDWR)
                opened.append(child[position])
            elif given == STDOUT and position == 2:
                child[2] = 1 if child[1] is None else child[1]
            else:
                child[position] = given if isinstance(given, int) else given.fileno()
        return parent, child, opened

    def _file(self, fd, mode, bufsize):
        if sys.version_info[0] == 2:
            return os.fdopen(fd, mode)
        file = open(fd, mode, bufsize if bufsize != 1 or not self.text_mode else -1)
        if not self.text_mode:
            return file
        import io

        return io.TextIOWrapper(
            file, encoding=self.encoding, errors=self.errors, write_through=mode == "wb" and bufsize == 1,
            line_buffering=mode == "wb" and bufsize == 1
        )

    def __repr__(self):
        text = "<%s: returncode: %s args: %r>" % (self.__class__.__name__, self.returncode, self.args)
        return text if len(text) <= 80 else text[:76] + "...>"

    def __enter__(self):
        return self

    def __exit__(self, exc_type, value, traceback):
        for output in (self.stdout, self.stderr):
            if output:
                output.close()
        try:
            if self.stdin:
                self.stdin.close()
        finally:
            self.wait()

    def __del__(self, _warn=None):
        if not self._child_created:
            return
        if self.returncode is None:
            import warnings

            warnings.warn("subprocess %s is still running" % self.pid, ResourceWarning, source=self)

    def poll(self):
        if self.returncode is None and self._child_created:
            self.returncode = _processes.poll(self.pid)
        return self.returncode

    def wait(self, timeout=None):
        if self.returncode is None:
            began = time.monotonic()
            self.poll()
            if timeout is not None and time.monotonic() - began > timeout:
                raise TimeoutExpired(self.args, timeout)
        return self.returncode

    def communicate(self, input=None, timeout=None):
        if self.stdin is not None:
            try:
                if input:
                    self.stdin.write(input)
            except BrokenPipeError:
                pass
            self.stdin.close()
        began = time.monotonic()
        self.poll()
        out = None if self.stdout is None else self.stdout.read()
        err = None if self.stderr is None else self.stderr.read()
        for stream in (self.stdout, self.stderr):
            if stream is not None:
                stream.close()
        if timeout is not None and time.monotonic() - began > timeout:
            raise TimeoutExpired(self.args, timeout, out, err)
        return out, err

    def send_signal(self, sig):
        if self.returncode is None:
            _processes.kill(self.pid, int(sig))
            self.poll()

    def terminate(self):
        self.send_signal(15)

    def kill(self):
        self.send_signal(9)


class CompletedProcess:
    """A child that has ended, as run() gives it."""

    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args, self.returncode = args, returncode
        self.stdout, self.stderr = stdout, stderr

    def __repr__(self):
        parts = ["args={!r}".format(self.args), "returncode={!r}".format(self.returncode)]
        if self.stdout is not None:
            parts.append("stdout={!r}".format(self.stdout))
        if self.stderr is not None:
            parts.append("stderr={!r}".format(self.stderr))
        return "{}({})".format(type(self).__name__, ", ".join(parts))

    def check_returncode(self):
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)


def run(*popenargs, input=None, capture_output=False, timeout=None, check=False, **kwargs):
    if input is not None:
        given, kwargs["stdin"] = kwargs.get("stdin"), PIPE
        if given is not None:
            raise ValueError("stdin and input arguments may not both be used.")
    if capture_output:
        if kwargs.get("stdout") is not None or kwargs.get("stderr") is not None:
            raise ValueError("stdout and stderr arguments may not be used with capture_output.")
        kwargs["stdout"] = PIPE
        kwargs["stderr"] = PIPE
    with Popen(*popenargs, **kwargs) as child:
        stdout, stderr = child.communicate(input, timeout=timeout)
        code = child.poll()
        if check and code:
            raise CalledProcessError(code, child.args, output=stdout, stderr=stderr)
    return CompletedProcess(child.args, code, stdout, stderr)


def call(*popenargs, timeout=None, **kwargs):
    with Popen(*popenargs, **kwargs) as child:
        return child.wait(timeout=timeout)


def check_call(*popenargs, **kwargs):
    code = call(*popenargs, **kwargs)
    if code:
        cmd = kwargs.get("args")
        raise CalledProcessError(code, popenargs[0] if cmd is None else cmd)
    return 0


def check_output(*popenargs, timeout=None, **kwargs):
    if "stdout" in kwargs:
        raise ValueError("stdout argument not allowed, it will be overridden.")
    if "input" in kwargs and kwargs["input"] is None:
        kwargs["input"] = "" if kwargs.get("text") or kwargs.get("encoding") else b""
    return run(*popenargs, stdout=PIPE, timeout=timeout, check=True, **kwargs).stdout


def getstatusoutput(cmd, *, encoding=None, errors=None):
    raise NotImplementedError("subprocess: midden has no shell; give a list that begins with sys.executable")


def getoutput(cmd, *, encoding=None, errors=None):
    status, output = getstatusoutput(cmd)
    return output
`;
