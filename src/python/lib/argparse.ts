/** The library module argparse, in Python. */
export const argparseSource = `"""Command lines: positional and optional arguments, their types and errors. Without subparsers and argument files."""
import os as _os
import sys as _sys
from _argparse_actions import (_ACTIONS, Action, ArgumentError, ArgumentTypeError, Namespace, ONE_OR_MORE, OPTIONAL,
                               PARSER, REMAINDER, SUPPRESS, ZERO_OR_MORE)
from _argparse_help import HelpFormatter, RawDescriptionHelpFormatter
from _argparse_parse import Parse as _Parse

__all__ = [
    "Action", "ArgumentError", "ArgumentParser", "ArgumentTypeError", "HelpFormatter", "Namespace", "ONE_OR_MORE",
    "OPTIONAL", "PARSER", "REMAINDER", "RawDescriptionHelpFormatter", "SUPPRESS", "ZERO_OR_MORE",
]

class _Group:
    """Arguments under one title of the help."""

    def __init__(self, parser, title=None, description=None, required=None):
        self._parser = parser
        self.title = title
        self.description = description
        self.required = required
        self._group_actions = []

    def add_argument(self, *names, **settings):
        action = self._parser._make_action(names, settings)
        if self.required is not None and action.required:
            raise ValueError("mutually exclusive arguments must be optional")
        self._group_actions.append(action)
        if self.required is not None:
            section = self._parser._optionals if action.option_strings else self._parser._positionals
            section._group_actions.append(action)
        return action


class ArgumentParser:
    def __init__(self, prog=None, usage=None, description=None, epilog=None, formatter_class=HelpFormatter,
                 prefix_chars="-", argument_default=None, conflict_handler="error", add_help=True,
                 allow_abbrev=True, exit_on_error=True):
        if prefix_chars != "-":
            raise NotImplementedError("midden's argparse has options that begin with - only, found prefix_chars=%r"
                                      % prefix_chars)
        self.prog = prog if prog is not None else _os.path.basename(_sys.argv[0])
        self.usage = usage
        self.description, self.epilog, self.formatter_class = description, epilog, formatter_class
        self.argument_default, self.conflict_handler = argument_default, conflict_handler
        self.allow_abbrev, self.exit_on_error = allow_abbrev, exit_on_error
        # All arguments, the options by their names, and what set_defaults() was told.
        self._actions, self._option_string_actions, self._defaults = [], {}, {}
        self._mutually_exclusive_groups = []
        self._positionals = _Group(self, "positional arguments")
        self._optionals = _Group(self, "options" if _sys.version_info >= (3, 10) else "optional arguments")
        self._action_groups = [self._positionals, self._optionals]
        if add_help:
            self.add_argument("-h", "--help", action="help", default=SUPPRESS, help="show this help message and exit")

    # Arguments

    def add_argument(self, *names, **settings):
        action = self._make_action(names, settings)
        (self._optionals if action.option_strings else self._positionals)._group_actions.append(action)
        return action

    def add_argument_group(self, title=None, description=None):
        group = _Group(self, title, description)
        self._action_groups.append(group)
        return group

    def add_mutually_exclusive_group(self, required=False):
        group = _Group(self, required=required)
        self._mutually_exclusive_groups.append(group)
        return group

    def add_subparsers(self, **settings):
        raise NotImplementedError("midden's argparse has no subparsers")

    def set_defaults(self, **values):
        self._defaults.update(values)
        for action in self._actions:
            if action.dest in values:
                action.default = values[action.dest]

    def get_default(self, dest):
        defaults = [action.default for action in self._actions if action.dest == dest]
        for default in defaults:
            if default is not None:
                return default
        return self._defaults.get(dest)

    def _make_action(self, names, settings):
        settings = dict(settings)
        if not names or (len(names) == 1 and names[0][:1] != "-"):
            if names and "dest" in settings:
                raise ValueError("dest supplied twice for positional argument")
            self._positional_settings(names, settings)
            options = []
        else:
            options = self._optional_settings(names, settings)
        if "default" not in settings:
            dest = settings["dest"]
            if dest in self._defaults:
                settings["default"] = self._defaults[dest]
            elif self.argument_default is not None:
                settings["default"] = self.argument_default
        kind = settings.pop("action", None)
        make = _ACTIONS.get(kind, kind) if isinstance(kind, (str, type(None))) else kind
        if not callable(make):
            raise ValueError('unknown action "%s"' % (make,))
        action = make(options, **settings)
        if action.type is not None and not callable(action.type):
            raise ValueError("%r is not callable" % (action.type,))
        self._register(action)
        return action

    def _positional_settings(self, names, settings):
        if "required" in settings:
            raise TypeError("'required' is an invalid argument for positionals")
        if names:
            settings["dest"] = names[0]
        elif "dest" not in settings:
            raise TypeError("_ActionsContainer._get_positional_kwargs() missing 1 required positional argument: 'dest'")
        nargs = settings.get("nargs")
        settings["required"] = nargs not in (OPTIONAL, ZERO_OR_MORE) or (
            nargs == ZERO_OR_MORE and "default" not in settings)
        if settings.get("action") in ("store_const", "store_true", "store_false", "append_const", "count"):
            del settings["required"]

    def _optional_settings(self, names, settings):
        for name in names:
            if name[:1] != "-":
                raise ValueError("invalid option string %r: must start with a character '-'" % name)
        if settings.get("dest") is None:
            long = [name for name in names if name.startswith("--")]
            dest = (long or list(names))[0].lstrip("-")
            if not dest:
                raise ValueError("dest= is required for options like %r" % names[0])
            settings["dest"] = dest.replace("-", "_")
        return list(names)

    def _register(self, action):
        taken = [name for name in action.option_strings if name in self._option_string_actions]
        if taken and self.conflict_handler == "error":
            plural = "" if len(taken) == 1 else "s"
            raise ArgumentError(action, "conflicting option string%s: %s" % (plural, ", ".join(taken)))
        for name in taken:
            known = self._option_string_actions[name]
            known.option_strings.remove(name)
            if not known.option_strings:
                self._actions.remove(known)
                for group in self._action_groups:
                    if known in group._group_actions:
                        group._group_actions.remove(known)
        for name in action.option_strings:
            self._option_string_actions[name] = action
        self._actions.append(action)

    # Parsing

    def parse_args(self, args=None, namespace=None):
        namespace, rest = self.parse_known_args(args, namespace)
        if rest:
            self.error("unrecognized arguments: %s" % " ".join(rest))
        return namespace

    def parse_known_args(self, args=None, namespace=None):
        args = _sys.argv[1:] if args is None else list(args)
        namespace = Namespace() if namespace is None else namespace
        for action in self._actions:
            if SUPPRESS not in (action.dest, action.default) and not hasattr(namespace, action.dest):
                setattr(namespace, action.dest, action.default)
        for dest, value in self._defaults.items():
            if not hasattr(namespace, dest):
                setattr(namespace, dest, value)
        if not self.exit_on_error:
            return _Parse(self, args, namespace).run()
        try:
            return _Parse(self, args, namespace).run()
        except ArgumentError as error:
            self.error(str(error))

    # Output

    def format_usage(self):
        return self.formatter_class(self.prog).usage(self)

    def format_help(self):
        return self.formatter_class(self.prog).help(self)

    def print_usage(self, file=None):
        self._print_message(self.format_usage(), file or _sys.stdout)

    def print_help(self, file=None):
        self._print_message(self.format_help(), file or _sys.stdout)

    def _print_message(self, message, file):
        if message:
            file.write(message)

    def exit(self, status=0, message=None):
        self._print_message(message, _sys.stderr)
        raise SystemExit(status)

    def error(self, message):
        self.print_usage(_sys.stderr)
        self.exit(2, "%s: error: %s\\n" % (self.prog, message))
`;
