"""What all tests share: where the records are, and one index of the sample council per run."""

from __future__ import annotations

import atexit
import fcntl
import os
import shutil
import signal
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from indexer.build.pipeline import build
from indexer.build.report import Report
from indexer.generation.store import Generation, Manifest
from search.searcher import Searcher, open_index

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "corpus" / "sample"
RECORDS = SAMPLE / "records"
# Beside the repository while it is developed; a clone elsewhere has none.
SHARED = ROOT.parent / "shared"

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason=f"{SHARED} is not there")

# A shell starts what runs in the background with interrupts ignored, and so would all that is started here.
signal.signal(signal.SIGINT, signal.default_int_handler)

# What commands name is noted here, and in the home of nobody; the workers of a run share it.
if "PYTEST_XDIST_WORKER" not in os.environ:
    os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp(prefix="council-search-state-")
    atexit.register(shutil.rmtree, os.environ["XDG_STATE_HOME"], ignore_errors=True)

settings.register_profile("ci", derandomize=True, deadline=None, max_examples=100)
# Texts that no run has seen: HYPOTHESIS_PROFILE=explore pytest -m hypothesis
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

TINY = {
    "planning/2019-05-14.txt": (
        "Wenbridge City Council\n\nPlanning Committee\n\nTuesday 14 May 2019\n\n"
        "1. Apologies\n\nCouncillor Pike sent apologies.\n\n"
        "2. Application 16/01234/FUL\n\nCouncillor Raman asked about the road.\n\n"
        "RESOLVED: That permission be granted.\n\n"
        "3. Date of next meeting\n\nThe next meeting is in June.\n"
    ),
    "schools.txt": (
        "Agenda item\n\nSchool places\n\nTo receive a report.\n\nMinutes:\n\n"
        "There were too few school places in the north of the city.\n"
    ),
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let one worker build the sample's index while the others do what needs none."""
    need_it = [item for item in items if "sample_index" in getattr(item, "fixturenames", ())]
    for item in need_it:
        item.add_marker(pytest.mark.timeout(900))
    waiting = set(need_it)
    others = [item for item in items if item not in waiting]
    items[:] = [*need_it[:1], *others, *need_it[1:]]


def _once(folder: Path, make: Callable[[Path], object]) -> Path:
    """Make a folder once per run, whichever of xdist's workers comes first."""
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.is_dir():
            partial = folder.with_suffix(".partial")
            shutil.rmtree(partial, ignore_errors=True)
            make(partial)
            partial.rename(folder)
    return folder


def write_records(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Write files below a folder and return it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that all workers of this run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def sample_index(run_folder: Path) -> Path:
    """Return an index of the sample council's records, built once with the real model."""
    return _once(run_folder / "sample-index", lambda folder: build([RECORDS], folder))


@pytest.fixture(scope="session")
def searcher(sample_index: Path) -> Searcher:
    """Return a searcher of the sample council's index."""
    return open_index(sample_index)


@pytest.fixture(scope="session")
def tiny_built(run_folder: Path) -> Path:
    """Return a folder with `records` (the `TINY` ones) and an `index` of them; not to be changed."""

    def make(folder: Path) -> None:
        build([write_records(folder / "records", dict(TINY))], folder / "index")

    return _once(run_folder / "tiny", make)


@pytest.fixture
def tiny(tiny_built: Path, tmp_path: Path) -> Path:
    """Return a copy of `tiny_built` of the test's own; `rebuild` builds in it."""
    return shutil.copytree(tiny_built, tmp_path / "tiny")


def generation_in(folder: Path, n_rows: int = 0) -> Generation:
    """Return a generation that has some files only, as its writers leave them in a folder."""
    return Generation(folder, Manifest("all-MiniLM-L6-v2", "", 1, n_rows, 0, 1, ()))


def rebuild(folder: Path) -> Report:
    """Index the `records` of a copy of `tiny_built` again, and no others."""
    return build([folder / "records"], folder / "index", replace_sources=True)
