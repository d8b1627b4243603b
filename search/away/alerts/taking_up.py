"""What arrived is held against every search, and noted in one step; what a search did not answer is asked again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from corpus.errors import CutShort
from search.away.alerts.arrivals import Present, arrivals, present
from search.away.alerts.desk import Desk, Report, Watch, Watches
from search.away.alerts.ledger import Entry, Event
from search.away.alerts.percolate import matching
from search.query.nodes import Filters

News = Sequence[tuple[Present, Event]]


@dataclass(frozen=True, slots=True)
class _Questions:
    """What each search is asked: what it did not answer before, and what is new to it."""

    by_id: Mapping[str, Present]
    left: Mapping[str, Sequence[Entry]]

    def of(self, watch: str, new: News) -> dict[int, Entry]:
        """Return what a search is asked, by the rows of the items, each once."""
        asked: dict[int, Entry] = {}
        for entry in self.left.get(watch, ()):
            if one := self.by_id.get(entry.item):
                asked.setdefault(one.row, Entry(watch, one.item, entry.event))
        for one, event in new:
            asked.setdefault(one.row, Entry(watch, one.item, event))
        return asked

    def missing(self, watch: str) -> list[Entry]:
        """Return what a search was not asked because the items are not in the index today."""
        return [entry for entry in self.left.get(watch, ()) if entry.item not in self.by_id]


def take_up(
    desk: Desk, watches: Watches, known: Set[str], report: Report, since: date | None
) -> None:
    """Note what arrived and for whom it waits, all of it or nothing."""
    found = present(desk.searcher)
    arrived = arrivals(found, desk.ledger.seen())
    report.n_new = len(arrived.new)
    begins = _since(desk, found, since)
    questions = _questions(desk, found)
    entries: list[Entry] = []
    unanswered: list[Entry] = []
    for key in watches.keys:
        watch = watches.asked.get(key)
        if watch is not None and desk.ledger.is_stopped(watch.person, key):
            continue
        asked = questions.of(key, arrived.new if key in known else begins)
        answer = watches.unasked.get(key) or _answer(desk, watch, asked)
        unanswered += questions.missing(key)
        if isinstance(answer, str):
            unanswered += asked.values()
            report.problems += filter(None, [answer])
        else:
            entries += answer
    desk.ledger.take_up(
        arrived.items, arrived.texts, entries, watches.keys, known, unanswered=unanswered
    )


def _questions(desk: Desk, found: Sequence[Present]) -> _Questions:
    left: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in desk.ledger.unanswered():
        left[entry.watch].append(entry)
    # An item's own id goes before one that it had as a record that became part of it.
    by_id = {name: one for one in found for name in one.aliases} if left else {}
    return _Questions(by_id | ({one.item: one for one in found} if left else {}), left)


def _since(desk: Desk, found: Sequence[Present], since: date | None) -> News:
    """Return what a search that is not known yet is told of."""
    if since is None:
        return ()
    wanted = desk.searcher.columns.mask(Filters(date_from=since))
    return [(one, "new") for one in found if wanted[one.row]]


def _answer(desk: Desk, watch: Watch | None, asked: Mapping[int, Entry]) -> list[Entry] | str:
    """Return which of what a search is asked it finds, or why it gave no answer: "" where no key of today opens it."""
    if watch is None:
        return ""
    try:
        return [asked[row] for row in matching(desk.searcher, watch.alert, list(asked))]
    except CutShort as error:
        return f"{watch.said}: {error}"
