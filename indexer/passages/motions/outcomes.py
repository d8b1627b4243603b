"""What became of each motion, and which vote decided it: only as far as the record itself joins them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter

from indexer.language.windows import sentences
from indexer.passages.annotations import Motion, Vote
from indexer.passages.motions.by_votes import with_votes
from indexer.passages.motions.procedural import are_procedural
from indexer.passages.motions.statements import Statement, statements
from indexer.passages.motions.verdicts import AMENDMENT
from indexer.passages.speech.dashed_turns import spoken_turns
from indexer.passages.speech.hearsay import Hearsay
from indexer.tuning import REACH

_WON = {True: "carried", False: "lost"}


@dataclass(slots=True)
class _Open:
    """A motion as number of the list, with what has been said of it so far."""

    number: int
    motion: Motion
    is_procedural: bool = False

    @property
    def is_main(self) -> bool:
        """Whether it may be what a record calls the substantive motion."""
        return not (self.motion.amendment or self.is_procedural)


def decided(text: str, moved: Sequence[Motion], votes: Sequence[Vote]) -> tuple[Motion, ...]:
    """Return the motions with the outcome and the vote that the record joins with each.

    A statement belongs to the motion that it names, else to the only one that is open; where more
    than one is, it belongs to none.
    """
    if not moved:
        return ()
    hearsay = Hearsay(text, sentences(text), spoken_turns(text))
    walk = _Walk(text, votes, hearsay, list(moved), _opened(text, moved))
    for statement in statements(text, moved, votes, hearsay):
        walk.open_before(statement.until)
        walk.take(statement)
    return tuple(with_votes(text, walk.result, votes, hearsay))


def _opened(text: str, moved: Sequence[Motion]) -> list[_Open]:
    """Return the motions, each with its number and whether it is one of procedure."""
    return [
        _Open(number, motion, is_procedural)
        for number, (motion, is_procedural) in enumerate(
            zip(moved, are_procedural(text, moved), strict=True)
        )
    ]


@dataclass(slots=True)
class _Walk:
    """A text, read statement by statement: the motions so far, which are open, and which was last spoken of."""

    text: str
    votes: Sequence[Vote]
    hearsay: Hearsay
    result: list[Motion]
    waiting: list[_Open]
    pending: list[_Open] = field(default_factory=list)
    latest: tuple[_Open, Statement] | None = None
    tied: tuple[_Open, _Open] | None = None

    def open_before(self, place: int) -> None:
        """Open the motions that are moved up to a place."""
        while self.waiting and self.waiting[0].motion.start <= place:
            self.pending.append(self.waiting.pop(0))
            self.latest = None

    def take(self, statement: Statement) -> None:
        """Note what a statement says of the motion that it is of, if that is certain."""
        both = self._both() if statement.contest else None
        if both is not None and statement.vote is not None:
            self._contest(*both, statement, self.votes[statement.vote])
        else:
            self._take(statement)

    def _take(self, statement: Statement) -> None:
        chosen = self._not_seconded(statement) if statement.dropped else self._of(statement)
        if chosen is not None:
            self.latest = chosen, statement
            _note(self.result, chosen, statement)
            self._untie(chosen)
            if self.result[chosen.number].outcome and chosen in self.pending:
                self.pending.remove(chosen)
        elif statement.dropped:
            self.latest = None
        elif statement.outcome and statement.own is None and len(self.pending) > 1:
            # One of them is decided, and nothing says which: no later word is certain either.
            self.pending.clear()

    def _both(self) -> tuple[_Open, _Open] | None:
        """Return the motion and the amendment that are open, None unless there is one of each."""
        mains = [one for one in self.pending if not one.motion.amendment]
        amendments = [one for one in self.pending if one.motion.amendment]
        return (mains[0], amendments[0]) if len(mains) == len(amendments) == 1 else None

    def _contest(self, main: _Open, amendment: _Open, statement: Statement, vote: Vote) -> None:
        """Note the vote of a motion that was put against its amendment: who has more votes has won."""
        ahead = (vote.in_favour or 0) - (vote.against or 0)
        _note(self.result, main, replace(statement, outcome=_WON[ahead > 0] if ahead else ""))
        self.latest = main, statement
        if not ahead:
            self.tied = main, amendment
            return
        _note(self.result, amendment, Statement(statement.start, 0, _WON[ahead < 0]))
        self.pending.remove(main)
        self.pending.remove(amendment)

    def _untie(self, chosen: _Open) -> None:
        """Where one of two that were put against each other has won or lost, the other has lost or won."""
        won = self.result[chosen.number].outcome
        if self.tied is None or chosen not in self.tied or won not in _WON.values():
            return
        other = self.tied[0] if chosen is self.tied[1] else self.tied[1]
        _note(self.result, other, Statement(0, 0, _WON[won == _WON[False]]))
        if other in self.pending:
            self.pending.remove(other)
        self.tied = None

    def _not_seconded(self, statement: Statement) -> _Open | None:
        """Return the motion that nobody seconded: the one that the sentence names, or the last."""
        alone = [one for one in self.pending if not one.motion.seconder]
        named = _named_ones(self.text, statement, alone, self.hearsay)
        if named:
            return named[0] if len(named) == 1 else None
        last = alone[-1] if alone and alone[-1] is self.pending[-1] else None
        return last if last and _may_be_of(statement, last.motion) else None

    def _of(self, statement: Statement) -> _Open | None:
        """Return the motion that a statement is of: the one last spoken of, or one that is open."""
        if self.latest is None:
            return _chosen(self.text, statement, self._open_to(statement), self.hearsay)
        latest, before = self.latest
        motion = self.result[latest.number]
        if before.dropped and statement.outcome == "lost" and statement.own is None:
            # "There was no seconder. The motion fell.": the same is said again.
            return latest
        if _is_with(statement, before, motion, self.hearsay):
            return latest
        chosen = _chosen(self.text, statement, self._open_to(statement), self.hearsay)
        may_be = not before.dropped and _of_latest(statement, motion)
        return latest if chosen is None and may_be else chosen

    def _open_to(self, statement: Statement) -> list[_Open]:
        """Return the motions of which a statement may be: what "the motion" became is not said of a counted amendment."""
        if not statement.outcome or statement.thing in ("", *AMENDMENT):
            return self.pending
        return [
            one
            for one in self.pending
            if not (one.motion.amendment and self.result[one.number].vote is not None)
        ]


def _may_be_of(statement: Statement, motion: Motion) -> bool:
    """Say whether a want of a seconder may be that of the last motion: near, and not only an amendment's."""
    fits = motion.amendment or statement.thing not in AMENDMENT
    return fits and statement.start - motion.start <= REACH.outcome


def _note(result: list[Motion], chosen: _Open, statement: Statement) -> None:
    one = result[chosen.number]
    result[chosen.number] = replace(
        one,
        outcome=one.outcome or statement.outcome,
        vote=one.vote if one.vote is not None else statement.vote,
    )


def _is_with(statement: Statement, before: Statement, motion: Motion, hearsay: Hearsay) -> bool:
    """Say whether a vote stands in the sentence that says what became of a motion."""
    same = hearsay.sentence(statement.start) == hearsay.sentence(before.start)
    return same and statement.vote is not None and motion.vote is None and before.vote is None


def _of_latest(statement: Statement, motion: Motion) -> bool:
    """Say whether a vote behind an outcome is the vote of it, or the other way round."""
    if statement.own is not None:
        return False
    fits = not statement.thing or motion.amendment == (statement.thing in AMENDMENT)
    if statement.vote is None:
        return fits and motion.outcome == "" and statement.outcome != ""
    if motion.vote is not None:
        return False
    return fits and statement.start - motion.start < REACH.outcome_below


def _chosen(
    text: str, statement: Statement, pending: Sequence[_Open], hearsay: Hearsay
) -> _Open | None:
    """Return the motion that a statement is of, None where that is not certain."""
    if not pending:
        return None
    if statement.own is not None:
        return next((one for one in pending if one.number == statement.own), None)
    named = _named_ones(text, statement, pending, hearsay)
    if len(named) == 1:
        return named[0]
    fitting = _of_kind(text, statement, pending, hearsay)
    begins = hearsay.sentence(statement.start).start
    same = [one for one in fitting if one.motion.start >= begins]
    return same[0] if len(same) == 1 else _before(statement, pending[-1], fitting)


def _named_ones(
    text: str, statement: Statement, pending: Sequence[_Open], hearsay: Hearsay
) -> list[_Open]:
    """Return the motions whose mover the sentence of a statement names."""
    return [one for one in pending if _is_named(text, statement, one, hearsay)]


def _before(statement: Statement, last: _Open, fitting: Sequence[_Open]) -> _Open | None:
    """Return the motion of an earlier sentence that a statement is of: the last one, or the only one."""
    if statement.close and statement.start - last.motion.start < REACH.outcome:
        return last
    if len(fitting) != 1:
        return None
    (one,) = fitting
    near = statement.start - one.motion.start < REACH.outcome and bool(one.motion.seconder)
    return one if statement.thing or near else None


def _of_kind(
    text: str, statement: Statement, pending: Sequence[_Open], hearsay: Hearsay
) -> list[_Open]:
    """Return the motions that are what a statement calls them."""
    if statement.procedural:
        return [*filter(attrgetter("is_procedural"), pending)]
    if statement.thing.startswith("recommendation") and not statement.main:
        # A motion to do something else than was recommended is not meant.
        return [one for one in pending if _is_recommended(text, one, hearsay)]
    if statement.thing in AMENDMENT and not statement.main:
        return _amendments(statement, pending)
    return [*filter(attrgetter("is_main"), pending)] if statement.main else list(pending)


def _amendments(statement: Statement, pending: Sequence[_Open]) -> list[_Open]:
    """Return the amendments that are open, or the only motion, if the record calls it an amendment."""
    amendments = [one for one in pending if one.motion.amendment]
    return amendments or (list(pending) if len(pending) == 1 and statement.only else [])


def _is_recommended(text: str, one: _Open, hearsay: Hearsay) -> bool:
    """Say whether the sentence in which somebody moves speaks of the recommendation."""
    span = hearsay.sentence(one.motion.start)
    end = text.find("\n", span.end)
    return "recommend" in text[span.start : len(text) if end < 0 else end].casefold()


def _is_named(text: str, statement: Statement, one: _Open, hearsay: Hearsay) -> bool:
    """Say whether the sentence of a statement names who moved."""
    said = hearsay.sentence(statement.start).start if statement.said is None else statement.said
    surname = one.motion.proposer.rpartition(" ")[2]
    return (
        bool(surname)
        and re.search(
            rf"(?:\bby|[Mm]otion of|proposal of) (?:[\w.]+ ){{0,3}}{re.escape(surname)}\b|{re.escape(surname)}[’']s? "
            r"(?:motion|amendment|proposal)",
            text[said : statement.start],
        )
        is not None
    )
