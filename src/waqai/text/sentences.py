"""Split a text into sentences, as spans into the text itself.

A newline always ends a sentence, so a headline stands alone, and so does a dateline («القاهرة (أ ف ب) -»). Otherwise
a sentence ends at «.», «؟», «!» or an ellipsis, with the closing quotation marks and brackets after it, unless the
mark is part of an abbreviation, an initial, a number, a list number or a web address, or stands inside an open
quotation or bracket that closes soon. «؛» and «:» end nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]
_Held = tuple[int, int, int]
"""A quotation or an address: a mark that begins in `[first, last)` and ends before `limit` ends no sentence."""

LONG_QUOTE = 300
"""Characters after which an open quotation no longer holds its full stops back."""

LONGEST = 3000
"""Characters of a sentence; the longest of twenty thousand in the news have 2,600, lists without a full stop more."""

_ARABIC = "\u0620-\u065f\u066e-\u06d3"
_CLOSERS = "»”’\"'\u201c)]}›"
_MARK = re.compile(rf"(?P<mark>[.؟?!۔…]+)(?P<close>(?:[{re.escape(_CLOSERS)}]|\s(?=[»”)\]]))*)")
_WORD_BEFORE = re.compile(r"[^\s«»\"“”()\[\]،,:؛]*\Z")
_WORD = re.compile(r"\w+")
# Titles and the like, written with a full stop. Single letters («د.», «م.», «أ. ف. ب.») need no listing.
_ABBREVIATIONS = frozenset(
    "أ.د د.م ق.م ب.م هـ هج ص.ب ا.ه أ.ه إلخ الخ ج.م ت.م ج.م.ع و.م.أ ش.م.م ش.م ص.ت س.ت كلم كم سم ملم كغم كغ مج تر تح "
    "دك جن Mr Mrs Ms Dr Prof St vs etc e.g i.e U.S U.N U.K No Inc Ltd Co Jr Sr Gen Col Sen Rep Gov".split()
)
_ENDING_ABBREVIATIONS = frozenset("إلخ الخ هـ كلم كم سم ملم كغم كغ etc".split())
_SPELLED_LETTERS = frozenset(
    "إيه ايه أي بي سي دي إي إف اف جي جيه إتش اتش آي كي كيه إل ال إم ام إن ان أو او كيو آر ار إس اس تي يو في "
    "دبليو إكس اكس واي زي زد".split()
)
_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*|[\w.+-]+@[\w-]+\.[\w.]+|\b[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:/\S*)?")
_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
_PAIRS = {"«": "»", "“": "”", "(": ")", "[": "]", '"': '"'}
_DATELINE = re.compile(
    r"\s*\w+(?:[ ،/]+\w+){0,3} ?(?:\([^()]{1,40}\) ?[-–—:]|[-–—] ?[^\W\d]+(?: [^\W\d]+){0,3} ?:)(?=\s)"
)
"""Where and from whom a report comes, before its first sentence: «القاهرة (أ ف ب) -», «القاهرة - رويترز:»."""
_BRACKET = re.compile(r'[«»“”()\[\]"]')


def split_sentences(text: str) -> list[Span]:
    """Spans `[start, end)` of the sentences of `text`, in order, disjoint, without outer whitespace.

    Every character that is not whitespace lies in exactly one span. What has no end within `LONGEST` characters is cut
    between two words. Offsets count Unicode code points.
    """
    spans = []
    for line in _LINE.finditer(text):
        for start, end in _split_line(line[0]):
            for first, last in _bounded(line[0], start, end):
                spans.append((line.start() + first, line.start() + last))
    return spans


def _bounded(line: str, start: int, end: int) -> Iterator[Span]:
    """A sentence, in pieces where it is longer than sentences are: what reads it may then compare all its words."""
    while end - start > LONGEST:
        at = line.rfind(" ", start + 1, start + LONGEST)
        at = at if at > 0 else start + LONGEST
        yield from _trim(line, start, at)
        start = at
    yield from _trim(line, start, end)


def _split_line(line: str) -> Iterator[Span]:
    start = 0
    if dateline := _DATELINE.match(line):
        start = dateline.end()
        yield from _trim(line, 0, start)
    held: list[_Held] | None = None
    for match in _MARK.finditer(line):
        if line[match.end() : match.end() + 3].strip():
            if held is None:  # most lines are one sentence, and need no such search
                held = _held_spans(line)
            if not _ends_sentence(line, match, start, held):
                continue
        yield from _trim(line, start, match.end())
        start = match.end()
    yield from _trim(line, start, len(line))


def _trim(line: str, start: int, end: int) -> Iterator[Span]:
    while start < end and line[start].isspace():
        start += 1
    while end > start and line[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _ends_sentence(line: str, match: re.Match[str], start: int, held: list[_Held]) -> bool:
    """Whether a mark with more of the line after it ends a sentence."""
    at, end, mark = match.start(), match.end(), match["mark"]
    if any(first <= at < last and end < limit for first, last, limit in held):
        return False
    if mark == ".":
        return _full_stop_ends(line, match, start)
    if match["close"]:
        return _starts_afresh(line, end)
    if mark.strip(".…"):
        return True
    # An ellipsis with a space before it, or none after it, marks a pause or a cut.
    return line[end].isspace() and _starts_afresh(line, end) and not line[at - 1 : at].isspace()


def _full_stop_ends(line: str, match: re.Match[str], start: int) -> bool:
    at, end = match.start(), match.end()
    found = _WORD_BEFORE.search(line, max(start, at - 40), at)
    word = _MARKS.sub("", found[0]) if found else ""
    after = line[end : end + 1]
    if after.isdigit() and word[-1:].isdigit() and not match["close"]:
        return False
    if word.isdigit() and not line[start : at - len(word)].strip():
        return False
    if match["close"]:
        return _starts_afresh(line, end)
    if _is_abbreviation(word) or (word in _SPELLED_LETTERS and _spells_on(line, end)):
        return False
    # A missing space after the stop is common, but only between two Arabic words is it an end.
    if after in _PAIRS or after in "'-–—":
        return True
    return after.isspace() or (len(word) > 2 and re.match(rf"[{_ARABIC}]", after) is not None)


def _is_abbreviation(word: str) -> bool:
    bare = word.replace("ـ", "")
    if word in _ABBREVIATIONS:
        return word not in _ENDING_ABBREVIATIONS
    parts = bare.split(".")
    return bool(bare) and all(len(part) <= 1 and (part.isalpha() or not part) for part in parts)


def _spells_on(line: str, at: int) -> bool:
    """Is the next word the spelled-out name of a letter too, as in «بي. بي. سي»?"""
    following = _WORD.search(line, at)
    return following is not None and following[0] in _SPELLED_LETTERS


def _starts_afresh(line: str, at: int) -> bool:
    """After a closed quotation or an ellipsis: does what follows look like a new sentence?

    «قال "...". وأضاف» goes on with a new sentence, «"هل تأتي؟" سأل» and «"...!"، قال» do not.
    """
    rest = line[at:]
    return rest[:1].isspace() and not rest.lstrip().startswith(("،", ",", "؛", ":", "-", "–", ")", "»"))


def _held_spans(line: str) -> list[_Held]:
    held = [(start + 1, end - 1, end) for start, end in _quoted_spans(line)]
    if "." in line:
        held += [(m.start(), m.end() - 1, len(line) + 1) for m in _ADDRESS.finditer(line)]
    return held


def _quoted_spans(line: str) -> list[Span]:
    """Spans of quotations and brackets that close within `LONG_QUOTE` characters."""
    spans: list[Span] = []
    open_at: dict[str, int] = {}
    for match in _BRACKET.finditer(line):
        at, char = match.start(), match[0]
        if char in open_at:
            _close(spans, open_at.pop(char), at)
        elif char in _PAIRS:
            open_at[_PAIRS[char]] = at
    return spans


def _close(spans: list[Span], start: int, end: int) -> None:
    if end - start <= LONG_QUOTE:
        spans.append((start, end + 1))
