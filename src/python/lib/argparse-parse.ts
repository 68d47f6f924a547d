/** The reading of command lines in argparse, in Python. */
export const argparseParseSource = `"""How argparse goes through a command line."""
from _argparse_actions import (ONE_OR_MORE, OPTIONAL, PARSER, REMAINDER, SUPPRESS, ZERO_OR_MORE, ArgumentError,
                               ArgumentTypeError, _name)


class Parse:
    """One command line on its way into a namespace."""

    def __init__(self, parser, args, namespace):
        self.parser = parser
        self.args = args
        self.namespace = namespace
        self.seen = set()
        self.given = set()
        self.extras = []
        self.waiting = [action for action in parser._actions if not action.option_strings]
        self.negative_options = any(_is_negative(name) for name in parser._option_string_actions)

    def run(self):
        kinds = self.kinds()
        at = 0
        last = max([k for k, kind in enumerate(kinds) if kind == "O"], default=-1)
        while at <= last:
            if kinds[at] == "O":
                at = self.option(at, kinds)
                continue
            after = self.positionals(at, kinds)
            if after == at:
                option = kinds.index("O", at)
                self.extras.extend(self.args[at:option])
                after = option
            at = after
        at = self.positionals(at, kinds, True)
        self.extras.extend(self.args[at:])
        self.finish()
        return self.namespace, self.extras

    def kinds(self):
        """For each argument: O an option, - the separator, A anything else."""
        kinds = []
        for k, arg in enumerate(self.args):
            if arg == "--":
                return kinds + ["-"] + ["A"] * (len(self.args) - k - 1)
            kinds.append("O" if self.match(arg) else "A")
        return kinds

    def match(self, arg):
        """(action, the option as written, its value after = or behind the letter) for an option, else None."""
        options = self.parser._option_string_actions
        if arg[:1] != "-" or len(arg) == 1:
            return None
        if arg in options:
            return options[arg], arg, None
        name, equals, value = arg.partition("=")
        if equals and name in options:
            return options[name], name, value
        found = self.abbreviated(arg, name, value if equals else None)
        if len(found) > 1:
            matches = ", ".join(match[1] for match in found)
            raise ArgumentError(None, "ambiguous option: %s could match %s" % (arg, matches))
        if found:
            return found[0]
        if (_is_negative(arg) and not self.negative_options) or " " in arg:
            return None
        return None, arg, None

    def abbreviated(self, arg, name, value):
        options = self.parser._option_string_actions
        if arg.startswith("--"):
            if not self.parser.allow_abbrev:
                return []
            return [(options[known], known, value) for known in options if known.startswith(name)]
        found = []
        for known in options:
            if known == arg[:2]:
                found.append((options[known], known, arg[2:]))
            elif known.startswith(name):
                found.append((options[known], known, value))
        return found

    def option(self, at, kinds):
        action, name, value = self.match(self.args[at])
        if action is None:
            self.extras.append(self.args[at])
            return at + 1
        while value is not None:
            count = _take(action.nargs, ["A"])
            if count == 0 and action.nargs == 0 and not name.startswith("--") and value[:1] != "":
                # Letters without values may be written together.
                self.take(action, [], name)
                name, value = "-" + value[0], value[1:] or None
                if name not in self.parser._option_string_actions:
                    raise ArgumentError(action, "ignored explicit argument %r" % (name[1:] + (value or "")))
                action = self.parser._option_string_actions[name]
                continue
            if count != 1:
                raise ArgumentError(action, "ignored explicit argument %r" % value)
            self.take(action, [value], name)
            return at + 1
        begin = at + 1
        if action.nargs not in (PARSER, REMAINDER) and kinds[begin:begin + 1] == ["-"] and action.nargs == 0:
            self.take(action, [], name)
            return begin
        count = _take(action.nargs, kinds[begin:])
        if count is None:
            raise ArgumentError(action, _expected(action.nargs))
        self.take(action, self.args[begin:begin + count], name)
        return begin + count

    def positionals(self, at, kinds, final=False):
        """Gives the arguments up to the next option to as many positionals as they are enough for."""
        stop = len(kinds)
        for k in range(at, len(kinds)):
            if kinds[k] == "O":
                stop = k
                break
        shares = _share([action.nargs for action in self.waiting], kinds[at:stop], kinds[at:])
        for action, count in zip(self.waiting, shares):
            values = self.args[at:at + count]
            if action.nargs not in (PARSER, REMAINDER) and "--" in values:
                values.remove("--")
            at += count
            self.take(action, values)
        self.waiting = self.waiting[len(shares):]
        return at

    def take(self, action, texts, name=None):
        self.seen.add(action)
        values = self.values(action, texts)
        if values is not action.default:
            self.given.add(action)
            for group in self.parser._mutually_exclusive_groups:
                if action not in group._group_actions:
                    continue
                for other in group._group_actions:
                    if other is not action and other in self.given:
                        raise ArgumentError(action, "not allowed with argument %s" % _name(other))
        if values is not SUPPRESS:
            action(self.parser, self.namespace, values, name)

    def values(self, action, texts):
        nargs = action.nargs
        if not texts and nargs == OPTIONAL:
            value = action.const if action.option_strings else action.default
            if isinstance(value, str):
                value = self.value(action, value)
                self.check(action, value)
            return value
        if not texts and nargs == ZERO_OR_MORE and not action.option_strings:
            if action.default is not None:
                return action.default
            return []
        if nargs in (None, OPTIONAL):
            value = self.value(action, texts[0])
            self.check(action, value)
            return value
        values = [self.value(action, text) for text in texts]
        if nargs != REMAINDER:
            for value in values if nargs != PARSER else values[:1]:
                self.check(action, value)
        return values

    def value(self, action, text):
        convert = action.type
        if convert is None:
            return text
        try:
            return convert(text)
        except ArgumentTypeError as error:
            raise ArgumentError(action, str(error)) from None
        except (TypeError, ValueError):
            name = getattr(convert, "__name__", repr(convert))
            raise ArgumentError(action, "invalid %s value: %r" % (name, text)) from None

    def check(self, action, value):
        if action.choices is not None and value not in action.choices:
            choices = ", ".join(map(repr, action.choices))
            raise ArgumentError(action, "invalid choice: %r (choose from %s)" % (value, choices))

    def finish(self):
        missing = []
        for action in self.parser._actions:
            if action in self.seen:
                continue
            if action.required:
                missing.append(_name(action))
            elif isinstance(action.default, str) and getattr(self.namespace, action.dest, None) is action.default:
                setattr(self.namespace, action.dest, self.value(action, action.default))
        if missing:
            raise ArgumentError(None, "the following arguments are required: %s" % ", ".join(missing))
        for group in self.parser._mutually_exclusive_groups:
            if group.required and not any(action in self.given for action in group._group_actions):
                names = [_name(action) for action in group._group_actions if action.help is not SUPPRESS]
                raise ArgumentError(None, "one of the arguments %s is required" % " ".join(names))


def _is_negative(text):
    """Whether it is written like a negative number: -1, -.5, -2.75."""
    whole, point, rest = text[1:].partition(".")
    if text[:1] != "-":
        return False
    return (rest.isdigit() and (whole.isdigit() or whole == "")) if point else whole.isdigit()


def _bounds(nargs):
    """The least and the greatest number of values."""
    if nargs is None:
        return 1, 1
    if nargs == OPTIONAL:
        return 0, 1
    if nargs in (ZERO_OR_MORE, REMAINDER, SUPPRESS):
        return 0, float("inf")
    if nargs in (ONE_OR_MORE, PARSER):
        return 1, float("inf")
    return nargs, nargs


def _take(nargs, kinds):
    """How many of the arguments an option takes, or None if there are too few."""
    least, greatest = _bounds(nargs)
    count = 0
    while count < len(kinds) and count < greatest and (kinds[count] == "A" or nargs == REMAINDER):
        count += 1
    return None if count < least else count


def _share(all_nargs, kinds, following):
    """How many arguments each positional takes: as many positionals as can be served, each as much as it may."""
    available = sum(1 for kind in kinds if kind == "A")
    for served in range(len(all_nargs), 0, -1):
        bounds = [_bounds(nargs) for nargs in all_nargs[:served]]
        spare = available - sum(least for least, greatest in bounds)
        if spare < 0:
            continue
        shares = []
        at = 0
        for nargs, (least, greatest) in zip(all_nargs, bounds):
            if nargs in (REMAINDER, PARSER) and available >= least:
                shares.append(len(following) - at)
                at = len(following)
                continue
            count = least + min(spare, greatest - least)
            spare -= count - least
            begin = at
            while count > 0 or (at < len(kinds) and kinds[at] == "-"):
                count -= kinds[at] == "A"
                at += 1
            shares.append(at - begin)
        return shares
    return []


def _expected(nargs):
    if nargs is None:
        return "expected one argument"
    if nargs == OPTIONAL:
        return "expected at most one argument"
    if nargs == ONE_OR_MORE:
        return "expected at least one argument"
    return "expected %s argument%s" % (nargs, "" if nargs == 1 else "s")
`;
