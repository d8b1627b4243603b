"""The lines of a head as they are weighed: an image's text, a table's cells, the fields of front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from corpus import letterheads, names
from corpus.capitals import in_title_case
from corpus.text import squash
from corpus.tuning import HEADS

_IMAGE = re.compile(r"^!\[([^\]]*)\]\(.*\)\W*$")
_YAML = re.compile(
    r"^(title|date|committee|council|body|meeting)\s*:\s*[\"“]?(.+?)[\"”]?$", re.IGNORECASE
)
# A field of a page's front matter: "title: …", in small letters, with "date: 2026-03-03".
_FIELD = re.compile(r"(?P<key>[a-z_]+):(?:\s|$)")
_PAGE_DATE = re.compile(r"date:\s*[\"'“]?(?P<day>\d{4}-\d\d-\d\d[^\"'”]*)[\"'”]?")


def lines_of(front: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a head: of an image its text, of a table's row each cell, in title case."""
    for line in front[: HEADS.lines]:
        if image := _IMAGE.match(line):
            yield in_title_case(squash(image[1]))
            continue
        if yaml := _YAML.match(line):
            yield in_title_case(squash(yaml[2]))
            continue
        for cell in letterheads.cells(line.strip("|#* ")):
            if cell.strip() and not re.fullmatch(r"[-–=_|\s]+", cell):
                yield names.with_capital(in_title_case(squash(cell.strip("*_ "))))


def page_date(front: Sequence[str]) -> str | None:
    """Return the date in a page's front matter, as `lines_of` has it: when it was published; or None."""
    filled = (line.strip() for line in front if line.strip(" -"))
    fields = list(takewhile(_FIELD.match, filled))
    if not any(line.startswith("title:") for line in fields):
        return None
    days = (day["day"] for line in fields if (day := _PAGE_DATE.fullmatch(line)))
    return next((squash(day) for day in days), None)
