"""A printed document becomes a meeting: minutes and agendas by their items, papers by where they belong.

Every reader of printed documents hands over what it read (`corpus.papers.printed`) and ends here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from corpus import names
from corpus.errors import RecordError
from corpus.lines import Line, cleaned, texts
from corpus.losses import MARKS, MAY_BE_WRONG, ONE_ITEM, missing, together
from corpus.papers import owners
from corpus.papers.packs import parts_of
from corpus.papers.paths import Named, named
from corpus.papers.placing import Placed, placed
from corpus.papers.printed import Printed
from corpus.papers.sections import sections_of
from corpus.readers import minutes
from corpus.readers.accounts import left_out
from corpus.readers.items.headings import find_headings
from corpus.readers.items.known_titles import closes, is_known, opens
from corpus.readers.pack import meetings_of_pack
from corpus.readers.text_lines import lines_of_text
from corpus.readers.tuning import CHOICE, MEASURED
from corpus.readers.withheld import classification_withholds
from corpus.records import (
    OF_THE_MEETING,
    AgendaItem,
    Document,
    DocumentKind,
    Likelihood,
    Meeting,
    MeetingFacts,
    Source,
    meeting,
)
from corpus.text import decode
from corpus.tuning import HEADS

# What is a paper of its own, and an item of most meetings too.
_ALSO_ITEMS = frozenset(
    {
        DocumentKind.QUESTIONS,
        DocumentKind.AMENDMENT,
        DocumentKind.LETTER,
        DocumentKind.DECISION_RECORD,
    }
)


def of_lines(lines: Sequence[Line], left_out: Mapping[str, int] | None = None) -> Printed:
    """Return a document without pages as printed: all of it on one."""
    return Printed(lines=lines, pages=[texts(lines)], left_out=left_out or {})


def read_text(source: Source) -> Iterator[Meeting | RecordError]:
    """Yield the meeting that a plain text or a text in Markdown tells of."""
    text = decode(source.data)
    lines = lines_of_text(text)
    yield from meetings_of(source, of_lines(lines, {MARKS: missing([text], texts(lines))}))


def meetings_of(source: Source, printed: Printed) -> Iterator[Meeting | RecordError]:
    """Yield the meetings that a printed document tells of. Raises RecordError if it is empty."""
    if not any(line.text for line in printed.lines):
        raise RecordError("the file is empty")
    found = list(_told_by(source, printed))
    # A pack may tell of several meetings: what is in none of them is left out, and counted once.
    items = [item for one in found if isinstance(one, Meeting) for item in one.items]
    lost = together(printed.left_out, left_out(cleaned(printed.lines), items))
    for one in found:
        if isinstance(one, Meeting):
            one, lost = replace(one, left_out=lost), {}
        yield one


def _told_by(source: Source, printed: Printed) -> Iterator[Meeting | RecordError]:
    parts = [] if source.facts.document else parts_of(printed)
    place = placed(source, printed, n_parts=max(len(parts) - 1, 0))
    if place.conflict:
        yield RecordError(place.conflict)
    if len(parts) > 1:
        yield from meetings_of_pack(source, printed, place, parts)
    elif source.facts.document:
        yield _of_paper(source, printed, _as_told(source, place))
    elif _is_whole(source, printed, place):
        found = _of_the_meeting(source, printed, place)
        yield found
        if place.kind in OF_THE_MEETING:
            yield from _doubts(found)
    else:
        yield _of_paper(source, printed, place)


def _is_whole(source: Source, printed: Printed, place: Placed) -> bool:
    """Say whether a document is the minutes or the agenda of a whole meeting, and no paper of one."""
    if place.kind in OF_THE_MEETING or not _is_paper(source, place):
        return True
    return _has_business(printed, place)


def _doubts(found: Meeting) -> Iterator[RecordError]:
    """Yield what is said of minutes or an agenda whose items may not be those that they have."""
    likelihood = found.likelihood
    if n_words := _unsplit(found):
        yield RecordError(f"{ONE_ITEM}: no headings found in its {n_words:,} words")
    elif likelihood and _is_weak(likelihood) and _n_words(found) >= CHOICE.long:
        yield RecordError(
            f"its {len(found.items)} {MAY_BE_WRONG}: what begins them is hard to tell "
            f"(likelihood {likelihood.score:.2f}, the next {max(likelihood.score - likelihood.margin, 0):.2f})"
        )


def _n_words(found: Meeting) -> int:
    texts_of_items = (
        text for item in found.items for text in (item.agenda, item.decision, item.minutes)
    )
    return sum(len(text.split()) for text in texts_of_items)


def _is_weak(likelihood: Likelihood) -> bool:
    score = likelihood.score
    return score < CHOICE.weak or (score < CHOICE.unsure and likelihood.margin < CHOICE.close)


def _as_told(source: Source, place: Placed) -> Placed:
    """Return where `meeting.toml` says that a document belongs: it is no record of a meeting itself."""
    kind = DocumentKind.REPORT if place.kind in OF_THE_MEETING else place.kind
    known = source.facts.or_else(place.facts)
    return replace(
        place, kind=kind, facts=replace(known, document=None), title=known.document or ""
    )


def _is_paper(source: Source, place: Placed) -> bool:
    """Say whether a document that is no minutes and no agenda is surely a paper of a meeting.

    It has the form of one, or stands in a meeting's folder; any other text is read as minutes, as
    ever, for the form of those is freest.
    """
    if place.kind == DocumentKind.OTHER:
        return place.item is not None or _has_sheet(source, place)
    if place.is_form or place.kind != DocumentKind.REPORT or place.item is not None:
        return True
    is_beside = any(one.kind in OF_THE_MEETING for one in place.beside)
    return is_beside or named(source.name).folder_date is not None


def _has_sheet(source: Source, place: Placed) -> bool:
    """Say whether one front sheet stands beside a document, or an agenda does in the folder of a day."""
    is_beside_agenda = any(one.kind == DocumentKind.AGENDA for one in place.beside)
    in_its_folder = is_beside_agenda and named(source.name).folder_date is not None
    return in_its_folder or sum(bool(one.listed) for one in place.beside) == 1


def _unsplit(found: Meeting) -> int:
    """Return how many words minutes or an agenda have that is one item though it is long, else 0."""
    first, *others = found.items
    n_words = len(first.minutes.split())
    return n_words if not others and first.number is None and n_words >= CHOICE.long else 0


def _has_business(printed: Printed, place: Placed) -> bool:
    """Say whether what looks like a question, an amendment, a letter or any text has the items of a whole meeting.

    Then it is the record of one, whose questions and amendments they are; beside the front sheet of a meeting
    only if its own head names another day.
    """
    may_be = place.kind in _ALSO_ITEMS and not place.beside
    if place.block.is_report or not (may_be or _is_of_another_day(place)):
        return False
    titles = [heading.title for heading in find_headings(cleaned(printed.lines))]
    known = sum(map(is_known, titles))
    few = MEASURED.first_titles
    whole = any(map(opens, titles[:few])) or any(map(closes, titles[-few:]))
    return (
        len(titles) >= CHOICE.few_items
        and known >= CHOICE.few_items
        and (whole or 2 * known > len(titles))
    )


def _is_of_another_day(place: Placed) -> bool:
    """Say whether any text is headed as of a day on which none of the front sheets beside it is."""
    days = {one.facts.date for one in place.beside if one.kind == DocumentKind.AGENDA}
    return (
        place.kind == DocumentKind.OTHER and place.headed is not None and place.headed not in days
    )


def _of_the_meeting(source: Source, printed: Printed, place: Placed) -> Meeting:
    found = minutes.meeting_of(source, printed.lines)
    kind = place.kind if place.kind in OF_THE_MEETING else None
    known = MeetingFacts(found.council, found.committee, found.date)
    known = _as_placed(known, place, named(source.name)) if kind else known
    if not kind and _is_of_no_meeting(known, printed):
        known = MeetingFacts(source.facts.council, source.facts.committee)
    whole = Document(
        title=_title_of_record(place, known),
        kind=kind,
        source=source.name,
        first_page=1 if _has_pages(printed) else None,
        last_page=printed.n_pages if _has_pages(printed) else None,
    )
    return replace(
        found,
        council=known.council,
        committee=known.committee,
        date=known.date,
        document=replace(whole, item=_item_of_minutes(source, place, known)) if kind else None,
    )


def _is_of_no_meeting(known: MeetingFacts, printed: Printed) -> bool:
    """Say whether nothing tells who met or when: a council that a text names among other words may be anybody's."""
    told = known.date or known.committee not in (None, names.COUNCIL)
    first = (line for page in printed.pages[:1] for line in page[: HEADS.lines])
    return not told and not any(owners.headed(line.strip("|#* ")) for line in first)


def _as_placed(known: MeetingFacts, place: Placed, path: Named) -> MeetingFacts:
    """Return what a head says of a meeting with what else places it, each name as the other papers have it."""
    told, known = place.facts, known.or_else(place.facts)
    if names.organisation_key(known.council) == names.organisation_key(told.committee):
        # What stands alone for itself is a body of the council that the front sheet names.
        known = replace(known, council=told.council, committee=told.committee)
    # "City of Ashton" on the front sheet is "Ashton City Council" in the minutes: one name for both.
    if names.organisation_key(known.council) == names.organisation_key(told.council):
        known = replace(known, council=told.council)
    # Itself it is called as the other papers call it, "County Council"; where nobody says that it met, it is a body
    # that file or folder name.
    named_so = {names.COUNCIL, path.file_body, path.body}
    if known.committee == names.COUNCIL and any(
        names.same_body(told.committee, name, known.council) for name in named_so if name
    ):
        known = replace(known, committee=told.committee)
    return known


def _has_pages(printed: Printed) -> bool:
    return any(line.page for line in printed.lines)


def _title_of_record(place: Placed, known: MeetingFacts) -> str:
    """Return what minutes or an agenda are called: "Minutes, Cabinet, 9 January 2025"."""
    if not known.committee:
        return place.title
    day = f"{known.date.day} {known.date:%B %Y}" if known.date else ""
    return ", ".join(part for part in (place.kind.capitalize(), known.committee, day) if part)


def _item_of_minutes(source: Source, place: Placed, known: MeetingFacts) -> str | None:
    """Return the item under which minutes of an earlier meeting were a paper to a later one."""
    later = any(
        one.facts.date and known.date and one.facts.date > known.date
        for one in source.neighbours
        if one.kind == DocumentKind.AGENDA
    )
    return place.item.number if later and place.item else None


def _of_paper(source: Source, printed: Printed, place: Placed) -> Meeting:
    lines = cleaned(printed.lines)
    document = Document(
        title=source.facts.document or place.title,
        kind=place.kind,
        author=place.author,
        source=source.name,
        first_page=1 if _has_pages(printed) else None,
        last_page=printed.n_pages if _has_pages(printed) else None,
        restricted=classification_withholds(place.block["classification"]),
        item=place.item.number if place.item else None,
        sections=sections_of(lines),
    )
    item = AgendaItem(
        title=(place.item.title if place.item else "") or document.title,
        number=place.item.number if place.item else None,
        documents=(document,),
        page=document.first_page,
    )
    found = meeting(source, place.facts, (item,))
    return replace(found, document=replace(document, sections=()))
