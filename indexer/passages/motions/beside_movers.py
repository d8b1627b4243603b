"""What a text says became of a motion right beside who moved it: in front, behind, on the next line."""

from __future__ import annotations

import re
from typing import NamedTuple

from indexer.passages.annotations import Motion
from indexer.passages.motions.denials import is_of_something_else
from indexer.passages.motions.verdicts import OUTCOME, VERB
from indexer.passages.speech.hearsay import Hearsay
from indexer.passages.tuning import BESIDE

_BODY = (
    r"(?:Council|Committee|Board|Members|Meeting|meeting|Cabinet|Panel|Commission|Sub-Committee)"
)
# "RESOLVED, on the motion of …": what was decided stands in front of who moved.
_ON_THE_MOTION = re.compile(
    r"\b(?:on|upon|following) (?:a|the) (?:[a-z]+ )?$|^\W*(?:on|upon) $|\($", re.IGNORECASE
)
# "It was agreed that a vote be taken | on the motion of": something else was decided, and is told of the motion.
_ONLY_ABOUT = re.compile(
    r"\b(?:vote|votes|voting|decision|debate|discussion|action|speech|consideration|view|advice|report|question|meeting|"
    r"amendment|matter|item|it)(?: (?:be|being|was))?(?: (?:taken|made|held|deferred|adjourned|postponed))? ?$"
)
# "RESOLVED (Cr Oak/Cr Elm)"
_RESOLVED_BY = re.compile(r"\W*resolved\b", re.IGNORECASE)
# "The Council, by 31 votes to 27, agreed the amendment by …": the body, its verb, and what was moved.
_BODY_AND = re.compile(
    rf"\b{_BODY}(?:,? by \w+ votes to \w+,?)?(?: (?:then|also|unanimously|duly))* (?P<was>agreed|approved|"
    r"carried|adopted|passed|accepted|rejected|defeated|negatived)(?: to)?(?: (?:the|an?))?(?: [a-z]+)?"
    r"(?: (?:motion|amendment)(?: (?:moved|proposed|tabled))?)? ?$"
)
_OF_A_MOTION = re.compile(r"(?:(?:the|an?) )?(?:[a-z]+ )?(?:motion|amendment)\b", re.IGNORECASE)
# "On the proposal of …, the Council approved": what was decided stands behind, and the body decides.
_BODY_DECIDES = re.compile(
    rf", the (?:Select )?{_BODY}(?: of [A-Z]\w+)?(?: (?:then|also|unanimously|duly))* "
    r"(?:(?:approved|agreed|adopted|resolved|accepted|granted|authori[sz]ed|appointed|decided|ratified)\b"
    r"|voted (?:unanimously )?to\b|voted (?P<for>\d{1,2}) ?[-–] ?(?P<against>\d{1,2})\b[^.;\n]{0,60}? to\b)"
)
_DECIDED = re.compile(
    r"(?<!not )\b(?:resolved|agreed|voted|approved|decided|adopted|granted|refused|accepted|elected|appointed)\b",
    re.IGNORECASE,
)
# Behind who moved, in the same sentence.
_AND = re.compile(
    rf"(?:\band|,|;|\ba| [–—-]) (?:(?:it was|was|were|by \w+ votes to \w+(?: it was)?|then|also|duly|unanimously|"
    rf"so|put|And)[ ,:-]*)*(?P<was>(?i:{VERB}|resolved)|phenderfynwyd|phasiwyd|chytunwyd|gytunwyd)\b(?! (?:out|on|forward|over)\b)"
)
# "…, seconded by Councillor Elm: LOST (12 / 33)", up to the end of the line.
_LABELLED = re.compile(
    rf"[^.\n:]{{0,60}}(?:[:–—]|\)) ?\(?(?-i:(?P<was>{VERB.upper()}|{'|'.join(map(str.title, OUTCOME))}))\b"
    r"(?=\W*$|\W{1,3}(?:\d|by |[Uu]nanim|UNANIM|nem\b|on (?:the|a) ))",
    re.MULTILINE,
)
# What is moved begins: "that the report be received and noted" is what the mover wants.
_WANTED = re.compile(r"\b(?:that|THAT|to|for|be)\b")
# Behind it these alone tell what became of it: "and it was agreed", ", carried", ", agreed." at the end.
_SURELY = re.compile(
    r"(?:,|;|\band|\ba| [–—-]) (?:(?:then|also|duly|so|put|And)[ ,:-]*)*"
    r"(?:(?:it was|by \w+ votes to \w+)\b|(?:unanimously )?(?:(?i:carried|lost|defeated|resolved)|[A-Z]{5,})\b)"
)
_AT_THE_END = re.compile(
    r"[,;] (?:unanimously )?(?:agreed|approved|adopted|passed)(?: unanimously)?\W*$"
)
RESOLVED = re.compile(
    r"\W*(?:(?:[Aa]nd |it was[ :-]*|therefore )*(?:unanimously )?(?:RESOLVED|Resolved|AGREED|Agreed)"
    r"|And (?:it was )?(?:unanimously )?(?:resolved|agreed))\b"
)
# "Application REFUSED", below the vote on it
GRANTED = re.compile(
    r"\W*(?:The )?(?:[Aa]pplication|APPLICATION|[Pp]lanning [Pp]ermission|Permission)(?: \S+)?"
    r"(?: (?:was|be|is))?:? (?:therefore )?(?:REFUSED|GRANTED|APPROVED|[Rr]efused|[Gg]ranted|[Aa]pproved)\b"
)


class Decided(NamedTuple):
    """Where a text begins to say what became of a motion, and the one word for it."""

    start: int
    outcome: str


def in_front(text: str, motion: Motion, hearsay: Hearsay) -> Decided | None:
    """Return what the sentence of a motion says of it before it names who moved."""
    if _RESOLVED_BY.match(text, motion.start):
        return Decided(motion.start, "carried")
    start = hearsay.sentence(motion.start).start
    front = text[start : motion.start]
    body = _BODY_AND.search(front)
    if body and _OF_A_MOTION.search(text[start + body.start() : motion.start + BESIDE.motion]):
        is_other = hearsay.mentioned(start + body.start("was"))
        return None if is_other else Decided(start, OUTCOME[body["was"]])
    decided, on_it = _DECIDED.search(front), _ON_THE_MOTION.search(front)
    if not decided or not on_it or hearsay.mentioned(start + decided.end()):
        return None
    return (
        None
        if _ONLY_ABOUT.search(front, decided.end(), on_it.start())
        else Decided(start, "carried")
    )


def beside(text: str, motion: Motion, hearsay: Hearsay) -> Decided | None:
    """Return what is said around who moved and who seconded: "and agreed", "RESOLVED" on the next line."""
    at, end = motion.start, hearsay.sentence(motion.start).end
    front = in_front(text, motion, hearsay)
    if front is not None:
        return Decided(at, front.outcome)
    if motion.seconder:
        second = text.find(motion.seconder.rpartition(" ")[2], motion.start + 1)
        if second >= 0:
            at, end = second, hearsay.sentence(second).end
    before = text[hearsay.sentence(motion.start).start : motion.start]
    decides = _BODY_DECIDES.search(text, at, end)
    if decides and _has_most(decides) and _ON_THE_MOTION.search(before):
        return Decided(at, "carried")
    return _behind(text, motion, at, end)


def _has_most(decides: re.Match[str]) -> bool:
    """Say whether a body that "voted 4–1 to" do something did so with most of its votes."""
    return decides["for"] is None or int(decides["for"]) > int(decides["against"])


def _behind(text: str, motion: Motion, at: int, end: int) -> Decided | None:
    """Return what the rest of the sentence says, or the next line where the motion has a seconder."""
    label = _LABELLED.match(text, at) if motion.seconder else None
    match = label or next(
        (one for one in _AND.finditer(text, at, end) if _is_told(text, one, at, end)), None
    )
    if match and not is_of_something_else(text, match.start("was")):
        return Decided(match.start("was"), OUTCOME.get(match["was"].lower(), "carried"))
    follows = RESOLVED.match(text, min(end, len(text)))
    if follows and motion.seconder:
        return Decided(follows.end() - 1, "carried")
    return None


def _is_told(text: str, match: re.Match[str], at: int, end: int) -> bool:
    """Say whether a verb behind who moved tells what became of it: in what is moved it is only wanted."""
    if not _WANTED.search(text, at, match.start()):
        return True
    is_last = _AT_THE_END.match(text[match.start() : end]) is not None
    return is_last or _SURELY.match(match[0]) is not None
