"""Items that a star behind their title marks, where a note of the record says what it stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.records import AgendaItem
from indexer.passages.exclusion_frames import compiled

_SIGN = r"(?:\*{1,3}|†|‡|#|§|\((?:\*|e|p|c|ex)\)|\[(?:\*|e|p|c|ex)\])"
_PRIVATE = r"(?:exempt|confidential|private|not for publication|closed)\b"
# "* Denotes exempt item", "Items marked # are confidential".
_LEGEND = compiled(
    rf"(?:^|\s)[“\"']?(?P<sign>{_SIGN})[”\"']?\s*(?:denotes?|indicates?|marks?|means?|signifies|=|[-–:])\s*(?:that\s+)?"
    rf"(?:\w+\s+){{0,5}}?{_PRIVATE}"
    rf"|\b(?:items?|reports?|matters?|papers?)\s+(?:(?:that|which) are\s+)?(?:marked|with|followed by|bearing)\s+(?:an?\s+|the\s+)?"
    rf"[“\"']?(?P<other>{_SIGN}|asterisk|star)[”\"']?\s+[^.]{{0,50}}?{_PRIVATE}"
)


def starred(items: Sequence[AgendaItem]) -> Sequence[AgendaItem]:
    """Return items of which those are restricted whose title bears the sign that a note explains so."""
    signs = {sign for item in items for sign in _signs(item)}
    if not signs:
        return items
    return [replace(item, restricted=True) if _bears(item, signs) else item for item in items]


def _signs(item: AgendaItem) -> set[str]:
    text = "\n".join((item.title, item.agenda, item.decision, item.minutes))
    found = (match["sign"] or match["other"] for match in _LEGEND.finditer(text))
    return {"*" if sign.casefold() in ("asterisk", "star") else sign.casefold() for sign in found}


def _bears(item: AgendaItem, signs: set[str]) -> bool:
    title = item.title.strip().casefold()
    return any(
        re.search(rf"(?:\s|\w){re.escape(sign)}$|^{re.escape(sign)}(?:\s|\w)", title)
        for sign in signs
    )
