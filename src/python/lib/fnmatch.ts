/** The library module fnmatch, in Python. */
export const fnmatchSource = String.raw`"""Names that match shell patterns."""

import re

__all__ = ["filter", "fnmatch", "fnmatchcase", "translate"]


def translate(pat):
    """The regular expression that a pattern stands for."""
    result = ""
    at = 0
    while at < len(pat):
        character = pat[at]
        at += 1
        if character == "*":
            if not result.endswith(".*"):
                result += ".*"
        elif character == "?":
            result += "."
        elif character == "[":
            end = pat.find("]", at + 2 if pat[at : at + 1] == "!" else at + 1)
            if end < 0:
                result += "\\["
                continue
            members = pat[at:end].replace("\\", "\\\\")
            at = end + 1
            if members.startswith("!"):
                members = "^" + members[1:]
            elif members.startswith("^"):
                members = "\\" + members
            result += "[%s]" % members
        else:
            result += re.escape(character)
    return "(?s:%s)\\Z" % result


def fnmatchcase(name, pat):
    return re.compile(translate(pat)).match(name) is not None


fnmatch = fnmatchcase


def filter(names, pat):
    match = re.compile(translate(pat)).match
    return [name for name in names if match(name) is not None]
`;
