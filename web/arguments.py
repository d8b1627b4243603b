"""What the address of a request asks for: read once, the same for the pages and for the JSON.

q=words  committee=name  council=name  kind=report (these may be repeated)  from=2016-01-01  to=2016-12-31
mode=hybrid|lexical|dense  sort=relevance|newest|oldest  page=2
within=ID: only the document that the item stands in
speaker=name: only items in which this councillor speaks (may be repeated)  decided=1: only items with a decision
literal=1: dates, committees and citations in the words are read as words
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from werkzeug.datastructures import MultiDict

from corpus.records import DocumentKind
from corpus.tongue import said
from search.query.dates import read_date
from search.query.kinds import kind_named
from search.query.nodes import Filters
from search.rank.values import MODES, SORTS, Mode, Sort

PAGE_SIZE = 10
Choice = TypeVar("Choice", bound=str)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as understood. `problems` has a message for each argument that makes no sense.

    `date_from` and `date_to` are what the form shows: an ISO date, or what was typed if it is none.
    """

    text: str
    committees: tuple[str, ...]
    councils: tuple[str, ...]
    kinds: tuple[DocumentKind, ...]
    date_from: str
    date_to: str
    filters: Filters
    mode: Mode
    sort: Sort
    page: int
    problems: dict[str, str]

    @property
    def offset(self) -> int:
        """Return how many hits come before this page."""
        return PAGE_SIZE * (self.page - 1)

    @property
    def is_filtered(self) -> bool:
        """Say whether anything beside its words narrows the search."""
        dates = self.date_from or self.date_to
        bodies = self.committees or self.councils
        return bool(bodies or self.kinds or dates or self.filters.narrow)


def read(args: MultiDict[str, str]) -> Asked:
    """Return what the arguments ask for; it never raises, see `problems`."""
    problems: dict[str, str] = {}
    committees, councils = _names(args, "committee"), _names(args, "council")
    kinds = _kinds(args, problems)
    first = _date(args, "from", problems)
    last = _date(args, "to", problems)
    if first and last and first > last:
        problems["from"] = said("The first date is after the last date.")
    return Asked(
        text=args.get("q", ""),
        committees=committees,
        councils=councils,
        kinds=kinds,
        date_from=first.isoformat() if first else args.get("from", "").strip(),
        date_to=last.isoformat() if last else args.get("to", "").strip(),
        filters=Filters(
            committees,
            first,
            last,
            kinds,
            literal=args.get("literal") == "1",
            within=args.get("within", "").strip(),
            councils=councils,
            speakers=_names(args, "speaker"),
            decided=args.get("decided") == "1",
        ),
        mode=_choice(args, "mode", MODES, problems),
        sort=_choice(args, "sort", SORTS, problems),
        page=_page(args, problems),
        problems=problems,
    )


def narrowed(asked: Asked, **chosen: Any) -> Asked:
    """Return the same request with other values of some of its filters, by the names of `Filters`."""
    filters = replace(asked.filters, **chosen)
    bodies, councils = filters.committees, filters.councils
    return replace(
        asked, committees=bodies, councils=councils, kinds=filters.kinds, filters=filters
    )


def says_nothing(args: MultiDict[str, str]) -> bool:
    """Say whether one of the arguments says nothing, as fields of a form that were left as they are."""
    usual = {"mode": MODES[0], "sort": SORTS[0]}
    return any(value in ("", usual.get(name)) for name, value in args.items(multi=True))


def _names(args: MultiDict[str, str], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in args.getlist(name) if value.strip()))


def _kinds(args: MultiDict[str, str], problems: dict[str, str]) -> tuple[DocumentKind, ...]:
    found = {name: kind_named(name) for name in args.getlist("kind") if name.strip()}
    wrong = next((name for name, kind in found.items() if kind is None), None)
    if wrong is not None:
        named = ", ".join(DocumentKind)
        problems["kind"] = said(
            "There is no kind of document “%(typed)s”. There are: %(named)s.",
            typed=wrong[:40],
            named=named,
        )
    return tuple(dict.fromkeys(kind for kind in found.values() if kind))


def _date(args: MultiDict[str, str], name: str, problems: dict[str, str]) -> date | None:
    typed = args.get(name, "").strip()
    when = read_date(typed, last=name == "to") if typed else None
    if typed and when is None:
        problems[name] = said(
            "There is no date “%(typed)s”. Write it like 2019-05-31.", typed=typed[:40]
        )
    return when


def _choice(
    args: MultiDict[str, str], name: str, choices: Sequence[Choice], problems: dict[str, str]
) -> Choice:
    """Return which of the choices an argument names; the first where it names none."""
    typed = args.get(name, "").strip()
    if typed and typed not in choices:
        problems[name] = said(
            "There is no %(name)s “%(typed)s”. There are: %(named)s.",
            name=name,
            typed=typed[:40],
            named=", ".join(choices),
        )
    return next((choice for choice in choices if choice == typed), choices[0])


def _page(args: MultiDict[str, str], problems: dict[str, str]) -> int:
    typed = args.get("page", "").strip()
    if not typed:
        return 1
    if not re.fullmatch(r"[0-9]{1,9}", typed) or int(typed) == 0:
        problems["page"] = said(
            "There is no page “%(typed)s”. Pages are numbered from 1.", typed=typed[:40]
        )
        return 1
    return int(typed)


def address(
    asked: Asked,
    *,
    page: int = 1,
    filtered: bool = True,
    sort: Sort | None = None,
    literal: bool = False,
    within: str = "",
) -> dict[str, str | list[str]]:
    """Return the arguments of a link that asks the same, for another page, unfiltered or in another order.

    With `literal` dates and committees in the words are words, with `within` it is asked of one document.
    """
    given: dict[str, str | list[str]] = {"q": asked.text.strip()}
    if filtered:
        given |= _narrowing(asked, within)
    given |= {
        "literal": "1" if literal or asked.filters.literal else "",
        "mode": _unless_usual(asked.mode, MODES),
        "sort": _unless_usual(sort or asked.sort, SORTS),
        "page": str(page) if page > 1 else "",
    }
    return {name: value for name, value in given.items() if value}


def _narrowing(asked: Asked, within: str) -> dict[str, str | list[str]]:
    return {
        "committee": list(asked.committees),
        "council": list(asked.councils),
        "speaker": list(asked.filters.speakers),
        "kind": [str(kind) for kind in asked.kinds],
        "decided": "1" if asked.filters.decided else "",
        "from": asked.date_from,
        "to": asked.date_to,
        "within": within or asked.filters.within,
    }


def _unless_usual(choice: str, choices: Sequence[str]) -> str:
    """Return a choice, "" for the first one, which needs no saying."""
    return "" if choice == choices[0] else choice
