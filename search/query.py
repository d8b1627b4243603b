"""What the user typed becomes a Query: words to score by, a condition to hold, filters, notes.

Plain words or a question: question words and stop words are dropped and any of the rest may match.
Explicit syntax is a strict condition, whatever a passage means:

    "a phrase"   +word   -word   word*   a AND b   a OR b   NOT a   (…)   a NEAR/5 b
    title:word   decided:word   speaker:name   committee:name   from:2016-01-01   to:2016-12-31

Reading never raises: what cannot be read is searched as plain words, and a note says so.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from corpus.dates import find_date

MAX_CHARACTERS = 1_000
MAX_WORDS = 64
MAX_DEPTH = 20
FIELDS = ("title", "decided", "speaker")

# Words that carry no topic in a question; they still count inside quotes and after a + or a field.
STOP_WORDS = frozenset(
    (
        "a about again against all am an and any are as at be because been being between both but "
        "by did do does doing for from further had has have having he her here hers him his how i "
        "if in into is it its itself me more most my no nor not of off on once only or other our "
        "ours out over own she should so some such than that the their theirs them then there "
        "these they this those through to too under until up us very was we were what when where "
        "which while who whom why will with would you your yours can could may might shall must "
        "say says said tell told anyone anything ever"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed; `*` in it stands for any letters."""

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words next to each other, in order."""

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """Two words at most `distance` words apart, in any order."""

    first: str
    second: str
    distance: int


@dataclass(frozen=True, slots=True)
class And:
    """All of them."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of them."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Not this."""

    node: Node


Node = Word | Phrase | Near | And | Or | Not


@dataclass(frozen=True, slots=True)
class Filters:
    """Which passages may appear at all. `committees` are names or parts of names; any may match."""

    committees: tuple[str, ...] = ()
    date_from: date | None = None
    date_to: date | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """A query as understood: `scored` decides the order, `condition` and `filters` what may appear."""

    text: str
    scored: tuple[Node, ...] = ()
    condition: Node | None = None
    filters: Filters = field(default_factory=Filters)
    notes: tuple[str, ...] = ()

    @property
    def topic(self) -> str:
        """Return what is encoded for the dense arm: the text without its operators."""
        return _plain_text(self.text)

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to search for."""
        return not self.scored and self.condition is None


_TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<open>\() | (?P<close>\))
      | (?P<sign>[+-](?=[\w"(]))
      | (?P<field>(?:title|decided|speaker|committee|from|to):(?=\S))
      | "(?P<phrase>[^"]*)"
      | (?P<near>NEAR/\d{1,3})(?=\s|$)
      | (?P<operator>AND|OR|NOT)(?=[\s(]|$)
      | (?P<word>[^\s()"]+)
      | (?P<other>.)""",
    re.VERBOSE,
)
_QUOTES = str.maketrans("“”„«»", '"""""')
# As the tokenizer sees it: what has no letter and no digit is no word.
_LETTER = re.compile(r"[^\W_]")
_EXCLUDED = re.compile(
    r"(?:(?:^|(?<=[\s(]))-|\bNOT\s+)(?:title:|decided:|speaker:)?(?:\"[^\"]*\"|\([^()]*\)|[^\s()]+)"
)
_OPERATORS = re.compile(r"\b(?:AND|OR|NOT|NEAR/\d+)\b|\b(?:title|decided|speaker):")
_FILTER_WORDS = re.compile(r'\b(?:committee|from|to):(?:"[^"]*"|\S*)')


class _Unreadable(Exception):
    """The operators do not fit together."""


def read_query(text: str, filters: Filters | None = None) -> Query:
    """Return what `text` asks for. `filters` given apart from the text are added to its own."""
    notes: list[str] = []
    # A lone surrogate, as a terminal gives for a byte that is not UTF-8, can be encoded by nothing.
    text = text.encode("utf-8", "replace").decode("utf-8")
    cleaned = " ".join(text.translate(_QUOTES).split())
    if len(cleaned) > MAX_CHARACTERS:
        cleaned = cleaned[:MAX_CHARACTERS].rsplit(" ", 1)[0]
        notes.append(f"Only the first {MAX_CHARACTERS:,} characters were searched.")
    if cleaned.count('"') % 2:
        notes.append("A quotation mark has no partner, so it was left out.")
        head, _, tail = cleaned.rpartition('"')
        cleaned = f"{head} {tail}".strip()
    parser = _Parser(cleaned, filters or Filters())
    try:
        scored, condition = parser.parse()
    except _Unreadable as problem:
        notes.append(f"{problem} The text was searched as plain words.")
        scored, condition = _plain_words(cleaned), None
    scored = _without_stop_words(scored) or scored
    if len(scored) > MAX_WORDS:
        scored = scored[:MAX_WORDS]
        notes.append(f"Only the first {MAX_WORDS} words were searched.")
    if not scored and condition is None:
        notes.append("There is no word to search for.")
    return Query(cleaned, scored, condition, parser.filters, (*notes, *parser.notes))


def _plain_text(text: str) -> str:
    text = _OPERATORS.sub(" ", _EXCLUDED.sub(" ", _FILTER_WORDS.sub(" ", text)))
    return " ".join(re.sub(r"[\"()*]|(?:^|(?<=\s))\+", " ", text).split())


def _plain_words(text: str) -> tuple[Node, ...]:
    words = re.findall(r"[^\s()\"+*]+", _plain_text(text))
    return tuple(Word(word) for word in words if _LETTER.search(word))


def _without_stop_words(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Drop stop words. "US", "IT" or "WHO" in capitals are names, not stop words; May is a month."""
    kept = []
    for at, node in enumerate(nodes):
        if isinstance(node, Word) and node.field is None:
            bare = node.text.strip("?!.,;:'’").lower()
            is_name = node.text.strip("?!.,;:").isupper() and len(bare) > 1
            if bare in STOP_WORDS and not is_name and not (bare == "may" and _is_month(nodes, at)):
                continue
        kept.append(node)
    return tuple(kept)


def _is_month(nodes: tuple[Node, ...], at: int) -> bool:
    """Say whether "may" is the month: beside a number, or with a capital that begins no question."""
    beside = (nodes[i] for i in (at - 1, at + 1) if 0 <= i < len(nodes))
    if any(isinstance(node, Word) and node.text[0].isdigit() for node in beside):
        return True
    node = nodes[at]
    return at > 0 and isinstance(node, Word) and node.text.startswith("May")


class _Parser:
    """Recursive descent over the tokens of one query."""

    def __init__(self, text: str, filters: Filters) -> None:
        self.filters = filters
        self.notes: list[str] = []
        self._tokens = [
            (match.lastgroup or "", match[match.lastgroup or 0])
            for match in _TOKEN.finditer(text)
            if match.lastgroup not in ("space", "other")
        ]
        self._at = 0
        self._depth = 0
        kinds = [kind for kind, _ in self._tokens]
        self._boolean = (
            "operator" in kinds or "near" in kinds or ("sign", "open") in pairwise(kinds)
        )

    def parse(self) -> tuple[tuple[Node, ...], Node | None]:
        """Return the nodes to score by and the condition. Raises _Unreadable."""
        if self._boolean:
            node = self._or()
            if self._at < len(self._tokens):
                raise _Unreadable("The brackets do not fit together.")
            return (_positive(node), node) if node is not None else ((), None)
        return self._loose()

    def _loose(self) -> tuple[tuple[Node, ...], Node | None]:
        """Read words that are optional unless a sign, quotes, a field or a * makes them strict."""
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
            node = self._primary()
            if node is None:
                continue
            if sign == "-":
                required.append(Not(node))
                continue
            scored.append(node)
            if sign == "+" or not isinstance(node, Word) or node.field or "*" in node.text:
                required.append(node)
        return tuple(scored), _all(required)

    def _or(self) -> Node | None:
        nodes = [self._and()]
        while self._take("operator", "OR"):
            nodes.append(self._and())
        found = [node for node in nodes if node is not None]
        if len(nodes) > 1 and len(found) < len(nodes):
            raise _Unreadable("OR needs a word on each side.")
        return Or(tuple(found)) if len(found) > 1 else (found[0] if found else None)

    def _and(self) -> Node | None:
        nodes: list[Node] = []
        first = self._at
        while True:
            before = self._at
            explicit = self._take("operator", "AND")
            if explicit and before == first:
                raise _Unreadable("AND needs a word on each side.")
            if self._at >= len(self._tokens) or self._tokens[self._at] in _ENDS:
                if explicit:
                    raise _Unreadable("AND needs a word on each side.")
                return _all(nodes)
            node = self._not()
            if node is not None:
                nodes.append(node)

    def _not(self) -> Node | None:
        if self._take("operator", "NOT") or self._take("sign", "-"):
            if self._at >= len(self._tokens) or self._tokens[self._at] in _ENDS:
                raise _Unreadable("NOT needs a word behind it.")
            node = self._not()
            return Not(node) if node is not None else None
        self._take("sign", "+")
        if self._take("open", "("):
            self._depth += 1
            if self._depth > MAX_DEPTH:
                raise _Unreadable("There are too many brackets inside each other.")
            node = self._or()
            self._depth -= 1
            if not self._take("close", ")"):
                raise _Unreadable("A bracket is not closed.")
            return node
        node = self._primary()
        return self._near(node) if node is not None else None

    def _near(self, node: Node) -> Node:
        while self._at < len(self._tokens) and self._tokens[self._at][0] == "near":
            distance = max(1, int(self._tokens[self._at][1].split("/")[1]))
            self._at += 1
            other = self._primary() if self._at < len(self._tokens) else None
            if not isinstance(node, Word) or not isinstance(other, Word):
                raise _Unreadable("NEAR stands between two words.")
            node = Near(node.text, other.text, distance)
        return node

    def _primary(self) -> Node | None:
        """Read a word, a phrase or a field with its value; a filter goes to `self.filters`."""
        kind, value = self._tokens[self._at]
        self._at += 1
        if kind == "phrase":
            return Phrase(value) if _LETTER.search(value) else None
        if kind == "word":
            return Word(value) if _LETTER.search(value) else None
        if kind == "field":
            return self._field(value.rstrip(":"))
        raise _Unreadable(f"{value} stands where a word was expected.")

    def _field(self, name: str) -> Node | None:
        if self._at >= len(self._tokens) or self._tokens[self._at][0] not in ("word", "phrase"):
            raise _Unreadable(f"{name}: needs a word behind it.")
        kind, value = self._tokens[self._at]
        self._at += 1
        if name == "committee":
            self.filters = replace(self.filters, committees=(*self.filters.committees, value))
            return None
        if name in ("from", "to"):
            self._date(name, value)
            return None
        if not _LETTER.search(value):
            return None
        return Phrase(value, name) if kind == "phrase" else Word(value, name)

    def _date(self, name: str, value: str) -> None:
        when = read_date(value, last=name == "to")
        if when is None:
            self.notes.append(
                f"There is no date {value}, so {name}: was left out (write YYYY-MM-DD)."
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


_ENDS = {("close", ")"), ("operator", "OR")}


def read_date(text: str, *, last: bool) -> date | None:
    """Return the date a user wrote: a day, or a year or a month, of which the first or last day."""
    text = text.strip()
    if re.fullmatch(r"\d{4}", text) and int(text) > 0:
        return date(int(text), 12, 31) if last else date(int(text), 1, 1)
    month = re.fullmatch(r"(\d{4})-(\d\d)", text)
    if month and 1 <= int(month[2]) <= 12 and int(month[1]) > 0:
        year, number = int(month[1]), int(month[2])
        return date(year, number, monthrange(year, number)[1] if last else 1)
    return find_date(text)


def _all(nodes: list[Node]) -> Node | None:
    return And(tuple(nodes)) if len(nodes) > 1 else (nodes[0] if nodes else None)


def _positive(node: Node) -> tuple[Node, ...]:
    """Return the leaves of a condition that a passage is scored by: all but the negated ones."""
    if isinstance(node, And | Or):
        return tuple(leaf for child in node.nodes for leaf in _positive(child))
    if isinstance(node, Not):
        return ()
    return (node,)
