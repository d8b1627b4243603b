"""Who moved something, and who seconded it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.wording import has_any
from indexer.passages.people import COUNCILLOR, NAME, Mention, mentions, plain_name


@dataclass(frozen=True, slots=True)
class Motion:
    """Who moved something and who seconded it; "" if the text does not say. `start` is a character."""

    proposer: str
    seconder: str
    start: int


# Words behind which the proposer or the seconder is named.
_FIRST_IS = re.compile(
    r"\b(?:(?:proposed|moved|submitted)(?: by|:)|(?:proposer|mover):?|"
    r"(?:proposal|motion|proposition|in the name) of)\s+",
    re.IGNORECASE,
)
_SECOND_IS = re.compile(
    r"\b(?:seconded(?:,? and supported)?(?: by|:|(?= (?:Councillor|Cllr)))|seconder:?)\s*",
    re.IGNORECASE,
)
_CHAIR = r"(?:Lord |Deputy |Vice[- ]?)?(?:Chairman|Chairwoman|Chair|Mayor|Leader|Cathaoirleach)"
_WHO = re.compile(
    rf"(?:(?:the )?{_CHAIR},? ?)?(?:{COUNCILLOR}) (?P<named>{NAME})|(?:the )?(?P<chair>{_CHAIR})\b"
    rf"|(?!(?:The|Councillor|Cllr|Members?)\b)(?P<bare>[A-Z][\w’'-]*\.? {NAME})"
)
# Verbs behind the person who proposes or seconds.
_DOES = re.compile(
    r"(?:,[^.;\n]{2,90}?)?,?(?: (?:then|formally|also|who|had|duly|having))* "
    r"(?:(?P<first>proposed|moved)(?! (?:by|on|to another|into|away|in to|house)\b)"
    r"|(?P<second>seconded)(?! by))\b"
    r"|[’']s? (?P<own>proposal|motion)\b"
)
_LIKELY = ("second", "moved", "mover", "propos", "submitted")
_REACH = 320


def motions(text: str, found: Sequence[Mention] | None = None) -> tuple[Motion, ...]:
    """Return who moved and seconded what, in order of the text.

    A seconder belongs to the last proposer before, if there is one near enough without a seconder.
    """
    if not has_any(text.casefold(), _LIKELY):
        return ()
    named = mentions(text) if found is None else found
    firsts = sorted({*_behind(text, _FIRST_IS), *_doing(text, named, "first", "own")})
    seconds = sorted({*_behind(text, _SECOND_IS), *_doing(text, named, "second")})
    return tuple(sorted(_paired(firsts, seconds), key=lambda motion: motion.start))


def _behind(text: str, words: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    for match in words.finditer(text):
        if who := _WHO.match(text, match.end()):
            yield match.start(), plain_name(who["named"] or who["chair"] or who["bare"])


def _doing(text: str, named: Sequence[Mention], *kinds: str) -> Iterator[tuple[int, str]]:
    for number, mention in enumerate(named):
        following = named[number + 1].start if number + 1 < len(named) else len(text)
        match = _DOES.match(text, mention.end, max(following, mention.end))
        if match and any(match[kind] for kind in kinds):
            yield mention.start, mention.person.name


def _paired(
    firsts: Sequence[tuple[int, str]], seconds: Sequence[tuple[int, str]]
) -> Iterator[Motion]:
    used = 0
    waiting: tuple[int, str] | None = None
    for start, seconder in seconds:
        while used < len(firsts) and firsts[used][0] < start:
            if waiting:
                yield Motion(waiting[1], "", waiting[0])
            waiting = firsts[used]
            used += 1
        if waiting and start - waiting[0] < _REACH and waiting[1] != seconder:
            yield Motion(waiting[1], seconder, waiting[0])
        else:
            if waiting:
                yield Motion(waiting[1], "", waiting[0])
            yield Motion("", seconder, start)
        waiting = None
    for start, proposer in ([waiting] if waiting else []) + list(firsts[used:]):
        yield Motion(proposer, "", start)
