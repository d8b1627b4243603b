"""What the form to sign up for e-mails asks for: a search, an address, how often; and what is wrong with it."""

from __future__ import annotations

from typing import Any

from werkzeug.datastructures import MultiDict

from corpus.errors import UsageError
from corpus.tongue import message, said
from search.away.alerts.confirming import LONGEST_SEARCH, Wish, wish_of
from search.away.alerts.wanted import Every, alert_of, is_address
from web import arguments
from web.arguments import Asked
from web.conditions import conditions

_OF_SEARCH = ("q", "committee", "council", "kind", "from", "to", "literal")
EVERY = (
    (Every.RUN, message("As soon as the records are read again, most days at night")),
    (Every.DAY, message("Once a day at most")),
    (Every.WEEK, message("Once a week at most")),
)


def read(values: MultiDict[str, str]) -> tuple[Wish | None, dict[str, str]]:
    """Return what is wished for, None where a field is wrong, and what is wrong with each field."""
    asked, problems = searched(values), dict[str, str]()
    if asked.problems:
        problems["search"] = " ".join(asked.problems.values())
    elif len(asked.text) > LONGEST_SEARCH:
        problems["search"] = said(
            "A search that is kept has up to %(n)s letters.", n=LONGEST_SEARCH
        )
    elif not asked.text.strip() and not asked.is_filtered:
        problems["search"] = said("Search for something first: its page leads here.")
    if problems:
        return None, problems
    to = values.get("mail", "").strip()
    if not is_address(to) or "." not in to.rpartition("@")[2]:
        problems["mail"] = said("Write one e-mail address, like ada@example.org.")
    try:
        alert = alert_of(_entry(asked, to if "mail" not in problems else "a@b.example", values))
        wish = wish_of(alert)
    except UsageError as error:
        problems.setdefault("search", f"{str(error)[:1].upper()}{str(error)[1:]}")
        return None, problems
    return wish, problems


def _entry(asked: Asked, to: str, values: MultiDict[str, str]) -> dict[str, Any]:
    """Return a search as an entry of an `alerts.toml`."""
    return {
        "search": " ".join(asked.text.split()),
        "to": to,
        "every": values.get("every", ""),
        "committee": list(asked.committees),
        "council": list(asked.councils),
        "kind": [str(kind) for kind in asked.kinds],
        "date_from": asked.date_from,
        "date_to": asked.date_to,
        "literal": asked.filters.literal,
        "near": values.get("near") == "1" and bool(asked.text.strip()),
    }


def searched(values: MultiDict[str, str]) -> Asked:
    """Return what decides what counts for a search: neither order nor page, and not what is only near."""
    given = [(name, value) for name in _OF_SEARCH for value in values.getlist(name)]
    return arguments.read(MultiDict(given))


def hidden(asked: Asked) -> list[tuple[str, str]]:
    """Return the arguments of a search as the form sends them again."""
    return [
        (name, value)
        for name, found in arguments.address(asked).items()
        for value in (found if isinstance(found, list) else [found])
    ]


def narrowed(asked: Asked) -> list[str]:
    """Return what narrows a search beside its words, in words."""
    return [one.said for one in conditions(asked)]
