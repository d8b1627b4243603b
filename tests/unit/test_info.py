"""What an index says it holds: counts against a plain recount, gaps, and the odd cases."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.index_command import _print_report
from cli.info_command import to_text
from corpus.errors import IndexDamaged
from corpus.records import Document, DocumentKind
from indexer.build.report import Report
from indexer.generation import approximate, catalogue_write
from indexer.generation.model_book import book
from indexer.generation.store import Generation, Manifest
from indexer.passages.passage import Passage
from indexer.tuning import SCAN
from search.browse.info import GAP_FACTOR, MIN_GAP_DAYS, Info, gaps, info, to_json, usual_days

MONDAY = date(2024, 1, 1)


def passage(number: int, text: str = "some words", **facts: object) -> Passage:
    known: dict[str, object] = {"source": "a.txt", "title": f"Item {number}", **facts}
    return Passage(id=f"p{number}", text=text, minutes=text, **known)  # type: ignore[arg-type]


def generation(folder: Path, passages: list[Passage], **facts: object) -> Generation:
    """Return a generation that has a catalogue, and nothing else that `info` should need."""
    index = folder / "index" / "generations" / "000007"
    index.mkdir(parents=True)
    rows = [catalogue_write.Row(p, p.id) for p in passages]
    catalogue_write.write(index / "catalogue.sqlite", rows, [], [("a.txt", "", "minutes", "[]")])
    known: dict[str, object] = {
        "model": "/models/all-MiniLM-L6-v2",
        "model_sha256": "",
        "dimensions": 384,
        "n_passages": len(passages),
        "n_windows": len(passages),
        "n_sources": 1,
        "roots": ("/records",),
        "built_at": "2026-03-01T10:00:00+00:00",
        "files": {"a": (100, ""), "b": (23, "")},
        **facts,
    }
    return Generation(index, Manifest(**known))  # type: ignore[arg-type]


def held(folder: Path, passages: list[Passage], **facts: object) -> Info:
    return info(generation(folder, passages, **facts))


def test_everything_is_counted_by_council_committee_and_meeting(tmp_path: Path) -> None:
    of_audit = {"council": "Ambry", "committee": "Audit"}
    found = held(
        tmp_path,
        [
            passage(1, "one two  three\n\nfour", **of_audit, date=MONDAY),
            passage(2, "", **of_audit, date=MONDAY, exempt="Exempt item"),
            passage(3, "five", **of_audit, date=MONDAY + timedelta(28), source="b.txt"),
            passage(4, "six seven", **of_audit),
            passage(5, "eight", **of_audit, source="b.txt"),
            passage(6, "nine", council="Ambry", committee="cabinet", date=MONDAY),
            passage(7, "ten", council="Burr", committee="Audit", date=MONDAY),
        ],
        failures=(("x.xyz", "no reader"),),
    )
    names = [(c.council, c.name) for c in found.committees]
    assert names == [("Ambry", "Audit"), ("Ambry", "cabinet"), ("Burr", "Audit")]
    audit = found.committees[0]
    assert (audit.n_meetings, audit.n_passages, audit.n_words) == (4, 5, 8)
    assert (audit.n_exempt, audit.n_undated) == (1, 2)
    assert (audit.first, audit.last) == (MONDAY, MONDAY + timedelta(28))
    assert (found.councils, found.n_meetings) == (("Ambry", "Burr"), 6)
    assert (found.n_words, found.n_exempt, found.n_undated) == (10, 1, 2)
    assert (found.failures, found.size_bytes) == ((("x.xyz", "no reader"),), 123)
    assert (found.model, found.generation) == ("all-MiniLM-L6-v2", "000007")


def test_one_meeting_has_no_usual_interval_and_no_gap(tmp_path: Path) -> None:
    found = held(tmp_path, [passage(1, council="A", committee="B", date=MONDAY)])
    (committee,) = found.committees
    assert (committee.first, committee.last) == (MONDAY, MONDAY)
    assert (committee.usual_days, committee.gaps) == (None, ())


def test_no_dates_at_all(tmp_path: Path) -> None:
    found = held(tmp_path, [passage(1, council="A", committee="B"), passage(2, committee="C")])
    assert (found.first, found.last, found.n_undated) == (None, None, 2)
    assert all(committee.gaps == () for committee in found.committees)


def test_what_is_unknown_comes_last_and_an_empty_name_is_unknown(tmp_path: Path) -> None:
    found = held(
        tmp_path,
        [
            passage(1, committee="", council="", date=MONDAY),
            passage(2, date=MONDAY),
            passage(3, committee="Zeal", council="A", date=MONDAY),
            passage(4, committee="", council="A", date=MONDAY),
        ],
    )
    assert [(c.council, c.name, c.n_passages) for c in found.committees] == [
        ("A", "Zeal", 1),
        ("A", None, 1),
        (None, None, 2),
    ]
    assert found.councils == ("A",)


def test_one_committee_written_in_two_ways_is_one_and_its_meetings_are_together(
    tmp_path: Path,
) -> None:
    days = every(28, 6)
    written = ["District of A-B", "District of A B"]
    parks = ["Parks & Leisure", "Parks and Leisure", "PARKS AND LEISURE"]
    found = held(
        tmp_path,
        [
            *(
                passage(i, council=written[i % 2], committee="C", date=d)
                for i, d in enumerate(days)
            ),
            passage(6, council=written[0], committee="C", date=days[1], exempt="Exempt item"),
            passage(7, council=written[0], committee="C", source="b.txt"),
            passage(8, council=written[1], committee="C", source="c.txt"),
            *(passage(9 + i, council="E", committee=n, date=days[i]) for i, n in enumerate(parks)),
            passage(12, council="E", committee=parks[1], date=days[3]),
        ],
    )
    ours, parks_here = found.committees
    assert (ours.council, ours.name, ours.usual_days) == (written[0], "C", 28)
    assert (ours.n_meetings, ours.n_passages, ours.n_exempt, ours.n_undated) == (8, 9, 1, 2)
    assert (parks_here.name, parks_here.n_meetings) == ("Parks and Leisure", 4)
    assert (found.councils, found.n_meetings) == ((written[0], "E"), 12)


def every(days: int, n: int, start: date = MONDAY) -> list[date]:
    return [start + timedelta(days * i) for i in range(n)]


def test_a_gap_is_more_than_three_usual_intervals() -> None:
    monthly = every(28, 6)
    assert gaps(monthly, monthly[-1]) == ()
    late = [*monthly, *every(28, 6, monthly[-1] + timedelta(85))]
    (gap,) = gaps(late, late[-1])
    assert (gap.start, gap.end, gap.days) == (late[5], late[6], 85)
    in_time = [*monthly, *every(28, 6, monthly[-1] + timedelta(84))]
    assert gaps(in_time, in_time[-1]) == ()


def test_a_holiday_is_no_gap_for_a_weekly_committee() -> None:
    weekly = [*every(7, 8), *every(7, 8, MONDAY + timedelta(7 * 7 + MIN_GAP_DAYS))]
    assert gaps(weekly, weekly[-1]) == ()


def test_a_committee_that_stops_is_told_from_one_that_just_met() -> None:
    monthly = every(28, 6)
    (gap,) = gaps(monthly, monthly[-1] + timedelta(400))
    assert (gap.start, gap.end, gap.days) == (monthly[-1], None, 400)
    assert gaps(monthly, monthly[-1] + timedelta(84)) == ()


def test_meetings_to_come_do_not_make_a_committee_stop(tmp_path: Path) -> None:
    """An agenda of next year, published early, says nothing about the committees of this one."""
    facts = {"council": "A", "committee": "Audit"}
    monthly = every(28, 5, date(2025, 10, 1))
    rows = [passage(i, **facts, date=when) for i, when in enumerate(monthly)]
    rows.append(passage(9, council="A", committee="Council", date=date(2027, 5, 1)))
    audit = held(tmp_path, rows).committees[0]
    assert (audit.name, audit.gaps) == ("Audit", ())


dates = st.lists(
    st.dates(date(2000, 1, 1), date(2030, 12, 31)), min_size=0, max_size=40, unique=True
).map(sorted)


@given(dates, st.none() | st.dates(date(2000, 1, 1), date(2035, 1, 1)))
def test_gaps_lie_in_order_between_meetings_and_are_longer_than_usual(
    when: list[date], newest: date | None
) -> None:
    found = gaps(when, newest)
    usual = usual_days(when)
    assert usual is not None or found == ()
    for gap in found:
        assert gap.days > max(GAP_FACTOR * (usual or 0), MIN_GAP_DAYS)
        assert gap.start in when
        assert gap.end is None or when[when.index(gap.start) + 1] == gap.end
        assert gap.days == ((gap.end or newest or date.min) - gap.start).days
    assert list(found) == sorted(found, key=lambda gap: gap.start)


def test_json_is_plain(tmp_path: Path) -> None:
    when = [*every(28, 5), MONDAY + timedelta(400)]
    rows = [passage(i, council="A", committee="B", date=d) for i, d in enumerate(when)]
    record = to_json(held(tmp_path, rows, failures=(("a", "b"),)))
    gap = {"start": "2024-04-22", "end": "2025-02-04", "days": 288}
    assert record["committees"][0]["gaps"] == [gap]
    assert (record["first"], record["failures"]) == ("2024-01-01", [{"source": "a", "reason": "b"}])


def test_an_internal_index_says_so(tmp_path: Path) -> None:
    assert not held(tmp_path / "a", [passage(1)]).includes_exempt
    assert held(tmp_path / "b", [passage(1)], settings={"include_exempt": True}).includes_exempt


def test_a_damaged_catalogue_is_an_error_that_helps(tmp_path: Path) -> None:
    broken = generation(tmp_path, [passage(1)])
    (broken.folder / "catalogue.sqlite").write_bytes(b"no database")
    with pytest.raises(IndexDamaged, match="Build it again"):
        info(broken)


def test_100_000_passages_are_counted_without_reading_them(tmp_path: Path) -> None:
    rows = [
        passage(
            i,
            "word " * 150,
            council="A",
            committee=f"Committee {i % 40}",
            date=MONDAY + timedelta(i // 400),
        )
        for i in range(100_000)
    ]
    large = generation(tmp_path, rows)
    with closing(sqlite3.connect(large.folder / "catalogue.sqlite")) as connection:
        plan = connection.execute(
            "EXPLAIN QUERY PLAN SELECT council, committee, date, COUNT(*), SUM(words), "
            "COUNT(exempt) FROM passages GROUP BY council, committee, date, "
            "CASE WHEN date IS NULL THEN source END"
        ).fetchall()
    assert any("COVERING INDEX passages_meeting" in step[-1] for step in plan)
    started = time.process_time()
    found = info(large)
    taken = time.process_time() - started
    assert (found.n_passages, found.n_words) == (100_000, 15_000_000)
    assert sum(c.n_meetings for c in found.committees) == found.n_meetings == 10_000
    assert taken < 1.0


@pytest.mark.parametrize(
    ("installed", "listed", "said"),
    [
        (False, False, "pip install council-search[large]"),
        (True, False, "index again"),
        (True, True, ""),
    ],
)
def test_an_index_that_is_slow_for_want_of_faiss_says_what_to_install(
    installed: bool, listed: bool, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(approximate, "is_available", lambda: installed)
    found = generation(tmp_path, [passage(1), passage(2)])
    if listed:
        (found.folder / approximate.FILE).touch()
    assert info(found).advice == ""
    monkeypatch.setattr(approximate, "SCAN", replace(SCAN, approximate_from=2))
    assert said in info(found).advice
    assert bool(said) == bool(info(found).advice)
    assert any(said in line for line in to_text(info(found), tmp_path))


@pytest.mark.parametrize("threshold", [2, 3])
def test_a_build_without_faiss_says_so_at_its_end_if_it_is_large(
    threshold: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(approximate, "is_available", lambda: False)
    monkeypatch.setattr(approximate, "SCAN", replace(SCAN, approximate_from=threshold))
    _print_report(Report(n_windows=2), tmp_path)
    printed = capsys.readouterr().out
    assert ("pip install council-search[large]" in printed) == (threshold == 2)


@pytest.mark.parametrize(
    ("model", "sha256", "settings", "carried_from"),
    [
        ("all-MiniLM-L6-v2", "", {}, ""),
        ("all-mpnet-base-v2", "", {}, "all-MiniLM-L6-v2"),
        ("/a/b", "", {}, "all-MiniLM-L6-v2"),
        # The same weights under another name.
        ("/a/b", book()["all-MiniLM-L6-v2"].sha256, {}, ""),
        ("/a/b", "", {"calibration": {"model": "/a/b"}}, ""),
        ("all-MiniLM-L6-v2", "", {"calibration": {"model": "e5"}}, "e5"),
    ],
)
def test_info_says_whose_the_thresholds_of_an_index_are(
    model: str, sha256: str, settings: dict[str, object], carried_from: str, tmp_path: Path
) -> None:
    one = generation(tmp_path, [passage(1)], model=model, model_sha256=sha256, settings=settings)
    held = info(one)
    told = "\n".join(to_text(held, tmp_path))
    assert ("thresholds carried over from " in told) == bool(carried_from)
    assert not carried_from or f"carried over from {carried_from}, not measured" in told
    record = to_json(held)
    assert record["is_calibrated"] is not bool(carried_from)
    assert record["calibrated_with"] == (carried_from or one.calibration.model)


@pytest.mark.parametrize("is_own", [True, False])
def test_a_build_says_that_its_thresholds_are_carried_over(
    is_own: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _print_report(Report(calibrated_with="all-MiniLM-L6-v2", is_calibrated=is_own), tmp_path)
    printed = capsys.readouterr().out
    assert ("thresholds carried over from all-MiniLM-L6-v2" in printed) != is_own


def test_files_of_unknown_committee_or_date_are_counted_and_told_what_settles_them(
    tmp_path: Path,
) -> None:
    known = {"council": "Ambry", "committee": "Audit", "date": MONDAY}
    memo = Document("Memo", kind=DocumentKind.OTHER, source="papers/memo.docx")
    report = Document("Report", kind=DocumentKind.REPORT, source="papers/report.docx")
    found = held(
        tmp_path,
        [
            passage(1, **known),
            passage(2, source="papers/memo.docx", document=memo),
            passage(3, source="papers/memo.docx", document=memo),
            passage(4, **{**known, "date": None}, source="papers/report.docx", document=report),
            passage(5, **{**known, "committee": ""}, source="old.zip/a/plan.pdf"),
            passage(6, committee="Audit", source="top.txt"),
        ],
    )
    assert [(one.source, one.unknown, one.beside) for one in found.unplaced] == [
        ("old.zip/a/plan.pdf", ("committee",), "meeting.toml"),
        ("papers/memo.docx", ("committee", "date"), "papers/meeting.toml"),
        ("papers/report.docx", ("date",), "papers/meeting.toml"),
        ("top.txt", ("date",), "meeting.toml"),
    ]
    assert found.n_of_no_kind == 1
    lines = "\n".join(to_text(found, tmp_path))
    assert "4 files of unknown committee or date, 1 document of no known kind" in lines
    assert (
        "committee and date unknown: papers/memo.docx; write it into papers/meeting.toml" in lines
    )
    assert to_json(found)["unplaced"][2]["unknown"] == ["date"]


def test_many_unplaced_files_are_counted_and_twenty_are_named(tmp_path: Path) -> None:
    found = held(tmp_path, [passage(n, source=f"papers/{n:03}.pdf") for n in range(50)])
    lines = list(to_text(found, tmp_path))
    assert sum("unknown: papers/" in line for line in lines) == 20
    assert any("and 30 more: --json lists them all" in line for line in lines)
