"""The explicit syntax of a query: its tokens, and a parser by recursive descent."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from corpus.lazy_pattern import lazy_pattern
from corpus.records import DocumentKind
from corpus.tongue import said
from indexer.language.terms import SPACED
from search.query.dates import read_date
from search.query.kinds import kind_named
from search.query.nodes import And, Filters, Near, Node, Not, Or, Phrase, Word, positive
from search.query.patterns import MOST_SLIPS, TOO_FAR, is_pattern

MAX_DEPTH = 20

_TOKEN = lazy_pattern(
    rf"""(?P<space>\s+)
      | (?P<open>\() | (?P<close>\))
      | (?P<sign>[+-](?=[\w"(*]))
      | (?P<field>(?:title|decided|speaker|voted|committee|council|kind|from|to):(?=\S))
      | "(?P<phrase>[^"]*)"
      | (?P<near>NEAR/\d{{1,3}})(?=\s|$)
      | (?P<operator>AND|OR|NOT)(?=[\s(]|$)
      | (?P<word>{SPACED}(?=[\s)"?!.,;:]|$)|[^\s()"]+)
      | (?P<other>.)""",
    re.VERBOSE,
)
# As the tokenizer sees it: what has no letter and no digit is no word.
LETTER = lazy_pattern(r"[^\W_]")
_ENDS = {("close", ")"), ("operator", "OR")}


class Unreadable(Exception):
    """The operators do not fit together; the message says why."""


class Parser:
    """Recursive descent over the tokens of one query."""

    def __init__(self, text: str, filters: Filters, *, operators: bool = True) -> None:
        """Cut the text into tokens; `filters` are those given apart from it.

        Without `operators` AND, OR and NOT are words.
        """
        self.filters = filters
        self.notes: list[str] = []
        self._tokens = [
            (_kind(match.lastgroup or "", operators=operators), match[match.lastgroup or 0])
            for match in _TOKEN.finditer(text)
            if match.lastgroup not in ("space", "other")
        ]
        self._at = 0
        self._depth = 0
        # How deep in brackets each filter stands.
        self._nested: list[int] = []
        kinds = [kind for kind, _ in self._tokens]
        self._boolean = (
            "operator" in kinds or "near" in kinds or ("sign", "open") in pairwise(kinds)
        )

    def parse(self) -> tuple[tuple[Node, ...], Node | None]:
        """Return the nodes to score by and the condition. Raises Unreadable."""
        if self._boolean:
            node = self._or()
            if self._at < len(self._tokens):
                raise Unreadable(said("The brackets do not fit together."))
            return (positive(node), node) if node is not None else ((), None)
        return self._loose()

    def _loose(self) -> tuple[tuple[Node, ...], Node | None]:
        """Read words that are optional unless a sign, quotes, a field or a pattern makes them strict."""
        scored: list[Node] = []
        required: list[Node] = []
        while self._at < len(self._tokens):
            kind, value = self._tokens[self._at]
            if kind in ("open", "close"):
                self._at += 1
                continue
            sign = value if kind == "sign" else ""
            if sign:
                self._at += 1
            before = self.filters
            node = self._primary()
            if node is None:
                if sign == "-":
                    self._leave_out(before)
                continue
            if sign == "-":
                required.append(Not(node))
                continue
            scored.append(node)
            if sign == "+" or _is_strict(node):
                required.append(node)
        return tuple(scored), _all(required)

    def _or(self) -> Node | None:
        nodes = self._sides()
        found = [node for node in nodes if node is not None]
        if len(nodes) > 1 and len(found) < len(nodes):
            raise Unreadable(said("OR needs a word on each side."))
        return Or(tuple(found)) if len(found) > 1 else (found[0] if found else None)

    def _sides(self) -> list[Node | None]:
        """Read what stands between the ORs; a filter within one side of several is left out."""
        before, n_nested = self.filters, len(self._nested)
        nodes = [self._and()]
        while self._take("operator", "OR"):
            nodes.append(self._and())
        if len(nodes) > 1 and max(self._nested[n_nested:], default=0) > self._depth:
            # "lido OR (parking committee:Cabinet)": it narrows one side, which a filter cannot.
            self._leave_out(before)
        return nodes

    def _and(self) -> Node | None:
        nodes: list[Node] = []
        first = self._at
        while True:
            before = self._at
            explicit = self._take("operator", "AND")
            if explicit and before == first:
                raise Unreadable(said("AND needs a word on each side."))
            if self._at >= len(self._tokens) or self._tokens[self._at] in _ENDS:
                if explicit:
                    raise Unreadable(said("AND needs a word on each side."))
                return _all(nodes)
            node = self._not()
            if node is not None:
                nodes.append(node)

    def _not(self) -> Node | None:
        if self._take("operator", "NOT") or self._take("sign", "-"):
            if self._at >= len(self._tokens) or self._tokens[self._at] in _ENDS:
                raise Unreadable(said("NOT needs a word behind it."))
            before = self.filters
            node = self._not()
            self._leave_out(before)
            return Not(node) if node is not None else None
        self._take("sign", "+")
        if self._take("open", "("):
            self._depth += 1
            if self._depth > MAX_DEPTH:
                raise Unreadable(said("There are too many brackets inside each other."))
            node = self._or()
            self._depth -= 1
            if not self._take("close", ")"):
                raise Unreadable(said("A bracket is not closed."))
            return node
        node = self._primary()
        return self._near(node) if node is not None else None

    def _near(self, node: Node) -> Node:
        while self._at < len(self._tokens) and self._tokens[self._at][0] == "near":
            distance = max(1, int(self._tokens[self._at][1].split("/")[1]))
            self._at += 1
            other = self._primary() if self._at < len(self._tokens) else None
            if not isinstance(node, Word) or not isinstance(other, Word):
                raise Unreadable(said("NEAR stands between two words."))
            if node.field and other.field and node.field != other.field:
                raise Unreadable(said("NEAR stands between two words of the same field."))
            field = node.field or other.field
            node = Near(replace(node, field=field), replace(other, field=field), distance)
        return node

    def _primary(self) -> Node | None:
        """Read a word, a phrase or a field with its value; a filter goes to `self.filters`."""
        kind, value = self._tokens[self._at]
        self._at += 1
        if kind == "phrase":
            return Phrase(value) if LETTER.search(value) else None
        if kind == "word":
            return self._word(value, None)
        if kind == "field":
            return self._field(value.rstrip(":"))
        raise Unreadable(f"{value} stands where a word was expected.")

    def _field(self, name: str) -> Node | None:
        if self._at >= len(self._tokens) or self._tokens[self._at][0] not in ("word", "phrase"):
            raise Unreadable(f"{name}: needs a word behind it.")
        kind, value = self._tokens[self._at]
        self._at += 1
        if name in ("committee", "council", "kind", "from", "to"):
            self._nested.append(self._depth)
        if name in ("committee", "council"):
            self._body(name, value)
            return None
        if name == "kind":
            self._kind(value)
            return None
        if name in ("from", "to"):
            self._date(name, value)
            return None
        if kind == "phrase":
            return Phrase(value, name) if LETTER.search(value) else None
        return self._word(value, name)

    def _leave_out(self, before: Filters) -> None:
        """Take back filters that stand where a condition is negated or is one side of OR, and say so."""
        if self.filters != before:
            self.filters = before
            self.notes.append(
                said(
                    "A filter (committee:, council:, kind:, from:, to:) cannot be excluded or be one side of OR, so it "
                    "was left out."
                )
            )

    def _body(self, name: str, value: str) -> None:
        if not value.strip():
            return
        if name == "committee":
            self.filters = replace(self.filters, committees=(*self.filters.committees, value))
        else:
            self.filters = replace(self.filters, councils=(*self.filters.councils, value))

    def _word(self, value: str, field: str | None) -> Node | None:
        if not LETTER.search(value):
            return None
        asked = TOO_FAR.search(value)
        if asked:
            self.notes.append(
                said(
                    "%(word)s: at most %(n)s letters may differ, as in %(example)s.",
                    word=value,
                    n=MOST_SLIPS,
                    example=f"{asked[1]}~{MOST_SLIPS}",
                )
            )
        return Word(value, field)

    def _kind(self, value: str) -> None:
        kind = kind_named(value)
        if kind is None:
            named = ", ".join(DocumentKind)
            self.notes.append(
                said(
                    "There is no kind of document %(typed)s, so kind: was left out (there are %(named)s).",
                    typed=value,
                    named=named,
                )
            )
        else:
            self.filters = replace(self.filters, kinds=(*self.filters.kinds, kind))

    def _date(self, name: str, value: str) -> None:
        when = read_date(value, last=name == "to")
        if when is None:
            self.notes.append(
                said(
                    "There is no date %(typed)s, so %(name)s: was left out (write YYYY-MM-DD).",
                    typed=value,
                    name=name,
                )
            )
        elif name == "from":
            self.filters = replace(self.filters, date_from=when)
        else:
            self.filters = replace(self.filters, date_to=when)

    def _take(self, kind: str, value: str) -> bool:
        if self._at < len(self._tokens) and self._tokens[self._at] == (kind, value):
            self._at += 1
            return True
        return False


def _kind(kind: str, *, operators: bool) -> str:
    """Return the kind of a token; without operators they are words."""
    return "word" if kind in ("operator", "near") and not operators else kind


def _is_strict(node: Node) -> bool:
    """Say whether a node must match without a sign in front of it: all but a plain word."""
    return not isinstance(node, Word) or node.field is not None or is_pattern(node.text)


def _all(nodes: list[Node]) -> Node | None:
    return And(tuple(nodes)) if len(nodes) > 1 else (nodes[0] if nodes else None)
