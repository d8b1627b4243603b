"""How councils number their agenda items, and which number follows which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.readers.tuning import SERIES

# "31.", "(139)", "P.61", "L4", "45/19", "132/2017", "C104/Feb/2020", "CAB 45/19", "CAB 16/17 18501",
# "7.1", "1a". A bare number counts only with a mark behind it; the caller decides about bare ones.
_NUMBER = re.compile(
    r"\(?(?P<prefix>(?:CAB|MIN|Minute|Item|[A-Z]{1,3})[ .]?)?"
    r"(?P<value>\d{1,4})(?P<letter>[a-z])?"
    r"(?P<tail>(?:\.\d{1,2})*|(?:/[A-Za-z0-9]{2,5}){1,2}(?: \d{3,6})?)"
    r"(?P<end>\.\)|[.):]|(?=\s)|$)\)?"
)


@dataclass(frozen=True, slots=True)
class ItemNumber:
    """An agenda item's number: as printed (without brackets or a final dot), and its place in order."""

    printed: str
    value: int
    style: str
    marked: bool

    @property
    def is_sub_item(self) -> bool:
        """Say whether this numbers a part of an item, as "7.1" or "1a" do."""
        return self.style.endswith(("sub", "letter"))


def leading_number(line: str) -> tuple[ItemNumber, str] | None:
    """Return the number that a line opens with and the rest of the line, or None."""
    match = _NUMBER.match(line)
    if not match:
        return None
    rest = line[match.end() :]
    if rest and not rest[0].isspace() and not match["end"] and match[0][-1] != ")":
        return None
    printed = match[0].strip("(): ").rstrip(".")
    marks = (match["end"], match["prefix"], match["tail"], match[0].startswith("("))
    number = ItemNumber(printed, int(match["value"]), _style(match), any(marks))
    return number, rest.strip()


def _style(match: re.Match[str]) -> str:
    """Return how a number is written: what stands before it, and of which kind what follows it is."""
    plain = "(int)" if match[0].startswith("(") else "int"
    style = (match["prefix"] or "").strip(" .").lower() or plain
    tail = match["tail"] or ""
    if tail.startswith("."):
        return f"{style} sub"
    if tail:
        return f"{style} year"
    return f"{style} letter" if match["letter"] else style


def only_number(line: str) -> ItemNumber | None:
    """Return the number if the line holds nothing else, else None."""
    found = leading_number(line)
    return found[0] if found and not found[1] else None


def longest_sequence(
    numbers: Sequence[ItemNumber], weights: Sequence[float], *, max_gap: int
) -> list[int]:
    """Return the positions of the heaviest sequence of one style that counts upwards.

    Neighbours are at most `max_gap` numbers apart; each number left out costs `SERIES.missing_costs`. Dynamic
    programming over all pairs; of equal sequences the one that ends first is returned.
    """
    best = list(weights)
    previous = [-1] * len(numbers)
    for i, here in enumerate(numbers):
        for j, before in enumerate(numbers[:i]):
            gap = here.value - before.value
            if here.style == before.style and 1 <= gap <= max_gap:
                score = best[j] + weights[i] - SERIES.missing_costs * (gap - 1)
                if score > best[i]:
                    best[i], previous[i] = score, j
    last = max(range(len(numbers)), key=lambda i: (best[i], -i), default=-1)
    sequence = []
    while last >= 0:
        sequence.append(last)
        last = previous[last]
    return sequence[::-1]
