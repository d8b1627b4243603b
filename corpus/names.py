"""Names of councils and of what meets there, as heads of records write them; which names are one body.

An organisation is what publishes (Ashton Parish Council, City of Boston, San Juan Water District), a
body is what meets (Planning Committee, Cabinet, Board of Directors, the council itself).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.name_patterns import BEGINS, BODY, KIND_OF, LISTS, ORDINARY, ORGANISATION
from corpus.text import squash, words_of_name

COUNCIL = "Council"
# What stands round a name in a head and is no part of it.
_MEETING_KIND = (
    r"(?:special|regular|ordinary|extra-?\s?ordinary|annual|monthly|online|virtual|remote|adjourned|"
    r"quarterly|statutory|budget|inaugural|hybrid|emergency|joint|public|open|closed|work|study|"
    r"organi[sz]ational|re-?organi[sz]ation(?:al)?)"
)
_BEFORE = re.compile(
    rf"""^\W*(?:(?:draft|unapproved|approved|final|confirmed|revised|amended|summary|action|printed)\W+)*
    (?:(?:summons\ to\ and\ )?(?:minutes?|agenda|notice|proceedings|record|report|notes?|
        decisions?|cofnodion|miontuairisc[íi]?)
        \b(?:\ and\ (?:agenda|minutes))?
      (?:\ summary)?\W*(?:of|for|from|o|de)?\ *)*
    (?:(?:the|an?|y|yr|an)\ )?
    (?:office\ of\ the\ (?=sangguniang\b))?
    (?:proceedings\ (?:of|at)\ (?:the\ )?)?
    (?:(?:{_MEETING_KIND}\ )*(?:meeting|session|workshop|cyfarfod|cruinniú)\b\W*(?:of|o|y|yr|de)?\ *(?:the|y|yr|an)?\ *)?
    (?:(?:the|y|yr)\ )?""",
    re.IGNORECASE | re.VERBOSE,
)
_BEHIND = re.compile(
    rf"""\W*(?:\b(?:{_MEETING_KIND}\W+)*(?:meetings?|sessions?|hearings?|minutes?|agenda|papers|pack|
    package|notes|cyfarfod)\b(?:\ (?:of|for|and)\b)?\W*|\b(?:will\ be|was|were|to\ be|is)?\ ?held\b.*|
    \b(?:which\ )?(?:took\ place|met|will\ meet|a\ gynhaliwyd)\b.*|
    \b(?:on|at|ar)\W*$|\([^)]*\)\W*$)+$""",
    re.IGNORECASE | re.VERBOSE,
)
# "Resolution of the Board of Directors of Elm Water District", "Planning Committee of Ashton Town Council",
# "Locum Clerk to Ashton Parish Council".
_OF_ITS_BOARD = re.compile(
    r"^.*\b(?:(?:Board of \w+|Committee|Panel|Commission|Cabinet|Executive) of|(?:Clerk|Officer|Secretary|Advis[eo]r) to) "
    r"(?:the )?(?=[A-Z])(?!Whole\b)",
    re.IGNORECASE,
)
# "Ann Oak Chief Executive Officer Rowan Shire Council": who keeps its books.
_OFFICER = re.compile(
    rf"^.*\b(?:{'|'.join(LISTS['officers'])})(?:,| (?:to|of|for)(?: the)?)? (?=[A-Z])"
)
# What the record is, behind whose it is: "City of Ashton Resolution".
_RECORD_BEHIND = re.compile(
    r"(?:\s+(?:resolutions?|minutes|agenda|proceedings|notices?|regular|special|ordinary|extraordinary|annual|meetings?|sessions?))+$",
    re.I,
)
# "Planning Committee and Full Parish Council": two bodies, and no place.
_TWO_BODIES = re.compile(r"\b(?:Committee|Panel|Cabinet|Commission) (?:and|&)\b")
# "Action Item for the City Council": what is for a council, and no name of one.
_OF_THE_COUNCIL = re.compile(
    rf"\b(?:of|for|to|by|from|with|before|at) the (?:(?:{'|'.join(LISTS['kinds'])}) )*Council$"
)
# A name in two languages round one place: "Cyngor Cymuned Llanelm Community Council".
_IN_TWO_LANGUAGES = re.compile(
    r"Cyngor (?:Tref|Cymuned|Dinas|Sir) (?P<place>.+) (?P<kind>Town|Community|City|County) Council"
)
# What kind of meeting it was, before the body itself: "Ordinary Council" met as the council.
_OCCASION = re.compile(
    r"^(?:(?:special|regular|ordinary|extra-?ordinary|annual|monthly|quarterly|inaugural|emergency|adjourned)\ )+"
    r"(?=(?:(?:Full|Parish|Town|Community|City|County|Borough|District|Village)\ )?(?:Council|Cabinet|Board|Commission)$)"
    # No body has these in its name.
    r"|^(?:ordinary|extra-?\s?ordinary|adjourned)\ (?=(?:[A-Z][\w’'&,-]*\ |(?:and|of|&|for|on)\ )+(?:Sub-)?(?:Committee|Commission|Board|Panel|Forum)$)",
    re.IGNORECASE,
)
# "Rowan Shire Council Ordinary Council", "Wych Annual Parish Council": whose, the occasion, who.
_OCCASIONS = rf"(?:{'|'.join(LISTS['occasions'])})"
_BY_OCCASION = re.compile(
    rf"(?P<whose>[A-ZÀ-Þ].*?) {_OCCASIONS}(?: (?:and )?{_OCCASIONS})* (?P<who>[A-ZÀ-Þ].*)"
)
_ITS_COUNCIL = re.compile(rf"(?P<kind>(?:(?:{'|'.join(LISTS['kinds'])}) )*)Council")
# modern.gov puts the occasion of a meeting in front of who met: "Budget, Council", "Extraordinary, Executive".
_OCCASION_BEFORE = re.compile(
    r"^(?:(?:special|ordinary|extra-?ordinary|annual|budget|urgent|emergency|adjourned|reconvened|additional|"
    r"rescheduled|moved|postponed|cancelled|virtual|remote|informal|private|joint|new (?:date|time|venue))"
    r"(?: (?:and|meeting|session))*[ ,/]*)+,\s*(?=[A-Z])",
    re.IGNORECASE,
)
_NO_PART_OF_IT = re.compile(
    r"^(?:(?:that|whereas|resolved|regular|the|an?|of|at|in|and|for|general|budget|annual|special|extraordinary|ordinary|full|summons|next|minutes|meetings?|agenda|draft|council chamber|(?:all )?members|by|to|dear|mayor and)\s+)+",
    re.I,
)
_CORPORATION = re.compile(
    r"^(?:the )?(?:council of (?:the )?)?corporation of (?:the )?", re.IGNORECASE
)
_NO_PLACE = frozenset((*LISTS["no_place"], *LISTS["small"], *LISTS["council_kinds"]))
_BARE_COUNCIL = re.compile(r"(?:(?P<kind>\w+) )?council", re.I)
_COUNCILS = frozenset(LISTS["council_kinds"])
# "Town of Rowan Finance Committee": the place ends where a body begins that any place has.
_WITH_ITS_BODY = re.compile(
    rf"(?P<place>{KIND_OF} [A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){{0,3}}?) {ORDINARY.pattern}".replace(
        "\\ ", " "
    )
)
_OF_A_PLACE = re.compile(rf"(?P<kind>{KIND_OF}) (?P<place>.+)".replace("\\ ", " "), re.IGNORECASE)


def bare(line: str) -> str:
    """Return a line of a head without what stands round the name in it: "Minutes of the … Meeting"."""
    text = _BEFORE.sub("", line, count=1)
    text = _BEHIND.sub("", text).strip(' -–—:,;|*#“”"')
    return _OCCASION.sub("", text)


def without_occasion(name: str) -> str:
    """Return who met without the occasion that a site puts in front: "Council" of "Budget, Council"."""
    return _OCCASION_BEFORE.sub("", name)


def with_capital(name: str) -> str:
    """Return a name with a capital at its first letter where that makes it an organisation's: "rowan Town Council"."""
    first, _, rest = name.partition(" ")
    is_place = first.islower() and first not in _NO_PLACE and not points_elsewhere(name)
    if not is_place or not rest[:1].isupper() or not is_publisher(f"{first.capitalize()} {rest}"):
        return name
    return f"{first.capitalize()} {rest}"


def by_occasion(name: str) -> tuple[str, str] | None:
    """Return (organisation, body) of a name with the occasion of the meeting between them, or None.

    "Wych Annual Parish Council" is Wych Parish Council; "Mid Annual Review Committee" has a word for itself.
    """
    found = _BY_OCCASION.fullmatch(name)
    if found is None or body_of(found["who"]) is None:
        return None
    council = _ITS_COUNCIL.fullmatch(found["who"])
    if is_publisher(found["whose"]):
        return found["whose"], COUNCIL if council else found["who"]
    of_place = f"{found['whose']} {found['who']}"
    return (of_place, COUNCIL) if council and is_organisation(of_place) else None


def is_publisher(name: str) -> bool:
    """Say whether a whole name is an organisation's by what it says itself, and not by what stands behind it."""
    return any(match.span() == (0, len(name)) for match in ORGANISATION.finditer(name))


def organisation_in(text: str) -> str | None:
    """Return the organisation that a text names, at its place among other words, or None."""
    for match in ORGANISATION.finditer(text):
        name = next(value for value in match.groups() if value).strip(" ,.")
        name = _NO_PART_OF_IT.sub("", _OF_ITS_BOARD.sub("", _OFFICER.sub("", name)))
        name = _RECORD_BEHIND.sub("", _in_one_language(name))
        whole = _CORPORATION.sub("", text[match.start() :].strip())
        if both := _WITH_ITS_BODY.fullmatch(name) or _WITH_ITS_BODY.match(whole):
            name = both["place"]
        if apart := by_occasion(name):
            name, _ = apart
        if _names_one(name):
            return name
    return None


def _names_one(name: str) -> bool:
    """Say whether a name is that of one organisation: no bare kind of council, no two bodies."""
    is_other = is_bare_council(name) or _TWO_BODIES.search(name) or _OF_THE_COUNCIL.search(name)
    return len(name.split()) > 1 and not is_other


def _in_one_language(name: str) -> str:
    """Return a name in English where it has both its languages round one place."""
    both = _IN_TWO_LANGUAGES.fullmatch(name)
    return f"{both['place']} {both['kind']} Council" if both else name


def organisation_at(text: str) -> str | None:
    """Return the longest organisation that a text begins with, or None.

    "Ashton City and County Council’s Travel Committee" begins with a council, "Planning Committee of
    Ashton" with none. What kind of body follows ends a name as well.
    """
    match = BEGINS.match(text)
    return match["whole"].strip(" ,") if match else None


def is_organisation(text: str) -> bool:
    """Say whether a whole text is the name of an organisation."""
    return organisation_in(text) == text


def body_of(text: str) -> str | None:
    """Return the body that a whole text names, or None."""
    match = BODY.fullmatch(text)
    return text if match else None


def body_in(text: str) -> str | None:
    """Return the first body that stands among other words, or None."""
    match = BODY.search(text)
    return match[0] if match else None


# What points at a name and is none: "the above Committee", "the said Council", "this Board".
_POINTS = re.compile(
    r"(?:the )?(?:above|aforesaid|said|same|this|that|our|your|below|following|(?:above|under|afore|before)[- ]?"
    r"(?:named|mentioned|noted|stated))\b",
    re.IGNORECASE,
)


def points_elsewhere(name: str) -> bool:
    """Say whether a name only points at one that stands elsewhere: "the above-named Committee"."""
    return bool(_POINTS.match(name))


def is_bare_council(name: str) -> bool:
    """Say whether a name is that of a council itself, without its place: "Full Council", "Regular Council"."""
    found = _BARE_COUNCIL.fullmatch(squash(name))
    return bool(found) and (found["kind"] or "full").casefold() in _COUNCILS if found else False


def same_body(one: str | None, other: str | None, organisation: str | None = None) -> bool:
    """Say whether two names of bodies of one organisation are one: "Full Council" is "Council"."""
    return body_key(one, organisation) == body_key(other, organisation)


def body_key(name: str | None, organisation: str | None = None) -> str:
    """Return what names of one body have in common, apart from case, marks, "the" and "Meeting"."""
    plain = words_of_name(name or "")
    plain = _OF_ITS_MEETING.sub("", plain)
    plain = plain.replace("sub committee", "subcommittee").replace("st ", "st ")
    whole = re.sub(r"[\W_]+", " ", (organisation or "").casefold()).strip()
    if _is_end_of(plain, whole) and plain.endswith("board"):
        return "board"
    if plain == whole or is_bare_council(plain) or (" " in plain and _is_end_of(plain, whole)):
        return COUNCIL.casefold()
    return _OF_ITS_MEETING.sub("", _without_its_name(plain, whole))


_OF_ITS_MEETING = re.compile(
    rf"^the |^nhs (?=board$)|^{_MEETING_KIND} (?=\w)| (?:meeting|minutes|agenda)$"
)


def _is_end_of(plain: str, whole: str) -> bool:
    """Say whether a body is its organisation itself, by all of its name or by the end of it."""
    return bool(plain) and f" {whole}".endswith(f" {plain}")


_BODY_END = re.compile(r"\b(?:board|commit{2}ee|commission|council|panel|court|cabinet|authority)$")


_COUNCIL_OF_IT = re.compile(rf"(?: (?:{'|'.join(LISTS['kinds'])}|and))* council$", re.IGNORECASE)


def _without_its_name(plain: str, whole: str) -> str:
    """Return a body without its organisation's name, the end of it or its initials, in front of it.

    "ICB Board" of an integrated care board, "KCC Cabinet", "Ashton City Council" of the City of Ashton,
    "Ashton Planning Committee" of Ashton Borough Council: each is plain without.
    """
    found = _OF_A_PLACE.fullmatch(whole)
    for place in (found["place"],) if found else (whole, _COUNCIL_OF_IT.sub("", whole)):
        if place and plain.startswith(f"{place} ") and _BODY_END.search(plain):
            rest = plain.removeprefix(place).strip()
            return COUNCIL.casefold() if is_bare_council(rest) else rest
    words = whole.split()
    if len(plain.split()) > 2 and set(plain.split()) - set(words) == {"board"}:
        return "board"
    return _without_its_end(plain, words)


def _without_its_end(plain: str, words: Sequence[str]) -> str:
    """Return a body without the last words of an organisation, or the initials of these, in front of it."""
    ends = (words[at:] for at in range(len(words) - 1))
    shown = (name for end in ends for name in (" ".join(end), "".join(word[0] for word in end)))
    return next(
        (plain[len(name) :].strip() for name in shown if plain.startswith(f"{name} ")), plain
    )


def organisation_key(name: str | None) -> str:
    """Return what names of one organisation have in common: "City of Ashton" is "Ashton City Council"."""
    plain = words_of_name(name or "")
    plain = re.sub(r"^(?:the )?(?:corporation of (?:the )?)?", "", plain).removesuffix(" council")
    found = _OF_A_PLACE.fullmatch(plain)
    return f"{found['place']} {found['kind'].removesuffix(' of')}" if found else plain
