"""What a text says of motions: what became of one, or a vote; which motion it is of, `outcomes` decides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.passages.annotations import Motion, Vote
from indexer.passages.hearsay import Hearsay

AMENDMENT = ("amendment", "substitute motion")
# The one word for what became of a motion, by the verbs of the record.
_VERBS = {
    "carried": "carried carries passed passes adopted agreed approved accepted",
    "lost": "lost defeated rejected negatived denied failed fails fell lapsed",
    "withdrawn": "withdrawn",
    "deferred": "deferred",
    "referred": "referred",
    "noted": "noted",
}
_OUTCOME = {verb: word for word, verbs in _VERBS.items() for verb in verbs.split()}
_VERB = "|".join(_OUTCOME)
_THING = r"(?:substitute motion|motion|amendment|proposal|proposition|resolution|recommendations?)"
_HOW = (
    r"(?:(?:then|duly|accordingly|thereupon|therefore|again|put(?: to the (?:vote|meeting))?|and|declared|also|"
    r"unanimously|subsequently|so|to be|stood|it|taken|by a majority|on a show of hands),? )*"
)
# A full stop that ends no sentence: "Cllr. O. Oak".
_SHORTENED = r"(?:(?<=\bCllr)|(?<=\bCr)|(?<=\bMr)|(?<=\bMrs)|(?<=\bMs)|(?<=\bDr)|(?<=\b[A-Z]))\."
# "The amendment, on being put to the vote, was LOST", "Motion carried", "consideration … was deferred"
_SAID_OF = re.compile(
    rf"\b(?P<thing>{_THING})(?P<as> as amended)?\b(?P<between>(?:[^.;\n]|{_SHORTENED}){{0,220}}?)\b"
    rf"(?:(?:was|were|is|been|being) {_HOW}(?P<not>not )?(?P<was>{_VERB})"
    rf"|(?:declared|stood|duly|voted|unanimously) (?P<now>{_VERB})"
    rf"|(?P<self>did not (?:pass|carry)|fell|failed|fails|passes|passed|carries|carried|lapsed))\b",
    re.IGNORECASE,
)
# "a motion that the park be sold was lost": the verb of the clause is not that of the motion.
_CLAUSE = re.compile(r"\b(?:that|which|whether)\b", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(r"\bbe(?: not)? \w+\b|[,”\"’)] ?$")
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
# A sentence that is nothing but agreement: weaker than "CARRIED", it wants a motion with a seconder.
_AGREED = re.compile(
    r"\W*(?P<was>(?:[Uu]nanimous(?:ly)?(?: agreed| approved| carried)?|UNANIMOUS|[Aa]ll (?:in favou?r|agreed)|"
    r"AGREED|Agreed|APPROVED|Approved|ADOPTED|Adopted)(?: unanimously)?)\b[^\w?:]*$"
)
# All against it: "voted unanimously against the motion"
ALL_AGAINST = re.compile(
    rf"\b[Uu]nanimous(?:ly)? (?:voted |in voting )?(?P<was>against) (?:the|this|his|her|that) (?:\w+ )?(?P<thing>{_THING})\b",
    re.IGNORECASE,
)
# "RESOLVED, on the motion of …": what was decided stands in front of who moved.
_ON_THE_MOTION = re.compile(r"\b(?:on|upon|following) (?:a|the) (?:[a-z]+ )?$|\($", re.IGNORECASE)
# "On the proposal of …, the Council approved": what was decided stands behind, and the body decides.
_BODY_DECIDES = re.compile(
    r", the (?:Council|Committee|Board|Members|Meeting|meeting|Cabinet|Panel|Commission|Sub-Committee)"
    r"(?: (?:then|also|unanimously|duly))* "
    r"(?:approved|agreed|adopted|resolved|accepted|granted|authori[sz]ed|appointed|decided|ratified)\b"
)
_DECIDED = re.compile(
    r"(?<!not )\b(?:resolved|agreed|voted|approved|decided|adopted|granted|refused|accepted|elected|appointed)\b",
    re.IGNORECASE,
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
    r"\b(?:not (?:been |being )?seconded|(?:want|lack|absence) of (?:a |any )?second|(?:no|without a|nor a) second|"
    r"(?:failed to|did not|could not) (?:find|attract|receive|gain|get|have|obtain|secure) a second|"
    r"nobody seconded)",
    re.IGNORECASE,
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
LIKELY = (
    *(*_OUTCOME, "withdrew", "did not", "resolved", "phenderfynwyd"),
    *("unanimous", "all in favo", "a second", "no second", "not seconded", "voted"),
)


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sentence says of a motion: its outcome, or a vote; "" and None where it does not.

    `thing` is what the sentence calls it, `main` that it is not an amendment; `own` is the motion
    (its number) behind whose mover it stands, `close` says that it stands alone, `dropped`
    that nobody seconded, `only` that the text speaks of an amendment and of nothing else that was
    decided. A motion that is moved up to `until` may be meant.
    """

    start: int
    until: int
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
    found = [_of_vote(text, moved, vote, at, hearsay) for at, vote in enumerate(votes)]
    found += [one for one in _outcomes(text, moved, hearsay) if not hearsay.mentioned(one.start)]
    # What the record calls an amendment may have been moved without the word.
    only = not any(motion.amendment for motion in moved) and all(
        one.thing in AMENDMENT for one in found if one.own is None
    )
    # Of two at one place the word comes before the figures, which are of the same motion.
    in_order = sorted(found, key=lambda one: (one.start, one.vote is not None))
    return [replace(one, only=only) for one in in_order]


def _of_vote(
    text: str, moved: Sequence[Motion], vote: Vote, at: int, hearsay: Hearsay
) -> Statement:
    behind = next((one for one in enumerate(moved) if one[1].start > vote.start), None)
    own = None
    if behind and _decided_in_front(text, behind[1], hearsay) <= vote.start:
        own = behind[0]
    return Statement(
        vote.start,
        vote.start if own is None else moved[own].start,
        vote=at,
        thing=_thing_of_vote(text, vote, hearsay),
        main=_is_of_main(text, vote, hearsay),
        own=own,
    )


def _decided_in_front(text: str, motion: Motion, hearsay: Hearsay) -> int:
    """Return where the sentence begins in which a decision stands in front of who moved it, else the text's end."""
    start = hearsay.sentence(motion.start).start
    front = text[start : motion.start]
    decided = _DECIDED.search(front)
    if not decided or not _ON_THE_MOTION.search(front) or hearsay.mentioned(start + decided.end()):
        return len(text)
    return start


def _thing_of_vote(text: str, vote: Vote, hearsay: Hearsay) -> str:
    span = hearsay.sentence(vote.start)
    named = re.findall(
        rf"\b{_THING}\b", text[span.start : vote.start + len(vote.text)], re.IGNORECASE
    )
    return named[0].lower() if named else ""


def _is_of_main(text: str, vote: Vote, hearsay: Hearsay) -> bool:
    if "for the motion" in vote.text.casefold():
        return True
    span = hearsay.sentence(vote.start)
    return _MAIN.search(text, span.start, max(span.end, vote.start + len(vote.text))) is not None


def _outcomes(text: str, moved: Sequence[Motion], hearsay: Hearsay) -> Iterator[Statement]:
    for span in hearsay.spans:
        if dropped := _NOT_SECONDED.search(text, span.start, span.end):
            thing = re.findall(rf"\b{_THING}\b", text[span.start : span.end], re.IGNORECASE)
            yield Statement(
                dropped.start(),
                dropped.start(),
                "lost",
                thing=thing[0].lower() if thing else "",
                dropped=True,
            )
            continue
        yield from _in_sentence(text, span.start, span.end)
    for number, motion in enumerate(moved):
        yield from _behind_motion(text, motion, number, hearsay)


_IN_SENTENCE = (_SAID_OF, _BARE_THING, _WITHDREW, _THIS, ALL_AGAINST)


def _in_sentence(text: str, start: int, end: int) -> Iterator[Statement]:
    seen: set[int] = set()
    for pattern in _IN_SENTENCE:
        for match in pattern.finditer(text, start, end):
            word, at = _verb_of(match)
            if at not in seen and _is_said(text, match, at):
                seen.add(at)
                yield _said(text, match, start, word, at)
    yield from _alone(text, start, end)


def _verb_of(match: re.Match[str]) -> tuple[str, int]:
    """Return the verb of what was said of a motion, and where it stands."""
    groups = match.groupdict(default="")
    word = next((groups[k] for k in ("was", "now", "self") if groups.get(k)), "")
    return word, match.start("was") if groups.get("was") else match.end() - len(word)


def _is_said(text: str, match: re.Match[str], at: int) -> bool:
    """Say whether a verb tells what became of the motion, not what carried something else."""
    between = match.groupdict().get("between") or ""
    clause = _CLAUSE.search(between)
    is_inner = clause is not None and not _CLAUSE_ENDS.search(between, clause.end())
    return not (is_inner or _NOT_OUT.match(text, at) or _MENTIONS.match(text, at))


def _said(text: str, match: re.Match[str], start: int, word: str, at: int) -> Statement:
    groups = match.groupdict(default="")
    return Statement(
        match.start(),
        match.end() if match.re is ALL_AGAINST else at,
        _outcome(word, is_denied=bool(groups.get("not"))),
        thing=groups.get("thing", "").lower(),
        main=_MAIN.search(text, start, at) is not None,
    )


def _alone(text: str, start: int, end: int) -> Iterator[Statement]:
    if alone := _ALONE.match(text, start, end):
        at = alone.start("was")
        yield Statement(at, at, _OUTCOME[alone["was"].lower()], close=True)
    elif agreed := _AGREED.match(text, start, end):
        yield Statement(agreed.start("was"), agreed.start("was"), "carried")


def _outcome(word: str, *, is_denied: bool) -> str:
    """Return the one word of an outcome for the verb of the record; what is denied says little."""
    outcome = _OUTCOME.get(word.lower(), "withdrawn" if word == "withdrew" else "lost")
    if is_denied:
        return "lost" if outcome == "carried" else ""
    return outcome


def _behind_motion(text: str, motion: Motion, number: int, hearsay: Hearsay) -> Iterator[Statement]:
    """Yield what is said around who moved and who seconded: "and agreed", "RESOLVED" on the next line."""
    at, end = motion.start, hearsay.sentence(motion.start).end
    if _decided_in_front(text, motion, hearsay) <= at:
        yield Statement(at, at, "carried", own=number)
        return
    if motion.seconder:
        second = text.find(motion.seconder.rpartition(" ")[2], motion.start + 1)
        if second >= 0:
            at, end = second, hearsay.sentence(second).end
    if _BODY_DECIDES.search(text, at, end) and _ON_THE_MOTION.search(text, 0, motion.start):
        yield Statement(at, at, "carried", own=number)
        return
    match = _AND.search(text, at, end)
    if match and not _NOT_OUT.match(text, match.start("was")):
        word, at = match["was"].lower(), match.start("was")
        yield Statement(at, at, _OUTCOME.get(word, "carried"), own=number)
        return
    follows = RESOLVED.match(text, min(end, len(text)))
    if follows and motion.seconder:
        yield Statement(follows.end() - 1, follows.end() - 1, "carried", own=number)
