"""Which item of the agenda a paper belongs to: its own number, its reference, its title, its length."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.papers.block import Block, number_in
from corpus.papers.evidence import Chosen, Piece, choose, finest
from corpus.papers.numbers import IN_FIGURES, begins_with, is_beside, is_of_parts, key_of, wholes_of
from corpus.papers.paths import MARKED, Named, references
from corpus.papers.tuning import LINES, OF_ITEM
from corpus.records import OF_THE_MEETING, DocumentKind, Listed
from corpus.tuning import PAPERS
from corpus.wording import lists

_ITS_REFERENCE, _ITS_TITLE = "its reference", "its title"
# Items that no paper but the earlier minutes, or none at all, belongs to.
_MINUTES = re.compile(r"\bminutes?\b|\bcofnodion\b", re.IGNORECASE)
_BARE = re.compile(
    r"^(?:apolog|declaration|disclosure|welcome|introduction|any other|urgent (?:business|items?|matters?|decisions?)|date of|chair|(?:deputy )?(?:lord )?mayor|(?:lord )?provost|cathaoirleach|leader['’]s (?:announcement|item|business)|membership|"
    r"announcement|substitut|exclusion|public (?:question|participation|forum)|questions?|roll call|call to order|"
    r"adjourn|petition(?!s?\s?(?::|[-–]\s))|interests?)",
    re.IGNORECASE,
)
# Alone on its line, for a sentence may speak of another item.
_STAMP = re.compile(
    rf"^(?:page \d+\W+)?agenda item(?: no\.?| number)?[ :]{{1,2}}({IN_FIGURES})\W*(?:page \d+)?$",
    re.IGNORECASE,
)
# "Item 4: 12 High Road", "ITEM 13.1 Kerb ramps": what is said of an item is headed so, and a report is.
_HEADED = re.compile(
    rf"(?:agenda )?item(?: no\.?| number)? ({IN_FIGURES})\b(?:\W*$|\W*[:–-]\s*\S|\s+(?-i:[A-Z]))",
    re.IGNORECASE,
)
# "6.02 Bus lease": only a number of several parts is surely an item's.
_OWN_NUMBER = re.compile(r"(\d{1,2}\.\d{1,2}[a-z]?)[.:]?\s+\S", re.IGNORECASE)
# What may be of several items at once.
_OF_SEVERAL = frozenset(
    {
        DocumentKind.DECISION_RECORD,
        DocumentKind.SUPPLEMENT,
        DocumentKind.QUESTIONS,
        DocumentKind.OTHER,
    }
)
_WORD = re.compile(r"[^\W\d_]{3,}|\d{4}(?:-\d{2})?|\d{2,3}")
_COMMON = frozenset(lists("corpus.papers", "words.toml")["of_any_paper"])


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
    if not listed:
        return choose(_said(paper))
    known = {one.number.upper() for one in listed}
    said = finest(list(_known_ones(_said(paper), known)))
    if not said and paper.kind in _OF_SEVERAL and _tells_several(paper, listed):
        return Chosen(None, doubtful=True)
    if not said and len(_headed(paper.first_lines) & known) > 1:
        return Chosen(None, doubtful=True)
    return choose([*said, *_by_reference(paper, listed), *_by_likeness(paper, listed)])


def _tells_several(paper: Paper, listed: Sequence[Listed]) -> bool:
    """Say whether lines of a paper begin with the titles of several items: it is of the whole meeting."""
    lines = [line.strip().casefold() for line in paper.first_lines]
    # In two languages it has two titles.
    titles = (one.title.casefold().split(" / ") for one in listed if len(one.title.split()) > 1)
    return sum(any(line.startswith(tuple(both)) for line in lines) for both in titles) > 1


def _known_ones(said: Iterable[Piece[str]], known: set[str]) -> Iterator[Piece[str]]:
    """Yield the numbers that a front sheet lists, or may have listed, as it has them."""
    for one in (_known(piece, known) for piece in said):
        if one.value in known or is_beside(one.value, known):
            yield one


def _known(said: Piece[str], known: set[str]) -> Piece[str]:
    """Return a number as the front sheet has it: of "7.1.2" and "7B" it may list only the 7, of "C2" the "C-2"."""
    written = {key_of(one): one for one in known}
    if is_beside(said.value, known) and key_of(said.value) not in written:
        return said
    ways = (written.get(key_of(one)) for one in wholes_of(said.value))
    return replace(said, value=next(filter(None, ways), said.value))


def _headed(lines: Sequence[str]) -> set[str]:
    """Return the items that are headings in a paper: an addendum to several reports is of none."""
    return {match[1].upper() for line in lines if (match := _HEADED.match(line.strip()))}


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
    yield from _in_block(paper.block)
    if paper.named.item:
        yield Piece(paper.named.item, OF_ITEM.name, "its name")
    if paper.named.attached_to:
        yield Piece(paper.named.attached_to, OF_ITEM.attached, "the item that it is attached to")
    headed = _headed(paper.first_lines)
    if len(headed) == 1 and headed == _headed(paper.first_lines[: PAPERS.heading_lines]):
        yield Piece(headed.pop(), OF_ITEM.headed, "a heading with its number")
    yield from _on_its_pages(paper)


def _on_its_pages(paper: Paper) -> Iterator[Piece[str]]:
    leading = paper.named.leading or ""
    if is_of_parts(leading) and begins_with(paper.first_lines, leading):
        yield Piece(leading.upper(), OF_ITEM.part, "the number before its name and its title")
    stamped = {m[1].upper() for line in paper.first_lines if (m := _STAMP.match(line.strip()))}
    if len(stamped) == 1:
        yield Piece(stamped.pop(), OF_ITEM.stamped, "a stamp on its pages")


def _in_block(block: Block) -> Iterator[Piece[str]]:
    if number := number_in(block["item"]):
        yield Piece(number.upper(), OF_ITEM.block, "its block")
    if own := _OWN_NUMBER.match(block["subject"]):
        yield Piece(own[1].upper(), OF_ITEM.block, "its subject")


def _by_reference(paper: Paper, listed: Sequence[Listed]) -> Iterator[Piece[str]]:
    """Yield items with the reference of the paper, and against those with another one."""
    in_head = references(" ".join(paper.first_lines[: LINES.reference]))
    mine = paper.named.references or in_head
    for one in listed:
        its = references(one.title)
        if mine & its:
            yield Piece(
                one.number.upper(),
                OF_ITEM.reference if mine & paper.named.references else OF_ITEM.reference_in_head,
                _ITS_REFERENCE,
            )


def _by_likeness(paper: Paper, listed: Sequence[Listed]) -> Iterator[Piece[str]]:
    """Yield how well each item that may have papers fits by its title, its length and its siblings'."""
    minutes = [one for one in listed if _MINUTES.search(one.title)]
    if paper.kind == DocumentKind.MINUTES:
        yield from _by_minutes(paper, minutes)
        return
    open_to = [one for one in listed if one not in minutes and _may_hold(one, paper, listed)]
    yield from _by_mark(paper, open_to)
    yield from _by_title(paper, open_to)
    yield from _by_pages(open_to)
    yield from _by_leading_number(paper, open_to)
    if len(open_to) == 1:
        yield Piece(open_to[0].number.upper(), 1.0, "the only item with papers")


def _by_minutes(paper: Paper, minutes: Sequence[Listed]) -> Iterator[Piece[str]]:
    """Yield the item that minutes are put to: of several the one that names most of what their head does."""
    head = _words(" ".join([paper.named.stem, *paper.first_lines[: PAPERS.heading_lines]]))
    shares = [_overlap(_words(one.title), head, {}) for one in minutes]
    if minutes:
        its = minutes[max(range(len(minutes)), key=lambda n: (shares[n], -n))]
        yield Piece(its.number.upper(), OF_ITEM.minutes, "the item of the minutes")


def _by_mark(paper: Paper, open_to: Sequence[Listed]) -> Iterator[Piece[str]]:
    """Yield the item in whose row a paper is called as its file is: "Enc D", "Paper 7"."""
    if not paper.named.mark:
        return
    called = re.compile(rf"\b{MARKED}\W{{0,3}}{paper.named.mark}\b", re.IGNORECASE)
    marked = [one for one in open_to if called.search(f"{one.title} | {one.called}")]
    if len(marked) == 1:
        yield Piece(marked[0].number.upper(), OF_ITEM.called, "what its row calls it")


def _by_title(paper: Paper, open_to: Sequence[Listed]) -> Iterator[Piece[str]]:
    """Yield how much of each item's title a paper's title, its series, its head and its text have."""
    weights = _rarity(open_to)
    own = _words(f"{paper.title} {paper.named.stem} {paper.block['subject']}")
    series = _words(" ".join(one.stem for one in _series(paper)))
    text = _words(" ".join(paper.first_lines[: LINES.text]))
    head = _words(" ".join([line for line in paper.first_lines if line.strip()][: LINES.head]))
    for one in open_to:
        words = _words(one.title)
        likeness = max(
            OF_ITEM.title * _overlap(words, own, weights),
            OF_ITEM.head * _overlap(words, head, weights),
        )
        likeness += OF_ITEM.series * _overlap(words, series, weights) + OF_ITEM.text * _overlap(
            words, text, weights
        )
        if likeness:
            yield Piece(one.number.upper(), likeness, _ITS_TITLE)


def _by_pages(open_to: Iterable[Listed]) -> Iterator[Piece[str]]:
    """Yield items by their room: of two that fit alike the longer one has more papers."""
    for one in open_to:
        if one.n_pages:
            weight = OF_ITEM.room * math.log2(1 + one.n_pages)
            yield Piece(one.number.upper(), weight, "the pages of the item")


def _by_leading_number(paper: Paper, open_to: Sequence[Listed]) -> Iterator[Piece[str]]:
    """Yield the item whose number stands before a file's name; amendments are counted by themselves."""
    leading = paper.named.leading
    if not leading or paper.kind == DocumentKind.AMENDMENT:
        return
    known = {one.number.upper() for one in open_to}
    # A plain number may count the files; one of several parts is an item's.
    weight = OF_ITEM.plain if leading.isdigit() else OF_ITEM.part
    yield from _known_ones([Piece(leading.upper(), weight, "the number before its name")], known)


def _may_hold(item: Listed, paper: Paper, listed: Sequence[Listed]) -> bool:
    """Say whether an item may have this paper: enough pages, and no reference of its own to name it by."""
    if not item.first and any(one.first for one in listed):
        return False
    if not item.first and _BARE.match(item.title) and not _is_called(paper, item.title):
        return False
    if item.n_pages is not None and paper.n_pages > item.n_pages + 1:
        return False
    return _has_its_reference(item, paper)


def _is_called(paper: Paper, title: str) -> bool:
    """Say whether a paper has the whole title of an item that seldom has any: "Questions from members"."""
    words = _words(title)
    return bool(words) and words <= _words(f"{paper.title} {paper.named.stem}")


def _has_its_reference(item: Listed, paper: Paper) -> bool:
    """Say whether a paper's reference is its item's, or neither has one.

    Where others' papers are named by the reference of their item, one without it is of another item.
    """
    its, mine = references(item.title), paper.named.references
    if its and not mine:
        return not any(its & one.references for one in paper.siblings)
    return not its or bool(its & mine)


def _series(paper: Paper) -> list[Named]:
    """Return the siblings that are of one report with this one: marked alike, or A, B, C in turn."""
    if paper.named.mark:
        return [one for one in paper.siblings if one.mark == paper.named.mark]
    if not _is_marked_only(paper.named):
        return []
    alike = [one for one in paper.siblings if _is_marked_only(one)]
    marks = {one.appendix for one in alike}
    return alike if len(marks) >= 2 and paper.named.appendix not in marks else []


def _is_marked_only(named: Named) -> bool:
    """Say whether a name is an appendix's that tells neither its item nor a reference."""
    return bool(named.appendix) and not named.references and not named.item


def _words(text: str) -> frozenset[str]:
    plain = (word.casefold() for word in _WORD.findall(text))
    return frozenset(word.removesuffix("s") for word in plain if word not in _COMMON)


def _rarity(listed: Sequence[Listed]) -> dict[str, float]:
    counts = Counter(word for one in listed for word in _words(one.title))
    # A year or a number in a title is that of many papers.
    return {word: (PAPERS.figure if word[0].isdigit() else 1.0) / n for word, n in counts.items()}


def _overlap(words: frozenset[str], other: frozenset[str], weights: dict[str, float]) -> float:
    """Return which share of a title's telling words another text has, 0 to 1."""
    whole = sum(weights.get(word, 1.0) for word in words)
    return sum(weights.get(word, 1.0) for word in words & other) / whole if whole else 0.0
