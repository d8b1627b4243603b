"""Papers from files to answers: an index of a county's papers, asked by command, page and JSON."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.cli import main
from indexer.build.pipeline import build
from search.query.nodes import Filters
from search.searcher import Searcher, open_index
from tests.quality.claims import Claims
from tests.unit.paper_layouts import COUNTY, TWO_BODIES
from web.app import create_app

FERRY = "Adult Care Cabinet Committee/13 March 2025/Item 8 Ferry report.txt"
SECTIONS = "Purpose Background Timetable Staffing Berths Fares Risks Conclusion".split()


def _ferry() -> str:
    head = COUNTY["Adult Care Cabinet Committee/13 March 2025/Work Programme.txt"]
    head = head[: head.index("Summary")].replace("Work Programme", "Ferry for day visitors")
    return head + "".join(
        f"\n{n}. {name}\n\n{n}.1 The ferry of the county and its {name.lower()}, of which the members heard in the "
        f"year {2000 + n}: {'a boat that crosses the river, ' * n} and so on for all who travel.\n"
        for n, name in enumerate(SECTIONS, start=1)
    )


def _lighthouse() -> dict[str, str]:
    """Return one paper as it goes to a committee and two weeks later, under another head, to the council."""
    text = (
        "\n1. Purpose\n\n1.1 The lighthouse of the county is to be let to the keepers of its light for seven years, at "
        "a rent that the valuer has found to be fair, from the first day of May.\n\n2. Costs\n\n2.1 The lamp of the "
        "lighthouse costs {} pounds a year, which the keepers of its light are to pay from their second year on.\n"
    )
    head = COUNTY["Adult Care Cabinet Committee/13 March 2025/Work Programme.txt"]
    head = head[: head.index("Summary")].replace("Work Programme", "Letting of the lighthouse")
    again = head.replace("Adult Care Cabinet Committee – 13 March", "County Council – 27 March")
    return {
        "Adult Care Cabinet Committee/13 March 2025/Lighthouse.txt": head + text.format("ninety"),
        "County Council/27 March 2025/Lighthouse.txt": again + text.format("eighty"),
    }


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an index of the papers of two councils, one of which has a long report on a ferry."""
    root = tmp_path_factory.mktemp("papers")
    files = {**COUNTY, **TWO_BODIES, FERRY: _ferry(), **_lighthouse()}
    for name, text in files.items():
        path = root / "records" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    build([root / "records"], root / "index")
    return root / "index"


@pytest.fixture(scope="module")
def papers(index: Path) -> Searcher:
    return open_index(index)


def test_three_hits_of_a_report_are_listed_and_the_rest_stands_behind_them(
    papers: Searcher,
) -> None:
    page = papers.search("ferry", limit=20)
    of_ferry = [h for h in page.hits if h.passage.title == "Ferry for day visitors"]
    assert [h.more for h in of_ferry] == [0, 0, page.folded]
    assert page.matched == page.folded + 3 >= 6
    assert len(page.hits) == page.listed == page.matched + page.near - page.folded
    within = papers.search("ferry", limit=20, filters=Filters(within=of_ferry[2].passage.id))
    assert (within.matched, within.folded, len(within.hits)) == (page.matched, 0, page.matched)
    assert Counter(h.passage.title for h in within.hits) == {"Ferry for day visitors": page.matched}


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_pages_one_after_the_other_are_the_whole_list(papers: Searcher, sort: str) -> None:
    for text in ("ferry", "the report of members", "kind:report"):
        whole = papers.search(text, limit=100, sort=sort)  # type: ignore[arg-type]
        parts = [
            papers.search(text, limit=2, offset=at, sort=sort)  # type: ignore[arg-type]
            for at in range(0, whole.listed, 2)
        ]
        assert [h.passage.id for p in parts for h in p.hits] == [h.passage.id for h in whole.hits]
        assert [h.more for p in parts for h in p.hits] == [h.more for h in whole.hits]


def test_what_a_list_claims_is_true(papers: Searcher) -> None:
    claims = Claims(papers)
    wrong = [w for text in ("ferry", "day services contract", "members of the committee", "fares for the ferry")
             for w in claims.false_ones(text)]  # fmt: skip
    assert wrong == []
    assert claims.checked["what stands behind a hit is shown"] > 0


def test_what_is_folded_is_said_and_opened_by_command_and_page(
    papers: Searcher, index: Path
) -> None:
    page = papers.search("ferry")
    last = next(h for h in page.hits if h.more)
    said = f"{last.more} more in this report"
    told = CliRunner().invoke(main, ["query", "ferry", "--index", str(index)])
    assert f"{said}: --within {last.passage.id}" in told.output
    opened = CliRunner().invoke(
        main, ["query", "ferry", "--index", str(index), "--within", last.passage.id]
    )
    ranked = re.findall(r"^ ?\d+\. Ferry for day visitors$", opened.output, re.MULTILINE)
    assert len(ranked) == page.matched
    client = create_app(index).test_client()
    shown = client.get("/?q=ferry").get_data(as_text=True)
    assert said in shown
    within = client.get(f"/?q=ferry&within={last.passage.id}").get_data(as_text=True)
    assert "Only in “Ferry for day visitors”" in within
    assert said not in within
    found = client.get("/api/search?q=ferry").get_json()
    assert (found["folded"], found["matched"]) == (page.folded, page.matched)
    assert [h["more_in_document"] for h in found["hits"]] == [h.more for h in page.hits]


def test_a_paper_at_two_meetings_is_listed_once_with_both_and_found_at_each(
    papers: Searcher, index: Path
) -> None:
    page = papers.search("lighthouse let to the keepers", limit=20)
    let = [h for h in page.hits if "seven years" in h.passage.text]
    assert [(h.passage.committee, str(h.passage.date)) for h in let] == [("Council", "2025-03-27")]
    assert [(one.committee, str(one.date)) for one in let[0].also] == [
        ("Adult Care Cabinet Committee", "2025-03-13")
    ]
    assert page.folded >= 1
    assert page.listed == page.matched + page.near - page.folded == len(page.hits)
    costs = [h for h in page.hits if "pounds a year" in h.passage.text]
    assert [h.also for h in costs] == [(), ()]
    for committee in ("Council", "Adult Care Cabinet Committee"):
        one = papers.search(
            "lighthouse let to the keepers", filters=Filters(committees=(committee,))
        )
        assert [h.passage.committee for h in one.hits if "seven years" in h.passage.text] == [
            committee
        ]
    asked = papers.search("lighthouse let to the keepers on 13 March 2025", limit=20)
    assert [str(h.passage.date) for h in asked.hits if "seven years" in h.passage.text] == [
        "2025-03-13"
    ]

    (other,) = let[0].also
    told = CliRunner().invoke(
        main, ["query", "lighthouse keepers seven years", "--index", str(index)]
    )
    assert f"[{other.id}]" in told.output
    client = create_app(index).test_client()
    address = f'href="/passage/{other.id}"'
    shown = client.get("/?q=lighthouse+keepers+seven+years").get_data(as_text=True)
    assert "Also at" in shown
    assert address in shown
    passage = client.get(f"/passage/{let[0].passage.id}").get_data(as_text=True)
    assert "The same words elsewhere" in passage
    assert address in passage
    found = client.get("/api/search?q=lighthouse+keepers+seven+years").get_json()
    assert [one["id"] for h in found["hits"] for one in h["also_at"]] == [other.id]
