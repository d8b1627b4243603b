"""Which language a text is in, told by its commonest words: English, Welsh, Irish, French, Spanish, or other.

A stretch is of the language whose function words it has most of. What has too few of any, such as a
table or a list of names, is of none that can be told.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from tomllib import loads
from typing import TypeVar

from indexer.tuning import LANGUAGE

T = TypeVar("T")
OTHER = "Other"
# As BCP 47 names them, for `lang` in HTML.
CODES = {"English": "en", "Welsh": "cy", "Irish": "ga", "French": "fr", "Spanish": "es"}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_STRANGE = re.compile(r"[^abcdefghijklmnopqrstuvwxyzáéíóúàèìòùâêîôûŵŷäëïöüÿçñœæ'’]")
_APOSTROPHES = re.compile(r"['’]")


@lru_cache(maxsize=1)
def _function_words() -> tuple[Sequence[str], Mapping[str, Sequence[str]]]:
    """Return the languages, and of which of them each of their function words is."""
    record = loads((files("indexer.language") / "function_words.toml").read_text("utf-8"))
    known: dict[str, list[str]] = {}
    for name, words in record.items():
        for word in frozenset(words.split()):
            known.setdefault(word, []).append(name)
    return tuple(record), known


# A page asks of each of its items several times.
@lru_cache(maxsize=1_000)
def languages_of(text: str) -> tuple[str, ...]:
    """Return the names of the languages of a text, that of most of it first; none where it tells none."""
    counts: Counter[str] = Counter()
    for stretch in _stretches(text):
        words = _WORD.findall(unicodedata.normalize("NFC", stretch).casefold())
        name = _language_of(words)
        if name:
            counts[name] += len(words)
    total = counts.total()
    return tuple(name for name, count in counts.most_common() if count >= LANGUAGE.second * total)


def main_language(texts: Iterable[str]) -> str:
    """Return the language that most of those texts are in that tell one, "" where none does."""
    counts = Counter(names[0] for text in texts if (names := languages_of(text)))
    name, count = next(iter(counts.most_common(1)), ("", 0))
    return name if 2 * count > counts.total() else ""


def spread(items: Sequence[T], most: int = LANGUAGE.looked_at) -> Sequence[T]:
    """Return at most about so many of some items, evenly spread over all."""
    return items[:: max(1, -(-len(items) // most))]


def _stretches(text: str) -> list[str]:
    """Return the paragraphs of a text; short ones, as wrapped lines are, with those before them."""
    found: list[str] = []
    for line in re.split(r"\n\s*\n|(?<=[.!?:;]) *\n", text):
        if found and len(found[-1].split()) < LANGUAGE.least_words:
            found[-1] += f" {line}"
        else:
            found.append(line)
    return found


def _language_of(words: Sequence[str]) -> str:
    """Return the name of the language of some words, "" where they do not tell."""
    if len(words) < LANGUAGE.least_words:
        return ""
    joined = "".join(words)
    n_letters = len(joined) - len(_APOSTROPHES.findall(joined))
    if len(_STRANGE.findall(joined)) > LANGUAGE.strange * n_letters:
        return OTHER
    names, known = _function_words()
    counts = Counter(name for word in words for name in known.get(word, ()))
    shares = {name: counts[name] / len(words) for name in names}
    best, second = sorted(shares, key=lambda name: -shares[name])[:2]
    if shares[best] < LANGUAGE.least_share or shares[best] < LANGUAGE.times_more * shares[second]:
        return ""
    return best
