"""Pages travel compressed, and not again to who has them; a new generation is another page."""

from __future__ import annotations

import gzip
import re
import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from search.query import budget
from search.searcher import Searcher
from tests.web.test_serving import second_generation
from web.app import create_app
from web.site import SiteFacts

PAGES = ["/", "/?q=school+places", "/api/search?q=lido", "/coverage", "/about-this-search"]
GZIP = {"Accept-Encoding": "br, gzip;q=0.8"}


@pytest.fixture
def own(tmp_path: Path, sample_index: Path) -> Path:
    return shutil.copytree(sample_index, tmp_path / "index")


@pytest.fixture
def reader(own: Path) -> FlaskClient:
    return create_app(own).test_client()


@pytest.mark.parametrize("page", PAGES)
def test_who_takes_gzip_gets_the_same_page_in_fewer_bytes(page: str, reader: FlaskClient) -> None:
    plain, packed = reader.get(page), reader.get(page, headers=GZIP)
    assert "Content-Encoding" not in plain.headers
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"
    assert packed.headers["Content-Encoding"] == "gzip"
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data) / 2
    unpacked = gzip.decompress(packed.data)
    # The milliseconds that a search took are not the same twice.
    took = re.compile(rb'"elapsed_ms":[\d.]+|\d+&nbsp;ms')
    assert took.sub(b"", unpacked) == took.sub(b"", plain.data)


@pytest.mark.parametrize("encodings", ["identity", "br", "gzip;q=0", "", "*;q=0"])
def test_who_does_not_take_gzip_gets_none(encodings: str, reader: FlaskClient) -> None:
    answer = reader.get("/?q=school", headers={"Accept-Encoding": encodings})
    assert "Content-Encoding" not in answer.headers
    assert b"</html>" in answer.data


@pytest.mark.parametrize("page", PAGES)
def test_who_has_a_page_is_told_so_without_a_search(
    page: str, reader: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = reader.get(page).headers["ETag"]
    monkeypatch.setattr(Searcher, "search", lambda *args, **more: pytest.fail("it was searched"))
    again = reader.get(page, headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)


def test_every_page_has_a_tag_of_its_own(reader: FlaskClient) -> None:
    tags = [reader.get(page).headers["ETag"] for page in PAGES]
    elsewhere = reader.get("/", base_url="https://records.example/").headers["ETag"]
    assert len({*tags, elsewhere}) == len(PAGES) + 1


def test_a_page_of_another_site_or_language_is_another_page(own: Path, reader: FlaskClient) -> None:
    had = {"If-None-Match": reader.get("/?q=school").headers["ETag"]}
    assert reader.get("/?q=school", headers=had).status_code == 304
    for site in (
        SiteFacts(language="cy"),
        SiteFacts(name="Elm"),
        SiteFacts(contact="a@elm.example"),
    ):
        changed = create_app(own, site=site).test_client().get("/?q=school", headers=had)
        assert changed.status_code == 200, site


def test_a_new_generation_is_another_page(own: Path, reader: FlaskClient) -> None:
    before = reader.get("/?q=school").headers["ETag"]
    second_generation(own)
    after = reader.get("/?q=school", headers={"If-None-Match": before})
    assert after.status_code == 200
    assert after.headers["ETag"] != before


def test_what_was_cut_short_or_failed_is_not_kept(
    reader: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "ETag" not in reader.get("/?q=school&page=x").headers
    assert "ETag" not in reader.get("/healthz").headers
    monkeypatch.setattr(budget, "BUDGET_S", 0.0)
    for page in ("/?q=plan*", "/api/search?q=plan*"):
        assert "ETag" not in reader.get(page).headers


def test_static_files_have_their_hash_in_their_address_and_are_kept(reader: FlaskClient) -> None:
    page = reader.get("/").text
    address = page.split('rel="stylesheet" href="')[1].split('"')[0]
    assert address.startswith("/static/style.css?v=")
    kept = reader.get(address, headers=GZIP, buffered=True)
    assert "immutable" in kept.headers["Cache-Control"]
    assert kept.headers["Content-Encoding"] == "gzip"
    assert b"{" in gzip.decompress(kept.data)
    for other in ("/static/style.css", "/static/style.css?v=000000000000"):
        assert "immutable" not in reader.get(other, buffered=True).headers.get("Cache-Control", "")
    assert reader.get("/static/none.css?v=1").status_code == 404
