"""What is asked to be retracted, and the hashes by which the ledger knows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import UsageError
from indexer.build.removals import path_of
from indexer.generation import catalogue
from indexer.generation.store import Generation
from indexer.language.hidden import hashed, hashed_bytes, letters_of
from indexer.passages.people.name_forms import name_forms, name_parts
from indexer.passages.retraction_book import Book, Entry, Kind, Phrase
from indexer.tuning import RETRACTION

_LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to go: ids of items, names of sources, or one phrase or name, and why, for the public to read.

    A phrase or a name goes out of everything, or out of the items `within` only; with `whole` the items that hold
    it go themselves.
    """

    kind: Kind
    texts: tuple[str, ...]
    reason: str
    within: tuple[str, ...] = ()
    whole: bool = False


def forms_of(asked: Asked) -> tuple[list[str], list[str]]:
    """Return the forms of a phrase or a name that go, and those that go beside one of these only."""
    if asked.kind == "phrase":
        return list(asked.texts), []
    return name_forms(asked.texts[0]) if asked.kind == "name" else ([], [])


def needles_of(asked: Asked) -> set[str]:
    """Return the letters without which nothing holds what is asked for: of an item or a source none."""
    surnames = name_parts(asked.texts[0])[0] if asked.kind == "name" else []
    return {letters_of(form) for form in surnames or forms_of(asked)[0]}


def entry_of(
    asked: Asked, book: Book, generation: Generation | None, *, token: str, noted_at: str
) -> Entry:
    """Return the retraction of what is asked for. Raises UsageError where it makes no sense or is nowhere."""
    sure, beside = forms_of(asked)
    _refuse_what_makes_no_sense(asked, sure)
    ids = asked.texts if asked.kind == "item" else asked.within
    _refuse_unknown(ids, book, generation)
    names, contents = _sources(asked, generation)
    surnames, givens = name_parts(asked.texts[0]) if asked.kind == "name" else ([], [])
    return Entry(
        token,
        asked.kind,
        asked.reason.strip(),
        noted_at,
        whole=asked.whole,
        phrases=_phrases(sure, book),
        beside=_phrases(beside, book),
        surnames=_phrases(surnames, book),
        givens=_phrases(givens, book),
        within=tuple(book.id_hash(identifier) for identifier in asked.within),
        items=tuple(map(book.id_hash, asked.texts)) if asked.kind == "item" else (),
        sources=tuple(book.name_hash(name) for name in names),
        contents=tuple(hashed_bytes(data, book.key) for data in contents),
    )


def _phrases(forms: Sequence[str], book: Book) -> tuple[Phrase, ...]:
    letters = sorted({letters_of(form) for form in forms})
    return tuple((len(one), hashed(one, book.key)) for one in letters if one)


def _refuse_what_makes_no_sense(asked: Asked, sure: Sequence[str]) -> None:
    if not asked.reason.strip() or len(asked.reason) > _LONGEST_REASON:
        raise UsageError(
            f"Give a --reason of up to {_LONGEST_REASON} letters: the public reads it where the item was."
        )
    letters = [letters_of(form) for form in sure]
    if (
        asked.kind in ("phrase", "name")
        and min(map(len, letters), default=0) < RETRACTION.least_letters
    ):
        raise UsageError(
            f"That has fewer than {RETRACTION.least_letters} letters or figures: too much else would go with it."
        )
    said = letters_of(asked.reason)
    if any(one in said for one in letters):
        raise UsageError(
            "The reason holds what is to go, and the public reads it. Say it otherwise."
        )


def _refuse_unknown(ids: Sequence[str], book: Book, generation: Generation | None) -> None:
    if generation is None or not ids:
        return
    with closing(catalogue.connect(generation.file(catalogue.FILE))) as connection:
        for identifier in ids:
            is_gone = book.id_hash(identifier) in book.items
            if not is_gone and catalogue.row_of(connection, identifier) is None:
                raise UsageError(
                    f"There is no agenda item {identifier[:160]!r} in this index. `council-search query` "
                    "shows the id of each item in brackets."
                )


def _sources(asked: Asked, generation: Generation | None) -> tuple[list[str], list[bytes]]:
    """Return the names of the sources that are meant, and the bytes of those that can be read."""
    if asked.kind != "source":
        return [], []
    if generation is None:
        return list(asked.texts), []
    roots = [Path(root) for root in generation.manifest.roots]
    with closing(catalogue.connect(generation.file(catalogue.FILE))) as connection:
        fingerprints = {name: known for name, known, *_ in catalogue.sources(connection)}
        known = [*fingerprints, *catalogue.column(connection, "source")]
    named = [_source(text, known, roots) for text in asked.texts]
    meant = {one for name in named for one in known if one == name or one.startswith(f"{name}/")}
    copies = _copies_of(meant, fingerprints)
    contents = _contents_of({*meant, *copies}, roots)
    return list(dict.fromkeys([*named, *copies])), contents


def _copies_of(meant: Set[str], fingerprints: Mapping[str, str]) -> list[str]:
    """Return the names of the files that hold the same as those that are meant, these among them."""
    same = {fingerprint for name in meant if (fingerprint := fingerprints.get(name))}
    return [name for name, fingerprint in fingerprints.items() if fingerprint in same]


def _contents_of(names: Set[str], roots: Sequence[Path]) -> list[bytes]:
    """Return the bytes of the files that are there."""
    paths = {path for name in names if (path := path_of(name, roots))}
    return [path.read_bytes() for path in sorted(paths) if path.is_file()]


def _source(text: str, known: Sequence[str], roots: Sequence[Path]) -> str:
    """Return the name of the source or the folder of sources that is meant, by name or by path."""
    wanted = text.rstrip("/")
    for name in known:
        if name == wanted or name.startswith(f"{wanted}/"):
            return wanted
        if path_of(name, roots) == Path(text).resolve():
            return name
    raise UsageError(
        f"There is no source {text[:160]!r} in this index. `council-search query --json` has the sources of "
        "each item."
    )
