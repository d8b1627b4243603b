"""The form of a word that was typed comes before others of its stem: "parks" before Parking.

A stem joins words that say something else ("co-operation" and Cooper). All of them count, but what has the
word as it was typed, or its singular or plural, comes first and is marked alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.lazy_pattern import lazy_pattern
from corpus.tongue import said
from indexer.generation.texts import Sought
from indexer.language.terms import plain_word
from search.expand.records import Records
from search.query.nodes import Node, Typed, Word
from search.query.patterns import is_pattern
from search.query.query import Query
from search.query.terms import node_terms
from search.tuning import EXPANDING, LIMITS

# Where more passages have a stem, their texts are not read for its forms.
_MOST_READ = EXPANDING.read
_LETTERS = lazy_pattern(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_SMALL_SUM = lazy_pattern(r"[£€$](?P<number>\d{1,3}(?:\.\d\d?)?)")
_NOTHING = lazy_pattern(r"(?!)")
_SHORTEST = EXPANDING.form_letters
_HYPHEN = "[-‐‑ ]?"
# Letters that tell well enough where a form may stand.
_HEAD = EXPANDING.form_head
_PREFIX = lazy_pattern(r"(?:anti|co|multi|non|pre|re|semi|sub)(?=[a-z]{3})")
_SIBILANT = lazy_pattern(r"(?:s|x|z|ch|sh)$")


def with_typed_forms(query: Query, records: Records) -> Query:
    """Return a query of a few plain words with the passages that have each in the form that was typed.

    Only words are looked up whose stem is that of other words of the records.
    """
    if query.condition is not None or len(query.scored) > LIMITS.all_words:
        return query
    alone = len(query.scored) == 1
    typed = tuple(
        form for node in query.scored if (form := _typed(node, records, alone=alone)) is not None
    )
    query = replace(query, typed=typed)
    for form in typed:
        if form.rows is not None and not form.rows:
            others = said(" or ").join(f"“{word}”" for word in form.others[:3])
            query = query.with_note(
                said(
                    "No record has “%(word)s” in this form, but %(others)s.",
                    word=form.word,
                    others=others,
                )
            )
    return query


def _typed(node: Node, records: Records, *, alone: bool) -> Typed | None:
    """Return which passages have a word in its form, None where its stem is its own.

    What has the form of one word is no better where others stand beside it, so only a word that is `alone` is counted
    in every text; of another it is asked whether any has it.
    """
    if not isinstance(node, Word) or node.field or node.is_acronym or is_pattern(node.text):
        return None
    if small := _SMALL_SUM.fullmatch(node.bare):
        return _sum(node.bare, small["number"], records)
    word = re.sub(r"['’]s?$", "", node.bare)
    terms = node_terms(Word(word))
    if len(terms) != 1 or len(word) < _SHORTEST or not _LETTERS.fullmatch(word):
        return None
    return _of_stem(word, terms[0], records, alone=alone)


def _of_stem(word: str, term: str, records: Records, *, alone: bool) -> Typed | None:
    family = forms_of(word)
    others = tuple(form for form in records.forms(term) if form not in family)
    if not others:
        return None
    ways = _ways(word)
    sought = Sought(_whole(ways), _whole(others), _heads((*ways, *others)))
    typed = Typed(word, term, sought, others)
    if alone:
        return _counted(typed, records.shares(term, sought, _MOST_READ))
    is_written = records.is_written(term, sought, _MOST_READ)
    if is_written is None:
        return None
    return typed if is_written else _counted(typed, ())


def _counted(typed: Typed, found: Sequence[tuple[int, float]] | None) -> Typed | None:
    """Return a form with the passages that have it, None where there are too many to be read."""
    if found is None:
        return None
    rows, shares = tuple(row for row, _ in found), tuple(share for _, share in found)
    return replace(typed, rows=rows, shares=shares)


def _sum(said: str, number: str, records: Records) -> Typed | None:
    """Return which passages have a small sum of money with its sign: without it the number says anything."""
    written = re.compile(rf"{re.escape(said[0])} ?{re.escape(number)}(?![\d%]|[.,]\d)")
    (term,) = node_terms(Word(said))
    sought = Sought(written, _NOTHING, (said[0],))
    typed = Typed(said, term, sought, (number,), strict=True)
    return _counted(typed, records.shares(term, sought, _MOST_READ))


def forms_of(word: str) -> frozenset[str]:
    """Return a word, joined where it has hyphens, in the singular and the plural."""
    plain = re.sub(r"[-‐‑]", "", plain_word(word))
    # "taxis" is a plural and "basis" is none: what no record has does no harm.
    ones = {_singular(plain), *([plain[:-1]] if plain.endswith("is") else [])}
    return frozenset((plain, *ones, *map(_plural, ones)))


def _plural(one: str) -> str:
    if re.search(r"[^aeiou]y$", one):
        return f"{one[:-1]}ies"
    return f"{one}{'es' if _SIBILANT.search(one) else 's'}"


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > _SHORTEST:
        return f"{word[:-3]}y"
    if word.endswith("es") and _SIBILANT.search(word[:-2]):
        return word[:-2]
    return word[:-1] if re.search(r"[^sui]s$", word) else word


def _ways(word: str) -> list[str]:
    """Return expressions of how the forms of a word are written; a hyphen may be missing, there or a space."""
    plain = plain_word(word)
    prefix = _PREFIX.match(plain)
    lengths = [len(part) for part in re.split(r"[-‐‑]", plain)[:-1]]
    if not lengths and prefix:
        lengths = [prefix.end()]
    ways = []
    for form in sorted(forms_of(word)):
        at, pieces = 0, []
        for length in lengths:
            pieces.append(form[at : at + length])
            at += length
        ways.append(_HYPHEN.join([*pieces, form[at:]]))
    return ways


def _heads(ways: Sequence[str]) -> tuple[str, ...]:
    """Return the letters that these begin with, none of which begins with another one."""
    heads: list[str] = []
    for head in sorted(way.partition("[")[0][:_HEAD] for way in ways):
        if not heads or not head.startswith(heads[-1]):
            heads.append(head)
    return tuple(heads)


def _whole(ways: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(ways)})(?![^\W_])", re.IGNORECASE)
