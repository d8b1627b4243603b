"""A stretch of the record as an assistant is given it: word for word, with who says it and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote as as_path

from indexer.language.windows import Span
from indexer.passages.passage import Passage
from search.page.attribution import who_says
from search.page.snippets import Snippet

# Reason only: a few paragraphs; what is longer is read with the tool `passage`.
MOST_CHARACTERS = 1_200
Why = Literal["words", "meaning", "decided", "said", "moved", "voted", "alike"]


@dataclass(frozen=True, slots=True)
class Quote:
    """`text` is the item's text from character `start` on, unchanged. `why` it is shown.

    `speaker` is who is reported to say it, None where the record does not surely say. `is_cut`: the stretch goes on
    in the record.
    """

    text: str
    start: int
    speaker: str | None
    why: Why
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """An agenda item, or a section of a paper: where it was dealt with, what was decided, and what is quoted of it.

    `date` is ISO. `link` leads to it. `exempt` is the reason why its text is withheld; then nothing is quoted.
    `is_near`: it is near to a search in meaning, and has not its words.
    """

    id: str
    title: str
    council: str | None
    committee: str | None
    date: str | None
    number: str | None
    kind: str | None
    page: int | None
    link: str | None
    exempt: str | None
    decided: list[Quote]
    quotes: list[Quote]
    is_near: bool = False


def item_of(passage: Passage, address: str, quotes: Sequence[Quote] = ()) -> Item:
    """Return a passage with what is quoted of it; `address` is the public one of the site, or ""."""
    page = f"{address}passage/{as_path(passage.id)}" if address else passage.url
    return Item(
        id=passage.id,
        title=passage.title,
        council=passage.council,
        committee=passage.committee,
        date=passage.date.isoformat() if passage.date else None,
        number=passage.number,
        kind=passage.kind,
        page=passage.page,
        link=page or None,
        exempt=passage.exempt,
        decided=[] if passage.exempt else decided(passage),
        quotes=[] if passage.exempt else list(quotes),
    )


def quoted(passage: Passage, start: int, end: int, why: Why, by: str | None = None) -> Quote:
    """Return characters `start` to `end` of a passage, cut between two words where they are too many."""
    text = passage.text[start:end]
    cut = len(text) > MOST_CHARACTERS
    if cut:
        text = re.sub(r"\s+\S*\Z", "", text[: MOST_CHARACTERS + 1])[:MOST_CHARACTERS]
    return Quote(text, start, by, why, cut)


def of_snippets(passage: Passage, found: Sequence[Snippet]) -> list[Quote]:
    """Return the sentences that a search shows of a passage, each with who says it."""
    return [
        quoted(
            passage,
            snippet.start,
            snippet.start + len(snippet.text),
            snippet.kind,
            who_says(passage, Span(snippet.start, snippet.start + len(snippet.text))) or None,
        )
        for snippet in found
    ]


def decided(passage: Passage) -> list[Quote]:
    """Return the stretches of a passage that say what was decided, as they stand there."""
    return [
        quoted(passage, start, end, "decided")
        for start, end in places(passage.text, passage.resolved)
    ]


def places(text: str, said: str) -> list[tuple[int, int]]:
    """Return where something that was read from a text stands in it, however its lines were broken there.

    Lines that stand apart are places of their own, in order; one that does not stand there word for word is none.
    """
    whole = list(_matches(text, said, 0))
    if whole:
        return whole[-1:]
    found: list[tuple[int, int]] = []
    for line in said.splitlines():
        place = next(_matches(text, line, found[-1][1] if found else 0), None)
        if place and found and not text[found[-1][1] : place[0]].strip():
            found[-1] = (found[-1][0], place[1])
        elif place:
            found.append(place)
    return found


def _matches(text: str, said: str, at: int) -> Iterator[tuple[int, int]]:
    words = said.split()
    if words:
        pattern = re.compile(r"\s+".join(map(re.escape, words)))
        yield from (match.span() for match in pattern.finditer(text, at))
