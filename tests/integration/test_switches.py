"""Every step of a query and every part of the ranking that is switched off by its name is off: some page changes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.ablation import PARTS, Part, skipping
from indexer.build.pipeline import build
from indexer.generation import store
from search.expand.steps import SWITCHES, rewritten
from search.searcher import Searcher, open_index
from search.tuning import weights_with
from tests.conftest import write_records
from tests.quick_model import use_exported

_LONG = " ".join(
    f"We spoke of the heron on the weir in the year {year}, of its nest in the old alder and of who feeds it."
    for year in range(1900, 2000)
)


def _meeting(council: str, committee: str, day: str, *items: tuple[str, str]) -> str:
    listed = [
        {"title": title, "number": str(number), "minutes": text}
        for number, (title, text) in enumerate(items, 1)
    ]
    head = {"council": council, "committee": committee, "date": day, "items": listed}
    return json.dumps(head) + "\n"


FILES = {
    "a.jsonl": _meeting(
        "Oakley Borough Council",
        "Planning Committee",
        "2019-05-14",
        ("Application 16/01234/FUL", "Councillor Raman said that the road to the lido was too narrow for lorries."),
        ("Lido roof", "Councillor Pike said that the roof of the lido leaks. The roof was mended for £38,000,000 in all."),
        ("Trees", "A tree preservation order (TPO) was made for the beech on Larch Lane. A TPO protects it."),
        ("Oak on the green", "The tree preservation order on the oak was confirmed."),
        ("Flooding", "Flooding of the underpass by the road from Elmby was reported, with water up to the knee."),
        ("Seats", "There are too few seats for disabled people on the prom."),
        ("Free school meals", "The take up of free meals at school rose again."),
    ),
    "b.jsonl": _meeting(
        "Elmby Town Council",
        "Amenities Committee",
        "2020-03-03",
        ("Kennels", "The kennels on Quay Street were let to Wendy Salis for a year."),
        ("Parking", "Parking of cars at the parking places by the station was discussed at length."),
        ("Parks", "The parks were mown. Many parks want a bench."),
        ("Lido", "The lido of the neighbouring borough was spoken of: its roof, its wall and its clock."),
        ("Flooding", "Flooding in the cellar of the town hall was pumped out by volunteers."),
        ("Ashe-Merton link", "The Ashe-Merton link road opens in May."),
        ("Ashe", "The chapel at Ashe wants a roof."),
        ("School places", "There were too few school places in the north of the town, members said to the officer."),
        ("What the auditor would not say", "The auditor gave no opinion on the accounts."),
    ),
    "c.jsonl": _meeting(
        "Elmby Town Council",
        "Council",
        "2021-03-03",
        ("", "We spoke of the heron on the weir for a while, and of its nest in the alder."),
        ("", "Nobody had seen it since the spring, when the water was low and the gate was shut."),
        ("", _LONG),
        ("", "Then the chair thanked everybody for coming and wished them a safe journey."),
    ),
}  # fmt: skip

# For each switch a query whose page is another one without it.
OF_STEPS: dict[str, str] = {
    "dashes": "Ashe -Merton",
    "speakers": "what did Councillor Raman say about the lido",
    "wildcards": "floodin*",
    "committees": "Planning Committee lido",
    "places": "flooding in Elmby",
    "acronyms": "TPO oak",
    "sums": "£38 million",
    "spelling": "kenels Quay Street",
    "places elsewhere": "flooding in Birmingham",
    "compounds": "free meals take-up",
    "synonyms": "seats for the handicapped",
    "typed forms": "parks",
    "citations": "minute 3 of 3 March 2020",
    "frames of requests": "what was said about school places",
    "words for talk": "Why did the auditor not give an opinion?",
}
# What no record has is doubted only among as many passages as the sample council has.
OF_MANY = {"unknown words": "how to descale an electric kettle"}
# What else is asked for the parts of the ranking: of a name, and of a running text with a long stretch.
FOR_RANKING = ("kennels of Wendy Salis", "heron weir nest", "lido roof", "school places")


@pytest.fixture(scope="module")
def few(sample_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    """Return a searcher of few records of two councils and of one running text."""
    folder = tmp_path_factory.mktemp("switches")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        use_exported(store.open_generation(sample_index).folder / "encoder", patch)
        build([write_records(folder / "records", dict(FILES))], folder / "index")
    return open_index(folder / "index")


def _is_changed(searcher: Searcher, query: str, part: Part) -> bool:
    """Say whether a page, or a score on it, is another one with a part off; on again it must be as it was."""
    before = searcher.ranking(query, "hybrid", 50)
    with part(searcher):
        without = searcher.ranking(query, "hybrid", 50)
    assert searcher.ranking(query, "hybrid", 50) == before
    return without != before


def test_each_step_has_a_query_here() -> None:
    assert {*OF_STEPS, *OF_MANY} == SWITCHES


def test_a_step_that_is_left_out_changes_a_page(few: Searcher, searcher: Searcher) -> None:
    dead = [name for name, query in OF_STEPS.items() if not _is_changed(few, query, skipping(name))]
    dead += [
        name for name, query in OF_MANY.items() if not _is_changed(searcher, query, skipping(name))
    ]
    assert not dead


def test_each_part_of_the_ablation_but_everything_changes_a_page(few: Searcher) -> None:
    queries = [*OF_STEPS.values(), *FOR_RANKING]
    dead = [
        name
        for name, part in PARTS.items()
        if not any(_is_changed(few, query, part) for query in queries)
    ]
    assert dead == ["everything"]


def test_a_name_that_leaves_nothing_out_is_refused(few: Searcher) -> None:
    with pytest.raises(ValueError, match="synonym"):
        skipping("synonym")
    with pytest.raises(ValueError, match="synonym"):
        rewritten(few.expanded("lido"), few.records, without=["synonym"])


def test_a_part_that_fails_is_on_again(few: Searcher) -> None:
    before = few.ranking("lido roof", "hybrid", 50)
    with pytest.raises(KeyError), PARTS["no share of the best"](few):
        raise KeyError
    assert few.ranking("lido roof", "hybrid", 50) == before


def test_other_weights_leave_the_calibrations_own(few: Searcher) -> None:
    few.ranker.weights = replace(few.ranker.weights, mean=0.123)
    try:
        with PARTS["no proximity"](few):
            assert (few.ranker.weights.mean, few.ranker.weights.proximity) == (0.123, 0.0)
        assert few.ranker.weights.mean == 0.123
    finally:
        few.ranker.weights = weights_with(few.calibration)
