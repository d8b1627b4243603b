"""Whether a sentence that seems to tell of a return tells of nothing else: what stands behind it may be secret.

The text of a private item has tribunals that go back into public session, pools that are reopened to the public and
meetings with a bank that resume. A return is believed while the meeting is closed only if its words are those in
which a record tells of its own meeting (`exclusion/returns.toml`), up to where another clause goes on, and only if it
tells that the public is there again or that something is open: that an officer or an applicant comes back opens nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import lru_cache
from itertools import dropwhile, takewhile

from corpus.wording import lists
from indexer.passages.exclusion.damage import mended
from indexer.passages.exclusion.frames import compiled
from indexer.tuning import EXEMPTION

_TOKEN = re.compile(r"[£$€%]|\d[\d.:/-]*|[^\W\d_]+(?:[.'’-][^\W\d_]+)*|[,;:()/—–]")
# What tells when or why in front: "Following the discussion of the lease, …"
_LEADING = compiled(
    r"^\W*(?:after|following|having|upon|on|once|when|as|with|there being|at the (?:end|conclusion|close))\b"
    r"[^,;]*,\s*(?=\S)"
)
# The day of this meeting, which is no other time.
_WHOLE_DATE = compiled(
    r"\b\d{1,2}(?:st|nd|rd|th)?(?: day)?(?: of)? [A-Z][a-z]{2,8},?(?: \d{4})?\b|\b[A-Z][a-z]{2,8} \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?\b(?![:.]\d)"
)
_CLOCK = compiled(r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2}\s*[ap]\.?m\b")
# The number of a motion or an item, not a year.
_NUMBER = re.compile(r"\d{1,3}(?:[-./:]\d+)*[-.:/]?|\d{4}[-/]\d+")
_GOES_ON = frozenset(", ; : ( ) / — – and where whereupon having".split())
# "… returned to hear the outcome"
_TO_DO = compiled(
    r"\bto (?:hear|report|announce|consider|continue|take|resume|deal|receive|complete|conclude|discuss|vote|make|state|read|begin|finish)\b|\bwith (?:report|no action|all)\b"
)
# Words that begin what goes on only where a time of day shows that it is this meeting's.
_GOES_ON_BY_THE_CLOCK = frozenset("after at on from in as having of when with to following".split())
_JOINS = frozenset({"and", "&", "of", "the"})
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

    A sentence in another language than English is believed if it has no sum and no year, and no word of anything else.
    """
    text = _WHOLE_DATE.sub(" ", mended(" ".join(sentence.split())))
    words = {token[0].casefold() for token in _TOKEN.finditer(text)}
    if words.isdisjoint(_ENGLISH) and not any("deed" in _kinds_of(word) for word in words):
        return not _SUM_OR_YEAR.search(text) and _is_whole_abroad(text)
    leading = _LEADING.match(text)
    if leading and _is_whole(leading[0]):
        return True
    return _is_whole(text[leading.end() :] if leading else text)


def has_only_words_of_returns(sentence: str) -> bool:
    """Say whether all words of a sentence are those in which a record tells of its own meeting."""
    text = _WHOLE_DATE.sub(" ", sentence)
    words = [token[0].casefold() for token in _TOKEN.finditer(text)]
    return all(
        word in _GOES_ON or _fits(_kinds_of(word), words, at, set())
        for at, word in enumerate(words)
    )


def _is_whole(text: str) -> bool:
    clock = _CLOCK.search(text)
    tokens = list(_TOKEN.finditer(text))
    words = [token[0].casefold() for token in tokens]
    told: set[str] = set()
    goes_on = False
    for at, token in enumerate(tokens):
        kinds = _kinds_of(words[at])
        if _begins_what_goes_on(text, token, is_timed=bool(clock and clock.end() <= token.start())):
            goes_on = True
        elif _fits(kinds, words, at, told) or _is_name(text, token):
            told |= _telling(kinds, words, at)
        else:
            # What stands behind the deed, in a clause of its own, may be anything.
            return goes_on and _is_told(told, words[:at])
    return _is_told(told, words)


def _is_whole_abroad(text: str) -> bool:
    """Say whether all words of a sentence that is not in English are of a return, up to where another clause goes on."""
    words = [token[0].casefold() for token in _TOKEN.finditer(_CLOCK_ABROAD.sub(" ", text))]
    told = takewhile(
        lambda word: word not in _GOES_ON, dropwhile(lambda word: word in _GOES_ON, words)
    )
    return all("abroad" in _lists_with(word) for word in told)


# "À 20 h 30, la séance publique reprend", "am 8.15yh": the time of day, with what leads to it.
_CLOCK_ABROAD = compiled(
    r"^\W*(?:à|am|ag|aig)\s+\d[\d.:]*\s*(?:h(?:\s*\d\d)?|y\.?[hb]\.?|pm|am|i\.?n\.?)?\W+|\d{1,2}(?:[.:]\d\d)?\s*(?:y\.?[hb]\b\.?|h\b(?:\s*\d\d)?|i\.?n\b\.?|[ap]\.?m\b)|\b\d{1,2}[.:]\d\d\b"
)


def _is_told(told: Set[str], words: Sequence[str]) -> bool:
    """Say whether words tell that the public is there again, that something is open, or that the body is back."""
    if "deed" not in told:
        return False
    return not told.isdisjoint(("public", "open")) or _is_of_body_itself(told, words)


def _is_of_body_itself(told: Set[str], words: Sequence[str]) -> bool:
    """Say whether it is the body, or a motion, that leaves what is private or is in session: "The Board left closed session"."""
    if told.isdisjoint(("private",)) and not {"session", "dais", "view"} & set(words):
        return False
    if not _BY_MOTION.isdisjoint(words):
        return True
    subject = takewhile(lambda word: "deed" not in _kinds_of(word), words)
    kinds = [_kinds_of(word) for word in subject]
    is_unsaid = all(of <= {"time"} for of in kinds)
    return is_unsaid or (
        any("own" in of for of in kinds) and not any("persons" in of for of in kinds)
    )


_BY_MOTION = frozenset("motion moved moves move proposed resolved carried that".split())


def _fits(kinds: Set[str], words: Sequence[str], at: int, told: Set[str]) -> bool:
    """Say whether a word is one of a return where it stands."""
    if not kinds:
        return bool(_NUMBER.fullmatch(words[at]))
    if kinds == {"of_own"}:
        return _is_of_body(words, at)
    return kinds != {"places"} or "public" in told


def _is_of_body(words: Sequence[str], at: int) -> bool:
    """Say whether a word is of the name of what meets: "Health and Wellbeing Board", "Board of Education"."""
    behind = dropwhile(lambda word: word in _JOINS or "of_own" in _kinds_of(word), words[at:])
    # "Health and Wellbeing Board", "Town Clerk".
    if not _kinds_of(next(behind, "")).isdisjoint(("own", "persons")):
        return True
    of_bodies = dropwhile(
        lambda word: word in _JOINS or "of_own" in _kinds_of(word), reversed(words[:at])
    )
    return (
        words[at - 1 : at] != ["the"]
        and "own" in _kinds_of(next(of_bodies, ""))
        and "of" in words[:at]
    )


def _telling(kinds: Set[str], words: Sequence[str], at: int) -> Set[str]:
    """Return what a word tells: "all members" are not all."""
    is_of_members = words[at] in ("all", "those") and "persons" in _kinds_of(
        "".join(words[at + 1 : at + 2])
    )
    return kinds - {"public"} if is_of_members else kinds


def _begins_what_goes_on(text: str, token: re.Match[str], *, is_timed: bool) -> bool:
    word = token[0].casefold()
    by_the_clock = is_timed and word in _GOES_ON_BY_THE_CLOCK
    return word in _GOES_ON or by_the_clock or bool(_TO_DO.match(text, token.start()))


@lru_cache(maxsize=4096)
def _kinds_of(word: str) -> frozenset[str]:
    """Return the lists of English words that have a word."""
    return _lists_with(word) - {"abroad"}


@lru_cache(maxsize=4096)
def _lists_with(word: str) -> frozenset[str]:
    whole, stems = _lists()
    word = word.replace("’", "'")
    return whole.get(word, frozenset()).union(
        *(kinds for stem, kinds in stems.items() if word.startswith(stem))
    )


@lru_cache(maxsize=1)
def _lists() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Return of which lists each word is, and each beginning of words."""
    whole: dict[str, frozenset[str]] = {}
    stems: dict[str, frozenset[str]] = {}
    for kind, words in lists("indexer.passages.exclusion", "returns.toml").items():
        for word in words:
            into = stems if word.endswith("*") else whole
            name = word.removesuffix("*")
            into[name] = into.get(name, frozenset()) | {kind}
    return whole, stems


def _is_name(text: str, token: re.Match[str]) -> bool:
    """Say whether a word is (part of) the name of somebody who has a title, or who moves or seconds."""
    if not token[0][0].isupper():
        return False
    before = text[max(0, token.start() - EXEMPTION.name_letters) : token.start()]
    named = _NAME_IN_FRONT.search(before)
    title = before[: named.start()] if named else before
    return bool(_LEADS_TO_NAME.search(title) or (named and _LEADS_TO_NAME.search(named[0])))
