"""Whose a meeting is by the place on the page: the name above the body, who is invited, a district under its county."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus import names
from corpus.capitals import in_title_case
from corpus.name_patterns import LISTS
from corpus.tuning import HEADS
from corpus.wording import one_of

# A name and nothing else: words with capitals, joined by small ones.
_NAME = re.compile(
    r"[A-ZÀ-Þ][\w’'&.-]*(?: (?:(?:of|the|and|&|for|on|upon|in)(?: the)? )?[A-ZÀ-Þ][\w’'&.-]*){1,7}"
)
_SURELY = re.compile(
    rf"(?:^|\s){one_of(*LISTS['organisations'])}$|^(?:{one_of(*LISTS['organisations'])}) of\b"
)
# What names neither a place nor a kind of council.
_PUBLISHER = re.compile(r" (?:Authority|District|Trust|Partnership|Agency)$")
_OF_THE_RECORD = re.compile(
    r"\b(?:minutes|agenda|meeting|session|notice|reports?|papers?|pack|summons|hearing|draft|public(?! library)|order)\b",
    re.IGNORECASE,
)
# Words of where they met, and of who was there.
_NO_PLACE = re.compile(
    r"\d|\b(?:hall|rooms?|chambers?|cent(?:re|er)|school|church|street|road|online|zoom|present|venue|welcome)\b|[.:;,]$",
    re.IGNORECASE,
)
_SAYS_OF_THE_MEETING = re.compile(
    r"\b(?:minutes|agenda|meeting|session|met|held|convened|called to order|summoned|notice|hereby)\b",
    re.IGNORECASE,
)
# "To: All Members of the Cabinet".
MEMBERS_OF = re.compile(
    r"^(?:to\b\W*)?(?:(?:all|the|each|every|chair\w*|vice[- ]chair\w*|cathaoirleach|mayor|and|elected|&)\W+)*"
    r"members?\s+of\s+(?:the\s+)?(?P<name>\S.*)$",
    re.IGNORECASE,
)
_ATTEND = re.compile(
    r"\b(?:summoned|invited|requested|required) to attend (?:the )?(?P<name>\S.{2,90}?)(?=,|\.\s|\s(?:in|at|on|to be|which|via|"
    r"remotely|virtually)\b|$)",
    re.IGNORECASE,
)
# Whoever keeps the books of a body, or sends to it, does not publish its papers.
FOR_ANOTHER = re.compile(
    r"^\W*(?:(?:hosted|administered|serviced|supported|managed|clerked|provided|funded) by|secretariat\b|c/o|on behalf of|"
    r"in partnership with|(?:constituent|member|partner|participating) (?:councils|authorities|bodies)|(?:lead|host|"
    r"administering) authority)\b",
    re.IGNORECASE,
)
# A letterhead breaks a name: "CITY OF" above "JUNIPER GAP", "Marlow Vale" above "DISTRICT COUNCIL".
_BEGUN = re.compile(
    rf"(?:The )?(?:Corporation of the )?(?:(?:London|Royal|Metropolitan|Regional) )?{one_of(*LISTS['kinds'], 'Municipality')} of(?: the)?",
    re.IGNORECASE,
)
_ENDED = re.compile(rf"(?:{one_of(*LISTS['kinds'])} (?:and )?){{1,3}}Council", re.IGNORECASE)
_PLACE = re.compile(
    r"[A-ZÀ-Þ][\w’'&.-]*(?: (?:(?:of|the|and|&|on|upon|in) )?[A-ZÀ-Þ][\w’'&.-]*){0,4}"
)
_DISTRICT = re.compile(
    r"(?:Municipal|Metropolitan|Borough|Electoral|Local) (?:District|Area) of\b|.* (?:Local|Neighbourhood) (?:Area )?Council$|"
    r".* Area Council$|.* Municipal District$"
)

_PUBLISHES = re.compile(r"^(?:(?:Rural|Regional|Metropolitan|Municipal) )?(?:District of|City|Town|Township|Village|County|Borough|Municipality|Parish|Shire)\b|"
                        r"\b(?:Council|Township|Municipality)$|^(?:\w+ )?Council of\b", re.IGNORECASE)  # fmt: skip


def cells(line: str) -> list[str]:
    """Return what stands in a line of a head for itself, of two languages the one that other papers have."""
    parts = (one for part in _APART.split(line) for one in _at_dash(part))
    return [one for part in parts for one in _in_one_language(part)]


def _at_dash(part: str) -> list[str]:
    """Return whose and who where a dash parts them that has no space on one side, or on none.

    Without any it may be of a name: "Municipal District of Ashton–Westwater".
    """
    found = _ONE_SIDED.search(part) or _GLUED.search(part)
    if found is None:
        return [part]
    sides = [part[: found.start()].strip(), part[found.end() :].strip()]
    whose, who = map(in_title_case, sides)
    is_both = names.is_organisation(whose) and names.body_of(names.bare(_cut(who)))
    return sides if is_both else [part]


def _cut(who: str) -> str:
    return re.split(r"[,.|]|\s[–—]|\d", who)[0].strip()


def _in_one_language(part: str) -> list[str]:
    both = _TWO_TONGUES.split(part)
    english = [one for one in both if not _CELTIC.match(one)]
    return english if len(both) > 1 and english else [part]


_APART = re.compile(r"\s\|\s|\s[–—]\s|\s-\s")
_ONE_SIDED = re.compile(r"\s[–—](?=\S)|(?<=\S)[–—]\s")
_GLUED = re.compile(r"(?<=\w)[–—](?=[A-ZÀ-Þ])")
_TWO_TONGUES = re.compile(
    r"\s/\s(?=(?:minutes|agenda|notice|cofnodion|rhaglen|clár|miontuairisc\S*)\b)", re.IGNORECASE
)
_CELTIC = re.compile(
    r"\W*(?:cofnodion|rhaglen|pwyllgor|cyngor|clár|miontuairisc\S*|comhairle|coiste)\b",
    re.IGNORECASE,
)


def joined(lines: Sequence[str]) -> list[str]:
    """Return the lines of a head with a council's name on one, where a letterhead breaks it at the top."""
    found: list[str] = []
    named: list[int] = []
    for line in lines:
        above = _plain(found[named[-1]]) if 0 < len(named) <= HEADS.letterhead else ""
        if above and _is_broken(above, _plain(line)):
            found[named[-1]] = f"{above} {_plain(line)}"
            continue
        if line.strip():
            named.append(len(found))
        found.append(line)
    return found


def _plain(line: str) -> str:
    return in_title_case(line.strip("|#* "))


def _is_broken(above: str, below: str) -> bool:
    """Say whether two lines are one name: a kind of council and its place, or the other way round."""
    place, rest = (below, above) if _BEGUN.fullmatch(above) else (above, below)
    is_kind = _BEGUN.fullmatch(rest) if rest is above else _ENDED.fullmatch(rest)
    is_place = _PLACE.fullmatch(place) and not _OF_THE_RECORD.search(place)
    return (
        bool(is_kind and is_place)
        and names.body_of(place) is None
        and not names.is_organisation(place)
    )


def itself(organisation: str | None) -> str | None:
    """Return "Council" for an organisation that is a council, None for any other."""
    return names.COUNCIL if organisation and _PUBLISHES.search(organisation) else None


def beside_body(lines: Sequence[str], text: str) -> str | None:
    """Return the name that stands at the top of a head above the name of a body, or right below it; or None.

    It ends as the names of organisations do ("County", "Authority", "District"); above it `text` may say it again.
    """
    return _above_body(lines, text) or _below_body(lines)


def _below_body(lines: Sequence[str]) -> str | None:
    top = lines[: 2 * HEADS.letterhead]
    below = (name for body, name in pairwise(top) if _is_other_body(body, name) and _is_name(name))
    return next((name for name in below if _PUBLISHER.search(name)), None)


def publisher(beside: str | None, named: str | None, lines: Sequence[str]) -> str | None:
    """Return who publishes: the council that a head names, but a joint body whose name stands `beside` its committee's.

    A joint body's name comes above all that names the council, one of its members.
    """
    if not beside or not named or not _PUBLISHER.search(beside):
        return named or beside
    if names.organisation_key(named) in names.organisation_key(beside):
        return named
    first = next((at for at, line in enumerate(lines) if beside in line), len(lines))
    return beside if all(named not in line for line in lines[: first + 1]) else named


def _above_body(lines: Sequence[str], text: str) -> str | None:
    for at, line in enumerate(lines[: HEADS.letterhead]):
        below = lines[at + 1 : at + 1 + HEADS.letterhead]
        if _is_name(line) and any(_is_other_body(one, line) for one in below):
            if _SURELY.search(line) or text.casefold().count(line.casefold()) > HEADS.said_again:
                return line
            return None
    return None


def over_lines(lines: Sequence[str]) -> str | None:
    """Return the council whose name goes over lines at the top of a head: "BORLEY" over "PARISH COUNCIL"."""
    for at, line in enumerate(lines[: HEADS.letterhead + 1]):
        if at and names.is_bare_council(line) and " " in line:
            above = lines[max(at - HEADS.letterhead + 1, 0) : at]
            return next(
                filter(None, (_joined([*above[n:], line]) for n in range(len(above)))), None
            )
    return None


def _joined(lines: Sequence[str]) -> str | None:
    """Return the council that lines name together, or None where one of them is not a part of its name."""
    if any(_OF_THE_RECORD.search(line) or _NO_PLACE.search(line) for line in lines):
        return None
    whole = " ".join(lines)
    found = names.organisation_in(whole)
    return found if found and whole.endswith(found) else None


def tells_of_others(line: str) -> bool:
    """Say whether a line names others in passing: a sentence that says nothing of a record or a meeting, or of a host."""
    is_sentence = len(line.split()) > HEADS.short_line and line.endswith((".", "!", "?"))
    is_passing = is_sentence and not _SAYS_OF_THE_MEETING.search(line)
    return is_passing or bool(FOR_ANOTHER.search(line))


def is_publisher(name: str) -> bool:
    """Say whether a name ends as the names of those do that publish: "Authority", "District", "Trust"."""
    return bool(_SURELY.search(name))


def _is_name(line: str) -> bool:
    is_record = _OF_THE_RECORD.search(line) or names.points_elsewhere(line)
    return bool(_NAME.fullmatch(line)) and not is_record and names.bare(line) == line


def _is_other_body(line: str, name: str) -> bool:
    plain = names.bare(line)
    return plain != name and not names.is_bare_council(plain) and names.body_of(plain) is not None


def invited(front: Sequence[str]) -> Iterator[str]:
    """Yield who may be meant by whom a head is to and what they are asked to attend, as it is written."""
    filled = [" ".join(line.strip("|#*_ ").split()) for line in front if line.strip("|#*_ ")]
    for line in filled:
        if members := MEMBERS_OF.match(line):
            yield members["name"]
    for attended in _ATTEND.finditer(" ".join(filled)):
        yield attended["name"]


def county_of(district: str, lines: Sequence[str]) -> str | None:
    """Return the council whose name stands by itself above a district that meets, or None.

    A "Municipal District of …" is a body of its county; without the county's letterhead it stands for itself.
    """
    if not _DISTRICT.match(district):
        return None
    alone = (names.bare(line) for line in lines)
    others = (one for one in alone if one.endswith(" Council") and one != district)
    found = (one for one in others if names.is_organisation(one) and not _DISTRICT.match(one))
    return next(found, None)
