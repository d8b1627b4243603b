"""Meetings become passages: one agenda item, one passage, one permalink."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from corpus.records import AgendaItem, LinkedDocument, Meeting
from corpus.text import squash
from indexer.passages.annotations import NO_ANNOTATIONS, Annotations, Told, annotate, speakers, told
from indexer.passages.exemption import exempt_reasons
from indexer.passages.procedure import is_procedural
from indexer.passages.references import Reference
from indexer.passages.resolutions import resolutions
from indexer.passages.subtitles import subtitle

# What stands where a record names no title.
NO_TITLE = "(no title)"


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
    annotations: Annotations = NO_ANNOTATIONS

    @property
    def context(self) -> str:
        """Return the line put in front of every window: "Committee · item title"."""
        return " · ".join(part for part in (self.committee, self.title) if part)

    @property
    def subtitle(self) -> str:
        """Return the first words of what is asked or moved where the title says nothing, else ""."""
        return subtitle(self.title, self.text)

    @property
    def n_words(self) -> int:
        """Return how many words the text has."""
        return len(self.text.split())

    @property
    def told(self) -> Told:
        """Return what the other passages of an index are compared with."""
        return told(self.annotations)

    def renamed(self, identifier: str) -> Passage:
        """Return the passage under another id."""
        return replace(self, id=identifier)

    def relinked(self, speakers: tuple[str, ...], references: tuple[Reference, ...]) -> Passage:
        """Return the passage with its speakers' full names and its references' targets."""
        if (speakers, references) == (self.speakers, self.annotations.references):
            return self
        linked = replace(self.annotations, references=references)
        return replace(self, speakers=speakers, annotations=linked)


def passages(
    meeting: Meeting, record: int = 0, *, include_exempt: bool = False
) -> Iterator[Passage]:
    """Yield the passages of a meeting, the `record`-th of its source.

    An exempt item keeps its text only with `include_exempt`. The ids may still collide with those of
    another meeting.
    """
    reasons = exempt_reasons(meeting.items)
    for position, (item, reason) in enumerate(zip(meeting.items, reasons, strict=True), start=1):
        passage = _passage(meeting, item, record, position)
        if reason is None:
            yield annotated(passage)
        elif include_exempt:
            yield annotated(replace(passage, exempt=reason))
        else:
            yield withheld(passage, reason)


def _passage(meeting: Meeting, item: AgendaItem, record: int, position: int) -> Passage:
    url = item.url or meeting.url
    return Passage(
        id=item.record_id or _identifier(meeting, item, position),
        title=item.title or NO_TITLE,
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


def annotated(passage: Passage) -> Passage:
    """Return a passage with its text put together and what the text says noted."""
    text = "\n\n".join(part for part in (passage.agenda, passage.decision, passage.minutes) if part)
    resolved = "\n".join(part for part in (passage.decision, resolutions(passage.minutes)) if part)
    found = annotate(text)
    return replace(
        passage, text=text, resolved=resolved, speakers=speakers(found), annotations=found
    )


def withheld(passage: Passage, reason: str) -> Passage:
    """Return an exempt passage's placeholder: nothing of it but its title, its place and why.

    A title that a reader took from the first words of the text goes with the text.
    """
    text = squash(f"{passage.agenda} {passage.decision} {passage.minutes}")
    taken = passage.title.endswith("…") and squash(passage.title[:-1]) in text
    return replace(
        passage,
        title="(exempt item)" if taken else passage.title,
        text="",
        agenda="",
        decision="",
        minutes="",
        documents=(),
        speakers=(),
        resolved="",
        annotations=NO_ANNOTATIONS,
        exempt=reason,
    )


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
        yield passage if identifier == passage.id else passage.renamed(identifier)
