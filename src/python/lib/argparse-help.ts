/** Usage and help of argparse, in Python. */
export const argparseHelpSource = `"""How argparse shows usage and help: the texts of CPython 3.11 at a width of 80 columns."""
from _argparse_actions import SUPPRESS as _SUPPRESS

_WIDTH = 78
_HELP_AT = 24


def placeholder(action, default, count=1):
    """What stands for the values of an argument, one for each of count."""
    if action.metavar is not None:
        name = action.metavar
    elif action.choices is not None:
        name = "{" + ",".join(str(choice) for choice in action.choices) + "}"
    else:
        name = default
    return name if isinstance(name, tuple) else (name,) * count


def _values(action, default):
    nargs = action.nargs
    if nargs is None:
        return "%s" % placeholder(action, default)
    if nargs == "?":
        return "[%s]" % placeholder(action, default)
    if nargs == "*":
        names = placeholder(action, default)
        return "[%s [%s ...]]" % names if len(names) == 2 else "[%s ...]" % names
    if nargs == "+":
        return "%s [%s ...]" % placeholder(action, default, 2)
    if nargs == "...":
        return "..."
    if nargs == "A...":
        return "%s ..." % placeholder(action, default)
    return " ".join(placeholder(action, default, nargs))


def invocation(action):
    """How the help names an argument."""
    if not action.option_strings:
        return " ".join(placeholder(action, action.dest))
    if action.nargs == 0:
        return ", ".join(action.option_strings)
    values = _values(action, action.dest.upper())
    return ", ".join("%s %s" % (name, values) for name in action.option_strings)


def _wrapped(text, width):
    lines = []
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = line + " " + word if line else word
    return lines + [line] if line else lines


class HelpFormatter:
    def __init__(self, prog):
        self.prog = prog

    def usage(self, parser):
        if parser.usage is not None:
            return "usage: %s\\n" % (parser.usage % {"prog": self.prog})
        actions = [action for action in parser._actions if action.help is not _SUPPRESS]
        optionals = self.parts(parser, [action for action in actions if action.option_strings])
        positionals = self.parts(parser, [action for action in actions if not action.option_strings])
        line = " ".join(["usage: " + self.prog] + optionals + positionals)
        if len(line) <= _WIDTH:
            return line + "\\n"
        return "usage: " + "\\n".join(self.usage_lines(optionals, positionals)) + "\\n"

    def usage_lines(self, optionals, positionals):
        if len("usage: " + self.prog) <= 0.75 * _WIDTH:
            indent = " " * (len("usage: " + self.prog) + 1)
            if optionals:
                return self.filled([self.prog] + optionals, indent) + self.filled(positionals, indent, False)
            return self.filled([self.prog] + positionals, indent)
        indent = " " * len("usage: ")
        lines = self.filled(optionals + positionals, indent, False)
        if len(lines) > 1:
            lines = self.filled(optionals, indent, False) + self.filled(positionals, indent, False)
        return [self.prog] + lines

    def filled(self, parts, indent, first=True):
        """Lines of parts; the first one follows "usage: " and is not indented."""
        lines = []
        line = []
        length = len("usage: ") - 1 if first else len(indent) - 1
        for part in parts:
            if length + 1 + len(part) > _WIDTH and line:
                lines.append(indent + " ".join(line))
                line = []
                length = len(indent) - 1
            line.append(part)
            length += len(part) + 1
        if line:
            lines.append(indent + " ".join(line))
        if first:
            lines[0] = lines[0][len(indent):]
        return lines

    def parts(self, parser, actions):
        opens, closes = {}, {}
        for group in parser._mutually_exclusive_groups:
            members = [action for action in group._group_actions if action.help is not _SUPPRESS]
            at = actions.index(members[0]) if members and members[0] in actions else -1
            if at >= 0 and actions[at:at + len(members)] == members:
                opens[at] = "(" if group.required else "["
                closes[at + len(members) - 1] = ")" if group.required else "]"
        parts = []
        inside = False
        for k, action in enumerate(actions):
            starts, ends = opens.get(k, ""), closes.get(k, "")
            grouped = inside or starts != ""
            bare = self.part(action, grouped and starts + ends not in ("[]", "()"))
            if starts and ends:
                starts = ends = ""
            text = starts + bare + ends
            if inside:
                parts.append("| " + text)
            else:
                parts.append(text)
            inside = grouped and not ends and k not in closes
        return parts

    def part(self, action, grouped):
        if not action.option_strings:
            text = _values(action, action.dest)
            return text[1:-1] if grouped and text[:1] == "[" and text[-1:] == "]" else text
        text = action.option_strings[0]
        if action.nargs != 0:
            text += " " + _values(action, action.dest.upper())
        return text if action.required or grouped else "[%s]" % text

    def help(self, parser):
        sections = [self.usage(parser)]
        if parser.description:
            sections.append(self.text(parser.description, ""))
        shown = [action for group in parser._action_groups for action in group._group_actions
                 if action.help is not _SUPPRESS]
        longest = max([len(invocation(action)) + 2 for action in shown], default=0)
        column = min(longest + 2, _HELP_AT)
        for group in parser._action_groups:
            actions = [action for action in group._group_actions if action.help is not _SUPPRESS]
            about = self.text(group.description, "  ") if group.description else ""
            if not actions and not about:
                continue
            body = "".join(self.entry(parser, action, column) for action in actions)
            between = "\\n" if about and actions else ""
            sections.append("%s:\\n" % group.title + about + between + body if group.title else about + between + body)
        if parser.epilog:
            sections.append(self.text(parser.epilog, ""))
        return "\\n".join(sections)

    def text(self, text, indent):
        if "%(prog)" in text:
            text = text % {"prog": self.prog}
        return "".join(indent + line + "\\n" for line in self.lines(text, _WIDTH - len(indent)))

    def lines(self, text, width):
        return _wrapped(text, width)

    def entry(self, parser, action, column):
        head = "  " + invocation(action)
        if not action.help or not action.help.strip():
            return head + "\\n"
        values = {name: value for name, value in vars(action).items() if value is not _SUPPRESS}
        values["prog"] = self.prog
        for name, value in values.items():
            values[name] = getattr(value, "__name__", value)
        if values.get("choices") is not None:
            values["choices"] = ", ".join(str(choice) for choice in values["choices"])
        lines = _wrapped(action.help % values, max(_WIDTH - column, 11))
        if len(head) > column - 2:
            text = head + "\\n"
        else:
            text = head + " " * (column - len(head)) + lines[0] + "\\n"
            lines = lines[1:]
        return text + "".join(" " * column + line + "\\n" for line in lines)


class RawDescriptionHelpFormatter(HelpFormatter):
    """Leaves description and epilog as they are written."""

    def lines(self, text, width):
        return text.splitlines()
`;
