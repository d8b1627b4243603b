"""Items as they are read for what they withhold: those of minutes in a pack, and titles whose sentence breaks off.

Where a resolution stands behind its own number, its first line was taken for the title of an item.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from corpus.records import AgendaItem, Document
from indexer.language.windows import sentences
from indexer.passages.exclusion.frames import PUBLIC, compiled
from indexer.passages.exclusion.model import understood, withholds
from indexer.passages.exclusion.reach import Deed
from indexer.passages.exclusion.words import role
from indexer.passages.exemption.marks import Title, read_title
from indexer.passages.exemption.paragraphs import breaks_off, may_break_off

_FIELDS = ("agenda", "decision", "minutes")


def with_whole_titles(items: Sequence[AgendaItem]) -> list[AgendaItem]:
    """Return items in whose titles a sentence about who may be present does not break off."""
    return list(map(_whole, items))


def _whole(item: AgendaItem) -> AgendaItem:
    name = next((name for name in _FIELDS if getattr(item, name).strip()), "")
    text = getattr(item, name).lstrip() if name else ""
    is_subject = bool(_WHO.fullmatch(item.title) and _SENT.match(text))
    if not text or not (is_subject or may_break_off(item.title)):
        return item
    end = sentences(text)[0].end
    if not _are_one(item.title, text[:end]):
        return item
    rest: dict[str, Any] = {name: text[end:].lstrip()}
    below = f"were {text[:end]}" if is_subject else text[:end]
    return replace(item, title=_joined(item.title, below), **rest)


def _are_one(title: str, below: str) -> bool:
    """Say whether a title and the sentence below it are one sentence, that tells who may be present."""
    joined = _joined(title, below)
    if _WHO.fullmatch(title) and _SENT.match(below):
        return _tells(_joined(title, f"were {below}"))
    if breaks_off(title, below):
        is_about_it = read_title(title) is Title.PLAIN and read_title(joined) is Title.EXCLUSION
        return is_about_it or any(map(_tells, (joined, title, below)))
    # A name may come next: "… pursuant to Minnesota | Statutes …".
    said = understood(joined)
    return bool(said and said.deed is Deed.CLOSES) and not any(map(_tells, (title, below)))


# "13. Public and press: asked to withdraw, which they did": who was, by the title.
_WHO = compiled(rf"(?:the\s+)?{PUBLIC}(?:\s+(?:and|&|/)\s+(?:the\s+)?{PUBLIC})?[\s:.]*")


_SENT = re.compile(role("ask", "put_out"))


def _joined(title: str, below: str) -> str:
    return " ".join(f"{title} {below}".split())


def _tells(sentence: str) -> bool:
    return understood(sentence) is not None or withholds(sentence)


def minutes_items(document: Document) -> list[AgendaItem]:
    """Return the items of the earlier meeting that minutes in a pack record."""
    return [
        AgendaItem(
            section.heading,
            section.paragraph,
            minutes=section.text,
            restricted=document.restricted,
            page=section.page,
        )
        for section in document.sections
    ]
