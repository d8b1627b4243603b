"""What the pages say, gathered from the source, and the catalogues of their translations.

    python -m tests.web.catalogues          # takes up what is new into every languages/CODE.po, compiles them all
    python -m tests.web.catalogues gd       # begins a catalogue for another language

Needs Babel, which nothing that runs needs: a compiled catalogue (.mo) is read by Python's own gettext.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tests.conftest import ROOT
from web.tongues import FOLDER, OWN

KEYWORDS = {"said": None, "message": None, "_": None, "counted": (1, 2)}
_USES = "from corpus.tongue import"
_JINJA = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}


def sources() -> list[tuple[Path, str]]:
    """Return the files that say something on a page, each with the method that reads it."""
    modules = [
        (path, "python")
        for layer in ("search", "web")
        for path in sorted((ROOT / layer).rglob("*.py"))
        if _USES in path.read_text("utf-8")
    ]
    return modules + [(path, "jinja2") for path in sorted((ROOT / "web").glob("templates/*.html"))]


def gathered() -> Catalog:
    """Return a catalogue of all messages without translations, in order of files."""
    found = Catalog(project="council-search", version="1", charset="utf-8", fuzzy=False)
    for path, method in sources():
        options = _JINJA if method == "jinja2" else {}
        with path.open("rb") as source:
            for _, said, _, _ in extract(method, source, KEYWORDS, (), options):
                found.add(
                    said,
                    locations=[(str(path.relative_to(ROOT)), 0)],
                    flags=("python-format",) if "%(" in str(said) else (),
                )
    return found


def read(code: str) -> Catalog:
    """Return the catalogue of a language as it is kept."""
    with (FOLDER / f"{code}.po").open("rb") as kept:
        return read_po(kept, locale=code, abort_invalid=True)


def kept() -> list[str]:
    """Return the codes of the languages that have a catalogue."""
    return sorted(path.stem for path in FOLDER.glob("*.po"))


def written(catalog: Catalog) -> bytes:
    """Return the text of a catalogue."""
    text = io.BytesIO()
    write_po(text, catalog, width=120, omit_header=False, sort_output=True, include_lineno=False)
    return text.getvalue()


def compiled(catalog: Catalog) -> bytes:
    """Return a catalogue as gettext reads it."""
    data = io.BytesIO()
    write_mo(data, catalog)
    return data.getvalue()


def main(codes: list[str]) -> None:
    """Take up what is new into the catalogues, begin those that there are not, compile all."""
    for code in sorted({*kept(), *codes} - {OWN}):
        path = FOLDER / f"{code}.po"
        catalog = read(code) if path.exists() else Catalog(locale=code, fuzzy=False)
        catalog.update(gathered(), no_fuzzy_matching=True, update_creation_date=False)
        catalog.obsolete.clear()
        path.write_bytes(written(catalog))
        path.with_suffix(".mo").write_bytes(compiled(catalog))
        missing = sum(1 for one in catalog if one.id and not all(texts(one.string)))
        sys.stdout.write(f"{code}: {len(catalog)} messages, {missing} not translated\n")


def texts(string: str | tuple[str, ...] | list[str] | None) -> list[str]:
    """Return the forms of a translation, of which a message about a number has several; none is an empty one."""
    return [string] if isinstance(string, str) else list(string or [""])


if __name__ == "__main__":
    main(sys.argv[1:])
