"""A stretch that is withheld from now on is in no earlier generation, and its source leaves no hash."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from corpus.records import AgendaItem, Meeting
from indexer.build.withdrawn import _was_whole, is_withheld_in_part, sources_with_withheld
from indexer.generation import catalogue, catalogue_write
from indexer.passages.passage import Passage
from indexer.passages.passages import passages

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
    assert sources_with_withheld([(CUT,)]) == {"records/a.txt"}
    assert sources_with_withheld([(WHOLE,)]) == set()


@pytest.mark.parametrize(("before", "was_whole"), [(WHOLE, True), (CUT, False)])
def test_an_earlier_generation_with_the_stretch_is_told(
    tmp_path: Path, before: Passage, was_whole: bool
) -> None:
    path = tmp_path / "catalogue.sqlite"
    catalogue_write.write(path, [catalogue_write.Row(before, before.id)], [], [])
    with closing(catalogue.connect(path)) as connection:
        assert _was_whole(connection, CUT) is was_whole
