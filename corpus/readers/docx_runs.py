"""How Word shows the text of a paragraph: what is bold, in capitals, hidden, struck out or deleted.

A run says so itself, or its character style, or the style of its paragraph, or what these are based on
(ECMA-376-1, 17.7.3: a toggle that both kinds of style set is off).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from docx.oxml import parse_xml
from docx.oxml.ns import qn

PARAGRAPH, _TEXT, _RUN = qn("w:p"), qn("w:t"), qn("w:r")
_VALUE, _PROPERTIES = qn("w:val"), qn("w:rPr")
# Deleted text, where text was moved from, and what Word repeats for programs that know no text boxes.
DELETED = frozenset(
    {
        qn("w:del"),
        qn("w:moveFrom"),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)
_CHARACTERS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_WRITTEN = frozenset({_TEXT, *_CHARACTERS})
_NOTES = {qn("w:footnoteReference"): "footnotes", qn("w:endnoteReference"): "endnotes"}
_OFF = ("0", "false", "off", "none")
_MAX_ANCESTORS = 20


class Piece(NamedTuple):
    """Text that looks alike; `stands_out` is bold or underlined."""

    text: str
    stands_out: bool = False


class _Look(NamedTuple):
    """How the text of a run is shown."""

    stands_out: bool = False
    in_capitals: bool = False


def _said(properties: Any, name: str) -> bool | None:
    """Return whether a property is on, None where nothing is said of it."""
    mark = properties.find(qn(f"w:{name}")) if properties is not None else None
    return None if mark is None else mark.get(_VALUE) not in _OFF


@dataclass(slots=True)
class Runs:
    """Reads the runs of one document; `notes` is what each footnote and endnote says, by kind and id."""

    styles: dict[str, Any]
    default: str | None
    notes: dict[tuple[str, str], str] = field(default_factory=dict)
    _known: dict[tuple[str | None, str], bool | None] = field(default_factory=dict)

    def pieces(self, paragraph: Any) -> Iterator[Piece]:
        """Yield what is shown of a paragraph and the text boxes in it, in order."""
        stack = [(paragraph, self._style_of(paragraph), _Look())]
        while stack:
            here, style, look = stack.pop()
            if here.tag in _WRITTEN:
                yield from _written(here, look)
                continue
            if here.tag in DELETED or (here.tag == _RUN and not self._is_shown(here, style)):
                continue
            if here.tag == _RUN:
                look = _Look(self._stands_out(here, style), self._has(here, style, "caps"))
            elif here.tag == PARAGRAPH and here is not paragraph:
                # One of a text box.
                style = self._style_of(here)
                yield Piece("\n")
            stack.extend((child, style, look) for child in reversed(here))

    def text(self, element: Any) -> str:
        """Return what is shown of a paragraph or of all paragraphs below an element."""
        return "".join(piece.text for piece in self.pieces(element))

    def notes_of(self, paragraph: Any) -> list[str]:
        """Return the notes whose marks stand in a paragraph, in order."""
        kinds = ((mark, kind) for mark in paragraph.iter(*_NOTES) if (kind := _NOTES[mark.tag]))
        found = (self.notes.get((kind, mark.get(qn("w:id")) or "")) for mark, kind in kinds)
        return [note for note in found if note]

    def outline_level(self, paragraph: Any) -> int:
        """Return the level of heading that a paragraph's style or it itself has, 0 for plain text."""
        properties = paragraph.find(qn("w:pPr"))
        name = self._style_of(paragraph)
        for _ in range(_MAX_ANCESTORS):
            level = properties.find(qn("w:outlineLvl")) if properties is not None else None
            if level is not None:
                value = level.get(_VALUE) or ""
                return min(int(value) + 1, 6) if value in "012345678" and value else 0
            style = self.styles.get(name or "")
            if style is None:
                return 0
            properties, name = style.find(qn("w:pPr")), _link(style, "basedOn")
        return 0

    def _style_of(self, paragraph: Any) -> str | None:
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return self.default if style is None else style.get(_VALUE)

    def _of_style(self, name: str | None, toggle: str) -> bool | None:
        """Return what a style, or the nearest that it is based on, says of a property."""
        key = (name, toggle)
        if key not in self._known:
            said, at = None, name
            for _ in range(_MAX_ANCESTORS):
                style = self.styles.get(at or "")
                if style is None or said is not None:
                    break
                said, at = _said(style.find(_PROPERTIES), toggle), _link(style, "basedOn")
            self._known[key] = said
        return self._known[key]

    def _has(self, run: Any, style: str | None, toggle: str) -> bool:
        """Say whether a run has a property, by itself or by a style."""
        properties = run.find(_PROPERTIES)
        own = _said(properties, toggle)
        if own is not None:
            return own
        mark = properties.find(qn("w:rStyle")) if properties is not None else None
        of_characters = self._of_style(mark.get(_VALUE), toggle) if mark is not None else None
        return bool(of_characters) != bool(self._of_style(style, toggle))

    def _is_shown(self, run: Any, style: str | None) -> bool:
        return not any(self._has(run, style, name) for name in ("vanish", "strike", "dstrike"))

    def _stands_out(self, run: Any, style: str | None) -> bool:
        """Say whether a run is bold or underlined; what a style of characters underlines is a link."""
        if self._has(run, style, "b"):
            return True
        own = _said(run.find(_PROPERTIES), "u")
        return bool(self._of_style(style, "u")) if own is None else own


def _written(element: Any, look: _Look) -> Iterator[Piece]:
    """Yield what an element of a run shows: its text, or the character that it stands for."""
    if element.tag == _TEXT:
        text = element.text or ""
        yield Piece(text.upper() if look.in_capitals else text, look.stands_out)
    elif element.getparent().tag == _RUN:
        yield Piece(_CHARACTERS[element.tag], look.stands_out)


def _link(style: Any, name: str) -> str | None:
    mark = style.find(qn(f"w:{name}"))
    return None if mark is None else mark.get(_VALUE)


def runs_of(document: Any) -> Runs:
    """Return what reads the runs of an opened document, its notes read."""
    styles = {s.get(qn("w:styleId")): s for s in document.styles.element.iter(qn("w:style"))}
    default = next(
        (name for name, s in styles.items()
         if s.get(qn("w:type")) == "paragraph" and s.get(qn("w:default")) in ("1", "true", "on")),
        None,
    )  # fmt: skip
    runs = Runs(styles, default)
    for relation in document.part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if kind in _NOTES.values() and not relation.is_external:
            runs.notes.update(_notes(runs, kind, relation.target_part.blob))
    return runs


def _notes(runs: Runs, kind: str, content: bytes) -> Iterator[tuple[tuple[str, str], str]]:
    for note in parse_xml(content):
        text = " ".join(runs.text(note).split())
        if text and note.get(qn("w:type")) in (None, "normal"):
            yield (kind, note.get(qn("w:id")) or ""), text
