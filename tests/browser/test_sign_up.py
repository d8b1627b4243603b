"""The form to sign up in a real browser: at both widths, without scripts, and held to axe-core."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.keys import Keys

from tests.alerts.conftest import Mailbox, mailbox  # noqa: F401 (a fixture)
from tests.browser.driving import every, one, scripts, until_address_has, violations, width
from tests.conftest import ROOT

pytestmark = pytest.mark.browser
SEARCH = "q=%22school+places%22"


@pytest.fixture
def site(tiny_built: Path, tmp_path: Path, mailbox: Mailbox) -> Iterator[str]:  # noqa: F811
    """Serve as docs/alerts.md says, and return the address."""
    shutil.copytree(tiny_built / "index", tmp_path / "my-index")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    document = (ROOT / "docs" / "alerts.md").read_text("utf-8")
    (facts,) = re.findall(r"^```toml\n(address = .*?)^```", document, re.S | re.M)
    address = f"http://127.0.0.1:{port}/"
    (tmp_path / "site.toml").write_text(facts.replace("https://records.example.gov.uk/", address))
    shown = "council-search serve --index my-index --site site.toml"
    assert shown in document
    command = [sys.executable, "-m", "cli.cli", *shown.split()[1:], "--port", str(port)]
    smtp = {"COUNCIL_SEARCH_SMTP": f"smtp://127.0.0.1:{mailbox.port}", "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=tmp_path, env=os.environ | smtp, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        assert f":{port}/" in server.stdout.readline()
        yield address
        server.terminate()


def _link(box: Mailbox) -> str:
    text = box.taken[-1][1].get_content()
    return re.findall(r"^(http\S+/alerts/confirm/\S+)\r?$", text, re.M)[0]


def _mailed(box: Mailbox) -> None:
    for _ in range(200):
        if box.taken:
            return
        time.sleep(0.1)
    raise AssertionError("no mail came")


def test_signing_up_without_scripts(
    chromium: webdriver.Chrome,
    site: str,
    mailbox: Mailbox,  # noqa: F811
) -> None:
    width(chromium, 400)
    scripts(chromium, allowed=False)
    chromium.get(f"{site}?{SEARCH}")
    chromium.find_element("link text", "E-mail me when there is something new").click()
    until_address_has(chromium, "/alerts/sign-up?")
    assert "school places" in one(chromium, "main").text
    one(chromium, "#mail").send_keys("ada@example.org", Keys.ENTER)
    until_address_has(chromium, "/alerts/on-its-way")
    _mailed(mailbox)
    assert mailbox.taken[-1][0] == "ada@example.org"
    chromium.get(_link(mailbox))
    assert "school places" in one(chromium, "main").text
    one(chromium, "main button").click()
    assert one(chromium, "h1").text == "You get e-mails now"
    one(chromium, "main a").click()
    until_address_has(chromium, "/unsubscribe/")
    one(chromium, "main button").click()
    assert "no more mails of this search" in one(chromium, ".message").text


def test_every_page_of_it_at_both_widths_and_by_axe(
    chromium: webdriver.Chrome,
    site: str,
    mailbox: Mailbox,  # noqa: F811
) -> None:
    scripts(chromium, allowed=True)
    chromium.get(f"{site}alerts/sign-up?{SEARCH}")
    one(chromium, "#mail").send_keys("ada@example.org", Keys.ENTER)
    until_address_has(chromium, "/alerts/on-its-way")
    _mailed(mailbox)
    pages = {
        "results": f"?{SEARCH}",
        "form": f"alerts/sign-up?{SEARCH}",
        "filters": "alerts/sign-up?committee=Planning+Committee&from=2019-01-01",
        "nothing": "alerts/sign-up",
        "asked": "alerts/on-its-way",
        "confirm": _link(mailbox).removeprefix(site),
        "forged": "alerts/confirm/x",
    }
    for name, page in pages.items():
        for pixels in (320, 400, 1280):
            width(chromium, pixels)
            chromium.get(site + page)
            _hold(chromium, name, pixels)
    # What is wrong, and what comes of the button.
    chromium.get(f"{site}alerts/sign-up?{SEARCH}")
    chromium.execute_script("document.querySelector('form.sign-up').noValidate = true")
    one(chromium, "#mail").send_keys("ada", Keys.ENTER)
    until_address_has(chromium, "/alerts/sign-up")
    assert one(chromium, ".summary-box a").get_attribute("href").endswith("#mail")
    _hold(chromium, "wrong", 1280)
    chromium.get(_link(mailbox))
    one(chromium, "main button").click()
    assert one(chromium, "h1").text == "You get e-mails now"
    _hold(chromium, "confirmed", 1280)


def _hold(driver: webdriver.Chrome, name: str, pixels: int) -> None:
    assert driver.execute_script("return document.documentElement.scrollWidth") <= pixels, name
    assert len(every(driver, "h1")) == 1, name
    for control in every(driver, "input:not([type=hidden]), select"):
        assert every(driver, f'label[for="{control.get_attribute("id")}"]'), name
    names = [element.get_attribute("id") for element in every(driver, "[id]")]
    assert len(names) == len(set(names)), name
    assert violations(driver) == [], (name, pixels)
