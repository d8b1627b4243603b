"""A council's `site.toml`: what it says is shown, what is wrong in it is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import UsageError
from web.app import create_app
from web.site import SiteFacts, read_site

SITE = """# Wenbridge
address = "https://records.wenbridge.example/records/"
name = "Wenbridge <minutes> & more"
contact = "clerk@wenbridge.example"
statement = "https://wenbridge.example/accessibility"
"""


def site_of(folder: Path, text: str) -> SiteFacts:
    (folder / "site.toml").write_text(text)
    return read_site(folder / "site.toml")


def test_a_site_without_any_fact_is_a_site(tmp_path: Path) -> None:
    assert site_of(tmp_path, "") == SiteFacts()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('address = "x', "line 1"),
        ('name = "a"\nadress = "https://a.example/"', "line 2: there is no 'adress'"),
        ('\n\naddress = "records.example/"', "line 3: address is a web address"),
        ('address = "https://a.example/x"', "line 1: address ends with a slash"),
        ('address = "https://a.example/?q=1/"', "has no [?]"),
        ('address = "https://u:p@a.example/"', "web address"),
        ('address = "javascript:alert(1)/"', "web address"),
        ('address = "https://a.example:99999/"', "web address"),
        ('address = "https://[broken/"', "web address"),
        ('name = "a"\nname = "b"', "line 2"),
        ("name = 3", "line 1: name is a text"),
        ('name = " "', "line 1: name is a text"),
        ('name = """a\nb"""', "name is one line"),
        ('[name]\nde = "x"', "line 1: name is a text"),
        ('contact = "Ada"', "contact is an e-mail address or a web address"),
        ('contact = "a@b.c\\" onclick=\\"x"', "contact is an e-mail"),
        ('statement = "/accessibility"', "statement is a web address"),
        ('name = "' + "x" * 300 + '"', "up to 200 letters"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=said):
        site_of(tmp_path, text)


def test_no_file_and_no_text_are_told(tmp_path: Path) -> None:
    (tmp_path / "bytes.toml").write_bytes(b"name = '\xff'")
    for name in ("none.toml", "bytes.toml"):
        with pytest.raises(UsageError, match=f"{name} cannot be read"):
            read_site(tmp_path / name)


@pytest.mark.parametrize("prefix", ["", "/records"], ids=["taken off", "handed on"])
def test_links_are_of_the_public_address_whatever_a_request_says(
    prefix: str, sample_index: Path, tmp_path: Path
) -> None:
    app = create_app(sample_index, site=site_of(tmp_path, SITE))
    client = app.test_client()
    forged = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
    page = client.get(f"{prefix}/?q=school+places", headers=forged)
    assert page.status_code == 200
    assert "evil.example" not in page.text
    assert 'href="/records/passage/' in page.text
    assert 'href="/records/static/style.css' in page.text
    identifier = page.text.split('href="/records/passage/')[1].split('"')[0].split("?")[0]
    item = client.get(f"{prefix}/passage/{identifier}", headers=forged).text
    assert f'href="https://records.wenbridge.example/records/passage/{identifier}"' in item
    assert "evil.example" not in item
    assert client.get(f"{prefix}/healthz").status_code == 200
    assert client.get("/recordsx").status_code == 404


def test_name_contact_and_statement_are_on_every_page(sample_index: Path, tmp_path: Path) -> None:
    client = create_app(sample_index, site=site_of(tmp_path, SITE)).test_client()
    for path in ("/", "/?q=school", "/coverage", "/about-this-search", "/nowhere"):
        page = client.get(path).text
        assert "Wenbridge &lt;minutes&gt; &amp; more" in page
        assert '<a href="mailto:clerk@wenbridge.example">' in page
        assert '<a href="https://wenbridge.example/accessibility">' in page
        assert "<minutes>" not in page
