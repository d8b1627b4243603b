"""The acronyms that the records introduce, gathered over all passages of a generation."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from indexer.passages import Passage
from indexer.terms import acronym_term, terms_with_offsets, word_term

FILE = "acronyms.json"
# Short forms with their long forms and how many passages introduce them so, the commonest first.
Glossary = Mapping[str, list[tuple[str, int]]]
# What does not tell one long form from another ("needs and disabilities", "needs or disabilities").
_SMALL = frozenset("a an and at by for from in not of on or the to with".split())


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
    """Write `acronyms.json` into `folder`: every short form that a passage introduces.

    A withheld item tells nothing, not even in an index for internal use.
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
    glossary = {
        short: [
            (min(written[terms], key=lambda long: (-written[terms][long], long)), n)
            for terms, n in sorted(forms.items(), key=lambda form: (-form[1], form[0]))
        ]
        for short, forms in sorted(counts.items())
    }
    (folder / FILE).write_text(json.dumps(glossary, ensure_ascii=False, indent=0), "utf-8")


def read(folder: Path) -> Glossary:
    """Return what `write` wrote. Raises OSError or ValueError if it cannot be read."""
    record = json.loads((folder / FILE).read_text("utf-8"))
    return {short: [(str(long), int(n)) for long, n in forms] for short, forms in record.items()}
