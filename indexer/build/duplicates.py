"""Which passages tell of one agenda item: agenda and minutes, draft and confirmed, page and pack.

Records are compared within one committee and date only, so that the same boilerplate in two
meetings stays two passages. Two records are one sitting if their items agree; in a sitting, items
are one if their numbers and titles agree, or their titles alone where a number is missing. A title
that several records of one file with ids of their own share is that of a document, not of an item:
such pieces are one if their texts are. Nothing depends on the order in which the files were read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from indexer.build.same_papers import same_passages
from indexer.build.sittings import sittings_of
from indexer.language.shingles import folded
from indexer.passages.passage import Passage
from indexer.tuning import DUPLICATES

_Key = tuple[object, ...]
Group = tuple[Passage, ...]


def groups(found: Iterable[Passage]) -> list[Group]:
    """Return the passages, those of one agenda item together, each group's main record first.

    A sitting's items stand together in the order of its fullest record, where that stood.
    """
    records: dict[_Key, list[Passage]] = {}
    papers: dict[_Key, list[Passage]] = {}
    for passage in found:
        key = _record(passage)
        (papers if passage.is_of_paper else records).setdefault(key, []).append(passage)
    place = {key: at for at, key in enumerate([*records, *papers])}
    of_papers = [passage for of_paper in papers.values() for passage in of_paper]
    placed: list[list[Group]] = [[group] for group in same_passages(of_papers)]
    for together in _buckets(records):
        placed += _items_of(together)
    placed.sort(key=lambda members: place[_record(members[0][0])])
    return [group for members in placed for group in members]


def _items_of(records: list[list[Passage]]) -> Iterator[list[Group]]:
    """Yield the items that some records tell of, those of one sitting together."""
    # Most meetings have one record: nothing is compared.
    pieces, rest = _pieces(records) if len(records) > 1 else ([], records)
    yield from ([group] for group in pieces)
    yield from _meetings(rest)


def _buckets(records: Mapping[_Key, list[Passage]]) -> Iterable[list[list[Passage]]]:
    """Return the records, those together that may be of one sitting."""
    buckets: defaultdict[object, list[list[Passage]]] = defaultdict(list)
    for key, passages in records.items():
        buckets[_bucket(passages) or key].append(passages)
    return buckets.values()


def _meetings(records: list[list[Passage]]) -> Iterator[list[Group]]:
    """Yield the items of each sitting that some records tell of, each item's records together."""
    if len(records) == 1:
        yield [(p,) for p in sorted(records[0], key=lambda passage: passage.position)]
        return
    for sitting in sittings_of(records):
        yield [tuple(entry.passage for entry in entries) for entries in sitting.items]


def _record(passage: Passage) -> tuple[object, ...]:
    """Return which record a passage is of; minutes in a pack are a record of their own meeting."""
    return passage.source, passage.record, passage.date


def merged_within(groups: Iterable[tuple[Passage, ...]]) -> list[tuple[str, int, int]]:
    """Return the sources most of whose records became part of others of the same source.

    Of each its name, how many did, and how many records it has.
    """
    records: Counter[str] = Counter()
    merged: Counter[str] = Counter()
    for group in groups:
        of_source = Counter(passage.source for passage in group)
        records.update(of_source)
        merged.update({name: n - 1 for name, n in of_source.items() if n > 1})
    return [(name, n, records[name]) for name, n in sorted(merged.items()) if 2 * n > records[name]]


def _bucket(passages: Sequence[Passage]) -> tuple[str, ...] | None:
    """Return what a record shares with all others that may tell of the same sitting, or None."""
    first = passages[0]
    if first.committee and first.date:
        return (" ".join(folded(first.committee)), first.date.isoformat())
    # Without its meeting a page is known by its address alone.
    if len(passages) == 1 and first.url:
        return ("address", first.url.strip().casefold())
    return None


def _pieces(records: list[list[Passage]]) -> tuple[list[Group], list[list[Passage]]]:
    """Return the records whose title others of their file share, those of one text together; and the rest."""
    titles = _shared_titles(records)
    pieces: defaultdict[_Key, list[Passage]] = defaultdict(list)
    rest: list[list[Passage]] = []
    for passages in records:
        piece = passages[0]
        if len(passages) > 1 or (piece.source, folded(piece.title)) not in titles:
            rest.append(passages)
            continue
        # What is short is said more than once: only its id tells whether it is the same record.
        identifier = piece.id if piece.n_words < DUPLICATES.least_words else None
        council = folded(piece.council or "")
        pieces[council, piece.title, identifier, piece.n_words].append(piece)
    return [group for likely in pieces.values() for group in _by_text(likely)], rest


def _shared_titles(records: list[list[Passage]]) -> set[_Key]:
    """Return the titles, each with its file, of several records without a number.

    Records of one file without ids of their own have the same id.
    """
    ids: defaultdict[_Key, set[str]] = defaultdict(set)
    for first, *others in records:
        if not others and first.number is None:
            ids[first.source, folded(first.title)].add(first.id)
    return {title for title, of_title in ids.items() if len(of_title) > 1}


def _by_text(pieces: list[Passage]) -> list[tuple[Passage, ...]]:
    """Return the passages, those of one text together, in order of their files."""
    if len(pieces) == 1:  # Nothing is compared, so the text of a kept passage is not read.
        return [tuple(pieces)]
    texts: defaultdict[str, list[Passage]] = defaultdict(list)
    for piece in sorted(pieces, key=lambda p: (p.source, p.record)):
        texts[piece.text].append(piece)
    return [tuple(same) for same in texts.values()]
