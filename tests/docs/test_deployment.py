"""What docs/deployment.md shows works as it stands there: nginx before the server, the units, the container's command."""

from __future__ import annotations

import configparser
import gzip
import re
import shlex
import shutil
import socket
import ssl
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import click
import pytest

from cli.cli import main
from tests.conftest import ROOT
from tests.docs import container
from tests.docs.test_docs import BLOCK
from web.site import read_site

PAGE = (ROOT / "docs" / "deployment.md").read_text("utf-8")
HOST = "records.example.gov.uk"
NGINX = shutil.which("nginx")


def blocks(kind: str) -> list[str]:
    """Return the blocks of one kind of the page."""
    return [text for found, text in BLOCK.findall(PAGE) if found == kind]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()


@dataclass(frozen=True)
class Site:
    """What nginx shows to the outside, asked by the name that the page gives the site."""

    port: int

    def get(self, path: str, **headers: str) -> Answer:
        sent = {"Host": HOST} | {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(f"https://127.0.0.1:{self.port}{path}", headers=sent)
        unchecked = ssl.create_default_context()
        unchecked.check_hostname, unchecked.verify_mode = False, ssl.CERT_NONE
        try:
            with urllib.request.urlopen(request, timeout=60, context=unchecked) as got:
                return Answer(got.status, _lower(got.headers), got.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, _lower(error.headers), error.read())


def _lower(headers: object) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}  # type: ignore[attr-defined]


class Links(HTMLParser):
    """The addresses that a page leads to or loads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.canonical = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        self.found += [given[name] or "" for name in ("href", "action", "src") if name in given]
        if tag == "link" and given.get("rel") == "canonical":
            self.canonical = given["href"] or ""


def _nginx_files(folder: Path, port: int, behind: int) -> Path:
    """Write the example of the page with this machine's ports and a certificate of its own."""
    certificate, key = folder / "records.pem", folder / "records.key"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]  # noqa: RUF005
        + ["-subj", f"/CN={HOST}", "-keyout", str(key), "-out", str(certificate)],
        check=True,
        capture_output=True,
    )
    (example,) = blocks("nginx")
    here = {
        "listen 443 ssl;": f"listen 127.0.0.1:{port} ssl;",
        "http://127.0.0.1:8080": f"http://127.0.0.1:{behind}",
        "/etc/ssl/certs/records.pem": str(certificate),
        "/etc/ssl/private/records.key": str(key),
    }
    for said, put in here.items():
        assert example.count(said) == 1, said
        example = example.replace(said, put)
    kept = " ".join(
        f"{name}_temp_path {folder / name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = (
        f"pid {folder / 'nginx.pid'};\nerror_log stderr;\nworker_processes 1;\n"
        f"events {{}}\nhttp {{ access_log off; {kept}\n{example}}}\n"
    )
    (folder / "nginx.conf").write_text(whole)
    return folder / "nginx.conf"


def _until_it_answers(port: int) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"nothing listens at {port}")


@contextmanager
def behind_nginx(index: Path, folder: Path, facts: str, path: str) -> Iterator[Site]:
    """Serve an index with a `site.toml` behind nginx, below a path of its own."""
    if NGINX is None:
        pytest.skip("nginx is not installed (apt-get install nginx-light)")
    (folder / "site.toml").write_text(facts)
    port, behind = free_port(), free_port()
    serve = [sys.executable, "-m", "cli.cli", "serve", "--index", str(index)]
    serve += ["--port", str(behind), "--workers", "1", "--site", str(folder / "site.toml")]
    configured = _nginx_files(folder, port, behind)
    configured.write_text(configured.read_text().replace("location /records/", f"location {path}"))
    with (
        subprocess.Popen(serve, stdout=subprocess.PIPE, text=True, cwd=ROOT) as server,
        subprocess.Popen(
            [str(NGINX), "-c", str(configured), "-p", str(folder), "-g", "daemon off;"]
        ) as nginx,
    ):
        try:
            assert server.stdout is not None
            assert f":{behind}/" in server.stdout.readline()
            _until_it_answers(port)
            yield Site(port)
        finally:
            nginx.terminate()
            server.terminate()


@pytest.fixture(scope="module")
def site(sample_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve the sample as the page says, with its `site.toml`."""
    facts = next(text for text in blocks("toml") if "address" in text)
    with behind_nginx(sample_index, tmp_path_factory.mktemp("nginx"), facts, "/records/") as shown:
        yield shown


def test_links_files_and_addresses_below_a_path(site: Site) -> None:
    to_see, seen = ["/records/?q=school+places", "/records/"], set()
    while to_see and len(seen) < 150:
        path = to_see.pop(0)
        answer = site.get(path)
        assert answer.status == 200, path
        seen.add(path)
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        links = Links(answer.text)
        if links.canonical:
            assert links.canonical.startswith(f"https://{HOST}/records/")
        for link in links.found:
            parts = urlsplit(urljoin(f"https://{HOST}{path}", link))
            if parts.netloc != HOST:
                continue
            assert parts.path.startswith("/records/"), (path, link)
            following = parts.path + (f"?{parts.query}" if parts.query else "")
            if following not in seen and following not in to_see:
                to_see.append(following)
    kinds = {path.split("/")[2].split("?")[0] for path in seen}
    assert kinds >= {"static", "passage", "meeting", "committee", "people", "coverage"}


def test_pages_are_compressed_and_not_sent_twice(site: Site) -> None:
    page = site.get("/records/?q=school+places", Accept_Encoding="gzip")
    assert page.headers["content-encoding"] == "gzip"
    assert len(page.body) < len(page.text) / 2
    tag = page.headers["etag"]
    again = site.get("/records/?q=school+places", Accept_Encoding="gzip", If_None_Match=tag)
    assert (again.status, again.body) == (304, b"")
    style = next(link for link in Links(page.text).found if "style.css" in link)
    assert "immutable" in site.get(style).headers["cache-control"]
    assert site.get(style, Accept_Encoding="gzip").headers["content-encoding"] == "gzip"


MEETING = "meeting/wenbridge-city-council/council/2016-02-25"


def test_a_site_with_an_address_believes_no_host(site: Site) -> None:
    page = site.get(f"/records/{MEETING}", Host="evil.example", X_Forwarded_Host="evil.example")
    assert page.status == 200
    assert Links(page.text).canonical == f"https://{HOST}/records/{MEETING}"
    assert "evil.example" not in page.text


@pytest.mark.parametrize(
    ("facts", "is_believed"), [("", True), ('proxies = ["192.0.2.7"]\n', False)]
)
def test_without_an_address_a_proxy_is_believed_if_it_is_one(
    facts: str, is_believed: bool, sample_index: Path, tmp_path: Path
) -> None:
    with behind_nginx(sample_index, tmp_path, facts, "/") as shown:
        page = shown.get(f"/{MEETING}")
        assert page.status == 200
        canonical = Links(page.text).canonical
        assert canonical.startswith(f"https://{HOST}/") is is_believed, canonical
        assert canonical.startswith("http://127.0.0.1:") is not is_believed, canonical


def test_the_site_of_the_page_is_one(tmp_path: Path) -> None:
    facts = next(text for text in blocks("toml") if "address" in text)
    (tmp_path / "site.toml").write_text(facts)
    (tmp_path / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert read_site(tmp_path / "site.toml").address == f"https://{HOST}/records/"
    with_all = re.sub(r"^# (?=\w+ = )", "", facts, flags=re.M)
    assert len(tomllib.loads(with_all)) > len(tomllib.loads(facts))
    (tmp_path / "site.toml").write_text(with_all)
    assert read_site(tmp_path / "site.toml").logo is not None


def _is_a_command(words: list[str]) -> None:
    assert Path(words[0]).name == "council-search"
    command = main.get_command(click.Context(main), words[1])
    assert command is not None, words
    known = {name for parameter in command.params for name in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= known, words


def test_the_units_of_systemd_start_commands_that_there_are(tmp_path: Path) -> None:
    started = 0
    for text in blocks("ini"):
        units = configparser.ConfigParser(strict=False, interpolation=None)
        units.optionxform = str  # type: ignore[assignment,method-assign]
        units.read_string(text)
        assert "Unit" in units
        for line in re.findall(r"^ExecStart=(.+)$", text, re.M):
            _is_a_command(shlex.split(line))
            started += 1
    assert started == 3


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed")
def test_systemd_can_read_the_units(tmp_path: Path) -> None:
    installed = Path(sys.executable).with_name("council-search")
    names = re.findall(r"`/etc/systemd/system/([\w.-]+)`", PAGE)
    assert len(names) == len(blocks("ini")) == 3
    for name, text in zip(names, blocks("ini"), strict=True):
        (tmp_path / name).write_text(
            text.replace("/srv/council-search/bin/council-search", str(installed))
        )
    done = subprocess.run(
        ["systemd-analyze", "verify", *(str(tmp_path / name) for name in names)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    ours = [line for line in done.stderr.splitlines() if "council-search" in line]
    assert not ours, done.stderr


def test_the_container_starts_a_command_that_there_is_and_has_no_torch() -> None:
    _is_a_command(container.command())
    steps = container.steps()
    assert any("-r locked.txt" in step and "--require-hashes" in step for step in steps)
    locked = (ROOT / "locked.txt").read_text("utf-8")
    assert not re.search(r"^(torch|transformers|nvidia\S*|scipy)==", locked, re.M)
