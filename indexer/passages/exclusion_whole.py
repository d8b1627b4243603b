"""Whether a sentence that seems to tell of a return tells of nothing else: what stands behind it may be secret.

The text of a private item has tribunals that go back into public session, pools that are reopened to the public and
meetings with a bank that resume. A return is believed while the meeting is closed only if its words are those in
which a record tells of its own meeting (`exclusion_returns.toml`), up to where another clause goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from corpus.wording import lists
from indexer.passages.exclusion_frames import compiled

_TOKEN = re.compile(r"[£$€%]|\d[\d.:/-]*|[^\W\d_]+(?:[.'’-][^\W\d_]+)*|[,;:()/—–]")
# What tells when or why in front: "Following the discussion of the lease, …"
_LEADING = compiled(
    r"^\W*(?:after|following|having|upon|on|once|when|as|with|there being|at the (?:end|conclusion|close))\b"
    r"[^,;]*,\s*(?=\S)"
)
# The day of this meeting, which is no other time.
_WHOLE_DATE = compiled(
    r"\b\d{1,2}(?:st|nd|rd|th)?(?: day)?(?: of)? [A-Z][a-z]{2,8},?(?: \d{4})?\b|\b[A-Z][a-z]{2,8} \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?\b"
)
_CLOCK = compiled(r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2}\s*[ap]\.?m\b")
# The number of a motion or an item, not a year.
_NUMBER = re.compile(r"\d{1,3}(?:[-./:]\d+)*[-.:/]?|\d{4}[-/]\d+")
_GOES_ON = frozenset(", ; : ( ) / — – and where whereupon for having".split())
# "… returned to hear the outcome"
_TO_DO = compiled(
    r"\bto (?:hear|report|announce|consider|continue|take|resume|deal|receive|complete|conclude|discuss|vote|make|state|read|begin|finish)\b"
)
# Words that begin what goes on only where a time of day shows that it is this meeting's.
_GOES_ON_BY_THE_CLOCK = frozenset("after at on from in as having of when with to following".split())
_ENGLISH = frozenset(
    "the to of was were is are in and that be it its from by with when out back at into no has have had for after".split()
)
_SUM_OR_YEAR = re.compile(r"[£$€]|\b(?:19|20)\d\d\b(?![-/]\d)")
_NAME_IN_FRONT = re.compile(r"(?:[A-Z][\w.’'-]*[ ,]+)+$")
_LEADS_TO_NAME = compiled(
    r"\b(?:councill?ors?|council(?:m[ae]n|wom[ae]n)|cllrs?|crs?|alderm[ae]n|trustees?|commissioners?|supervisors?|members?|deputy|"
    r"mayor|mrs?|ms|miss|mx|dr|sir|dame|by|chair\w*|president)\W*$"
)


def tells_only_of_return(sentence: str) -> bool:
    """Say whether a sentence that tells of a return tells of this meeting, and up to another clause of nothing else.

    A sentence in another language than English is believed if it has no sum and no year.
    """
    text = " ".join(sentence.split())
    text = _WHOLE_DATE.sub(" ", text)
    if not _ENGLISH & {token[0].casefold() for token in _TOKEN.finditer(text)}:
        return not _SUM_OR_YEAR.search(text)
    has_clock = _CLOCK.search(text) is not None
    leading = _LEADING.match(text)
    if leading and _is_whole(leading[0], has_clock=has_clock):
        return True
    return _is_whole(text[leading.end() :] if leading else text, has_clock=has_clock)


def _is_whole(text: str, *, has_clock: bool) -> bool:
    is_told = goes_on = False
    for token in _TOKEN.finditer(text):
        word = token[0].casefold()
        if _begins_what_goes_on(text, token, has_clock=has_clock):
            goes_on = True
        elif _is_of_list(word, _deeds()):
            is_told = True
        elif not (_is_of_list(word, _words()) or _NUMBER.fullmatch(word) or _is_name(text, token)):
            # What stands behind the deed, in a clause of its own, may be anything.
            return is_told and goes_on
    return is_told


def _begins_what_goes_on(text: str, token: re.Match[str], *, has_clock: bool) -> bool:
    word = token[0].casefold()
    by_the_clock = has_clock and word in _GOES_ON_BY_THE_CLOCK
    return word in _GOES_ON or by_the_clock or bool(_TO_DO.match(text, token.start()))


_List = tuple[frozenset[str], tuple[str, ...]]


@lru_cache(maxsize=1)
def _words() -> _List:
    return _split(word for kind in _kinds().values() for word in kind)


@lru_cache(maxsize=1)
def _deeds() -> _List:
    return _split(_kinds()["deed"])


def _kinds() -> dict[str, tuple[str, ...]]:
    return lists("indexer.passages", "exclusion_returns.toml")


def _split(words: Iterable[str]) -> _List:
    """Return the whole words of a list, and the beginnings of words."""
    kept = list(words)
    return (
        frozenset(word for word in kept if not word.endswith("*")),
        tuple(word[:-1] for word in kept if word.endswith("*")),
    )


def _is_of_list(word: str, words: _List) -> bool:
    return word in words[0] or word.startswith(words[1])


def _is_name(text: str, token: re.Match[str]) -> bool:
    """Say whether a word is (part of) the name of somebody who has a title, or who moves or seconds."""
    if not token[0][0].isupper():
        return False
    named = _NAME_IN_FRONT.search(text, 0, token.start())
    before = text[: named.start() if named else token.start()]
    return bool(_LEADS_TO_NAME.search(before) or (named and _LEADS_TO_NAME.search(named[0])))
