"""The interface for programs is as its OpenAPI description says, whatever it is asked.

Cases by default are few; `CONTRACT_CASES=3000 pytest -s tests/web/test_contract.py` runs as many and prints the count.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from dataclasses import replace
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from search.query.nodes import Filters
from search.searcher import Searcher
from web import cursors
from web.cursors import MOST
from web.index import searcher as searcher_of_request

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
# The client asks for compressed answers and cannot read them where there is no network between.
PLAIN = {"Accept-Encoding": "identity"}
CASES = int(os.environ.get("CONTRACT_CASES", "200"))


@pytest.fixture(scope="module")
def described(app: Flask) -> dict[str, Any]:
    found: dict[str, Any] = app.test_client().get("/api/openapi.json").get_json()
    return found


def test_the_description_is_openapi(described: dict[str, Any]) -> None:
    assert described["openapi"] == "3.1.0"
    assert list(OpenAPIV31SpecValidator(described).iter_errors()) == []


def test_every_route_of_the_interface_is_described(app: Flask, described: dict[str, Any]) -> None:
    routes = {
        str(rule).replace("<identifier:identifier>", "{id}")
        for rule in app.url_map.iter_rules()
        if str(rule).startswith("/api/") or str(rule) == "/healthz"
    }
    assert routes - {"/api/openapi.json"} == set(described["paths"])


@pytest.mark.timeout(3_600)
def test_whatever_is_asked_the_answer_is_as_described(
    app: Flask, described: dict[str, Any], searcher: Searcher
) -> None:
    schema = schemathesis.openapi.from_dict(described)
    schema.app = app
    statuses: Counter[int] = Counter()
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) == len(described["paths"])
    for operation in operations:
        _try(operation, GenerationMode.POSITIVE, statuses)
        # Any text at all is an id: there is nothing wrong to be asked.
        if operation.query:
            _try(operation, GenerationMode.NEGATIVE, statuses)
    for identifier in [passage.id for passage in searcher.all_passages()[::40]]:
        for name in ("/api/passage/{id}", "/api/similar/{id}", "/api/matter/{id}"):
            case = schema[name]["GET"].Case(path_parameters={"id": identifier})
            response = case.call(headers=PLAIN)
            case.validate_response(response, checks=CHECKS)
            statuses[response.status_code] += 1
            assert response.status_code == 200
    n_failed = sum(n for status, n in statuses.items() if status >= 500)
    said = f"{sum(statuses.values())} cases, {n_failed} of 5xx: {dict(sorted(statuses.items()))}"
    print(said)  # noqa: T201 (what a longer run is for)
    assert n_failed == 0
    assert {200, 400, 404} <= set(statuses)


def _try(operation: Any, mode: GenerationMode, statuses: Counter[int]) -> None:
    """Ask an operation its share of the cases."""
    # What takes no argument has one case.
    examples = max(CASES // 8, 1) if operation.query or operation.path_parameters else 1

    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def asked(case: Any) -> None:
        response = case.call(headers=PLAIN)
        statuses[response.status_code] += 1
        case.validate_response(response, checks=CHECKS)

    asked()


@pytest.mark.parametrize("limit", [7, 100, MOST])
@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_cursors_give_everything_once_in_order(client: FlaskClient, limit: int, sort: str) -> None:
    asked = f"q=council+OR+school&sort={sort}"
    whole = [
        json.loads(line)["id"] for line in client.get(f"/search.jsonl?{asked}").text.splitlines()
    ]
    assert len(whole) > 100
    found, address = [], f"/api/items?{asked}&limit={limit}"
    while address:
        answer = client.get(address).get_json()
        assert answer["matched"] == len(whole)
        assert answer["offset"] == len(found)
        assert len(answer["items"]) <= limit
        found += [one["id"] for one in answer["items"]]
        following = urlsplit(answer["next"] or "")
        address = f"{following.path}?{following.query}" if answer["next"] else ""
    assert found == whole


def test_filters_alone_are_a_list(client: FlaskClient, searcher: Searcher) -> None:
    answer = client.get("/api/items?committee=Cabinet&limit=1000").get_json()
    assert answer["matched"] == sum(searcher.columns.mask(Filters(("Cabinet",), None, None, ())))
    assert answer["next"] is None


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("", 400),
        ("q=x&limit=0", 400),
        ("q=x&limit=1001", 400),
        ("q=x&limit=ten", 400),
        ("q=x&cursor=abc", 400),
        ("q=x&cursor=999999-0", 410),
        ("q=x&cursor=000002-99999999999", 400),
        ("q=x&cursor=000001-0", 410),
        ("q=x&cursor=000001.0123456789ab-0", 410),
        ("q=x&from=yesterday", 400),
    ],
)
def test_what_makes_no_sense_is_told(client: FlaskClient, asked: str, status: int) -> None:
    answer = client.get(f"/api/items?{asked}")
    assert answer.status_code == status
    assert answer.get_json()["error"]


def test_a_cursor_beyond_the_end_gives_nothing(client: FlaskClient, searcher: Searcher) -> None:
    following = client.get("/api/items?q=school&limit=1").get_json()["next"]
    answer = client.get(re.sub(r"-1$", "-999999999", following)).get_json()
    assert (answer["items"], answer["next"]) == ([], None)


def test_a_cursor_is_of_one_building_and_not_of_its_number(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An index that is built anew elsewhere begins with the same number."""
    following = client.get("/api/items?q=school&limit=1").get_json()["next"]
    assert client.get(following).status_code == 200
    with client.application.app_context():
        real = searcher_of_request()
    built = replace(real.generation.manifest, built_at="2001-01-01T00:00:00+00:00")
    other = SimpleNamespace(generation=replace(real.generation, manifest=built))
    monkeypatch.setattr(cursors, "searcher", lambda: other)
    assert client.get(following).status_code == 410
