/** The library module inspect, in Python. */
export const inspectSource = `"""What objects are: kinds, members, sources, frames, states."""

import functools
import linecache
import sys
import types
from collections import namedtuple
try:
    from _inspect_signature import Parameter, Signature, signature
except ImportError:
    pass  # Python 2 has neither enumerations nor signatures

CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS = 1, 2, 4, 8
CO_NESTED, CO_GENERATOR, CO_NOFREE, CO_COROUTINE = 16, 32, 64, 128
CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR = 256, 512

_FrameType = types.FrameType
_TracebackType = types.TracebackType


class _Slots:
    __slots__ = ("member",)


_MemberType = type(_Slots.member)
_MethodDescriptorTypes = (type(list.append), type(object.__init__), classmethod, staticmethod)
_WrapperType = type(object().__init__)


# Kinds

def ismodule(object):
    return isinstance(object, types.ModuleType)


def isclass(object):
    return isinstance(object, type)


def ismethod(object):
    return isinstance(object, types.MethodType)


def isfunction(object):
    return isinstance(object, types.FunctionType)


def isbuiltin(object):
    return isinstance(object, types.BuiltinFunctionType)


def ismethodwrapper(object):
    return isinstance(object, _WrapperType) and not isfunction(object)


def isroutine(object):
    return isbuiltin(object) or isfunction(object) or ismethod(object) or ismethoddescriptor(object)


def ismethoddescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    cls = type(object)
    return hasattr(cls, "__get__") and not hasattr(cls, "__set__")


def isdatadescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    cls = type(object)
    return hasattr(cls, "__set__") or hasattr(cls, "__delete__")


def ismemberdescriptor(object):
    return isinstance(object, _MemberType)


def isgetsetdescriptor(object):
    return isinstance(object, type(type.__dict__["__dict__"]))


def isgenerator(object):
    return isinstance(object, types.GeneratorType)


def iscoroutine(object):
    return isinstance(object, types.CoroutineType)


def isasyncgen(object):
    return isinstance(object, types.AsyncGeneratorType)


def isawaitable(object):
    return (
        isinstance(object, types.CoroutineType)
        or isinstance(object, types.GeneratorType) and bool(object.gi_code.co_flags & CO_ITERABLE_COROUTINE)
        or hasattr(type(object), "__await__")
    )


def istraceback(object):
    return isinstance(object, _TracebackType)


def isframe(object):
    return isinstance(object, _FrameType)


def iscode(object):
    return isinstance(object, types.CodeType)


def isabstract(object):
    return isinstance(object, type) and bool(getattr(object, "__abstractmethods__", None))


def _has_flag(function, flag):
    while ismethod(function):
        function = function.__func__
    while isinstance(function, functools.partial):
        function = function.func
    return isfunction(function) and bool(function.__code__.co_flags & flag)


def isgeneratorfunction(object):
    return _has_flag(object, CO_GENERATOR)


def iscoroutinefunction(object):
    return _has_flag(object, CO_COROUTINE)


def isasyncgenfunction(object):
    return _has_flag(object, CO_ASYNC_GENERATOR)


# Members

def getmro(cls):
    return cls.__mro__


def getmembers(object, predicate=None):
    found = []
    for name in sorted(set(dir(object))):
        try:
            value = getattr(object, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            found.append((name, value))
    return found


def getattr_static(obj, attr, default=functools):
    """The attribute as it is stored: no descriptor is asked."""
    owners = obj.__mro__ if isinstance(obj, type) else type(obj).__mro__
    if not isinstance(obj, type) and attr in getattr(obj, "__dict__", ()):
        return obj.__dict__[attr]
    for cls in owners:
        if attr in cls.__dict__:
            return cls.__dict__[attr]
    if default is functools:
        raise AttributeError(attr)
    return default


def unwrap(func, *, stop=None):
    """The function that decorators have wrapped."""
    seen = {id(func)}
    while hasattr(func, "__wrapped__") and not (stop is not None and stop(func)):
        func = func.__wrapped__
        if id(func) in seen:
            raise ValueError("wrapper loop when unwrapping %r" % (func,))
        seen.add(id(func))
    return func


# Documentation

def cleandoc(doc):
    lines = doc.expandtabs().split("\\n")
    margins = [len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()]
    margin = min(margins, default=0)
    lines = [lines[0].lstrip()] + [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\\n".join(lines)


def getdoc(object):
    doc = getattr(object, "__doc__", None)
    if doc is None and ismethod(object) or isfunction(object) and doc is None:
        return None
    return cleandoc(doc) if isinstance(doc, str) else None


# Sources

def getmodule(object, _filename=None):
    if ismodule(object):
        return object
    name = getattr(object, "__module__", None)
    return sys.modules.get(name) if name is not None else None


def getfile(object):
    if ismodule(object):
        if getattr(object, "__file__", None):
            return object.__file__
        raise TypeError("%r is a built-in module" % (object,))
    if isclass(object):
        module = sys.modules.get(object.__module__)
        if getattr(module, "__file__", None):
            return module.__file__
        if object.__module__ == "__main__":
            raise OSError("source code not available")
        raise TypeError("%r is a built-in class" % (object,))
    code = _code_of(object)
    if code is None:
        raise TypeError(
            "module, class, method, function, traceback, frame, or code object was expected, got %s"
            % type(object).__name__
        )
    return code.co_filename


def _code_of(object):
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        return object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        return object.f_code
    return object if iscode(object) else None


def getsourcefile(object):
    filename = getfile(object)
    return filename if linecache.getlines(filename) else None


def getsourcelines(object):
    """The lines of the definition and the number of the first."""
    object = unwrap(object)
    lines = linecache.getlines(getfile(object))
    if not lines:
        raise OSError("could not get source code")
    if ismodule(object):
        return lines, 0
    if isclass(object):
        start = _class_line(object, lines)
    else:
        start = _code_of(object).co_firstlineno - 1
    return getblock(lines[start:]), start + 1


def _class_line(cls, lines):
    for index, line in enumerate(lines):
        words = line.strip().replace("(", " ").replace(":", " ").split()
        if words[:2] == ["class", cls.__name__]:
            return index
    raise OSError("could not find class definition")


def getblock(lines):
    """The lines up to the end of the indented block that the first begins."""
    margin = len(lines[0]) - len(lines[0].lstrip())
    count = 1
    last = 1
    for line in lines[1:]:
        count += 1
        if not line.strip():
            continue
        indent = len(line) - len(line.lstrip())
        if indent <= margin and not lines[0].lstrip().startswith("@") and not line.lstrip().startswith((")", "]", "}")):
            break
        last = count
    return lines[:last]


def getsource(object):
    return "".join(getsourcelines(object)[0])


# Frames

Traceback = namedtuple("Traceback", "filename lineno function code_context index")
FrameInfo = namedtuple("FrameInfo", ("frame",) + Traceback._fields)


def getframeinfo(frame, context=1):
    if istraceback(frame):
        lineno = frame.tb_lineno
        frame = frame.tb_frame
    else:
        lineno = frame.f_lineno
    filename = frame.f_code.co_filename
    lines = index = None
    if context > 0:
        start = lineno - 1 - context // 2
        all_lines = linecache.getlines(filename)
        if all_lines:
            start = max(0, min(start, len(all_lines) - context))
            lines = all_lines[start : start + context]
            index = lineno - 1 - start
    return Traceback(filename, lineno, frame.f_code.co_name, lines, index)


def getouterframes(frame, context=1):
    frames = []
    while frame:
        frames.append(FrameInfo(frame, *getframeinfo(frame, context)))
        frame = frame.f_back
    return frames


def getinnerframes(tb, context=1):
    frames = []
    while tb:
        frames.append(FrameInfo(tb.tb_frame, *getframeinfo(tb, context)))
        tb = tb.tb_next
    return frames


def currentframe():
    return sys._getframe(1)


def stack(context=1):
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    return getinnerframes(sys.exc_info()[2], context)


# States

GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = "GEN_CREATED", "GEN_RUNNING", "GEN_SUSPENDED", "GEN_CLOSED"
CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED = (
    "CORO_CREATED", "CORO_RUNNING", "CORO_SUSPENDED", "CORO_CLOSED",
)


def getgeneratorstate(generator):
    if generator.gi_running:
        return GEN_RUNNING
    if generator.gi_suspended:
        return GEN_SUSPENDED
    return GEN_CLOSED if generator.gi_frame is None else GEN_CREATED


def getgeneratorlocals(generator):
    if not isgenerator(generator):
        raise TypeError("%r is not a Python generator" % (generator,))
    frame = generator.gi_frame
    return frame.f_locals if frame is not None else {}


def getcoroutinestate(coroutine):
    if coroutine.cr_running:
        return CORO_RUNNING
    if coroutine.cr_suspended:
        return CORO_SUSPENDED
    return CORO_CLOSED if coroutine.cr_frame is None else CORO_CREATED


def getcoroutinelocals(coroutine):
    frame = getattr(coroutine, "cr_frame", None)
    return frame.f_locals if frame is not None else {}


ClosureVars = namedtuple("ClosureVars", "nonlocals globals builtins unbound")
FullArgSpec = namedtuple("FullArgSpec", "args varargs varkw defaults kwonlyargs kwonlydefaults annotations")


def getfullargspec(func):
    shape = signature(func)
    args, kwonly, kwdefaults, annotations = [], [], {}, {}
    varargs = varkw = None
    defaults = ()
    for name, parameter in shape.parameters.items():
        if parameter.kind in (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD):
            args.append(name)
            if parameter.default is not Parameter.empty:
                defaults += (parameter.default,)
        elif parameter.kind is Parameter.VAR_POSITIONAL:
            varargs = name
        elif parameter.kind is Parameter.KEYWORD_ONLY:
            kwonly.append(name)
            if parameter.default is not Parameter.empty:
                kwdefaults[name] = parameter.default
        else:
            varkw = name
        if parameter.annotation is not Parameter.empty:
            annotations[name] = parameter.annotation
    if shape.return_annotation is not Signature.empty:
        annotations["return"] = shape.return_annotation
    return FullArgSpec(args, varargs, varkw, defaults or None, kwonly, kwdefaults or None, annotations)
`;
