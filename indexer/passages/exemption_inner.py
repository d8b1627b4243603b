"""What stands inside of an item and is more: lines that head items which their reader left there, and the head of another meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from corpus.dates import find_dates
from corpus.records import AgendaItem
from indexer.passages.exclusion_frames import compiled
from indexer.passages.exclusion_words import role
from indexer.passages.exemption_marks import Title, asks, read_title
from indexer.passages.exemption_named import number_of
from indexer.passages.exemption_state import LEADING, text_of
from indexer.passages.procedure import is_procedural
from indexer.passages.tuning import WITHHOLDING


def marked_lines(items: Sequence[AgendaItem]) -> dict[str, str]:
    """Return the numbers of lines inside of texts that are titles which mark their item, each with the line.

    "11. In committee report: irregular tender", where no item has that number: its reader took it for a line of another.
    """
    known = {number_of(item) for item in items}
    found = dict(line for item in items for line in _marked(text_of(item)))
    return {number: line for number, line in found.items() if number not in known}


def _marked(text: str) -> Iterator[tuple[str, str]]:
    for line in text.split("\n"):
        match = LEADING.match(line) if "|" not in line else None
        if match is None or len(line.split()) > WITHHOLDING.part:
            continue
        title = line[match.end() - 1 :]
        is_title = not (title.rstrip().endswith(".") or asks(title) or _RELEASED.search(title))
        if is_title and read_title(title) is Title.MARKED:
            yield match[1].casefold(), line.strip()


_RELEASED = re.compile(r"\breleased?\b", re.IGNORECASE)


def begins_another_meeting(items: Sequence[AgendaItem], at: int) -> bool:
    """Say whether an item is the first of another meeting, whose head ends the text of the item in front of it.

    It counts from one again, with what every meeting begins with, under the name of a body and a day that is told nowhere
    before; nothing there says that it is private.
    """
    item, before = items[at], items[at - 1]
    if at == 0 or number_of(item) != "1" or not is_procedural(item.title):
        return False
    if not number_of(before):
        return False
    told = "\n".join(text_of(one) for one in items[: at - 1])
    lines = [line for line in text_of(before).split("\n") if line.strip()]
    return bool(_head_of_another(lines, told))


def other_meeting_in(text: str, items: Sequence[AgendaItem], at: int) -> int:
    """Return where in the text of an item the head of another meeting begins, with its first item below it; or the text's length."""
    for match in filter(lambda one: is_procedural(one["title"]), _FIRST_ITEM.finditer(text)):
        above = [line for line in text[: match.start()].split("\n") if line.strip()]
        told = "\n".join(text_of(one) for one in items[:at])
        if head := _head_of_another(above, told):
            return text.rindex(head, 0, match.start())
    return len(text)


_FIRST_ITEM = re.compile(r"(?:^|(?<=\n))\W{0,3}1[.)]?\s+(?P<title>[A-Z].*)")


def _head_of_another(lines: Sequence[str], told: str) -> str:
    """Return the first line of the head that ends some lines, if its day is told nowhere before and nothing says that it is private."""
    last = lines[-WITHHOLDING.head :]
    first = next((n for n, line in enumerate(last) if _is_of_body(line)), None)
    if first is None or any(_PRIVATE.search(line) for line in last[first:]):
        return ""
    head = last[first:]
    earlier = _days("\n".join((told, *lines[: len(lines) - len(head)])))
    days = _days("\n".join(head))
    return head[0] if days and days.isdisjoint(earlier) else ""


def _days(text: str) -> set[date]:
    return {found.day for found in find_dates(text)}


def _is_of_body(line: str) -> bool:
    return (
        len(line.split()) <= WITHHOLDING.part
        and bool(_BODY.search(line))
        and not line.rstrip().endswith(".")
    )


_BODY = compiled(
    r"\b(?:council|committee|sub-?committee|board|cabinet|panel|commission|authority|forum|trustees|executive)\b"
)
_PRIVATE = compiled(
    role("mark", "protective", "private_place", "in_private", "in_committee", "part_two", "exclude")
)
