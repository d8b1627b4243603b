"""Records of which three hold secrets, an index of them, and a retraction."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.build.asking import Asked
from indexer.build.every_byte import holding
from indexer.build.pipeline import build
from indexer.build.retracting import Done, retract
from indexer.generation import store
from tests.conftest import write_records
from tests.quick_model import use_exported
from tests.unit.make_files import packed

CHILD, NAME, STREET = "Zennorwick", "Jane Quillfeather", "17 Brackenthwaite Close"
SECRETS = (CHILD, "Quillfeather", "Brackenthwaite")
ITEM = "wenbridge-parks-committee-2019-05-14-item-3"
WHY = "An address that should not have been published"


def line(*items: dict[str, object]) -> str:
    meeting = {"council": "Wenbridge", "committee": "Parks Committee", "date": "2019-05-14"}
    return json.dumps({**meeting, "items": list(items)}) + "\n"


SWANS = {
    "title": "The swans",
    "number": "3",
    "agenda": f"To hear {NAME} of {STREET} about the swans of {CHILD} and what they are fed.",
    "minutes": f"Councillor Pike said that the bridge is shut. Mr {NAME} asked about bread of Quorndale. Councillor "
    "Quillfeather said that the swans are fed twice a day by the wardens of the park.",
    "documents": [
        {"title": f"Letter of {CHILD}", "url": "https://x.example/Jane%20Quillfeather.pdf"}
    ],
}


LIDO = {
    "title": "The lido",
    "number": "4",
    "minutes": "The lido is open from May to the end of September.",
}


ROADS = "Agenda item\n\nRoads\n\nMinutes:\n\nThe road by the mill is shut until the summer.\n"


LETTER = (
    f"Agenda item\n\nLetter\n\nMinutes:\n\nA letter by {NAME} of {STREET} to {CHILD} was read.\n"
)


def retracted(
    index: Path, kind: str, *texts: str, within: tuple[str, ...] = (), whole: bool = False
) -> Done:
    return retract(index, Asked(kind, texts, WHY, within, whole))  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def quick(tiny_built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    use_exported(store.open_generation(tiny_built / "index").folder / "encoder", monkeypatch)


@pytest.fixture
def known(tmp_path: Path) -> tuple[Path, Path]:
    """Return records of which three hold secrets, and an index of them with an earlier generation."""
    files: dict[str, str | bytes] = {"a.jsonl": line(SWANS, LIDO), "roads.txt": ROADS}
    files["letters/jane-quillfeather.txt"] = LETTER
    files["packed.zip"] = packed({"inner.txt": LETTER.replace("read", "noted")})
    records = write_records(tmp_path / "records", files)
    build([records], tmp_path / "index")
    build([records], tmp_path / "index")
    assert len({path.split("/")[1] for path in holding(tmp_path / "index", SECRETS)}) == 2
    return records, tmp_path / "index"
