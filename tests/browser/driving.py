"""What the tests do with a browser: open it, look for elements, press keys, ask axe-core."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync "
    "--disable-dev-shm-usage"
).split()


def program(*names: str) -> str:
    for name in names:
        if path := shutil.which(name):
            return path
    if os.environ.get("COUNCIL_SEARCH_NEEDS_BROWSER"):
        pytest.fail(f"{names[0]} is not installed, and COUNCIL_SEARCH_NEEDS_BROWSER is set")
    pytest.skip(f"{names[0]} is not installed")


@contextmanager
def serving(index: Path) -> Iterator[str]:
    """Serve an index by the real command, and yield the address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "cli.cli", "serve", "--index", str(index)]
    with subprocess.Popen(
        [*command, "--port", str(port)], stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        line = server.stdout.readline()
        assert f":{port}/" in line
        yield f"http://127.0.0.1:{port}"
        server.terminate()


def width(driver: webdriver.Chrome, pixels: int) -> None:
    size = {"width": pixels, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def one(driver: webdriver.Chrome | WebElement, selector: str) -> WebElement:
    return driver.find_element(By.CSS_SELECTOR, selector)


def every(driver: webdriver.Chrome | WebElement, selector: str) -> list[WebElement]:
    return driver.find_elements(By.CSS_SELECTOR, selector)


def until_address_has(driver: webdriver.Chrome, part: str) -> None:
    WebDriverWait(driver, 20).until(lambda page: part in page.current_url)


def tab_to(driver: webdriver.Chrome, wanted: str, limit: int = 120) -> WebElement:
    """Press Tab until the element that matches the selector has the focus."""
    for _ in range(limit):
        focused = driver.switch_to.active_element
        if focused.tag_name != "body" and focused in every(driver, wanted):
            return focused
        focused.send_keys(Keys.TAB)
    raise AssertionError(f"Tab does not reach {wanted}")


def scripts(driver: webdriver.Chrome, *, allowed: bool) -> None:
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not allowed})


def in_colours(driver: webdriver.Chrome, scheme: str) -> None:
    """Show pages as to somebody who prefers "light" or "dark"."""
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})


def violations(driver: webdriver.Chrome) -> list[str]:
    """Return what axe-core finds wrong with the page that is shown; scripts have to be allowed.

    It is that of the package axe-core-python, or the `axe.min.js` that $COUNCIL_SEARCH_AXE names.
    """
    # Past the page's own policy, which lets no script run.
    driver.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
    driver.execute_script(_axe().read_text("utf-8"))
    found: list[str] = driver.execute_async_script(
        "const done = arguments[0]; axe.run().then(r => done(r.violations.map("
        "v => v.id + ': ' + v.help + ' ' + v.nodes.map(n => n.target).slice(0, 3))))"
    )
    return found


def _axe() -> Path:
    named = os.environ.get("COUNCIL_SEARCH_AXE")
    spec = find_spec("axe_core_python")
    assert named or (spec and spec.origin)
    return Path(named) if named else Path(str(spec and spec.origin)).with_name("axe.min.js")
