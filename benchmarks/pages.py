"""What reading a page of a PDF costs, of what PDFium's own text of it costs, in one run.

python benchmarks/pages.py FILE_OR_FOLDER... [--rounds 3]

Processor time of this process, so that what else the machine does counts for little: the best of the rounds, both
ways in turn. "Own text" is PDFium's text of the whole page, asked for at once; "read" is the document as printed, with
what is bold, in cells, a head or a foot; "placed" is all that a reader gives: items, sections, whose it is.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import pypdfium2

from corpus import readers
from corpus.readers import pdf
from corpus.records import Source


def files(paths: list[Path]) -> Iterator[Path]:
    """Yield the PDFs that are named and those below folders, in order."""
    for path in paths:
        yield from sorted(path.rglob("*.pdf")) if path.is_dir() else [path]


def own_text(source: Source) -> None:
    """Ask PDFium for the text of each page."""
    document = pypdfium2.PdfDocument(source.data)
    for page in document:
        textpage = page.get_textpage()
        textpage.get_text_range()
        textpage.close()
        page.close()
    document.close()


def read(source: Source) -> None:
    """Read a PDF as printed."""
    pdf.printed_of(source)


def placed(source: Source) -> None:
    """Read all that a PDF gives."""
    for _ in readers.read(source):
        pass


def cost(sources: list[Source], what: Callable[[Source], None]) -> float:
    """Return the seconds of processor time that something takes for all sources; what cannot be read costs, too."""
    started = time.process_time()
    for source in sources:
        try:
            what(source)
        except Exception as error:
            print(f"{source.name}: {error}", file=sys.stderr)
    return time.process_time() - started


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    ways = (own_text, read, placed)
    print(
        "| PDFs | pages | own text, ms a page | read | placed | read, of own text | placed, of own text |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for path in given.paths:
        sources = [Source(one.name, one.read_bytes()) for one in files([path])]
        n_pages = sum(pdf.n_pages(one.data) for one in sources) or 1
        rounds = [[cost(sources, way) for way in ways] for _ in range(given.rounds)]
        ms = [1000 * min(one[at] for one in rounds) / n_pages for at in range(len(ways))]
        print(
            f"| {path.name} | {n_pages} | {ms[0]:.1f} | {ms[1]:.1f} | {ms[2]:.1f} | {ms[1] / ms[0]:.1f} | {ms[2] / ms[0]:.1f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
