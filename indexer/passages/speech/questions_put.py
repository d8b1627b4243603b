"""What a chair puts to the meeting by word of mouth: "All in favour? Opposed? Carried."."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from indexer.language.windows import sentences
from indexer.passages.speech.turns import Turn, turns

_QUESTION = re.compile(
    r"\b[Aa]ll (?:of )?(?:those )?in favou?r(?P<what> of [^?.\n]{1,120})?[,?.]"
    r"(?: (?:please|say|signify|raise|by)\b[^?.\n]{0,40}[?.])?"
    r"(?: (?:(?:[Aa]ny|[Aa]ll|[Tt]hose)(?: those)? )?(?:[Oo]pposed|[Cc]ontrary|[Aa]gainst|[Aa]bstain\w*|[Aa]bstentions?|[Nn]oes|[Nn]ays)"
    r"[^?.\n]{0,30}[?.])+"
    # who was against it
    r"(?: [^.?!\n]{1,100}\.)??"
    r" (?:(?:[Tt]hat|[Tt]he|[Ss]o,?|[Mm]otions?|[Ii]tems?|[Ii]t)\b[^.?!\n]{0,40} )?"
    r"(?P<was>[Cc]arried|CARRIED|[Ll]ost|LOST|[Dd]efeated|DEFEATED)\b(?: unanimously)?(?=[.,!]| *$)",
    re.MULTILINE,
)
# How the meeting goes on is no decision on the item under which it is put.
_ABOUT_ITSELF = re.compile(
    r"\b(?:suspen\w+|waiv\w+ (?:of )?the rules|adjourn\w*|recess\w*|exten(?:d|ds|ding|sion)\b|hear(?:ing)?\b|"
    r"(?:more|additional|extra) (?:\w+ )?(?:minutes|time)|deal(?:ing)? with|bring(?:ing)? forward|reconsider\w*|consider(?:ing)? (?:it|this|the (?:item|motion)))",
    re.IGNORECASE,
)
# Where members stood up to be counted, a bare "Carried" may be of anything else.
_COUNTED = re.compile(r"\bplease,? (?:rise|stand)\b|\bstand(?:ing)? vote\b", re.IGNORECASE)
# A sentence in front that says what is put.
_NAMES = re.compile(
    r"\b(?:motions?|items?|amendments?|recommendations?|minutes|by-?laws?|reports?|consent|rules|Nos?\.)",
    re.IGNORECASE,
)


class Put(NamedTuple):
    """A question that is put, characters `start` to `end`, and its answer, from character `answered`.

    It begins with the sentence in front if that names what is put (`is_named`).
    """

    start: int
    answered: int
    end: int
    is_named: bool
    is_about_itself: bool


def questions_put(text: str, spoken: Sequence[Turn] | None = None) -> list[Put]:
    """Return the questions that whoever presides puts by word of mouth, in order of the text."""
    found = list(_QUESTION.finditer(text))
    if not found:
        return []
    labelled = turns(text) if spoken is None else spoken
    starts = [span.start for span in sentences(text)]
    return [_put(text, match, starts) for match in found if not _is_speech(labelled, match.start())]


def told_by_mouth(text: str) -> list[Put]:
    """Return those of them that decide an item: of several that do not say what is put, none is certain."""
    own = [put for put in questions_put(text) if not put.is_about_itself]
    n_unnamed = sum(not put.is_named for put in own)
    is_certain = n_unnamed == 1 and not _COUNTED.search(text)
    return [put for put in own if put.is_named or is_certain]


def _is_speech(labelled: Sequence[Turn], at: int) -> bool:
    number = bisect_right(labelled, at, key=lambda turn: turn.start) - 1
    return number >= 0 and at < labelled[number].end and not labelled[number].presides


def _put(text: str, match: re.Match[str], starts: Sequence[int]) -> Put:
    at = bisect_right(starts, match.start()) - 1
    start = max(starts[at], text.rfind("\n", 0, match.start()) + 1) if at >= 0 else match.start()
    front = text[starts[at - 1] : match.start()] if at > 0 else text[start : match.start()]
    front = front.rpartition("\n")[2]
    names = match["what"] is not None or _NAMES.search(front) is not None
    if match["what"] is None and names:
        start = match.start() - len(front)
    said = (match["what"] or front) if names else ""
    end = match.end() + text.startswith((".", "!"), match.end())
    return Put(start, match.start("was"), end, names, _ABOUT_ITSELF.search(said) is not None)
