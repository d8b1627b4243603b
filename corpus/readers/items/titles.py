"""What a title looks like, where it ends in its line, and which lines carry it on where it was wrapped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from corpus.divisions import CELL
from corpus.lines import Line
from corpus.readers.items.known_titles import is_known
from corpus.readers.items.schemes import Reading, readings
from corpus.readers.tuning import TITLES
from corpus.text import BULLET
from corpus.wording import wordings

_W = wordings("corpus.readers.items", "titles.toml")
PART = re.compile(r"(?P<kind>item|motion)\s+(?:no\.?\s*)?(?P<number>\d{1,3})\b", re.IGNORECASE)
_INITIAL = re.compile(r"\b[A-Z]\.$")
_CONNECTS = re.compile(rf"(?:\b{_W['joining']}|[-–,/(&])$", re.IGNORECASE)
_CARRIES_ON = re.compile(rf"{_W['joined']} |[&(–-]", re.IGNORECASE)
# "(a)" and "Motion No. 2" begin something of their own.
_BEGINS_ANEW = re.compile(rf"\(?[a-z]{{1,4}}[.)]|{PART.pattern}", re.IGNORECASE)
# "1.30 PM" is no item, "(i)" no title.
_NO_TITLE = re.compile(r"\d{2}\s*[ap]\.?m\b|\(?[a-z]{1,4}[.)]\W*$", re.IGNORECASE)
# A title in capitals before its text in the same line: "ADJOURNMENT – The meeting closed at nine."
_RUN_IN = re.compile(
    r"(?P<title>[A-Z0-9][A-Z0-9 ,’'&/()-]{2,80}?[A-Z)])\s*(?:[:.]|\s?[-–—])\s+(?P<text>(?:[A-Z]?[a-z]|[AI] (?=[a-z])|\(|(?<=: )[A-Z]{2,6} (?=[a-z])).*)",
    re.DOTALL,
)
# The same without a mark: "APOLOGIES were received from Cllr Oak". A word alone may be a shortened name.
_RUN_ON = re.compile(
    r"(?P<title>[A-Z][A-Z ,’'&/()-]{2,80}?[A-Z)]) (?P<text>(?:[A-Z]?[a-z]+ [a-z]|[a-z]).*)",
    re.DOTALL,
)
# The first part of an item stands in the line of its number: "2. a) Minutes of the last meeting".
_FIRST_PART = re.compile(r"a[.)] [A-Z]")
_LABEL = re.compile(r"(?P<title>[A-Z][^:;,.]{2,60}):\s+\S")
_ENDS = re.compile(r"[.!?:][\"”’')\]]*$")
# What is a title by itself, and no reference only: "25/01234/FUL – Land north of the mill".
_IN_WORDS = re.compile(r"(?<![\w/])[A-Z’']{3,}(?![\w/])")
_NOTHING = re.compile(r"\s*[-–—:]\s+(?P<nothing>nil|none|n/a)\W*$", re.IGNORECASE)
# "1. Apologies ........ 3" is a line of a table of contents.
# From the beginning of each run only, and taken whole: in linear time.
LEADERS = re.compile(
    r"(?<!\s)\s*+(?:(?<!\.)\.{3,}+|(?<!\. )(?:\. ){3,}+|(?<!…)…++|(?<!_)_{3,}+)\s*+(?:\d{1,4}\s*+)?$"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """Where an item begins.

    `line` is its first line, `end` the line behind its title; `text` is what of the title's own line
    is text of the item. `reading` is its number, `number` how that is printed.
    """

    line: int
    end: int
    title: str
    reading: Reading | None = None
    number: str | None = None
    text: str = ""


def numbered_heading(lines: Sequence[Line], index: int, reading: Reading) -> Heading | None:
    """Return the heading that a numbered line begins, or None if its words cannot be a title."""
    number, rest = reading.printed, reading.rest
    if reading.scheme == "behind":
        return _title_with_number_behind(lines, index, reading)
    if lines[index].text.startswith(f"{number} | ") and (inner := readings(Line(rest))):
        # A reference stands in front of the number: "22-0073 | 1. ROLL CALL".
        number, rest = inner[0].printed, inner[0].rest
    if not rest:
        return _title_below(lines, index, reading)
    heading = Heading(index, index + 1, rest, reading, number)
    title, text = _run_in(lines[index], rest)
    title, text = (title, text) if text else _first_cell(lines[index], rest)
    if text:
        return replace(heading, title=title.rstrip(" .:-–—") or title, text=text)
    return _with_whole_title(lines, heading)


def _with_whole_title(lines: Sequence[Line], heading: Heading) -> Heading | None:
    """Return a heading with what carries its title on; one too long for a title is cut, and text too."""
    title, end = whole_title(lines, heading.line, heading.title)
    if len(title.split()) > TITLES.longest:
        shown = " ".join(title.split()[: TITLES.shown]) + "…"
        return replace(heading, title=shown, text=heading.title) if is_title(shown) else None
    bold = lines[heading.line].stands_out
    if is_title(title, bold=bold):
        return replace(heading, title=title, end=end)
    label = _LABEL.match(heading.title)
    if label is None or not is_known(label["title"]):
        return None
    # The text behind a label may end as it likes: "5. Payments: signs £75, grass £20,".
    return replace(heading, title=heading.title.rstrip(" ,;"), text=heading.title)


def _title_with_number_behind(
    lines: Sequence[Line], index: int, reading: Reading
) -> Heading | None:
    """Return the heading of a title that ends with its number; it may be wrapped over three lines."""
    first = index
    while first > 0 and index - first < 2 and lines[first - 1].text:
        first -= 1
    block = [line.text for line in lines[first : index + 1]]
    if first < index and (lines[first - 1].text or any(t.endswith((".", ":")) for t in block[:-1])):
        first, block = index, block[-1:]
    title = " ".join(block)
    if not is_title(title):
        return None
    return Heading(first, index + 1, title, reading, reading.printed)


def _title_below(lines: Sequence[Line], index: int, reading: Reading) -> Heading | None:
    if not reading.marked and not lines[index].stands_out:
        return None
    if (above := _title_above(lines, index)) is not None:
        title = " ".join(line.text for line in lines[above:index] if line.text)
        heading = Heading(above, index + 1, title, reading, reading.printed)
        return heading if is_title(title, bold=True) else None
    near = range(index + 1, min(index + 1 + TITLES.near, len(lines)))
    below = next((i for i in near if lines[i].text), None)
    return None if below is None else _title_at(lines, index, below, reading)


def _title_at(lines: Sequence[Line], index: int, below: int, reading: Reading) -> Heading | None:
    title, end = whole_title(lines, below, lines[below].text)
    if not is_title(title, bold=lines[below].bold) or only_number(lines[below]):
        return None
    return Heading(index, end, title, reading, reading.printed)


def _title_above(lines: Sequence[Line], index: int) -> int | None:
    """Return where a title in bold begins that stands over its number, or None.

    A number beside a title of two lines is read behind both; what is below it is then no title.
    """
    if lines[index].bold:
        return None
    below = next((line for line in lines[index + 1 : index + 1 + TITLES.near] if line.text), None)
    if below is None or below.bold or below.heading:
        return None
    near = reversed(range(max(index - 1 - TITLES.near, 0), index))
    over = list(takewhile(lambda i: lines[i].bold or not lines[i].text, near))
    return next((i for i in reversed(over) if lines[i].text), None)


def only_number(line: Line) -> bool:
    """Say whether a line holds a number and nothing else."""
    return any(not reading.rest for reading in readings(line))


def _first_cell(line: Line, rest: str) -> tuple[str, str]:
    """Return title and text of a row whose title has a cell of its own; of any other row no text.

    Where number and title stand in one cell of no table, the bar parts a title in two languages.
    """
    if not line.cells and "|" not in line.text.removesuffix(rest) and rest.count(CELL) == 1:
        return rest, ""
    title, cell, text = rest.partition(CELL)
    is_short = len(title.split()) <= TITLES.longest_in_a_cell and any(c.isalpha() for c in title)
    return (title.rstrip(" .:"), text) if cell and text and is_short else (rest, "")


def _run_in(line: Line, rest: str) -> tuple[str, str]:
    """Return the title and the text that stand in one line, the text empty where there is none."""
    if line.lead:
        at = line.text.find(line.lead) + len(line.lead)
        start = len(line.text) - len(rest)
        title, text = line.text[start:at].strip(), line.text[at:].lstrip(" .:-–—|").rstrip()
        if at > start + 2 and any(c.isalpha() for c in title) and text:
            return title, text
    return _capitals_before_text(rest)


def _capitals_before_text(rest: str) -> tuple[str, str]:
    """Return the title in capitals and the text behind it, which a mark may part; or all, and no text."""
    match = _RUN_IN.fullmatch(rest)
    if match and len(match["title"].split()) <= TITLES.run_in and _IN_WORDS.search(match["title"]):
        return match["title"], match["text"]
    match = _RUN_ON.fullmatch(rest)
    if match and _may_run_on(match["title"], match["text"]):
        return match["title"], match["text"]
    return rest, ""


def _may_run_on(title: str, text: str) -> bool:
    """Say whether a text in small letters follows a title in capitals: a sentence, or what is to be done."""
    if text.startswith("To "):
        return _names_something(title)
    is_sentence = bool(_ENDS.search(text)) and _names_something(title)
    return is_sentence and (text[0].islower() or is_known(title))


def _names_something(title: str) -> bool:
    """Say whether words in capitals name business, and are no shortened name: "PCSO", "DCC"."""
    words = re.sub(r"[()]", "", title.removeprefix("THE ")).split()
    in_letters = all(re.fullmatch(r"[A-Z’']+|&", word) for word in words)
    ends = (words[0], words[-1]) if len(words) > 1 else ("",)
    is_long = min(map(len, ends)) >= TITLES.long_word
    return in_letters and len(words) <= TITLES.run_on and (is_long or is_known(" ".join(words)))


def run_in_heading(lines: Sequence[Line], index: int) -> Heading | None:
    """Return the heading of a line that begins with its title in bold or capitals, or None."""
    title, text = _run_in(lines[index], lines[index].text)
    title = title.rstrip(" .:-–—")
    return Heading(index, index + 1, title, text=text) if text and is_title(title) else None


def is_title(text: str, *, bold: bool = False) -> bool:
    """Say whether a line may be an item's title: not too long, no point of a list."""
    words = text.split()
    if (
        not words
        or len(words) > TITLES.longest
        or (not text[0].isalnum() and text[0] not in "‘“'\"(£[/")
    ):
        return False
    if _NO_TITLE.match(text) or (text[0].islower() and not _FIRST_PART.match(text)):
        return False
    if len(words) <= TITLES.no_sentence or _INITIAL.search(text):
        return True
    return not text.endswith((";", ","))


def whole_title(lines: Sequence[Line], index: int, title: str) -> tuple[str, int]:
    """Return a title with the lines that carry it on, and the line behind them."""
    end = index + 1
    for _ in range(TITLES.wrapped_lines):
        below = next((i for i in range(end, min(end + 2, len(lines))) if lines[i].text), None)
        if below is None or not _goes_on(lines, index, title, end, below):
            break
        # A dash at the start of a wrapped line looks like a bullet.
        title = f"{title} {re.sub(rf'^{re.escape(BULLET)}', '- ', lines[below].text)}"
        end = below + 1
    return title, end


def _goes_on(lines: Sequence[Line], index: int, title: str, end: int, below: int) -> bool:
    """Say whether a title that begins in line `index` and ends before `end` goes on in a line below."""
    text = lines[below].text
    if lines[below].heading or _begins(lines[below]):
        return False
    if below == end and is_in_capitals(title) and is_in_capitals(text):
        return True
    if _CONNECTS.search(title) and len(text.split()) <= TITLES.goes_on:
        return True
    both_bold = lines[index].bold and lines[below].bold
    return both_bold and _carries_on(title, text, len(lines[end - 1].text))


def _begins(line: Line) -> bool:
    """Say whether a line begins something of its own: a number, a point, usual business."""
    return bool(readings(line) or _BEGINS_ANEW.match(line.text)) or is_known(line.text)


def _carries_on(title: str, below: str, length: int) -> bool:
    """Say whether a title in bold goes on in the bold line below it, rather than a new sentence.

    `length` is that of the line above.
    """
    if title.endswith((".", ":", ";", "?")) and not _INITIAL.search(title):
        return False
    open_bracket = title.count("(") > title.count(")")
    in_initials = bool(_INITIAL.search(title)) and len(below.split()) <= TITLES.goes_on
    return (
        below[0].islower() or below[0] in "(–-&" or open_bracket or in_initials
        or bool(_CONNECTS.search(title))
        or (length >= TITLES.wrapped and not re.match(r"(?:I|We|That)\b", below))
    )  # fmt: skip


def without_nothing(text: str) -> tuple[str, str]:
    """Return a title, and the "Nil" or "None" behind it in its line, which is all of its text."""
    match = _NOTHING.search(text)
    if match is None or not text[: match.start()].strip():
        return text.rstrip(" :"), ""
    return text[: match.start()].rstrip(" :"), match["nothing"]


def is_cut(text: str, below: str) -> bool:
    """Say whether a title goes on in the line below: "REPORT OF THE", or below it "DATED 4 JUNE"."""
    return bool(_CONNECTS.search(text) or (_CARRIES_ON.match(below) and not is_known(below)))


def is_in_capitals(text: str) -> bool:
    """Say whether a text with some letters has capitals only."""
    return text.isupper() and sum(char.isalpha() for char in text) >= TITLES.capitals


def is_alone(lines: Sequence[Line], index: int) -> bool:
    """Say whether a line has no other one right above or below it."""
    above = index == 0 or not lines[index - 1].text
    return above and (index + 1 == len(lines) or not lines[index + 1].text)
