"""Formulas by which real records of eight countries exclude the public, do not, or let it in again, each by itself.

They stand beside the repository, in `../shared/data/exclusion-wordings.md`, with what each of them means.
"""

from __future__ import annotations

import re

from indexer.passages.exclusion.model import understood
from indexer.passages.exclusion.reach import Deed
from tests.conftest import SHARED, needs_shared

_ROW = re.compile(r"^\| \d+ \| (?P<formula>.+?) \| [^|]+ \| (?P<meaning>[^|]+) \| [^|]+ \|$", re.M)
# What a formula has in brackets is said of it, but for the numbers of paragraphs.
_BESIDE = re.compile(r"\((?!\d|[a-z]\)|A\))[^()]*\)")
_FILLED = {"*time*": "7.15 pm", "*date*": "3 March", "*dates*": "3 and 10 March", "*one officer*": "clerk"}  # fmt: skip


def _deeds(formula: str) -> set[Deed]:
    """Return what the sentences of a formula do, read one after the other."""
    text = _BESIDE.sub(" ", formula)
    for gap, words in _FILLED.items():
        text = text.replace(gap, words)
    parts = re.split(r"(?<=[.;])\s+| / ", " ".join(text.replace("…", ",").split()))
    said = [understood(part, before) for before, part in zip(["", *parts], parts, strict=False)]
    return {one.deed for one in said if one}


def _is_right(formula: str, meaning: str) -> bool:
    deeds, meant = _deeds(formula), meaning.replace("*", "").strip()
    if meant.startswith("out"):
        return Deed.CLOSES in deeds and ("back" not in meant or Deed.OPENS in deeds)
    return Deed.CLOSES not in deeds and (not meant.startswith("back") or Deed.OPENS in deeds)


@needs_shared
def test_of_real_formulas_few_are_misread_by_themselves() -> None:
    """On their first run, 2026-11-30, 42 of 48 were right.

    Two of the six have lost who is excluded, one stands in the head of a record, two are headings, and one is a motion
    whose return tells that it was carried.
    """
    rows = [
        (row["formula"], row["meaning"])
        for row in _ROW.finditer((SHARED / "data" / "exclusion-wordings.md").read_text("utf-8"))
    ]
    assert len(rows) == 48
    wrong = [row for row in rows if not _is_right(*row)]
    assert len(wrong) <= 6, wrong
