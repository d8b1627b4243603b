"""Query texts that hypothesis writes, and what each has to find, in plain Python.

A query is written as a tree, and the tree as a text. What the text has to find is worked out from the
words of each passage; nothing of `search` has a part in that, but for its list of stop words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatchcase
from functools import cached_property
from itertools import product

from hypothesis import strategies as st

from indexer.language.terms import plain_word, word_term
from indexer.passages.passage import Passage
from search.query.query import STOP_WORDS

# Many of one stem, some one letter apart, some of two words or one, some that are dropped.
WORDS = [
    *("plan", "Planning", "planned", "plain", "places", "schools", "café", "policies", "police"),
    *("childcare", "child", "care", "the"),
]
ASKED = [*WORDS, *("plans", "planning", "place", "school", "cafes", "policy", "caring", "zebra")]
SPEAKERS = ["Ada Plans", "Ben Place", "Policy"]
# What stands for a stem that it does not fit, and one letter less, more or another.
PATTERNS = ["planni*", "policie*", "p*ing", "plannig~", "polcies~2", "childcar~", "plans~", "*s"]
PHRASES = [("child", "care"), ("childcare",), ("the", "child", "care"), ("childcare", "places")]
COMMITTEES = ["Planning Committee", "School Forum", None]
FIELD_WEIGHTS = {"title": 2.0, "text": 1.0, "decided": 0.5}

fields = st.sampled_from([None, None, None, "title", "decided", "speaker"])


# --- Passages -----------------------------------------------------------------------------------


def prose(most: int) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(WORDS), max_size=most).map(" ".join)


passages = st.builds(
    lambda title, text, n_resolved, speakers, committee, day: Passage(
        "",
        title,
        text,
        "generated",
        resolved=" ".join(text.split()[:n_resolved]),
        speakers=speakers,
        committee=committee,
        date=day,
    ),
    title=prose(3),
    text=prose(14),
    n_resolved=st.integers(0, 4),
    speakers=st.sampled_from([(), *((name,) for name in SPEAKERS)]),
    committee=st.sampled_from(COMMITTEES),
    day=st.sampled_from(
        [None, date(2018, 12, 31), date(2019, 1, 1), date(2019, 6, 1), date(2019, 12, 31)]
    ),
)
corpora = st.lists(passages, min_size=2, max_size=8).map(
    lambda found: [replace(passage, id=f"id-{n}") for n, passage in enumerate(found)]
)


def typed_words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


@dataclass(frozen=True)
class Records:
    """What queries are asked of: the terms of each passage by field, in order, and all its words."""

    passages: Sequence[Passage]

    @cached_property
    def terms(self) -> list[dict[str, list[str]]]:
        return [
            {
                "title": [word_term(w) for w in typed_words(passage.title)],
                "text": [word_term(w) for w in typed_words(passage.text)],
                "decided": [word_term(w) for w in typed_words(passage.resolved)],
                "speaker": [word_term(w) for name in passage.speakers for w in typed_words(name)],
            }
            for passage in self.passages
        ]

    @cached_property
    def vocabulary(self) -> list[str]:
        written = (word for p in self.passages for word in typed_words(f"{p.title} {p.text}"))
        return sorted({plain_word(word) for word in written if len(word) > 2})

    @cached_property
    def known(self) -> set[str]:
        return {term for fields_of in self.terms for terms in fields_of.values() for term in terms}


# --- What a query says ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Leaf:
    """A word, phrase, pattern or pair of words, in one field or wherever words are looked for."""

    kind: str
    words: tuple[str, ...]
    field: str | None = None
    distance: int = 0
    marks: tuple[str, str] = ('"', '"')

    def text(self) -> str:
        start = f"{self.field}:" if self.field else ""
        if self.kind == "near":
            first, second = self.words
            return f"{start}{first} NEAR/{self.distance} {second}"
        text = " ".join(self.words)
        return (
            f"{start}{self.marks[0]}{text}{self.marks[1]}"
            if self.kind == "phrase"
            else start + text
        )

    def is_strict(self) -> bool:
        return self.kind != "word" or self.field is not None

    def finds(self, terms: dict[str, list[str]], records: Records) -> bool:
        accepted = [accepted_terms(word, records) for word in self.words]
        places = [terms[self.field]] if self.field else [terms["title"], terms["text"]]
        if self.kind == "near":
            return any(self._is_near(found, accepted) for found in places)
        rows = [accepted]
        if self.kind == "phrase" and len(self.words) > 1:
            # Two words that the records have as one.
            pairs = [
                (i, word_term(self.words[i] + self.words[i + 1])) for i in range(len(rows[0]) - 1)
            ]
            rows += [[*accepted[:i], {one}, *accepted[i + 2 :]] for i, one in pairs]
        return any(
            all(term in wanted for term, wanted in zip(found[at:], row, strict=False))
            for found in places
            for row in rows
            for at in range(len(found) - len(row) + 1)
        )

    def _is_near(self, found: list[str], accepted: list[set[str]]) -> bool:
        here, there = ([at for at, term in enumerate(found) if term in one] for one in accepted)
        return any(0 < abs(a - b) <= self.distance for a, b in product(here, there))


@dataclass(frozen=True)
class Not:
    """What must not be so."""

    tree: Tree
    sign: str


@dataclass(frozen=True)
class All:
    """What must all be so; `between` is how each but the first is joined to what is before it."""

    trees: tuple[Tree, ...]
    between: tuple[str, ...]


@dataclass(frozen=True)
class AnyOf:
    """What must be so in one place at least."""

    trees: tuple[Tree, ...]


Tree = Leaf | Not | All | AnyOf


def accepted_terms(word: str, records: Records) -> set[str]:
    """Return the terms of the index that a word, or a pattern, stands for."""
    pattern, tilde, most = word.partition("~")
    plain = plain_word(pattern)
    if tilde:
        slips = int(most or 1)
        near = {word_term(w) for w in records.vocabulary if is_near(w, plain, slips)}
        return near | {term for term in records.known if is_near(term, word_term(plain), slips)}
    if "*" in word:
        fitting = {word_term(w) for w in records.vocabulary if fnmatchcase(w, plain)}
        return fitting | {term for term in records.known if fnmatchcase(term, plain)}
    return {word_term(word)}


def form(word: str) -> str:
    """Return a word in the form in which it is compared with terms."""
    pattern, tilde, most = word.partition("~")
    return (
        plain_word(word) if "*" in word else f"{word_term(pattern)}{tilde}{most or (tilde and 1)}"
    )


def is_near(one: str, other: str, most: int) -> bool:
    """Say whether two words begin alike and are at most so many letters apart (Levenshtein)."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        before, row = row, [i]
        for j, opposite in enumerate(other, start=1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != opposite)))
    return one[:1] == other[:1] and row[-1] <= most


def holds(tree: Tree, terms: dict[str, list[str]], records: Records) -> bool:
    match tree:
        case Leaf():
            return tree.finds(terms, records)
        case Not():
            return not holds(tree.tree, terms, records)
        case All():
            return all(holds(child, terms, records) for child in tree.trees)
        case AnyOf():
            return any(holds(child, terms, records) for child in tree.trees)


def asked_for(tree: Tree, *, negated: bool = False) -> Iterator[Leaf]:
    """Yield what is asked for, which is what scores: all that is negated an even number of times."""
    match tree:
        case Leaf():
            if not negated:
                yield tree
        case Not():
            yield from asked_for(tree.tree, negated=not negated)
        case All() | AnyOf():
            for child in tree.trees:
                yield from asked_for(child, negated=negated)


def typed(tree: Tree, *, inside: bool = False) -> str:
    """Return the text of a tree; what binds less than what is around it stands in brackets."""
    match tree:
        case Leaf():
            return tree.text()
        case Not():
            text = typed(tree.tree, inside=True)
            binds = isinstance(tree.tree, Leaf) and tree.tree.kind != "near"
            text = text if binds or text.startswith("(") or tree.sign == "NOT " else f"({text})"
            return tree.sign + text
        case All():
            text = typed(tree.trees[0], inside=True)
            for between, child in zip(tree.between, tree.trees[1:], strict=True):
                # A plus has no meaning in front of what is excluded.
                plain = between.replace("+", "") if isinstance(child, Not) else between
                text += plain + typed(child, inside=True)
        case AnyOf():
            text = " OR ".join(
                typed(child, inside=isinstance(child, AnyOf)) for child in tree.trees
            )
    return f"({text})" if inside else text


# --- Texts ---------------------------------------------------------------------------------------


@st.composite
def patterns(draw: st.DrawFn, words: st.SearchStrategy[str]) -> str:
    word = draw(words)
    kind = draw(st.sampled_from(["known", "near", "wildcard"]))
    if kind == "known":
        return draw(st.sampled_from(PATTERNS))
    if kind == "near":
        return word + draw(st.sampled_from(["~", "~1", "~2"]))
    at = draw(st.integers(1, len(word)))
    rest = draw(st.integers(at, len(word)))
    return f"{word[:at]}*{word[rest:]}" if draw(st.booleans()) else f"{word[:at]}*"


@st.composite
def leaves(draw: st.DrawFn, words: st.SearchStrategy[str]) -> Leaf:
    field = draw(fields)
    kind = draw(st.sampled_from(["word", "word", "pattern", "phrase", "near", "near"]))
    if kind == "word":
        return Leaf(kind, (draw(words),), field)
    if kind == "pattern":
        return Leaf(kind, (draw(patterns(words)),), field)
    if kind == "near":
        one = words | patterns(words)
        pair = (draw(one), draw(one))
        return Leaf(kind, pair, field, distance=draw(st.integers(1, 4)))
    rows = st.lists(words, min_size=1, max_size=3).map(tuple) | st.sampled_from(PHRASES)
    phrase = draw(rows)
    marks = draw(st.sampled_from([('"', '"'), ("“", "”"), ("«", "»")]))
    return Leaf(kind, phrase, field, marks=marks)


def several(children: st.SearchStrategy[Tree]) -> st.SearchStrategy[tuple[Tree, ...]]:
    return st.lists(children, min_size=2, max_size=3).map(tuple)


def branches(children: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    between = st.sampled_from([" AND ", " AND ", " ", " +", " AND +"])
    conjunctions = several(children).flatmap(
        lambda trees: st.tuples(*[between] * (len(trees) - 1)).map(lambda b: All(trees, b))
    )
    negations = st.builds(Not, children, st.sampled_from(["NOT ", "-"]))
    return conjunctions | st.builds(AnyOf, several(children)) | negations


def trees(words: st.SearchStrategy[str]) -> st.SearchStrategy[Tree]:
    return leaves(words) | st.recursive(leaves(words), branches, max_leaves=7)


@dataclass(frozen=True)
class Asked:
    """A query text; which passages it has to find; and the leaves that score them."""

    text: str
    finds: Callable[[dict[str, list[str]], Records], bool]
    scored: tuple[Leaf, ...]


def strictly(tree: Tree) -> Asked:
    text = typed(tree)
    # Words beside each other, without an operator, are optional; a group with a sign is strict.
    text = text if re.search(r"\b(?:AND|OR|NOT|NEAR/\d)\b|[+-]\(", text) else f"+({text})"
    return Asked(text, lambda *of: holds(tree, *of), tuple(asked_for(tree)))


def loosely(parts: Sequence[tuple[str, Leaf]]) -> Asked:
    """Return a text without operators: words that may match, unless something makes them strict."""
    text = " ".join(sign + leaf.text() for sign, leaf in parts)
    required = [leaf for sign, leaf in parts if sign != "-" and (sign or leaf.is_strict())]
    excluded = [leaf for sign, leaf in parts if sign == "-"]
    scored = tuple(leaf for sign, leaf in parts if sign != "-")

    def finds(terms: dict[str, list[str]], records: Records) -> bool:
        if any(leaf.finds(terms, records) for leaf in excluded):
            return False
        if required:
            return all(leaf.finds(terms, records) for leaf in required)
        may = {form(leaf.words[0]): leaf for leaf in without_stop_words(scored)}
        had = sum(leaf.finds(terms, records) for leaf in may.values())
        # All of up to three words, three quarters of more.
        return not may or had >= (len(may) if len(may) <= 3 else int(0.75 * len(may)))

    return Asked(text, finds, scored)


def without_stop_words(leaves_: Sequence[Leaf]) -> Sequence[Leaf]:
    kept = [
        leaf
        for leaf in leaves_
        if leaf.kind != "word" or leaf.field or leaf.words[0] not in STOP_WORDS
    ]
    return kept or leaves_


def queries(words: st.SearchStrategy[str]) -> st.SearchStrategy[Asked]:
    loose = leaves(words).filter(lambda leaf: leaf.kind != "near")
    signed = st.tuples(st.sampled_from(["", "", "", "+", "-"]), loose)
    return trees(words).map(strictly) | st.lists(signed, min_size=1, max_size=5).map(loosely)


filters = st.tuples(
    st.sampled_from(["", "", "Planning", "forum"]),
    # From and to; a range without a day in it is told in a note.
    st.sampled_from(
        [("", ""), ("2019", ""), ("2019-06", ""), ("", "2018"), ("", "2019"), ("2019", "2019")]
    ),
).map(lambda found: (found[0], *found[1]))
