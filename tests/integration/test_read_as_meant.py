"""Queries are read as meant: times, filters, names and citations leave nothing behind and take nothing more away."""

from __future__ import annotations

import gc
import json
from datetime import date
from pathlib import Path
from weakref import ref

import pytest

from cli.retract_command import _asked
from corpus.errors import UsageError
from indexer.build.pipeline import build
from indexer.generation import store
from search.browse.matter import matters
from search.page.said import is_named
from search.query.nodes import Filters
from search.query.query import read_query
from search.query.speakers import asked_of
from search.searcher import Searcher, open_index
from tests.quick_model import use_exported

TODAY = date(2026, 11, 30)
LEFT_OUT = "A filter (committee:, council:, kind:, from:, to:) cannot be excluded"


def test_a_generation_is_let_go_when_nobody_uses_it(searcher: Searcher) -> None:
    own = open_index(searcher.generation.folder.parent.parent)
    passage = own.all_passages()[0]
    matters(own).of(passage)
    weakly = ref(own)
    del own, passage
    gc.collect()
    assert weakly() is None


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("parking winter 2019-20", "parking winter"),
        ("parking in May 2019/20", "parking in May"),
        ("parking 5-7 May 2019", "parking"),
        ("parking on 5th and 6th of May 2019", "parking"),
        ("last year's parking", "parking"),
        ("this year’s council tax", "council tax"),
        ("budget in 2019's plan", "budget plan"),
        ("parking winter 2019", "parking"),
    ],
)
def test_a_time_leaves_nothing_of_itself_behind(text: str, topic: str) -> None:
    query = read_query(text, today=TODAY)
    assert query.preferences
    assert (query.about or query.text) == topic
    assert query.condition is None


@pytest.mark.parametrize(
    ("text", "is_left_out"),
    [
        ("parking -committee:Cabinet", True),
        ("parking NOT committee:Cabinet", True),
        ("parking NOT from:2016", True),
        ("parking -kind:report", True),
        ("lido OR (parking committee:Cabinet)", True),
        ("lido AND NOT (culvert from:2016)", True),
        ("parking committee:Cabinet", False),
        ("lido OR parking committee:Cabinet", False),
        ("(lido OR parking committee:Cabinet)", False),
        ("committee:Cabinet AND (lido OR parking)", False),
        ("(parking committee:Cabinet)", False),
    ],
)
def test_a_filter_narrows_unless_it_is_denied_or_one_side_of_or_which_is_said(
    text: str, is_left_out: bool
) -> None:
    query = read_query(text, today=TODAY)
    assert (query.filters == Filters()) is is_left_out
    assert query.filters.committees == (() if is_left_out else ("Cabinet",))
    assert any(note.startswith(LEFT_OUT) for note in query.notes) is is_left_out


def test_a_citation_leaves_what_is_demanded_in_force(searcher: Searcher) -> None:
    cited = searcher.search("minute 64/18", mode="lexical", limit=5)
    assert cited.hits[0].passage.number == "64/18"
    word = "transport"
    assert word in f"{cited.hits[0].passage.title} {cited.hits[0].passage.text}".lower()
    without = searcher.search(f"minute 64/18 -{word}", mode="lexical", limit=50)
    for hit in without.hits:
        assert word not in f"{hit.passage.title} {hit.passage.text}".lower().split()
    quoted = searcher.search('"minute 64/18"', mode="lexical", limit=5)
    assert quoted.hits[0].passage.id == cited.hits[0].passage.id


def test_what_a_filter_takes_away_is_not_said_to_come_first(searcher: Searcher) -> None:
    page = searcher.search("committee:Planning minute 64/18", limit=5)
    assert not any("cited here" in note for note in page.notes)


@pytest.mark.parametrize(
    "text",
    [
        "what did everyone except Councillor Pike say about buses",
        "what did all but Councillor Pike say about buses",
        "what did Councillor Pike's wife say about buses",
    ],
)
def test_who_is_excepted_or_somebody_elses_is_not_who_speaks(text: str) -> None:
    assert asked_of(read_query(text, today=TODAY)) is None


def test_every_name_of_a_list_is_asked_for() -> None:
    asked = asked_of(
        read_query("views of Councillors Pike, Vane and Raman on parking", today=TODAY)
    )
    assert asked is not None
    assert asked.speaker.endswith("Pike or Vane or Raman")
    assert asked.about == "parking"


@pytest.mark.parametrize(
    ("name", "written", "is_one"),
    [
        ("Hickey-O'Mara", "Hickey-O’Mara", True),
        ("Peter O'Hagan", "Peter O’Hagan", True),
        ("Brown", "Browne", False),
    ],
)
def test_an_apostrophe_makes_no_other_person(name: str, written: str, is_one: bool) -> None:
    assert is_named(name, written, [written]) is is_one


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("voted:Oak parking", "Oak parking"),
        ('-voted:"Jane Oak" parking', "parking"),
        ("parking -committee:Cabinet", "parking"),
    ],
)
def test_what_is_encoded_has_no_syntax(text: str, topic: str) -> None:
    assert read_query(text, today=TODAY).topic == topic


def test_nothing_to_retract_is_no_retraction() -> None:
    nothing = {
        "items": (),
        "name": None,
        "phrase": None,
        "sources": (),
        "reason": "x",
        "whole": False,
    }
    for given in ({"name": ""}, {"phrase": "  "}, {"items": ("",)}, {"items": ("a",), "name": ""}):
        with pytest.raises(UsageError, match="need something"):
            _asked({**nothing, **given})  # type: ignore[typeddict-item,arg-type]


def test_a_meeting_is_one_however_its_committee_is_written(
    tiny_built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_exported(store.open_generation(tiny_built / "index").folder / "encoder", monkeypatch)
    for day, name in (("2026-05-14", "Planning Committee"), ("2026-06-11", "PLANNING COMMITTEE")):
        items = [{"number": "7", "title": "Mill", "minutes": f"The mill of {day}."}]
        line = {"council": "Elm", "committee": name, "date": day, "items": items}
        (tmp_path / f"{day}.jsonl").write_text(json.dumps(line))
    build([tmp_path / "2026-05-14.jsonl", tmp_path / "2026-06-11.jsonl"], tmp_path / "index")
    columns = open_index(tmp_path / "index").columns
    for name in columns.committee_names:
        for day in (date(2026, 5, 14), date(2026, 6, 11)):
            assert len(columns.of_meeting(name, day)) == 1
