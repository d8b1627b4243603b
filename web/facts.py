"""What the text of a passage says beside its words, laid out for its page: each with where it leads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.tongue import counted, message, said
from indexer.build.links import may_be_one
from indexer.language.shingles import folded
from indexer.language.windows import Span
from indexer.passages.annotations import NO_ANNOTATIONS, Annotations, Motion, Vote, sides
from indexer.passages.passage import Passage
from search.match.spoken import plain
from search.page.attribution import who_says
from search.page.said import is_named
from search.page.snippets import Snippet
from search.page.words import where
from web.reading import anchor_at

MAX_REFERENCE = 90
# What `sides` says and what became of a motion.
_SIDES = (
    *(message("for"), message("against"), message("abstained")),
    *(message("for the motion"), message("for the amendment")),
)
_OUTCOMES = (message("carried"), message("lost"), message("withdrawn"), message("deferred"))


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: what it says, in which paragraph (an anchor), or the title and id of another item."""

    text: str
    detail: str = ""
    anchor: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """The lines of a passage by kind; empty where the text says nothing of it."""

    spoke: tuple[Fact, ...] = ()
    moved: tuple[Fact, ...] = ()
    refers: tuple[Fact, ...] = ()
    referring: tuple[Fact, ...] = ()


def facts(
    passage: Passage,
    title_of: Callable[[str], str | None],
    referring: Sequence[tuple[Passage, str]] = (),
) -> Facts:
    """Return what is noted of a passage. `title_of` gives the title of the item with an id.

    `referring` are the items that refer to it, each with the words by which it does.
    """
    annotations = passage.annotations
    return Facts(
        spoke=tuple(_speaker(passage, name) for name in passage.speakers),
        moved=tuple(
            Fact(moved_by(one, annotations), anchor=anchor_at(passage, one.start))
            for one in annotations.motions
        ),
        refers=_references(passage, title_of),
        referring=tuple(Fact(p.title, where(p), target=p.id) for p, _ in referring),
    )


def _speaker(passage: Passage, name: str) -> Fact:
    annotations = passage.annotations
    own = (
        one.start
        for one in annotations.speeches
        if is_named(plain(name), one.name, passage.speakers)
    )
    start = next(own, None)
    return Fact(
        name, _detail(annotations, name), anchor_at(passage, start) if start is not None else ""
    )


def _detail(annotations: Annotations, name: str) -> str:
    """Return the role and the party that the record states of a speaker."""
    parts = [
        part
        for person in annotations.people
        if may_be_one(person.name, name)
        for part in (person.role, person.party)
        if part
    ]
    return ", ".join(dict.fromkeys(parts))


def _references(passage: Passage, title_of: Callable[[str], str | None]) -> tuple[Fact, ...]:
    found: dict[str, Fact] = {}
    for one in passage.annotations.references:
        title = title_of(one.target) if one.target else None
        if one.target and title is not None:
            found.setdefault(one.target, Fact(_short(one.text), title, target=one.target))
    return tuple(found.values())


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= MAX_REFERENCE else f"{text[:MAX_REFERENCE].rsplit(' ', 1)[0]} …"


def moved_by(motion: Motion, annotations: Annotations = NO_ANNOTATIONS) -> str:
    """Return who moved and who seconded, what became of it and by which vote, in words.

    `annotations` is what the motion is one of: it has the vote.
    """
    who = movers(motion)
    vote = annotations.votes[motion.vote] if motion.vote is not None else None
    ends = [said(motion.outcome)] if motion.outcome else []
    ends += [fell(vote).lower()] if vote else []
    return f"{who} – {', '.join(ends)}" if ends else who


def movers(motion: Motion) -> str:
    """Return who moved and who seconded, in words, and whether it was an amendment."""
    if motion.proposer:
        who = motion.proposer
        if motion.seconder:
            who = said("%(name)s, seconded by %(seconder)s", name=who, seconder=motion.seconder)
    else:
        who = said("Seconded by %(seconder)s", seconder=motion.seconder)
    return said("Amendment: %(motion)s", motion=who) if motion.amendment else who


def not_named(passage: Passage, snippet: Snippet) -> str:
    """Return who surely says a snippet that does not name them itself, "" where it does or it is not sure."""
    if not passage.annotations.speeches:
        return ""
    who = who_says(passage, Span(snippet.start, snippet.start + len(snippet.text)))
    shown = set(folded(snippet.text))
    is_named = all(folded(name)[-1:] and folded(name)[-1] in shown for name in who.split(" and "))
    return "" if is_named else who


def at_a_glance(annotations: Annotations) -> tuple[tuple[str, str], ...]:
    """Return the lines (label, text) of a card that say what was moved and how the votes fell.

    One motion and the vote that decided it are one line. Of several, or where the record does not
    join the two, it says how many there are: which vote was on what is for the page to show.
    """
    match annotations.motions, annotations.votes:
        case [], []:
            return ()
        case [motion], votes if len(votes) == len(joined(annotations)):
            return ((said("Moved"), moved_by(motion, annotations)),)
        case [], [vote]:
            return ((said("Vote"), fell(vote)),)
        case motions, votes:
            counts = (
                counted("%(n)s motion", "%(n)s motions", len(motions)) if motions else "",
                counted("%(n)s vote", "%(n)s votes", len(votes)) if votes else "",
            )
            shown = ", ".join(part for part in counts if part)
            return ((said("Moved") if motions else said("Votes"), shown),)


def joined(annotations: Annotations) -> set[int]:
    """Return which votes a motion is shown with."""
    return {one.vote for one in annotations.motions if one.vote is not None}


def fell(vote: Vote) -> str:
    """Return how a vote fell, in words."""
    if vote.unanimous:
        return said("Unanimous")
    if vote.in_favour is None and vote.against is None:
        return said("Recorded vote") if vote.recorded else vote.text
    counts = zip((vote.in_favour, vote.against, vote.abstained), sides(vote), strict=True)
    shown = ", ".join(f"{n} {said(word)}" for n, word in counts if n is not None)
    return said("Recorded vote: %(counts)s", counts=shown) if vote.recorded else shown
