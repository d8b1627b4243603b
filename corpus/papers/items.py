"""Which item of the agenda a paper belongs to: its own number, its reference, its title, its length."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.papers.block import Block, number_in
from corpus.papers.evidence import Chosen, Piece, choose
from corpus.papers.paths import Named, references
from corpus.records import OF_THE_MEETING, DocumentKind, Listed

_ITS_REFERENCE, _ITS_TITLE = "its reference", "its title"
# Items that no paper but the earlier minutes, or none at all, belongs to.
_MINUTES = re.compile(r"\bminutes?\b|\bcofnodion\b", re.IGNORECASE)
_BARE = re.compile(
    r"^(?:apolog|declaration|disclosure|welcome|introduction|any other|urgent|date of|chair|mayor|membership|"
    r"announcement|substitut|exclusion|public (?:question|participation|forum)|questions?|roll call|call to order|"
    r"adjourn|petition|interests?)",
    re.IGNORECASE,
)
# Alone on its line, for a sentence may speak of another item.
_STAMP = re.compile(
    r"^(?:page \d+\W+)?agenda item(?: no\.?| number)?[ :]{1,2}([A-Z]?\d{1,2}[A-Za-z]?)\W*(?:page \d+)?$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{3,}|\d{4}(?:-\d{2})?|\d{2,3}")
_COMMON = frozenset(
    "the and for with from report update reports council committee cabinet appendix annex item new draft final "
    "review meeting agenda paper county document covering proposed".split()
)


@dataclass(frozen=True, slots=True)
class Paper:
    """What is known of a paper while its item is looked for: `first_lines` are of its first pages."""

    kind: DocumentKind
    named: Named
    block: Block
    title: str
    first_lines: Sequence[str]
    n_pages: int
    siblings: Sequence[Named]


def item_of(paper: Paper, listed: Sequence[Listed]) -> Chosen[str]:
    """Return the number of a paper's item; without a front sheet only what the paper itself says."""
    if paper.kind in (DocumentKind.AGENDA, DocumentKind.PACK) and not listed:
        return Chosen(None)
    known = {one.number.upper() for one in listed}
    said = [_known(one, known) for one in _said(paper)]
    said = [one for one in said if not known or one.value in known]
    if not listed:
        return choose(said)
    return choose([*said, *_by_reference(paper, listed), *_by_likeness(paper, listed)])


def _known(said: Piece[str], known: set[str]) -> Piece[str]:
    """Return a number as the front sheet has it: of "7.1" and "7B" it may list only the 7."""
    whole = re.match(r"[A-Z]?\d+", said.value)
    if said.value in known or not whole:
        return said
    return replace(said, value=whole[0])


def fit(paper: Paper, listed: Sequence[Listed]) -> float:
    """Return how well a paper fits the item of a front sheet that it fits best: 0 for none."""
    weights: defaultdict[str, float] = defaultdict(float)
    for one in (*_by_reference(paper, listed), *_by_likeness(paper, listed)):
        if one.place in (_ITS_REFERENCE, _ITS_TITLE):
            weights[one.value] += one.weight
    return max(weights.values(), default=0.0)


def _said(paper: Paper) -> Iterator[Piece[str]]:
    """Yield the numbers that a paper says itself: in its block, in its name, stamped on its page."""
    if paper.kind in OF_THE_MEETING:
        return  # They name the items of their own meeting.
    if number := number_in(paper.block["item"]):
        yield Piece(number.upper(), 4.0, "its block")
    if paper.named.item:
        yield Piece(paper.named.item, 4.0, "its name")
    if paper.named.attached_to:
        yield Piece(paper.named.attached_to, 2.5, "the item that it is attached to")
    stamped = {m[1].upper() for line in paper.first_lines if (m := _STAMP.match(line.strip()))}
    if len(stamped) == 1:
        yield Piece(stamped.pop(), 4.0, "a stamp on its pages")


def _by_reference(paper: Paper, listed: Sequence[Listed]) -> Iterator[Piece[str]]:
    """Yield items with the reference of the paper, and against those with another one."""
    in_head = references(" ".join(paper.first_lines[:25]))
    mine = paper.named.references or in_head
    for one in listed:
        its = references(one.title)
        if mine & its:
            yield Piece(
                one.number.upper(), 5.0 if mine & paper.named.references else 3.5, _ITS_REFERENCE
            )


def _by_likeness(paper: Paper, listed: Sequence[Listed]) -> Iterator[Piece[str]]:
    """Yield how well each item that may have papers fits by its title, its length and its siblings'."""
    minutes = [one for one in listed if _MINUTES.search(one.title)]
    if paper.kind == DocumentKind.MINUTES:
        if minutes:
            yield Piece(minutes[0].number.upper(), 3.0, "the item of the minutes")
        return
    open_to = [one for one in listed if one not in minutes and _may_hold(one, paper, listed)]
    weights = _rarity(open_to)
    own = _words(f"{paper.title} {paper.named.stem} {paper.block['subject']}")
    series = _words(" ".join(one.stem for one in _series(paper)))
    text = _words(" ".join(paper.first_lines[:60]))
    head = _words(" ".join([line for line in paper.first_lines if line.strip()][:4]))
    for one in open_to:
        words = _words(one.title)
        likeness = max(3.0 * _overlap(words, own, weights), 2.0 * _overlap(words, head, weights))
        likeness += 1.5 * _overlap(words, series, weights) + 0.7 * _overlap(words, text, weights)
        if likeness:
            yield Piece(one.number.upper(), likeness, _ITS_TITLE)
        if one.n_pages:
            yield Piece(
                one.number.upper(), 0.15 * math.log2(1 + one.n_pages), "the pages of the item"
            )
        # Amendments are counted by themselves.
        leading = paper.named.leading if paper.kind != DocumentKind.AMENDMENT else None
        if leading and leading.upper() == one.number.upper():
            yield Piece(one.number.upper(), 1.2, "the number before its name")
    if len(open_to) == 1:
        yield Piece(open_to[0].number.upper(), 1.0, "the only item with papers")


def _may_hold(item: Listed, paper: Paper, listed: Sequence[Listed]) -> bool:
    """Say whether an item may have this paper: enough pages, and no reference of its own to name it by.

    Where others' papers are named by the reference of their item, one without it is of another item.
    """
    if any(one.first for one in listed) and not item.first:
        return False
    if not item.first and _BARE.match(item.title):
        return False
    if item.n_pages is not None and paper.n_pages > item.n_pages + 1:
        return False
    its = references(item.title)
    if not its or paper.named.references:
        return not its or not paper.named.references or bool(its & paper.named.references)
    return not any(its & one.references for one in paper.siblings)


def _series(paper: Paper) -> list[Named]:
    """Return the siblings that are appendices of one report with this one: marked A, B, C alike."""
    if not paper.named.appendix or paper.named.references or paper.named.item:
        return []
    alike = [one for one in paper.siblings if one.appendix and not one.references and not one.item]
    marks = {one.appendix for one in alike}
    return alike if len(marks) >= 2 and paper.named.appendix not in marks else []


def _words(text: str) -> frozenset[str]:
    plain = (word.casefold() for word in _WORD.findall(text))
    return frozenset(word.removesuffix("s") for word in plain if word not in _COMMON)


def _rarity(listed: Sequence[Listed]) -> dict[str, float]:
    counts = Counter(word for one in listed for word in _words(one.title))
    return {word: 1.0 / n for word, n in counts.items()}


def _overlap(words: frozenset[str], other: frozenset[str], weights: dict[str, float]) -> float:
    """Return which share of a title's telling words another text has, 0 to 1."""
    whole = sum(weights.get(word, 1.0) for word in words)
    return sum(weights.get(word, 1.0) for word in words & other) / whole if whole else 0.0
