"""What the values of a manifest may be: whoever made an index may have written anything there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

# More of anything than int32 numbers is in no index.
_MOST = 2**31


def odd_value(record: Mapping[str, Any]) -> str | None:
    """Return the name of a field of a manifest with a value that is none of its kind, or None."""
    found = (name for name, is_right in _FIELDS.items() if not is_right(record.get(name)))
    return next(found, None) or _odd_setting(record.get("settings") or {})


def _odd_setting(settings: Mapping[str, Any]) -> str | None:
    """Return the name of a setting that a query reads and that is none of its kind, or None."""
    found = (
        name
        for name, is_right in _SETTINGS.items()
        if name in settings and not is_right(settings[name])
    )
    return next(found, None)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_number(value: object) -> bool:
    return type(value) is int and 0 <= value < _MOST


def _is_pair(value: object) -> bool:
    return isinstance(value, list) and len(value) == len("ab") and all(map(_is_text, value))


def _list_of(is_right: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list) and all(map(is_right, value))


def _may_lack(is_right: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: value is None or is_right(value)


def _is_of_gone(value: object) -> bool:
    """Say whether a value tells what of one ledger is gone: its salt, and the reason of each id."""
    if not isinstance(value, dict) or not isinstance(gone := value.get("gone"), dict):
        return False
    try:
        bytes.fromhex(value["salt"])
    except (KeyError, TypeError, ValueError):
        return False
    return all(_is_pair(why) for why in gone.values())


_FIELDS: dict[str, Callable[[object], bool]] = {
    "model": _is_text,
    "model_sha256": _is_text,
    **dict.fromkeys(("dimensions", "n_passages", "n_windows", "n_sources"), _is_number),
    "format": _is_number,
    "roots": _list_of(_is_text),
    "settings": _may_lack(lambda value: isinstance(value, dict)),
    "failures": _may_lack(_list_of(_is_pair)),
    "built_at": _may_lack(_is_text),
    "last_good": _may_lack(_is_pair),
}
_SETTINGS: dict[str, Callable[[object], bool]] = {
    **dict.fromkeys(("query_prompt", "passage_prompt", "times_since"), _is_text),
    "retractions": _list_of(_is_text),
    "retracted": _list_of(_is_of_gone),
}
