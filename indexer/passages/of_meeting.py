"""Meetings become passages: one agenda item, one passage, one permalink."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import urldefrag, urlsplit

from corpus.records import AgendaItem, Document, DocumentKind, Meeting, MeetingFacts
from corpus.text import slug, squash
from indexer.passages.annotate import annotate
from indexer.passages.annotations import NO_ANNOTATIONS, speakers
from indexer.passages.exemption import exemption
from indexer.passages.exemption.exemption import Verdict
from indexer.passages.exemption.items import minutes_items
from indexer.passages.motions.resolutions import is_adopted, resolutions
from indexer.passages.of_others import own_words
from indexer.passages.passage import NO_TITLE, Passage, SourceLink
from indexer.passages.procedure import is_procedural
from indexer.passages.speech.handed_in import with_who_handed_in

# Why an internal index marks an item of which a part only is exempt.
PART_EXEMPT = "Exempt in part: not for publication"
# Returns verdicts as a person decided them; `list` leaves them as they are.
Decided = Callable[[Sequence[Verdict]], list[Verdict]]


def passages(
    meeting: Meeting,
    record: int = 0,
    *,
    include_exempt: bool = False,
    decided: Decided = list,
) -> Iterator[Passage]:
    """Yield the passages of a meeting, the `record`-th of its source.

    An exempt item keeps its text only with `include_exempt`. `decided` gives verdicts as a person
    decided them. The ids may still collide with those of another meeting.
    """
    verdicts = decided(exemption.of_meeting(meeting))
    position = 0
    for item, verdict in zip(meeting.items, verdicts, strict=True):
        found = _of_item(meeting, item, verdict, record, include_exempt=include_exempt)
        for document in item.documents:
            found += _of_document(
                meeting,
                item,
                document,
                record,
                verdict.reason,
                include_exempt=include_exempt,
                decided=decided,
            )
        for passage, why in found:
            position += 1
            placed = replace(
                passage, position=position, id=passage.id or _identifier(meeting, item, position)
            )
            if why is None:
                yield annotated(placed)
            elif include_exempt:
                yield annotated(replace(placed, exempt=why))
            else:
                yield withheld(placed, why)


def _speaks_itself(item: AgendaItem) -> bool:
    """Say whether an item is a passage beside its documents: it has words, or only links to them."""
    has_text = item.agenda or item.decision or item.minutes
    return bool(has_text) or not any(document.sections for document in item.documents)


def _of_item(
    meeting: Meeting, item: AgendaItem, verdict: Verdict, record: int, *, include_exempt: bool
) -> list[tuple[Passage, str | None]]:
    """Return the passage of an item, if it speaks itself, with why it is withheld, if it is."""
    if not _speaks_itself(item):
        return []
    shown, why = _shown(item, verdict, include_exempt=include_exempt)
    return [(_passage(meeting, shown, record), why)]


def _shown(
    item: AgendaItem, verdict: Verdict, *, include_exempt: bool
) -> tuple[AgendaItem, str | None]:
    """Return what is kept of an item: all if it is internal, else all but the exempt stretches."""
    if verdict.reason is None and verdict.is_part and include_exempt:
        return item, PART_EXEMPT
    return (item if verdict.reason else verdict.item), verdict.reason


def _passage(meeting: Meeting, item: AgendaItem, record: int) -> Passage:
    url = item.url or meeting.url
    return Passage(
        id=item.record_id or "",
        title=item.title or NO_TITLE,
        text="",
        source=meeting.source,
        number=item.number,
        council=meeting.council,
        committee=meeting.committee,
        date=meeting.date,
        url=url,
        agenda=item.agenda,
        decision=item.decision,
        minutes=item.minutes,
        documents=tuple(replace(document, sections=()) for document in item.documents),
        document=_without_sections(meeting.document) or _record_of(meeting, item),
        page=item.page,
        procedural=is_procedural(item.title),
        sources=(SourceLink(meeting.source, url),),
        record=record,
    )


def _without_sections(document: Document | None) -> Document | None:
    return replace(document, sections=()) if document and document.sections else document


def _record_of(meeting: Meeting, item: AgendaItem) -> Document | None:
    """Return what a record is whose reader does not say: minutes where there are any, or an agenda."""
    kind = DocumentKind.MINUTES if item.minutes or item.decision else DocumentKind.AGENDA
    if not (item.agenda or item.minutes or item.decision) or item.record_id:
        return None
    return Document(kind.capitalize(), kind=kind, source=meeting.source)


def _of_document(
    meeting: Meeting,
    item: AgendaItem,
    document: Document,
    record: int,
    reason: str | None,
    *,
    include_exempt: bool,
    decided: Decided,
) -> list[tuple[Passage, str | None]]:
    """Return a passage for each section of a document, with why it is withheld, if it is."""
    url = document.url or item.url or meeting.url
    whole = replace(document, sections=(), source=document.source or meeting.source)
    if document.meeting:
        return _of_minutes(
            meeting,
            replace(whole, meeting=None),
            document,
            record,
            reason,
            include_exempt=include_exempt,
            decided=decided,
        )
    stem = _document_identifier(meeting, item, whole)
    found = []
    verdicts = decided(exemption.of_document(document))
    for n, (section, verdict) in enumerate(zip(document.sections, verdicts, strict=True), start=1):
        part, why = _shown(verdict.original, verdict, include_exempt=include_exempt)
        passage = Passage(
            id=f"{stem}-{n}" if len(verdicts) > 1 else stem,
            title=document.title or item.title or NO_TITLE,
            text="",
            source=meeting.source,
            number=item.number,
            council=meeting.council,
            committee=meeting.committee,
            date=meeting.date,
            url=_at_page(url, section.page),
            agenda=part.agenda,
            document=whole,
            heading=section.heading,
            paragraph=section.paragraph,
            page=section.page,
            sources=(SourceLink(meeting.source, url),),
            record=record,
        )
        found.append((passage, reason or why))
    return found


def _of_minutes(
    meeting: Meeting,
    whole: Document,
    document: Document,
    record: int,
    reason: str | None,
    *,
    include_exempt: bool,
    decided: Decided,
) -> list[tuple[Passage, str | None]]:
    """Return the items of the earlier meeting that minutes in a pack record, as passages of that one."""
    told = document.meeting or MeetingFacts()
    earlier = replace(meeting, council=told.council, committee=told.committee, date=told.date)
    items = minutes_items(document)
    earlier = replace(earlier, items=tuple(items), document=whole)
    found = []
    for n, verdict in enumerate(decided(exemption.verdicts(items)), start=1):
        item, why = _shown(verdict.original, verdict, include_exempt=include_exempt)
        passage = _passage(earlier, item, record)
        place = replace(
            passage, id=_identifier(earlier, item, n), url=_at_page(passage.url, item.page)
        )
        found.append((place, reason or why))
    return found


def _at_page(url: str | None, page: int | None) -> str | None:
    """Return the address of a page of a PDF, which browsers open there."""
    if url is None or page is None or not urlsplit(url).path.lower().endswith(".pdf"):
        return url
    return f"{urldefrag(url).url}#page={page}"


def _document_identifier(meeting: Meeting, item: AgendaItem, document: Document) -> str:
    """Return the beginning of the ids of a document's passages: its meeting, item and title."""
    when = meeting.date.isoformat() if meeting.date else None
    number = f"item {item.number}" if item.number else None
    name = slug(document.title or PurePosixPath(meeting.source).stem)[:60].rstrip("-")
    where = [meeting.council, meeting.committee, when, number, document.kind, name]
    return slug(" ".join(part for part in where if part))


def annotated(passage: Passage) -> Passage:
    """Return a passage with its text put together and what the text says noted."""
    text = "\n\n".join(part for part in (passage.agenda, passage.decision, passage.minutes) if part)
    found = with_who_handed_in(annotate(text), passage.title, text)
    minuted = resolutions(
        passage.minutes,
        is_carried=is_adopted(text, found.motions),
        own=own_words(passage.council, passage.committee),
    )
    resolved = "\n".join(part for part in (passage.decision, minuted) if part)
    return replace(
        passage, text=text, resolved=resolved, speakers=speakers(found), annotations=found
    )


def withheld(passage: Passage, reason: str) -> Passage:
    """Return an exempt passage's placeholder: its place, why, and its title if that is no part of the text."""
    from indexer.passages.exemption.paragraphs import breaks_off  # see `passages`
    from indexer.passages.exemption.prose import tells

    text = squash(f"{passage.agenda} {passage.decision} {passage.minutes}")
    below = (passage.agenda or passage.decision or passage.minutes).lstrip()
    cut = passage.title.endswith("…") and squash(passage.title[:-1]) in text
    cut = cut or (bool(below) and breaks_off(passage.title, below))
    return replace(
        passage,
        title="(exempt item)" if cut or tells(passage.title) else passage.title,
        text="",
        agenda="",
        decision="",
        minutes="",
        documents=(),
        document=replace(passage.document, author=None) if passage.document else None,
        heading="",
        paragraph=None,
        speakers=(),
        resolved="",
        annotations=NO_ANNOTATIONS,
        exempt=reason,
    )


def _identifier(meeting: Meeting, item: AgendaItem, position: int) -> str:
    """Return an id that says what it is and depends on nothing but the meeting and the position."""
    stem = PurePosixPath(meeting.source).stem
    day = meeting.date.isoformat() if meeting.committee and meeting.date else stem
    where = [meeting.council, meeting.committee, day]
    if len(meeting.items) == 1 and item.number is None:
        # One page, one item: its place in the meeting is not known, its file is.
        where = [*where, stem] if where[-1] != stem else where
        return _slug_of(where)
    key = f"item {item.number}" if item.number else f"part {position}"
    return f"{_slug_of(where)}-{slug(key)}"


def _slug_of(parts: Iterable[str | None]) -> str:
    """Return the slug of those parts that are not empty."""
    return slug(" ".join(part for part in parts if part))


def with_unique_ids(
    found: Iterable[Passage], is_taken: Callable[[str], bool] = lambda _: False
) -> Iterator[Passage]:
    """Yield the passages, each id once: a second one of the same id gets "-2", and so on."""
    seen: dict[str, int] = {}
    for passage in found:
        identifier = passage.id
        while identifier in seen or is_taken(identifier):
            seen[passage.id] = seen.get(passage.id, 1) + 1
            identifier = f"{passage.id}-{seen[passage.id]}"
        seen[identifier] = 1
        yield passage if identifier == passage.id else passage.renamed(identifier)
