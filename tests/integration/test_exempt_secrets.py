"""Secrets planted in exempt items are in no byte of the index and on no page that it answers with."""

from __future__ import annotations

import gzip
import json
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from html import escape
from pathlib import Path
from textwrap import wrap
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from cli.cli import main
from indexer.build import ledger
from indexer.build.job import is_internal
from indexer.build.pipeline import build
from indexer.build.report import Report
from indexer.generation import store
from indexer.generation.recorded import Recorded
from search.page.as_json import INTERNAL
from search.searcher import open_index
from tests.conftest import write_records
from tests.unit.make_files import packed, pdf, word, write
from web.app import create_app

# One word, one figure, one name; as they are written and as the index would hold their terms.
SECRETS = ("Zugzwangia", "7,345,219", "Quillfeather")
FORMS = (*SECRETS, "zugzwangia", "zugzwang", "7345219", "quillfeath", "QUILLFEATHER")
SENTENCE = (
    "Councillor Quillfeather moved that Zugzwangia Holdings (ZH) be paid £7,345,219 for the depot."
)
RESOLVED = (
    "RESOLVED: That £7,345,219 be paid to Zugzwangia on the motion of Councillor Quillfeather."
)
EXCLUDE = (
    "RESOLVED: That under section 100A(4) of the Local Government Act 1972 the press and public be "
    "excluded for the following items, which involve exempt information as defined in paragraph 3 "
    "of Part 1 of Schedule 12A."
)
PUBLIC = "The depot in Mill Lane was discussed by all members of the committee."


def _printed(heading: str, marked: str = "") -> str:
    return (
        f"Wenbridge City Council\n\nCabinet\n\n{heading}\n\n1. Depot strategy\n\n{PUBLIC}\n\n"
        f"2. Exclusion of the press and public\n\n{EXCLUDE}\n\n"
        f"3. Purchase of the depot{marked}\n\n{SENTENCE}\n\n{RESOLVED}\n\n"
        f"4. Terms of the lease\n\n{SENTENCE}\n"
    )


def _page(title: str, text: str) -> str:
    return f"Agenda item\n\n{title}\n\n{text}\n\nMinutes:\n\n{SENTENCE}\n\n{RESOLVED}\n"


def _html(text: str) -> str:
    body = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    return f"<!DOCTYPE html><html><body>{body}</body></html>"


def _json_line() -> str:
    item = {
        "title": "Purchase of the yard",
        "number": "5",
        "restricted": True,
        "minutes": SENTENCE,
        "decision": RESOLVED,
        "documents": [
            {"title": f"Report on {SECRETS[0]}", "url": f"https://x.example/{SECRETS[0]}"}
        ],
    }
    meeting = {
        "council": "Wenbridge",
        "committee": "Cabinet",
        "date": "2022-03-01",
        "items": [item],
    }
    return f"{json.dumps(meeting)}\n"


def _pdf(text: str) -> bytes:
    lines = [line for part in text.split("\n\n") for line in (*wrap(part, 80), "")]
    return pdf([lambda canvas: write(canvas, lines)])


def _docx(text: str) -> bytes:
    def fill(document: Any) -> None:
        for part in text.split("\n\n"):
            document.add_paragraph(part)

    return word(fill)


def _xml() -> str:
    def item(number: int, title: str, text: str, restricted: str) -> str:
        return (
            f"<agendaitem><agendaitemtitle>{title}</agendaitemtitle><agendatext></agendatext>"
            f"<fulldisplaynumberformat>{number}.</fulldisplaynumberformat>"
            f"<minutesnonemptyhtmlbody>{escape(f'<p>{text}</p>')}</minutesnonemptyhtmlbody>"
            f"<isrestricted>{restricted}</isrestricted><refertocommittee>Cabinet</refertocommittee>"
            f"<linkeddocuments><linkeddoc><title>{SECRETS[0]}</title><url>https://x.example/a.pdf</url>"
            f"<isrestricted>{restricted}</isrestricted></linkeddoc></linkeddocuments></agendaitem>"
        )

    items = item(1, "Purchase of the field", SENTENCE, "True")
    return (
        '<?xml version="1.0" encoding="utf-8"?><meeting><meetingid>1</meetingid>'
        "<meetingdate>05/07/2022</meetingdate><meetinglocation>Guildhall</meetinglocation>"
        f"<meetingstatus>Confirmed</meetingstatus><agendaitems>{items}</agendaitems></meeting>"
    )


RECORDS: dict[str, str | bytes] = {
    "printed/2021-03-02.txt": _printed("Tuesday 2 March 2021"),
    "printed/2021-04-06.md": _printed("Tuesday 6 April 2021", " (exempt)"),
    "printed/2021-05-04.html": _html(_printed("Tuesday 4 May 2021", " - Part II")),
    "pages/01.txt": _page("Purchase of land", "Not for publication: paragraph 3."),
    "pages/02.txt": _page("EXEMPT: pay", ""),
    "pages/03.html": _html(_page("Part 2 - debts", "This report is confidential.")),
    "lines.jsonl": _json_line(),
    "printed/2021-06-01.pdf": _pdf(_printed("Tuesday 1 June 2021")),
    "printed/2021-07-06.docx": _docx(_printed("Tuesday 6 July 2021")),
    "service/meeting.xml": _xml(),
    "packed.zip": packed({"2021-09-07.txt": _printed("Tuesday 7 September 2021")}),
    # A reader that fails, and a line that is no record: reports must not quote them.
    "broken.jsonl": f'{{"items": [{{"title": "x", "restricted": true, "minutes": "{SENTENCE}"\n',
}


def _contents(data: bytes, name: str) -> Iterator[bytes]:
    """Yield a file's bytes, also as they are when unpacked or dumped."""
    yield data
    if data[:2] == b"\x1f\x8b":
        yield gzip.decompress(data)
    if data[:1] == b"\x78":
        yield zlib.decompressobj().decompress(data)
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(name) as archive:
            for member in archive.namelist():
                yield from _contents(archive.read(member), member)
    if data[:16] == b"SQLite format 3\x00":
        with closing(sqlite3.connect(name)) as connection:
            yield "\n".join(connection.iterdump()).encode()
    if name.endswith(".npy"):
        yield np.load(name, allow_pickle=False).tobytes()


def _found_in(folder: Path) -> list[str]:
    """Return which file holds which secret, in any of the encodings that a program would use."""
    needles = {
        form.encode(encoding): form
        for form in FORMS
        for encoding in ("utf-8", "utf-16-le", "utf-16-be")
    }
    found = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        for content in _contents(path.read_bytes(), str(path)):
            low = content.lower()
            found += [
                f"{path.relative_to(folder)}: {form}"
                for needle, form in needles.items()
                if needle.lower() in low
            ]
    return found


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    """Return an index of the records with secrets, and the report of its build."""
    folder = tmp_path_factory.mktemp("secrets")
    write_records(folder / "records", dict(RECORDS))
    return folder / "index", build([folder / "records"], folder / "index")


def test_every_secret_was_read_and_withheld(built: tuple[Path, Report]) -> None:
    searcher = open_index(built[0])
    exempt = [passage for passage in searcher.all_passages() if passage.exempt]
    # Two of each printed meeting (txt, md, html, pdf, docx, zip), three pages, one line, one of XML.
    assert built[1].n_exempt == len(exempt) == 6 * 2 + 3 + 1 + 1
    assert {passage.title for passage in exempt} >= {"Purchase of the yard", "EXEMPT: pay"}
    assert any("paragraph 3 of Schedule 12A" in (passage.exempt or "") for passage in exempt)
    assert [p.text for p in searcher.all_passages() if p.title == "Depot strategy"] == [PUBLIC] * 6


def test_no_file_of_the_index_holds_a_secret(built: tuple[Path, Report]) -> None:
    assert _found_in(built[0]) == []


def test_the_scan_would_find_a_secret_wherever_it_was(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as connection, connection:
        connection.execute("CREATE TABLE t (x)")
        connection.execute("INSERT INTO t VALUES (?)", (SENTENCE,))
    (tmp_path / "b.gz").write_bytes(gzip.compress(SENTENCE.encode()))
    (tmp_path / "c.bin").write_bytes(b"\x00" + SENTENCE.encode("utf-16-be"))
    np.save(tmp_path / "d.npy", np.frombuffer(b"quillfeath", np.uint8))
    with zipfile.ZipFile(tmp_path / "e.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.txt", SENTENCE)
    assert {line.partition(":")[0] for line in _found_in(tmp_path)} == {
        "a.sqlite", "b.gz", "c.bin", "d.npy", "e.zip",
    }  # fmt: skip


def test_no_report_quotes_a_secret(built: tuple[Path, Report]) -> None:
    assert built[1].failures
    assert not [form for form in FORMS if form in repr(built[1])]


QUERIES = (
    "depot",
    "Purchase of the depot",
    "exempt",
    "who was paid for the depot",
    "speaker:Quill*",
)


def _answers(client: FlaskClient, identifiers: list[str]) -> Iterator[tuple[str, str]]:
    """Yield every address that the application answers with a GET, and the answer."""
    for rule in client.application.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint == "static":
            continue
        values = identifiers if rule.arguments else [""]
        for value in values:
            address = rule.rule
            for argument in rule.arguments:
                for form in (f"<path:{argument}>", f"<{argument}>"):
                    address = address.replace(form, value)
            for query in QUERIES if not rule.arguments else QUERIES[:1]:
                for mode in ("hybrid", "lexical", "dense"):
                    response = client.get(address, query_string={"q": query, "mode": mode})
                    yield f"{address}?q={query}&mode={mode}", response.text


def test_no_page_and_no_answer_holds_a_secret(built: tuple[Path, Report]) -> None:
    client = create_app(built[0]).test_client()
    identifiers = [passage.id for passage in open_index(built[0]).all_passages()]
    n = 0
    for address, text in _answers(client, identifiers):
        n += 1
        assert not [form for form in FORMS if form in text], address
    assert n > len(identifiers)


@pytest.mark.parametrize(
    "secret", [*SECRETS, "speaker:Quillfeather", "decided:Zugzwangia", "Zugz*"]
)
def test_asking_for_a_secret_finds_nothing_by_its_words(
    built: tuple[Path, Report], secret: str
) -> None:
    searcher = open_index(built[0])
    assert searcher.search(secret, mode="lexical").matched == 0
    for hit in searcher.search(secret).hits:
        assert not hit.lexical_score
        assert not [form for form in FORMS if form in repr(hit)]


def test_an_item_that_becomes_exempt_is_in_no_older_generation_either(tmp_path: Path) -> None:
    records = tmp_path / "records"
    index = tmp_path / "index"
    line = _json_line()
    write_records(records, {"a.jsonl": line.replace("true", "false"), "b.txt": "1. Roads\n\nMud."})
    build([records], index)
    assert _found_in(index)
    write_records(records, {"c.txt": "1. Parks\n\nGrass."})
    build([records], index)
    assert len(list((index / "generations").iterdir())) == 2
    write_records(records, {"a.jsonl": line})
    build([records], index)
    assert _found_in(index) == []
    assert [path.name for path in (index / "generations").iterdir()] == ["000003"]
    build([records], index)
    assert len(list((index / "generations").iterdir())) == 2


def test_minutes_that_are_exempt_withhold_the_public_draft_of_an_earlier_build(
    tmp_path: Path,
) -> None:
    records, index = tmp_path / "records", tmp_path / "index"
    line = _json_line()
    write_records(records, {"draft.jsonl": line.replace("true", "false")})
    build([records], index)
    write_records(records, {"final.jsonl": line})
    report = build([records], index)
    assert (report.n_passages, report.n_exempt) == (1, 1)
    assert _found_in(index) == []
    # The draft is read again, for nothing of it was kept; and once it stands alone it is public.
    (records / "final.jsonl").unlink()
    assert build([records], index, accept_removals=True).n_exempt == 0
    assert _found_in(index)


def test_an_internal_index_says_so_everywhere_and_can_be_made_public_again(tmp_path: Path) -> None:
    records, index = write_records(tmp_path / "records", dict(RECORDS)), tmp_path / "index"
    runner = CliRunner()
    done = runner.invoke(main, ["index", str(records), "--index", str(index), "--include-exempt"])
    assert done.exit_code == 0, done.output
    assert INTERNAL in done.output
    generation = store.open_generation(index)
    assert generation.manifest.settings["include_exempt"] is True
    shown = runner.invoke(main, ["query", SECRETS[0], "--index", str(index)])
    assert shown.output.startswith(INTERNAL)
    assert SECRETS[0] in shown.output
    printed = runner.invoke(main, ["query", SECRETS[0], "--index", str(index), "--json"])
    assert json.loads(printed.output)["includes_exempt"] is True
    client = create_app(index).test_client()
    identifier = json.loads(printed.output)["hits"][0]["id"]
    for address in ("/", "/?q=depot", "/about-this-search", f"/passage/{identifier}", "/nowhere"):
        assert INTERNAL in client.get(address).text, address
    other = write_records(
        tmp_path / "other", {"a.txt": "Agenda item\n\nSwans\n\nMinutes:\n\nFed.\n"}
    )
    done = runner.invoke(main, ["index", str(other), "--index", str(index)])
    assert INTERNAL in done.output
    given = ["--index", str(index)]
    runner.invoke(main, ["retract", "--phrase", "Fed", "--reason", "A mistake", *given])
    (noted,) = ledger.history(index)
    done = runner.invoke(main, ["retract", "--undo", noted.entry.token, *given])
    assert INTERNAL in done.output
    assert store.open_generation(index).manifest.settings["include_exempt"] is True
    assert _found_in(index)
    done = runner.invoke(main, ["index", str(other), *given, "--no-include-exempt"])
    assert done.exit_code == 0, done.output
    assert INTERNAL not in done.output
    assert _found_in(index) == []
    assert INTERNAL not in create_app(index).test_client().get("/").text
    shown = runner.invoke(main, ["query", "depot", "--index", str(index), "--json"])
    assert json.loads(shown.output)["includes_exempt"] is False


@pytest.mark.parametrize("said", [False, None, "yes", 1, "absent"])
def test_an_index_that_was_not_internal_never_becomes_so_by_itself(said: object) -> None:
    settings = {} if said == "absent" else {"include_exempt": said}
    before = Recorded(Path(), (), settings=settings)
    assert not is_internal(before, None)
    assert not is_internal(None, None)
    assert is_internal(before, True)
    assert not is_internal(Recorded(Path(), (), settings={"include_exempt": True}), False)
