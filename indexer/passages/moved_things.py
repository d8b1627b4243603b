"""Whether "moved by Councillor Oak" tells of a motion of this meeting: not of a bench, nor of what others passed."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.lazy_pattern import lazy_pattern
from corpus.wording import wordings

# Other words ("on the motion of", "asked by") say themselves what it is.
_MOVED = lazy_pattern(r"(?:moved|proposed|submitted|second(?:ed)?)\b", re.IGNORECASE)
_LAST_WORD = lazy_pattern(r"(?P<word>[A-Za-z][\w’'-]*) $")
_IS_THING = lazy_pattern(wordings("indexer.passages", "moved_things.toml")["things"], re.IGNORECASE)
_PASSIVE = lazy_pattern(
    r"(?P<who>[A-Za-z][\w’'-]*) (?:was|were|is|are|has been|have been|had been|being) $"
)
# "…, seconded by Councillor Elm", ": That …", "and carried": what is moved is a motion, whatever it is called.
_SURELY = lazy_pattern(
    r"[^.\n]*?\b(?:second(?:ed|er)?|moved|proposed|resolved|agreed|carried|lost|approved|adopted|voted?|unanimous\w*)\b|[^.\n]{0,3}[:“]"
    r"|,? (?:that|THAT)\b",
    re.IGNORECASE,
)
_SURELY_IN_FRONT = lazy_pattern(
    r"\b(?:moved|proposed|motion|amendment|resolution|resolved|agreed|carried|recommendations?)\b",
    re.IGNORECASE,
)
# "seconded the planner to the project"
LENT = r" (?:the |an? |two |three )?(?!(?:motion|amendment|proposal|addendum|report|same|resolution)\b)[a-z]+ to (?:the|an?|its|our)\b"
# "Councillor Oak’s department"
_THEIRS = lazy_pattern(r"(?:[’']s|s[’'])?$")
_OF_WHOM = lazy_pattern(
    r"[’']?s?,? (?!(?:motion|amendment|proposal|group|behalf)\b)(?:own )?[a-z]+(?<!\bthat)(?<!\band)(?<!\bseconded)(?<!\bwas)"
)
_PASSED = lazy_pattern(
    r"\b(?:carried|passed|adopted|agreed|approved|debated|made|moved|considered|resolution|motion|amendment|proposal)(?=\W)",
    re.IGNORECASE,
)
# "at the Annual General Meeting of the Civic Society", "at a conference of"
_ELSEWHERE = lazy_pattern(
    r"(?<!minutes of )(?<!from )\bat (?:the|an?|its|their|our) (?:[\w’'-]+ ){0,4}?(?:A\.?G\.?M\b|(?:[Cc]onference|[Cc]ongress|[Cc]onvention|"
    r"[Gg]eneral [Mm]eeting|[Mm]eeting) (?:of|held by) (?:the )?(?!Council\b|Committee\b|Board\b|\d|January|February|March|April|May|June|July|"
    r"August|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))"
)
_BEFORE = lazy_pattern(
    r"(?<!minutes of )(?<!from )\b(?:at|of) (?:its|the|their|our|a|an) (?:last|previous|earlier|prior|preceding) "
    r"(?:[\w’'-]+ ){0,2}(?:meeting|session|sitting)\b|\blast (?:year|month|week)\b|\b(?:years?|months?|weeks?) ago\b",
    re.IGNORECASE,
)
_IN_A_YEAR = lazy_pattern(r"[^.;\n,]{0,20} in (?:19|20)\d\d\b(?! ?[/–-] ?\d)")
_MINUTES = lazy_pattern(
    r"\bminutes?\b|\bdeferred\b|\badjourned\b|\bpostponed\b|\bheld over\b", re.IGNORECASE
)


@lru_cache(maxsize=4)
def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the characters of the sentence around a stretch, told by its stops alone."""
    begins = max(text.rfind("\n", 0, start), text.rfind("; ", 0, start))
    for stop in re.finditer(r"[a-z)”\d]\. (?=[A-Z])", text[max(0, begins) : start]):
        begins = max(begins, max(0, begins) + stop.end() - 1)
    line = text.find("\n", end)
    line = len(text) if line < 0 else line
    stop_at = re.search(r"[a-z)”\d]\. (?=[A-Z])", text[end:line])
    return begins + 1, end + stop_at.start() + 1 if stop_at else line


def is_of_this_meeting(text: str, start: int, name: int, end: int) -> bool:
    """Say whether what somebody moved or seconded is a motion, and of the meeting that a text records.

    "moved by" begins at character `start`, the person at `name`, and what stands behind them at `end`.
    """
    begins, ends = _sentence(text, start, end)
    before, behind = text[begins:start], text[end:ends]
    if _is_of_whom(text[name:end], behind):
        return False
    if _MOVED.match(text, start) and not _is_motion(before, behind):
        return False
    return not _is_elsewhere(before, behind)


def _is_of_whom(name: str, behind: str) -> bool:
    """Say whether not a person but what is theirs did it: "by Councillor Oak’s department"."""
    named = _THEIRS.search(name)
    possessive = bool(named and named[0]) or behind.startswith(("’s ", "'s ", "’ ", "' "))
    return possessive and _OF_WHOM.match(behind) is not None


def _is_motion(before: str, behind: str) -> bool:
    """Say whether what is moved is what meetings move: by what it is called, or by what else is said of it."""
    passive = _PASSIVE.search(before)
    last = passive["who"] if passive else None
    if last is None:
        found = _LAST_WORD.search(before)
        last = found["word"] if found and found["word"].islower() else None
    if last is None or _IS_THING.fullmatch(last):
        return True
    return _SURELY.match(behind) is not None or _SURELY_IN_FRONT.search(before) is not None


def _is_elsewhere(before: str, behind: str) -> bool:
    """Say whether the sentence tells of a motion of others, or of another day."""
    # What a query need not import: it asks only of a sentence that it quotes.
    from indexer.passages.of_others import is_by_another

    if any(is_by_another(before[one.end() :]) for one in _PASSED.finditer(before)):
        return True
    if _ELSEWHERE.search(before) or _ELSEWHERE.match(behind, 1) or _IN_A_YEAR.match(behind):
        return True
    is_before = _BEFORE.search(before) or _BEFORE.search(behind)
    return is_before is not None and not _MINUTES.search(before)
