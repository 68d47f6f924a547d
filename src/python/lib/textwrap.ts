/** The library module textwrap, in Python. */
export const textwrapSource = String.raw`"""Indentation and filling of text."""

__all__ = ["TextWrapper", "dedent", "fill", "indent", "shorten", "wrap"]


def dedent(text):
    """Takes away the whitespace that all lines begin with; blank lines become empty."""
    lines = [line if line.strip() else line[len(line.rstrip("\n")) :] for line in text.splitlines(True)]
    lines = ["\n" if not line.strip() and line.endswith("\n") else line.strip() and line for line in lines]
    margin = None
    for line in lines:
        if not line or line == "\n":
            continue
        blank = line[: len(line) - len(line.lstrip(" \t"))]
        if margin is None:
            margin = blank
        else:
            length = 0
            while length < min(len(margin), len(blank)) and margin[length] == blank[length]:
                length += 1
            margin = margin[:length]
    if not margin:
        return "".join(lines)
    return "".join(line[len(margin) :] if line and line != "\n" else line for line in lines)


def indent(text, prefix, predicate=None):
    if predicate is None:
        predicate = str.strip
    return "".join(prefix + line if predicate(line) else line for line in text.splitlines(True))


class TextWrapper:
    """Breaks paragraphs into lines at blanks and hyphens."""

    def __init__(self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True,
                 tabsize=8, *, max_lines=None, placeholder=" [...]"):
        # The size of the result, what its lines begin with and what stands for what does not fit.
        self.width, self.max_lines = width, max_lines
        self.initial_indent, self.subsequent_indent = initial_indent, subsequent_indent
        self.placeholder = placeholder
        # What happens to spaces, and where lines may end.
        self.tabsize, self.expand_tabs, self.replace_whitespace = tabsize, expand_tabs, replace_whitespace
        self.drop_whitespace, self.fix_sentence_endings = drop_whitespace, fix_sentence_endings
        self.break_long_words, self.break_on_hyphens = break_long_words, break_on_hyphens

    def _chunks(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = "".join(" " if c in "\t\n\x0b\x0c\r" else c for c in text)
        chunks = []
        word = ""
        for character in text:
            if word and (character == " ") != (word[-1] == " "):
                chunks.append(word)
                word = ""
            word += character
            if self.break_on_hyphens and character == "-" and len(word) > 1 and word[-2].isalpha():
                chunks.append(word)
                word = ""
        if word:
            chunks.append(word)
        return chunks

    def wrap(self, text):
        if self.width <= 0:
            raise ValueError("invalid width %r (must be > 0)" % self.width)
        chunks = self._chunks(text)[::-1]
        lines = []
        while chunks:
            margin = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(margin)
            line = []
            length = 0
            if self.drop_whitespace and not chunks[-1].strip() and lines:
                chunks.pop()
            while chunks and length + len(chunks[-1]) <= width:
                length += len(chunks[-1])
                line.append(chunks.pop())
            if chunks and len(chunks[-1]) > width:
                self._long_word(chunks, line, length, width)
                length = sum(map(len, line))
            if self.drop_whitespace and line and not line[-1].strip():
                length -= len(line.pop())
            if not line:
                continue
            left = [chunk for chunk in chunks if chunk.strip() or not self.drop_whitespace]
            if self.max_lines is None or len(lines) + 1 < self.max_lines or not left and length <= width:
                lines.append(margin + "".join(line))
                continue
            while line:
                if line[-1].strip() and length + len(self.placeholder) <= width:
                    lines.append(margin + "".join(line) + self.placeholder)
                    break
                length -= len(line.pop())
            else:
                if lines and len(lines[-1].rstrip()) + len(self.placeholder) <= self.width:
                    lines[-1] = lines[-1].rstrip() + self.placeholder
                else:
                    lines.append(margin + self.placeholder.lstrip())
            break
        return lines

    def _long_word(self, chunks, line, length, width):
        space = max(1, width - length)
        if self.break_long_words:
            line.append(chunks[-1][:space])
            chunks[-1] = chunks[-1][space:]
        elif not line:
            line.append(chunks.pop())

    def fill(self, text):
        return "\n".join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(" ".join(text.strip().split()))
`;
