"""What a text says of motions: what became of one, or a vote; which motion it is of, `outcomes` decides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.passages.annotations import Motion, Vote
from indexer.passages.hearsay import Hearsay

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
RESOLVED = re.compile(
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
LIKELY = (*_OUTCOME, "withdrew", "did not", "resolved", "phenderfynwyd")


@dataclass(frozen=True, slots=True)
class Statement:
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


def statements(
    text: str, moved: Sequence[Motion], votes: Sequence[Vote], hearsay: Hearsay
) -> list[Statement]:
    """Return what is said of motions, in order; what is only mentioned is left out."""
    found = [
        Statement(
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


def _outcomes(text: str, moved: Sequence[Motion], hearsay: Hearsay) -> Iterator[Statement]:
    for span in hearsay.spans:
        if dropped := _NOT_SECONDED.search(text, span.start, span.end):
            yield Statement(dropped.start(), dropped=True)
            continue
        yield from _in_sentence(text, span.start, span.end)
    for number, motion in enumerate(moved):
        yield from _behind_motion(text, motion, number, hearsay)


def _in_sentence(text: str, start: int, end: int) -> Iterator[Statement]:
    seen: set[int] = set()
    for pattern in (_SAID_OF, _BARE_THING, _WITHDREW, _THIS):
        for match in pattern.finditer(text, start, end):
            groups = match.groupdict(default="")
            word = next((groups[k] for k in ("was", "now", "self") if groups.get(k)), "")
            at = match.start("was") if groups.get("was") else match.end() - len(word)
            if at in seen or _NOT_OUT.match(text, at) or _MENTIONS.match(text, at):
                continue
            seen.add(at)
            main = _MAIN.search(text, start, at) is not None
            outcome = _outcome(word, is_denied=bool(groups.get("not")))
            yield Statement(
                match.start(), outcome, thing=groups.get("thing", "").lower(), main=main
            )
    alone = _ALONE.match(text, start, end)
    if alone:
        yield Statement(alone.start("was"), _OUTCOME[alone["was"].lower()], close=True)


def _outcome(word: str, *, is_denied: bool) -> str:
    """Return the one word of an outcome for the verb of the record; what is denied says little."""
    outcome = _OUTCOME.get(word.lower(), "lost" if " " in word else "withdrawn")
    if is_denied:
        return "lost" if outcome == "carried" else ""
    return outcome


def _behind_motion(text: str, motion: Motion, number: int, hearsay: Hearsay) -> Iterator[Statement]:
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
        yield Statement(match.start("was"), _OUTCOME.get(word, "carried"), own=number)
        return
    follows = RESOLVED.match(text, min(end, len(text)))
    if follows and motion.seconder:
        yield Statement(follows.end() - 1, "carried", own=number)
