"""What the keys of a structured record mark as not for the public.

Such a key fails closed: whatever is not clearly "no" withholds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from corpus.wording import lists, wordings

_LISTS = lists("corpus.readers", "withheld.toml")
_W = wordings("corpus.readers", "withheld.toml")
# "isRestricted", "exempt", "exemption_reason", "is_confidential_item", "parttwo".
_WITHHOLDS = re.compile(f"{_W['before_marks']}?{_W['marks']}{_W['behind_marks']}?")
# Whatever else is said of a thing by such a word: "exemptUnder", "schedule12aParagraph", "confidentialityLevel".
_SPEAKS_OF = re.compile(_W["speaking"])
_OF_ANOTHER_THING = re.compile(f"{_W['of_other_things']}|^{_W['denying']}")
_ALLOWS = re.compile(f"(?:is|are)?{_W['allowing']}")
_CLASSIFIES = re.compile(f"{_W['classified']}?{_W['classifying']}|access")
_LEVELS = re.compile(_W["levels"])
_PUBLIC_LEVEL = re.compile(_W["public_levels"])
_SORTS = re.compile(f"{_W['sorted']}?{_W['sorting']}")
_SESSIONS = re.compile(f"{_W['of_sessions']}?{_W['sessions']}")
_SHUT = re.compile(_W["shut"])
_PARTS = re.compile(r"(?:agenda|item|meeting|session)?part")
_SECOND_PART = re.compile(r"(?:part )?(?:2|ii|two|b)\b.*")
_NO, _NOT_CLEARLY_YES = frozenset(_LISTS["no"]), frozenset(_LISTS["not_yes"])
_SECRET = re.compile(rf"\b{_W['secret']}\b", re.IGNORECASE)
_SECRET_SORT = re.compile(rf"\b{_W['secret_sorts']}\b", re.IGNORECASE)
_DENIED = re.compile(rf"\b{_W['denials']}[- ]?{_W['denied']}\b", re.I)


def is_withheld(fields: Iterable[tuple[str, object]]) -> bool:
    """Say whether a record's fields, each a name and a value, mark it as not for the public.

    Names are compared without case and punctuation.
    """
    return any(_withholds(_plain_name(name), value) for name, value in fields)


@lru_cache(maxsize=1_000)
def _plain_name(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _speaks_of_it(name: str) -> bool:
    """Say whether a key tells by its name that something is not for the public."""
    if _WITHHOLDS.fullmatch(name):
        return True
    return bool(_SPEAKS_OF.search(name)) and not _OF_ANOTHER_THING.search(name)


@lru_cache(maxsize=1_000)
def _may_withhold(name: str) -> bool:
    """Say whether a key has a name that is looked at: the text of a record is none of what marks it."""
    patterns = (_ALLOWS, _LEVELS, _CLASSIFIES, _PARTS, _SESSIONS, _SORTS)
    return _speaks_of_it(name) or any(pattern.fullmatch(name) for pattern in patterns)


def _withholds(name: str, value: object) -> bool:
    if isinstance(value, dict) and is_withheld(value.items()):
        return True
    if not _may_withhold(name):
        return False
    text = _plain(value)
    if _speaks_of_it(name):
        return text not in _NO
    if _ALLOWS.fullmatch(name):
        return text in _NOT_CLEARLY_YES
    if _LEVELS.fullmatch(name):
        return not _PUBLIC_LEVEL.fullmatch(text) and text != "false"
    return _sorts_as_secret(name, value, _DENIED.sub(" ", text))


def _sorts_as_secret(name: str, value: object, text: str) -> bool:
    """Say whether a key that sorts a record, with a value in words, puts it where the public may not look."""
    if _CLASSIFIES.fullmatch(name):
        return bool(_SECRET.search(text))
    if _PARTS.fullmatch(name):
        return bool(_SECOND_PART.fullmatch(" ".join(str(value).split()).lower()))
    if _SESSIONS.fullmatch(name) and _SHUT.fullmatch(text.strip()):
        return True
    return bool(_SORTS.fullmatch(name) and _SECRET_SORT.search(text))


_IN_PART = re.compile(
    r"\b(?:unrestricted|(?<!not )(?:public|open)|part(?:ly|ially)? (?:exempt|confidential)|appendi\w+|annex\w*)\b",
    re.I,
)


def classification_withholds(text: str) -> bool:
    """Say whether the classification in the head of a paper withholds it: a public one may have an exempt annex."""
    plain = _plain(text)
    return bool(_SECRET.search(_DENIED.sub(" ", plain))) and not _IN_PART.search(plain)


_FRONT_MATTER = re.compile(
    rb"\A(?:\xef\xbb\xbf)?---[ \t]*\r?\n(.{0,20000}?)\r?\n---[ \t]*\r?\n", re.DOTALL
)


def front_matter_withholds(data: bytes) -> bool:
    """Say whether the keys in front of a Markdown file mark it as not for the public."""
    block = _FRONT_MATTER.match(data)
    if block is None:
        return False
    lines = (line.partition(":") for line in block[1].decode("utf-8", "replace").splitlines())
    return is_withheld((key, value.strip(" \t'\"[]")) for key, colon, value in lines if colon)


def _plain(value: object) -> str:
    """Return a value as words: "false" for an empty list, as for False, 0 and -0."""
    if isinstance(value, bool) or value is None:
        return str(bool(value)).lower()
    if isinstance(value, int | float):
        return "false" if value == 0 else "true"
    if isinstance(value, list | dict):
        return " ".join(map(str, value)).lower() if value else "false"
    return " ".join(str(value).split()).lower()
