"""What a council's site lists: committees and meetings, whichever way they were asked for."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import unescape

from corpus.errors import NothingThere
from corpus.text import clean_line

_CALLED_OFF = ("cancel", "postpone", "abandon")


@dataclass(frozen=True, slots=True)
class Committee:
    """One committee of the council, with the number that its site knows it by."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class ListedMeeting:
    """One meeting as a list tells of it. `status` is the site's own word, or empty; `url` its page, where the list says it."""

    id: int
    committee: Committee
    date: date | None = None
    status: str = ""
    url: str = ""

    @property
    def is_called_off(self) -> bool:
        """Say whether the meeting did not take place."""
        return self.status.lower().startswith(_CALLED_OFF)

    @property
    def signature(self) -> str:
        """Return what the list says of it, to notice when the list says something else."""
        return f"{self.committee.name}|{self.date}|{self.status}"


def site_number(text: str) -> int | None:
    """Return the number by which a site knows something, or None if the text is none that could be."""
    # Eighteen figures fit what SQLite stores; real ones have up to seven.
    return int(text) if re.fullmatch(r"[0-9]{1,18}", text) else None


def clean_name(text: str) -> str:
    """Return a name on one line. Some sites encode entities twice; what they mean is kept."""
    for _ in range(2):
        text = unescape(text)
    return clean_line(text.replace("\n", " "))


def choose(committees: Sequence[Committee], wanted: Sequence[str]) -> list[Committee]:
    """Return the committees that the user named by number, name or part of a name; all if none.

    Raises NothingThere for a name that fits no committee, or several.
    """
    if not wanted:
        return list(committees)
    chosen = [_one(committees, clean_name(name)) for name in wanted]
    return list(dict.fromkeys(chosen))


def _one(committees: Sequence[Committee], wanted: str) -> Committee:
    fitting = _fitting(committees, wanted)
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        names = _listed(fitting)
        raise NothingThere(f"{wanted!r} fits several committees: {names}. Give one by its number.")
    near = _near(committees, wanted)
    said = "Near to it" if near else "Among those there are"
    raise NothingThere(
        f"There is no committee {wanted!r} on this site. {said}: {_listed(near or committees)}."
    )


def _fitting(committees: Sequence[Committee], wanted: str) -> list[Committee]:
    """Return the committees of a number, of a name, or else with it in their names."""
    number = site_number(wanted)
    if number is not None:
        return [committee for committee in committees if committee.id == number]
    key = wanted.casefold()
    called = [c for c in committees if c.name.casefold() == key]
    return called or [c for c in committees if key in c.name.casefold()]


def _near(committees: Sequence[Committee], wanted: str) -> list[Committee]:
    """Return the committees with names that are spelt like one that no committee has."""
    by_name = {c.name.casefold(): c for c in committees}
    return [by_name[n] for n in difflib.get_close_matches(wanted.casefold(), by_name, 5, 0.5)]


def _listed(committees: Sequence[Committee]) -> str:
    return ", ".join(f"{c.name} ({c.id})" for c in committees[:8])


def within(meeting: ListedMeeting, first: date | None, last: date | None) -> bool:
    """Say whether a meeting lies between two dates; one without a date always does."""
    when = meeting.date
    return when is None or ((first is None or when >= first) and (last is None or when <= last))
