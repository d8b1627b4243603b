"""What only this site can read: addresses at rest and in links, sealed under keys that are drawn from that of the alerts.

Sealed is encrypted and signed (Fernet: AES-128-CBC, HMAC-SHA256), for one purpose: what was sealed for another one, or
under another key, is opened by nobody.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import zlib
from dataclasses import dataclass, field
from typing import Any, Literal

from corpus.extras import SEALING, refuse_without

# A link in a mail; what waits to be sent; a sign-up that was confirmed; the form that a client was shown.
Purpose = Literal["link", "asked", "signed up", "form"]
_KEY_BYTES, _MARK_BYTES = 32, 16
# What is longer was not sealed here: a search has a length.
_LONGEST = 8_000


def can_seal() -> None:
    """Raise UsageError, which says what to install, where nothing can be sealed."""
    refuse_without(SEALING, "Signing up for e-mails", "sign-up")


@dataclass(frozen=True, slots=True)
class Seal:
    """What seals and opens under one key."""

    key: str = field(repr=False)

    def sealed(self, purpose: Purpose, value: object, at: int) -> str:
        """Return a value of JSON, sealed, as letters that an address may have; `at` is the time in seconds."""
        plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        token: bytes = self._fernet(purpose).encrypt_at_time(zlib.compress(plain, 9), at)
        return token.decode("ascii").rstrip("=")

    def opened(
        self, purpose: Purpose, sealed: str, *, at: int, longest_s: int | None = None
    ) -> Any | None:
        """Return what was sealed, None for what was not, or more than `longest_s` before the time `at`."""
        from cryptography.fernet import InvalidToken

        if len(sealed) > _LONGEST or not sealed.isascii():
            return None
        fernet = self._fernet(purpose)
        token = (sealed + "=" * (-len(sealed) % 4)).encode("ascii")
        try:
            plain = (
                fernet.decrypt(token)
                if longest_s is None
                else fernet.decrypt_at_time(token, longest_s, at)
            )
        except InvalidToken:
            return None
        return json.loads(zlib.decompress(plain))

    def mark(self, of: str, text: str) -> bytes:
        """Return what stands for a text where it must not be read, and can be counted all the same."""
        return hmac.digest(self.key.encode(), f"{of}\0{text}".encode(), "sha256")[:_MARK_BYTES]

    def _fernet(self, purpose: Purpose) -> Any:
        # Loaded by those who sign up or are told, by no search.
        from cryptography.fernet import Fernet

        drawn = hmac.new(self.key.encode(), f"sealed: {purpose}".encode(), hashlib.sha256)
        return Fernet(base64.urlsafe_b64encode(drawn.digest()[:_KEY_BYTES]))
