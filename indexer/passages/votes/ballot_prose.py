"""Who voted how, in a sentence: "Councillors Oak and Elm voting in favour and Councillor Ash opposed"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from corpus.first_look import letters_of
from corpus.wording import has_any
from indexer.passages.people.names import COUNCILLOR, PRESIDES
from indexer.passages.tuning import BESIDE
from indexer.passages.votes.ballot_names import Ballot, names_of
from indexer.tuning import REACH

# Where a list of people may begin.
_TITLED = re.compile(
    rf"\b(?:{COUNCILLOR}|Directors?|Members?|(?:Deputy |Vice[- ]?)?{PRESIDES})(?![\w.’'])"
)
# What was voted on, if the sentence says it: of an amendment, which one is not known.
_ENDS = r"(?: (?:the|this) (?:motion|proposal|recommendations?))?(?=$|[.;,)\n]| and\b| with\b)"
_VOTED = re.compile(
    r"(?:,? (?:having )?)(?:(?P<for>vot(?:ing|ed) (?:in favou?r|for|aye|yes)|in favou?r)"
    r"|(?P<against>vot(?:ing|ed) (?:against|nay|no|in opposition)|dissenting|opposed|opposing)"
    rf"|(?P<abstained>abstain(?:ing|ed))){_ENDS}"
)
# Who dissents where nothing was put to the vote has not voted.
_AGAINST = r"\b(?:vot(?:e|ed|ing) (?P<{0}>against)|(?P<{0}_a>abst\w+))\b"
_RECORDED = r"\b(?:recorded|minuted|noted)\b"
# "… there voted for the amendment Councillors Oak and Elm (2) and for the motion Councillors Ash, Fir and Yew (3)"
_FOR_ONE = re.compile(
    r"\b[Ff]or (?:the )?(?P<what>[Mm]otion|[Aa]mendment)\b(?: \(\d{1,3}\))?[ ,:–—-]{1,3}"
    rf"(?:namely[ ,:]{{1,2}}|being )?(?P<names>(?:{COUNCILLOR}|{PRESIDES}|Bailies?|Members?) [^.;()\n]{{2,600}}?)"
    r"(?= \(\d{1,3}\)|[.;\n]|,? and for the |$)",
    re.MULTILINE,
)
_ASKED = re.compile(
    r",? (?:ask|request|wish)(?:ed|ing|es|s)? (?=[^.;\n]{0,40}\b(?:h(?:is|er)|their|be) )"
    rf"(?:[^.;\n]{{0,60}}?{_AGAINST.format('one')}[^.;\n]{{0,30}}?{_RECORDED}"
    rf"|[^.;\n]{{0,60}}?{_RECORDED}[^.;\n]{{0,30}}?{_AGAINST.format('two')})"
)
# "… with Director Oak dissenting": alone, these are those who were not for it.
_WITH = re.compile(r"\b(?:with|only) (?:only )?(?:the )?$")
_FIRST_LOOK = letters_of(_VOTED, _ASKED, _FOR_ONE)
_KINDS = ("for", "against", "abstained")


class Said(NamedTuple):
    """A stretch of a text that says how some people voted: side 0 for, 1 against, 2 abstained."""

    start: int
    end: int
    side: int
    names: tuple[str, ...]
    asked: bool


def spoken_ballots(text: str) -> list[Ballot]:
    """Return the votes of which a sentence says who voted how, in order."""
    if not has_any(text.casefold(), _FIRST_LOOK):
        return []
    found = []
    for group in _in_sentences(text):
        by_side = {one.side: one.names for one in group}
        sides = (by_side.get(0), by_side.get(1), by_side.get(2))
        first, last = group[0], group[-1]
        said = first.start if first.asked else last.end - 1
        found.append(Ballot(first.start, last.end, sides, said))
    return [*found, *_contests(text)]


def _contests(text: str) -> Iterator[Ballot]:
    """Yield the votes in which the names for a motion stand beside those for its amendment."""
    one_sided = list(_FOR_ONE.finditer(text))
    for first, second in pairwise(one_sided):
        by_what = {one["what"].lower(): names_of(one["names"]) for one in (first, second)}
        beside = second.start() - first.end() <= REACH.next_names
        sides = by_what.get("motion"), by_what.get("amendment"), None
        if beside and None not in sides[:2]:
            yield Ballot(first.start(), second.end(), sides, first.start(), contest=True)


def _in_sentences(text: str) -> Iterator[list[Said]]:
    """Yield what one sentence says of one vote."""
    group: list[Said] = []
    for said in sorted((*_voted(text), *_asked(text)), key=lambda one: one.start):
        far = group and said.start - group[-1].end > REACH.next_names
        if group and (far or said.side in {one.side for one in group}):
            yield from _whole(text, group)
            group = []
        group.append(said)
    yield from _whole(text, group)


def _voted(text: str) -> Iterator[Said]:
    for match in _VOTED.finditer(text):
        side = next(at for at, kind in enumerate(_KINDS) if match[kind])
        found = _before(text, match.start())
        if found is not None:
            yield Said(found[0], match.end(), side, found[1], asked=False)


def _asked(text: str) -> Iterator[Said]:
    """Yield those who want to be on record as against it, or as abstaining."""
    for match in _ASKED.finditer(text):
        side = 2 if match["one_a"] or match["two_a"] else 1
        found = _before(text, match.start())
        if found is not None:
            yield Said(found[0], match.end(), side, found[1], asked=True)


def _before(text: str, end: int) -> tuple[int, tuple[str, ...]] | None:
    """Return where the list of names begins that ends here, and its names, None if there is none."""
    for title in _TITLED.finditer(text, max(0, end - REACH.list_of_names), end):
        names = names_of(text[title.start() : end])
        if names is not None:
            return title.start(), names
    return None


def _whole(text: str, group: Sequence[Said]) -> Iterator[list[Said]]:
    """Yield a group that surely tells of a vote: both sides, or "with …", or who wants it recorded."""
    sides = {one.side for one in group}
    if {0, 1} <= sides or (group and 0 not in sides and _is_aside(text, group[0])):
        yield list(group)


def _is_aside(text: str, said: Said) -> bool:
    before = text[max(0, said.start - BESIDE.asked) : said.start]
    return said.asked or _WITH.search(before) is not None
