"""Sums of money as they are also written: £38m, £38 million and £38,000,000 are one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from search.expand.records import HasPhrases, Records
from search.query.nodes import Expansion, Node, Word
from search.query.query import Query
from search.query.references import SUM
from search.query.terms import query_terms
from search.tuning import EXPANDING

_UNITS = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9}
_CURRENCIES = {
    **dict.fromkeys(("euro", "euros", "eur"), "€"),
    **dict.fromkeys(("pound", "pounds", "gbp"), "£"),
    **dict.fromkeys(("dollar", "dollars"), "$"),
}
# "410k", "9.2m", without a currency: whole numbers of "m" are metres.
_LOOSE = re.compile(
    r"(?P<amount>\d{1,4}(?:\.\d+)?)(?P<unit>k|bn|mn|(?<=\.\d)m|(?<=\.\d\d)m)", re.IGNORECASE
)
_WRITTEN = ((9, ("bn", "billion")), (6, ("m", "million", "mn")), (3, ("k", "thousand")))


def with_sums(query: Query, records: Records) -> Query:
    """Return the query with the other ways of writing its sums, and a sum in two words made one."""
    if query.condition is not None:
        return query
    nodes = tuple(_joined(query.scored))
    known = {term for expansion in query.expansions for term in expansion.terms}
    expansions = [e for e in _expansions(nodes, records) if known.isdisjoint(e.terms)]
    return replace(query, scored=nodes, expansions=(*query.expansions, *expansions))


def _joined(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield the nodes, a number with its unit and its currency ("£38 million", "38 million euro") as one word."""
    at = 0
    while at < len(nodes):
        behind = [
            node.bare
            for node in nodes[at : at + EXPANDING.sum]
            if isinstance(node, Word) and not node.field
        ]
        for length in range(len(behind), 1, -1):
            if joined := _as_sum(behind[:length]):
                yield Word(joined)
                at += length
                break
        else:
            yield nodes[at]
            at += 1


def _as_sum(words: Sequence[str]) -> str:
    """Return some words as one sum of money, "" where they are none: "£38million"."""
    if words[0].lower() in _CURRENCIES:
        # "EUR 564,000"
        words = [*words[1:], words[0]]
    number, *rest = words
    sign = _CURRENCIES.get(rest[-1].lower(), "") if rest else ""
    units = rest[:-1] if sign else rest
    if len(units) > 1 or any(unit.lower() not in _UNITS for unit in units):
        return ""
    joined = f"{sign}{number}{''.join(units)}"
    return joined if (sign or units) and SUM.fullmatch(joined) else ""


def _expansions(nodes: Sequence[Node], records: HasPhrases) -> Iterator[Expansion]:
    for node in nodes:
        if not isinstance(node, Word) or node.field is not None:
            continue
        terms = tuple(query_terms(node.bare))
        forms = [form for form in written(node.bare) if form != terms and records.has_phrase(form)]
        if terms and forms:
            yield Expansion(terms, tuple(forms))


def written(text: str) -> list[tuple[str, ...]]:
    """Return the phrases that a sum of money may stand as; none for what is no sum."""
    amount = _amount(text)
    if amount is None or amount < EXPANDING.least_sum:
        return []
    figures = f"{amount:f}"
    shown = [figures.rstrip("0").rstrip(".") if "." in figures else figures]
    for power, units in _WRITTEN:
        share = (amount / Decimal(10) ** power).normalize()
        # "1.106015 million" is not how anybody writes; "£0.7m" is.
        if share * 10 >= 1 and len(f"{share:f}".partition(".")[2]) <= EXPANDING.decimals:
            shown += [f"{share:f}{space}{unit}" for unit in units for space in ("", " ")]
    return list(dict.fromkeys(tuple(query_terms(form)) for form in shown))


def _amount(text: str) -> Decimal | None:
    """Return the amount of a sum of money, None for what is no sum."""
    match = SUM.fullmatch(text)
    if match is not None:
        digits, unit = match["amount"] or match["bare"], match["unit"] or ""
    elif loose := _LOOSE.fullmatch(text):
        digits, unit = loose["amount"], loose["unit"]
    else:
        return None
    return Decimal(digits.replace(",", "")) * Decimal(10) ** _UNITS.get(unit.lower(), 0)
