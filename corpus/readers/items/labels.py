"""Titles that stand in one line with their text and nothing but a mark between: "Apologies: None".

No line says alone whether what stands before the mark is its title; the headings of a whole document do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus.lines import Line
from corpus.readers.items.known_titles import is_known
from corpus.readers.items.titles import Heading, is_in_capitals, is_title
from corpus.readers.tuning import LABELLED
from corpus.wording import wordings

_W = wordings("corpus.readers.items", "titles.toml")
_MARKED = re.compile(
    r"(?P<title>[^\W_][^:;]{1,90}?)\s*(?P<mark>[:;][-–—]?|\s[-–—])\s+(?P<text>\S.*)", re.DOTALL
)
# No space behind the mark: "Apologies:Cllr Oak". Times and addresses have small letters or figures there.
_TIGHT = re.compile(r"(?P<title>[^\W_][^:;]{1,60})(?P<mark>:)(?P<text>[A-Z].*)", re.DOTALL)
# A dash without a space before it; "re- elected" is a word that was cut.
_DASHED = re.compile(
    r"(?P<title>[^\W_][^:;.]{1,90}?[^\W\d_]{2})(?P<mark>[-–—])\s+(?P<text>[A-Z0-9].*)", re.DOTALL
)
_STOPPED = re.compile(r"(?P<title>[^\W_][^.:;]{2,60})(?P<mark>\.)\s+(?P<text>[A-Z].*)", re.DOTALL)
# Usual business with its sentence right behind it: "Closure There being no further business, …".
_SENTENCE = re.compile(rf"\s(?={_W['sentence_starts']}\b)")
_GOES_ON = re.compile(rf"(?:[,:;&–-]|\b{_W['unfinished']})$", re.IGNORECASE)
# Behind these a full stop ends no title: "Question by Councillor N. Oak", "Report on St. Anne’s".
_SHORTENED = re.compile(rf"\b(?:[^\W\d_]|{_W['shortened']})$", re.IGNORECASE)
_NOTHING = re.compile(_W["nothing"], re.IGNORECASE)
# All that was said: "None", "No reviews", "Nothing to report."
_NO_NEWS = re.compile(
    r"(?:none|nil|n/a|no [a-z]+(?: [a-z]+)?|nothing (?:to|new)\b[a-z ]*)[.!]?", re.IGNORECASE
)
_ENDS = re.compile(r"[.!?][\"”’')\]]*$")
# A sentence that tells what happened, and no second half of a title: "Resolution: Adopt the minutes."
_TELLS = re.compile(rf"\b{_W['telling']}\b")
# Behind a verb that says who did something goes on a sentence, and no list of what was "reported by" somebody.
_CLAUSE = re.compile(
    rf"\s(?:(?:was|were|had)\s|{_W['acting']}\s(?!(?:by|in|at|since|from|to|for|on|under|as|and)\b))|[a-z]{{3}}[.!?]\s+[A-Z]"
)
_ATTENDANCE = re.compile(r"(?:also )?present|(?:in )?attendance|apologies", re.IGNORECASE)


def label_of(text: str) -> tuple[str, str, str] | None:
    """Return label, mark and text of a line that may begin with its title, or None."""
    stopped = _STOPPED.fullmatch(text)
    if stopped and _SHORTENED.search(stopped["title"]):
        stopped = None
    match = _MARKED.fullmatch(text) or _DASHED.fullmatch(text) or _tight(text) or stopped
    if not match or len(match["title"].split()) > LABELLED.longest or not is_title(match["title"]):
        return None
    return match["title"].strip(), match["mark"].strip(), match["text"].strip()


def _tight(text: str) -> re.Match[str] | None:
    """Return the match of usual business with its text right behind a colon."""
    match = _TIGHT.fullmatch(text)
    return match if match and is_known(match["title"]) else None


def sentence_behind(text: str) -> tuple[str, str, str] | None:
    """Return title and text, with no mark, of a line of usual business that goes on with a sentence."""
    for start in _SENTENCE.finditer(text):
        title, said = text[: start.start()], text[start.end() :]
        if len(title.split()) > LABELLED.longest:
            break
        tells = (
            _ENDS.search(said) and _TELLS.search(said) and len(said.split()) >= LABELLED.sentence
        )
        if tells and is_known(title) and not _GOES_ON.search(title):
            return title, "", said
    return None


def is_clause(label: str) -> bool:
    """Say whether what stands before a mark is a sentence that tells something, or the end of one, and no label."""
    return bool(_CLAUSE.search(label))


def says(text: str) -> bool:
    """Say whether what stands behind a label is what was said, and not the second half of a title."""
    if _NOTHING.match(text):
        return True
    n_words = len(text.split())
    return n_words >= LABELLED.says or (n_words >= 2 and bool(_ENDS.search(text)))


def with_labels(headings: Sequence[Heading], lines: Sequence[Line]) -> list[Heading]:
    """Return the headings, each with its label as its title where the line goes on with the text.

    Where most headings are written so, all are that have the mark; elsewhere only usual business that
    tells something behind it is. A label that comes twice names a kind of business and no item
    ("Resolution: …"); a line that is bold or in capitals as a whole is all title.
    """
    found = _labels(headings, lines)
    usual = _usual_marks([one for one in found if one], len(headings))

    def finished(heading: Heading, one: tuple[str, str, str] | None) -> Heading:
        return _cut(heading, one) if one and (one[1] in usual or _is_sure(*one)) else heading

    return [finished(heading, one) for heading, one in zip(headings, found, strict=True)]


def _labels(
    headings: Sequence[Heading], lines: Sequence[Line]
) -> list[tuple[str, str, str] | None]:
    """Return for each heading its label, mark and text, None where it has none of its own."""
    found = [_label(heading, lines) for heading in headings]
    said = Counter(one[0].casefold() for one in found if one)
    return [one if one and said[one[0].casefold()] == 1 else None for one in found]


def _usual_marks(found: Sequence[tuple[str, str, str]], n_headings: int) -> set[str]:
    """Return the marks behind which at least half of the headings say something."""
    marks = Counter(mark for _, mark, _ in found if mark not in ("", "."))
    told = Counter(mark for _, mark, text in found if says(text))
    return {
        m for m, n in marks.items() if n >= LABELLED.usual_share * n_headings and told[m] >= n / 2
    }


def _label(heading: Heading, lines: Sequence[Line]) -> tuple[str, str, str] | None:
    line = lines[heading.line]
    if line.bold or line.heading or line.cells or is_in_capitals(line.text):
        return None
    # Where a title was cut for its length, the text has all of it.
    if not heading.text.startswith(heading.title.rstrip("…")) and heading.text:
        return None
    whole = heading.text or heading.title
    return label_of(whole) or sentence_behind(whole)


def label_before_text(heading: Heading) -> str:
    """Return the short title of a heading: its label where it has one, nothing where its text is text."""
    if not heading.text:
        found = label_of(heading.title)
        return found[0] if found and says(found[2]) else heading.title
    found = label_of(heading.text) if heading.text.startswith(heading.title.rstrip("…")) else None
    return found[0] if found else ""


def _is_sure(title: str, mark: str, text: str) -> bool:
    """Say whether a single line surely is a title with its text behind it."""
    if _ATTENDANCE.fullmatch(title):
        return True
    if mark[:1] in (":", "-", "–", "—") and _NO_NEWS.fullmatch(text):
        return True
    if not is_known(title) or text[:1].islower():
        return False
    if mark in ("", "."):
        return not mark or len(title.split()) <= LABELLED.stopped
    return bool(_NOTHING.match(text) or (_ENDS.search(text) and _TELLS.search(text)))


def _cut(heading: Heading, found: tuple[str, str, str]) -> Heading:
    title, _, text = found
    return replace(heading, title=title.rstrip(" .:-–—"), text=text)
