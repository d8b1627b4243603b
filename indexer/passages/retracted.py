"""What was retracted: which items are gone, and which phrases stand behind a black bar.

Of what was retracted only keyed hashes are known here (`indexer.language.hidden`), as a ledger beside the index
keeps them (`indexer.generation.ledger`); docs/decisions/0010-retraction.md says what is hashed and why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from corpus.records import Document
from indexer.language.hidden import hashed, shingles, spans, wanted_of
from indexer.passages.of_meeting import annotated
from indexer.passages.passage import Passage, SourceLink
from indexer.passages.retraction_book import Book, Entry, Phrase, Sought, content_hash, sought
from indexer.tuning import RETRACTION

Cover = Callable[[str], str]
# What stands in the place of a phrase, and in an id, which is an address.
BAR, BAR_IN_ID = "█████", "redacted"
_FIELDS = ("title", "agenda", "decision", "minutes", "heading", "number", "paragraph")
_FACTS = ("council", "committee", "exempt")


@dataclass(frozen=True)
class Retractions:
    """All that is retracted from an index."""

    books: tuple[Book, ...] = ()
    _shown: dict[str, str] = field(default_factory=dict)

    @property
    def tokens(self) -> list[str]:
        """Return the names of all retractions, in order, those of a ledger and its copies once."""
        every = {(book.name, entry.token) for book in self.books for entry in book.entries}
        return sorted(token for _, token in every)

    def without_phrases(self, passage: Passage) -> Passage:
        """Return a passage with bars for the phrases that go out of everything; itself if it has none."""
        for book in self.books:
            passage = _covered(passage, book, book.everywhere)
        return passage

    def within(self, passage: Passage) -> Passage:
        """Return a passage with bars for the phrases that go out of this one; itself if there are none."""
        for book in self.books:
            known = book.withins and _ids_of(book, passage)
            entries = [e for one in known or () for e in book.withins.get(one, ())]
            passage = _covered(passage, book, entries)
        return passage

    def shown_name(self, name: str) -> str:
        """Return the name of a source with bars, or another one if the source itself is gone."""
        if name not in self._shown:
            is_gone = self.of_source(name) is not None
            covered = name
            for book in self.books:
                covered = _shown_path(covered, book)
            self._shown[name] = self.hidden_name(name) if is_gone else covered
        return self._shown[name]

    def hidden_name(self, name: str) -> str:
        """Return what stands for the name of a source that is gone."""
        return f"retracted-{self.books[0].name_hash(name)[:12]}"

    def of_source(self, name: str, data: bytes | None = None) -> Entry | None:
        """Return the retraction of a source: of its name, of a folder or an archive above it, of its bytes."""
        for book in self.books:
            above = [name, *map(str, PurePosixPath(name).parents)] if book.sources else []
            found = [e for one in above for e in book.sources.get(book.name_hash(one), ())]
            if data is not None and book.contents:
                found += book.contents.get(content_hash(data, book), ())
            if found:
                return found[0]
        return None

    def of_item(self, passage: Passage, *, is_kept: bool = False) -> Entry | None:
        """Return the retraction that takes an item away. Of one that is kept only the id is looked at."""
        for book in self.books:
            ids = _ids_of(book, passage) if book.items else []
            if known := [book.items[one] for one in ids if one in book.items]:
                return known[0]
            if not is_kept and (entry := _same_item(book, passage)):
                return entry
        return None

    def is_taken(self, identifier: str) -> bool:
        """Say whether an id was that of an item of a source that is gone: no other may have it."""
        return any(book.taken and book.id_hash(identifier) in book.taken for book in self.books)

    def recorded(self, also: Mapping[str, Iterable[str]]) -> list[dict[str, object]]:
        """Return what a manifest says of what is gone: for each book its salt, and the reason of each id.

        `also` are more ids that are gone by a retraction, by its token.
        """
        found: list[dict[str, object]] = []
        for book in self.books:
            gone: dict[str, list[str]] = {}
            for entry in book.entries:
                more = [book.id_hash(identifier) for identifier in also.get(entry.token, ())]
                gone |= {known: [entry.reason, entry.noted_at] for known in (*entry.items, *more)}
            found.append({"salt": book.salt.hex(), "gone": gone})
        return found


NOTHING_RETRACTED = Retractions()


def texts_of(passage: Passage) -> Iterator[str]:
    """Yield everything that a passage says, or that is said of it."""
    yield from (value for name in (*_FIELDS, *_FACTS) if (value := getattr(passage, name)))
    yield from (passage.id, passage.source, *passage.aliases, *passage.speakers)
    yield unquote(passage.url or "")
    for document in filter(None, (*passage.documents, passage.document)):
        yield from _texts_of_document(document)
    for link in passage.sources:
        yield from (link.name, unquote(link.url or ""))


def _texts_of_document(document: Document) -> Iterator[str]:
    yield from (document.title, document.author or "", document.source or "")
    yield unquote(document.url or "")


def _ids_of(book: Book, passage: Passage) -> list[str]:
    return [book.id_hash(identifier) for identifier in (passage.id, *passage.aliases)]


def _same_item(book: Book, passage: Passage) -> Entry | None:
    """Return the retraction of the item that this is under another id, or of a phrase that it holds."""
    return (
        _of_a_phrase(book, passage)
        or _at_the_same_place(book, passage)
        or _of_same_text(book, passage)
    )


def _of_a_phrase(book: Book, passage: Passage) -> Entry | None:
    for entry in book.whole:
        wanted = sought([entry], book.key)
        if any(wanted.spans(text) for text in texts_of(passage)):
            return entry
    return None


def _at_the_same_place(book: Book, passage: Passage) -> Entry | None:
    found = book.places.get(book.place_hash(passage) or "") if book.places else None
    return found[0] if found else None


def _of_same_text(book: Book, passage: Passage) -> Entry | None:
    if not book.runs:
        return None
    mine = {hashed(run, book.key) for run in shingles(passage.text, RETRACTION.run)}
    same = Counter(entry for run in mine for entry in book.runs.get(run, ()))
    return next((e for e, n in same.items() if n >= RETRACTION.same_text * len(e.runs)), None)


def _covered(passage: Passage, book: Book, entries: Collection[Entry]) -> Passage:
    """Return a passage with bars for the phrases of some retractions; itself if it holds none."""
    if not entries:
        return passage
    said = list(texts_of(passage))

    def is_held(wanted: Sought) -> bool:
        return any(wanted.spans(text) for text in said)

    everywhere = sought(entries, book.key)
    if not is_held(everywhere):
        return passage
    beside = [
        phrase
        for entry in entries
        if entry.beside and is_held(sought([entry], book.key))
        for phrase in entry.beside
    ]
    return _with_bars(
        passage, _cover_of(book, everywhere, beside), _cover_of(book, everywhere), book
    )


def _cover_of(book: Book, wanted: Sought, beside: Iterable[Phrase] = ()) -> Cover:
    more = wanted_of(beside)

    def cover(text: str) -> str:
        text = _barred(text, wanted.spans(text))
        capitals = (s for s in spans(text, more, book.key) if text[s[0]].isupper())
        return _barred(text, capitals)

    return cover


def _barred(text: str, found: Iterable[tuple[int, int]]) -> str:
    parts, at = [], 0
    for start, end in found:
        parts += [text[at:start], BAR]
        at = end
    return "".join([*parts, text[at:]])


def _shown_path(name: str, book: Book) -> str:
    """Return the name of a source with bars, folder by folder; two that differ stay two."""
    return "/".join(_shown_part(part, book) for part in name.split("/"))


def _shown_part(part: str, book: Book) -> str:
    covered = _barred(part, book.in_names.spans(part))
    if covered == part:
        return part
    stem, dot, suffix = covered.rpartition(".")
    mark = book.name_hash(part)[:6]
    return f"{stem}-{mark}.{suffix}" if dot else f"{covered}-{mark}"


def _with_bars(passage: Passage, cover: Cover, cover_id: Cover, book: Book) -> Passage:
    """Return a passage with every text of it covered; names of files by themselves, as elsewhere."""

    def name(text: str) -> str:
        return _shown_path(text, book)

    def address(url: str | None) -> str | None:
        return url if url is None or cover(unquote(url)) == unquote(url) else None

    def document(one: Document) -> Document:
        author = cover(one.author) if one.author else one.author
        source = name(one.source) if one.source else one.source
        return replace(
            one, title=cover(one.title), url=address(one.url), author=author, source=source
        )

    changed: dict[str, Any] = {
        field_: cover(value)
        for field_ in (*_FIELDS, *_FACTS)
        if (value := getattr(passage, field_))
    }
    found = replace(
        passage,
        **changed,
        id=cover_id(passage.id).replace(BAR, BAR_IN_ID),
        aliases=tuple(alias for alias in passage.aliases if cover_id(alias) == alias),
        source=name(passage.source),
        url=address(passage.url),
        documents=tuple(map(document, passage.documents)),
        document=document(passage.document) if passage.document else None,
        sources=tuple(SourceLink(name(one.name), address(one.url)) for one in passage.sources),
    )
    return annotated(found) if passage.text else found
