"""The forms in which records write a person's name: all that must go where the name has to."""

from __future__ import annotations

from corpus.wording import lists
from indexer.tuning import RETRACTION

_STYLES = frozenset(lists("indexer.passages.people", "people.toml")["styles"])
# Words with a capital that a surname begins with: "Seán Ó Néill", "Ann Van Dyke".
_OF_SURNAMES = frozenset(lists("indexer.passages.people", "people.toml")["of_surnames"])
# A given name of fewer letters is a word of its own too often (reason only).
_LEAST_LETTERS = RETRACTION.least_given


def name_forms(name: str) -> tuple[list[str], list[str]]:
    """Return the forms that are surely a person's, and those that are where one of these stands, too.

    The first are the full name, with or without middle names, as initials, and with the surname in front; the
    second the surname alone and the given names alone. Each surname has its plural as well.
    """
    given, surname = _parts(name)
    if not given:
        return _with_plural(surname), []
    initials = [word[0] for word in given]
    fronts = [given, given[:1], initials, initials[:1]]
    sure = [
        " ".join(words)
        for front in fronts
        for last in _with_plural(surname)
        for words in ([*front, last], [last, *front])
    ]
    alone = [" ".join(given), *given]
    beside = [word for word in alone if len(word) >= _LEAST_LETTERS]
    return list(dict.fromkeys(sure)), list(dict.fromkeys([*_with_plural(surname), *beside]))


def name_parts(name: str) -> tuple[list[str], list[str]]:
    """Return the forms of a person's surname, and what stands for the given names where these are apart from it.

    That is the given names, the first of them, and its initial; nothing of a name without given ones.
    """
    given, surname = _parts(name)
    if not given:
        return [], []
    return _with_plural(surname), list(dict.fromkeys([" ".join(given), given[0], given[0][0]]))


def _parts(name: str) -> tuple[list[str], str]:
    """Return the given names and the surname, "van der Berg" whole; of "Smith, Jane" as of "Jane Smith"."""
    last, comma, first = name.partition(",")
    words = [w for w in (f"{first} {last}" if comma else name).split() if not _is_style(w)]
    if len(words) < 2:
        return [], " ".join(words)
    last_one = len(words) - 1
    begins = (n for n in range(1, last_one) if words[n][0].islower() or words[n] in _OF_SURNAMES)
    at = next(begins, last_one)
    return words[:at], " ".join(words[at:])


def _is_style(word: str) -> bool:
    return word.strip(".").casefold() in _STYLES


def _with_plural(surname: str) -> list[str]:
    return [surname, f"{surname}s"]
