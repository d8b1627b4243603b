"""The words that two passages have in common, as one of them writes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer.language.terms import Token, terms_with_offsets
from indexer.passages.passage import Passage
from search.page.tuning import SHOWN

# Words shown as what two passages have in common, and words of each that are marked.
_SHOWN_WORDS, MARKED_WORDS = SHOWN.alike, SHOWN.marked
_MAX_RUN = SHOWN.run
# Characters of a text whose words are counted: a debate of a day has said by then what it is about.
READ_CHARACTERS = SHOWN.alike_letters


@dataclass(frozen=True, slots=True)
class Told:
    """The beginning of a passage's text, its title first, and the tokens of it."""

    text: str
    tokens: Sequence[Token]


def told_by(passage: Passage) -> Told:
    """Return what is compared of a passage."""
    text = f"{passage.title}\n{passage.text[:READ_CHARACTERS]}"
    return Told(text, tuple(terms_with_offsets(text, parts=False)))


def shared_by(weights: Mapping[str, float], found: Told) -> dict[str, float]:
    """Return the telling terms that a passage has too, most telling first."""
    there = {token[0] for token in found.tokens}
    return {term: weight for term, weight in weights.items() if term in there}


def as_written(shared: Mapping[str, float], found: Told) -> tuple[str, ...]:
    """Return the shared terms as the passage writes them, neighbours together ("school places")."""
    written = _written(found, shared)
    said: list[str] = []
    told: set[str] = set()
    for term in shared:
        options = [terms for terms in written if term in terms]
        # A bare number says nothing to a reader.
        if not options or term in told or term.isdigit():
            continue
        best = max(options, key=lambda terms: (written[terms].total(), len(terms), terms))
        told.update(best)
        # As most often written; a form in small letters rather than one that begins a sentence.
        forms = written[best]
        said.append(max(forms, key=lambda form: (forms[form] + form.islower(), form)))
    return tuple(said[:_SHOWN_WORDS])


def _written(found: Told, shared: Mapping[str, float]) -> dict[tuple[str, ...], Counter[str]]:
    """Return how a text writes each run of shared terms, and how often."""
    written: dict[tuple[str, ...], Counter[str]] = {}
    for run in _runs(found, shared):
        terms = tuple(term for term, _, _ in run)
        written.setdefault(terms, Counter())[" ".join(found.text[a:b] for _, a, b in run)] += 1
    return written


def _runs(found: Told, shared: Mapping[str, float]) -> Iterator[list[tuple[str, int, int]]]:
    """Yield (term, start, end) of every phrase of up to `_MAX_RUN` shared terms with only space between."""
    run: list[tuple[str, int, int]] = []
    for term, _, start, end in found.tokens:
        if term not in shared:
            if run:
                yield run
                run = []
            continue
        if run and (len(run) == _MAX_RUN or found.text[run[-1][2] : start].strip(" -")):
            yield run
            run = []
        run.append((term, start, end))
    if run:
        yield run
