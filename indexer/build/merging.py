"""One passage out of several records of one agenda item: the fullest text, and what only others say.

What another record says is left out only if its words stand in the merged text in the same runs;
what differs by more than the spelling of a plain word is kept, as its own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import pairwise
from typing import TypeVar

from corpus.records import DocumentKind
from indexer.language.shingles import folded, plain_words, runs
from indexer.language.windows import Span, sentences
from indexer.passages.of_meeting import annotated, withheld
from indexer.passages.passage import Passage, SourceLink
from indexer.tuning import DUPLICATES

T = TypeVar("T")
SECTIONS = ("agenda", "decision", "minutes")
# A run with one of these, or with a figure, is never left out for being nearly there.
_NEGATIONS = frozenset({"not", "no", "nor", "never", "none", "without", "neither"})


def one_passage(members: Sequence[Passage], *, include_exempt: bool = False) -> Passage:
    """Return the passage that records of one item make, the sitting's main record first.

    If any of the records is exempt, the item is: no text of the others is kept, unless
    `include_exempt`.
    """
    if len(members) == 1:
        return members[0]
    common = _common(members)
    reason = max((m.exempt for m in members if m.exempt), key=lambda r: (len(r), r), default=None)
    if reason and not include_exempt:
        title = _first((m.title for m in members if not m.exempt), members[0].title)
        return withheld(replace(common, title=title), reason)
    return annotated(_with_text(replace(common, exempt=reason), members))


def _with_text(common: Passage, members: Sequence[Passage]) -> Passage:
    """Return the passage with the title, the documents and the text that its records make together."""
    ordered = _fullest_first(members)
    text = _Text(ordered[0])
    for member in ordered[1:]:
        text.add(member)
    title = _title(ordered)
    for member in ordered:
        text.add_title(member.title, title)
    documents = {(d.url or d.title).casefold(): d for m in reversed(ordered) for d in m.documents}
    return replace(
        common,
        title=title,
        documents=tuple(documents.values()),
        agenda=text.section("agenda"),
        decision=text.section("decision"),
        minutes=text.section("minutes"),
    )


def _common(members: Sequence[Passage]) -> Passage:
    """Return the main record with what all records say of the item beside its title and text."""
    main = members[0]
    numbered = _first((member for member in members if member.number), main)
    minutes = [member for member in members if member.kind == DocumentKind.MINUTES]
    return replace(
        main,
        id=numbered.id,
        number=numbered.number,
        council=_first(filter(None, (m.council for m in members)), None),
        url=_first(filter(None, (m.url for m in members)), None),
        document=minutes[0].document if minutes else main.document,
        page=_first(filter(None, (m.page for m in minutes)), main.page),
        sources=_all_sources(members),
        aliases=_other_ids(members, numbered.id),
    )


def _all_sources(members: Sequence[Passage]) -> tuple[SourceLink, ...]:
    return tuple(sorted(set().union(*(member.sources for member in members)), key=str))


def _other_ids(members: Sequence[Passage], own: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(member.id for member in members if member.id != own))


def _first(found: Iterable[T], other: T) -> T:
    return next(iter(found), other)


def _fullest_first(members: Sequence[Passage]) -> list[Passage]:
    """Return the members, the one to build on first: nearly the fullest, with the most sections."""
    most = max(len(member.text.split()) for member in members)

    def rank(member: Passage) -> tuple[bool, int, int, str, int]:
        words = len(member.text.split())
        n_sections = sum(1 for name in SECTIONS if getattr(member, name))
        return (
            words < DUPLICATES.nearly_full * most,
            -n_sections,
            -words,
            member.source,
            member.record,
        )

    return sorted(members, key=rank)


def _title(ordered: Sequence[Passage]) -> str:
    """Return the first title that is not in capitals and not cut short."""
    best = ordered[0].title
    for member in ordered[1:]:
        mine, theirs = folded(best), folded(member.title)
        same_words = set(mine) <= set(theirs)
        if same_words and (best.isupper() or (len(theirs) > len(mine))) and theirs:
            best = best if member.title.isupper() and not best.isupper() else member.title
    return best


@dataclass(eq=False)
class _Block:
    """A paragraph or a list of the merged text."""

    text: str


class _Text:
    """The merged text while it grows: paragraphs of three sections, and the words that it has."""

    def __init__(self, base: Passage) -> None:
        self._sections: dict[str, list[_Block]] = {name: [] for name in SECTIONS}
        self._words: set[str] = set()
        self._glued: set[str] = set()
        self._place: dict[tuple[str, ...], _Block] = {}
        for name in SECTIONS:
            for paragraph in _paragraphs(getattr(base, name)):
                self._insert(name, len(self._sections[name]), paragraph)

    def section(self, name: str) -> str:
        return "\n\n".join(block.text for block in self._sections[name])

    def add(self, other: Passage) -> None:
        """Add what only `other` says, behind the paragraph that it follows there."""
        for name in SECTIONS:
            blocks = self._sections[name]
            at = 0
            for paragraph in _paragraphs(getattr(other, name)):
                new = self._new_part(paragraph)
                if new:
                    self._insert(name, at, new)
                    at += 1
                elif (block := self._block_of(paragraph)) in blocks:
                    at = blocks.index(block) + 1

    def add_title(self, title: str, chosen: str) -> None:
        """Add a title as a paragraph if it has a word that neither text nor chosen title has."""
        known = self._words | set(folded(chosen))
        if not set(folded(title)) <= known:
            self._insert("agenda", 0, title)

    def _insert(self, name: str, at: int, paragraph: str) -> None:
        block = _Block(paragraph)
        self._sections[name].insert(at, block)
        words = folded(paragraph)
        self._words.update(words)
        self._glued.update("".join(pair) for pair in pairwise(words))
        for n in range(1, DUPLICATES.run + 1):
            for start in range(len(words) - n + 1):
                self._place.setdefault(words[start : start + n], block)

    def _block_of(self, paragraph: str) -> _Block | None:
        found = [self._place[run] for run in runs(folded(paragraph)) if run in self._place]
        return max(found, key=lambda block: (found.count(block), block.text)) if found else None

    def _new_part(self, paragraph: str) -> str:
        """Return the part of a paragraph from its first new sentence to its last one, or ""."""
        new = [s for s in sentences(paragraph) if not self._has(paragraph[s.start : s.end])]
        if not new:
            return ""
        return paragraph[_line_start(paragraph, new[0]) : new[-1].end]

    def _has(self, sentence: str) -> bool:
        """Say whether a sentence stands in the text, but for the spelling of plain words."""
        words = plain_words(sentence)
        wanted = runs(tuple(word.casefold() for word in words))
        missing = [run for run in wanted if run not in self._place]
        if len(missing) > (
            1 - DUPLICATES.covered if len(words) >= 2 * DUPLICATES.run else 0.0
        ) * len(wanted):
            return False
        if any(self._differs_in_substance(run) for run in missing):
            return False
        return all(self._knows(word, words) for word in set(words))

    def _differs_in_substance(self, run: tuple[str, ...]) -> bool:
        """Say whether a run that is not there has a figure or a negation, or lacks one of there."""
        if any(word in _NEGATIONS or not word.isalpha() for word in run):
            return True
        return any(
            (first, word, second) in self._place
            for first, second in pairwise(run)
            for word in _NEGATIONS
        )

    def _knows(self, word: str, beside: Sequence[str]) -> bool:
        plain = word.casefold()
        if plain in self._words or plain in self._glued or self._is_piece(plain, beside):
            return True
        if not word.isalpha() or not word.islower():
            return False  # A figure or a name is never another one's spelling.
        close = (w for w in self._words if w[0] == plain[0] and abs(len(w) - len(plain)) <= 2)
        return bool(get_close_matches(plain, close, n=1, cutoff=DUPLICATES.spelling))

    def _is_piece(self, plain: str, beside: Sequence[str]) -> bool:
        """Say whether a word and the one beside it are one word in the text."""
        pairs = pairwise(other.casefold() for other in beside)
        return any(plain in pair for pair in pairs if "".join(pair) in self._words)


def _line_start(paragraph: str, span: Span) -> int:
    """Return where a sentence's bullet stands, if it begins a line with one."""
    start = paragraph.rfind("\n", 0, span.start) + 1
    return (
        start if not any(char.isalnum() for char in paragraph[start : span.start]) else span.start
    )


def _paragraphs(text: str) -> list[str]:
    return [part for part in text.split("\n\n") if part.strip()]
