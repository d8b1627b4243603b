"""modern.gov pages as people save them: the text of a page, without its tags.

Four kinds of page: one item (`mgAi`), a meeting (`ieListDocuments`), an issue through its meetings
(`ieIssueDetails`) and a decision (`ieDecisionDetails`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.dates import find_date
from corpus.errors import RecordError
from corpus.lines import Line
from corpus.losses import AROUND, MARKS, missing, together
from corpus.names import without_occasion
from corpus.readers.accounts import left_out
from corpus.readers.held import with_lost
from corpus.readers.items.numbering import ItemNumber, leading_number, longest_sequence, only_number
from corpus.readers.sections import agenda_item, section_label
from corpus.readers.tuning import KNOWN, LABELLED
from corpus.records import AgendaItem, Meeting, MeetingFacts, Source, meeting
from corpus.text import clean_lines, decode, without_file_note, without_furniture

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_PAGE = re.compile(
    r"/(mgAi|ieListDocuments|ieIssueDetails|ieDecisionDetails|CeListDocuments)\.aspx", re.IGNORECASE
)
_HEADINGS = {
    "agenda item": "mgai",
    "decision details": "iedecisiondetails",
    "issue details": "ieissuedetails",
    "issue - meetings": "ieissuedetails",
    "issue - items at meetings": "ieissuedetails",
}
# What stands below the stamp of a paper: "III-3", "7.1", "No. 12".
_REFERENCE = re.compile(
    r"(?:no\.? ?)?(?:[A-Z]{1,4}[-./ ]?)?(?:\d{1,4}|[IVX]{1,5})(?:[-./]\w{1,4})*[.)]?", re.IGNORECASE
)
_MEETING_HEADING = re.compile(
    r"(?:agenda|decisions|draft minutes|minutes|printed minutes)"
    r"(?:(?:, | and )(?:decisions|draft minutes|minutes|printed minutes|documents))*",
    re.IGNORECASE,
)
_LIST_STARTS = re.compile(r"(?:Note )?(?:No\. )?Items?", re.IGNORECASE)
_MEETING_OF_ISSUE = re.compile(
    r"Meeting: (?P<date>\d\d/\d\d/\d{4}) ?- ?(?P<committee>.+?)(?: \(Item (?P<number>[^)]+)\))?"
)
_DECIDED_AT = re.compile(r"Decided at meeting: (?P<date>\d\d/\d\d/\d{4}) - (?P<committee>.+)")
_DECISION_FACT = re.compile(
    r"(?P<name>Decision Maker|Decision status|Is Key decision\?|Is subject to call in\?|"
    r"Publication date|Date of decision|Decided at meeting|Effective from|Notice of decision|"
    r"This decision has been called in by|Explanation of Call-in):\s*(?P<value>.*)"
)
_COMMITTEE_AND_DATE = re.compile(
    r"(?P<committee>.+?) [-–] (?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)"
)
_VENUE = re.compile(r"Venue:\s*(?P<venue>.+?)(?:\.? View directions)?")


def recognises(source: Source, text: str) -> bool:
    """Say whether the text is a saved modern.gov page: by its address, else by its heading."""
    lines = [line.strip() for line in text[: KNOWN.characters].splitlines() if line.strip()]
    lines = lines[: KNOWN.lines]
    if not lines:
        return False
    if _ADDRESS.match(lines[0]) and _PAGE.search(lines[0]):
        return True
    return any(_is_heading(lines, at) for at in range(min(len(lines), 2))) or _is_of_a_meeting(
        lines
    )


def _is_heading(lines: Sequence[str], at: int) -> bool:
    """Say whether a line is the heading of a page; in capitals, or over a mere number, a paper is stamped so."""
    line, below = lines[at], lines[at + 1] if at + 1 < len(lines) else ""
    is_stamp = line.isupper() or _REFERENCE.fullmatch(below)
    return line.lower() in _HEADINGS and not is_stamp


def _is_of_a_meeting(lines: list[str]) -> bool:
    """Say whether lines are the head of a meeting's page: what it shows, then its venue or its items."""
    return bool(_MEETING_HEADING.fullmatch(lines[0])) and any(
        _LIST_STARTS.fullmatch(line) or line.startswith("Venue:") for line in lines[1:]
    )


def read(source: Source) -> Iterator[Meeting]:
    """Yield the meetings that a saved page tells of."""
    whole = clean_lines(decode(source.data))
    lines = without_furniture(whole)
    found = list(_told(source, lines))
    yield from with_lost(found, lost_of_page(whole, lines, found))


def lost_of_page(
    whole: Sequence[str], lines: Sequence[str], found: Sequence[Meeting]
) -> dict[str, int]:
    """Return how many words of a page are in none of its items: what is around the record, and the rest."""
    items = [item for one in found for item in one.items]
    # Addresses, and the sizes of files behind their titles, are marks.
    told = [without_file_note(line) for line in lines if not _ADDRESS.match(line)]
    around = {AROUND: missing(whole, lines), MARKS: missing(lines, told)}
    return together(around, left_out([Line(line) for line in told], items))


def _told(source: Source, lines: list[str]) -> Iterator[Meeting]:
    url, kind, lines = _head(lines)
    if kind == "ieissuedetails":
        yield from _issue(source, lines, url)
    elif kind == "iedecisiondetails":
        yield _decision(source, lines, url)
    elif kind == "mgai":
        title, rest = _title(lines)
        found = leading_number(title)
        number = found[0].printed if found and found[0].marked and found[1][:1].isupper() else None
        title = found[1] if found and number else title
        item = agenda_item(title, rest, number=number, url=url)
        yield meeting(source, MeetingFacts(), (item,))
    else:
        yield _whole_meeting(source, lines, url)


def _head(lines: list[str]) -> tuple[str | None, str, list[str]]:
    """Return the page's address, its kind and the lines behind its heading."""
    start, url, kind = 0, None, ""
    while start < len(lines) and not lines[start]:
        start += 1
    if start < len(lines) and (address := _ADDRESS.match(lines[start])):
        url = address[0]
        page = _PAGE.search(url)
        kind = page[1].lower() if page else ""
        start += 1
    for index in range(start, min(start + KNOWN.heading_lines, len(lines))):
        found = _HEADINGS.get(lines[index].lower())
        if found:
            return url, found, lines[index + 1 :]
    return url, kind, lines[start:]


def _title(lines: list[str]) -> tuple[str, list[str]]:
    """Return the title, which is the first line with text, and the lines behind it."""
    for index, line in enumerate(lines):
        if section_label(line):
            return "", lines[index:]
        if line and len(line.split()) > LABELLED.longest_site_title:
            # The heading was not saved; the line is the item's text, so it stays there too.
            return " ".join(line.split()[: LABELLED.short_site_title]) + "…", lines[index:]
        if line:
            return without_file_note(line), lines[index + 1 :]
    raise RecordError("the page holds no agenda item")


def _issue(source: Source, lines: list[str], url: str | None) -> Iterator[Meeting]:
    issue_title, _ = _title(lines)
    heads = [(i, m) for i, line in enumerate(lines) if (m := _MEETING_OF_ISSUE.fullmatch(line))]
    if not heads:
        title, rest = _title(lines)
        yield meeting(source, MeetingFacts(), (agenda_item(title, rest, url=url),))
        return
    ends = [*(start for start, _ in heads[1:]), len(lines)]
    for (start, head), end in zip(heads, ends, strict=True):
        title, rest = _title(lines[start + 1 : end])
        number = head["number"]
        found = leading_number(title)
        if found and found[1] and found[0].printed == number:
            title = found[1]
        committee = without_occasion(head["committee"])
        facts = MeetingFacts(committee=committee, date=find_date(head["date"]))
        item = agenda_item(title or issue_title, rest, number=number, url=url)
        yield meeting(source, facts, (item,))


def _decision(source: Source, lines: list[str], url: str | None) -> Meeting:
    title, rest = _title(lines)
    facts: dict[str, str] = {}
    record = []
    for line in rest:
        fact = _DECISION_FACT.fullmatch(line)
        if fact:
            facts[fact["name"]] = fact["value"]
        else:
            record.append(line)
    decided_at = _DECIDED_AT.fullmatch(f"Decided at meeting: {facts.get('Decided at meeting', '')}")
    if not any(section_label(line) in ("decision", "minutes") for line in record):
        record.insert(0, "Decision:")
    committee = decided_at["committee"] if decided_at else facts.get("Decision Maker") or None
    committee = without_occasion(committee) if committee else None
    when = find_date(decided_at["date"] if decided_at else facts.get("Date of decision", ""))
    item = agenda_item(title, record, url=url)
    return meeting(source, MeetingFacts(committee=committee, date=when), (item,))


def _whole_meeting(source: Source, lines: list[str], url: str | None) -> Meeting:
    start = max((i + 1 for i, line in enumerate(lines) if _LIST_STARTS.fullmatch(line)), default=0)
    head = lines[:start]
    facts = facts_of_head(head, url)
    items = _items(lines[start:])
    if not items:
        if not any(lines):
            raise RecordError("the page is empty")
        title = f"{facts.committee or source.facts.committee or 'Meeting'}: whole page"
        items = [agenda_item(title, lines[start:], url=url)]
    return meeting(source, facts, tuple(items))


def facts_of_head(head: list[str], url: str | None) -> MeetingFacts:
    """Return what the lines above the items of a meeting page say: committee, date, venue."""
    committee = when = venue = None
    for line in head:
        if found := _COMMITTEE_AND_DATE.match(line):
            committee, when = without_occasion(found["committee"]), find_date(line)
        elif found := _VENUE.fullmatch(line):
            venue = found["venue"]
    return MeetingFacts(committee=committee, date=when, venue=venue, url=url)


def _items(lines: list[str]) -> list[AgendaItem]:
    """Return the items of a meeting page, where a number stands on its own line above each title."""
    found = _item_numbers(lines)
    if not found:
        return []
    items = []
    ends = [*(start for start, _ in found[1:]), len(lines)]
    for (start, number), end in zip(found, ends, strict=True):
        title, rest = _title(lines[start + 1 : end])
        items.append(agenda_item(title, rest, number=number.printed))
    front = lines[: found[0][0]]
    if len(" ".join(front).split()) >= LABELLED.site_front:
        title, rest = _title(front)
        items.insert(0, agenda_item(title, rest))
    return items


def _item_numbers(lines: list[str]) -> list[tuple[int, ItemNumber]]:
    """Return the lines that number an item, with their numbers: those that count upwards."""
    candidates = list(_numbers_above_titles(lines))
    numbers = [number for _, number in candidates]
    weights = [1.0 if number.marked else KNOWN.unmarked for number in numbers]
    chain = longest_sequence(numbers, weights, max_gap=KNOWN.most_missing)
    is_sure = len(chain) >= KNOWN.sure or all(numbers[i].marked for i in chain)
    return [candidates[i] for i in chain] if is_sure else []


def _numbers_above_titles(lines: list[str]) -> Iterator[tuple[int, ItemNumber]]:
    for index, line in enumerate(lines):
        number = only_number(line)
        if number and not number.is_sub_item and _title_follows(lines, index):
            yield index, number


def _title_follows(lines: list[str], index: int) -> bool:
    behind = next((line for line in lines[index + 1 : index + 1 + KNOWN.near] if line), "")
    return bool(behind) and not section_label(behind) and only_number(behind) is None
