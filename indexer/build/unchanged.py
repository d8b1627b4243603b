"""Which of the sources that withhold something are as they were: told by hashes that stand in no index.

A generation keeps no hash of such a source, since whoever has a copy of the index could try guesses of what is
withheld against it. Its hash stands in the user's folder for state instead, keyed with the manifest of the
generation, which is in the index's folder alone: only who has both folders can try a guess, and only one of
all bytes of the source. Where nothing is known of a source it is read again.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from indexer.build import named
from indexer.generation import disk
from indexer.generation.recorded import MANIFEST
from indexer.generation.store import Generation

# The part of the user's folder for state: a file an index, a salt and then a hash a line.
FOLDER = "unchanged"
_SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Seen:
    """The sources that withhold something and gave a generation what it has of them, as keyed hashes."""

    key: bytes = b""
    hashes: frozenset[str] = frozenset()

    def has(self, name: str, fingerprint: str) -> bool:
        """Say whether a source of this name and these bytes is one of them."""
        return bool(self.hashes) and _hashed(self.key, name, fingerprint) in self.hashes


def seen(generation: Generation) -> Seen:
    """Return what is known on this machine of the sources of a generation; nothing where that cannot be read."""
    try:
        salt, *hashes = _file_of(generation).read_text("ascii").splitlines()
        return Seen(_key(generation, bytes.fromhex(salt)), frozenset(hashes))
    except (OSError, ValueError, RuntimeError):
        return Seen()


def note(generation: Generation, sources: Iterable[tuple[str, str]]) -> bool:
    """Note these (name, fingerprint) in the place of earlier ones of the index; say whether that could be done.

    They are to be those sources that withhold something and of which the generation has all that is public.
    """
    try:
        salt = os.urandom(_SALT_BYTES)
        key = _key(generation, salt)
        hashes = sorted(_hashed(key, name, fingerprint) for name, fingerprint in sources)
        if not hashes:
            return disk.remove(_file_of(generation))
        lines = "".join(f"{line}\n" for line in (salt.hex(), *hashes))
        disk.put_private(_file_of(generation), lines)
    except (OSError, RuntimeError):
        return False
    return True


def _file_of(generation: Generation) -> Path:
    """Return where it is noted for an index. Raises RuntimeError without a home."""
    where = str(generation.index.resolve()).encode("utf-8", "surrogateescape")
    return named.state_folder() / FOLDER / hashlib.sha256(where).hexdigest()[:32]


def _key(generation: Generation, salt: bytes) -> bytes:
    """Return the key of a generation's hashes: no other one's, whatever it was made of. Raises OSError."""
    manifest = (generation.folder / MANIFEST).read_bytes()
    return hmac.digest(salt, generation.name.encode() + b"\0" + manifest, "sha256")


def _hashed(key: bytes, name: str, fingerprint: str) -> str:
    told = f"{name}\0{fingerprint}".encode("utf-8", "replace")
    return hmac.digest(key, told, "sha256").hex()
