"""Who moved something, and who seconded it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.first_look import first_look
from indexer.language.windows import Span, sentences
from indexer.passages.annotations import Motion
from indexer.passages.motions.movers import WAYS, Place, movers, seconders
from indexer.passages.people.names import NAME, plain_name
from indexer.passages.people.people import Mention, mentions
from indexer.passages.speech.dashed_turns import spoken_turns
from indexer.passages.speech.quotations import is_quoted
from indexer.passages.tuning import BESIDE
from indexer.tuning import REACH

# "R2018-082 O. Oak, E. Elm: That …", "Cr Oak/Cr Elm: …", "M/S/C (Oak/Elm)"
_SHORT = r"(?:Crs?|Cllrs?|Councillor|(?:Deputy )?Mayor|Chair(?:person|man|woman)?)"
_MOVED_BOTH = r"(?:Moved ?(?:/|and) ?Seconded|MOVED ?(?:/|AND) ?SECONDED|Moved ?/ ?seconded)"
_PAIR = re.compile(
    rf"(?:^|(?<=\d )|(?<=[.)] ))(?P<one>(?:[A-Z]\. ){NAME}), (?P<two>(?:[A-Z]\. ){NAME}): ?(?=That|THAT|Be it|WHEREAS)"
    rf"|(?:(?:{_MOVED_BOTH}|[Mm]oved|MOVED|Resolved|RESOLVED|M/S(?:/[CP])?|MSC):? ?)?\(?\b"
    rf"(?P<three>{_SHORT} {NAME}|(?<=\()[A-Z][a-z]+|(?<=[Ss]econded: )(?:{_SHORT} )?{NAME}|(?<=SECONDED: )(?:{_SHORT} )?{NAME})"
    rf" ?/ ?(?P<four>(?:{_SHORT} )?{NAME})\b",
    re.MULTILINE,
)
# What a pair without a stroke in it has behind it.
_BEHIND_PAIR = re.compile(r": ?(?:That|THAT|Be it|WHEREAS)")
# Without a title and a word in front it is one only where the text speaks of motions.
_BARE_PAIR = re.compile(r"\((?!Cr)")
_AMENDS = re.compile(
    r"\b(?:an?|the|this|his|her|as an|further|following) (?:[a-z]+ )?amendment\b|^\W*amendment\b|"
    r"\bsubstitute motion|[’']s amendment\b|\bbe (?:further )?amended (?:by|to|so)\b|\bto (?:add|replace|insert|delete)\b[^.]{0,40}“",
    re.IGNORECASE,
)
# "between the motion by Councillor Pike and the amendment by": each is what stands beside its mover.
_CALLED = re.compile(
    r"(?:(?:a|the|this|that) )?(?:(?:original|substantive|main) )?(?P<what>motion|amendment)(?: (?:moved|proposed))? (?:by|of)\b",
    re.IGNORECASE,
)
# "The proposal by Councillor Pike was put": what was moved before.
_AGAIN = re.compile(r"(?:the|that|this|his|her)\b", re.IGNORECASE)
# "Councillor Pike’s proposal"
_OWN = re.compile(
    r"[^.;\n]{2,60}?(?:[’'](?:s )?(?:proposal|motion|amendment)| withdrew (?:his|her|their|the))\b"
)
# What stands between two motions of one person: the first is done with.
_DECIDED_BETWEEN = re.compile(
    r"(?i:\b(?:carried|lost|defeated|passed|approved|withdrawn|adopted|fell|failed|rejected)\b)[^.\n]{0,60}[.\n]"
)
# Whoever moves again behind a seconder moves something else.
_SECONDED_BETWEEN = re.compile(r"\bsecond(?:ed)?\b[^.\n]{0,60}[.\n]", re.IGNORECASE)
_LOOK = first_look(*WAYS)
_HIS_SECONDER, _STOP = re.compile(r"seconder\b", re.IGNORECASE), re.compile(r"[.;\n]")
# "Option B. Councillor Elm moved …": no initial stands before a title or a little word.
_ENDS_IN_A_LETTER = re.compile(
    r"\b(?:[Oo]ption|[Ll]ot|[Zz]one|[Pp]art|[Ss]ite|[Pp]hase|[Bb]lock|[Ss]chedule|[Aa]ppendix|[Pp]lan|[Ss]cenario|[Cc]lass|[Gg]rade)s? [A-Z]\. "
    r"(?=[A-Z])"
)
_WORDS = re.compile(r"\W{0,3}(?:That|To)\b")
# The line above a motion in its form: "AMENDMENT 2 (Green Group)"
_HEADED = re.compile(
    r"\W*(?:(?:proposed|first|second|third|further) )?amendment(?: (?:no\.? ?)?\w{1,2})?(?: \([^()]*\))?\W*",
    re.IGNORECASE,
)


def motions(text: str, found: Sequence[Mention] | None = None) -> tuple[Motion, ...]:
    """Return who moved and seconded what, in order of the text.

    A seconder belongs to the last proposer before, if there is one near enough without a seconder.
    """
    if not _LOOK.lets_through(text.casefold()) and not _has_pair(text):
        return ()
    named = mentions(text) if found is None else found
    spoken = spoken_turns(text)
    firsts, seconds = movers(text, named, spoken), seconders(text, named, spoken)
    pairs = list(_pairs(text))
    firsts, seconds = _own(text, pairs, firsts), _own(text, pairs, seconds)
    paired = list(_paired(_each_place(text, firsts), _each_place(text, seconds)))
    found_motions = [*_joined(text, paired), *(motion for motion, _ in pairs)]
    spans = sentences(text)
    found_motions = [one for one in found_motions if not _is_again(text, one, found_motions)]
    return tuple(
        replace(one, amendment=_amends(text, one, spans))
        for one in sorted(found_motions, key=lambda motion: motion.start)
    )


def _has_pair(text: str) -> bool:
    """Say whether a pair of names is surely of who moved and who seconded: "(Development/Construction)" is not."""
    if "/" not in text and not _BEHIND_PAIR.search(text):
        return False
    return any(not _BARE_PAIR.match(match[0]) for match in _PAIR.finditer(text))


def _pairs(text: str) -> Iterator[tuple[Motion, int]]:
    """Yield the motions whose mover and seconder stand as a pair, each with where the pair ends."""
    for match in _PAIR.finditer(text):
        first, second = match["one"] or match["three"], match["two"] or match["four"]
        yield Motion(plain_name(first), plain_name(second), match.start()), match.end()


def _own(text: str, pairs: Sequence[tuple[Motion, int]], places: Sequence[Place]) -> list[Place]:
    """Return the places that are no part of a pair, and stand in no quotation."""
    return [place for place in _outside(pairs, places) if not is_quoted(text, place[0])]


def _outside(pairs: Sequence[tuple[Motion, int]], places: Sequence[Place]) -> list[Place]:
    """Return the places that are no part of a pair."""
    return [
        place
        for place in places
        if not any(motion.start <= place[0] < end for motion, end in pairs)
    ]


def _each_place(text: str, found: Sequence[Place]) -> list[Place]:
    """Return the places in order; of those that name one person within a few words only the first."""
    kept: list[Place] = []
    for start, name in sorted(found):
        if not kept or not _is_same_place(text, kept[-1], (start, name)):
            kept.append((start, name))
    return kept


def _is_same_place(text: str, before: Place, place: Place) -> bool:
    """Say whether two places that name one person are of one motion: near, with no decision between."""
    between = text[before[0] : place[0]]
    return (
        len(between) < REACH.seconder
        and _surname(place[1]) == _surname(before[1])
        and "\n\n" not in between
        and not _DECIDED_BETWEEN.search(between)
        and not _SECONDED_BETWEEN.search(between)
    )


def _surname(name: str) -> str:
    return re.sub(r" \([A-Z]{1,2}\)$", "", name).rpartition(" ")[2]


def _paired(firsts: Sequence[Place], seconds: Sequence[Place]) -> Iterator[Motion]:
    """Yield the motions: each seconder with the last mover in front, if that one is near and has none."""
    waiting: Place | None = None
    for place, is_first in sorted([(p, True) for p in firsts] + [(p, False) for p in seconds]):
        start, name = place
        if not is_first and waiting and start - waiting[0] < REACH.motion and waiting[1] != name:
            yield Motion(waiting[1], name, waiting[0])
            waiting = None
            continue
        yield from _alone(waiting)
        waiting = place if is_first else None
        if not is_first:
            yield Motion("", name, start)
    yield from _alone(waiting)


def _joined(text: str, found: Sequence[Motion]) -> Iterator[Motion]:
    """Yield the motions, one of "with the consent of his seconder, Councillor Elm, Councillor Oak withdrew …"."""
    waiting: Motion | None = None
    for one in found:
        if waiting and not one.seconder and not _STOP.search(text, waiting.start, one.start):
            yield replace(one, seconder=waiting.seconder)
            waiting = None
            continue
        if waiting:
            yield waiting
        waiting = one if not one.proposer and _HIS_SECONDER.match(text, one.start) else None
        if not waiting:
            yield one
    if waiting:
        yield waiting


def _alone(place: Place | None) -> Iterator[Motion]:
    """Yield the motion of a mover without a seconder, if the text names the mover."""
    if place and place[1]:
        yield Motion(place[1], "", place[0])


def _is_again(text: str, motion: Motion, others: Sequence[Motion]) -> bool:
    """Say whether this only names a motion of somebody that another place has in full."""
    if motion.seconder:
        return False
    same = [
        one
        for one in others
        if one is not motion and _surname(one.proposer) == _surname(motion.proposer)
    ]
    if any(one.seconder for one in same):
        return True
    before = text[max(0, motion.start - BESIDE.around) : motion.start + BESIDE.around]
    is_named = _AGAIN.search(before) is not None or _OWN.match(text, motion.start) is not None
    return is_named and any(one.start < motion.start for one in same)


def _amends(text: str, motion: Motion, spans: Sequence[Span]) -> bool:
    if own := _CALLED.match(text, motion.start):
        return own["what"].casefold() != "motion"
    at = bisect_right(spans, motion.start, key=lambda span: span.start) - 1
    if at >= 0 and _AMENDS.search(_own_sentence(text, spans[at], motion.start)):
        return True
    above, _, line = (
        text[max(0, motion.start - REACH.motion) : motion.start].rstrip().rpartition("\n")
    )
    if _WORDS.match(line):
        # Its words stand between the heading and who moved it.
        line = above.rstrip().rpartition("\n")[2]
    return _HEADED.fullmatch(line) is not None


def _own_sentence(text: str, span: Span, at: int) -> str:
    """Return the sentence of a place within a span: one that ends in a letter was taken for an initial."""
    cuts = [cut.end() for cut in _ENDS_IN_A_LETTER.finditer(text, span.start, span.end)]
    start = max((cut for cut in cuts if cut <= at), default=span.start)
    return text[start : min((cut for cut in cuts if cut > at), default=span.end)]
