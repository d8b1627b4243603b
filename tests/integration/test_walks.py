"""Four walks of an officer through the papers of a meeting, in the terminal, on the pages and as JSON.

The report behind a decision; the decision on a report; all reports of one directorate in a year; the page
to cite. Each follows what is printed or linked, as a reader would, and nothing else.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from cli.cli import main
from indexer.build.pipeline import build
from tests.unit.make_files import pdf, write
from web.app import create_app

SHEET = """SEDGEFORD BOROUGH COUNCIL

CABINET

Tuesday 4 March 2025 at 10.00 am

AGENDA

1. Apologies
2. Minutes of the meeting held on 4 February 2025
3. Ferry fares (Pages 3 - 8)
4. Lamps on the quay (Pages 9 - 12)
"""
MINUTES = """SEDGEFORD BOROUGH COUNCIL

MINUTES of a meeting of the Cabinet held in the Guildhall on Tuesday 4 March 2025

Present: Councillors Ash (Leader) and Elm

61. Apologies

There were none from any member of the Cabinet.

62. Ferry fares

The Director presented the report on what passengers pay. RESOLVED that the fares be raised by ten pence from May.

63. Lamps on the quay

Members asked about the cost of light. RESOLVED that twelve lamps be bought.
"""


# Short sections are put together: these are not.
LONG = [
    "Officers asked the people who live by the river and those who work on it what they think, in",
    "two rounds of letters and at an evening in the Guildhall; their answers are with the clerk, and",
    "a summary of them was sent to every member in the week before this paper was written. Nobody",
    "wished for less than there is today, and most would rather have more of it in the winter, when",
    "the days are short and the other ways across the water are closed for repairs and for storms.",
]


def _report(title: str, author: str, day: str, about: str) -> bytes:
    """Return a report of two pages; the second one has the paragraph that is to be cited."""
    head = [
        "Report to: Cabinet", "", f"Date: {day}", "", f"Report of: {author}", "", f"Subject: {title}", "",
        "**Recommendation**", "", f"That the Cabinet agrees to what is said below of {about}.", "",
        "**1. Background**", "", f"1.1 The borough has looked at {about} since the spring of 2023.",
        *LONG,
    ]  # fmt: skip
    more = [
        "**2. Costs**", "", f"2.1 What passengers are to pay for {about} covers a third of its cost, and the",
        "rest is met from the harbour account, as it was in each of the last four years.",
        *LONG,
    ]  # fmt: skip
    return pdf([lambda canvas: write(canvas, head), lambda canvas: write(canvas, more)])


PLACE, LIGHT = "Director of Place", "Head of Lighting"
FILES: dict[str, bytes] = {
    "cabinet/2025-03-04/Agenda.txt": SHEET.encode(),
    "cabinet/2025-03-04/Minutes 4 March 2025.txt": MINUTES.encode(),
    "cabinet/2025-03-04/Ferry fares report.pdf": _report("Ferry fares", PLACE, "4 March 2025", "ferry fares"),
    "cabinet/2025-03-04/Lamps report.pdf": _report("Lamps on the quay", LIGHT, "4 March 2025", "lamps on the quay"),
    "cabinet/2024-06-04/Agenda.txt": SHEET.replace("4 March 2025", "4 June 2024").replace("Ferry fares", "Slipway works").encode(),
    "cabinet/2024-06-04/Slipway report.pdf": _report("Slipway works", PLACE, "4 June 2024", "slipway works"),
}  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("walks")
    for name, data in FILES.items():
        path = root / "sedgeford" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    build([root / "sedgeford"], root / "index")
    return root / "index"


@pytest.fixture(scope="module")
def client(index: Path) -> FlaskClient:
    return create_app(index).test_client()


def _printed(index: Path, *words: str) -> str:
    done = CliRunner().invoke(main, ["query", *words, "--index", str(index)])
    assert done.exit_code == 0, done.output
    return done.output


def _hits(index: Path, *words: str) -> list[dict[str, Any]]:
    return list(json.loads(_printed(index, *words, "--json"))["hits"])


def _page(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_from_a_decision_to_the_report_behind_it(index: Path, client: FlaskClient) -> None:
    told = _printed(index, "fares raised by ten pence", "--kind", "minutes")
    (report,) = re.findall(r"Report: Ferry fares \[([^\]]+)\]", told)
    (minutes, *_) = _hits(index, "fares raised by ten pence", "--kind", "minutes")
    page = _page(client, f"/passage/{minutes['id']}")
    assert "Papers of this item" in page
    assert f'href="/passage/{report}"' in page
    behind = _page(client, f"/passage/{report}")
    assert "Ferry fares" in behind
    papers = client.get(f"/api/passage/{minutes['id']}").get_json()["papers"]
    assert [(one["id"], one["kind"], one["from"]) for one in papers] == [(report, "report", PLACE)]


def test_from_a_report_to_the_decision_on_it(index: Path, client: FlaskClient) -> None:
    told = _printed(index, "what passengers pay covers a third", "--kind", "report")
    decided = re.search(r"Decided:\s+(.+?)\s+\[([^\]]+)\]", told, re.DOTALL)
    assert decided
    assert "raised by ten pence" in " ".join(decided[1].split())
    (report, *_) = _hits(
        index, "what passengers pay covers a third of ferry fares", "--kind", "report"
    )
    page = _page(client, f"/passage/{report['id']}")
    assert "Decided" in page
    assert f'href="/passage/{decided[2]}"' in page
    assert "That the Cabinet agrees to what is said below of ferry fares" in page
    assert "twelve lamps" not in page


def test_all_reports_by_one_directorate_in_a_year(index: Path, client: FlaskClient) -> None:
    asked = '"Director of Place"'
    hits = _hits(index, asked, "--kind", "report", "--from", "2025-01-01", "--to", "2025-12-31")
    assert {one["document"]["title"] for one in hits} == {"Ferry fares"}
    both = _hits(index, asked, "--kind", "report")
    assert {one["document"]["title"] for one in both} == {"Ferry fares", "Slipway works"}
    page = _page(client, "/?q=%22Director+of+Place%22&kind=report&from=2025-01-01&to=2025-12-31")
    assert "Ferry fares" in page
    assert "Slipway works" not in page


def test_the_page_to_cite(index: Path, client: FlaskClient) -> None:
    (cost, *_) = _hits(index, "ferry fares harbour account last four years", "--kind", "report")
    assert (cost["page"], cost["paragraph"]) == (2, "2.1")
    said = "Cabinet · 4 March 2025 · item 3 · report, paragraph 2.1, page 2"
    assert said in _printed(
        index, "ferry fares harbour account last four years", "--kind", "report"
    )
    page = _page(client, f"/passage/{cost['id']}")
    assert "page 2" in page
