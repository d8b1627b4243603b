"""A paper as sections: what it says under each heading, with the first paragraph's number and the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.lines import Line
from corpus.records import Section
from corpus.tuning import PAPERS
from corpus.unwrap import unwrap

_NUMBERED_HEADING = re.compile(
    r"^(?:section )?\d{1,2}\.?(?:0)?[.)]?\s+(?P<title>[A-Z][^.;]{2,90})$", re.IGNORECASE
)
_PARAGRAPH = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,3}){1,3}\.?|\d{1,3}\.)\s+\S")
_KNOWN = re.compile(
    r"^\W{0,3}(?:\d{1,2}(?:\.\d)?[.)]?\s+)?(?P<title>(?:executive |purpose of |reasons? for |key |other |next )?(?:summary|"
    r"recommend(?:ation|ed action)s?(?:\(s\))?|introduction|background(?: (?:documents?|papers))?|conclusions?|"
    r"(?:financial|legal|equalit\w+|policy|resource|risk|climate|environmental|human rights|crime)[\w ,&/]{0,40}"
    r"implications?|options?(?: considered)?|consultations?|alternatives considered|the report|appendices|"
    r"contact details|decisions?(?:\(s\))?|steps))\s*:?\W*$",
    re.IGNORECASE,
)


def sections_of(lines: Sequence[Line]) -> tuple[Section, ...]:
    """Return the sections of a paper's lines, in order: every line of text is in one of them."""
    found: list[Section] = []
    waiting: list[Line] = []
    heading = ""
    for index, line in enumerate(lines):
        title = _heading(lines, index)
        if title and _words(waiting) >= PAPERS.shortest_section:
            found += _section(heading, waiting)
            waiting, heading = [], title
        elif title and not waiting:
            heading = title
        elif title:
            heading = heading or title
        waiting.append(line)
    found += _section(heading, waiting)
    return tuple(found)


def _heading(lines: Sequence[Line], index: int) -> str | None:
    """Return the heading that a line is, without its number, or None."""
    line = lines[index]
    text = line.text.strip()
    if not _may_be_heading(line, text):
        return None
    stands_out = bool(line.bold or line.heading)
    known, numbered = _KNOWN.match(text), _NUMBERED_HEADING.match(text)
    if known:
        return known["title"].strip(" :")
    if numbered and (stands_out or not text.endswith((",", ";"))):
        return numbered["title"].strip(" :")
    if re.match(r"^\W*(?:£|\d)", text) or text.endswith((".", ",", ";")):
        return None
    return text.strip(" :") if stands_out else None


def _may_be_heading(line: Line, text: str) -> bool:
    """Say whether a line is short, has a word, and is no row of a table."""
    is_short = 0 < len(text.split()) <= PAPERS.longest_heading
    return is_short and not line.cells and bool(re.search(r"[^\W\d_]{3}", text))


def _words(lines: Sequence[Line]) -> int:
    return sum(len(line.text.split()) for line in lines)


def _section(heading: str, lines: Sequence[Line]) -> Iterator[Section]:
    """Yield a section, in several parts where it is long; each knows where it begins."""
    part: list[Line] = []
    n_words = 0
    for line in lines:
        here = len(line.text.split())
        if n_words > PAPERS.longest_section or (
            n_words + here > PAPERS.longest_section and not line.text
        ):
            yield from _part(heading, part)
            part, n_words = [], 0
        part.append(line)
        n_words += here
    yield from _part(heading, part)


def _part(heading: str, lines: Sequence[Line]) -> Iterator[Section]:
    text = "\n".join(unwrap([line.text for line in lines])).strip()
    if not text:
        return
    found = [m["number"].rstrip(".") for line in lines if (m := _PARAGRAPH.match(line.text))]
    # "2. Costs" is a heading where paragraphs are "2.1".
    number = next((one for one in found if "." in one), next(iter(found), None))
    page = next((line.page for line in lines if line.page), None)
    yield Section(text, heading, number, page)
