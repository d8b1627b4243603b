"""Fields of a record that is a JSON object, each checked to be of its type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from corpus.errors import RecordError


def text_or_none(record: dict[str, Any], name: str) -> str | None:
    """Return a text as it stands, None where there is none. Raises RecordError for anything else."""
    value = record.get(name)
    if value is not None and not isinstance(value, str):
        raise RecordError(f'"{name}" is a text in quotes')
    return value


def printed(record: Mapping[str, Any], name: str) -> str:
    """Return a text or a number as it is printed, an empty text where there is none. Raises RecordError for anything else."""
    value = record.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise RecordError(f'"{name}" is a text in quotes or a number')
    return str(value)


def list_of(record: dict[str, Any], name: str) -> list[Any]:
    """Return a list, empty where there is none. Raises RecordError for anything else."""
    value = record.get(name, [])
    if not isinstance(value, list):
        raise RecordError(f'"{name}" is a list in brackets')
    return value
