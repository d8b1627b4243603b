"""A stretch that is withheld from now on is in no earlier generation, and its source leaves no hash."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.records import AgendaItem, Meeting
from indexer.build.read_source import ReadSource
from indexer.build.withdrawn import _was_whole, is_withheld_in_part, withholding
from indexer.generation import catalogue, catalogue_write
from indexer.passages.of_meeting import passages, withheld
from indexer.passages.passage import Passage

PUBLIC = "The options for the market hall were set out."


def _read(text: str) -> Passage:
    (found,) = passages(Meeting((AgendaItem("Hall", "2", minutes=text),), "records/a.txt"))
    return found


WHOLE = _read(f"{PUBLIC}\n\nAppendix B\n\nAcme bid most.")
CUT = _read(f"{PUBLIC}\n\nAppendix B (Exempt)\n\nAcme bid most.")


def test_a_source_with_a_stretch_that_is_withheld_is_told() -> None:
    assert PUBLIC in CUT.text
    assert "Acme" not in CUT.text
    assert is_withheld_in_part(CUT)
    assert not is_withheld_in_part(WHOLE)
    read = [ReadSource("records/a.txt", "hash", "text", ())]
    assert withholding([(CUT,)], read).sources == {"records/a.txt"}
    assert withholding([(WHOLE,)], read).sources == set()
    assert withholding([(CUT,)], read, include_exempt=True).sources == set()


EXEMPT = withheld(WHOLE, "exempt")
OTHER = replace(WHOLE, source="records/pack.zip/b.txt")


@pytest.mark.parametrize(
    ("group", "again"),
    [
        # All that is public of these stands in the index.
        ((CUT,), set()),
        ((EXEMPT,), set()),
        ((EXEMPT, replace(EXEMPT, source="records/pack.zip/b.txt")), set()),
        # The text of one record stands nowhere, since another one withholds it.
        ((EXEMPT, OTHER), {"records/a.txt", "records/pack.zip"}),
        ((CUT, OTHER), {"records/a.txt", "records/pack.zip"}),
    ],
)
def test_a_source_is_read_by_every_build_if_a_text_of_it_stands_nowhere(
    group: tuple[Passage, ...], again: set[str]
) -> None:
    names = ["records/a.txt", "records/pack.zip", "records/c.txt"]
    read = [ReadSource(name, f"hash of {name}", "text", ()) for name in names]
    found = withholding([group, (replace(WHOLE, source="records/c.txt"),)], read)
    assert found.again == again
    assert "records/c.txt" not in found.sources
    kept = {name for name, _ in found.kept(read)}
    assert kept == found.sources - again
    assert withholding([group], read, names[:1]).again >= {"records/a.txt"}


@pytest.mark.parametrize(("before", "was_whole"), [(WHOLE, True), (CUT, False)])
def test_an_earlier_generation_with_the_stretch_is_told(
    tmp_path: Path, before: Passage, was_whole: bool
) -> None:
    path = tmp_path / "catalogue.sqlite"
    catalogue_write.write(path, [catalogue_write.Row(before, before.id)], [], [])
    with closing(catalogue.connect(path)) as connection:
        assert _was_whole(connection, CUT) is was_whole
