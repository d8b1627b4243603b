from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import readers
from corpus.errors import RecordError
from corpus.records import Document, Meeting, MeetingFacts, Source

MEETING = {
    "council": "Wenbridge City Council",
    "committee": "Planning Committee",
    "date": "2019-05-14",
    "venue": "Guildhall",
    "url": "https://example.org/m",
    "items": [
        {
            "title": "Roads",
            "number": 7,
            "agenda": "To receive\u00a0a report.",
            "decision": "Agreed.",
            "minutes": "·  One;\r\n·  two.",
            "documents": [{"title": "Report", "url": "r.pdf"}, {"title": "Map"}],
            "url": "https://example.org/i",
            "restricted": True,
        }
    ],
}


def _read(text: str | bytes, name: str = "a.jsonl") -> list[Meeting | RecordError]:
    data = text.encode() if isinstance(text, str) else text
    return list(readers.read(Source(name, data, MeetingFacts(council="From meeting.toml"))))


def _one(record: Any) -> Meeting:
    (found,) = _read(json.dumps(record, ensure_ascii=False))
    assert isinstance(found, Meeting), found
    return found


def _error(record: Any) -> str:
    (found,) = _read(json.dumps(record))
    assert isinstance(found, RecordError)
    return str(found)


def test_every_field_of_a_meeting_is_read_and_its_texts_are_cleaned() -> None:
    found = _one(MEETING)
    assert (found.council, found.committee) == ("Wenbridge City Council", "Planning Committee")
    assert (found.date, found.venue) == (date(2019, 5, 14), "Guildhall")
    (item,) = found.items
    assert (item.number, item.title, item.restricted) == ("7", "Roads", True)
    assert (item.agenda, item.decision) == ("To receive a report.", "Agreed.")
    assert item.minutes == "• One;\n• two."
    assert item.documents == (Document("Report", "r.pdf"), Document("Map"))
    assert (found.url, item.url) == ("https://example.org/m", "https://example.org/i")


def test_a_beir_record_is_one_item_under_its_own_id() -> None:
    found = _one({"_id": "d1", "title": "Roads", "text": "Long.", "metadata": {"committee": "C"}})
    (item,) = found.items
    assert (item.record_id, item.title, item.minutes) == ("d1", "Roads", "Long.")
    assert (found.council, found.committee) == ("From meeting.toml", "C")


def test_an_id_of_beir_may_be_a_number_and_may_be_missing() -> None:
    assert _one({"_id": 7, "text": "x"}).items[0].record_id == "7"
    assert _one({"_id": None, "text": "x"}).items[0].record_id is None
    assert _one({"text": "x"}).items[0].record_id is None


def test_half_a_line_costs_only_that_line_and_says_which() -> None:
    whole = json.dumps({"_id": "d", "text": "x"})
    first, second, third = _read(f"{whole}\n{whole[:17]}\n\n{whole}\n")
    assert isinstance(first, Meeting)
    assert isinstance(third, Meeting)
    assert str(second).startswith("line 2 is not a record")


@pytest.mark.parametrize("break_", ["\u2028", "\u2029", "\x85"])
def test_a_line_separator_inside_a_text_does_not_cut_the_record(break_: str) -> None:
    assert _one({"_id": "d", "text": f"one{break_}two"}).items[0].minutes == "one\ntwo"


def test_windows_line_ends_and_a_byte_order_mark_are_no_matter() -> None:
    text = '{"_id": "a", "text": "x"}\r\n{"_id": "b", "text": "y"}\r\n'
    found = _read(text.encode("utf-8-sig"))
    assert [m.items[0].record_id for m in found if isinstance(m, Meeting)] == ["a", "b"]


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ([1], "a JSON object in braces"),
        ("text", "a JSON object in braces"),
        (None, "a JSON object in braces"),
        ({"title": "x"}, 'either "items"'),
        ({"items": []}, "no items"),
        ({"items": {}}, '"items" is a list'),
        ({"items": ["Roads"]}, "each of the items is a JSON object"),
        ({"items": [{"title": 7}]}, '"title" is a text'),
        ({"items": [{"title": "x", "minutes": ["a"]}]}, '"minutes" is a text'),
        ({"items": [{"title": "x", "url": ["a"]}]}, '"url" is a text'),
        ({"items": [{"title": "x", "documents": "r.pdf"}]}, '"documents" is a list'),
        ({"items": [{"title": "x", "documents": [{"url": 3}]}]}, '"url" is a text'),
        ({"_id": "d", "text": {"a": 1}}, '"text" is a text'),
        ({"items": [{"title": "x"}], "committee": {"name": "C"}}, '"committee" is a text'),
        ({"items": [{"title": "x"}], "date": "2019-02-30"}, "no such date: '2019-02-30'"),
        ({"_id": "d", "text": "half a pair: \ud83d"}, "surrogates"),
    ],
)
def test_a_wrong_record_is_its_own_error_and_says_what_is_wrong(record: Any, reason: str) -> None:
    message = _error(record)
    assert message.startswith("line 1")
    assert reason in message


def test_a_whole_surrogate_pair_is_a_character() -> None:
    (found,) = _read(r'{"_id": "d", "text": "\ud83d\ude00"}')
    assert isinstance(found, Meeting)
    assert found.items[0].minutes == "😀"


def test_nesting_without_end_is_an_error_of_its_line() -> None:
    (found,) = _read("[" * 100_000)
    assert isinstance(found, RecordError)


def test_json_lines_are_recognised_by_content_too() -> None:
    assert readers.pick(Source("a.txt", b'\n{"_id": "d"}')).name == "JSON Lines"


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["_id", "text", "title", "items", "date", "url", "documents", "metadata"]),
        inner, max_size=4),
    max_leaves=12,
))  # fmt: skip
def test_no_json_at_all_makes_the_reader_fail(record: Any) -> None:
    (found,) = _read(json.dumps(record))
    assert isinstance(found, Meeting | RecordError)


@pytest.mark.parametrize("identifier", ["a\nb", "a\x00b", "\x1b[31mred", "a\x9bb", ["a"], True])
def test_an_id_that_no_address_or_terminal_can_show_is_a_record_error(identifier: Any) -> None:
    assert '"_id" is' in _error({"_id": identifier, "text": "The lido opens."})


def test_an_item_number_is_one_line_and_no_list() -> None:
    assert _one({"items": [{"title": "A", "number": " 7\n a"}]}).items[0].number == "7 a"
    assert '"number" is' in _error({"items": [{"title": "A", "number": ["7"]}]})


def test_a_title_is_one_line() -> None:
    assert _one({"items": [{"title": "Roads\nand paths"}]}).items[0].title == "Roads and paths"


def test_marks_of_markdown_come_off_texts_but_not_off_titles_and_addresses() -> None:
    record = {
        "_id": "a",
        "title": "*Roads*",
        "text": "**REPLY:** held on 21st** **June.",
        "url": "u**a**",
    }
    found = _one(record)
    assert (found.items[0].title, found.url) == ("*Roads*", "u**a**")
    assert found.items[0].minutes == "REPLY: held on 21st June."
    (item,) = _one({"items": [{"title": "Roads", "decision": "**Agreed.** It is £5*."}]}).items
    assert item.decision == "Agreed. It is £5*."
