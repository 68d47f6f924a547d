/** The library module inspect, in Python. */
export const inspectSource = `"""What objects are: kinds, members, sources, frames, states."""

import functools
import linecache
import sys
import types
from collections import namedtuple
from _inspect_signature import Parameter, Signature, signature

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

/** _inspect_signature: the signatures of inspect. */
export const inspectSignatureSource = `"""Signatures of callables."""

import enum
import functools
import types


class _empty:
    """No default, no annotation."""


class _ParameterKind(enum.IntEnum):
    POSITIONAL_ONLY = 0
    POSITIONAL_OR_KEYWORD = 1
    VAR_POSITIONAL = 2
    KEYWORD_ONLY = 3
    VAR_KEYWORD = 4

    def __str__(self):
        return self.name


class Parameter:
    """One parameter of a function."""

    __slots__ = ("name", "kind", "default", "annotation")

    POSITIONAL_ONLY = _ParameterKind.POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _ParameterKind.POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _ParameterKind.VAR_POSITIONAL
    KEYWORD_ONLY = _ParameterKind.KEYWORD_ONLY
    VAR_KEYWORD = _ParameterKind.VAR_KEYWORD
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        self.name = name
        self.kind = kind
        self.default = default
        self.annotation = annotation

    def replace(self, **changes):
        values = {"name": self.name, "kind": self.kind, "default": self.default, "annotation": self.annotation}
        values.update(changes)
        return Parameter(values.pop("name"), values.pop("kind"), **values)

    def __str__(self):
        text = self.name
        if self.annotation is not _empty:
            text += ": %s" % formatannotation(self.annotation)
        if self.default is not _empty:
            text += (" = %r" if self.annotation is not _empty else "=%r") % (self.default,)
        return {self.VAR_POSITIONAL: "*", self.VAR_KEYWORD: "**"}.get(self.kind, "") + text

    def __repr__(self):
        return '<Parameter "%s">' % self

    def __eq__(self, other):
        if not isinstance(other, Parameter):
            return NotImplemented
        return (self.name, self.kind, self.default, self.annotation) == (
            other.name, other.kind, other.default, other.annotation,
        )

    def __hash__(self):
        return hash((self.name, self.kind, self.default, self.annotation))


def formatannotation(annotation):
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", "__builtin__"):
            return annotation.__qualname__
        return "%s.%s" % (annotation.__module__, annotation.__qualname__)
    return repr(annotation)


class BoundArguments:
    """Arguments by the names of their parameters."""

    def __init__(self, signature, arguments):
        self.signature = signature
        self.arguments = arguments

    @property
    def args(self):
        found = []
        for name, parameter in self.signature.parameters.items():
            if parameter.kind > Parameter.VAR_POSITIONAL or name not in self.arguments:
                break
            value = self.arguments[name]
            if parameter.kind is Parameter.VAR_POSITIONAL:
                found.extend(value)
            else:
                found.append(value)
        return tuple(found)

    @property
    def kwargs(self):
        positional = len(self.args)
        found = {}
        for index, (name, parameter) in enumerate(self.signature.parameters.items()):
            if name not in self.arguments or parameter.kind < Parameter.KEYWORD_ONLY and index < positional:
                continue
            if parameter.kind is Parameter.VAR_KEYWORD:
                found.update(self.arguments[name])
            elif parameter.kind is not Parameter.VAR_POSITIONAL:
                found[name] = self.arguments[name]
        return found

    def apply_defaults(self):
        arguments = {}
        for name, parameter in self.signature.parameters.items():
            if name in self.arguments:
                arguments[name] = self.arguments[name]
            elif parameter.default is not _empty:
                arguments[name] = parameter.default
            elif parameter.kind is Parameter.VAR_POSITIONAL:
                arguments[name] = ()
            elif parameter.kind is Parameter.VAR_KEYWORD:
                arguments[name] = {}
        self.arguments = arguments

    def __repr__(self):
        return "<BoundArguments (%s)>" % ", ".join("%s=%r" % item for item in self.arguments.items())


class Signature:
    """The parameters of a callable and what it returns."""

    __slots__ = ("_parameters", "_return_annotation")

    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        self._parameters = types.MappingProxyType({parameter.name: parameter for parameter in parameters or ()})
        self._return_annotation = return_annotation

    @property
    def parameters(self):
        return self._parameters

    @property
    def return_annotation(self):
        return self._return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True):
        return signature(obj, follow_wrapped=follow_wrapped)

    def replace(self, *, parameters=None, return_annotation=functools):
        if parameters is None:
            parameters = self.parameters.values()
        if return_annotation is functools:
            return_annotation = self.return_annotation
        return Signature(parameters, return_annotation=return_annotation)

    def bind(self, /, *args, **kwargs):
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        return self._bind(args, kwargs, True)

    def _bind(self, args, kwargs, partial):
        arguments = {}
        left = list(args)
        for name, parameter in self.parameters.items():
            kind = parameter.kind
            if kind is Parameter.VAR_POSITIONAL:
                if left:
                    arguments[name] = tuple(left)
                    left = []
            elif kind is Parameter.VAR_KEYWORD:
                if kwargs:
                    arguments[name] = kwargs
                    kwargs = {}
            elif left and kind is not Parameter.KEYWORD_ONLY:
                if name in kwargs and kind is not Parameter.POSITIONAL_ONLY:
                    raise TypeError("multiple values for argument %r" % name)
                arguments[name] = left.pop(0)
            elif name in kwargs and kind is not Parameter.POSITIONAL_ONLY:
                arguments[name] = kwargs.pop(name)
            elif parameter.default is _empty and not partial:
                raise TypeError("missing a required argument: %r" % name)
        if left:
            raise TypeError("too many positional arguments")
        if kwargs:
            raise TypeError("got an unexpected keyword argument %r" % next(iter(kwargs)))
        return BoundArguments(self, arguments)

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        return list(self.parameters.items()) == list(other.parameters.items()) and (
            self.return_annotation == other.return_annotation
        )

    def __hash__(self):
        return hash((tuple(self.parameters.values()), self.return_annotation))

    def __str__(self):
        shown = []
        last = None
        for parameter in self.parameters.values():
            if last is Parameter.POSITIONAL_ONLY and parameter.kind is not last:
                shown.append("/")
            if parameter.kind is Parameter.KEYWORD_ONLY and last not in (Parameter.KEYWORD_ONLY, Parameter.VAR_POSITIONAL):
                shown.append("*")
            shown.append(str(parameter))
            last = parameter.kind
        if last is Parameter.POSITIONAL_ONLY:
            shown.append("/")
        text = "(%s)" % ", ".join(shown)
        if self.return_annotation is not _empty:
            text += " -> %s" % formatannotation(self.return_annotation)
        return text

    def __repr__(self):
        return "<Signature %s>" % self


def _of_function(function):
    code = function.__code__
    positional = code.co_argcount
    names = code.co_varnames
    defaults = function.__defaults__ or ()
    annotations = function.__annotations__
    kw_defaults = function.__kwdefaults__ or {}
    parameters = []

    def add(name, kind, default=_empty):
        parameters.append(Parameter(name, kind, default=default, annotation=annotations.get(name, _empty)))

    for index, name in enumerate(names[:positional]):
        kind = Parameter.POSITIONAL_ONLY if index < code.co_posonlyargcount else Parameter.POSITIONAL_OR_KEYWORD
        at = index - (positional - len(defaults))
        add(name, kind, defaults[at] if at >= 0 else _empty)
    end = positional + code.co_kwonlyargcount
    if code.co_flags & 4:
        add(names[end], Parameter.VAR_POSITIONAL)
    for name in names[positional:end]:
        add(name, Parameter.KEYWORD_ONLY, kw_defaults.get(name, _empty))
    if code.co_flags & 8:
        add(names[end + bool(code.co_flags & 4)], Parameter.VAR_KEYWORD)
    return Signature(parameters, return_annotation=annotations.get("return", _empty))


def _bound(shape):
    """Without the first parameter, which is given already."""
    parameters = list(shape.parameters.values())
    if not parameters or parameters[0].kind in (Parameter.KEYWORD_ONLY, Parameter.VAR_KEYWORD):
        raise ValueError("invalid method signature")
    if parameters[0].kind is not Parameter.VAR_POSITIONAL:
        del parameters[0]
    return shape.replace(parameters=parameters)


def _of_partial(partial):
    parameters = []
    shape = signature(partial.func)
    bound = shape.bind_partial(*partial.args, **partial.keywords)
    by_keyword = False
    for name, parameter in shape.parameters.items():
        if name in partial.keywords:
            parameters.append(parameter.replace(kind=Parameter.KEYWORD_ONLY, default=partial.keywords[name]))
            by_keyword = True
        elif name in bound.arguments and parameter.kind < Parameter.VAR_POSITIONAL:
            continue
        elif by_keyword and parameter.kind is Parameter.POSITIONAL_OR_KEYWORD:
            parameters.append(parameter.replace(kind=Parameter.KEYWORD_ONLY))
        elif not (by_keyword and parameter.kind is Parameter.VAR_POSITIONAL):
            parameters.append(parameter)
    return shape.replace(parameters=parameters)


def signature(obj, *, follow_wrapped=True):
    """The Signature of a callable."""
    if not callable(obj):
        raise TypeError("%r is not a callable object" % (obj,))
    if isinstance(obj, types.MethodType):
        return _bound(signature(obj.__func__, follow_wrapped=follow_wrapped))
    while follow_wrapped and hasattr(obj, "__wrapped__") and not hasattr(obj, "__signature__"):
        obj = obj.__wrapped__
    given = getattr(obj, "__signature__", None)
    if given is not None:
        return given
    if isinstance(obj, types.FunctionType):
        return _of_function(obj)
    if isinstance(obj, functools.partial):
        return _of_partial(obj)
    if isinstance(obj, type):
        for name in ("__new__", "__init__"):
            for cls in obj.__mro__:
                function = cls.__dict__.get(name)
                if isinstance(function, staticmethod):
                    function = function.__func__
                if isinstance(function, types.FunctionType):
                    return _bound(_of_function(function))
        if obj.__init__ is object.__init__ and obj.__new__ is object.__new__:
            return Signature()
    elif isinstance(getattr(type(obj), "__call__", None), types.FunctionType):
        return _bound(_of_function(type(obj).__call__))
    raise ValueError("no signature found for builtin %r" % (obj,))
`;
