"""The same paper alone and bound in a pack: its passages are one each, with all their places.

Two papers of one meeting are the same, or versions of one, if half of the words of the shorter one stand
in passages that both have; only those are made one, so what a version changed stays apart. What is
compared first (heading and number of words) is known of kept passages without reading their texts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from corpus.records import Document
from indexer.language.shingles import plain_words
from indexer.passages.passage import Passage
from indexer.tuning import DUPLICATES

_Sign = tuple[str, int]
_Paper = tuple[Document | None, str, int]


def same_passages(found: Sequence[Passage]) -> list[tuple[Passage, ...]]:
    """Return the passages of papers, those that are one together, the main one first, where that stood.

    The main one is that of the paper that is a file of its own.
    """
    together: dict[int, list[int]] = {}
    for papers in _meetings(found):
        for one, other in _alike(found, papers):
            for first, second in _equal(found, papers[one], papers[other]):
                _join(together, first, second)
    return list(_in_order(found, together))


def _in_order(
    found: Sequence[Passage], together: dict[int, list[int]]
) -> Iterator[tuple[Passage, ...]]:
    """Yield the passages, those that are one where the main one stood."""
    main = {
        row: min(rows, key=lambda one: _rank(found[one], one)) for row, rows in together.items()
    }
    for row, passage in enumerate(found):
        if main.get(row, row) == row:
            others = (other for other in together.get(row, ()) if other != row)
            yield (passage, *(found[other] for other in others))


def _meetings(found: Sequence[Passage]) -> Iterator[dict[_Paper, list[int]]]:
    """Yield the papers of each meeting that is known, each as the numbers of its passages."""
    meetings: defaultdict[object, defaultdict[_Paper, list[int]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for row, one in enumerate(found):
        if one.committee and one.date:
            meeting = one.council, one.committee, one.date
            meetings[meeting][one.document, one.source, one.record].append(row)
    yield from (papers for papers in meetings.values() if len(papers) > 1)


def _alike(
    found: Sequence[Passage], papers: dict[_Paper, list[int]]
) -> Iterator[tuple[_Paper, _Paper]]:
    """Yield the pairs of papers that may be the same by the signs of their passages."""
    having: defaultdict[_Sign, list[_Paper]] = defaultdict(list)
    words: Counter[_Paper] = Counter()
    for paper, rows in papers.items():
        signs = {_sign(found[row]) for row in rows}
        for sign in signs:
            having[sign].append(paper)
        words[paper] = sum(n for _, n in signs)
    shared: Counter[tuple[_Paper, _Paper]] = Counter()
    for (_, n), these in having.items():
        if n >= DUPLICATES.telling_words and 1 < len(these) <= DUPLICATES.most_papers:
            shared.update(dict.fromkeys(combinations(these, 2), n))
    for (one, other), n in shared.items():
        if n >= DUPLICATES.same_paper * min(words[one], words[other]):
            yield one, other


def _equal(
    found: Sequence[Passage], one: Sequence[int], other: Sequence[int]
) -> list[tuple[int, int]]:
    """Return the pairs of passages of two papers whose texts are the same, if they have enough of them."""
    waiting: defaultdict[_Sign, list[int]] = defaultdict(list)
    for row in other:
        waiting[_sign(found[row])].append(row)
    pairs = []
    for row in one:
        rows = waiting[_sign(found[row])]
        same = next((at for at in rows if _same(found[row], found[at])), None)
        if same is not None:
            rows.remove(same)
            pairs.append((row, same))
    least = min(sum(found[row].n_words for row in rows) for rows in (one, other))
    enough = sum(found[row].n_words for row, _ in pairs) >= DUPLICATES.same_paper * least
    return pairs if enough else []


def _same(one: Passage, other: Passage) -> bool:
    if one.exempt or other.exempt:
        return False
    return one.text == other.text or _folded(one.text) == _folded(other.text)


def _folded(text: str) -> list[str]:
    return [word.casefold() for word in plain_words(text)]


def _sign(passage: Passage) -> _Sign:
    return " ".join(passage.heading.casefold().split()), passage.n_words


def _rank(passage: Passage, row: int) -> tuple[bool, int]:
    """Return how a passage stands among the same: that of a file of its own before that of a pack."""
    first = passage.document.first_page if passage.document else None
    return first not in (None, 1), row


def _join(together: dict[int, list[int]], one: int, other: int) -> None:
    rows = sorted({*together.get(one, [one]), *together.get(other, [other])})
    for row in rows:
        together[row] = rows
