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

def _whether_of(name, kind):
    def predicate(object):
        return isinstance(object, kind)

    predicate.__name__ = predicate.__qualname__ = name
    return predicate


isclass, ismodule = _whether_of("isclass", type), _whether_of("ismodule", types.ModuleType)
isfunction, ismethod = _whether_of("isfunction", types.FunctionType), _whether_of("ismethod", types.MethodType)
isbuiltin, iscode = _whether_of("isbuiltin", types.BuiltinFunctionType), _whether_of("iscode", types.CodeType)
isgenerator = _whether_of("isgenerator", types.GeneratorType)
iscoroutine = _whether_of("iscoroutine", types.CoroutineType)
isasyncgen = _whether_of("isasyncgen", types.AsyncGeneratorType)


def ismethodwrapper(object):
    return isinstance(object, _WrapperType) and not isfunction(object)


def isroutine(object):
    return isbuiltin(object) or isfunction(object) or ismethod(object) or ismethoddescriptor(object)


def _is_plain(object):
    """Classes and functions have tests of their own."""
    return isinstance(object, (type, types.FunctionType, types.MethodType))


def ismethoddescriptor(object):
    cls = type(object)
    return not _is_plain(object) and hasattr(cls, "__get__") and not hasattr(cls, "__set__")


def isdatadescriptor(object):
    cls = type(object)
    return not _is_plain(object) and (hasattr(cls, "__set__") or hasattr(cls, "__delete__"))


def ismemberdescriptor(object):
    return isinstance(object, _MemberType)


def isgetsetdescriptor(object):
    return isinstance(object, type(type.__dict__["__dict__"]))


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
    first, *others = doc.expandtabs().split("\\n")
    margins = [len(line) - len(line.lstrip()) for line in others if line.strip()]
    margin = min(margins, default=0)
    lines = [first.lstrip(), *[line[margin:] for line in others]]
    filled = [place for place, line in enumerate(lines) if line]
    # From the first line that is not empty to the last.
    return "\\n".join(lines[filled[0] : filled[-1] + 1]) if filled else ""


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
        path = getattr(object, "__file__", None)
        if path:
            return path
        raise TypeError("%r is a built-in module" % (object,))
    if isclass(object):
        home = object.__module__
        path = getattr(sys.modules.get(home), "__file__", None)
        if path:
            return path
        if home == "__main__":
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
    if lines and ismodule(object):
        return lines, 0
    if not lines:
        raise OSError("could not get source code")
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
    of_traceback = istraceback(frame)
    lineno = frame.tb_lineno if of_traceback else frame.f_lineno
    frame = frame.tb_frame if of_traceback else frame
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
    caller = sys._getframe(1)
    return getouterframes(caller, context)


def trace(context=1):
    _, _, tb = sys.exc_info()
    return getinnerframes(tb, context)


# States

GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = "GEN_CREATED", "GEN_RUNNING", "GEN_SUSPENDED", "GEN_CLOSED"
CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED = (
    "CORO_CREATED", "CORO_RUNNING", "CORO_SUSPENDED", "CORO_CLOSED",
)


def getgeneratorstate(generator):
    if generator.gi_running or generator.gi_suspended:
        return GEN_RUNNING if generator.gi_running else GEN_SUSPENDED
    return GEN_CLOSED if generator.gi_frame is None else GEN_CREATED


def getgeneratorlocals(generator):
    if not isgenerator(generator):
        raise TypeError("%r is not a Python generator" % (generator,))
    frame = generator.gi_frame
    return frame.f_locals if frame is not None else {}


def getcoroutinestate(coroutine):
    if coroutine.cr_running or coroutine.cr_suspended:
        return CORO_RUNNING if coroutine.cr_running else CORO_SUSPENDED
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
