"""Keys that mark a record as not for the public fail closed, in JSON Lines as in XML."""

from __future__ import annotations

import json

import pytest

from corpus import readers
from corpus.readers.withheld import is_withheld
from corpus.records import Meeting, Source


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("restricted", "true"),
        ("isRestricted", True),
        ("IsRestricted", -1),
        ("isrestricted", "-1"),
        ("confidential", 1),
        ("Exempt", "Yes"),
        ("exempt", "paragraph 3"),
        ("exemption_reason", "commercial"),
        ("is_private", "perhaps"),
        ("closed_session", True),
        ("in-camera", "x"),
        ("withheld", ["appendix"]),
        ("isdisplayallowed", "False"),
        ("public", False),
        ("isPublic", "no"),
        ("publish_allowed", 0),
        ("classification", "OFFICIAL-SENSITIVE"),
        ("protectiveMarking", "Restricted"),
        ("accessLevel", "part 2"),
    ],
)
def test_what_is_not_clearly_public_is_withheld(name: str, value: object) -> None:
    assert is_withheld([("title", "Pay"), (name, value)])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("restricted", "False"),
        ("restricted", None),
        ("isRestricted", 0),
        ("confidential", ""),
        ("exempt", "no"),
        ("exemptions", []),
        ("public", True),
        ("isdisplayallowed", "True"),
        ("classification", "Unrestricted"),
        ("classification", "Not exempt"),
        ("title", "Exempt accommodation"),
        ("private_hire_fee", 12),
        ("closed", True),
    ],
)
def test_what_is_clearly_public_or_no_such_key_is_not(name: str, value: object) -> None:
    assert not is_withheld([(name, value)])


def _items(record: object) -> list[bool]:
    source = Source("m.jsonl", json.dumps(record).encode())
    return [i.restricted for m in readers.read(source) if isinstance(m, Meeting) for i in m.items]


def test_a_meeting_that_is_private_has_no_public_item() -> None:
    item = {"title": "Pay", "minutes": "It rises."}
    assert _items({"committee": "Pay", "isPrivate": True, "items": [item, item]}) == [True, True]
    assert _items({"committee": "Pay", "items": [{**item, "private": "y"}, item]}) == [True, False]


def test_a_mark_in_the_metadata_of_a_beir_record_counts() -> None:
    assert _items({"_id": "1", "text": "It rises.", "metadata": {"exempt": True}}) == [True]
    assert _items({"_id": "1", "text": "It rises.", "metadata": {"exempt": False}}) == [False]


def test_a_restricted_document_of_a_public_item_is_not_named() -> None:
    document = {"title": "Offer of Acme", "confidential": True}
    record = {"items": [{"title": "Pay", "documents": [document, {"title": "Plan"}]}]}
    (meeting,) = readers.read(Source("m.jsonl", json.dumps(record).encode()))
    assert isinstance(meeting, Meeting)
    assert [d.title for d in meeting.items[0].documents] == ["Plan"]
