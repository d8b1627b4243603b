"""What a council publishes, as plain immutable data.

Nothing here is invented: what a record does not say is None or empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class DocumentKind(StrEnum):
    """What a document is to its meeting; `PACK` is one file that others are bound in."""

    AGENDA = "agenda"
    MINUTES = "minutes"
    REPORT = "report"
    APPENDIX = "appendix"
    EQUALITY_ASSESSMENT = "equality-assessment"
    DECISION_RECORD = "decision-record"
    SUPPLEMENT = "supplement"
    QUESTIONS = "questions"
    AMENDMENT = "amendment"
    LETTER = "letter"
    PACK = "pack"
    OTHER = "other"


# The documents whose items are the meeting's; all others belong to an item of it.
OF_THE_MEETING = frozenset({DocumentKind.AGENDA, DocumentKind.MINUTES})


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """What is known of a meeting besides its items: from a page's head, or from `meeting.toml`.

    `document` is set for a file that is no record of a meeting but a report to it: its title; `item` is
    the number of the item that it is to. With
    `restricted` nothing of it is for the public.
    """

    council: str | None = None
    committee: str | None = None
    date: date | None = None
    venue: str | None = None
    url: str | None = None
    document: str | None = None
    restricted: bool = False
    item: str | None = None

    def or_else(self, other: MeetingFacts) -> MeetingFacts:
        """Return these facts, with each one that is unknown taken from `other`."""
        return MeetingFacts(
            council=self.council or other.council,
            committee=self.committee or other.committee,
            date=self.date or other.date,
            venue=self.venue or other.venue,
            url=self.url or other.url,
            document=self.document or other.document,
            restricted=self.restricted or other.restricted,
            item=self.item or other.item,
        )


@dataclass(frozen=True, slots=True)
class Section:
    """What a document says under one heading.

    `paragraph` is the number of its first numbered paragraph ("2.4"); `page` counts the pages of the
    source from 1.
    """

    text: str
    heading: str = ""
    paragraph: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A paper of a meeting: read from a file or a part of one, or only linked to (without sections).

    `author` is whom it is from, as it says itself. `source` is the file that holds it, `first_page`
    and `last_page` its pages there, from 1. `item` is the number of the agenda item to which it is a
    paper. `meeting` is what minutes that are bound in a pack record: an earlier meeting, whose items
    their sections are (`heading` and `paragraph` are title and number). `kind` is None where nothing tells.
    """

    title: str
    url: str | None = None
    kind: DocumentKind | None = None
    author: str | None = None
    source: str | None = None
    first_page: int | None = None
    last_page: int | None = None
    restricted: bool = False
    item: str | None = None
    meeting: MeetingFacts | None = None
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Attendee:
    """A person whom a record lists as a member or as present, as it states role and party.

    `attendance` is the record's own word: "Present", "Apologies", "Expected".
    """

    name: str
    role: str | None = None
    party: str | None = None
    attendance: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export says of an item beside what a record would: how it was indexed, to be so again.

    `sources` are (name, address) of the records that told of it; `exempt` is why its text is withheld.
    `council`, `committee` and `date` are the item's own: those of one line may differ in writing.
    """

    id: str
    council: str | None = None
    committee: str | None = None
    date: date | None = None
    document: Document | None = None
    heading: str = ""
    paragraph: str | None = None
    procedural: bool = False
    exempt: str | None = None
    sources: tuple[tuple[str, str | None], ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One numbered piece of a meeting.

    `record_id` is set only by formats whose records carry an identifier of their own (BEIR's `_id`).
    `page` is the page of a printed document on which the item begins, from 1. `exported` is set where the
    item is read from an export.
    """

    title: str
    number: str | None = None
    agenda: str = ""
    decision: str = ""
    minutes: str = ""
    documents: tuple[Document, ...] = ()
    url: str | None = None
    restricted: bool = False
    record_id: str | None = None
    page: int | None = None
    exported: Exported | None = None


@dataclass(frozen=True, slots=True)
class Likelihood:
    """How the items of printed minutes were found: by which rule, how likely it is, and how far ahead.

    `score` is from 0 to 1, `margin` what the next rule that gives other items is behind.
    """

    rule: str
    score: float
    margin: float


@dataclass(frozen=True, slots=True)
class Meeting:
    """One sitting of one committee of one council, on one date, as one source tells it.

    `document` is what the source is: the minutes whose items these are, a pack of papers, or the one
    report that belongs to one item. `left_out` are the words of the source that stand in none of its
    texts, by `corpus.losses`; `likelihood` says how sure its items are, where they had to be found.
    """

    items: tuple[AgendaItem, ...]
    source: str
    council: str | None = None
    committee: str | None = None
    date: date | None = None
    venue: str | None = None
    url: str | None = None
    attendees: tuple[Attendee, ...] = ()
    document: Document | None = None
    left_out: Mapping[str, int] = field(default_factory=dict)
    likelihood: Likelihood | None = None

    @property
    def kind(self) -> DocumentKind | None:
        """Return what the source is to the meeting, if anything tells."""
        return self.document.kind if self.document else None

    @property
    def item(self) -> str | None:
        """Return the number of the item that the source is a paper to; a meeting's minutes are to none."""
        return self.document.item if self.document else None


@dataclass(frozen=True, slots=True)
class Listed:
    """An item as a front sheet lists it; `first` and `last` count the pages of the bound pack.

    `lead` is who leads it, and `called` what the sheet calls its paper ("Enc D"), where columns tell them.
    """

    number: str
    title: str
    first: int | None = None
    last: int | None = None
    lead: str = ""
    called: str = ""

    @property
    def n_pages(self) -> int | None:
        """Return how many pages its papers fill in the pack, where the sheet says so."""
        return None if self.first is None or self.last is None else self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another file of the same meeting's folder: what it is called and, once it is read, what it says.

    `data` are the bytes of those that tell of the whole meeting: front sheets and minutes. `listed`
    are the items of a front sheet.
    """

    name: str
    data: bytes = b""
    kind: DocumentKind | None = None
    facts: MeetingFacts = field(default_factory=MeetingFacts)
    listed: tuple[Listed, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One file handed to a reader.

    `name` is its path below the folder that was indexed, with that folder's name in front; it is
    what the user sees. `facts` come from the `meeting.toml` files beside and above it. `neighbours`
    are the other files of the folder of its meeting, where that is a meeting's.
    """

    name: str
    data: bytes
    facts: MeetingFacts = field(default_factory=MeetingFacts)
    neighbours: tuple[Neighbour, ...] = ()

    @property
    def suffix(self) -> str:
        """Return the lower-case suffix of the file name with its dot, or an empty string."""
        stem, dot, suffix = self.name.rpartition(".")
        return f".{suffix.lower()}" if dot and "/" not in suffix and stem else ""


def meeting(source: Source, facts: MeetingFacts, items: tuple[AgendaItem, ...]) -> Meeting:
    """Return the meeting that `source` tells of; what the page says wins over `meeting.toml`."""
    known = facts.or_else(source.facts)
    return Meeting(
        items=items,
        source=source.name,
        council=known.council,
        committee=known.committee,
        date=known.date,
        venue=known.venue,
        url=known.url,
    )
