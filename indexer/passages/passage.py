"""A passage, the unit of retrieval: what the index keeps of it and what a page shows of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from corpus.records import OF_THE_MEETING, Document, DocumentKind
from indexer.language.detection import languages_of
from indexer.passages.annotations import NO_ANNOTATIONS, Annotations, Reference, Told, told
from indexer.passages.subtitles import subtitle

# Stands in the text of an item where a stretch of it is withheld.
PART_WITHHELD = "[Part of this item is not for publication.]"
# What stands where a record names no title.
NO_TITLE = "(no title)"


@dataclass(frozen=True, slots=True)
class SourceLink:
    """A record that tells of a passage: the name of its file, and its address if it has one."""

    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """An agenda item, or a section of a document that belongs to one, as the unit of retrieval.

    `text` is what is indexed, shown and quoted: the agenda text, the decision and the minutes, in
    this order. An exempt passage holds no text: only its title and why it is withheld.

    `document` is what the text stands in (its `sections` are not kept here), `heading`, `paragraph`
    and `page` where it stands there. `documents` are what the item links to.

    `record` counts the meetings of a source from 0, `position` the passages of a meeting from 1.
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
    documents: tuple[Document, ...] = ()
    document: Document | None = None
    heading: str = ""
    paragraph: str | None = None
    page: int | None = None
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
        """Return the line put in front of every window: "Committee · item title · heading"."""
        return " · ".join(part for part in (self.committee, self.title, self.heading) if part)

    @property
    def kind(self) -> DocumentKind | None:
        """Return the kind of the document, if it is known."""
        return self.document.kind if self.document else None

    @property
    def is_of_paper(self) -> bool:
        """Say whether it is a section of a paper, and no item of the meeting itself."""
        return self.document is not None and self.kind not in (None, *OF_THE_MEETING)

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages of the text, that of most of it first; none where it does not tell."""
        return languages_of(self.text)

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
