"""What the keys of a structured record mark as not for the public.

Such a key fails closed: whatever is not clearly "no" withholds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_MARK = (
    r"(?:exempt(?:ion|ed)?|confidential(?:ity)?|restricted|restriction|private|sensitive|withheld|withhold|"
    r"redacted|closed(?=session|item|meeting|part)|incamera|nonpublic|publicexcluded|excludepublic|notforpublication|partii|part2|secret|embargoed)"
)
# "isRestricted", "exempt", "exemption_reason", "is_confidential_item", "parttwo".
_WITHHOLDS = re.compile(
    rf"(?:is|has|was|marked)?{_MARK}(?:is|item|items|flag|status|reason|reasons|paragraph|paragraphs|session|"
    r"document|report|information|content|business|yn)?"
)
_ALLOWS = re.compile(
    r"(?:is)?(?:displayallowed|public|publiclyavailable|publishable|publish(?:ed)?allowed|visible(?:topublic)?|"
    r"open(?:topublic)?|forpublication|publicaccess)"
)
_CLASSIFIES = re.compile(
    r"(?:security|protective|access)?(?:classification|marking|accesslevel|visibility|accessstatus)|access"
)
_NO = frozenset(
    {"", "false", "no", "n", "0", "none", "null", "nil", "f", "off", "na", "n/a", "not restricted"}
)
_NOT_CLEARLY_YES = frozenset(
    {"false", "no", "n", "0", "f", "off", "-", "never", "private", "restricted"}
)
_OPEN = re.compile(
    r"\b(?:public|open|unrestricted|unclassified|official|none|part (?:1|i|one)|non-exempt|not exempt|"
    r"not confidential|not restricted)\b",
    re.IGNORECASE,
)
_SECRET = re.compile(
    r"\b(?:exempt|confidential|restricted|private|sensitive|secret|closed|part (?:2|ii|two)|internal|"
    r"not for publication|in camera|withheld)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:un|non|not)[- ]?(?:restricted|classified|exempt|confidential|sensitive)\b", re.I
)


def is_withheld(fields: Iterable[tuple[str, object]]) -> bool:
    """Say whether a record's fields, each a name and a value, mark it as not for the public.

    Names are compared without case and punctuation.
    """
    return any(_withholds(re.sub(r"[^a-z0-9]", "", name.lower()), value) for name, value in fields)


def _withholds(name: str, value: object) -> bool:
    text = _plain(value)
    if _WITHHOLDS.fullmatch(name):
        return text not in _NO
    if _ALLOWS.fullmatch(name):
        return text in _NOT_CLEARLY_YES
    if _CLASSIFIES.fullmatch(name):
        return bool(_SECRET.search(_DENIED.sub(" ", text)))
    return False


def _plain(value: object) -> str:
    """Return a value as words: "false" for an empty list, as for False, 0 and -0."""
    if isinstance(value, bool) or value is None:
        return str(bool(value)).lower()
    if isinstance(value, int | float):
        return "false" if value == 0 else "true"
    if isinstance(value, list | dict):
        return " ".join(map(str, value)).lower() if value else "false"
    return " ".join(str(value).split()).lower()
