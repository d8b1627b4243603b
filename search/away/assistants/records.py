"""What an assistant may ask of items: a search, one in full, those like it; answered by quotes and where they stand.

Every answer is bounded: whoever wants a whole council is told how much there is and where the open data are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.errors import UsageError
from corpus.records import DocumentKind
from indexer.passages.passage import Passage
from search.away.assistants.quotes import Item, Quote, item_of, of_snippets, quoted
from search.live import LiveIndex
from search.page.item_papers import together
from search.page.results import Hit, ResultPage
from search.query.dates import read_date
from search.query.kinds import kind_named
from search.query.nodes import Filters
from search.rank.values import Sort
from search.searcher import Searcher
from search.tuning import LIMITS

# Items of one answer and of all that can be paged to; characters of a text at once: reason only, what a model reads.
MOST_ITEMS, MOST_PAGED, MOST_TEXT = 20, 200, 8_000
NOTHING = (
    "No item of these records has these words. That says nothing about what was said or decided: records may use "
    "other words, or may not be here (ask `coverage`). With near_in_meaning items with other words are listed, too."
)
_NO_MORE = (
    "More than an assistant is given: narrow it by committee, date or words. All of it is open data: the site's "
    "/search.csv, or `council-search export`."
)


@dataclass(frozen=True, slots=True)
class Source:
    """The index that answers, always its newest generation, and the public address of its site, or ""."""

    live: LiveIndex
    address: str = ""

    def searcher(self) -> Searcher:
        """Return what answers. Raises UsageError for an index that holds the text of exempt items."""
        searcher = self.live.searcher()
        if searcher.includes_exempt:
            raise UsageError(
                "This index holds the text of exempt items, for internal use. Only a public index answers assistants."
            )
        return searcher


@dataclass(frozen=True)
class Found:
    """`matched` counts what has the words; `near` more items are near in meaning. `note` says what this answer means."""

    matched: int
    near: int
    items: list[Item]
    next_page: int | None
    note: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A search: names of committees and councils, kinds of documents, ISO dates, what is not asked for is empty."""

    words: str
    committees: Sequence[str] = ()
    councils: Sequence[str] = ()
    kinds: Sequence[str] = ()
    date_from: str = ""
    date_to: str = ""
    order: Sort = "relevance"
    near_in_meaning: bool = False
    page: int = 1
    limit: int = 10


def search(source: Source, asked: Asked) -> Found:
    """Return a page of the items that have the words, or, if asked for, are near in meaning. Raises UsageError."""
    filters = _filters(asked)
    if not asked.words.strip() and filters == Filters():
        raise UsageError("Say what to search for: words, a committee, a council, a kind or dates.")
    ask = _with_near if asked.near_in_meaning else _counted_only
    page, hits, n_all = ask(source.searcher(), asked, filters)
    return Found(
        matched=page.matched,
        near=page.near if asked.near_in_meaning else 0,
        items=[_item_of(hit, source.address) for hit in hits],
        next_page=next_page(asked.page, asked.limit, n_all),
        note=" ".join(_notes(page)),
    )


_Page = tuple[ResultPage, Sequence[Hit], int]


def _with_near(searcher: Searcher, asked: Asked, filters: Filters) -> _Page:
    """Return a page, its hits and how many there are on all pages."""
    page = searcher.search(
        asked.words,
        limit=asked.limit,
        offset=offset_of(asked.page, asked.limit),
        filters=filters,
        sort=asked.order,
    )
    return page, page.hits, page.listed


def _counted_only(searcher: Searcher, asked: Asked, filters: Filters) -> _Page:
    """Return a page, its hits that have the words, and how many of those there are on all pages.

    What is only near stands among the others and is not told unasked: so many more are looked at, from the first.
    """
    offset = offset_of(asked.page, asked.limit)
    page = searcher.search(
        asked.words,
        limit=offset + asked.limit + LIMITS.most_near,
        mode="lexical",
        filters=filters,
        sort=asked.order,
    )
    counted = [hit for hit in page.hits if hit.group == "counted"]
    return page, counted[offset : offset + asked.limit], page.listed - page.near


def _item_of(hit: Hit, address: str) -> Item:
    found = item_of(hit.passage, address, of_snippets(hit.passage, hit.snippets))
    return replace(found, is_near=hit.group == "near")


def _notes(page: ResultPage) -> Iterator[str]:
    yield from page.notes
    if page.folded:
        yield f"{page.folded:,} more sections of the same papers are not listed; read a paper's item with `passage`."
    if page.listed > MOST_PAGED:
        yield f"{page.listed:,} items. {_NO_MORE}"
    if not page.matched and not page.cut_short:
        yield NOTHING


def _filters(asked: Asked) -> Filters:
    return Filters(
        committees=tuple(name for name in asked.committees if name.strip()),
        date_from=read_day(asked.date_from),
        date_to=read_day(asked.date_to, last=True),
        kinds=tuple(map(_kind, asked.kinds)),
        councils=tuple(name for name in asked.councils if name.strip()),
    )


def read_day(text: str, *, last: bool = False) -> date | None:
    """Return the day that a text names, None for no text. Raises UsageError for what is no date."""
    when = read_date(text, last=last) if text.strip() else None
    if text.strip() and when is None:
        raise UsageError(f"There is no date “{text[:40]}”. Write it like 2019-05-31.")
    return when


def _kind(name: str) -> DocumentKind:
    kind = kind_named(name)
    if kind is None:
        raise UsageError(f"There is no kind “{name[:40]}”. There are: {', '.join(DocumentKind)}.")
    return kind


def offset_of(page: int, limit: int) -> int:
    """Return how many items come before a page. Raises UsageError beyond what is given to an assistant."""
    if not 0 < limit <= MOST_ITEMS or page < 1:
        raise UsageError(f"An answer has 1 to {MOST_ITEMS} items, and pages are numbered from 1.")
    if page * limit > MOST_PAGED:
        raise UsageError(_NO_MORE)
    return (page - 1) * limit


def next_page(page: int, limit: int, n_all: int) -> int | None:
    """Return the number of the page behind one, None where there is none for an assistant."""
    return page + 1 if page * limit < n_all and (page + 1) * limit <= MOST_PAGED else None


@dataclass(frozen=True)
class Whole:
    """An item with its text from character `start` on; `next_start` is where it goes on, None at its end.

    `speakers` are those whom it reports as speaking, `votes` how votes fell, word for word. `papers` belong to it.
    """

    item: Item
    text: str
    start: int
    length: int
    next_start: int | None
    speakers: list[str]
    votes: list[Quote]
    papers: list[Item]


def passage(source: Source, identifier: str, start: int = 0) -> Whole:
    """Return the text of an item, word for word. Raises UsageError for one that is not there or was retracted."""
    searcher = source.searcher()
    found = _passage(searcher, identifier)
    if not 0 <= start <= len(found.text):
        raise UsageError(f"The text of this item has {len(found.text):,} characters.")
    end = _end_of_part(found.text, start)
    return Whole(
        item=item_of(found, source.address),
        text=found.text[start:end],
        start=start,
        length=len(found.text),
        next_start=end if end < len(found.text) else None,
        speakers=list(found.speakers),
        votes=[
            quoted(found, vote.start, vote.start + len(vote.text), "voted")
            for vote in found.annotations.votes
        ],
        papers=[
            item_of(paper, source.address)
            for one in together(searcher, found).papers[:MOST_ITEMS]
            if (paper := searcher.passage(one.id))
        ],
    )


def _passage(searcher: Searcher, identifier: str) -> Passage:
    found = searcher.passage(identifier)
    if found is None:
        why = searcher.retraction(identifier)
        raise UsageError(
            why
            or f"There is no item “{identifier[:160]}”. Ids are those in the answers of `search`."
        )
    return found


def _end_of_part(text: str, start: int) -> int:
    """Return where a part of a text ends: behind a paragraph, or a word, where the whole is too long."""
    if len(text) - start <= MOST_TEXT:
        return len(text)
    part = text[start : start + MOST_TEXT]
    cut = max(part.rfind("\n"), 0) or part.rfind(" ")
    return start + (cut + 1 if cut > 0 else MOST_TEXT)


@dataclass(frozen=True)
class SimilarFound:
    """Items of other meetings that are like one, best first; `note` says why there are none."""

    items: list[Item]
    note: str


def similar(source: Source, identifier: str, before: str = "", limit: int = 5) -> SimilarFound:
    """Return items of other meetings that are like one, by words and by meaning. Raises UsageError."""
    searcher = source.searcher()
    _passage(searcher, identifier)
    offset_of(1, limit)
    found = searcher.similar(identifier, limit=limit, before=read_day(before))
    items = [
        item_of(
            hit.passage,
            source.address,
            [replace(one, why="alike") for one in of_snippets(hit.passage, hit.snippets)],
        )
        for hit in found.hits
    ]
    return SimilarFound(items, found.note)
