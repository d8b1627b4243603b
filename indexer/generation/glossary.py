"""The acronyms that the records introduce, gathered over all passages of a generation."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from corpus.wording import lists
from indexer.generation import layout
from indexer.generation.store import Generation
from indexer.language.terms import acronym_term, terms_with_offsets, word_term
from indexer.passages.passage import Passage

FILE = layout.ACRONYMS
_SMALL = frozenset(lists("indexer.language", "words.toml")["small"])


class Pair(NamedTuple):
    """A short form, a long one, in how many passages it is introduced so, and what both are known by."""

    short: str
    long: str
    n_passages: int
    short_term: str
    long_terms: tuple[str, ...]


def pair(short: str, long: str, n_passages: int = 0) -> Pair:
    """Return a short and a long form with what they are known by."""
    return Pair(short, long, n_passages, short_term(short), long_terms(long))


def short_term(short: str) -> str:
    """Return what a short form is known by: "EHCPs", "EHCP" and "ehcp" are one."""
    return word_term(_singular(short).lower())


def _singular(short: str) -> str:
    plain = short.replace(".", "")
    return acronym_term(plain) or plain


def long_terms(long: str) -> tuple[str, ...]:
    """Return what a long form is known by: its terms, without small words."""
    terms = (term for term, *_ in terms_with_offsets(long, parts=False))
    return tuple(term for term in terms if term not in _SMALL)


def write(found: Iterable[Passage], folder: Path) -> None:
    """Write `acronyms.json` into `folder`: every short form that a passage introduces, as `Pair`s.

    Those of one short form stand together, the commonest first. A withheld item tells nothing, not
    even in an index for internal use.
    """
    counts: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    written: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for passage in found:
        if passage.exempt:
            continue
        for acronym in passage.told.acronyms:
            long = re.sub(r"['’]s$", "", acronym.long)
            if terms := long_terms(long):
                counts[_singular(acronym.short)][terms] += 1
                written[terms][long] += 1
    pairs = [
        pair(short, min(written[terms], key=lambda long: (-written[terms][long], long)), n)
        for short, forms in sorted(counts.items())
        for terms, n in sorted(forms.items(), key=lambda form: (-form[1], form[0]))
    ]
    # To cut all of them into terms again would be a tenth of a second for the first query.
    (folder / FILE).write_text(json.dumps(pairs, ensure_ascii=False, indent=0), "utf-8")


def read(generation: Generation) -> list[Pair]:
    """Return what `write` wrote. Raises OSError or ValueError if it cannot be read."""
    try:
        record = json.loads(generation.file(FILE).read_text("utf-8"))
        found = [
            Pair(short, long, n, known, tuple(terms)) for short, long, n, known, terms in record
        ]
    except (TypeError, RecursionError) as error:
        raise ValueError("it holds no pairs of forms") from error
    texts = (
        text for one in found for text in (one.short, one.long, one.short_term, *one.long_terms)
    )
    if not all(isinstance(text, str) for text in texts) or any(
        type(p[2]) is not int for p in found
    ):
        raise ValueError("it holds no pairs of forms")
    return found
