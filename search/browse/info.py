"""What an index holds: whose meetings, from when to when, with which gaps, and what is missing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise
from pathlib import Path
from statistics import median
from typing import Any

from corpus.losses import DOUBTS, together
from indexer.generation import approximate, catalogue, meeting_entries
from indexer.generation.catalogue import MeetingCounts
from indexer.generation.models import is_measured
from indexer.generation.store import Generation, reading
from search.browse.one_spelling import spelt_alike
from search.tuning import GAPS

# A committee that meets monthly pauses in August; what is shorter than this is no gap.
GAP_FACTOR, MIN_GAP_DAYS = GAPS.factor, GAPS.days
# Fewer meetings than this have no usual interval.
MIN_MEETINGS = GAPS.meetings


@dataclass(frozen=True, slots=True)
class Gap:
    """A long time without a meeting. `end` is None for one that goes on to the newest records."""

    start: date
    end: date | None
    days: int


@dataclass(frozen=True, slots=True)
class CommitteeInfo:
    """What an index holds of one committee; `name` and `council` are None where unknown.

    `usual_days` is the median of the days between meetings, None for fewer than `MIN_MEETINGS`.
    """

    council: str | None
    name: str | None
    first: date | None
    last: date | None
    n_meetings: int
    n_passages: int
    n_words: int
    n_exempt: int
    n_undated: int
    usual_days: int | None
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A source of which nothing tells the committee or the date: `unknown` names which, `beside` what settles it."""

    source: str
    unknown: tuple[str, ...]
    beside: str


@dataclass(frozen=True, slots=True)
class Info:
    """What an index holds. `unplaced` are the sources of no known committee or date. `failures` are (source, reason) of the last import; sizes are bytes.

    `losses` are each source's words that stand in no passage, by what they were, `left_out` all of them;
    `n_doubtful` are the sources whose items may be wrong.

    `calibrated_with` is the model that the weights and thresholds of the index were measured with, `is_calibrated` says whether that is its own.
    `advice` says what would make queries faster, or is "". `includes_exempt` says that it was built to hold the text of exempt items, for internal use.
    """

    councils: tuple[str, ...]
    committees: tuple[CommitteeInfo, ...]
    first: date | None
    last: date | None
    n_meetings: int
    n_passages: int
    n_words: int
    n_exempt: int
    n_undated: int
    includes_exempt: bool
    n_sources: int
    n_of_no_kind: int
    unplaced: tuple[Unplaced, ...]
    failures: tuple[tuple[str, str], ...]
    built_at: str
    generation: str
    format: int
    model: str
    calibrated_with: str
    is_calibrated: bool
    dimensions: int
    n_windows: int
    size_bytes: int
    roots: tuple[str, ...]
    advice: str
    left_out: dict[str, int]
    losses: dict[str, dict[str, int]]
    n_doubtful: int


def info(generation: Generation) -> Info:
    """Return what a generation holds, from its manifest and a few queries of its catalogue.

    Raises IndexDamaged if the catalogue cannot be read.
    """
    counts, losses = _of_catalogue(generation)
    unplaced, n_of_no_kind = _unplaced(generation)
    manifest = generation.manifest
    committees = _committees(counts, _day(manifest.built_at))
    first, last = _span(counts)
    return Info(
        councils=tuple(dict.fromkeys(c.council for c in committees if c.council)),
        committees=committees,
        first=first,
        last=last,
        n_meetings=len(counts),
        n_passages=manifest.n_passages,
        n_words=sum(meeting.n_words for meeting in counts),
        n_exempt=sum(meeting.n_exempt for meeting in counts),
        n_undated=sum(committee.n_undated for committee in committees),
        includes_exempt=bool(manifest.settings.get("include_exempt")),
        n_sources=manifest.n_sources,
        n_of_no_kind=n_of_no_kind,
        unplaced=unplaced,
        failures=tuple((name, reason) for name, reason in manifest.failures),
        built_at=manifest.built_at,
        generation=generation.name,
        format=manifest.format,
        model=Path(manifest.model).name,
        calibrated_with=generation.calibration.model,
        is_calibrated=is_measured(generation.calibration, manifest.model, manifest.model_sha256),
        dimensions=manifest.dimensions,
        n_windows=manifest.n_windows,
        size_bytes=sum(size for size, _ in manifest.files.values()),
        roots=manifest.roots,
        advice=approximate.advice(manifest.n_windows, generation),
        left_out=together(*losses.values()),
        losses=losses,
        n_doubtful=sum(map(_is_doubt, (reason for _, reason in manifest.failures))),
    )


def _of_catalogue(
    generation: Generation,
) -> tuple[list[MeetingCounts], dict[str, dict[str, int]]]:
    """Return the counts of every meeting, and what was left out of each source that lost something."""
    path = generation.file(catalogue.FILE)
    with (
        reading(generation, path.name, sqlite3.DatabaseError),
        closing(catalogue.connect(path)) as connection,
    ):
        said = {
            name: catalogue.left_out_of(text) for name, _, _, text in catalogue.sources(connection)
        }
        return spelt_alike(catalogue.meeting_counts(connection)), {
            name: lost for name, lost in said.items() if lost
        }


def _span(counts: Sequence[MeetingCounts]) -> tuple[date | None, date | None]:
    dates = [meeting.date for meeting in counts if meeting.date]
    return min(dates, default=None), max(dates, default=None)


def _is_doubt(reason: str) -> bool:
    return any(words in reason for words in DOUBTS)


def _unplaced(generation: Generation) -> tuple[tuple[Unplaced, ...], int]:
    """Return the sources of no known committee or date, and how many documents are of no known kind."""
    path = generation.file(catalogue.FILE)
    with (
        reading(generation, path.name, sqlite3.DatabaseError),
        closing(catalogue.connect(path)) as connection,
    ):
        sources = meeting_entries.unplaced(connection)
        return tuple(_as_unplaced(*one) for one in sources), meeting_entries.n_of_no_kind(
            connection
        )


def _as_unplaced(source: str, no_committee: bool, no_date: bool) -> Unplaced:
    said = [name for name, is_so in (("committee", no_committee), ("date", no_date)) if is_so]
    # An archive has no place for a file beside what is in it.
    folder = source.partition(".zip/")[0].rpartition("/")[0]
    return Unplaced(source, tuple(said), f"{folder}/meeting.toml".lstrip("/"))


def to_json(found: Info) -> dict[str, Any]:
    """Return the object that `council-search info --json` prints: dates in ISO form."""
    record: dict[str, Any] = _plain(asdict(found))
    record["failures"] = [{"source": name, "reason": why} for name, why in found.failures]
    return record


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


def _committees(counts: Sequence[MeetingCounts], built: date | None) -> tuple[CommitteeInfo, ...]:
    found = []
    # A record may say nothing, or the empty text: both are unknown.
    for council, of_council in groupby(_sorted(counts), key=lambda m: m.council or None):
        meetings = list(of_council)
        held = [m.date for m in meetings if m.date and (built is None or m.date <= built)]
        newest = max(held, default=None)
        for name, of_committee in groupby(meetings, key=lambda m: m.committee or None):
            found.append(_committee(council, name, list(of_committee), newest))
    return tuple(found)


def _sorted(counts: Iterable[MeetingCounts]) -> list[MeetingCounts]:
    """Return meetings by council, committee and date, what is unknown last."""
    return sorted(
        counts,
        key=lambda m: (
            not m.council,
            m.council or "",
            not m.committee,
            (m.committee or "").casefold(),
            m.committee or "",
            m.date or date.max,
        ),
    )


def _committee(
    council: str | None, name: str | None, meetings: list[MeetingCounts], newest: date | None
) -> CommitteeInfo:
    dates = sorted({meeting.date for meeting in meetings if meeting.date})
    usual = usual_days(dates)
    first, last = (dates[0], dates[-1]) if dates else (None, None)
    return CommitteeInfo(
        council=council,
        name=name,
        first=first,
        last=last,
        n_meetings=len(meetings),
        n_passages=_n_passages(meetings),
        n_words=sum(meeting.n_words for meeting in meetings),
        n_exempt=sum(meeting.n_exempt for meeting in meetings),
        n_undated=_n_passages(meeting for meeting in meetings if meeting.date is None),
        usual_days=usual,
        # Whose meetings they are is not known, so neither is how often they should be.
        gaps=gaps(dates, newest) if name else (),
    )


def _n_passages(meetings: Iterable[MeetingCounts]) -> int:
    return sum(meeting.n_passages for meeting in meetings)


def usual_days(dates: Sequence[date]) -> int | None:
    """Return the median of the days between sorted, distinct dates; None for too few of them."""
    if len(dates) < MIN_MEETINGS:
        return None
    return round(median((later - earlier).days for earlier, later in pairwise(dates)))


def gaps(dates: Sequence[date], newest: date | None) -> tuple[Gap, ...]:
    """Return where sorted, distinct dates are more than `GAP_FACTOR` usual intervals apart.

    `newest` is the date of the council's newest meeting that has taken place: a committee that has
    not met for as long before it has stopped, or its records have.
    """
    usual = usual_days(dates)
    if usual is None:
        return ()
    limit = max(GAP_FACTOR * usual, MIN_GAP_DAYS)
    found = [
        Gap(earlier, later, (later - earlier).days)
        for earlier, later in pairwise(dates)
        if later - earlier > timedelta(limit)
    ]
    if newest is not None and newest - dates[-1] > timedelta(limit):
        found.append(Gap(dates[-1], None, (newest - dates[-1]).days))
    return tuple(found)


def _day(moment: str) -> date | None:
    try:
        return date.fromisoformat(moment[:10])
    except ValueError:
        return None
