"""The sentence in which a head says who met: "Minutes of the meeting of the … held in … on …".

It is often broken over many lines, in capitals, a word a line even; so it is put together first and read
as one. Where a name ends is said by what follows it ("held", "convened", a weekday), not by the line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from corpus import names
from corpus.capitals import in_title_case
from corpus.name_patterns import BODY_NOUN
from corpus.tuning import HEADS

_OPENS = re.compile(
    r"^(?:I am|we are) (?:\w+ ){0,2}(?:inform|advise|notify|tell) you that (?:an?|the) (?:[\w-]+ ){0,3}meeting of\b"
    r"|^your attendance is (?:hereby )?requested at (?:an?|the) (?:[\w-]+ ){0,3}meeting of\b"
    r"|^(?:(?:draft|unconfirmed|approved)\W+)?(?:the )?(?:minutes|proceedings|agenda|notice|record|"
    r"report|summons)\b|^(?:at |you are (?:hereby )?(?:summoned|invited|requested) to (?:attend )?)?(?:an?|the|(?:the )?\d{1,3}(?:st|nd|rd|th)) "
    r"(?:[\w-]+ ){0,3}meeting of\b",
    re.IGNORECASE,
)
# A sentence of its own, behind a title that has no end.
_OPENS_ANEW = re.compile(
    r"^(?:an?|the|(?:the )?\d{1,3}(?:st|nd|rd|th)) (?:[\w-]+ ){0,3}meeting of\b", re.IGNORECASE
)
# A title of its own below another: "Minutes of the July meeting" over "MINUTES OF ASHTON PARISH COUNCIL".
_TITLE_ANEW = re.compile(
    r"^(?:(?:draft|unconfirmed|approved)\W+)?(?:the )?(?:minutes|proceedings|notes|record) (?:of|from)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(r"\b(?:minutes|proceedings|notes|record) (?:of|from)\b", re.IGNORECASE)
# A line that the next one carries on: "Proceedings of the", "Agenda and".
_UNFINISHED = re.compile(r"(?:\b(?:and|of|the|for|to|at|in|a|an)|[-–—,&])$", re.IGNORECASE)
_MET = re.compile(
    r",?\s*\b(?:(?:which|that|was|were|is|will|to|be|duly)\s+){0,3}(?:held|convened|took place|takes place|"
    r"taking place|met)\b"
    r"|,?\s+(?:on|at)\s+(?:the\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\d)",
    re.IGNORECASE,
)
# "One Hundred & Twenty-Fifth", in front of "Annual Meeting of": how often they met.
_SPELT = (
    r"(?:\w*(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|teenth|tieth)|"
    r"\w+ty|one|two|three|four|five|six|seven|eight|nine|hundred(?:th)?|thousand(?:th)?|and)"
)
_SUBJECT = re.compile(
    rf"\b(?:meetings?|minutes|proceedings|sessions?)\W+(?:of|at|for)\W+(?!(?:the\W+)?(?:{_SPELT}\W+){{0,6}}(?:\w+\W+){{0,3}}(?:meeting|proceedings)\W+(?:of|at|for)\b)"
    r"(?:the\W+)?(?P<name>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
# "Sixth Council of the Corporation of the", "2014-2018 Council of the": which term, in front of whose council.
_TERM = re.compile(
    rf"^(?:the\s+)?(?:(?:{_SPELT}|\d+(?:st|nd|rd|th)?)[\s–-]+)+Council\s+of\s+(?:the\s+)?(?:Corporation\s+of\s+(?:the\s+)?)?"
    r"(?=(?:City|Town|Township|Village|County|Borough|Municipality|District|Region)\s+of\b)",
    re.IGNORECASE,
)
_STOPS = re.compile(
    r"^(?:present|in attendance|attendance|apologies|members?|in the chair|venue|time|date|place)\b",
    re.IGNORECASE,
)
_KIND = re.compile(
    rf"(?:{BODY_NOUN}|Council|SPC|JPC|Meeting)(?:\ \([\w ]+\)|\ \d{{1,2}}|\ [A-Z])?$",
    re.VERBOSE,
)


def who_met(front: Sequence[str], within: int = HEADS.statement_lines) -> str | None:
    """Return the name in the sentence of a head that says who met, in title case, or None.

    The sentence begins `within` so many lines that are not blank.
    """
    filled = (plain for line in front if (plain := line.strip("|#*_ ").replace("**", "")))
    lines = list(islice(filled, HEADS.statement_lines))
    for at, line in enumerate(lines[:within]):
        if _OPENS.match(line) and (found := _name(_sentence(lines[at:]))):
            return found
    return None


def _sentence(lines: Sequence[str]) -> str:
    """Return the lines of a sentence as one, up to the line that begins something else."""
    joined = ""
    for line in lines:
        if joined and (_STOPS.match(line) or _OPENS_ANEW.match(line) or _is_another(joined, line)):
            break
        if len(joined.split()) > HEADS.longest_statement:
            break
        # "ADARE-" goes on with "RATHKEALE": the hyphen is the name's, the line break is not.
        joined += line if joined.endswith("-") else f" {line}"
    return " ".join(joined.split())


def _is_another(above: str, line: str) -> bool:
    """Say whether a line is a title anew below a whole one that says of what it is."""
    is_whole = _TITLE.search(above) and not _UNFINISHED.search(above)
    return bool(is_whole and _TITLE_ANEW.match(line))


def _name(sentence: str) -> str | None:
    end = _MET.search(sentence)
    if end is None or len(sentence[: end.start()].split()) > HEADS.longest_statement:
        return None
    subject = _SUBJECT.search(sentence[: end.start()])
    if subject is None:
        return None
    found = names.bare(in_title_case(subject["name"].strip(" ,;:–-")))
    found = names.with_capital(_TERM.sub("", found))
    is_name = found and not re.search(r"[.:;?!]\s", found) and not names.points_elsewhere(found)
    return found if is_name else None


# "Environment Committee of Mid Lough District Council": the body, and whose it is.
_OF_ITS_COUNCIL = re.compile(
    rf"(?P<body>.*\b{BODY_NOUN})\ of\ (?:the\ )?(?P<organisation>[A-Z].*)", re.VERBOSE
)


def body_of_its(name: str) -> str | None:
    """Return the body in a name that says whose it is: "University Senate of Ashton University", or None."""
    found = _OF_ITS_COUNCIL.fullmatch(name)
    return found["body"].removeprefix("The ") if found else None


def split(name: str, text: str = "") -> tuple[str | None, str | None]:
    """Return (organisation, body) of who met; None for what the name does not say.

    Where a place ends and a body begins, "Municipal District of Ashton West Joint Committee" does not
    say: the longest place that `text` names again is it.
    """
    if apart := _of_its_council(name) or names.by_occasion(name):
        return apart
    organisation = names.organisation_at(name)
    if organisation and names.is_bare_council(organisation):
        # "The County Council": whose, other lines say.
        return None, None
    if organisation is None:
        return None, name if _KIND.search(name) else None
    organisation = _longest_said_again(organisation, name, text)
    rest = re.sub(r"^(?:[’']s?)?[\s,–-]*(?:the )?", "", name[len(organisation) :])
    if rest in ("", names.COUNCIL):
        return organisation, names.COUNCIL
    return organisation, rest if _KIND.search(rest) else None


def _of_its_council(name: str) -> tuple[str, str] | None:
    """Return (organisation, body) of a name that says the body first, and whose it is."""
    whose = _OF_ITS_COUNCIL.fullmatch(name)
    council = in_title_case(whose["organisation"]) if whose else ""
    is_both = whose and names.is_organisation(council)
    return (council, in_title_case(whose["body"])) if whose and is_both else None


def _longest_said_again(organisation: str, name: str, text: str) -> str:
    behind = organisation.partition(" of ")[2]
    if not behind:
        return organisation
    plain = " ".join(text.split()).casefold()
    longest = organisation
    words = name[len(organisation) :].split()
    for n in range(1, min(len(words), HEADS.place_words + 1)):
        place = f"{behind} {' '.join(words[:n])}"
        if plain.count(place.casefold()) > 1:
            longest = f"{organisation} {' '.join(words[:n])}"
    return longest
