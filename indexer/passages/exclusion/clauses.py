"""Sentences whose closing stands in one clause, and the words that speak against it in another.

"There being no objection, the public were excluded": what is denied, possible, said or of another day in front of,
beside or behind a clause that tells of an act as done does not undo it. Such a clause is read by itself.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import lru_cache

from indexer.passages.exclusion.frames import PUBLIC, compiled, frames, may_close
from indexer.passages.exclusion.judged import ELSEWHERE, is_for_safety
from indexer.passages.exclusion.meant import OWN_NEGATION, SPEECH, is_carried, is_denied
from indexer.passages.exclusion.words import role
from indexer.passages.people.names import PRESIDES

_CONDITION = compiled(rf"^\W*{role('condition')}")
_ASIDE = re.compile(r",\s+(?P<aside>[^,;]{1,140}),(?=\s)")
_BEGINS_ASIDE = compiled(role("begins_aside"))
# Where a clause may begin: behind a comma, or where another goes on.
_START = compiled(
    rf"[,;:]\s+(?:(?P<joined>{role('goes_on_with')})\s+)?|\s(?P<and>{role('goes_on_with')})\s+(?=(?:the|it|they|this|council|members|press)\b)"
)
_END = compiled(
    rf"(?P<stop>;\s)|,\s+(?={role('begins_tail')})|\s(?=(?:as|because|since)\s)|(?P<of_thing>\s)(?=(?:to|considering|discussing|about|regarding|concerning|for)\s)|,?\s(?=and\s+(?:the|an?|it|no|all)\b)"
)
# "No member dissenting, …", "The motion having been put, …": no clause of its own.
_ABSOLUTE = compiled(
    rf"^\W*(?:{role('leads')}|(?:(?!\bthat\b|\bwh\w+\b)[^,;])*?\b(?:being|having|dissenting|objecting|voting|opposed)\b)"
)
_GOVERNS = compiled(rf",.*{role('speech')}(?:(?:\s+[\w’']+){{0,3}}?\s+that\b|\s*,|\W*$)")
_CAUSE = compiled(r"^\W*(?:as|because|since|given)\b|\b(?:being|having)\b")
_SAYS_AS = compiled(r"^\W*(?:as|according)\b")
_OPEN_QUESTION = compiled(
    rf"\b(?:whether|if|why|how)\b|{role('negation')}[^,;]*\bthat\b|\bthat\b[^,;]*{role('negation')}"
)
_OFFICER = compiled(
    rf"^[^.;,]{{0,40}}?\b(?:{PRESIDES}|clerk|solicitor|attorney|counsel|speaker|reeve|provost|convener|convenor|president)\b"
)
# Who acts, first in the clause.
_SUBJECT = compiled(
    rf"^\W*(?:(?:then|now|accordingly|therefore|at [\d.: apm]+|on [^,;]{{1,60}}?)\s*,?\s*)*"
    rf"(?:that\b|resolved\b|it (?:was|is)\b|(?:the\s+|all\s+|that\s+)*(?:[\w’'-]+\s+){{0,5}}?(?:{role('body')}|{PUBLIC}|{PRESIDES}|commission\w*))"
)
_TELLS = compiled(
    rf"{role('past')}|^\W*(?:that|resolved)\b|\bhaving been\b|\b(?:goes|moves|enters|convenes|adjourns|recesses|retires|closes|closed|excluded the)\b"
)
_SURE = compiled(
    rf"{role('resolved')}|{role('private_place')}|\bexclu\w+|\bcommittee\W*$|\bin camera\b"
)
# What stands behind an act and takes it back.
_TAKES_BACK = compiled(
    r"^\W*(?:but|however|it|this|that|which|until|although|though|there (?:being|was)|(?:the|his|her|their) (?:motion|proposal|request|resolution|vote|exclusion|session))\b"
)
_ONLY_MOVED = compiled(
    r"\b(?:motion|proposal|moved|proposed|asked that|request\w*|seconded|suggest\w*)\b"
)
_GOES = compiled(r"\bmoved\s+(?:in)?to\b|\bwere (?:asked|requested)\b")
_THEM = re.compile(r"\b(?:them|they)\b", re.IGNORECASE)
_PUBLIC = compiled(PUBLIC)


@lru_cache(maxsize=256)
def clauses(sentence: str) -> tuple[str, ...]:
    """Return the clauses of a sentence that tell of something done, each as it would stand alone."""
    return tuple(_clauses(sentence))


def _clauses(sentence: str) -> Iterator[str]:
    for join in _JOIN.finditer(sentence):
        yield from accepted(sentence[join.end() :], sentence[: join.end()])
    plain = _ASIDE.sub(_without_aside, sentence)
    if _may_close(plain):
        yield from _told_in(plain, sentence)


def _may_close(text: str) -> bool:
    """Say whether a clause of a text, which is a stretch of it with "they" named, may close a meeting."""
    return may_close(text) or (
        _THEM.search(text) is not None and may_close(_THEM.sub("the public", text))
    )


def _told_in(plain: str, sentence: str) -> Iterator[str]:
    """Yield the clauses of a sentence, of which `plain` is what stands outside of its asides."""
    is_safety = is_for_safety(sentence)
    ahead = Ahead(plain)
    for start in _starts(plain):
        for end in _ends(plain, start, ahead):
            clause = plain[start:end].strip()
            if clause == sentence or not _is_told_as_done(clause):
                continue
            if (is_safety or end < len(plain)) and not _SURE.search(clause):
                continue
            yield _named(clause, plain[:start])


# "… whether the public be excluded, and this was agreed", "Exclusion of the public: agreed".
_JOIN = re.compile(r",?\s+and\s+(?=(?:this|it|that|all|members|so|agreed|carried)\b)|[:–—-]\s+")


def _is_told_as_done(clause: str) -> bool:
    is_done = _SUBJECT.match(clause) and _TELLS.search(clause)
    return bool(is_done) and not _CONDITION.match(clause)


def _named(clause: str, front: str) -> str:
    """Return a clause that says who "they" are, of whom the one in front of it tells."""
    return _THEM.sub("the public", clause) if _PUBLIC.search(front) else clause


def _without_aside(match: re.Match[str]) -> str:
    aside = match["aside"]
    if not _BEGINS_ASIDE.match(aside) or SPEECH.search(aside):
        return match[0]
    return match[0] if ELSEWHERE.search(aside) and not _OF_THING.match(aside) else ""


_OF_THING = compiled(r"^(?:having|being|which|who)\b")


def _starts(text: str) -> Iterator[int]:
    """Yield where a clause begins that is not governed by what stands in front of it."""
    yield 0
    for match in _START.finditer(text):
        front = text[: match.start()]
        joined = match["joined"] or match["and"]
        if _THEY_GONE.match(text, match.end()):
            is_free = not (SPEECH.search(front) or ELSEWHERE.search(front))
        elif text[match.start()] == ";" or joined:
            is_free = _may_go_on(front, is_apart=text[match.start()] == ";")
        else:
            is_free = _is_adjunct(front)
        if is_free:
            yield match.end()


# "It was taken at the end, the public having been excluded."
_THEY_GONE = compiled(rf"(?:the\s+)?(?:\w+\s+and\s+)?{PUBLIC}\s+having\s+been\b")


def _may_go_on(front: str, *, is_apart: bool) -> bool:
    """Say whether a clause behind another is one of its own: not what somebody says, asks or lays down."""
    if SPEECH.search(front) and not (_OFFICER.match(front) or _is_adjunct(front)):
        return False
    return is_apart or not (_CONDITION.match(front) or _OPEN_QUESTION.search(front))


def _is_adjunct(front: str) -> bool:
    """Say whether words in front of a comma only tell why or when."""
    if _CONDITION.match(front) or not _ABSOLUTE.match(front):
        return False
    if ELSEWHERE.search(front) and not _CAUSE.search(front):
        return False
    if _SAYS_AS.match(front):
        return not SPEECH.search(front)
    return not _GOVERNS.search(front)


class Ahead:
    """What stands from a place of a text on: each stretch is looked through once, from however many places it is asked."""

    def __init__(self, text: str) -> None:
        """Look at nothing before something is asked."""
        self._text = text
        self._next: dict[re.Pattern[str], tuple[int, int]] = {}

    def has(self, pattern: re.Pattern[str], start: int) -> bool:
        """Say whether a pattern without an anchor matches from `start` on, where a word may begin."""
        asked, at = self._next.get(pattern, (0, -1))
        if not asked <= start <= at:
            match = pattern.search(self._text, start)
            at = match.start() if match else _NOWHERE
            self._next[pattern] = start, at
        return at < _NOWHERE


_NOWHERE = sys.maxsize


def _ends(text: str, start: int, ahead: Ahead) -> Iterator[int]:
    yield len(text)
    for match in _END.finditer(text, start):
        head, tail = text[start : match.start()], text[match.end() :]
        if _TAKES_BACK.match(tail) or ahead.has(SPEECH, match.end()) or _is_only_moved(head):
            continue
        if _may_end(match, tail, ahead):
            yield match.start()


def _may_end(match: re.Match[str], tail: str, ahead: Ahead) -> bool:
    """Say whether what stands behind an act, "to consider …", is cut off: where its day is not the act's."""
    if match["of_thing"]:
        return ahead.has(_DATED_THING, match.end())
    return bool(match["stop"] or _CAUSE.search(tail)) or not ahead.has(ELSEWHERE, match.end())


# "To consider the offer received last week": the day is the offer's.
_DATED_THING = compiled(
    rf"\b(?:\w+ed|held|made|sent|given|heard|taken|brought|which [^,;]{{1,40}}?|that [^,;]{{1,40}}?|minutes of [^,;]{{1,40}}?)\s+(?:{ELSEWHERE.pattern})"
)


def _is_only_moved(head: str) -> bool:
    return bool(_ONLY_MOVED.search(_GOES.sub(" ", head))) and not is_carried(head)


# What is asked, put or moved in one sentence is accepted in the next: "Is it agreed that the public be excluded? AGREED."
_ACCEPTS = compiled(
    r"^\W*moti?on\b[^.;]{0,80}\b(?:carried|passed|approved|all ayes?|all yes|\d+\s*[-–]\s*0)\b"
    r"|^\W*(?:yes|ayes?|all ayes?|all yes|(?:vote\W+)?\d+\s*[-–]\s*0)\W*$"
    r"|^\W*(?:(?:yes|all|so|this|it|that|they|members|the (?:motion|proposal|question|committee|council|board|meeting|vote)|motion|vote|none|nobody|no one|unanimously|"
    r"everyone|and|was|were|is|be|then|duly|did|do|having been|put|and|to the vote)\W+){0,7}(?:agreed|aye|carried|resolved in the affirmative|so (?:moved|resolved|ordered|agreed)|"
    r"approved|passed|in favou?r|assented|consented|did so|so did|concurred|granted|complied)\b(?!\s+(?:to|that|not|on (?!a vote|a show|the voices))\b)"
)
_PUTS = compiled(
    r"[?:]\W*$|^\W*exclusion of [^.;]*[–—-]\W*$|\b(?:request\w*|asked|vote|voted|moti?on\w*|proposed|proposal|suggested|recommend\w*|put|sought|invited|called for|to resolve|to agree)\b"
)


def accepted(sentence: str, before: str) -> Iterator[str]:
    """Yield what a sentence resolves that only says yes to what the one in front of it puts."""
    if not _ACCEPTS.match(sentence) or not _PUTS.search(before):
        return
    if _DENIES.search(OWN_NEGATION.sub(" ", f"{before} {sentence}")) or ELSEWHERE.search(before):
        return
    yield from (f"RESOLVED to go into {one['what']}" for one in _SESSION_ASKED.finditer(before))
    yield from _put_in(before)


def _put_in(before: str) -> Iterator[str]:
    """Yield what a sentence puts, as it would be resolved."""
    for frame in frames():
        for match in frame.pattern.finditer(before):
            front, behind = before[: match.start()], before[match.end() :]
            is_other = _WHY.search(front) or _FROM_ELSEWHERE.match(behind)
            if not is_other and not is_denied(front, match[0], behind):
                yield f"RESOLVED that the {before[match.start() :].rstrip(' ?.')}"


# "Executive session for the contract? Motion Reed, second Shaw, carried 6-0."
_SESSION_ASKED = compiled(
    rf"^\W*(?:an?\s+|go\s+into\s+)?(?P<what>{role('private_place')}[^.;?]*)\?\W*$"
)
_DENIES = compiled(r"\b(?:not|never|against|remain|reject\w*|lost|refus\w*|oppos\w*)\b(?!\s*[:\d])")
_WHY = compiled(
    r"\b(?:why|how|when|about|concern\w*|complain\w*|report on|polic\w+|review|working (?:group|party)|write|letter|table)\b"
)
_FROM_ELSEWHERE = compiled(
    r"^\s*from\s+(?!(?:(?:the|this|its|that)\s+)?(?:rest of |remainder of |part of )?(?:the\s+)?(?:meeting|room|chamber|item|discussion|hall|debate|proceedings|session)\b)"
)
