"""The guard of the version: a small index's bytes may not change unless one of its four numbers does.

If this fails, raise the number that says what you changed (`indexer/build/version.py`) and write the hash
again: `python -m tests.integration.test_version`.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from indexer.build import lexical
from indexer.build.pipeline import build
from indexer.build.version import VERSION
from indexer.generation import catalogue, layout, store
from indexer.tuning import TERMS
from tests.conftest import ROOT, TINY

GOLDEN = ROOT / "tests" / "fixtures" / "version.json"
# What the model decides, and what says when and where it was built.
_OF_THE_MODEL = {
    layout.EMBEDDINGS,
    layout.QUANTISED,
    layout.SCALES,
    layout.PASSAGE_NORMS,
    "manifest.json",
}
_OF_THE_MODEL |= {layout.APPROXIMATE}


def digest_of(folder: Path) -> str:
    """Return a hash of all that sources and program decide of a generation."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() or name in _OF_THE_MODEL or name.startswith(f"{layout.ENCODER}/"):
            continue
        content = path.read_bytes()
        if name == catalogue.FILE:  # Its bytes are SQLite's own; what it says is ours.
            with closing(sqlite3.connect(path)) as connection:
                content = "\n".join(connection.iterdump()).encode()
        if name.endswith(".toc"):
            content = b""  # As Whoosh pickles it, which verify compares.
        digest.update(f"{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def _now(folder: Path) -> dict[str, object]:
    version = json.loads(json.dumps(asdict(VERSION)))
    return {"version": version, "sha256": digest_of(folder)}


def test_the_bytes_of_an_index_change_with_its_version_only(tiny_built: Path) -> None:
    golden = json.loads(GOLDEN.read_text())
    now = _now(store.open_generation(tiny_built / "index").folder)
    if now["version"] != golden["version"]:
        pytest.skip(
            "the version was raised: python -m tests.integration.test_version writes the hash"
        )
    assert now == golden, "the bytes changed: raise a number of the version, then see this file"


def test_the_guard_sees_another_analyzer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from indexer.passages.passage import Passage

    texts = ("The roads of Pike", "The roads, the roads, and the bridge of Raman")
    found = [Passage(str(at), "Roads", text, "s") for at, text in enumerate(texts)]
    lexical.write(found, tmp_path / "one")
    lexical.write(found, tmp_path / "same")
    assert digest_of(tmp_path / "one") == digest_of(tmp_path / "same")
    monkeypatch.setattr("indexer.language.bm25.TERMS", replace(TERMS, k1=1.2))
    lexical.write(found, tmp_path / "other")
    assert digest_of(tmp_path / "one") != digest_of(tmp_path / "other")


if __name__ == "__main__":
    import tempfile

    from tests.conftest import write_records

    with tempfile.TemporaryDirectory() as name:
        where = Path(name)
        build([write_records(where / "records", dict(TINY))], where / "index")
        now = _now(store.open_generation(where / "index").folder)
    GOLDEN.write_text(json.dumps(now, indent=1) + "\n")
