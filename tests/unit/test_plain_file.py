"""A small file that somebody put there is read whole, or refused: nothing hangs, and nothing fills the memory."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import RecordError, UsageError
from corpus.sources import FoundFile, load
from indexer.passages.reviewed import read_reviewed
from search.away.alerts.wanted import read_alerts
from web.site import read_site


def _facts(folder: Path) -> object:
    (folder / "a.txt").write_text("x")
    return load(FoundFile("records/a.txt", folder / "a.txt", folder))


READERS: dict[str, Callable[[Path], object]] = {
    "meeting.toml": _facts,
    "review.toml": lambda folder: read_reviewed(folder, folder),
    "alerts.toml": lambda folder: read_alerts(folder / "alerts.toml"),
    "site.toml": lambda folder: read_site(folder / "site.toml"),
}


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("what", ["pipe", "device", "large", "nested"])
def test_what_is_no_small_file_is_refused_at_once(name: str, what: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if what == "pipe":
        os.mkfifo(path)
    elif what == "device":
        path.symlink_to("/dev/zero")
    elif what == "nested":
        path.write_text("a = " + "[" * 50_000)
    else:
        with path.open("wb") as file:
            file.truncate(1 << 33)  # sparse: takes no space
    if (name, what) == ("meeting.toml", "pipe"):
        assert READERS[name](tmp_path)  # there is none beside it
        return
    with pytest.raises((UsageError, RecordError), match=name.replace(".", r"\.")):
        READERS[name](tmp_path)
