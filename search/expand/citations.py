"""A citation, as the product prints it and people write it, finds its item.

"minute 62/2015", "P.24", "Cabinet, 10 July 2018, item 68/18", a committee with a date, a permalink.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from corpus.dates import find_date
from corpus.lazy_pattern import lazy_pattern
from corpus.tongue import counted
from search.expand.records import Place, Records
from search.query.nodes import And, Node, Phrase
from search.query.query import STOP_WORDS, Query
from search.tuning import EXPANDING

# Of a number that so many items have, none is meant without a committee or a date.
_MOST_CITED, _SHORTEST_TITLE = EXPANDING.cited, EXPANDING.title
_LABELLED = lazy_pattern(
    r"\b(?:agenda item|item|minute|minutes|min|paragraph|para|number|no)\b\.?\s*(?:no\.?\s*|number\s*)?[(\[]?"
    r"(?P<number>[^\W\d_]{0,3}[.\s]?\d[\w./-]*(?:\([a-z\d]+\))?)",
    re.IGNORECASE,
)
# "minute no. 62 of 2015", "minute 62 (2015)": the number of a year.
_OF_YEAR = lazy_pattern(
    r"(?<=[\s(\[])(?P<number>\d{1,4})(?: of |/| ?\()(?P<year>(?:19|20)\d\d)\b\)?", re.IGNORECASE
)
# Alone: "P 24", "P/24"
_LETTERS_APART = lazy_pattern(r"\s*(?P<letters>[A-Z]{1,3})[ /-](?P<digits>\d{1,4})\s*")
_NUMBER = lazy_pattern(
    r"(?<![\w/.])(?P<number>[A-Z]{1,3}\.?\d{1,4}|(?:[A-Z]{1,4}/)?[A-Z]{0,3}\d{1,4}/\d{2,4}"
    r"|\d+\.\d+(?:\.\d+)?)(?![\w/])"
)
_PERMALINK = lazy_pattern(r"/passage/(?P<id>[\w.~%-]+)")
_DATE_WORDS = lazy_pattern(
    r"\b\d{1,2}(?:st|nd|rd|th)?\b|\b(?:19|20)\d\d\b|\b(?:january|february|march|april|may|june|july|august|"
    r"september|october|november|december|mon|tues|wednes|thurs|fri|satur|sun)(?:day)?\b",
    re.IGNORECASE,
)
_WORD = lazy_pattern(r"[^\W_]+")
_FORM = frozenset(
    "item items minute minutes agenda meeting no number unknown date paragraph para".split()
)


def with_citation(query: Query, records: Records) -> Query:
    """Return the query with the rows of the items that it cites, which come first."""
    if query.given.literal:
        return query
    rows = tuple(cited(query.text, records))
    if not rows:
        return query
    # Quotes around a citation demand no more than it does; whatever else is demanded stays.
    condition = None if _is_quoted(query.condition) else query.condition
    query = replace(query, cited=rows, condition=condition, missing_names=(), unknown=())
    if condition is not None or query.is_filtered:
        # What passes is known only when it is ranked.
        return query
    note = counted(
        "The item that is cited here comes first.",
        "The %(n)s items cited here come first.",
        len(rows),
    )
    return query.with_note(note)


def _is_quoted(condition: Node | None) -> bool:
    """Say whether all that is demanded are words in quotes."""
    nodes = condition.nodes if isinstance(condition, And) else (condition,)
    return all(isinstance(node, Phrase) and node.field is None for node in nodes)


def cited(text: str, records: Records) -> Sequence[int]:
    """Return the rows of the items that a text cites, in order; none if it is no citation."""
    row = _by_permalink(text, records)
    if row is not None:
        return (row,)
    day = find_date(text)
    named = _committees(text, records.committees)
    of_day = _of_day(day, named, records)
    # A title has numbers of its own ("2016/17"), so it is looked for first.
    titled = _by_title(text, of_day)
    if titled:
        return titled
    number, is_labelled = _number_in(text)
    if number:
        return _numbered(text, number, is_labelled, day, named, records)
    councils = " ".join({place.council or "" for place in of_day.values()})
    return [] if _rest(text, [councils, *named]) else list(of_day)


def _number_in(text: str) -> tuple[str, bool]:
    """Return the number that a text cites, "" without one, and whether a word like "minute" says that it is one."""
    alone = _LETTERS_APART.fullmatch(text)
    if alone:
        return f"{alone['letters']}{alone['digits']}", True
    label = _LABELLED.search(text)
    if label and (of_year := _OF_YEAR.match(text, label.start("number"))):
        return f"{of_year['number']}/{of_year['year']}", True
    match = label or _NUMBER.search(text)
    return (match["number"], label is not None) if match else ("", False)


def _of_day(day: date | None, named: Sequence[str], records: Records) -> dict[int, Place]:
    """Return the rows of what some committees dealt with on a day, and their places."""
    if day is None:
        return {}
    return {row: place for name in named for row, place in _meeting(name, day, records)}


def _by_permalink(text: str, records: Records) -> int | None:
    """Return the row of the passage whose id a text is, or has in an address."""
    for identifier in [m["id"] for m in _PERMALINK.finditer(text)] or [text.strip()]:
        row = records.row_of(identifier) if "-" in identifier else None
        if row is not None:
            return row
    return None


def _by_title(text: str, of_day: Mapping[int, Place]) -> list[int]:
    """Return the rows of the items of a meeting with the longest title that a text has."""
    titled = [row for row, place in of_day.items() if _has_title(text, place.title)]
    longest = max((len(of_day[row].title) for row in titled), default=0)
    return [row for row in titled if len(of_day[row].title) == longest]


def _meeting(committee: str, day: date, records: Records) -> Iterator[tuple[int, Place]]:
    """Yield (row, place) of what a committee dealt with on a day."""
    yield from records.places(records.of_meeting(committee, day)).items()


def _numbered(
    text: str,
    number: str,
    is_labelled: bool,
    day: date | None,
    named: Sequence[str],
    records: Records,
) -> Sequence[int]:
    """Return the rows of the items of a number, as far as a text says where they were dealt with."""
    rows = next((found for form in _forms(number) if (found := records.numbered(form))), ())
    fitting = _fitting(rows, day, named, records)
    if day is not None or named:
        return fitting
    is_telling = not number.strip(".").isdigit()
    if not is_telling or len(fitting) > _MOST_CITED:
        return ()
    # "45/19 lido" asks for the lido; "minute 45/19 lido" for the minute.
    return fitting if is_labelled or not _rest(text, [number]) else ()


def _forms(number: str) -> Iterator[str]:
    """Yield a number as numbers are compared, then with its year in two digits, or in four."""
    plain = normal(number)
    yield plain
    head, slash, year = plain.rpartition("/")
    if slash and head.isdigit() and re.fullmatch(r"(?:20)?\d\d", year):
        yield f"{head}/{year[2:] if len(year) == _YEAR_DIGITS else f'20{year}'}"


_YEAR_DIGITS = 4


def _fitting(
    rows: Sequence[int], day: date | None, named: Sequence[str], records: Records
) -> list[int]:
    """Return the rows of items that may be of a day and of one of the committees.

    Where it says when or by whom, an item of which that is not known is the last one meant.
    """
    places = records.places(rows)
    fitting = [row for row in rows if _fits(places[row], day, named)]
    return [row for row in fitting if _is_sure(places[row], day, named)] or fitting


def _rest(text: str, known: Sequence[str]) -> list[str]:
    """Return the words of a text that neither place nor number nor date account for."""
    words = {word for part in known for word in _WORD.findall(part.lower())}
    return [
        word
        for word in _WORD.findall(_DATE_WORDS.sub(" ", text).lower())
        if word not in words and word not in _FORM and word not in STOP_WORDS
    ]


def _fits(place: Place, day: date | None, named: Sequence[str]) -> bool:
    if day is not None and place.date is not None and place.date != day:
        return False
    return not named or place.committee is None or place.committee in named


def _is_sure(place: Place, day: date | None, named: Sequence[str]) -> bool:
    """Say whether an item that fits is known to be of the day and the committee that are named."""
    return (day is None or place.date is not None) and (not named or place.committee is not None)


def _has_title(text: str, title: str) -> bool:
    letters = _letters(title)
    return len(letters) >= _SHORTEST_TITLE and f" {letters} " in f" {_letters(text)} "


def _letters(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _committees(text: str, committees: Sequence[str]) -> list[str]:
    """Return the names of committees that a text has, none that is only part of a longer one."""
    said = f" {_letters(text)} "
    names: list[str] = []
    for name in sorted(committees, key=len, reverse=True):
        letters = f" {_letters(name)} "
        if letters in said:
            names.append(name)
            said = said.replace(letters, " | ")
    return names


def normal(number: str) -> str:
    """Return a printed number as numbers are compared: "Item P.24." as "p24", "14/16" as it is."""
    plain = re.sub(
        r"^(?:agenda )?(?:item|minute|no)\b[\s.]*", "", number.strip(), flags=re.IGNORECASE
    )
    return re.sub(r"(?<=[^\W\d_])[.\s]+(?=\d)|[\s()\[\]]|[.:]+$", "", plain).casefold()


def by_number(numbers: Sequence[str | None]) -> Mapping[str, list[int]]:
    """Return for each number the rows that have it, from the numbers of all rows."""
    rows_of: dict[str, list[int]] = {}
    for row, number in _known(numbers):
        rows_of.setdefault(normal(number), []).append(row)
    return rows_of


def _known(numbers: Sequence[str | None]) -> Iterator[tuple[int, str]]:
    return ((row, number) for row, number in enumerate(numbers) if number)
