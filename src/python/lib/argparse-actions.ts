/** The actions of argparse, in Python. */
export const argparseActionsSource = `"""The actions of argparse: what each kind of argument does to the namespace."""
import sys as _sys

OPTIONAL, ZERO_OR_MORE, ONE_OR_MORE = "?", "*", "+"
PARSER, REMAINDER, SUPPRESS = "A...", "...", "==SUPPRESS=="


class ArgumentError(Exception):
    """A wrong argument, with the action that it was meant for."""

    def __init__(self, argument, message):
        self.argument_name = None if argument is None else _name(argument)
        self.message = message

    def __str__(self):
        if self.argument_name is None:
            return "%s" % self.message
        return "argument %s: %s" % (self.argument_name, self.message)


class ArgumentTypeError(Exception):
    """What a type function raises to say itself what is wrong."""


def _name(action):
    if action.option_strings:
        return "/".join(action.option_strings)
    if action.metavar not in (None, SUPPRESS):
        return action.metavar
    if action.dest not in (None, SUPPRESS):
        return action.dest
    return "{" + ",".join(action.choices) + "}" if action.choices else None


class Namespace:
    """What parse_args gives: one attribute for each argument."""

    def __init__(self, **values):
        for name, value in values.items():
            setattr(self, name, value)

    def __repr__(self):
        parts = ["%s=%r" % item for item in self.__dict__.items() if item[0].isidentifier()]
        odd = {name: value for name, value in self.__dict__.items() if not name.isidentifier()}
        if odd:
            parts.append("**%r" % odd)
        return "%s(%s)" % (type(self).__name__, ", ".join(parts))

    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, Namespace) else NotImplemented

    def __contains__(self, key):
        return key in self.__dict__


class Action:
    """One argument: how it is written, how many values it takes, and what they do to the namespace."""

    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None,
                 required=False, help=None, metavar=None):
        # What it is called, what it takes, and what users are told.
        self.option_strings, self.dest, self.required = option_strings, dest, required
        self.nargs, self.const, self.default, self.type, self.choices = nargs, const, default, type, choices
        self.help, self.metavar = help, metavar

    def format_usage(self):
        return self.option_strings[0]

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError(".__call__() not defined")


class _Store(Action):
    def __init__(self, option_strings, dest, nargs=None, const=None, **rest):
        if nargs == 0:
            raise ValueError("nargs for store actions must be != 0; if you have nothing to store, actions such as "
                             "store true or store const may be more appropriate")
        if const is not None and nargs != OPTIONAL:
            raise ValueError("nargs must be %r to supply const" % OPTIONAL)
        super().__init__(option_strings, dest, nargs, const, **rest)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class _Constant(Action):
    def __init__(self, option_strings, dest, const=None, default=None, required=False, help=None, metavar=None):
        super().__init__(option_strings, dest, 0, const, default, required=required, help=help, metavar=metavar)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _StoreTrue(_Constant):
    def __init__(self, option_strings, dest, default=False, required=False, help=None):
        super().__init__(option_strings, dest, True, default, required, help)


class _StoreFalse(_Constant):
    def __init__(self, option_strings, dest, default=True, required=False, help=None):
        super().__init__(option_strings, dest, False, default, required, help)


def _extended(namespace, dest, items):
    known = getattr(namespace, dest, None)
    setattr(namespace, dest, (list(known) if known is not None else []) + items)


class _Append(_Store):
    def __call__(self, parser, namespace, values, option_string=None):
        _extended(namespace, self.dest, [values])


class _AppendConstant(_Constant):
    def __call__(self, parser, namespace, values, option_string=None):
        _extended(namespace, self.dest, [self.const])


class _Extend(_Store):
    def __call__(self, parser, namespace, values, option_string=None):
        _extended(namespace, self.dest, list(values))


class _Count(_Constant):
    def __init__(self, option_strings, dest, default=None, required=False, help=None):
        super().__init__(option_strings, dest, None, default, required, help)

    def __call__(self, parser, namespace, values, option_string=None):
        before = getattr(namespace, self.dest, None)
        setattr(namespace, self.dest, 1 if before is None else before + 1)


class _Help(_Constant):
    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS, help=None):
        super().__init__(option_strings, dest, None, default, False, help)

    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _Version(_Constant):
    def __init__(self, option_strings, version=None, dest=SUPPRESS, default=SUPPRESS,
                 help="show program's version number and exit"):
        super().__init__(option_strings, dest, None, default, False, help)
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        parser._print_message(self.version % {"prog": parser.prog} + "\\n", _sys.stdout)
        parser.exit()


_ACTIONS = {
    None: _Store, "store": _Store, "store_const": _Constant, "store_true": _StoreTrue, "store_false": _StoreFalse,
    "append": _Append, "append_const": _AppendConstant, "extend": _Extend, "count": _Count, "help": _Help,
    "version": _Version,
}

for _class in (Action, ArgumentError, ArgumentTypeError, Namespace):
    _class.__module__ = "argparse"
`;
