"""JSON: one file that holds one record, or a list of them, in any of the shapes that JSON Lines has a line of."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from corpus.errors import RecordError
from corpus.readers import jsonl
from corpus.records import Meeting, Source
from corpus.text import decode

# Printed over several lines, as no line of JSON Lines is.
_SPREAD = re.compile(r"\ufeff?\s*(?:\[\s*(?:\{|\])|\{[^\S\n]*\n\s*\")")


def recognises(source: Source, text: str) -> bool:
    """Say whether a text is a whole file of JSON."""
    if source.suffix in (".jsonl", ".ndjson"):
        return False
    start = text.lstrip("\ufeff \t\r\n")[:1]
    return (source.suffix == ".json" and start in ("{", "[")) or bool(_SPREAD.match(text))


def read(source: Source) -> Iterator[Meeting | RecordError]:
    """Yield the meetings of a file; a record that cannot be read is yielded as its error.

    A file that is JSON Lines under another name is read as such. Raises RecordError for what is no JSON.
    """
    try:
        whole = json.loads(decode(source.data))
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":
            yield from jsonl.read(source)
            return
        where = f"line {error.lineno}, character {error.colno}"
        raise RecordError(f"the JSON is damaged or cut off: {error.msg} at {where}") from error
    except RecursionError as error:
        raise RecordError("the JSON is nested too deeply") from error
    records = _records(whole)
    if not records:
        raise RecordError("the file holds no record")
    for number, record in enumerate(records, start=1):
        where = f"record {number}" if len(records) > 1 else "the record"
        yield from jsonl.of_record(source, record, where)


def _records(whole: Any) -> list[Any]:
    """Return the records of a file: its list, that of an answer ("value", "data", "results"), else the one that it is."""
    if isinstance(whole, list):
        return whole
    if isinstance(whole, dict) and len(whole) <= 4 and "items" not in whole:
        for name in ("value", "data", "results"):
            if isinstance(whole.get(name), list):
                return list(whole[name])
    return [whole]
