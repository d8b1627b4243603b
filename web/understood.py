"""Says in plain words how a query with operators was understood."""

from __future__ import annotations

from collections.abc import Iterable

from search.query.nodes import And, Filters, Near, Node, Not, Or, Phrase, Word
from search.query.query import Query
from web.formats import day

_PLACES = {
    "title": " in the title",
    "decided": " in what was decided",
    "speaker": " as a speaker",
    "spoke": " as a speaker",
    "voted": " in a recorded vote",
}


def understood(query: Query, given: Filters) -> str:
    """Return a sentence on what was required, or "" if any of the words may match.

    `given` are the filters of the form, which the form shows already.
    """
    parts = [f"contain {_words(query.condition)}"] if query.condition else []
    named = [name for name in query.filters.committees if name not in given.committees]
    if named:
        parts.append(f"are from a committee called {_either(f'“{name}”' for name in named)}")
    kinds = [kind for kind in query.filters.kinds if kind not in given.kinds]
    if kinds:
        parts.append(f"stand in a document of the kind {_either(kinds)}")
    if query.filters.date_from and query.filters.date_from != given.date_from:
        parts.append(f"are from {day(query.filters.date_from)} or later")
    if query.filters.date_to and query.filters.date_to != given.date_to:
        parts.append(f"are from {day(query.filters.date_to)} or earlier")
    return f"Only items that {' and '.join(parts)}." if parts else ""


def _words(node: Node, *, nested: bool = False) -> str:
    match node:
        case Word():
            return f"“{node.text}”{_PLACES.get(node.field or '', '')}"
        case Phrase():
            return f"the phrase “{node.text}”{_PLACES.get(node.field or '', '')}"
        case Near():
            near = f"“{node.first.text}” within {node.distance} words of “{node.second.text}”"
            return f"{near}{_PLACES.get(node.first.field or '', '')}"
        case Not():
            return f"not {_words(node.node, nested=True)}"
        case And():
            text = " and ".join(_words(child, nested=True) for child in node.nodes)
        case Or():
            text = _either(_words(child, nested=True) for child in node.nodes)
    return f"({text})" if nested else text


def _either(names: Iterable[str]) -> str:
    return " or ".join(names)
