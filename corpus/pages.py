"""Pages of a printed document put together into one text: running heads gone, broken paragraphs whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import replace

from corpus.lines import BLANK, Line, texts
from corpus.tuning import PAGE

_PAGE_NUMBER = re.compile(
    r"(?:page\s*)?[-–(\[]?\s*(?:\d{1,4}|[ivxlc]{1,6})\s*[-–)\]]?(?:\s*(?:of|/)\s*\d{1,4})?",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Cllrs?|St|No|Prof|Rev)\.$")
_BOILERPLATE = re.compile(r"\b(?:page|intentionally|continued)\b", re.IGNORECASE)
_FULL_STOP = re.compile(r"[a-z]{2}[.!?][\"”’)]*$")
_SENTENCE_END = re.compile(r"[.!?:;][\"”’')\]]*(?:\*\*)?$")


def kept_lines(
    pages: Sequence[Sequence[str]], apart: Sequence[Container[int]] = ()
) -> list[list[int]]:
    """Return for each page which lines are not its running head, foot or number.

    A running head stands at the same edge of most pages. Two lines are the same if they differ in
    digits only, so that a date or a number may change. The title of the first page stays, and so does a
    sentence that stands in the text of its page, as what was resolved; `apart` are the lines of each
    page that are known to stand apart from it.
    """
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_shape(page[i]) for i in _edges(page)} - {""})
    # Left and right pages may have heads of their own.
    needed = max(PAGE.fewest_running, PAGE.running * len(pages)) if len(pages) > 2 else 2

    def is_furniture(number: int, i: int) -> bool:
        line = pages[number][i]
        if _PAGE_NUMBER.fullmatch(line.strip("* ")):
            return True
        if number == 0 or counts[_shape(line)] < needed:
            return False
        return not _is_sentence(line) or (bool(apart) and i in apart[number])

    kept = []
    for number, page in enumerate(pages):
        gone = {i for i in _edges(page) if is_furniture(number, i)}
        kept.append([i for i in range(len(page)) if i not in gone])
    return kept


def without_running_heads(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Return the pages without their running heads, feet and numbers."""
    kept = kept_lines([texts(page) for page in pages])
    return [[page[i] for i in numbers] for page, numbers in zip(pages, kept, strict=True)]


def _edges(page: Sequence[str]) -> list[int]:
    filled = [i for i, line in enumerate(page) if line]
    return sorted({*filled[: PAGE.edge], *filled[-PAGE.edge :]})


def _is_sentence(line: str) -> bool:
    """Say whether a line says something: "RESOLVED: that it be noted.", not "Page 3 of 4."."""
    ends = bool(_FULL_STOP.search(line.strip("* ")))
    return ends and len(line.split()) >= PAGE.short_sentence and not _BOILERPLATE.search(line)


def _shape(line: str) -> str:
    if len(line) > PAGE.longest_head:
        return ""
    words = re.sub(r"\d+", "#", line.strip("* ")).casefold().split()
    return " ".join(words) if any(c.isalnum() for word in words for c in word) else ""


def joined(pages: Sequence[Sequence[Line]]) -> list[Line]:
    """Return the lines of all pages; a sentence that a page break cuts in two is put together."""
    lines: list[Line] = []
    for page in pages:
        filled = list(page)
        while filled and not filled[0].text:
            del filled[0]
        while filled and not filled[-1].text:
            del filled[-1]
        if not filled:
            continue
        if lines and _goes_on(lines[-1], filled[0].text):
            lines[-1] = replace(lines[-1], text=f"{lines[-1].text} {filled[0].text}")
            del filled[0]
        elif lines:
            lines.append(BLANK)
        lines.extend(filled)
    return lines


def _goes_on(above: Line, below: str) -> bool:
    if _SENTENCE_END.search(above.text) and not _ABBREVIATION.search(above.text):
        return False
    if above.bold or above.text.isupper():
        return False
    long = len(above.text) > PAGE.goes_on and below[:1].isalpha() and not below.isupper()
    return below[:1].islower() or long
