"""The styles of an OpenDocument text: what is bold, what is hidden, what is printed in front of a list's item."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from corpus.readers.docx_numbering import printed
from corpus.text import BULLET

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_FORMATS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}
_MAX_ANCESTORS = 20


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is marked; `format` is "" for a bullet."""

    format: str
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    n_shown: int = 1


def number_of(element: Element, name: str, otherwise: int) -> int:
    """Return an attribute that is a number of at most five figures, `otherwise` for anything else."""
    text = element.get(name) or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else otherwise


class Styles:
    """The styles of a document's paragraphs, words and lists."""

    def __init__(self, content: Element, common: Element | None = None) -> None:
        """Read them, and those that `styles.xml` has for the whole document."""
        parts = [part for part in (common, content) if part is not None]
        self._styles = {
            s.get(f"{_STYLE}name"): s for part in parts for s in part.iter(f"{_STYLE}style")
        }
        self._levels = {
            style.get(f"{_STYLE}name"): dict(_levels(style))
            for part in parts
            for style in part.iter(f"{TEXT}list-style")
        }

    def is_bold(self, name: str | None, *, otherwise: bool = False) -> bool:
        """Say whether a style is bold, `otherwise` where neither it nor what it is based on says so."""
        weight = self._property(name, f"{_FO}font-weight")
        return otherwise if weight is None else weight in ("bold", "600", "700", "800", "900")

    def is_hidden(self, name: str | None) -> bool:
        """Say whether text of a style is not shown, or is struck out."""
        if self._property(name, f"{TEXT}display") == "none":
            return True
        return self._property(name, f"{_STYLE}text-line-through-style") not in (None, "none")

    def level(self, list_style: str | None, depth: int) -> _Level:
        """Return how a level of a list is marked; one that is not defined has a bullet."""
        return self._levels.get(list_style, {}).get(depth, _Level(""))

    def _property(self, name: str | None, which: str) -> str | None:
        for _ in range(_MAX_ANCESTORS):
            style = self._styles.get(name)
            if style is None:
                return None
            for properties in style.iter(f"{_STYLE}text-properties"):
                if (value := properties.get(which)) is not None:
                    return value
            name = style.get(f"{_STYLE}parent-style-name")
        return None


def _levels(style: Element) -> list[tuple[int, _Level]]:
    found = []
    for level in style:
        depth = number_of(level, f"{TEXT}level", 0)
        if level.tag == f"{TEXT}list-level-style-number":
            marked = _Level(
                _FORMATS.get(level.get(f"{_STYLE}num-format") or "", ""),
                level.get(f"{_STYLE}num-prefix") or "",
                level.get(f"{_STYLE}num-suffix") or "",
                number_of(level, f"{TEXT}start-value", 1),
                number_of(level, f"{TEXT}display-levels", 1),
            )
            found.append((depth, marked))
    return found


class ListMarks:
    """Counts the items of a document's lists, in order, and says what is printed in front of each."""

    def __init__(self, styles: Styles) -> None:
        """Begin with nothing counted."""
        self._styles = styles
        self._counts: dict[str | None, dict[int, int]] = defaultdict(dict)

    def begin(self, element: Element, list_style: str | None, depth: int) -> None:
        """Note that a list begins: it counts from its start unless it says that it goes on."""
        if element.get(f"{TEXT}continue-numbering") != "true":
            self._counts[list_style].pop(depth, None)

    def next(self, item: Element, list_style: str | None, depth: int) -> str:
        """Return what is printed in front of the next item: "3.", "(a)" or a bullet."""
        level = self._styles.level(list_style, depth)
        if not level.format:
            return BULLET.strip()
        counts = self._counts[list_style]
        counts[depth] = number_of(
            item, f"{TEXT}start-value", counts.get(depth, level.start - 1) + 1
        )
        shown = range(max(depth - level.n_shown + 1, 1), depth + 1)
        numbers = [
            printed(counts.get(d, 1), self._styles.level(list_style, d).format or "decimal")
            for d in shown
        ]
        return f"{level.prefix}{'.'.join(numbers)}{level.suffix}".strip()
