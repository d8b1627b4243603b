"""What the model of sentences sees of one: its words, the classes they are of, which class stands in front of which.

The words of the classes are in `exclusion/features.toml`. Names, figures and words that were seen once weigh nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from corpus.first_look import first_look
from corpus.wording import lists, wordings
from indexer.language.terms import word_term
from indexer.passages.exclusion.exclusion import whole_words
from indexer.passages.exclusion.frames import compiled
from indexer.passages.exclusion.words import role
from indexer.passages.speech.hearsay import FIRST_PERSON
from indexer.tuning import EXEMPTION

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?|\d+(?:[.:]\d+)*")
# What several words name together counts as one: the law of closings, a session that is private or open, a public thing.
_AS_ONE = tuple(
    (f" {name} ", pattern, first_look(pattern, one_line=True))
    for name, pattern in (
        (
            "closinglaw",
            compiled(wordings("indexer.passages.exclusion", "laws.toml")["of_closings"]),
        ),
        ("closedmode", compiled(role("private_place"))),
        ("incommittee", compiled(role("in_committee"))),
        (
            "openmode",
            compiled(
                r"\b(?:open|public|regular|ordinary)\s+(?:public\s+|open\s+)?(?:session|meeting|council|part|business)\b"
            ),
        ),
        ("publicthing", compiled(rf"\b(?:public|press|media)\s+{role('public_behind')}")),
    )
)
_TIME = re.compile(r"\d{1,2}[.:]\d\d")
# Of the sentence in front these classes tell: who "they" are, and why they go.
_IN_FRONT = ("public", "private", "affair")


@lru_cache(maxsize=1)
def _classes() -> dict[str, tuple[str, ...]]:
    """Return for each word the classes that it is of."""
    found: dict[str, tuple[str, ...]] = {}
    for name, words in lists("indexer.passages.exclusion", "features.toml").items():
        for word in words:
            found[word] = (*found.get(word, ()), name)
    return found


def features(sentence: str, before: str = "", *, n_sentences: int = 1) -> set[str]:
    """Return the names of the features of a sentence: "word …", "class …", "pair … …", "shape …".

    `before` is the sentence in front of it, `n_sentences` those of its paragraph.
    """
    line = whole_words(sentence)
    every = words(line)
    of_each = [_classes().get(word, ()) for word in every]
    found = {name for word in set(every) for name in of_word(word)}
    found.update(f"pair {one} {other}" for one, other in _pairs(of_each))
    found.update(f"shape {shape}" for shape in _shapes(line, len(every), n_sentences))
    found.update(f"shape behind {name}" for name in _told_in(before))
    found.update(f"shape begins {name}" for name in next(filter(None, of_each), ()))
    found.update(f"shape ends {name}" for name in next(filter(None, of_each[::-1]), ()))
    return found


def _told_in(before: str) -> list[str]:
    told = {name for word in words(before) for name in _classes().get(word, ())}
    return [name for name in _IN_FRONT if name in told]


@lru_cache(maxsize=10_000)
def of_word(word: str) -> tuple[str, ...]:
    """Return the features that a word has wherever it stands."""
    return (f"word {_term(word)}", *(f"class {name}" for name in _classes().get(word, ())))


@lru_cache(maxsize=256)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a text, and its figures, as the classes have them."""
    plain = text.casefold().replace("’", "'")
    for name, pattern, look in _AS_ONE:
        if look.lets_through(plain):
            plain = pattern.sub(name, plain)
    return tuple(word.removesuffix("'s") for word in _WORD.findall(plain))


def _term(word: str) -> str:
    if word[0].isdigit():
        return "0:00" if _TIME.fullmatch(word) else "0"
    return word_term(word)


def _pairs(of_each: list[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Yield the classes of two words that stand near each other, in their order."""
    known = [(at, names) for at, names in enumerate(of_each) if names]
    for number, (at, ones) in enumerate(known):
        for then, others in known[number + 1 :]:
            if then - at > EXEMPTION.near:
                break
            yield from ((one, other) for one in ones for other in others)


def _shapes(line: str, n_words: int, n_sentences: int) -> Iterator[str]:
    yield f"words {sum(n_words > length for length in EXEMPTION.lengths)}"
    yield f"sentences {min(n_sentences, 4)}"
    if "?" in line:
        yield "asks"
    if FIRST_PERSON.search(line):
        yield "first person"
