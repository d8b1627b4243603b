"""A paper is withheld if the front sheet of its meeting, another file, marks its item as exempt."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.progress import silent
from indexer.build.reading import read_all
from indexer.build.report import Report
from tests.conftest import write_records

HEAD = "Wexborough Borough Council\n\nCABINET\n\nTuesday, 1 March 2022\n\nAGENDA\n\n"
PUBLIC = "1 Apologies\n2 Roads programme (Pages 3 - 6)\n3 Parks strategy (Pages 7 - 12)\n\n"
LAST = "4 Sale of the harbour site (Pages 13 - 20)\n"


def _paper(number: int, title: str, when: str = "1 March 2022") -> str:
    return (
        f"From: Head of Property\n\nTo: Cabinet - {when}\n\nSubject: {title}\n\n1. Introduction\n\n"
        f"1.1 The word of this report is token{number}, and there is more of it.\n"
    )


def _shown(tmp_path: Path, sheet: str, when: str = "1 March 2022") -> set[str]:
    """Return which papers' words a build would show, where a front sheet stands beside them."""
    names = {2: "Roads programme", 3: "Parks strategy", 4: "Sale of the harbour site"}
    papers = {f"Item {n} {t}.txt": _paper(n, t, when) for n, t in names.items()}
    files = {"Agenda frontsheet.txt": sheet, **papers}
    folder = tmp_path / "cabinet" / "2022-03-01"
    write_records(folder, files)
    report = Report()
    read = read_all([tmp_path / "cabinet"], None, report, silent, include_exempt=False)
    assert report.failures == []
    text = "\n".join(p.text for source in read for p in source.passages if not p.exempt)
    return {f"token{n}" for n in names if f"token{n}" in text}


@pytest.mark.parametrize(
    "mark",
    [
        "EXEMPT ITEMS\n\n",
        "PART 2 - PRIVATE\n\n",
        "That the press and public be excluded for the following items, which are exempt.\n\nEXEMPT ITEMS\n\n",
    ],
)
def test_a_heading_of_the_sheet_withholds_the_papers_of_what_it_heads(
    tmp_path: Path, mark: str
) -> None:
    assert _shown(tmp_path, f"{HEAD}{PUBLIC}{mark}{LAST}") == {"token2", "token3"}


def test_a_title_of_the_sheet_withholds_its_paper(tmp_path: Path) -> None:
    marked = LAST.replace(" (Pages", " - EXEMPT (Pages")
    assert _shown(tmp_path, f"{HEAD}{PUBLIC}{marked}") == {"token2", "token3"}


@pytest.mark.parametrize(
    "mark", ["", "UNRESTRICTED ITEMS\n\n", "There are no exempt items on this agenda.\n\n"]
)
def test_a_sheet_that_marks_nothing_withholds_nothing(tmp_path: Path, mark: str) -> None:
    assert _shown(tmp_path, f"{HEAD}{mark}{PUBLIC}{LAST}") == {"token2", "token3", "token4"}
