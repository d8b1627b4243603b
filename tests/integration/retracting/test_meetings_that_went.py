"""A meeting of which everything was retracted answers 410 with the reason, and nothing leads to it any more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from indexer.build import ledger
from indexer.build.asking import Asked
from indexer.build.pipeline import build
from indexer.build.retracting import retract
from tests.conftest import write_records
from tests.integration.retracting.conftest import ITEM, LIDO, ROADS, SWANS, WHY, line, retracted
from web.app import create_app

PLACE = "/meeting/wenbridge/parks-committee/2019-05-14"
OTHER = ITEM.replace("item-3", "item-4")
LATER = line(SWANS | {"title": "The bridge", "minutes": "The bridge is open."}).replace(
    "2019-05-14", "2019-06-11"
)


def client(index: Path) -> FlaskClient:
    return create_app(index).test_client()


@pytest.fixture
def meetings(tmp_path: Path) -> tuple[Path, Path]:
    files: dict[str, str | bytes] = {
        "a.jsonl": line(SWANS, LIDO),
        "b.jsonl": LATER,
        "roads.txt": ROADS,
    }
    records = write_records(tmp_path / "records", files)
    build([records], tmp_path / "index")
    return records, tmp_path / "index"


def test_a_meeting_goes_with_its_last_item_and_no_sooner(meetings: tuple[Path, Path]) -> None:
    records, index = meetings
    assert client(index).get(PLACE).status_code == 200
    retracted(index, "item", ITEM)
    assert client(index).get(PLACE).status_code == 200
    retracted(index, "item", OTHER)
    for again in range(2):
        answer = client(index).get(PLACE)
        assert answer.status_code == 410, again
        assert WHY in answer.text
        # A build that reads everything anew says so, too.
        build([records], index)
    assert client(index).get(PLACE.replace("05-14", "05-15")).status_code == 404
    assert client(index).get(PLACE.replace("05-14", "06-11")).status_code == 200


@pytest.mark.parametrize(("kind", "what"), [("source", "records/a.jsonl"), ("phrase", "the")])
def test_a_meeting_goes_with_its_source_and_with_what_all_its_items_say(
    meetings: tuple[Path, Path], kind: str, what: str
) -> None:
    records, index = meetings
    if kind == "source":
        retracted(index, kind, what)
    else:
        retract(index, Asked("phrase", ("swans of Zennorwick",), WHY, (), True))
        retract(index, Asked("phrase", ("end of September",), WHY, (), True))
    assert client(index).get(PLACE).status_code == 410
    build([records], index)
    assert (client(index).get(PLACE).status_code, WHY in client(index).get(PLACE).text) == (
        410,
        True,
    )


def test_a_meeting_comes_back_with_what_was_retracted_by_mistake(
    meetings: tuple[Path, Path],
) -> None:
    records, index = meetings
    retracted(index, "item", ITEM)
    done = retract(index, Asked("item", (OTHER,), WHY, (), False))
    assert client(index).get(PLACE).status_code == 410
    ledger.undo(index, done.token, "2026-11-29T22:00:00+00:00")
    build([records], index)
    assert client(index).get(PLACE).status_code == 200


def test_no_link_leads_to_a_meeting_that_went(meetings: tuple[Path, Path]) -> None:
    _, index = meetings
    for item in (ITEM, OTHER):
        retracted(index, "item", item)
    site, seen, waiting = client(index), set(), ["/", "/coverage", "/sitemap.xml"]
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        answer = site.get(address)
        assert answer.status_code == 200, address
        assert PLACE not in answer.text
        found = re.findall(r'href="(/[^"#]*)|<loc>https?://[^/]+(/[^<]*)', answer.text)
        waiting += [
            link.replace("&amp;", "&")
            for pair in found
            for link in pair
            if link and "/static/" not in link
        ]
    assert PLACE.replace("05-14", "06-11") in seen


def test_the_place_of_a_meeting_is_no_id_that_a_record_can_have(
    meetings: tuple[Path, Path],
) -> None:
    _, index = meetings
    for item in (ITEM, OTHER):
        retracted(index, "item", item)
    site = client(index)
    assert site.get(f"/passage{PLACE}").status_code == 404
    assert site.get(f"/passage/%00{PLACE[1:]}").status_code in (400, 404, 410)
    # The manifest holds keyed hashes only.
    manifest = next((index / "generations").iterdir()) / "manifest.json"
    assert "parks-committee" not in manifest.read_text()
