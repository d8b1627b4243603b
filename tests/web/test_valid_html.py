"""Every kind of page is HTML without an error, in both languages; by the Nu checker, too, where one is named."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import html5lib
import pytest

from tests.web.test_languages import PAGES
from web.app import create_app
from web.site import SiteFacts

WHOLE = [path for path in PAGES if not path.startswith("/pieces/")]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_strict_parser_finds_no_error(language: str, sample_index: Path) -> None:
    client = create_app(sample_index, site=SiteFacts(language=language)).test_client()
    for path in WHOLE:
        html5lib.HTMLParser(strict=True).parse(client.get(path).text)


def test_the_parser_would_find_one() -> None:
    with pytest.raises(html5lib.html5parser.ParseError):
        html5lib.HTMLParser(strict=True).parse("<!doctype html><p><table><a></table>")


@pytest.mark.timeout(600)
def test_the_nu_checker_finds_neither_error_nor_warning(sample_index: Path, tmp_path: Path) -> None:
    checker = os.environ.get("COUNCIL_SEARCH_NU")
    if not checker or not shutil.which("java"):
        pytest.skip("COUNCIL_SEARCH_NU names no vnu.jar (npm install vnu-jar), or there is no java")
    client = create_app(sample_index).test_client()
    for number, path in enumerate(WHOLE):
        (tmp_path / f"{number}.html").write_text(client.get(path).text, "utf-8")
    asked = ["--format", "json", "--stdout", "--exit-zero-always", str(tmp_path)]
    done = subprocess.run(
        ["java", "-jar", checker, *asked], capture_output=True, text=True, check=True
    )
    found = [(WHOLE[int(Path(one["url"]).stem)], one["message"]) for one in json.loads(done.stdout)["messages"]]  # fmt: skip
    assert found == []
