"""What an import reports of a file that it cannot read never holds the record's words."""

from __future__ import annotations

import io
import zipfile

import pytest

from corpus import readers
from corpus.errors import RecordError
from corpus.records import Source

SECRET = "vexquill"


def _said(name: str, data: bytes) -> str:
    """Return whatever reading a file says of what went wrong."""
    try:
        found = list(readers.read(Source(name, data)))
    except RecordError as error:
        return str(error)
    said = "\n".join(str(record) for record in found if isinstance(record, RecordError))
    assert said, "the file was read"
    return said


def _zipped(**files: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name, text in files.items():
            file.writestr(name.replace("_", "."), text)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("m.jsonl", '{"items": [], "date": "vexquill was paid"}'),
        ("m.jsonl", '{"items": [{"title": "a"}], "date": "vexquill was paid"}'),
        ("m.jsonl", '{"vexquill": "was paid"'),
        ("m.jsonl", '{"_id": "1", "text": "vexquill \\ud800 was paid"}'),
        ("m.jsonl", '{"_id": "1", "text": ["vexquill"]}'),
        ("m.xml", "<?xml version='1.0'?><meeting>&vexquill;</meeting>"),
        ("m.xml", "<?xml version='1.0'?><vexquill>paid</vexquill>"),
        ("m.xml", "<?xml version='1.0' encoding='vexquill'?><meeting/>"),
        ("m.xml", "<?xml version='1.0'?><meeting><agendaitems>vexquill</meeting>"),
        (
            "m.xml",
            "<?xml version='1.0'?><meeting><meetingstatus>vexquill</meetingstatus></meeting>",
        ),
    ],
)
def test_no_error_quotes_the_record(name: str, text: str) -> None:
    assert SECRET not in _said(name, text.encode()).casefold()
    assert SECRET not in _said("m.zip", _zipped(**{name.replace(".", "_"): text})).casefold()


def test_a_reader_that_fails_in_an_archive_quotes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(source: Source) -> None:
        raise ValueError(f"could not convert: {source.data!r}")

    monkeypatch.setattr(
        readers,
        "READERS",
        tuple(
            readers.Reader(r.name, r.suffixes, r.recognises, fails) if r.name == "minutes" else r  # type: ignore[arg-type]
            for r in readers.READERS
        ),
    )
    said = _said("m.zip", _zipped(a_txt="1. Pay\n\nVexquill was paid."))
    assert SECRET not in said.casefold()
    assert "ValueError in test_unquoted.py" in said


def test_a_damaged_archive_quotes_no_name_that_it_hides() -> None:
    packed = bytearray(_zipped(aaaaaaaa_txt="1. Pay\n\nIt rose."))
    packed[packed.index(b"aaaaaaaa") : packed.index(b"aaaaaaaa") + 8] = b"vexquill"
    assert SECRET not in _said("m.zip", bytes(packed)).casefold()
