"""Turns whose label ends in a dash, or is a bare surname: "Cllr Oak – I think …", "Oak — You were".

A dash stands behind names in lists as well ("Cllr Oak – Chair", "Cllr Oak – personal interest"), so that a line is a turn
only where its own words are those of somebody who speaks. What is withheld is told by labels with a colon alone
(`turns`): whoever speaks there, nothing is let in or out for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from corpus.lazy_pattern import lazy_pattern
from corpus.wording import wordings
from indexer.passages.people.names import COUNCILLOR, NAME, PERSONAL, PRESIDES
from indexer.passages.speech.turns import LABEL, Turn, turn_of, turns

# A label, a dash or a colon, and what is said up to the end of the line.
_LINE = lazy_pattern(
    r"^(?P<label>[^\n:–—]{2,60}?)(?P<mark> ?[–—] ?| - |: )(?P<said>(?=[\w“\"'‘£€$])[^\n]+)$",
    re.MULTILINE,
)
_COLON = ": "
# "I", "we", "you" as somebody says them; not "Phase I", "Table I".
_SPOKEN = lazy_pattern(
    r"\b(?:have|had|do|did|am|was|will|would|can|could|should|may|must|so) I(?: |[.?!,]|$)|(?:^[“\"'‘]?|[,;:.!?—–] |\b(?:that|and|but|if|when|as|what|which|because|so|how|why|where|can|do|did|am|was|will|would|may|should|"
    r"have|had|could|than|think|know|hope|yes|no) )I(?:[’'](?:m|ve|d|ll))?\b(?! ?[-–.:)])"
    r"|\b(?:[Ww]e|[Yy]ou|[Tt]hey)(?:[’'](?:re|ve|d|ll))?\b|\b(?:[Mm]y|[Mm]e|[Oo]ur|[Yy]ours?|us)\b|\b[Tt]hank(?:s| you)\b|\?[”\"’)]?(?=\s|$)"
)
# Who is interested, away or somebody's substitute, in a list of members.
_IN_A_LIST = lazy_pattern(
    rf"\b{wordings('indexer.passages', 'moved_things.toml')['in_lists']}\b", re.IGNORECASE
)
_ENDS = (".", "!", "?", "…", "”", '"', ")", "’")
_BARE = lazy_pattern(NAME)


def spoken_turns(text: str) -> list[Turn]:
    """Return the turns of a text in order, those whose label ends in a dash or has no title as well."""
    return list(_kept(text))


@lru_cache(maxsize=2)
def _kept(text: str) -> tuple[Turn, ...]:
    labelled = turns(text)
    dashed = [
        one
        for one in _dashed(text)
        if not any(one.start < other.end and other.start < one.end for other in labelled)
    ]
    return (
        tuple(sorted([*labelled, *dashed], key=lambda turn: turn.start))
        if dashed
        else tuple(labelled)
    )


def _dashed(text: str) -> Iterator[Turn]:
    for line in _LINE.finditer(text):
        if not _is_said(line["said"]):
            continue
        titled = LABEL.match(f"{line['label']}{_COLON}I") if line["mark"] != _COLON else None
        if titled and titled.end("name") == len(line["label"]):
            yield turn_of(titled["name"], line.start(), line.start("said"), line.end())
        elif _is_known(text, line["label"]):
            yield turn_of(line["label"].strip(), line.start(), line.start("said"), line.end())


def _is_said(said: str) -> bool:
    """Say whether a line is what somebody says, as it is said."""
    if not said.rstrip().endswith(_ENDS) or _IN_A_LIST.search(said):
        return False
    return _SPOKEN.search(said) is not None


def _is_known(text: str, label: str) -> bool:
    """Say whether a bare label is the surname of somebody whom the text names with a title elsewhere."""
    name = label.strip()
    if not _BARE.fullmatch(name):
        return False
    known = rf"\b(?:{COUNCILLOR}|{PERSONAL}|{PRESIDES}|Members?|Directors?) (?:[A-Z][\w.’'-]* ){{0,2}}{re.escape(name)}\b(?!:)"
    return re.search(known, text) is not None
