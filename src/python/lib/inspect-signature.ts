/** _inspect_signature: the signatures of inspect. */
export const inspectSignatureSource = `"""Signatures of callables."""

import enum
import functools
import types


class _empty:
    """No default, no annotation."""


class _ParameterKind(enum.IntEnum):
    """In the order in which a signature has them."""

    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = range(5)

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
