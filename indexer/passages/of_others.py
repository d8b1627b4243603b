"""Whether what a sentence tells was decided by this meeting, or by somebody else whom it names.

"The Council agreed to pay" is this meeting's in its minutes; "Kent County Council agreed to pay", "was accepted by
the Minister" and "the tenants' meeting agreed to pay" are not. Whose minutes they are, the record says.
"""

from __future__ import annotations

import re

from indexer.passages.tuning import BESIDE

# The words in front of a body that only say which kind it is.
_KINDS = frozenset("parish town city borough district county community municipal local".split())
_PLAIN = _KINDS | frozenset(
    "the this our full whole entire all both then therefore and that at committee council board members panel "
    "cabinet commission".split()
)
_ALSO_PLAIN = frozenset(
    "full whole entire all both said elected present attending voting assembled".split()
)
_BEGINS = frozenset("the this our its that".split())
_A_FEW = frozenset(
    "a an some several two three four most many other another one few certain".split()
)
# "The Leader of the Council agreed to write"
_OF = re.compile(
    r"\b(?<![Mm]embers )(?:of|by|with|from|to|for|between|behalf of) (?:the |this |our )?$"
)
_MOST_WORDS, _LONG = BESIDE.other, BESIDE.other_letters
_PAUSE = (",", ";", ":", ".", "”", ")")
# Who did it stands behind: "was accepted by the Minister", but "by a majority", "by Councillor Oak" is of this meeting.
_MEANS = (
    r"(?i:(?:the |an? |all |all the )?(?:[\w’'-]+ ){0,2}(?:majority|votes?|show|roll|division|margin|ballot|casting|consensus|"
    r"council\w*|committee|board|members?|meeting|panel|cabinet|commission\w*|authority|assembly|executive|trustees|chair\w*|"
    r"mayor|directors|supervisors|selectmen|those|proposer|mover|seconder|clerk|president)\b)"
)
_BY = re.compile(
    rf"(?: (?:unanimously|formally|then|fully|in full|in (?:19|20)\d\d))? by (?:(?!{_MEANS})(?:(?:the|an?|his|her|their) [\w’'-]+"
    r"|(?:staff|officers|residents|tenants|developers|others)\b)"
    r"|(?:the |an? )?(?:[A-Z][\w’'&-]+ ){1,4}(?:Council|Government|Agency|England|Ireland|Scotland|Wales|Canada|Court|Parliament|Senate|"
    r"Assembly|Department|Ministry|Trust|Police|Water|Authority|Board|Association|Ltd|Limited|Inc)\b)"
)
# Told at the end: "…, the applicant said."
_SAID_BEHIND = re.compile(
    r", (?:[\w’'.]+ ){1,5}(?:said|told \w+(?: \w+)?|explained|reported|added|recalled|claimed)\W*$"
)
_FROM_ELSEWHERE = re.compile(
    r"\W*(?:\d+[.)] )?(?:A |An |The )?(?:letters?|e-?mails?|correspondence|communications?|circular|resolutions?)\b"
    r"(?: (?:was |were )?(?:received |read )?from [^.;:]{2,60})?(?::| (?:stating|saying|advising|informing|telling|which|that)\b)",
    re.IGNORECASE,
)
_LONG_AGO = re.compile(
    r"(?<!held )(?<!meeting )(?<!of )(?<!since )\b(?:last (?:year|month|week|summer|autumn|winter|spring|(?:mon|tues|wednes|"
    r"thurs|fri|satur|sun)day)|\w+ (?:years?|months?|weeks?) ago|earlier this (?:year|month|week))\b",
    re.IGNORECASE,
)
_IN_A_YEAR = re.compile(r"(?: \w+){0,3} in (?:19|20)\d\d\b")


def own_words(*names: str | None) -> frozenset[str]:
    """Return the words of the names of the body whose minutes they are."""
    return frozenset(
        word for name in names if name for word in re.findall(r"[\w’'-]+", name.casefold())
    )


def is_another_body(before: str, own: frozenset[str]) -> bool:
    """Say whether a body is another than that whose minutes they are: `before` is its sentence up to its noun.

    Where its `own` name does not say which kind of council it is, the words for these may stand in front.
    """
    if _OF.search(before):
        return True
    named = _named(before)
    if named is None:
        return True
    allowed = own | (_ALSO_PLAIN if own & _KINDS else _PLAIN)
    return not all(_is_of(word.casefold(), allowed) for word in named)


def _is_of(word: str, allowed: frozenset[str]) -> bool:
    """Say whether a word is one of a name, or begins one: "Select" of "Selectboard"."""
    return word in allowed or (len(word) >= _LONG and any(one.startswith(word) for one in allowed))


def _named(before: str) -> list[str] | None:
    """Return the words that tell a body from others, None if it is "a" body or some of it."""
    words, found = before.split(), list[str]()
    for at in range(len(words) - 1, max(-1, len(words) - 1 - _MOST_WORDS), -1):
        word = words[at].casefold()
        if word.endswith(_PAUSE):
            break
        if word in _A_FEW:
            return None
        if word in _BEGINS:
            return None if _OF.search(" ".join([*words[: at + 1], ""])) else found
        found.append(words[at])
    # Nothing says where the name begins: only what has a capital is surely of it.
    return _capitals(found)


def _capitals(found: list[str]) -> list[str]:
    kept: list[str] = []
    for word in found:
        if not word[:1].isupper():
            break
        kept.append(word)
    return kept


def is_by_another(behind: str, own: frozenset[str] = frozenset()) -> bool:
    """Say whether what stands behind a verb names who did it, and it is not this meeting."""
    by = _BY.match(behind)
    return by is not None and not ((own - _PLAIN) & set(by[0].casefold().split()))


def is_told(sentence: str) -> bool:
    """Say whether a sentence passes on what somebody else says or writes."""
    return _SAID_BEHIND.search(sentence) is not None or _FROM_ELSEWHERE.match(sentence) is not None


def is_long_ago(behind: str) -> bool:
    """Say whether what stands behind a verb puts it in another year or week."""
    return _LONG_AGO.search(behind) is not None or _IN_A_YEAR.match(behind) is not None
