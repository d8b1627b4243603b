"""What the forms of an English word have in common: Snowball's stem, with exceptions."""

from __future__ import annotations

import threading

from Stemmer import Stemmer

from corpus.wording import lists

_LISTS = lists("indexer.language", "words.toml")
# What the stemmer would make one with words of another meaning; a plural is its singular.
_NOT_STEMMED = {
    word: word.removesuffix("s")
    for key in ("of_a_period", "kin", "another_sense")
    for word in _LISTS[key]
}
# A stemmer of the library is for one thread only.
_stemmers = threading.local()


def stem(word: str) -> str:
    """Return the stem of a word in small letters, as the Snowball English stemmer has it but for a few words."""
    if word in _NOT_STEMMED:
        return _NOT_STEMMED[word]
    if not hasattr(_stemmers, "english"):
        # What is asked for again is remembered by whoever asks.
        _stemmers.english = Stemmer("english", 0)
    return str(_stemmers.english.stemWord(word))
