"""What became of each motion, and which vote decided it: only as far as the record itself joins them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.wording import has_any
from indexer.language.windows import sentences
from indexer.passages.annotations import Motion, Vote
from indexer.passages.hearsay import Hearsay
from indexer.passages.turns import turns

# The one word for what became of a motion, by the verbs of the record.
_VERBS = {
    "carried": "carried carries passed passes adopted agreed approved accepted",
    "lost": "lost defeated rejected negatived denied failed fails fell",
    "withdrawn": "withdrawn",
    "deferred": "deferred",
    "referred": "referred",
}
_OUTCOME = {verb: word for word, verbs in _VERBS.items() for verb in verbs.split()}
_VERB = "|".join(_OUTCOME)
_THING = r"(?:substitute motion|motion|amendment|proposal|proposition|resolution)"
_HOW = (
    r"(?:(?:then|duly|accordingly|thereupon|therefore|again|put(?: to the vote)?|and|declared|also|"
    r"unanimously|subsequently|so|to be|stood|it) )*"
)
# "The amendment, on being put to the vote, was LOST", "Motion carried", "consideration … was deferred"
_SAID_OF = re.compile(
    rf"\b(?P<thing>{_THING})(?P<as> as amended)?\b(?P<between>[^.;\n]{{0,220}}?)\b"
    rf"(?:(?:was|were|is|be|been|being) {_HOW}(?P<not>not )?(?P<was>{_VERB})"
    rf"|(?:declared|stood|duly|voted|unanimously) (?P<now>{_VERB})"
    rf"|(?P<self>did not (?:pass|carry)|fell|failed|fails|passes|passed|carries|carried))\b",
    re.IGNORECASE,
)
_BARE_THING = re.compile(
    rf"\b(?P<thing>motion|amendment)\W{{1,3}}(?P<was>{_VERB})\b", re.IGNORECASE
)
_THIS = re.compile(
    rf"\b(?:[Tt]his|[Ii]t|[Ww]hich) (?:was|were) {_HOW}(?P<was>{_VERB})\b(?! (?:that|to|on|out)\b)"
)
# A line or a sentence that is nothing but the outcome, perhaps with its figures.
_ALONE = re.compile(
    r"\W*(?P<was>CARRIED|Carried|LOST|Lost|DEFEATED|Defeated|PASSED|Passed|WITHDRAWN|Withdrawn|"
    r"NEGATIVED|Negatived)\b(?=\W*$|\W{1,3}(?:\d|by \d|by \w+ votes?|[Uu]nanim|UNANIM|nem\b|on (?:the|a)\b))"
)
# Behind who moved, in the same sentence.
_AND = re.compile(
    rf"(?:\band|,|;|\ba) (?:(?:it was|was|were|by \w+ votes to \w+(?: it was)?|then|also|duly|unanimously|"
    rf"so|put|And)[ ,:-]*)*(?P<was>(?i:{_VERB}|resolved)|phenderfynwyd)\b(?! (?:out|on|forward|over)\b)"
)
_RESOLVED = re.compile(
    r"\W*(?:[Aa]nd |it was[ :-]*|therefore )*(?:unanimously )?(?:RESOLVED|Resolved|AGREED|Agreed)\b"
)
_WITHDREW = re.compile(
    rf"\b(?P<was>withdrew) (?:(?:his|her|their|the|this) )(?:\w+ )?(?P<thing>{_THING})\b"
)
_NOT_SECONDED = re.compile(
    r"\b(?:[Nn]ot seconded|want of a second|lack of a second|no second|without a second)"
)
_NOT_OUT = re.compile(
    r"\b(?:carried|passed|lost|fell) (?:out|on|forward|over|away|in|through|for|to)\b"
)
# "The road that the notice of motion referred to": only a body has something referred to it.
_MENTIONS = re.compile(r"[Rr]eferred to\b(?! (?:the |its |a |an )?[A-Z])")
_MAIN = re.compile(
    r"\b(?:substantive|original|main|amended) (?:motion|proposal)|\bas (?:amended|altered)\b",
    re.IGNORECASE,
)
_LIKELY = (*_OUTCOME, "withdrew", "did not", "resolved", "phenderfynwyd")
_AMENDMENT = ("amendment", "substitute motion")
# The longest stretch (characters) from who moved to what is surely said of it without naming it.
_REACH = 600
# The same from who moved to the vote that stands below what was resolved.
_FAR = 4_000


@dataclass(slots=True)
class _Open:
    """A motion as number of the list, with what has been said of it so far."""

    number: int
    motion: Motion


@dataclass(frozen=True, slots=True)
class _Statement:
    """What a sentence says of a motion: its outcome, or a vote; "" and None where it does not.

    `thing` is what the sentence calls it, `main` that it is not an amendment; `own` is the motion
    (its number) behind whose mover it stands, `close` says that it stands alone, `dropped`
    that nobody seconded, `only` that no motion of the text was moved as an amendment.
    """

    start: int
    outcome: str = ""
    vote: int | None = None
    thing: str = ""
    main: bool = False
    own: int | None = None
    close: bool = False
    dropped: bool = False
    only: bool = False


def decided(text: str, moved: Sequence[Motion], votes: Sequence[Vote]) -> tuple[Motion, ...]:
    """Return the motions with the outcome and the vote that the record joins with each.

    A statement belongs to the motion that it names, else to the only one that is open; where more
    than one is, it belongs to none.
    """
    if not moved or not (votes or has_any(text.casefold(), _LIKELY)):
        return tuple(moved)
    hearsay = Hearsay(text, sentences(text), turns(text))
    result = list(moved)
    waiting = list(enumerate(moved))
    pending: list[_Open] = []
    latest: _Open | None = None
    latest_at: _Statement | None = None
    for statement in _statements(text, moved, votes, hearsay):
        while waiting and waiting[0][1].start <= statement.start:
            pending.append(_Open(*waiting.pop(0)))
            latest = None
        if statement.dropped:
            if pending and not pending[-1].motion.seconder:
                pending.pop()
            continue
        chosen = None
        if latest and latest_at and _is_with(statement, latest_at, result[latest.number], hearsay):
            chosen = latest
        else:
            chosen = _chosen(text, statement, pending, hearsay)
        if chosen is None and latest and _of_latest(text, statement, result[latest.number]):
            chosen = latest
        if chosen is None:
            if statement.outcome and statement.own is None and len(pending) > 1:
                # One of them is decided, and nothing says which: no later word is certain either.
                pending.clear()
            continue
        latest, latest_at = chosen, statement
        _note(result, chosen, statement)
        if result[chosen.number].outcome and chosen in pending:
            pending.remove(chosen)
    return tuple(_with_resolved(text, result, votes, hearsay))


def _note(result: list[Motion], chosen: _Open, statement: _Statement) -> None:
    one = result[chosen.number]
    result[chosen.number] = replace(
        one,
        outcome=one.outcome or statement.outcome,
        vote=one.vote if one.vote is not None else statement.vote,
    )


def _is_with(statement: _Statement, before: _Statement, motion: Motion, hearsay: Hearsay) -> bool:
    """Say whether a vote stands in the sentence that says what became of a motion."""
    same = hearsay.sentence(statement.start) == hearsay.sentence(before.start)
    return same and statement.vote is not None and motion.vote is None and before.vote is None


def _of_latest(text: str, statement: _Statement, motion: Motion) -> bool:
    """Say whether a vote behind an outcome is the vote of it, or the other way round."""
    if statement.own is not None:
        return False
    if statement.vote is None:
        return motion.outcome == "" and statement.outcome != ""
    if motion.vote is not None:
        return False
    fits = not statement.thing or motion.amendment == (statement.thing in _AMENDMENT)
    return fits and statement.start - motion.start < _FAR


def _with_resolved(
    text: str, moved: Sequence[Motion], votes: Sequence[Vote], hearsay: Hearsay
) -> Iterator[Motion]:
    """Yield the motions; one that had its majority is carried if what was resolved follows its vote."""
    for motion in moved:
        vote = votes[motion.vote] if motion.vote is not None else None
        if motion.outcome or vote is None:
            yield motion
            continue
        span = hearsay.sentence(vote.start + len(vote.text) - 1)
        spans = hearsay.spans
        behind = [one.start for one in spans if one.start >= span.end][:2]
        said = text[span.start : vote.start]
        resolved = _RESOLVED.search(said) or any(_RESOLVED.match(text, at) for at in behind)
        if resolved and (vote.unanimous or (vote.in_favour or 0) > (vote.against or 0)):
            yield replace(motion, outcome="carried")
        else:
            yield motion


def _statements(
    text: str, moved: Sequence[Motion], votes: Sequence[Vote], hearsay: Hearsay
) -> list[_Statement]:
    """Return what is said of motions, in order; what is only mentioned is left out."""
    found = [
        _Statement(
            vote.start,
            vote=at,
            thing=_thing_of_vote(text, vote, hearsay),
            main=_is_of_main(text, vote, hearsay),
        )
        for at, vote in enumerate(votes)
    ]
    found += [one for one in _outcomes(text, moved, hearsay) if not hearsay.mentioned(one.start)]
    # What the record calls an amendment may have been moved without the word.
    only = not any(motion.amendment for motion in moved)
    return sorted((replace(one, only=only) for one in found), key=lambda one: one.start)


def _thing_of_vote(text: str, vote: Vote, hearsay: Hearsay) -> str:
    span = hearsay.sentence(vote.start)
    named = re.findall(
        rf"\b{_THING}\b", text[span.start : vote.start + len(vote.text)], re.IGNORECASE
    )
    return named[0].lower() if named else ""


def _is_of_main(text: str, vote: Vote, hearsay: Hearsay) -> bool:
    if "for the motion" in vote.text:
        return True
    span = hearsay.sentence(vote.start)
    return _MAIN.search(text, span.start, max(span.end, vote.start + len(vote.text))) is not None


def _outcomes(text: str, moved: Sequence[Motion], hearsay: Hearsay) -> Iterator[_Statement]:
    for span in hearsay.spans:
        if dropped := _NOT_SECONDED.search(text, span.start, span.end):
            yield _Statement(dropped.start(), dropped=True)
            continue
        yield from _in_sentence(text, span.start, span.end)
    for number, motion in enumerate(moved):
        yield from _behind_motion(text, motion, number, hearsay)


def _in_sentence(text: str, start: int, end: int) -> Iterator[_Statement]:
    seen: set[int] = set()
    for pattern in (_SAID_OF, _BARE_THING, _WITHDREW, _THIS):
        for match in pattern.finditer(text, start, end):
            groups = match.groupdict()
            word = next((groups[k] for k in ("was", "now", "self") if groups.get(k)), "")
            at = match.start("was") if groups.get("was") else match.end() - len(word)
            if at in seen or _NOT_OUT.match(text, at) or _MENTIONS.match(text, at):
                continue
            seen.add(at)
            outcome = _OUTCOME.get(word.lower(), "lost" if " " in word else "withdrawn")
            if groups.get("not"):
                outcome = "lost" if outcome == "carried" else ""
            thing = (groups.get("thing") or "").lower()
            main = _MAIN.search(text, start, at) is not None
            yield _Statement(match.start(), outcome, thing=thing, main=main)
    alone = _ALONE.match(text, start, end)
    if alone:
        yield _Statement(alone.start("was"), _OUTCOME[alone["was"].lower()], close=True)


def _behind_motion(
    text: str, motion: Motion, number: int, hearsay: Hearsay
) -> Iterator[_Statement]:
    """Yield what is said behind who moved and who seconded: "and agreed", "RESOLVED" on the next line."""
    span = hearsay.sentence(motion.start)
    at, end = motion.start, span.end
    if motion.seconder:
        second = text.find(motion.seconder.rpartition(" ")[2], motion.start + 1)
        if second >= 0:
            at, end = second, hearsay.sentence(second).end
    match = _AND.search(text, at, end)
    if match and not _NOT_OUT.match(text, match.start("was")):
        word = match["was"].lower()
        yield _Statement(match.start("was"), _OUTCOME.get(word, "carried"), own=number)
        return
    follows = _RESOLVED.match(text, min(end, len(text)))
    if follows and motion.seconder:
        yield _Statement(follows.end() - 1, "carried", own=number)


def _chosen(
    text: str, statement: _Statement, pending: Sequence[_Open], hearsay: Hearsay
) -> _Open | None:
    """Return the motion that a statement is of, None where that is not certain."""
    if not pending:
        return None
    if statement.own is not None:
        return next((one for one in pending if one.number == statement.own), None)
    named = [one for one in pending if _names(text, statement, one, hearsay)]
    if len(named) == 1:
        return named[0]
    fitting = _of_kind(statement, pending)
    begins = hearsay.sentence(statement.start).start
    same = [one for one in fitting if one.motion.start >= begins]
    if len(same) == 1:
        return same[0]
    if statement.close and statement.start - pending[-1].motion.start < _REACH:
        return pending[-1]
    if len(fitting) != 1:
        return None
    (one,) = fitting
    near = statement.start - one.motion.start < _REACH and bool(one.motion.seconder)
    return one if statement.thing or near else None


def _of_kind(statement: _Statement, pending: Sequence[_Open]) -> list[_Open]:
    """Return the motions that are what a statement calls them."""
    if statement.main:
        return [one for one in pending if not one.motion.amendment]
    if statement.thing in _AMENDMENT:
        amendments = [one for one in pending if one.motion.amendment]
        return amendments or (list(pending) if len(pending) == 1 and statement.only else [])
    return list(pending)


def _names(text: str, statement: _Statement, one: _Open, hearsay: Hearsay) -> bool:
    """Say whether the sentence of a statement names who moved."""
    span = hearsay.sentence(statement.start)
    surname = one.motion.proposer.rpartition(" ")[2]
    return (
        bool(surname)
        and re.search(
            rf"(?:\bby|[Mm]otion of|proposal of) (?:[\w.]+ ){{0,3}}{re.escape(surname)}\b|{re.escape(surname)}[’']s? "
            r"(?:motion|amendment|proposal)",
            text[span.start : statement.start],
        )
        is not None
    )
