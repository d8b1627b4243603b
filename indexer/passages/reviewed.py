"""What a person decided of items that were withheld or doubtful: a small file beside the records.

Each decision names its source, the item's number and title, and the SHA-256 of its text: an item that
has changed is another one, and is asked again.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from corpus.errors import UsageError
from corpus.plain_file import read_plain
from corpus.records import AgendaItem
from corpus.sources import LONGEST_BESIDE, REVIEW
from indexer.passages.exemption.exemption import Verdict, public_documents

PUBLIC, EXEMPT = "public", "exempt"
# What is said of an item that only a person withheld.
BY_REVIEW = "Exempt item: not for publication"
_HEAD = (
    "# What a person decided of items that were withheld or doubtful (council-search review).\n"
    "# An item whose text or title has changed since is asked again.\n"
)
_TEXTS = ("source", "number", "title", "sha256", "decision")


@dataclass(frozen=True, slots=True)
class Key:
    """An item as it was decided of: `source` is the file's name, and a member's behind that of its archive."""

    source: str
    number: str
    title: str
    sha256: str

    @property
    def id(self) -> str:
        """Return twelve hexadecimal digits that name the item on a command line."""
        whole = "\0".join((self.source, self.number, self.title, self.sha256))
        return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:12]


Reviewed = Mapping[Key, str]
NOTHING: Reviewed = MappingProxyType({})


def key_of(source: str, item: AgendaItem) -> Key:
    """Return the key of an item of a source, whose folders do not count."""
    text = "\0".join((item.agenda, item.decision, item.minutes))
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Key(source, item.number or "", item.title, digest)


def obeyed(
    verdicts: Sequence[Verdict], source: str, folder: str, reviewed: Reviewed
) -> list[Verdict]:
    """Return verdicts as a person decided them; `folder` is that of the file in the name of the source."""
    if not reviewed:
        return list(verdicts)
    local = local_name(source, folder)
    return [_obeyed(v, reviewed.get(key_of(local, v.original))) for v in verdicts]


def local_name(source: str, folder: str) -> str:
    """Return a source's name without the folders in front of its file."""
    return source.removeprefix(f"{folder}/") if folder else source


def of_file(reviewed: Reviewed, name: str) -> list[tuple[Key, str]]:
    """Return the decisions of a file, and of the members of an archive, in a fixed order."""
    own = [
        (k, d) for k, d in reviewed.items() if k.source == name or k.source.startswith(f"{name}/")
    ]
    return sorted(own, key=lambda pair: (pair[0].source, pair[0].id))


def _obeyed(verdict: Verdict, decision: str | None) -> Verdict:
    if decision == PUBLIC:
        item = replace(verdict.original, documents=public_documents(verdict.original))
        return replace(verdict, item=item, reason=None, is_part=False, is_doubtful=False)
    if decision == EXEMPT:
        reason = verdict.reason or BY_REVIEW
        return replace(verdict, item=verdict.original, reason=reason, is_doubtful=False)
    return verdict


def read_reviewed(folder: Path, root: Path) -> Reviewed:
    """Return what was decided of the records in a folder, which is below a root that the user named.

    Raises UsageError for a file that is not sound, or is none: as with a `meeting.toml`, no link out of the root is followed.

    A build stops there: what a person decided to withhold must not come out by a slip of the pen.
    """
    path = folder / REVIEW
    try:
        table: dict[str, Any] = tomllib.loads(read_plain(path, LONGEST_BESIDE, root).decode())
    except OSError as error:
        if isinstance(error, FileNotFoundError) and not path.is_symlink():
            return NOTHING
        why = error.strerror
        raise UsageError(f"{path} cannot be read: {why}. Mend it, or remove it.") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path} cannot be read: {error}. Mend it, or remove it.") from error
    items = table.get("item", [])
    if not isinstance(items, list):
        raise UsageError(f"{path}: item is a list of tables, [[item]]. Mend it, or remove it.")
    return {_key(entry, path): entry["decision"] for entry in items}


def _key(entry: Any, path: Path) -> Key:
    is_whole = isinstance(entry, dict) and all(isinstance(entry.get(n), str) for n in _TEXTS)
    if not is_whole or entry["decision"] not in (PUBLIC, EXEMPT):
        raise UsageError(
            f"{path}: each [[item]] has {', '.join(_TEXTS)} as texts, and decision is "
            f'"{PUBLIC}" or "{EXEMPT}". Mend it, or remove it.'
        )
    return Key(entry["source"], entry["number"], entry["title"], entry["sha256"])


def write_reviewed(folder: Path, reviewed: Reviewed) -> None:
    """Write what was decided of the records in a folder, at once or not at all.

    Raises UsageError where the folder cannot be written.
    """
    path, new = folder / REVIEW, folder / f".{REVIEW}.new"
    order = sorted(reviewed, key=lambda key: (key.source, key.number, key.title, key.sha256))
    text = _HEAD + "".join(_entry(key, reviewed[key]) for key in order)
    try:
        new.write_text(text, "utf-8")
        new.replace(path)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or error}.") from error


def _entry(key: Key, decision: str) -> str:
    values = (key.source, key.number, key.title, key.sha256, decision)
    lines = "".join(f"{n} = {_quoted(v)}\n" for n, v in zip(_TEXTS, values, strict=True))
    return f"\n[[item]]\n{lines}"


def _quoted(text: str) -> str:
    """Return a text as a basic string of TOML, which JSON's are but for DEL and lone surrogates."""
    plain = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(plain, ensure_ascii=False).replace("\x7f", "\\u007F")
