"""Keys that mark a record as not for the public fail closed, in JSON Lines as in XML."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus import readers
from corpus.readers.withheld import classification_withholds, is_withheld
from corpus.records import Meeting, Source
from corpus.sources import find_files, load


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
        ("exemptUnder", "Schedule 12A, 3"),
        ("schedule12aParagraph", 3),
        ("confidentialityLevel", "high"),
        ("agendaPart", "II"),
        ("part", 2),
        ("item_type", "Private item"),
        ("tags", ["housing", "exempt"]),
        ("publicationStatus", "Not for publication"),
        ("openOrClosed", "Closed"),
        ("publish", "no"),
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
        ("status", "closed"),
        ("exemptFromCallIn", True),
        ("taxExempt", True),
        ("confidentialityLevel", "public"),
        ("part", 1),
        ("part", "I"),
        ("tags", ["housing", "private renting"]),
        ("nonExempt", True),
        ("publicationStatus", "Published"),
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


@pytest.mark.parametrize("keys", ["exempt: yes", "access: closed", "Public: no", "tags: [exempt]"])
def test_the_keys_in_front_of_a_markdown_file_count(keys: str) -> None:
    text = f"---\ncommittee: Cabinet\n{keys}\n---\n# Cabinet\n\n## 1. Pay\n\nIt rises.\n"
    source = Source("m.md", text.encode())
    found = [m for m in readers.read(source) if isinstance(m, Meeting)]
    assert all(item.restricted for meeting in found for item in meeting.items)
    assert found


@pytest.mark.parametrize("keys", ["exempt: no", "access: open", "title: Exempt accommodation"])
def test_keys_that_say_no_withhold_nothing(keys: str) -> None:
    text = f"---\ncommittee: Cabinet\n{keys}\n---\n# Cabinet\n\n## 1. Pay\n\nIt rises.\n"
    found = [m for m in readers.read(Source("m.md", text.encode())) if isinstance(m, Meeting)]
    assert not any(item.restricted for meeting in found for item in meeting.items)


@pytest.mark.parametrize("where", ["", '[files."a.txt"]\n'])
def test_a_sidecar_that_marks_a_file_withholds_all_of_it(tmp_path: Path, where: str) -> None:
    (tmp_path / "a.txt").write_text(
        "Cabinet\n\n1. Pay\n\nIt rises.\n\n2. Parks\n\nThey are green.\n"
    )
    (tmp_path / "meeting.toml").write_text(f'committee = "Cabinet"\n{where}confidential = "yes"\n')
    (found,) = [one for one in find_files([tmp_path]) if not isinstance(one, tuple)]
    (meeting,) = readers.read(load(found))
    assert isinstance(meeting, Meeting)
    assert all(item.restricted for item in meeting.items)


@pytest.mark.parametrize(
    ("classification", "withheld"),
    [
        ("Exempt", True),
        ("Official - Sensitive", True),
        ("Restricted", True),
        ("Not for publication - not public", True),
        ("Unrestricted", False),
        ("Public report with an exempt appendix", False),
        ("Part exempt", False),
        ("", False),
    ],
)
def test_what_the_classification_of_a_paper_says(classification: str, withheld: bool) -> None:
    assert classification_withholds(classification) is withheld
