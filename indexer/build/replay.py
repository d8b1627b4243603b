"""What was retracted is taken out of what a build has merged, before anything of it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from corpus.errors import UsageError
from corpus.progress import Progress
from indexer.build import ledger
from indexer.build.kept import kept_row
from indexer.generation.recorded import meeting_id
from indexer.passages.of_meeting import with_unique_ids
from indexer.passages.passage import Passage
from indexer.passages.retracted import Retractions
from indexer.passages.retraction_book import Entry

Groups = Sequence[tuple[Passage, ...]]
# What a manifest's settings call the retractions that a generation is without, and what answers 410.
APPLIED, RECORDED = "retractions", "retracted"
_NOTHING_LEFT = "Everything of this index was retracted"


@dataclass(slots=True)
class Replayed:
    """What is left: passages under ids of their own, with their groups and the ids before that.

    `gone` are the ids that were taken away, by the retraction that did so, `taken` the passages, `touched` the names of the records
    that something was taken out of: no hash of these is kept, so that every build reads them again.
    """

    found: list[Passage] = field(default_factory=list)
    base_ids: list[str] = field(default_factory=list)
    groups: list[tuple[Passage, ...]] = field(default_factory=list)
    gone: dict[str, list[str]] = field(default_factory=dict)
    taken: list[tuple[str, Passage]] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)

    def take(self, entry: Entry, passage: Passage, group: tuple[Passage, ...]) -> None:
        """Note that a retraction takes a passage away."""
        self.gone.setdefault(entry.token, []).extend((passage.id, *passage.aliases))
        self.taken.append((entry.token, passage))
        self.touch(group)

    def touch(self, group: tuple[Passage, ...]) -> None:
        """Note that something was taken out of some records."""
        self.touched.update(member.source for member in group)

    def keep(self, passage: Passage, base_id: str, group: tuple[Passage, ...]) -> None:
        """Add a passage that is left."""
        self.found.append(passage)
        self.base_ids.append(base_id)
        self.groups.append(group)


def replay(
    groups: Groups, merged: Sequence[Passage], retractions: Retractions, *, has_gone: bool
) -> Replayed:
    """Return what is left of merged passages, one a group, each under an id that no other one has.

    `has_gone` says whether a whole source was taken out before.
    """
    base_ids = [passage.id for passage in merged]
    named = with_unique_ids(merged, retractions.is_taken)
    left = Replayed()
    for group, base_id, passage in zip(groups, base_ids, named, strict=True):
        is_kept = kept_row(passage) >= 0
        if entry := retractions.of_item(passage, is_kept=is_kept):
            left.take(entry, passage, group)
            continue
        clean = passage if is_kept else retractions.within(passage)
        if clean is not passage:
            left.touch(group)
        left.keep(clean, base_id, group)
    for token, identifier in meetings_gone(left.taken, left.found):
        left.gone[token].append(identifier)
    if (left.gone or has_gone) and not left.found:
        left.keep(nothing_left(), nothing_left().id, (nothing_left(),))
    return left


def meetings_gone(
    taken: Sequence[tuple[str, Passage]], left: Iterable[Passage]
) -> Iterator[tuple[str, str]]:
    """Yield (token, what stands for the meeting) of passages that were taken away, where none of their meeting is left."""
    days = {passage.date for _, passage in taken}
    there = {_meeting_of(passage) for passage in left if passage.date in days}
    for token, passage in taken:
        if passage.date and passage.committee and (meeting := _meeting_of(passage)) not in there:
            yield token, meeting


def _meeting_of(passage: Passage) -> str:
    return meeting_id(passage.council, passage.committee, str(passage.date))


def nothing_left() -> Passage:
    """Return what an index holds of which everything was retracted: it is none without a passage."""
    name = "retracted"
    return Passage(id=name, title=_NOTHING_LEFT, text="", source=name, exempt=_NOTHING_LEFT)


def settings(retractions: Retractions, gone: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    """Return what a manifest records of what was retracted; nothing where nothing was."""
    if not retractions.tokens:
        return {}
    return {APPLIED: retractions.tokens, RECORDED: retractions.recorded(gone)}


def is_without(known: Mapping[str, Any], tokens: Iterable[str]) -> bool:
    """Say whether a generation with these settings is without all that these retractions take away."""
    applied = known.get(APPLIED, ())
    return isinstance(applied, list | tuple) and set(tokens) <= {str(token) for token in applied}


def with_those_above(names: Iterable[str]) -> set[str]:
    """Return names of records, and those of the archives that they may be in."""
    return {above for name in names for above in (name, *map(str, PurePosixPath(name).parents))}


def stopped_by_retractions(progress: Progress, index: Path, known: int) -> Progress:
    """Return what tells of progress and stops a build, as UsageError, where something was retracted since.

    `known` are the bytes of the ledgers when the build read them.
    """

    def told(stage: str, done: int, total: int) -> None:
        refuse_if_grown(index, known)
        progress(stage, done, total)

    return told


def refuse_if_grown(index: Path, known: int) -> None:
    """Raise UsageError if the ledgers of an index are longer than they were."""
    if ledger.size(index) > known:
        raise UsageError(
            "Something was retracted while this was building, and goes first. What is served stays as it "
            "is. Run the command again: what was encoded is kept."
        )
