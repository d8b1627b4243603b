"""A meeting has items, an item has documents, and a passage belongs to a document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from corpus.records import AgendaItem, Document, DocumentKind, Meeting, Section
from indexer.generation import catalogue, catalogue_write, columns
from indexer.passages.of_meeting import passages
from indexer.passages.passage import Passage
from search.page.words import where
from search.query.kinds import kind_named
from search.query.query import read_query

REPORT = Document(
    "Mooring fees at the quay",
    kind=DocumentKind.REPORT,
    author="Ada Rowan, Harbour Master",
    source="papers/fees.pdf",
    first_page=11,
    last_page=14,
    sections=(
        Section("1.1 Fees were last raised in 2019.", "Introduction", "1.1", 11),
        Section("2.4 That the fees rise by two pounds.", "Recommendation", "2.4", 12),
    ),
)
MEETING = Meeting(
    items=(
        AgendaItem("Apologies", "1", minutes="Councillor Elm."),
        AgendaItem("Mooring fees", "7", documents=(REPORT, Document("Map", "https://m.org/map"))),
    ),
    source="papers/fees.pdf",
    council="Staithe Town Council",
    committee="Harbour Committee",
    date=date(2025, 1, 30),
)


def test_each_section_of_a_document_is_a_passage_that_says_where_it_stands() -> None:
    item, first, second = passages(MEETING)
    assert (item.title, item.kind, item.is_of_paper) == ("Apologies", DocumentKind.MINUTES, False)
    assert second.document == replace(REPORT, sections=())
    assert (first.heading, second.paragraph, second.page) == ("Introduction", "2.4", 12)
    assert where(second) == (
        "Staithe Town Council · Harbour Committee · 30 January 2025 · item 7 · "
        "report, paragraph 2.4, page 12"
    )
    assert len({item.id, first.id, second.id}) == 3
    assert [p.position for p in (item, first, second)] == [1, 2, 3]


def test_an_exempt_item_takes_its_documents_with_it() -> None:
    whole = replace(MEETING, items=(replace(MEETING.items[1], restricted=True),))
    assert all(p.exempt and not p.text for p in passages(whole))
    one = replace(REPORT, restricted=True)
    alone = replace(MEETING, items=(replace(MEETING.items[1], documents=(one,)),))
    assert all(p.exempt and not p.text for p in passages(alone))


def test_a_source_that_is_one_paper_tells_its_kind_and_item() -> None:
    paper = replace(MEETING, items=MEETING.items[1:], document=replace(REPORT, item="7"))
    assert (paper.kind, paper.item) == ("report", "7")
    minutes = replace(paper, document=Document("Minutes", kind=DocumentKind.MINUTES))
    assert minutes.item is None


def test_documents_come_back_from_the_catalogue_and_go_on_to_the_next_one(tmp_path: Path) -> None:
    found = list(passages(MEETING))
    first, second = tmp_path / "first", tmp_path / "second"
    catalogue_write.write(first, [catalogue_write.Row(p, p.id) for p in found], [], [])
    kept = [catalogue_write.Row(p, p.id, earlier=row) for row, p in enumerate(found)]
    catalogue_write.write(second, kept, [], [], previous=first)
    for path in (first, second):
        connection = catalogue.connect(path)
        assert catalogue.fetch(connection, [0, 1, 2]) == found
        assert len(catalogue.documents(connection)) == 2
        connection.close()


def test_columns_tell_documents_and_their_kinds_apart(tmp_path: Path) -> None:
    plain = Passage("x", "Untold", "No record says what this is.", "s.txt")
    columns.write([*passages(MEETING), plain], tmp_path)
    found = np.load(tmp_path / columns.FILE)
    kinds = [columns.KINDS[k] if k >= 0 else None for k in found["kind"]]
    assert kinds == ["minutes", "report", "report", None]
    assert found["document"].tolist() == [0, 1, 1, -1]


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("report", DocumentKind.REPORT),
        ("Reports", DocumentKind.REPORT),
        ("decision record", DocumentKind.DECISION_RECORD),
        ("decisions", DocumentKind.DECISION_RECORD),
        ("EqIA", DocumentKind.EQUALITY_ASSESSMENT),
        ("appendices", DocumentKind.APPENDIX),
        ("amendments", DocumentKind.AMENDMENT),
        ("question", DocumentKind.QUESTIONS),
        ("sandwich", None),
    ],
)
def test_kinds_are_asked_for_as_people_name_them(typed: str, kind: DocumentKind | None) -> None:
    assert kind_named(typed) == kind
    query = read_query(f'quay kind:"{typed}"')
    assert query.filters.kinds == ((kind,) if kind else ())
    assert bool(query.notes) == (kind is None)
