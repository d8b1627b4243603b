"""The words that two passages have in common, as one of them writes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from indexer.language.terms import terms_with_offsets
from indexer.passages.passage import Passage
from search.page.tuning import SHOWN
from search.query.terms import query_terms

# Words shown as what two passages have in common, and words of each that are marked.
_SHOWN_WORDS, MARKED_WORDS = SHOWN.alike, SHOWN.marked
_MAX_RUN = SHOWN.run
# Characters of a text whose words are counted: a debate of a day has said by then what it is about.
READ_CHARACTERS = SHOWN.alike_letters


def shared_by(weights: Mapping[str, float], found: Passage) -> dict[str, float]:
    """Return the telling terms that a passage has too, most telling first."""
    there = set(query_terms(f"{found.title}\n{found.text[:READ_CHARACTERS]}"))
    return {term: weight for term, weight in weights.items() if term in there}


def as_written(shared: Mapping[str, float], found: Passage) -> tuple[str, ...]:
    """Return the shared terms as the passage writes them, neighbours together ("school places")."""
    written = _written(f"{found.title}\n{found.text[:READ_CHARACTERS]}", shared)
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


def _written(text: str, shared: Mapping[str, float]) -> dict[tuple[str, ...], Counter[str]]:
    """Return how a text writes each run of shared terms, and how often."""
    written: dict[tuple[str, ...], Counter[str]] = {}
    for run in _runs(text, shared):
        terms = tuple(term for term, _, _ in run)
        written.setdefault(terms, Counter())[" ".join(text[a:b] for _, a, b in run)] += 1
    return written


def _runs(text: str, shared: Mapping[str, float]) -> Iterator[list[tuple[str, int, int]]]:
    """Yield (term, start, end) of every phrase of up to `_MAX_RUN` shared terms with only space between."""
    run: list[tuple[str, int, int]] = []
    for term, _, start, end in terms_with_offsets(text, parts=False):
        together = run and text[run[-1][2] : start].strip(" -") == "" and len(run) < _MAX_RUN
        if run and not (together and term in shared):
            yield run
            run = []
        if term in shared:
            run.append((term, start, end))
    if run:
        yield run
