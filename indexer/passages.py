"""Meetings become passages: one agenda item, one passage, one permalink."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from corpus.records import AgendaItem, LinkedDocument, Meeting
from indexer.annotations import is_procedural, resolutions, speakers

_EXEMPT_TITLE = re.compile(
    r"^\W*(?:(?:exempt|confidential|part (?:2|ii))\b(?! items?\W*$)"
    r"|(?:restricted|private) (?:items?|reports?|minutes|business|session)\b)"
    r"|\((?:exempt|confidential|not for publication|part (?:2|ii))[^)]*\)"
    r"|[-–:] *(?:exempt|confidential)(?: (?:item|report|appendix))?\W*$"
    r"|\bnot for publication\b",
    re.IGNORECASE,
)
_EXEMPT_TEXT = re.compile(
    r"\b(?:this (?:item|report|minute)|the (?:report|appendix) (?:is|was|contains?)) [^.]{0,80}?"
    r"\b(?:not for publication|exempt information|is exempt|confidential)\b"
    r"|\bnot for publication (?:by virtue|because|under)\b"
    r"|\b(?:considered|received|noted) (?:an?|the) (?:exempt|confidential) (?:report|minutes?|appendix)\b",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"\bparagraphs?\s*\(?(\d(?:(?:\s*(?:,|and|&)\s*)\d)*)\)?", re.IGNORECASE)
_PUBLIC_TITLE = re.compile(r"exclusion of (?:the )?(?:press|public)|exempt items?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SourceLink:
    """A record that tells of a passage: the name of its file, and its address if it has one."""

    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """An agenda item as the unit of retrieval.

    `text` is what is indexed, shown and quoted: the agenda text, the decision and the minutes, in
    this order. An exempt passage holds no text: only its title and why it is withheld.

    `record` counts the meetings of a source from 0, `position` the items of a meeting from 1.
    Where several records tell of one item, `sources` names them all, `source` the main one, and
    `aliases` are the ids that the others would have had.
    """

    id: str
    title: str
    text: str
    source: str
    number: str | None = None
    council: str | None = None
    committee: str | None = None
    date: date | None = None
    url: str | None = None
    agenda: str = ""
    decision: str = ""
    minutes: str = ""
    documents: tuple[LinkedDocument, ...] = ()
    speakers: tuple[str, ...] = ()
    resolved: str = ""
    procedural: bool = False
    exempt: str | None = None
    sources: tuple[SourceLink, ...] = ()
    aliases: tuple[str, ...] = ()
    record: int = 0
    position: int = 0

    @property
    def context(self) -> str:
        """Return the line put in front of every window: "Committee · item title"."""
        return " · ".join(part for part in (self.committee, self.title) if part)


def passages(meeting: Meeting, record: int = 0) -> Iterator[Passage]:
    """Yield the passages of a meeting, the `record`-th of its source.

    Their ids may still collide with another meeting's.
    """
    for position, item in enumerate(meeting.items, start=1):
        yield _passage(meeting, item, record, position)


def _passage(meeting: Meeting, item: AgendaItem, record: int, position: int) -> Passage:
    url = item.url or meeting.url
    passage = Passage(
        id=item.record_id or _identifier(meeting, item, position),
        title=item.title or "(no title)",
        text="",
        source=meeting.source,
        number=item.number,
        council=meeting.council,
        committee=meeting.committee,
        date=meeting.date,
        url=url,
        agenda=item.agenda,
        decision=item.decision,
        minutes=item.minutes,
        documents=item.documents,
        procedural=is_procedural(item.title),
        sources=(SourceLink(meeting.source, url),),
        record=record,
        position=position,
    )
    reason = _exempt(item)
    return annotated(passage) if reason is None else withheld(passage, reason)


def annotated(passage: Passage) -> Passage:
    """Return a public passage with its text put together and what the text says noted."""
    text = "\n\n".join(part for part in (passage.agenda, passage.decision, passage.minutes) if part)
    resolved = "\n".join(part for part in (passage.decision, resolutions(passage.minutes)) if part)
    return replace(passage, text=text, resolved=resolved, speakers=speakers(text))


def withheld(passage: Passage, reason: str) -> Passage:
    """Return an exempt passage's placeholder: nothing of it but its title, its place and why."""
    return replace(
        passage,
        text="",
        agenda="",
        decision="",
        minutes="",
        documents=(),
        speakers=(),
        resolved="",
        exempt=reason,
    )


def _exempt(item: AgendaItem) -> str | None:
    """Return why an item is withheld, or None if it is public. Whatever looks exempt is withheld."""
    if _PUBLIC_TITLE.search(item.title) and not item.restricted:
        return None
    text = f"{item.agenda}\n{item.decision}\n{item.minutes}"
    if not (item.restricted or _EXEMPT_TITLE.search(item.title) or _EXEMPT_TEXT.search(text)):
        return None
    stated = _PARAGRAPH.search(f"{item.title}\n{text}")
    paragraph = f", paragraph {stated[1]} of Schedule 12A" if stated else ""
    return f"Exempt item: not for publication (Local Government Act 1972{paragraph})"


def _identifier(meeting: Meeting, item: AgendaItem, position: int) -> str:
    """Return an id that says what it is and depends on nothing but the meeting and the position."""
    stem = PurePosixPath(meeting.source).stem
    where = (
        [meeting.council, meeting.committee, meeting.date.isoformat()]
        if meeting.committee and meeting.date
        else [meeting.council, meeting.committee, stem]
    )
    if len(meeting.items) == 1 and item.number is None:
        # One page, one item: its place in the meeting is not known, its file is.
        where = [*where, stem] if where[-1] != stem else where
        return slug(" ".join(part for part in where if part))
    key = f"item {item.number}" if item.number else f"part {position}"
    return f"{slug(' '.join(part for part in where if part))}-{slug(key)}"


def slug(text: str) -> str:
    """Return the text in lower-case ASCII letters and digits joined by hyphens, or "item"."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:160].rstrip("-") or "item"


def with_unique_ids(found: Iterable[Passage]) -> Iterator[Passage]:
    """Yield the passages, each id once: a second one of the same id gets "-2", and so on."""
    seen: dict[str, int] = {}
    for passage in found:
        identifier = passage.id
        while identifier in seen:
            seen[passage.id] += 1
            identifier = f"{passage.id}-{seen[passage.id]}"
        seen[identifier] = 1
        yield passage if identifier == passage.id else replace(passage, id=identifier)
