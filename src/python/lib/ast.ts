/** The part of the library module ast that needs no syntax trees, in Python. */
export const astSource = `"""Literals from text. midden's syntax trees are not Python objects, so there is no parse()."""

import re as _re

__all__ = ["literal_eval"]

_TOKEN = _re.compile(
    r'(?P<space>(?:[ \\t\\n\\r\\f]|\\\\\\n|#[^\\n]*)+)'
    r'|(?P<text>(?:[rR]?[bB]|[bB]?[rR]|[uU])?(?:\\'\\'\\'(?:\\\\.|[^\\\\])*?\\'\\'\\'|"""(?:\\\\.|[^\\\\])*?"""'
    r'|\\'(?:\\\\.|[^\\\\\\'\\n])*\\'|"(?:\\\\.|[^\\\\"\\n])*"))'
    r'|(?P<number>0[xX][\\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+'
    r'|(?:\\d[\\d_]*\\.?[\\d_]*|\\.\\d[\\d_]*)(?:[eE][+-]?[\\d_]+)?[jJ]?)'
    r'|(?P<name>\\w+)'
    r'|(?P<other>.)', _re.DOTALL)

_CONSTANTS = {"None": None, "True": True, "False": False}
_NODES = {".": "Attribute", "(": "Call", "[": "Subscript", "=": "Compare", "<": "Compare", ">": "Compare", "!": "Compare"}


class _Literal:
    def __init__(self, text):
        self.tokens = [(m.lastgroup, m.group(), m.start()) for m in _TOKEN.finditer(text) if m.lastgroup != "space"]
        self.tokens.append(("end", "", len(text)))
        self.text = text
        self.at = 0

    def peek(self):
        return self.tokens[self.at][1]

    def take(self):
        token = self.tokens[self.at]
        self.at += 1
        return token

    def malformed(self, node):
        line = self.text.count("\\n", 0, self.tokens[min(self.at, len(self.tokens) - 1)][2]) + 1
        return ValueError("malformed node or string on line %d: <ast.%s object at 0x%x>" % (line, node, id(self)))

    def items(self, end):
        found = []
        comma = False
        while self.peek() != end:
            found.append(self.value())
            comma = self.peek() == ","
            if comma:
                self.take()
        self.take()
        return found, comma

    def pairs(self):
        if self.peek() == "}":
            self.take()
            return {}
        first = self.value()
        if self.peek() != ":":
            if self.peek() == ",":
                self.take()
            return {first}.union(self.items("}")[0])
        self.take()
        found = {first: self.value()}
        while self.take()[1] == "," and self.peek() != "}":
            key = self.value()
            self.take()
            found[key] = self.value()
        return found

    def atom(self):
        kind, text, _ = self.take()
        if kind == "number":
            return eval(text, {})
        if kind == "text":
            value = eval(text, {})
            while self.tokens[self.at][0] == "text":
                value += eval(self.take()[1], {})
            return value
        if kind == "name" and text in _CONSTANTS:
            return _CONSTANTS[text]
        if text == "set" and [token[1] for token in self.tokens[self.at:self.at + 2]] == ["(", ")"]:
            self.at += 2
            return set()
        if text == "(":
            found, comma = self.items(")")
            return found[0] if len(found) == 1 and not comma else tuple(found)
        if text == "[":
            return self.items("]")[0]
        if text == "{":
            return self.pairs()
        self.at -= 1
        raise self.malformed("Name" if kind == "name" else _NODES.get(text, "UnaryOp"))

    def signed(self):
        if self.peek() not in ("+", "-"):
            return self.atom()
        sign = self.take()[1]
        value = self.atom()
        if type(value) not in (int, float, complex):
            raise self.malformed("UnaryOp")
        return -value if sign == "-" else +value

    def value(self):
        left = self.signed()
        if self.peek() in ("+", "-"):
            sign = self.take()[1]
            right = self.atom()
            if type(left) not in (int, float) or type(right) is not complex:
                raise self.malformed("BinOp")
            left = left + right if sign == "+" else left - right
        if self.peek() not in (",", ":", ")", "]", "}", ""):
            raise self.malformed(_NODES.get(self.peek(), "BinOp"))
        return left

    def whole(self):
        value = self.value()
        if self.peek() == ",":
            self.take()
            return (value,) + tuple(self.items("")[0])
        return value


def literal_eval(node_or_string):
    """The value of a text that holds a literal or a display of literals."""
    if not isinstance(node_or_string, str):
        raise ValueError("malformed node or string: %r" % (node_or_string,))
    text = node_or_string.lstrip(" \\t")
    compile(text, "<unknown>", "eval")
    return _Literal(text).whole()
`;
