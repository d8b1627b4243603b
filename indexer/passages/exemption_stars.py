"""Items that a star behind their title marks, where a note of the record says what it stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from corpus.first_look import FirstLook, first_look
from corpus.records import AgendaItem
from indexer.passages.exclusion_frames import compiled

_SIGN = r"(?:\*{1,3}|∗{1,3}|†|‡|#|§|¶|\((?:\*|e|p|c|ex)\)|\[(?:\*|e|p|c|ex)\])"
_PRIVATE = (
    r"(?:(?:exempt|confidential|private|not for publication|closed|restricted|in camera|part (?:2|ii|two))\b|"
    r"(?:public|press|media)\b[^.]{0,40}?\b(?:excluded|withdr[ae]wn?|withdrew|left|absent)\b|\bexclusion of the (?:press|public))"
)
_WORD = r"(?:asterisk(?:ed)?|star(?:red)?|dagger|hash)"
# A sign is told by what stands for it: it denotes, indicates, marks.
_TELLS = r"(?:denot\w*|indicat\w*|marks?|marked|mean\w*|signif\w*|show\w*|identif\w*|refers? to|=)"
# "* Denotes exempt item", "Items marked # are confidential".
_LEGEND = compiled(
    rf"(?:^|\s)[“\"']?(?P<sign>{_SIGN}|•)[”\"']?\s*(?:denotes?|indicates?|marks?|means?|signifies|=|[-–:])\s*(?:that\s+)?"
    rf"(?:\w+\s+){{0,5}}?{_PRIVATE}"
    rf"|\b(?:items?|reports?|matters?|papers?)\s+(?:(?:that|which) are\s+)?(?:marked|with|followed by|bearing)\s+(?:an?\s+|the\s+)?"
    rf"[“\"']?(?P<other>{_SIGN}|asterisk|star)[”\"']?\s+[^.]{{0,80}}?{_PRIVATE}"
    rf"|\b(?P<word>{_WORD})\b[^.]{{0,60}}?\b{_TELLS}\b[^.]{{0,60}}?{_PRIVATE}"
    rf"|\b(?:items?|reports?|matters?|papers?|titles?)\b[^.]{{0,40}}?\b(?P<named>{_WORD})\b[^.]{{0,80}}?{_PRIVATE}"
    rf"|^\W{{0,2}}(?P<first>{_SIGN}|•)\s*(?:items?\s+)?(?:\w+\s+){{0,4}}?{_PRIVATE}"
)


def starred(items: Sequence[AgendaItem]) -> tuple[bool, Sequence[AgendaItem]]:
    """Return items of which those are restricted whose title bears the sign that a note explains so, and if any does."""
    signs = {sign for item in items for sign in _signs(item)}
    if not any(_bears(item, signs) for item in items):
        return False, items
    return True, [replace(item, restricted=True) if _bears(item, signs) else item for item in items]


def is_legend(sentence: str) -> bool:
    """Say whether a sentence is the note that explains a sign."""
    return bool(_LEGEND.search(sentence))


@lru_cache(maxsize=1)
def _look() -> FirstLook:
    return first_look(_LEGEND)


_SIGN_OF = {"aster": "*", "star": "*", "starr": "*", "dagge": "†", "hash": "#"}


def _signs(item: AgendaItem) -> set[str]:
    lines = "\n".join((item.title, item.agenda, item.decision, item.minutes)).split("\n")
    found = (
        next(filter(None, match.groups())).casefold()
        for line in lines
        if _look().lets_through(line.casefold())
        for match in _LEGEND.finditer(line)
    )
    return {_plain(_SIGN_OF.get(sign[:5], sign)) for sign in found}


def _plain(text: str) -> str:
    """Return a text with the stars that a reader keeps as signs (`corpus/readers/signs.py`) or bullets as usual ones."""
    return text.replace("∗", "*").replace("•", "*")


def _bears(item: AgendaItem, signs: set[str]) -> bool:
    title = _plain(item.title.strip().casefold())
    return any(
        re.search(rf"(?:\s|\w|[)\].]){re.escape(sign)}$|^{re.escape(sign)}(?:\s|\w)", title)
        for sign in signs
    )
