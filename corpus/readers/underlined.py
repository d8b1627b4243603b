"""Titles that are underlined, where a note of the record says what that stands for: no text shows it, so a sign does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from docx.oxml.ns import qn
from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.readers.tuning import TITLES

# What stands behind an underlined title, and in the note.
UNDERLINED = "\u2017"
# "Items underlined are confidential", "Underlining shows that an item was heard in private".
_NOTE = re.compile(
    r"\bunderlin\w+[^.;]{0,120}?\b(?:exempt|confidential|private|closed|restricted|in camera|not for publication|press|public)\b"
    r"|\b(?:exempt|confidential|private|closed|restricted|in camera)\b[^.;]{0,120}?\bunderlin\w+",
    re.IGNORECASE,
)
_WORD = re.compile(r"\bunderlin\w+", re.IGNORECASE)
_NONE = (None, "none", "0", "false")


def tells_of_underlining(text: str) -> bool:
    """Say whether a text may tell that what is underlined in it is private."""
    return "underlin" in text.casefold() and bool(_NOTE.search(text))


def sign_in_page(tree: LexborHTMLParser) -> None:
    """Put the sign behind what is underlined of a page whose text tells what that stands for, and into the note."""
    if tree.body is None or not tells_of_underlining(tree.body.text(separator=" ")):
        return
    for node in tree.css('u, ins, [style*="underline"]'):
        block = _block_of(node)
        if _is_short(block.text()):
            block.insert_child(f" {UNDERLINED}")
        elif _is_short(node.text()):
            node.insert_after(f" {UNDERLINED} ")
    for node in tree.css(", ".join(_BLOCKS)):
        is_inmost = all(child.tag not in _BLOCKS for child in node.iter())
        if is_inmost and tells_of_underlining(node.text()):
            node.insert_child(f" {UNDERLINED}")


_BLOCKS = ("p", "li", "td", "th", "div", "h1", "h2", "h3", "h4", "h5", "h6")


def _block_of(node: LexborNode) -> LexborNode:
    """Return the paragraph, heading or cell in which a node stands, else the node."""
    block: LexborNode | None = node
    while block is not None and block.tag not in _BLOCKS:
        block = block.parent
    return block or node


def sign_in_document(paragraphs: Iterable[Any]) -> None:
    """Put the sign behind what is underlined of the paragraphs of a Word document, as `sign_in_page` does."""
    written = [[t for t in p.iter(qn("w:t")) if (t.text or "").strip()] for p in paragraphs]
    if any(map(_is_note, written)):
        for texts in written:
            _sign(texts)


def _sign(texts: Sequence[Any]) -> None:
    """Put the sign behind what is underlined of the texts of a paragraph, or behind a note on that."""
    underlined = [t for t in texts if _is_underlined(t.getparent())]
    if underlined and _is_short("".join(t.text for t in underlined)):
        underlined[-1].text = f"{underlined[-1].text.rstrip()} {UNDERLINED} "
    elif _is_note(texts):
        texts[-1].text = f"{texts[-1].text} {UNDERLINED}"


def _is_note(texts: Sequence[Any]) -> bool:
    return tells_of_underlining("".join(t.text for t in texts))


def _is_underlined(run: Any) -> bool:
    mark = run.find(f"{qn('w:rPr')}/{qn('w:u')}")
    return mark is not None and mark.get(qn("w:val")) not in _NONE


def _is_short(text: str) -> bool:
    return 0 < len(text.split()) <= TITLES.longest and not _WORD.search(text)
