"""Appendices that a sentence of their item marks: by their name, or by their place, as "the following appendix"."""

from __future__ import annotations

import re

from indexer.passages.exclusion.damage import mended
from indexer.passages.exclusion.frames import compiled
from indexer.passages.exclusion.words import role
from indexer.passages.exemption.lines import Line, part_label
from indexer.passages.exemption.state import PartsBehind, Walk
from indexer.passages.tuning import WITHHOLDING

_PART = role("part_thing")
_PLACED = compiled(
    rf"\b(?:following|next|attached|enclosed|accompanying|annexed)\s+(?:[\w’'-]+\s+){{0,2}}?(?:{_PART})\b"
    rf"|\b(?:{_PART})\s+(?:below|overleaf|attached|enclosed|behind|(?:that|which)\s+(?:follows?|(?:is|are)\s+attached))\b"
)
_SEVERAL = compiled(
    r"\b(?:appendices|appendixes|annexes|annexures|schedules|enclosures|attachments)\b"
)
_HEADS = compiled(rf"^[\W_]*(?:{_PART})\b")


def name_part(sentence: str, walk: Walk) -> None:
    """Note the appendix that a sentence says not to be for the public: its name, or that it stands behind."""
    sentence = mended(sentence)
    label = part_label(sentence)
    walk.labels.add(label or "")
    if label is None and _PLACED.search(sentence):
        walk.parts_behind = PartsBehind.ALL if _SEVERAL.search(sentence) else PartsBehind.ONE


def is_part_behind(line: str, walk: Walk) -> bool:
    """Say whether a line heads an appendix of which a sentence in front of it said that what follows is private."""
    if walk.parts_behind is PartsBehind.NONE or not _HEADS.match(line):
        return False
    is_short = len(line.split()) <= WITHHOLDING.part
    return is_short and not re.search(r"[.?;]\W*$", line)


def takes_part(kind: Line, line: str, walk: Walk) -> bool:
    """Say whether a line heads an appendix that is private, and note that it has come.

    Where all is hidden for another reason it heads nothing new: the next appendix would end what is hidden.
    """
    if kind not in (Line.PUBLIC_PART, Line.PLAIN):
        return False
    if walk.hidden and walk.stretch is not Line.PART:
        return False
    if is_part_behind(line, walk):
        if walk.parts_behind is PartsBehind.ONE:
            walk.parts_behind = PartsBehind.NONE
        return True
    return kind is Line.PUBLIC_PART and part_label(line) in walk.labels | walk.meeting.labels
