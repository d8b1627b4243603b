"""What of a printed document's lines is in none of its record's texts, under the name of what it was.

Told by comparing the two, whatever code left something out, so that nothing is lost without a name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass

from corpus.lines import Line
from corpus.losses import CONTENTS, ELSEWHERE, HEAD, LABELS, PAGE_ENDS, words_of
from corpus.readers.items.schemes import readings
from corpus.readers.items.titles import LEADERS
from corpus.records import AgendaItem
from corpus.tuning import HEADS
from corpus.wording import lists

_PAGE_END = re.compile(r"(?:page )?\d{1,4}(?: of \d{1,4})?|[-_=*]{3,}", re.IGNORECASE)
_LABELS = frozenset(lists("corpus.readers", "words.toml")["before_numbers"])


def left_out(lines: Sequence[Line], items: Sequence[AgendaItem]) -> dict[str, int]:
    """Return how many words of a document are in no text of its records' items, by what they were.

    Words are compared as a multiset: those of the items are looked for first, so that what is missing
    falls on the front of the document, on ends of pages and on lists of contents where it can.
    """
    there = words_of(texts_of(tuple(items)))
    first = _first_line(lines, items)
    last = {_key(line.text): index for index, line in enumerate(lines) if line.text}
    titles = {_key(item.title) for item in items}
    listed = {i for i, line in enumerate(lines) if _is_listed(line.text, i, titles, last)}
    lost: Counter[str] = Counter()
    names = [_name(line.text, i, first, listed) for i, line in enumerate(lines)]
    for name in (ELSEWHERE, HEAD, CONTENTS, PAGE_ENDS):
        for line, its in zip(lines, names, strict=True):
            if its == name:
                lost.update(_lost(line.text, name, there))
    return dict(lost)


def _is_listed(text: str, index: int, titles: set[str], last: dict[str, int]) -> bool:
    """Say whether a line is of a list of contents: it has leaders, or is a title that comes again."""
    keys = {_key(text), *(_key(reading.rest) for reading in readings(Line(text)))}
    comes_again = any(last.get(key, -1) > index for key in keys)
    return bool(LEADERS.search(text)) or (comes_again and not keys.isdisjoint(titles))


def _lost(text: str, name: str, there: Counter[str]) -> Iterator[str]:
    """Yield a name for each word of a line that is not there any more, and take the others away."""
    for word, n in words_of([text]).items():
        kept = min(n, there[word])
        there[word] -= kept
        is_label = name == ELSEWHERE and word in _LABELS
        yield from [LABELS if is_label else name] * (n - kept)


def _name(text: str, index: int, first: int, listed: set[int]) -> str:
    """Return what a line would be if its words were missing."""
    if _PAGE_END.fullmatch(text):
        return PAGE_ENDS
    if index in listed:
        return CONTENTS
    return HEAD if index < first else ELSEWHERE


def _first_line(lines: Sequence[Line], items: Sequence[AgendaItem]) -> int:
    """Return where the first item begins, behind what may be a list of contents."""
    titles = [key for item in items[:2] if (key := _key(item.title))]
    at = [
        i for i, line in enumerate(lines) if line.text and any(t in _key(line.text) for t in titles)
    ]
    return (
        at[-1]
        if at and at[-1] < len(lines) / 2
        else at[0]
        if at
        else min(HEADS.account_lines, len(lines))
    )


def _key(text: str) -> str:
    return " ".join(LEADERS.sub("", text).casefold().strip(" .:|").split())


def texts_of(value: object) -> Iterable[str]:
    """Yield every text that a record holds, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from texts_of(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_of(getattr(value, field.name))
