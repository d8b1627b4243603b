"""Planted secrets are in no export: neither text of exempt items, nor what was retracted, nor a vector of either."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from numpy.typing import NDArray
from pyarrow import parquet

from cli.export_command import export_command
from indexer.build.asking import Asked
from indexer.build.pipeline import build
from indexer.build.retracting import retract
from indexer.generation import layout, store
from indexer.generation.query_encoder import QueryEncoder
from search.searcher import open_index
from tests.conftest import write_records
from tests.quick_model import use_exported

FORMS = ("jsonl", "ocd", "popolo", "sqlite", "parquet")
EXEMPT = "Councillor Quillfeather moved that Zugzwangia Holdings be paid £7,345,219 for the depot."
PHRASE = "Marrowbone of 14 Sparrow Lane"
RETRACTED = f"The complaint of {PHRASE} about the noise of the mill was heard."
GONE = "The whole matter of the Vexillum lease was laid open by mistake."
PUBLIC = "The swimming pool in Mill Lane was discussed by all members of the committee."
SECRETS = ("Quillfeather", "Zugzwangia", "7,345,219", "Marrowbone", "Sparrow", "Vexillum")
RECORDS = {
    "cabinet.jsonl": json.dumps(
        {
            "council": "Wenbridge",
            "committee": "Cabinet",
            "date": "2022-03-01",
            "items": [
                {"title": "Pool", "number": "1", "minutes": PUBLIC},
                {"title": "Noise", "number": "2", "minutes": RETRACTED},
                {"title": "Lease", "number": "3", "minutes": GONE},
                {"title": "Depot", "number": "4", "minutes": EXEMPT, "confidential": "yes"},
            ],
        }
    )
    + "\n",
    "audit.txt": (
        "Wenbridge City Council\n\nAudit Committee\n\n2 March 2022\n\n1. Accounts\n\n"
        f"{PUBLIC}\n\n2. Exclusion of the press and public\n\n"
        "RESOLVED: That the press and public be excluded under section 100A(4) of the Local Government Act "
        f"1972.\n\n3. Purchase of the depot\n\n{EXEMPT}\n"
    ),
}


@pytest.fixture(scope="module")
def made(tiny_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a folder with an index of these records, of which an item and a phrase were retracted, and one `inside`."""
    folder = tmp_path_factory.mktemp("planted")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        use_exported(store.open_generation(tiny_built / "index").folder / "encoder", patch)
        records = write_records(folder / "records", dict(RECORDS))
        build([records], folder / "inside", include_exempt=True)
        index = folder / "index"
        build([records], index)
        before = open_index(index)
        assert any("Vexillum" in passage.text for passage in before.all_passages())
        np.save(folder / "before.npy", np.asarray(before.generation.array(layout.EMBEDDINGS)))
        retract(index, Asked("phrase", (PHRASE,), "private"))
        retract(index, Asked("item", ("wenbridge-cabinet-2022-03-01-item-3",), "private"))
        yield folder


@pytest.fixture
def index(made: Path) -> Path:
    """Return the index from which something was retracted."""
    return made / "index"


def _exported(index: Path, form: str, path: Path) -> bytes:
    """Return an export's bytes, and of a table of vectors all that its columns and its head say, too."""
    done = CliRunner().invoke(export_command, [str(index), "--as", form, "--to", str(path)])
    assert done.exit_code == 0, done.output
    found = path.read_bytes()
    if form == "parquet":
        table = parquet.read_table(path)
        found += repr([table.drop_columns("vector").to_pydict(), table.schema.metadata]).encode()
    return found


@pytest.mark.parametrize("form", FORMS)
def test_no_planted_secret_is_in_an_export(form: str, index: Path, tmp_path: Path) -> None:
    found = _exported(index, form, tmp_path / "out")
    # What looks for it finds what is public.
    assert (
        b"wenbridge-cabinet" if form == "parquet" else b"swimming pool"
    ) in found or form == "popolo"
    for secret in SECRETS:
        for written in (secret, secret.replace(",", ""), secret.lower(), json.dumps(secret)[1:-1]):
            assert written.encode() not in found, (form, secret)
            assert written.encode("utf-16-le") not in found, (form, secret)


def _vectors(path: Path) -> tuple[list[str], NDArray[np.float32]]:
    table = parquet.read_table(path)
    return table["id"].to_pylist(), np.stack(table["vector"].to_numpy())


def test_no_vector_is_of_a_planted_secret(index: Path, made: Path, tmp_path: Path) -> None:
    _exported(index, "parquet", tmp_path / "out")
    ids, vectors = _vectors(tmp_path / "out")
    assert "wenbridge-cabinet-2022-03-01-item-3" not in ids
    encoder = QueryEncoder(store.open_generation(index).folder / "encoder")
    # Item and text as an index has them together, and alone.
    for title, text in (
        ("Depot", EXEMPT),
        ("Purchase of the depot", EXEMPT),
        ("Noise", RETRACTED),
        ("Lease", GONE),
    ):
        for said in (text, f"{title}\n{text}", f"{title}. {text}", f"{title}\n\n{text}"):
            assert float((vectors @ encoder.encode_document(said)).max()) < 0.97, (title, said)
    # The very vectors that were there before: those of what was retracted are gone, that of the pool stays.
    before = np.load(made / "before.npy")
    kept = [bool(np.isclose(vectors @ one, 1.0, atol=1e-6).any()) for one in before]
    assert kept.count(False) == 2
    # Of an exempt item there is the vector of what the public may read of it.
    exempt = [p for p in open_index(index).all_passages() if p.exempt]
    assert len(exempt) == 2
    for passage in exempt:
        own = vectors[[n for n, identifier in enumerate(ids) if identifier == passage.id]]
        assert len(own) == 1
        assert float((own @ encoder.encode_document(EXEMPT)).max()) < 0.9


def test_an_index_that_holds_what_is_exempt_is_exported_in_no_form(
    made: Path, tmp_path: Path
) -> None:
    inside = made / "inside"
    assert any("Quillfeather" in passage.text for passage in open_index(inside).all_passages())
    for form in FORMS:
        path = tmp_path / f"inside.{form}"
        done = CliRunner().invoke(export_command, [str(inside), "--as", form, "--to", str(path)])
        assert done.exit_code == 2, (form, done.output)
        assert not path.exists()
