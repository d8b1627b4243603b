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
    rf"(?:is|has|was|marked|in|held|heldin|takenin|heardin|considerin)?{_MARK}(?:is|item|items|flag|status|reason|reasons|paragraph|paragraphs|session|"
    r"document|report|information|content|business|yn)?"
)
# Whatever else is said of a thing by such a word: "exemptUnder", "schedule12aParagraph", "confidentialityLevel".
_SPEAKS_OF = re.compile(
    r"exempt|confidential|restrict|withh[eo]ld|inprivate|behindclosed|inclosed|incommittee|notforpublication|incamera|nonpublic|publicexcluded|excludepublic|"
    r"embargo|schedule(?:12|7)a|closedsession|privatesession|executivesession|nottobepublished"
)
_OF_ANOTHER_THING = re.compile(
    r"(?:tax|vat|rate|fee|callin|licen[cs]e|licensing|planning|parking|charge|school)|^(?:non|not|un)"
)
_ALLOWS = re.compile(
    r"(?:is|are)?(?:displayallowed|public|publiclyavailable|publishable|publish(?:ed)?allowed|visible(?:topublic)?|"
    r"open(?:topublic)?|forpublication|publicaccess|publicitem|publicdocument|opensession|topublish|publish|"
    r"cleared?forpublication|publicationallowed|unrestricted|disclosable)"
)
_CLASSIFIES = re.compile(
    r"(?:security|protective|access|document|item)?(?:classification|marking|accesslevel|visibility|accessstatus|"
    r"publicationstatus|publication|disclosure|accessrights|sensitivity|audience|publicorprivate|openorclosed|openclosed|"
    r"opensessionorclosed|publicprivate|sessiontype|confidentialitylevel)|access"
)
# What says many other things too: only a word for the public counts there, no "closed" and no "internal".
# A level of access that no list calls public is none.
_LEVELS = re.compile(
    r"(?:access|confidentiality)level|visibility|accessrights|openorclosed|openclosed|publicorprivate|publicprivate"
)
_PUBLIC_LEVEL = re.compile(
    r"(?:|public(?:ly)?\b.*|open\b.*|unrestricted|none|normal|low|all|everyone|anyone|world|official|published|standard|general|any|"
    r"true|yes|visible|full|1|part (?:1|i|one)|unclassified|non-confidential|not (?:confidential|exempt|restricted))"
)
_SORTS = re.compile(
    r"(?:item|agenda|document|report|meeting)?(?:status|type|category|kind|section|session|tags?|labels?|flags?|notes?)"
)
_SESSIONS = re.compile(r"(?:agenda|item|meeting)?(?:session|sitting|mode)")
_SHUT = re.compile(
    r"(?:closed|private|executive|in[- ]camera|confidential|exempt|non-?public|restricted|secret)"
)
_PARTS = re.compile(r"(?:agenda|item|meeting|session)?part")
_SECOND_PART = re.compile(r"(?:part )?(?:2|ii|two|b)\b.*")
_NO = frozenset(
    (
        *(
            "",
            "false",
            "no",
            "n",
            "0",
            "none",
            "null",
            "nil",
            "f",
            "off",
            "na",
            "n/a",
            "not restricted",
            "-",
        ),
        *(
            "public",
            "open",
            "unrestricted",
            "not exempt",
            "not confidential",
            "not applicable",
            "non-exempt",
        ),
    )
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
    r"not for publication|in camera|withheld|(?:members?|councillors?|officers?|staff|committee|council)[- ]only|"
    r"non-?public|not public|hidden|unpublished|protected)\b",
    re.IGNORECASE,
)
_SECRET_SORT = re.compile(
    r"\b(?:exempt|confidential|restricted|not for publication|in[- ]camera|closed session|private session|"
    r"executive session|public[- ]excluded|part (?:ii|2|two)|private item|closed item|members only)\b",
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


def _speaks_of_it(name: str) -> bool:
    """Say whether a key tells by its name that something is not for the public."""
    if _WITHHOLDS.fullmatch(name):
        return True
    return bool(_SPEAKS_OF.search(name)) and not _OF_ANOTHER_THING.search(name)


def _withholds(name: str, value: object) -> bool:
    if isinstance(value, dict) and is_withheld(value.items()):
        return True
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
