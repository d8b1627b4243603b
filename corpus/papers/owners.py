"""Whose a paper is: what its head, its text, its pages' edges and the papers beside it say of its council.

A name in a sentence may be anybody's. It counts where it stands by itself, where a body is said to be its, or
where an address in the paper is made of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from corpus import heads, letterheads, names
from corpus.capitals import in_title_case
from corpus.name_patterns import NO_PLACE
from corpus.papers.evidence import Piece, first_ones
from corpus.papers.printed import Printed
from corpus.papers.said import Head, others, telling
from corpus.papers.tuning import LINES, OF_MEETING
from corpus.records import Neighbour, Source
from corpus.text import words_of_name
from corpus.tuning import HEADS, PACKS, PAPERS

_NUMBERED = re.compile(r"\(?\d{1,2}[.)]\s")
# Who writes or answers does not publish.
_ADDRESSED = re.compile(
    r"(?:From|To|(?:Joint )?(?:Reports?|Responses?|Letters?|Comments?|Submissions?|Presentations?|Objections?|Representations?|"
    r"Consultations?|Applications?) (?:of|by|from|to|with)|(?:Submitted|Presented|Prepared|Written|Provided) (?:by|for|to)|"
    r"Applicant|Consultee|Partner|Source)\b",
    re.IGNORECASE,
)
_CELTIC = re.compile(r"(?:Cyngor|Comhairle)\b")
# The words of a name that are no sentence: all with capitals, but for those that join them.
_SAYS = re.compile(
    r"(?<![\w.@-])(?!(?:of|and|the|for|to|in|on|at|by|from|with|y|yr|an|na)\b)[a-z]{2,}\b|\.$"
)
# Of a site or a mailbox, the part that names whose it is: "ashton" of "clerk@ashton-pc.gov.uk" with what kind it is.
_ADDRESS = re.compile(
    r"(?:@|\bwww\.|://)(?:[\w-]+\.)*?(?P<name>[\w-]{3,60})\.(?:gov|govt|nhs|police|fire|edu|k12|org|com|net|scot|wales|"
    r"cymru|ca|ie|us)\b",
    re.IGNORECASE,
)
_OF_ITS_KIND = re.compile(
    r"(?:council|county|city|town|village|borough|district|parish|region|shire|schools?|fire|authority|[mc]?[bcdt]c|pc|fra|"
    r"npa|usd|ca|[a-z]{2})*"
)
_IN_FRONT = re.compile(r"(?:cityof|townof|countyof|villageof|townshipof|nhs|my|the)?")
# "the Board of Trustees of the Town of Ashton", "Clerk of the Board, County of Ashton": whose a body is said to be.
_BODY_OF = re.compile(
    r"\b(?:Council|Board|Commission|Supervisors|Trustees|Commissioners|Selectmen)(?:,| of| for) (?:the )?(?=\w)",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\s*(?:$|[,.;:()|–])")


def of_paper(source: Source, printed: Printed, head: Head) -> Iterator[Piece[str]]:
    """Yield what a paper says of its council, in its head and its text, and `meeting.toml`."""
    if head.own.council:
        yield Piece(head.own.council, OF_MEETING.council, "its head")
    if source.facts.council:
        yield Piece(source.facts.council, OF_MEETING.council_sidecar, "meeting.toml")
    text = "\n".join(line.text for line in printed.lines)
    top = _at_the_top(head, text)
    if top:
        yield Piece(top, OF_MEETING.top, "its head")
    if named_most := heads.most_named(text):
        yield Piece(named_most, OF_MEETING.named_most, "its text")
    if not (top or head.own.council):
        yield from _in_passing(printed, head)


def beside(neighbours: Sequence[Neighbour]) -> list[Piece[str]]:
    """Return what the front sheets, the minutes and the other papers beside a paper say of its council."""
    told = ((one.name, one.facts.council) for one in telling(neighbours))
    sheets = [Piece(council, OF_MEETING.neighbour, name) for name, council in told if council]
    papers = ((one.name, one.facts.council) for one in others(neighbours))
    return [*sheets, *first_ones(papers, names.organisation_key, OF_MEETING.paper_council)]


def _at_the_top(head: Head, text: str) -> str | None:
    """Return the organisation that a line of a paper's head is, or that stands there above who meets.

    Of two languages it is the name in English.
    """
    filled = _before_list([line for line in head.lines if line.strip()][: PAPERS.head_lines])
    found = [name for line in filled if (name := headed(line))]
    english = (name for name in found if not _CELTIC.match(name))
    if found:
        return next(english, found[0]) if _CELTIC.match(found[0]) else found[0]
    return letterheads.beside_body([in_title_case(line) for line in filled], text)


def _before_list(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines before the second with a number: an item is about other councils, too."""
    numbered = [n for n, line in enumerate(lines) if _NUMBERED.match(line.strip())]
    return lines[: numbered[1]] if len(numbered) > 1 else lines


def headed(line: str) -> str | None:
    """Return the organisation that a line of a head is little more than the name of, and no sentence."""
    head = in_title_case(line)
    name = names.organisation_in(head)
    if name is None or _n_words(head) > _n_words(name) + LINES.beside_name:
        return None
    is_of_others = letterheads.FOR_ANOTHER.search(head) or _ADDRESSED.match(head)
    return None if is_of_others or _SAYS.search(head.replace(name, "", 1)) else name


def _n_words(text: str) -> int:
    """Return how many words stand in a line: a day's figures are none."""
    return len(re.findall(r"[^\W\d_]{2,}", text))


def _in_passing(printed: Printed, head: Head) -> Iterator[Piece[str]]:
    """Yield who stands alone at the edge of pages, whose a body is said to be, and whose address the paper gives."""
    pages = [[line.strip("|#* ") for line in page if line.strip()] for page in printed.pages]
    edges = [line for page in pages for line in (*page[: PACKS.edge], *page[-PACKS.edge :])]
    yield from _each(filter(None, map(headed, edges)), OF_MEETING.edge, "the edge of a page")
    owned = (name for line in head.lines for name in _owners(line))
    yield from _each(owned, OF_MEETING.owner, "whose its body is")
    lines = [line for page in pages for line in page]
    yield from _each(_addressed(lines), OF_MEETING.address, "its address")


def _each(found: Iterable[str], weight: float, place: str) -> Iterator[Piece[str]]:
    """Yield one piece for each organisation, the first name of it."""
    names_of = {names.organisation_key(one): one for one in reversed(list(found))}
    return (Piece(one, weight, place) for one in reversed(names_of.values()))


def _owners(line: str) -> Iterator[str]:
    """Yield the organisations whose body a line speaks of; in capitals a name has to end where it can be seen."""
    titled = in_title_case(line)
    for match in _BODY_OF.finditer(titled):
        rest = titled[match.end() :]
        name = names.organisation_in(rest)
        if name and rest.startswith(name) and _ENDS.match(rest[len(name) :]):
            yield name


def _addressed(lines: Sequence[str]) -> Iterator[str]:
    """Yield the organisations in a text of whose place an address in it is made."""
    text = "\n".join(lines)[: HEADS.searched]
    addresses = {re.sub(r"\W", "", found["name"].casefold()) for found in _ADDRESS.finditer(text)}
    for line in text.splitlines() if addresses else ():
        name = names.organisation_in(in_title_case(line))
        if name and any(_is_made_of(address, name) for address in addresses):
            yield name


def _is_made_of(address: str, name: str) -> bool:
    """Say whether an address is a council's place, beside what kind of council it is."""
    words = words_of_name(name).split()
    place = "".join(word for word in words if word not in NO_PLACE)
    before, found, behind = (
        address.partition(place) if len(place) >= HEADS.shortest_place else ("",) * 3
    )
    return bool(found and _IN_FRONT.fullmatch(before) and _OF_ITS_KIND.fullmatch(behind))
