"""The numbers that Word prints in front of paragraphs and does not store as text."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from corpus.roman import written
from corpus.text import BULLET

_VALUE = qn("w:val")


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int


class Numbering:
    """Counts a document's numbered paragraphs, in order, as Word does."""

    def __init__(self, document: Any) -> None:
        """Read the document's lists and styles."""
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract: dict[str, str] = {}
        self._styles: dict[str, Any] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        for style in document.styles.element.iter(qn("w:style")):
            self._styles[style.get(qn("w:styleId"))] = style
        root = _numbering_root(document)
        if root is None:
            return
        for abstract in root.iter(qn("w:abstractNum")):
            self._levels[abstract.get(qn("w:abstractNumId"))] = {
                _number(level.get(qn("w:ilvl")), -1): _level(level)
                for level in abstract.iter(qn("w:lvl"))
            }
        for number in root.iter(qn("w:num")):
            self._abstract[number.get(qn("w:numId"))] = _value(number, "w:abstractNumId")

    def style_name(self, paragraph: Any) -> str:
        """Return the name of a paragraph's style, or an empty string."""
        style = self._styles.get(_value(paragraph, "w:pPr/w:pStyle"))
        return _value(style, "w:name")

    def next(self, paragraph: Any) -> str:
        """Return what Word prints in front of this paragraph: "3.", "(a)", a bullet, or nothing."""
        number_id, depth = self._list_of(paragraph)
        abstract = self._abstract.get(number_id, "")
        level = self._levels.get(abstract, {}).get(depth)
        if level is None or number_id == "0":
            return ""
        if level.format == "bullet":
            return BULLET.strip()
        counts = self._counts[abstract]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        text = level.text
        for d in range(depth + 1):
            above = self._levels[abstract].get(d)
            if above:
                count = counts.get(d, above.start)
                text = text.replace(f"%{d + 1}", printed(count, above.format))
        return text.strip()

    def _list_of(self, paragraph: Any) -> tuple[str, int]:
        """Return a paragraph's list and depth: its own, else its style's or that of what it is based on."""
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        style = self._styles.get(_value(paragraph, "w:pPr/w:pStyle"))
        for _ in range(20):
            if own is not None or style is None:
                break
            own = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            style = self._styles.get(_value(style, "w:basedOn"))
        if own is None:
            return "", 0
        return _value(own, "w:numId"), _number(_value(own, "w:ilvl"), 0)


def _numbering_root(document: Any) -> Any:
    try:
        return document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return None


def _value(element: Any, path: str) -> str:
    """Return the value of the element at a path of names, or an empty string."""
    if element is None:
        return ""
    found = element.find("/".join(qn(step) for step in path.split("/")))
    return str(found.get(_VALUE) or "") if found is not None else ""


def _level(level: Any) -> _Level:
    return _Level(
        _value(level, "w:numFmt") or "decimal",
        _value(level, "w:lvlText"),
        _number(_value(level, "w:start"), 1),
    )


def _number(text: str | None, otherwise: int) -> int:
    """Return a number of at most five figures (Word's end at 32,767), `otherwise` for anything else."""
    return int(text) if text and re.fullmatch(r"[0-9]{1,5}", text) else otherwise


def printed(count: int, kind: str) -> str:
    """Return a count as a kind of number of Word's prints it: "iv" for 4 in lowerRoman."""
    if kind in ("lowerLetter", "upperLetter"):
        letter = chr(97 + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in ("lowerRoman", "upperRoman"):
        number = written(count)
        return number if kind == "lowerRoman" else number.upper()
    return f"{count:02d}" if kind == "decimalZero" else str(count)
