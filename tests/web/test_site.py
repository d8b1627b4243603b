"""A council's `site.toml`: what it says is shown, what is wrong in it is told with its line."""

from __future__ import annotations

import re
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
        ('\nproxies = "127.0.0.1"', "line 2: proxies is a list of addresses"),
        ('proxies = ["nginx.example"]', "line 1: proxies are addresses or networks"),
        ('proxies = ["10.0.0.1/8"]', "line 1: proxies are addresses or networks"),
        ("proxies = [1]", "line 1: proxies is a list"),
        ('name = "a"\nlogo = "logo.gif"', "line 2: logo is the name of a picture that ends with"),
        ('logo = "none.svg"', "line 1: the logo .* cannot be read"),
        ('logo = "large.png"', "line 1: the logo .* has 40,000 bytes"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "large.png").write_bytes(bytes(40_000))
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


def test_a_logo_is_shown_in_the_head_and_as_the_icon(sample_index: Path, tmp_path: Path) -> None:
    (tmp_path / "arms.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    client = create_app(sample_index, site=site_of(tmp_path, 'logo = "arms.svg"')).test_client()
    page = client.get("/").text
    (icon,) = re.findall(r'<link rel="icon" href="([^"]+)">', page)
    assert f'<img class="logo" src="{icon}" alt="">' in page
    logo = client.get(icon)
    assert (logo.status_code, logo.mimetype) == (200, "image/svg+xml")
    assert "immutable" in logo.headers["Cache-Control"]
    # Opened alone it may run nothing, and may be styled by itself.
    assert logo.headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    )
    assert "immutable" not in client.get("/logo?v=other").headers.get("Cache-Control", "")
    without = create_app(sample_index).test_client()
    assert without.get("/logo").status_code == 404
    assert "<img" not in without.get("/").text


@pytest.mark.parametrize(
    ("proxies", "address", "is_believed"),
    [
        (None, "127.0.0.1", True),
        (None, "::1", True),
        (None, "::ffff:127.0.0.1", True),
        (None, "10.0.3.4", False),
        (["10.0.3.0/24"], "10.0.3.4", True),
        (["10.0.3.0/24"], "10.0.4.4", False),
        (["10.0.3.0/24"], "127.0.0.1", False),
        (["fd00::/8"], "fd00::7%eth0", True),
        ([], "127.0.0.1", False),
        (None, "", False),
    ],
)
def test_only_a_proxy_says_by_which_address_it_was_asked(
    proxies: list[str] | None, address: str, is_believed: bool, sample_index: Path, tmp_path: Path
) -> None:
    facts = "" if proxies is None else f"proxies = {proxies}"
    client = create_app(sample_index, site=site_of(tmp_path, facts)).test_client()
    page = client.get(
        "/meeting/wenbridge-city-council/council/2016-02-25",
        headers={"X-Forwarded-Host": "public.example", "X-Forwarded-Proto": "https"},
        environ_overrides={"REMOTE_ADDR": address},
    ).text
    assert ("https://public.example/meeting/" in page) is is_believed


@pytest.mark.parametrize("header", ["X-Forwarded-Proto", "X-Forwarded-Host", "Host"])
@pytest.mark.parametrize("value", ["a,b,c", '"', "ftp", 'evil.example"><script>', "x" * 4000])
def test_a_wrong_header_of_a_proxy_breaks_nothing(
    header: str, value: str, sample_index: Path
) -> None:
    client = create_app(sample_index).test_client()
    page = client.get("/coverage", headers={header: value})
    assert page.status_code in (200, 400)
    assert "<script>" not in page.text
