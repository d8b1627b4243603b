"""What modern.gov's web service marks as not for the public."""

from __future__ import annotations

from collections.abc import Callable


def is_withheld(field: Callable[[str], str]) -> bool:
    """Say whether an item or a document is not for the public; `field` gives a field's text by name."""
    restricted, allowed = field("isrestricted").lower(), field("isdisplayallowed").lower()
    return restricted in ("true", "1", "yes") or allowed in ("false", "0", "no")
