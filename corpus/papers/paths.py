"""What the names of folders and files tell of a paper: body, date, item, reference, appendix."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import chain

from corpus import names
from corpus.capitals import in_title_case
from corpus.dates import MONTHS, find_dates
from corpus.papers.numbers import IN_FIGURES, ROMAN

# Folders of a meeting that say what their files are, not whose.
_SORTS = re.compile(
    r"(?:original|public|private|restricted|exempt|appendi|agenda|minute|report|paper|pack|supplement|attachment|document|"
    r"file|decision|pdf|docx?)[\w ]*",
    re.IGNORECASE,
)
_BODY_FOLDERS = re.compile(
    r"(?:full|county|city|town|parish|borough|district|community)? ?council|"
    r"(?:cabinet|executive|portfolio|lead) (?:member|holder|councillor)s? for [\w ,&]+",
    re.I,
)
_ITEM = re.compile(
    rf"(?:^|\b)(?:agenda )?item(?: no\.?)?[ ._-]{{0,3}}(?P<number>{IN_FIGURES}|{ROMAN})\b",
    re.IGNORECASE,
)
_LEADING = re.compile(
    rf"^(?P<number>{IN_FIGURES}|{ROMAN})(?:[.)_ ]| - |-|$)(?![\d])", re.IGNORECASE
)
_RUN_TOGETHER = re.compile(
    r"(?<!\d)(?P<day>\d\d)(?P<month>[01]\d)(?P<year>20\d\d)(?!\d)(?: [0-2]\d[0-5]\d(?!\d))?"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHORT_YEAR = re.compile(
    rf"(?<![\d/.-])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ _](?P<month>{'|'.join(MONTHS)}|(?<=\d\d[ _])[01]\d)[ _](?P<year>[12]\d)$",
    re.IGNORECASE,
)
# As a council counts its decisions, applications and files: 24/00115, 2024-00115, FIN/24/07, 24-0512.
REFERENCE = re.compile(
    r"(?<![\d/])(?P<year>\d{2}|\d{4})[-/_]?(?P<number>\d{5})(?!\d)|\b(?P<letters>[A-Z]{2,6})[-/_]?"
    r"(?P<y2>\d{2,4})[-/_](?P<n2>\d{1,5})\b|"
    # "Report No. 56/2024", "Report 2024/118": counted within a year.
    r"\b(?i:report|paper|order)(?i: no\.?| number)?[ _-](?:(?P<n4>\d{1,4})[/_-](?P<y4>20\d\d)|(?P<y5>20\d\d)[/_-](?P<n5>\d{3}))(?![\d/-])|"
    # No years: "2024-2028".
    r"(?<![\d/-])(?P<y3>\d{2}|20\d{2})[-/](?P<n3>(?!19|20)\d{4})(?![\d/-])"
)
# Figures of a number that is written out with its noughts.
_COUNTED = 5
_APPENDIX = re.compile(
    r"\b(?:appendix|annex(?:e|ure)?|enclosure|schedule|attachment|exhibit)[ _.-]*(?P<mark>\d{1,2}|[A-Z])\b|\bapp[ ._-]?"
    r"(?P<short>\d{1,2}|[A-Z])\b",
    re.IGNORECASE,
)


# Where attachments are counted within their item: "Attachment 5.1" is the first of item 5, "9.2.1" of 9.2.
_ATTACHED = re.compile(
    r"\b(?:attachment|appendix|enclosure|annex(?:ure)?)[ _-]*(?P<number>\d{1,2}(?:\.\d{1,2})?)\.\d{1,2}(?![\d.])",
    re.IGNORECASE,
)
# What a front sheet calls the papers of an item, in front of their names: "Enc D", "Paper 7", "Tab 3".
MARKED = r"(?:enc(?:losure)?|paper|tab|doc(?:ument)?)"
_MARK = re.compile(rf"{MARKED}[ ._-]{{0,3}}(?P<mark>[A-Z]|\d{{1,2}})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """What a path tells. `folder_date` is the meeting's; `file_date` may be a version's or a letter's."""

    stem: str
    body: str | None = None
    folder_date: date | None = None
    file_date: date | None = None
    file_body: str | None = None
    item: str | None = None
    leading: str | None = None
    attached_to: str | None = None
    references: frozenset[str] = frozenset()
    appendix: str | None = None
    folders: tuple[str, ...] = ()
    mark: str | None = None


def named(path: str, *, month_first: bool = False) -> Named:
    """Return what a path of folders and a file name tells; its parts are joined by "/".

    `month_first` says how dates in figures are read that have two readings.
    """
    *folders, name = path.split("/")
    stem = re.sub(r"\.\w{2,8}$", "", name)
    plain = spaced(stem)
    body, day = _of_folders(folders, month_first=month_first)
    dates = dates_in_name(stem, month_first=month_first)
    attached = _ATTACHED.search(plain)
    item, leading = _ITEM.search(plain), _LEADING.match(plain)
    appendix, mark = _APPENDIX.search(plain), _MARK.match(plain)
    return Named(
        stem=plain,
        body=body,
        folder_date=day,
        file_date=dates[0] if len(set(dates)) == 1 else None,
        file_body=_body_of_file(stem),
        item=item["number"].upper().lstrip("0") if item else None,
        leading=leading["number"].lstrip("0") if leading else None,
        attached_to=attached["number"] if attached else None,
        references=references(stem),
        appendix=(appendix["mark"] or appendix["short"]).upper() if appendix else None,
        folders=tuple(filter(None, (_without_dates(spaced(one)) for one in folders))),
        mark=mark["mark"].upper() if mark else None,
    )


def _of_folders(folders: Iterable[str], *, month_first: bool) -> tuple[str | None, date | None]:
    """Return the body and the day that folders name, the nearest one last."""
    body, day = None, None
    for folder in folders:
        day = next(iter(dates_in_name(folder, month_first=month_first)), day)
        body = body_of_folder(folder) or body
    return body, day


def dates_in_name(name: str, *, month_first: bool = False) -> list[date]:
    """Return the days that the name of a file or a folder has; "03032026" is one, as modern.gov writes it."""
    found = [one.day for one in find_dates(name, month_first=month_first)]
    for match in _RUN_TOGETHER.finditer("" if found else name):
        with suppress(ValueError):
            found.append(date(int(match["year"]), int(match["month"]), int(match["day"])))
    if not found and not _YEAR.search(name) and (short := _SHORT_YEAR.search(name)):
        # "11 June 24", "26 11 24".
        sep = "/" if short["month"].isdigit() else " "
        whole = sep.join((short["day"], short["month"], f"20{short['year']}"))
        found = [one.day for one in find_dates(whole, month_first=month_first)]
    return found


def spaced(name: str) -> str:
    """Return a name with spaces where it has underlines and plus signs or "%20"."""
    return " ".join(re.sub(r"[_+]|%20", " ", name).split())


def body_of_folder(folder: str) -> str | None:
    """Return the body that a folder is called after: "full_council", "planning-committee"."""
    plain = _without_dates(spaced(folder.replace("-", " ") if " " not in folder else folder))
    if not plain or _SORTS.fullmatch(plain):
        return None
    titled = in_title_case(plain.upper() if plain.islower() else plain)
    return titled if names.body_of(titled) or _BODY_FOLDERS.fullmatch(plain) else None


def _body_of_file(stem: str) -> str | None:
    """Return the body whose name stands behind a date or a time in a file's name, or is all of it."""
    plain = _RUN_TOGETHER.sub(" - ", stem)
    parts = re.split(r"\d{1,2}[.:]\d{2}(?: ?[ap]m)?\s|\s-\s|_", plain)
    for part in (" ".join(_without_dates(one).split()) for one in parts):
        titled = in_title_case(names.bare(part))
        if names.body_of(titled):
            return titled
    return None


def _without_dates(text: str) -> str:
    for found in reversed(list(find_dates(text))):
        text = f"{text[: found.start]} {text[found.end :]}"
    return text.strip(" -_.,")


def references(text: str) -> frozenset[str]:
    """Return the references of decisions or applications in a text, each in one form: "24/00115"."""
    return frozenset(chain.from_iterable(map(_forms, REFERENCE.finditer(text))))


def _forms(match: re.Match[str]) -> Iterator[str]:
    """Yield the forms of a reference; "PA2301190" in a file's name is "PA/23/01190"."""
    found = match.groupdict("")
    if of_year := found["y4"] or found["y5"]:
        yield f"NO/{of_year[-2:]}/{(found['n4'] or found['n5']).lstrip('0')}"
    elif not found["letters"]:
        year, number = found["year"] or found["y3"], found["number"] or found["n3"]
        yield f"{year[-2:]}/{number}"
    else:
        yield f"{found['letters']}/{found['y2'][-2:]}/{found['n2'].lstrip('0')}".upper()
        if len(found["n2"]) == _COUNTED:
            yield f"{found['y2'][-2:]}/{found['n2']}"
