"""The page of a councillor whose name was retracted answers 410 with the reason; nobody else's tells anything."""

from __future__ import annotations

from pathlib import Path

from indexer.build import ledger
from indexer.build.pipeline import build
from tests.conftest import write_records
from tests.integration.retracting.conftest import WHY, line, retracted
from tests.integration.retracting.test_meetings_that_went import client

SAID = (
    "Councillor Anna Zugzwang said that the bridge is shut. Councillor Bob Oak said that it is not. "
    "Mr Carl Elmhurst said that he would walk."
)
ITEM = {"title": "The bridge", "number": "1", "minutes": SAID}
ANNA, BOB, CARL = (f"/person/wenbridge/{n}" for n in ("anna-zugzwang", "bob-oak", "carl-elmhurst"))


def test_the_page_of_a_retracted_name_says_why(tmp_path: Path) -> None:
    index, records = tmp_path / "index", tmp_path / "records"
    build([write_records(records, {"a.jsonl": line(ITEM)})], index)
    assert [client(index).get(page).status_code for page in (ANNA, BOB, CARL)] == [200, 200, 404]
    retracted(index, "name", "Anna Zugzwang")
    retracted(index, "name", "Carl Elmhurst")
    for again in range(2):
        answer = client(index).get(ANNA)
        assert answer.status_code == 410, again
        assert WHY in answer.text
        # Who had no page had none that could be withdrawn.
        assert [client(index).get(page).status_code for page in (BOB, CARL)] == [200, 404]
        build([records], index, replace_sources=True)
    (token, _) = (noted.entry.token for noted in ledger.history(index))
    ledger.undo(index, token, "2026-01-01T00:00:00+00:00")
    build([records], index, replace_sources=True)
    assert client(index).get(ANNA).status_code == 200
