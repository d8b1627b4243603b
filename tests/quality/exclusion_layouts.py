"""Judged records written in other layouts: what is withheld of one may not depend on how it was typed, wrapped or bound.

A layout makes the file of a record from its lines, each a paragraph or the title of an item, the first three its head;
or None where the record does not bear it: another numbering, where its text names its items by number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap
from typing import NamedTuple

from corpus import readers
from corpus.records import Meeting, Source
from indexer.passages.of_meeting import passages
from tests.quality.exclusion_cases import FOLDER
from tests.quality.exclusion_files import _docx, _front, _html, _pdf, _planted

Lines = list[str]
_ITEM = re.compile(r"^(?P<mark>#* ?)(?P<number>\d{1,2})(?P<stop>[.)]) (?P<title>.*)")
_ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXII XXIII XXIV XXV XXVI".split()
_OTHER_COUNCILS = ("Skelmer Borough Council", "Town of West Hallow", "Municipality of Grand Lac")
_OTHER_COMMITTEES = ("Environment and Community Panel", "Board of Works", "Policy Forum")


@dataclass(frozen=True, slots=True)
class Record:
    """A judged record: its lines, and the words of it that must not and that must be shown."""

    name: str
    lines: tuple[str, ...]
    secrets: tuple[str, ...]
    public: tuple[str, ...]


class Layout(NamedTuple):
    """How a record is written: the ending of its file, and what makes it."""

    ending: str
    write: Callable[[Lines], bytes | None]


def records() -> Iterator[Record]:
    """Yield the judged records that are plain text: one file, nothing at the head or foot of a page."""
    for path in sorted(FOLDER.glob("*.txt")):
        blocks = re.split(r"^== ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]
        for number, block in enumerate(blocks):
            head, *lines = block.strip().splitlines()
            parts = [part.strip() for part in head.split("|")]
            is_plain = not any(re.match(r"@ |\^\^|__|%%|<|---", line) for line in lines)
            if len(parts) != 3 or not is_plain or any(map(_runs_on, lines)):
                continue
            tokens: dict[str, list[str]] = {"S": [], "P": []}
            told = [_planted(line, tokens, number) for line in lines]
            shown = (*parts[1:], "3 March 2022", *_front(told), *told)
            yield Record(f"{path.stem}:{parts[0]}", shown, tuple(tokens["S"]), tuple(tokens["P"]))


def _runs_on(line: str) -> bool:
    """Say whether a line is a sentence without a full stop: in a layout without empty lines nothing tells where it ends."""
    return bool(re.search(r"(?:\S+ ){6,}[^\s{}]*\w$", line)) and not re.search(r" [SP]$", line)


def shown_of(ending: str, data: bytes) -> str:
    """Return all that is shown of a file, in lower case and without soft hyphens."""
    found = readers.read(Source(f"layouts/minutes.{ending}", data))
    texts = (
        f"{p.title}\n{p.text}" for one in found if isinstance(one, Meeting) for p in passages(one)
    )
    return "\n".join(texts).replace("\u00ad", "").casefold()


def text_of(lines: Sequence[str]) -> bytes:
    """Return lines as a text file, with an empty line behind each but the rows of a table."""
    text = "\n\n".join(lines)
    return (re.sub(r"(?<=\|)\n\n(?=\|)", "\n", text) + "\n").encode()


def _text(change: Callable[[Lines], Lines | None]) -> Layout:
    def written(lines: Lines) -> bytes | None:
        changed = change(lines)
        return None if changed is None else text_of(changed)

    return Layout("txt", written)


def _is_prose(line: str) -> bool:
    return "|" not in line and not line.startswith("#")


def _is_sentence(line: str) -> bool:
    is_marked = _ITEM.match(line) or re.match(r"[\d(\[*•–{-]", line)
    return _is_prose(line) and not is_marked and line.endswith(".") and len(line.split()) > 5


def _wrapped(lines: Lines, width: int = 64) -> Lines:
    return ["\n".join(wrap(line, width)) if _is_prose(line) else line for line in lines]


def _cut(lines: Lines) -> Lines:
    """Return lines whose longer words go on in a new one, behind a hyphen."""
    cut = re.compile(r"\b([a-z]{3,})(clud|fiden|clos|mit|sion|lic|draw)([a-z]{2,})\b")
    return [cut.sub(r"\1-\n\2\3", line) for line in lines]


def _footed(lines: Lines) -> bytes:
    """Return a typed text with the number of the page every eighteen lines."""
    typed = [part for line in _wrapped(lines, 72) for part in (*line.split("\n"), "")]
    pages = [typed[at : at + 18] for at in range(0, len(typed), 18)]
    marked = [[*page, "", f"Page {number} of 9", ""] for number, page in enumerate(pages, start=1)]
    return ("\n".join(line for page in marked for line in page) + "\n").encode()


def _printed(lines: Lines) -> bytes:
    """Return a PDF with a running head and foot and a new page every seven lines."""
    typed = [part for line in lines[3:] for part in wrap(line, 80)]
    pages = [typed[at : at + 7] for at in range(0, len(typed), 7)]
    body = [line for page in pages for line in (*page, "%% page")]
    return _pdf(["^^ " + lines[0], "__ Page 3 of 8", *lines[:3], *body])


def _numbered_otherwise(lines: Lines, form: Callable[[int], str]) -> Lines | None:
    numbers = [int(match["number"]) for line in lines if (match := _ITEM.match(line))]
    others = [_ITEM.sub(r"\g<title>", line, count=1) for line in lines]
    is_named = any(set(map(int, re.findall(r"\d+", line))) & set(numbers) for line in others)
    if len(numbers) < 3 or numbers != sorted(set(numbers)) or is_named:
        return None

    def other(match: re.Match[str]) -> str:
        number = form(numbers.index(int(match["number"])))
        return f"{match['mark']}{number}{match['stop']} {match['title']}"

    return [_ITEM.sub(other, line, count=1) for line in lines]


def _of_others(lines: Lines) -> Lines:
    """Return a record with another council and committee, by its length."""
    council, committee = lines[:2]
    others = (
        _OTHER_COUNCILS[len(council) % len(_OTHER_COUNCILS)],
        _OTHER_COMMITTEES[len(committee) % len(_OTHER_COMMITTEES)],
    )
    told = [line.replace(council, others[0]).replace(committee, others[1]) for line in lines[2:]]
    return [*others, *told]


def _with_contents(lines: Lines) -> Lines | None:
    titles = [line for line in lines if _ITEM.match(line)]
    if len(titles) < 3:
        return None
    listed = [f"{title.lstrip('# ')[:64]} ........ {n}" for n, title in enumerate(titles, start=1)]
    return [lines[0], "AGENDA PACK", "Contents", *listed, *lines]


def _with_cover(lines: Lines) -> Lines:
    cover = "Printed by the clerk. Copies may be had in large print and read at the office from nine to four."
    return [lines[0], "MINUTES", cover, "Published on 10 March 2022", *lines]


def _padded(lines: Lines) -> Lines | None:
    """Return a record with two more items behind its first."""
    titles = [n for n, line in enumerate(lines) if _ITEM.match(line)]
    found = [match for n in titles if (match := _ITEM.match(lines[n]))]
    if len(found) < 2 or found[0]["number"] != "1" or int(found[1]["number"]) < 4:
        return None
    mark = found[1]["mark"]
    more = [f"{mark}2. Minutes", "The minutes of the last meeting were signed.", f"{mark}3. Lights"]
    more.append("The lamp by the school is out. The county will mend it in April.")
    return [*lines[: titles[1]], *more, *lines[titles[1] :]]


# Another meeting in the same file, all of it public: whose word must be shown.
OTHER = "willowpub"
_OTHER_ITEMS = ("1. Apologies", "There were none.", "2. Hedges")


def _with_other_behind(lines: Lines) -> Lines:
    told = f"The hedge by the school was cut by {OTHER} and two helpers."
    return [*lines, lines[0], "Recreation Committee", "4 March 2022", *_OTHER_ITEMS, told]


def _with_other_in_front(lines: Lines) -> Lines:
    told = f"The hedge by the school was cut by {OTHER} and two helpers."
    return [lines[0], "Recreation Committee", "2 March 2022", *_OTHER_ITEMS, told, *lines]


def _sentence_by_sentence(lines: Lines) -> Lines:
    return [
        part
        for line in lines
        for part in (
            re.split(r"(?<=[a-z]{3}[.?]) (?=[A-Z])", line) if _is_sentence(line) else [line]
        )
    ]


def _in_one_paragraph(lines: Lines) -> Lines:
    """Return lines of which sentences of one item are one paragraph."""
    joined = lines[:3]
    for before, line in pairwise(lines[2:]):
        if _is_sentence(line) and _is_sentence(before):
            joined[-1] += f" {line}"
        else:
            joined.append(line)
    return joined


def _as_points(lines: Lines) -> Lines:
    return [f"- {line}" if _is_sentence(line) else line for line in lines]


def _with_hard_blanks(lines: Lines) -> Lines:
    return [re.sub(r"(?<=[a-z]) (?=[a-z]\w* )", "\u00a0", line) for line in lines]


def _with_soft_hyphens(lines: Lines) -> Lines:
    return [re.sub(r"\b([a-z]{4})([a-z]{4,})\b", "\\1\u00ad\\2", line) for line in lines]


def _with_titles(lines: Lines, form: str) -> Lines:
    return [
        line if line.startswith("#") or not _ITEM.match(line) else form.format(line)
        for line in lines
    ]


LAYOUTS = {
    "wrapped": _text(_wrapped),
    "cut words": _text(_cut),
    "no empty lines": Layout("txt", lambda lines: ("\n".join(lines) + "\n").encode()),
    "feet in the text": Layout("txt", _footed),
    "carriage returns": Layout("txt", lambda lines: text_of(lines).replace(b"\n", b"  \r\n")),
    "hard blanks": _text(_with_hard_blanks),
    "soft hyphens": _text(_with_soft_hyphens),
    "Markdown headings": Layout("md", lambda lines: text_of(_with_titles(lines, "## {}"))),
    "Markdown in bold": Layout("md", lambda lines: text_of(_with_titles(lines, "**{}**"))),
    "points": _text(_as_points),
    "a paragraph a sentence": _text(_sentence_by_sentence),
    "one paragraph": _text(_in_one_paragraph),
    "roman": _text(lambda lines: _numbered_otherwise(lines, lambda n: _ROMAN[n])),
    "letters": _text(lambda lines: _numbered_otherwise(lines, lambda n: chr(65 + n))),
    "other names": _text(_of_others),
    "contents in front": _text(_with_contents),
    "a cover": _text(_with_cover),
    "more items": _text(_padded),
    "a meeting behind": _text(_with_other_behind),
    "a meeting in front": _text(_with_other_in_front),
    "HTML": Layout("html", lambda lines: _html(lines).encode()),
    "Word": Layout("docx", _docx),
    "PDF": Layout("pdf", _pdf),
    "PDF with heads and feet": Layout("pdf", _printed),
}
