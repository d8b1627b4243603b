"""The link by which somebody wants no more mails: signed, so that nobody can do it for another.

It names a person and a search by what stands for them in the ledger, and the turn of the subscription: a link of
an earlier one stops nothing. It is good for as long as the key is (RFC 8058 wants links that work long after).
"""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path
from typing import NamedTuple

from itsdangerous import BadData, URLSafeSerializer

from corpus.errors import UsageError
from search.away.alerts import own_file
from search.away.alerts.ledger_file import FOLDER

KEY_VARIABLE, KEY_FILE = "COUNCIL_SEARCH_ALERTS_KEY", "key"
_KEY_BYTES, _LEAST_LETTERS = 32, 32
# A link is three short texts; what is much longer is none of ours.
_LONGEST_TOKEN = 400


class Leaving(NamedTuple):
    """Who wants no more mails, in which turn, and of which search: "" for all of them."""

    person: str
    turn: int
    watch: str


def throwaway_key() -> str:
    """Return a key that signs what nobody accepts: for trying."""
    return secrets.token_hex(_KEY_BYTES)


def key_of(index: Path, *, make: bool = False) -> str | None:
    """Return the key that links are signed with, None where there is none.

    It is $COUNCIL_SEARCH_ALERTS_KEY, else a file beside the ledger which its owner alone may read; with `make`
    that is made. Raises UsageError for one that others may read, or that is too short.
    """
    given = os.environ.get(KEY_VARIABLE, "")
    if given:
        return _checked(given.strip(), f"${KEY_VARIABLE}")
    path = index / FOLDER / KEY_FILE
    try:
        if make:
            own_file.make(path, _write)
        return _from_file(path)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}") from error


def _from_file(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            data = file.read(1_000)
    except FileNotFoundError:
        return None
    if os.name == "posix" and mode & 0o077:
        raise UsageError(
            f"{path} may be read by others: whoever has it can forge links. chmod 600 {path}"
        )
    return _checked(data.decode("ascii", "replace").strip(), str(path))


def _checked(key: str, where: str) -> str:
    if len(key) < _LEAST_LETTERS:
        raise UsageError(f"The key in {where} is shorter than {_LEAST_LETTERS} letters.")
    return key


def _write(path: Path) -> None:
    path.write_text(f"{secrets.token_hex(_KEY_BYTES)}\n", "ascii")


def signed(key: str, leaving: Leaving) -> str:
    """Return the last part of a link's address."""
    token = _serializer(key).dumps(list(leaving))
    return token if isinstance(token, str) else token.decode("ascii")


def read_signed(key: str, token: str) -> Leaving | None:
    """Return what a link says, None if it was not signed with this key."""
    if len(token) > _LONGEST_TOKEN:
        return None
    try:
        person, turn, watch = _serializer(key).loads(token)
    except (BadData, ValueError, TypeError):
        return None
    return Leaving(person, turn, watch)


def _serializer(key: str) -> URLSafeSerializer:
    return URLSafeSerializer(
        key,
        salt="council-search.alerts.unsubscribe",
        signer_kwargs={"digest_method": hashlib.sha256, "key_derivation": "hmac"},
    )
