"""What a text says of motions: what became of one, or a vote; which motion it is of, `outcomes` decides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.passages.annotations import Motion, Vote
from indexer.passages.beside_movers import beside, in_front
from indexer.passages.denials import is_denied, is_of_something_else, is_refused, leaves_open
from indexer.passages.hearsay import Hearsay
from indexer.passages.of_others import is_by_another
from indexer.passages.parts_of_motions import is_of_a_part
from indexer.passages.questions_put import questions_put
from indexer.passages.verdicts import AMENDMENT, OUTCOME, THING, VERB, outcome_of
from indexer.tuning import REACH

_HOW = (
    r"(?:(?:then|duly|accordingly|thereupon|therefore|again|put(?: to the (?:vote|meeting))?|and|declared|also|"
    r"unanimously|subsequently|so|to be|stood|it|taken|by a majority|on a show of hands),? )*"
)
# A full stop that ends no sentence: "Cllr. O. Oak".
_SHORTENED = r"(?:(?<=\bCllr)|(?<=\bCr)|(?<=\bMr)|(?<=\bMrs)|(?<=\bMs)|(?<=\bDr)|(?<=\b[A-Z]))\."
# "The amendment, on being put to the vote, was LOST", "Motion carried", "consideration … was deferred"
_SAID_OF = re.compile(
    rf"\b(?P<thing>{THING})(?P<as> as amended)?\b(?P<between>(?:[^.;\n]|{_SHORTENED}){{0,220}}?)\b"
    rf"(?:(?:was|were|is|been|being) {_HOW}(?P<not>(?:not|never) )?(?P<was>{VERB})"
    rf"|(?:declared|stood|duly|voted|unanimously|put(?: to the (?:vote|meeting))?,? and) (?P<now>{VERB})"
    rf"|(?P<self>did not (?:pass|carry)|fell|failed|fails|passes|passed|carries|carried|lapsed))\b",
    re.IGNORECASE,
)
# "a motion that the park be sold was lost": the verb of the clause is not that of the motion.
_CLAUSE = re.compile(r"\b(?:that|which|whether)\b", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(r"\bbe(?: not)? \w+\b|[,”\"’)] ?$")
_BARE_THING = re.compile(rf"\b(?P<thing>motion|amendment)\W{{1,3}}(?P<was>{VERB})\b", re.IGNORECASE)
# "The Committee resolved to approve the motion"
_RESOLVED_TO = re.compile(
    r"\b(?:resolved|agreed|decided|voted)(?: unanimously)? to (?P<was>approve|adopt|accept|pass|reject|defeat) "
    rf"(?:the|this) (?:\w+ )?(?P<thing>{THING})\b",
    re.IGNORECASE,
)
# "the amendment had four votes and the motion was carried": behind the comma another thing is spoken of.
_OTHER_THING = re.compile(
    r"(?:[,;]|\band) (?:the|this) (?:\w+ )?(?:motion|amendment)\b", re.IGNORECASE
)
_THIS = re.compile(
    rf"\b(?:(?P<thing>{THING}), which|[Tt]his|[Ii]t|[Ww]hich|[Tt]he division) (?:was|were) {_HOW}(?P<not>not )?(?P<was>(?i:{VERB}))\b(?! (?:that|to|on|out)\b)"
)
# A line or a sentence that is nothing but the outcome, perhaps with its figures.
_ALONE = re.compile(
    r"\W*(?P<was>CARRIED|Carried|LOST|Lost|DEFEATED|Defeated|PASSED|Passed|WITHDRAWN|Withdrawn|"
    r"NEGATIVED|Negatived|(?:ADOPTED|Adopted|APPROVED|Approved|REJECTED|Rejected)(?=\W{1,3}(?:\d|(?i:ayes?|yeas?)\b)))\b"
    r"(?: (?i:en bloc)\b)?(?=\W*$|\W{1,3}(?:\d|by \d|by \w+ votes?|[Uu]nanim|UNANIM|nem\b|(?i:on (?:the|a)|ayes?|yeas?)\b))"
)
# A sentence that is nothing but agreement: weaker than "CARRIED", it wants a motion with a seconder.
_AGREED = re.compile(
    r"\W*(?P<was>(?:[Uu]nanimous(?:ly)?(?: agreed| approved| carried)?|UNANIMOUS|[Aa]ll (?:in favou?r|agreed)|"
    r"AGREED|Agreed|APPROVED|Approved|ADOPTED|Adopted)(?: unanimously)?)\b[^\w?:]*$"
)
# "The Mayor declared the proposal defeated"
_DECLARED = re.compile(
    rf"\bdeclared (?:that )?(?:the|this) (?:\w+ )?(?P<thing>{THING})(?: (?:to (?:be|have been)|was|had been))? "
    rf"(?P<was>{VERB})\b",
    re.IGNORECASE,
)
# "used her casting vote in favour of the motion"
_CASTING = re.compile(
    r"\b(?:used?|using|exercis\w+|cast|gave|giving) (?:his|her|their|the|a) (?:second (?:or|and) )?casting vote "
    r"(?P<was>in favou?r of|for|against) (?:the|this) (?:\w+ )?(?P<thing>motion|amendment|proposal)\b",
    re.IGNORECASE,
)
# All against it: "voted unanimously against the motion"
ALL_AGAINST = re.compile(
    rf"\b[Uu]nanimous(?:ly)? (?:voted |in voting )?(?P<was>against) (?:the|this|his|her|that) (?:\w+ )?(?P<thing>{THING})\b",
    re.IGNORECASE,
)
_HAVE_IT = re.compile(
    r"\b[Tt]he (?P<side>[Aa]yes|AYES|[Yy]eas|[Nn]oes|NOES|[Nn]ays) (?:have|had|has) it\b"
)
_WITHDREW = re.compile(
    rf"\b(?P<was>withdrew) (?:(?:his|her|their|the|this) )(?:\w+ )?(?P<thing>{THING})\b"
)
_NOT_SECONDED = re.compile(
    r"\b(?:not (?:been |being )?seconded|(?:want|lack|absence) of (?:a |any )?second|(?:no|without a|nor a) second|"
    r"(?:failed to|did not|could not) (?:find|attract|receive|gain|get|have|obtain|secure) a second|"
    r"nobody seconded)",
    re.IGNORECASE,
)
_IS_LABEL = re.compile(r"\w{0,4} ?: ")
# "The road that the notice of motion referred to": only a body has something referred to it.
_MENTIONS = re.compile(r"[Rr]eferred to\b(?! (?:the |its |a |an )?[A-Z])")
# "4 votes for and 3 against" | "the amendment of Councillor Oak"
_VOTE_ON = re.compile(rf" (?:the|this) (?:\w+ )?(?P<thing>{THING})\b", re.IGNORECASE)
_MAIN = re.compile(
    r"\b(?:substantive|original|main|amended) (?:motion|proposal)|\bas (?:amended|altered)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sentence says of a motion: its outcome, or a vote; "" and None where it does not.

    `thing` is what the sentence calls it, `main` that it is not an amendment; `own` is the motion
    (its number) behind whose mover it stands, `close` says that it stands alone, `dropped`
    that nobody seconded, `contest` that the motion was put against the amendment, `only` that the text speaks of an amendment and of nothing else that was
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
    contest: bool = False
    only: bool = False
    said: int | None = None


def statements(
    text: str, moved: Sequence[Motion], votes: Sequence[Vote], hearsay: Hearsay
) -> list[Statement]:
    """Return what is said of motions, in order; what is only mentioned is left out."""
    found = [_of_vote(text, moved, vote, at, hearsay) for at, vote in enumerate(votes)]
    found += [*_own_outcomes(text, moved, hearsay), *_heard(text, votes, hearsay)]
    found = [one for one in found if not is_of_a_part(text, one.start, moved, hearsay)]
    # What the record calls an amendment may have been moved without the word.
    only = not any(motion.amendment for motion in moved) and all(
        one.thing in AMENDMENT for one in found if one.own is None
    )
    # Of two at one place the word comes before the figures, which are of the same motion.
    in_order = sorted(found, key=lambda one: (one.start, one.vote is not None))
    return [replace(one, only=only) for one in in_order]


def _own_outcomes(text: str, moved: Sequence[Motion], hearsay: Hearsay) -> Iterator[Statement]:
    """Yield what is said of the motions of this item: not what became of "that we suspend the rules"."""
    elsewhere = {put.answered for put in questions_put(text) if put.is_about_itself}
    for one in _outcomes(text, moved, hearsay):
        if one.start not in elsewhere and not hearsay.mentioned(one.start):
            yield one


def _heard(text: str, votes: Sequence[Vote], hearsay: Hearsay) -> Iterator[Statement]:
    """Yield "the Noes have it", unless members were counted."""
    for match in _HAVE_IT.finditer(text) if all(v.in_favour is None for v in votes) else ():
        if not hearsay.mentioned(match.start()):
            won = match["side"][0] in "AaYy"
            yield Statement(match.start(), match.start(), "carried" if won else "lost")


def _of_vote(
    text: str, moved: Sequence[Motion], vote: Vote, at: int, hearsay: Hearsay
) -> Statement:
    behind = next((one for one in enumerate(moved) if one[1].start > vote.start), None)
    own = None
    front = in_front(text, behind[1], hearsay) if behind else None
    if behind and front and front.start <= vote.start:
        own = behind[0]
    said = _introduced(text, vote, hearsay)
    return Statement(
        vote.start,
        vote.start if own is None else moved[own].start,
        vote=at,
        thing=_thing_of_vote(text, vote, said),
        main=_is_of_main(text, vote, hearsay),
        own=own,
        said=said,
        contest=vote.contest and vote.in_favour is not None and vote.against is not None,
    )


def _introduced(text: str, vote: Vote, hearsay: Hearsay) -> int:
    """Return where the sentence of a vote begins, or that with a colon which introduces the names below."""
    start = hearsay.sentence(vote.start).start
    before = text[:start].rstrip()
    return hearsay.sentence(len(before) - 1).start if before.endswith(":") else start


def _thing_of_vote(text: str, vote: Vote, said: int) -> str:
    end = vote.start + len(vote.text)
    behind = _VOTE_ON.match(text, end)
    named = re.findall(rf"\b{THING}\b", text[said:end], re.IGNORECASE)
    return behind["thing"].lower() if behind else named[0].lower() if named else ""


def _is_of_main(text: str, vote: Vote, hearsay: Hearsay) -> bool:
    if "for the motion" in vote.text.casefold():
        return True
    span = hearsay.sentence(vote.start)
    return _MAIN.search(text, span.start, max(span.end, vote.start + len(vote.text))) is not None


def _outcomes(text: str, moved: Sequence[Motion], hearsay: Hearsay) -> Iterator[Statement]:
    for span in hearsay.spans:
        if dropped := _NOT_SECONDED.search(text, span.start, span.end):
            thing = re.findall(rf"\b{THING}\b", text[span.start : span.end], re.IGNORECASE)
            # "Lapsed for want of a seconder: Cr Oak moved …": a label in front.
            is_label = _IS_LABEL.match(text, dropped.end(), span.end)
            yield Statement(
                dropped.start(),
                span.end if is_label else dropped.start(),
                "lost",
                thing=thing[0].lower() if thing else "",
                dropped=True,
            )
            continue
        yield from _in_sentence(text, moved, span.start, span.end)
    for number, motion in enumerate(moved):
        if decided := beside(text, motion, hearsay):
            yield Statement(decided.start, decided.start, decided.outcome, own=number)


_IN_SENTENCE = (
    _SAID_OF,
    _DECLARED,
    _CASTING,
    _BARE_THING,
    _WITHDREW,
    _RESOLVED_TO,
    _THIS,
    ALL_AGAINST,
)


def _in_sentence(text: str, moved: Sequence[Motion], start: int, end: int) -> Iterator[Statement]:
    seen: set[int] = set()
    for pattern in _IN_SENTENCE:
        for first in pattern.finditer(text, start, end):
            match = _nearest(text, first, end)
            word, at = _verb_of(match)
            if at not in seen and _is_said(text, match, start, at):
                seen.add(at)
                yield _said(text, moved, match, start, word, at)
    yield from _alone(text, start, end)


def _nearest(text: str, match: re.Match[str], end: int) -> re.Match[str]:
    """Return what was said of the thing that stands nearest to its verb, behind another one."""
    between = match.groupdict().get("between")
    others = list(_OTHER_THING.finditer(text, *match.span("between"))) if between else []
    nearer = (
        match.re.match(text, others[-1].end() - _last_word(others[-1]), end) if others else None
    )
    return nearer or match


def _last_word(match: re.Match[str]) -> int:
    return len(match[0].rpartition(" ")[2])


def _verb_of(match: re.Match[str]) -> tuple[str, int]:
    """Return the verb of what was said of a motion, and where it stands."""
    groups = match.groupdict(default="")
    word = next((groups[k] for k in ("was", "now", "self") if groups.get(k)), "")
    return word, match.start("was") if groups.get("was") else match.end() - len(word)


def _is_said(text: str, match: re.Match[str], start: int, at: int) -> bool:
    """Say whether a verb tells what became of the motion, not what carried something else."""
    between = match.groupdict().get("between") or ""
    clause = _CLAUSE.search(between)
    if clause is not None and not _CLAUSE_ENDS.search(between, clause.end()):
        return False
    if is_of_something_else(text, at) or _MENTIONS.match(text, at):
        return False
    if is_by_another(text[match.end() : match.end() + REACH.verb].partition("\n")[0]):
        return False
    before = text[start : match.start()]
    return not (is_refused(before) if match.re is _CASTING else leaves_open(match, before, at))


def _said(
    text: str, moved: Sequence[Motion], match: re.Match[str], start: int, word: str, at: int
) -> Statement:
    groups = match.groupdict(default="")
    # "Amendment 2, moved by Councillor Oak, was lost": who moved it stands between.
    within = [number for number, one in enumerate(moved) if match.start() <= one.start < at]
    return Statement(
        match.start(),
        match.end() if match.re is ALL_AGAINST else at,
        outcome_of(word, is_denied=bool(groups.get("not")) or is_denied(text[match.start() : at])),
        thing=groups.get("thing", "").lower(),
        main=_MAIN.search(text, start, at) is not None,
        own=within[0] if len(within) == 1 else None,
    )


def _alone(text: str, start: int, end: int) -> Iterator[Statement]:
    if alone := _ALONE.match(text, start, end):
        at = alone.start("was")
        yield Statement(at, at, OUTCOME[alone["was"].lower()], close=True)
    elif agreed := _AGREED.match(text, start, end):
        yield Statement(agreed.start("was"), agreed.start("was"), "carried")
