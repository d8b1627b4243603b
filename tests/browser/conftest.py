"""A real browser, and the sample council's site served to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver

from tests.browser.driving import FLAGS, program, scripts, serving, width


@pytest.fixture(scope="module")
def site(sample_index: Path) -> Iterator[str]:
    """Serve the sample council by the real command, and return the address."""
    with serving(sample_index) as address:
        yield address


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = program("chromium", "chromium-browser", "google-chrome")
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(flag)
    service = webdriver.ChromeService(program("chromedriver"))
    driver = webdriver.Chrome(options=options, service=service)
    yield driver
    driver.quit()


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def browser(request: pytest.FixtureRequest, chromium: webdriver.Chrome) -> webdriver.Chrome:
    """Return the browser, wide, with JavaScript allowed or not."""
    width(chromium, 1280)
    scripts(chromium, allowed=request.param)
    return chromium


@pytest.fixture
def with_scripts(chromium: webdriver.Chrome) -> webdriver.Chrome:
    """Return the browser with scripts allowed: the test measures the page by one."""
    scripts(chromium, allowed=True)
    return chromium
