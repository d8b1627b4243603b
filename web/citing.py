"""How to quote a sentence: each of a paragraph, with place, paragraph, address and the day on which it was looked up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Blueprint, abort, render_template, request, url_for

from corpus.tongue import said
from indexer.language.windows import sentences
from indexer.passages.passage import Passage
from web.delivery import not_to_be_kept
from web.items import item
from web.reading import Block, cited_place, fragment_at, sections

blueprint = Blueprint("citing", __name__)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence as it stands in the record, and the address that marks it there."""

    text: str
    address: str


@blueprint.get("/cite/<identifier:identifier>")
def sentences_of(identifier: str) -> str:
    """Show each sentence of one paragraph of an item with its citation; `p` is the paragraph's number."""
    # It says the day.
    not_to_be_kept()
    passage = item(identifier)
    block = _paragraph(passage, request.args.get("p", "1"))
    return render_template(
        "cite.html",
        passage=passage,
        block=block,
        quotations=_quotations(passage, block),
        place=cited_place(passage),
        link=url_for("pages.passage", identifier=passage.id, _anchor=block.anchor, _external=True),
        today=datetime.now(UTC).date(),
    )


def _paragraph(passage: Passage, typed: str) -> Block:
    blocks = {str(block.number): block for part in sections(passage) for block in part.blocks}
    if typed not in blocks:
        abort(404, description=said("This item has no such paragraph."))
    return blocks[typed]


def _quotations(passage: Passage, block: Block) -> list[Quotation]:
    following = [
        one.start for part in sections(passage) for one in part.blocks if one.start > block.start
    ]
    end = min(following, default=len(passage.text))
    found = []
    for span in sentences(passage.text[:end]):
        if span.start < block.start:
            continue
        text = passage.text[span.start : span.end]
        # The cells of a row stand apart on the page: there no text is to be marked.
        marked = block.anchor if block.is_table else fragment_at(passage, span.start, text)
        address = url_for("pages.passage", identifier=passage.id, _anchor=marked)
        found.append(Quotation(text, address))
    return found
