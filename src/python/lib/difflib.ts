/** The library module difflib, in Python: after Ratcliff and Obershelp's matching of longest common runs. */
export const difflibSource = `"""Differences between sequences."""

from collections import namedtuple

__all__ = [
    "get_close_matches", "ndiff", "restore", "SequenceMatcher", "Differ", "IS_CHARACTER_JUNK",
    "IS_LINE_JUNK", "context_diff", "unified_diff", "Match",
]

Match = namedtuple("Match", "a b size")


def _ratio(matches, length):
    return 2.0 * matches / length if length else 1.0


class SequenceMatcher:
    """Compares two sequences of hashable elements."""

    def __init__(self, isjunk=None, a="", b="", autojunk=True):
        self.a = self.b = None
        self.isjunk, self.autojunk = isjunk, autojunk
        self.set_seqs(a, b)

    def set_seqs(self, a, b):
        self.set_seq1(a)
        self.set_seq2(b)

    def set_seq1(self, a):
        if a is not self.a:
            self.a = a
            self.matching_blocks = self.opcodes = None

    def set_seq2(self, b):
        if b is self.b:
            return
        self.b = b
        self.matching_blocks = self.opcodes = None
        self.fullbcount = None
        places = {}
        for index, element in enumerate(b):
            places.setdefault(element, []).append(index)
        self.bjunk = {element for element in places if self.isjunk and self.isjunk(element)}
        for element in self.bjunk:
            del places[element]
        # In a long text what stands everywhere leads nowhere.
        self.bpopular = set()
        if self.autojunk and len(b) >= 200:
            limit = len(b) // 100 + 1
            self.bpopular = {element for element, indexes in places.items() if len(indexes) > limit}
            for element in self.bpopular:
                del places[element]
        self.b2j = places

    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None):
        """The longest run that both parts share; of equal ones the first in a, then in b."""
        a, b, junk = self.a, self.b, self.bjunk
        ahi = len(a) if ahi is None else ahi
        bhi = len(b) if bhi is None else bhi
        best_i, best_j, best_size = alo, blo, 0
        ending = {}
        for i in range(alo, ahi):
            now = {}
            for j in self.b2j.get(a[i], ()):
                if j < blo:
                    continue
                if j >= bhi:
                    break
                size = now[j] = ending.get(j - 1, 0) + 1
                if size > best_size:
                    best_i, best_j, best_size = i - size + 1, j - size + 1, size
            ending = now
        # First what is not junk on both sides of it, then junk as well.
        for wants_junk in (False, True):
            while (
                best_i > alo and best_j > blo
                and (b[best_j - 1] in junk) == wants_junk and a[best_i - 1] == b[best_j - 1]
            ):
                best_i, best_j, best_size = best_i - 1, best_j - 1, best_size + 1
            while (
                best_i + best_size < ahi and best_j + best_size < bhi
                and (b[best_j + best_size] in junk) == wants_junk
                and a[best_i + best_size] == b[best_j + best_size]
            ):
                best_size += 1
        return Match(best_i, best_j, best_size)

    def get_matching_blocks(self):
        """The runs that agree, in order, with an empty one at the end."""
        known = self.matching_blocks
        if known is not None:
            return known
        ends = len(self.a), len(self.b)
        todo = [(0, ends[0], 0, ends[1])]
        found = []
        while todo:
            alo, ahi, blo, bhi = todo.pop()
            match = i, j, size = self.find_longest_match(alo, ahi, blo, bhi)
            if size:
                found.append(match)
                if alo < i and blo < j:
                    todo.append((alo, i, blo, j))
                if i + size < ahi and j + size < bhi:
                    todo.append((i + size, ahi, j + size, bhi))
        found.sort()
        joined = []
        for i, j, size in found:
            if joined and joined[-1][0] + joined[-1][2] == i and joined[-1][1] + joined[-1][2] == j:
                before = joined[-1]
                joined[-1] = Match(before[0], before[1], before[2] + size)
            else:
                joined.append(Match(i, j, size))
        joined.append(Match(*ends, 0))
        self.matching_blocks = joined
        return joined

    def get_opcodes(self):
        """(tag, i1, i2, j1, j2): how a[i1:i2] becomes b[j1:j2]."""
        answer = self.opcodes
        if answer is not None:
            return answer
        answer = self.opcodes = []
        i = j = 0
        for ai, bj, size in self.get_matching_blocks():
            if i < ai or j < bj:
                tag = "replace" if i < ai and j < bj else "delete" if i < ai else "insert"
                answer.append((tag, i, ai, j, bj))
            i, j = ai + size, bj + size
            if size:
                answer.append(("equal", ai, i, bj, j))
        return answer

    def get_grouped_opcodes(self, n=3):
        """The changes in groups, with n elements around them."""
        codes = list(self.get_opcodes()) or [("equal", 0, 1, 0, 1)]
        (tag, i1, i2, j1, j2), (last, *_) = codes[0], codes[-1]
        if tag == "equal":
            codes[0] = tag, max(i1, i2 - n), i2, max(j1, j2 - n), j2
        if last == "equal":
            _, i1, i2, j1, j2 = codes[-1]
            codes[-1] = last, i1, min(i2, i1 + n), j1, min(j2, j1 + n)
        group = []
        for tag, i1, i2, j1, j2 in codes:
            if tag == "equal" and i2 - i1 > 2 * n:
                group.append((tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n)))
                yield group
                group = []
                i1, j1 = max(i1, i2 - n), max(j1, j2 - n)
            group.append((tag, i1, i2, j1, j2))
        if group and not (len(group) == 1 and group[0][0] == "equal"):
            yield group

    def ratio(self):
        return _ratio(sum(block[2] for block in self.get_matching_blocks()), len(self.a) + len(self.b))

    def quick_ratio(self):
        """At least the ratio: elements in common, wherever they stand."""
        if self.fullbcount is None:
            self.fullbcount = {}
            for element in self.b:
                self.fullbcount[element] = self.fullbcount.get(element, 0) + 1
        left = dict(self.fullbcount)
        matches = 0
        for element in self.a:
            if left.get(element, 0) > 0:
                left[element] -= 1
                matches += 1
        return _ratio(matches, len(self.a) + len(self.b))

    def real_quick_ratio(self):
        lengths = len(self.a), len(self.b)
        return _ratio(min(lengths), sum(lengths))


def get_close_matches(word, possibilities, n=3, cutoff=0.6):
    if not n > 0:
        raise ValueError("n must be > 0: %r" % (n,))
    if cutoff < 0.0 or cutoff > 1.0:
        raise ValueError("cutoff must be in [0.0, 1.0]: %r" % (cutoff,))
    matcher = SequenceMatcher()
    matcher.set_seq2(word)
    found = []
    for candidate in possibilities:
        matcher.set_seq1(candidate)
        if min(matcher.real_quick_ratio(), matcher.quick_ratio()) >= cutoff and matcher.ratio() >= cutoff:
            found.append((matcher.ratio(), candidate))
    found.sort(reverse=True)
    return [candidate for score, candidate in found[:n]]


def IS_LINE_JUNK(line):
    return line.strip() in ("", "#")


def IS_CHARACTER_JUNK(ch, ws=" \\t"):
    return ch in ws


def _keep_tabs(line, tags):
    """The marks of a line, where the line has blanks that are not spaces."""
    return "".join(c if tag == " " and c.isspace() else tag for c, tag in zip(line, tags)).rstrip()


class Differ:
    """Shows lines of two texts as common, deleted and inserted, with marks below lines that are alike."""

    def __init__(self, linejunk=None, charjunk=None):
        self.linejunk = linejunk
        self.charjunk = charjunk

    def compare(self, a, b):
        matcher = SequenceMatcher(self.linejunk, a, b)
        for tag, alo, ahi, blo, bhi in matcher.get_opcodes():
            if tag == "replace":
                yield from self._fancy_replace(a, alo, ahi, b, blo, bhi)
            elif tag == "delete":
                yield from self._dump("-", a, alo, ahi)
            elif tag == "insert":
                yield from self._dump("+", b, blo, bhi)
            else:
                yield from self._dump(" ", a, alo, ahi)

    def _dump(self, sign, lines, low, high):
        for line in lines[low:high]:
            yield "%s %s" % (sign, line)

    def _plain_replace(self, a, alo, ahi, b, blo, bhi):
        if bhi - blo < ahi - alo:
            yield from self._dump("+", b, blo, bhi)
            yield from self._dump("-", a, alo, ahi)
        else:
            yield from self._dump("-", a, alo, ahi)
            yield from self._dump("+", b, blo, bhi)

    def _fancy_replace(self, a, alo, ahi, b, blo, bhi):
        """The two lines most alike are shown together, and so on before and behind them."""
        # Lines less alike than this are not shown as one changed line.
        cutoff, best_ratio = 0.75, 0.74
        matcher = SequenceMatcher(self.charjunk)
        equal_i = equal_j = None
        for j in range(blo, bhi):
            matcher.set_seq2(b[j])
            for i in range(alo, ahi):
                if a[i] == b[j]:
                    if equal_i is None:
                        equal_i, equal_j = i, j
                    continue
                matcher.set_seq1(a[i])
                if (
                    matcher.real_quick_ratio() > best_ratio
                    and matcher.quick_ratio() > best_ratio
                    and matcher.ratio() > best_ratio
                ):
                    best_ratio, best_i, best_j = matcher.ratio(), i, j
        if best_ratio < cutoff:
            if equal_i is None:
                yield from self._plain_replace(a, alo, ahi, b, blo, bhi)
                return
            best_i, best_j = equal_i, equal_j
        else:
            equal_i = None
        yield from self._fancy_helper(a, alo, best_i, b, blo, best_j)
        if equal_i is None:
            yield from self._marked(matcher, a[best_i], b[best_j])
        else:
            yield "  " + a[best_i]
        yield from self._fancy_helper(a, best_i + 1, ahi, b, best_j + 1, bhi)

    def _marked(self, matcher, first, second):
        marks_first = marks_second = ""
        matcher.set_seqs(first, second)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes():
            mark_first, mark_second = {
                "replace": "^^", "delete": "- ", "insert": " +", "equal": "  ",
            }[tag]
            marks_first += mark_first * (i2 - i1)
            marks_second += mark_second * (j2 - j1)
        yield "- " + first
        marks = _keep_tabs(first, marks_first)
        if marks:
            yield "? %s\\n" % marks
        yield "+ " + second
        marks = _keep_tabs(second, marks_second)
        if marks:
            yield "? %s\\n" % marks

    def _fancy_helper(self, a, alo, ahi, b, blo, bhi):
        if alo < ahi:
            if blo < bhi:
                yield from self._fancy_replace(a, alo, ahi, b, blo, bhi)
            else:
                yield from self._dump("-", a, alo, ahi)
        elif blo < bhi:
            yield from self._dump("+", b, blo, bhi)


def ndiff(a, b, linejunk=None, charjunk=IS_CHARACTER_JUNK):
    differ = Differ(linejunk, charjunk)
    return differ.compare(a, b)


def restore(delta, which):
    """One of the two texts that an ndiff was made of."""
    if int(which) not in (1, 2):
        raise ValueError("unknown delta choice (must be 1 or 2): %r" % which)
    prefixes = ("  ", "- " if int(which) == 1 else "+ ")
    for line in delta:
        if line[:2] in prefixes:
            yield line[2:]


def _unified_range(start, stop):
    length = stop - start
    if length == 1:
        return "%d" % (start + 1)
    return "%d,%d" % (start + 1 if length else start, length)


def unified_diff(a, b, fromfile="", tofile="", fromfiledate="", tofiledate="", n=3, lineterm="\\n"):
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            for sign, file, date in (("---", fromfile, fromfiledate), ("+++", tofile, tofiledate)):
                yield "%s %s%s%s" % (sign, file, "\\t" + date if date else "", lineterm)
        first, last = group[0], group[-1]
        ranges = _unified_range(first[1], last[2]), _unified_range(first[3], last[4])
        yield "@@ -%s +%s @@%s" % (*ranges, lineterm)
        for tag, *places in group:
            before, after = a[places[0] : places[1]], b[places[2] : places[3]]
            # Of what is not there on one side, there are no lines.
            for sign, lines in ((" ", before),) if tag == "equal" else (("-", before), ("+", after)):
                for line in lines:
                    yield sign + line


def _context_range(start, stop):
    length = stop - start
    beginning = start + 1 if length else start
    return "%d" % beginning if length <= 1 else "%d,%d" % (beginning, beginning + length - 1)


def context_diff(a, b, fromfile="", tofile="", fromfiledate="", tofiledate="", n=3, lineterm="\\n"):
    prefix = {"insert": "+ ", "delete": "- ", "replace": "! ", "equal": "  "}
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            for sign, file, date in (("***", fromfile, fromfiledate), ("---", tofile, tofiledate)):
                yield "%s %s%s%s" % (sign, file, "\\t" + date if date else "", lineterm)
        first, last = group[0], group[-1]
        yield "***************" + lineterm
        for sides, source, low, sign in (
            ((1, 2), a, "delete", "*** %s ****%s"), ((3, 4), b, "insert", "--- %s ----%s"),
        ):
            yield sign % (_context_range(first[sides[0]], last[sides[1]]), lineterm)
            if any(code[0] in ("replace", low) for code in group):
                for code in group:
                    if code[0] in ("replace", low, "equal"):
                        for line in source[code[sides[0]] : code[sides[1]]]:
                            yield prefix[code[0]] + line
`;
