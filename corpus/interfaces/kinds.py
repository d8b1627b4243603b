"""Which interface an address is of, and how it is asked."""

from __future__ import annotations

import re
from collections.abc import Callable

from corpus.fetching.fetch import Lister
from corpus.interfaces.legistar import Legistar
from corpus.interfaces.oparl import OParl

LISTERS: dict[str, Lister] = {"legistar": Legistar, "oparl": OParl}
_ADDRESSES: dict[str, Callable[[str], object]] = {
    "legistar": re.compile(r"https?://webapi\.legistar\.com/", re.IGNORECASE).match,
    "oparl": re.compile(r"https?://[^?#]*oparl", re.IGNORECASE).match,
}


def kind_of(address: str) -> str:
    """Return what kind of site an address looks like: "legistar", "oparl", else "modern.gov"."""
    return next((name for name, fits in _ADDRESSES.items() if fits(address.strip())), "modern.gov")
