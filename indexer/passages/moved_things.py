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
    r"(?<!minutes of )(?<!from )\bat (?:the|an?|its|their|our) (?:[\w’'-]+ ){0,4}?(?:A\.?G\.?M\b|(?<=its )(?:[Cc]onference|[Cc]onvention|[Cc]ongress)\b|(?:[Cc]onference|[Cc]ongress|[Cc]onvention|"
    r"[Gg]eneral [Mm]eeting|[Mm]eeting) (?:of|held by) (?:the )?(?!Council\b|Committee\b|Board\b|\d|January|February|March|April|May|June|July|"
    r"August|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))"
)
_BEFORE = lazy_pattern(
    r"(?<!minutes of )(?<!from )\b(?:at|of) (?:its|the|their|our|a|an) (?:last|previous|earlier|prior|preceding) "
    r"(?:[\w’'-]+ ){0,2}(?:meeting|session|sitting)\b|\blast (?:year|month|week)\b|\b(?:years?|months?|weeks?) ago\b"
    r"|\bthat,? (?:at|in) (?:the )?(?:[\w’'-]+ ){0,4}(?:cabinet|committee|panel|board|council|executive)(?: meeting)?,? (?:on|of|in) (?:\d|[A-Z][a-z]+ \d)",
    re.IGNORECASE,
)
_IN_A_YEAR = lazy_pattern(r"[^.;\n,]{0,20} in (?:19|20)\d\d\b(?! ?[/–-] ?\d)")
# "Councillor Oak moved the motion standing in the name of" another: he who moves it is the mover.
_TAKES_OVER = lazy_pattern(
    r"\b(?:moved|proposed|presented|introduced) (?:the|this|that|a|an|his|her) (?:\w+ )?(?:motion|amendment|proposal|proposition)\b"
    r"[^.;:\n]{0,40}$"
)
_IN_PLACE_OF = lazy_pattern(
    r"(?<=, )(?:in the absence of|on behalf of|in place of|instead of|standing in for|deputising for|for) (?:Councillor|Cllr\.?|Cr|Alderman|the )?"
    r" ?$"
)
# Only spoken of: another day, or never. "The motion, which had been moved by" is this one.
_NOT_HERE = lazy_pattern(
    r"\b(?:would|had|if|could|might|should|will|were to|years? ago|in (?:19|20)\d\d)\b[^.;]{0,60}$"
)
_WAS_BEFORE = lazy_pattern(r"[^.;\n]{0,40}?\bhad (?:\w+ )?(?:been|fallen|failed|passed)\b")
_THE_ONE_HERE = lazy_pattern(
    r"(?:^|[.\n] ?)(?:The|This) (?:(?:substantive|original|main|first|second) )?(?:motion|amendment|proposal)(?:, which)? had been "
    r"(?:(?:moved|proposed) by [^.;\n]{2,50}?(?:,| and)(?: duly)? )?$"
)
# "The minutes of 12 May record that a motion, moved by …": what follows is another record's; not behind "and it was".
_TOLD = lazy_pattern(
    r"(?:\b(?:resolution|motion|circular)s?,? (?:(?:was|were) )?(?:received |read )?from [^.;:\n]{2,80}, (?:moved by [^.;:\n]{2,60},? (?:and )?)?$)|"
    r"(?:\b(?:noted|recorded|stated|shown|written|told) (?:in|by) (?:the |an? )?(?:[\w’'-]+ )?"
    r"(?:minutes|records|register|archives?|letter|file|newspaper|press|history)\b[^.;:]{0,60} (?:that|how)\b|"
    r"\b(?:minutes?(?: book)?|records?|registers?|archives?|(?:archivist|historian|clerk)[’']s notes?|letters?|e-?mails?|correspondence|"
    r"newspapers?|press|papers?|report)\b"
    r"[^.;:]{0,60}\b(?:record(?:s|ed)?|notes?|noted|shows?|showed|states?|stated|tells?|told|says?|said|reads?|confirms?|confirmed) "
    r"(?:that|how)\b)(?!.*(?:\band (?:it )?|, it )was (?:then |therefore |duly )?(?:(?:moved|proposed) by .*)?$)"
    r"(?:[^.;\n]|(?<=\bCllr)\.|(?<=\bCr)\.|(?<=\bMrs)\.|(?<=\bM[rs])\.|(?<=\bDr)\.|(?<=\b[A-Z])\.)*$",
    re.IGNORECASE,
)
# "Ashton Town Council wrote: “It was proposed by …", "A resolution from Ashton Town Council was read: “…"
_WRITTEN = lazy_pattern(
    r"\b(?:wrote|writes|(?:letter|resolution|motion|circular|e-?mail|correspondence|communication)s? from)\b[^:“\"]*(?:[:,]? ?[“\"]|[:,] ?[‘'])[^”\"]*$"
)
_MINUTES = lazy_pattern(
    r"\bminutes?\b|\bdeferred\b|\badjourned\b|\bpostponed\b|\bheld over\b", re.IGNORECASE
)


# A full stop behind "Cllr" ends no sentence.
_STOP = lazy_pattern(
    r"(?<!\bCllr)(?<!\bClr)(?<!\bCr)(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bAld)(?<=[a-z)”\d])\. (?=[A-Z])"
)


def is_only_spoken_of(before: str) -> bool:
    """Say whether somebody moved at another day, or never, by what stands before: the verb, or who moves."""
    if is_told(before):
        return True
    return _NOT_HERE.search(before) is not None and _THE_ONE_HERE.search(before) is None


def is_told(before: str) -> bool:
    """Say whether what follows these words of a sentence is what another record tells."""
    return _TOLD.search(before) is not None or _WRITTEN.search(before) is not None


def takes_over(before: str) -> bool:
    """Say whether what stands before names who moves, behind it whose the motion is."""
    return _TAKES_OVER.search(before) is not None


def is_in_place_of(before: str) -> bool:
    """Say whether who is named behind these words is away, and somebody else acts."""
    return _IN_PLACE_OF.search(before) is not None


def was_before(text: str, end: int) -> bool:
    """Say whether what stands behind who moved, from character `end`, had been dealt with before."""
    return _WAS_BEFORE.match(text, end) is not None


@lru_cache(maxsize=4)
def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the characters of the sentence around a stretch, told by its stops alone."""
    begins = max(text.rfind("\n", 0, start), text.rfind("; ", 0, start))
    for stop in _STOP.finditer(text[max(0, begins) : start + 1]):
        begins = max(begins, max(0, begins) + stop.end() - 1)
    line = text.find("\n", end)
    line = len(text) if line < 0 else line
    stop_at = _STOP.search(text[end:line])
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
    if is_told(before):
        return True
    if _ELSEWHERE.search(before) or _ELSEWHERE.match(behind, 1) or _IN_A_YEAR.match(behind):
        return True
    is_before = _BEFORE.search(before) or _BEFORE.search(behind)
    return is_before is not None and not _MINUTES.search(before)
