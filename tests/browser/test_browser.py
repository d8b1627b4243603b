"""The pages in a real browser: asked, filtered by keyboard, opened, on a narrow screen."""

from __future__ import annotations

from urllib.parse import quote_plus

import pytest
from selenium import webdriver
from selenium.webdriver.common.keys import Keys

from tests.browser.driving import (
    every,
    in_colours,
    one,
    tab_to,
    until_address_has,
    violations,
    width,
)

QUESTION = "what was said about school places"
COMMITTEE = "Children and Young People Scrutiny Committee"
PAGES = [
    "/",
    "/?q=what+was+said+about+school+places",
    "/?q=%22quantum+chromodynamics%22&committee=Cabinet",
    "/?q=school&page=99",
    "/?q=school&from=2021-02-30",
    "/?q=" + "x" * 300,
    "/about-this-search",
    "/coverage",
    "/people",
    "/person/wenbridge-city-council/bernard-lisle",
    "/committee/wenbridge-city-council/council",
    "/committee/wenbridge-city-council/council/decisions/2016",
    "/meeting/wenbridge-city-council/council/2016-02-25",
    "/meeting/wenbridge-city-council/council/2016-02-25/whole",
    "/matter/wenbridge-city-council-cabinet-2018-07-10-item-64-18",
    "/similar/wenbridge-city-council-cabinet-2018-07-10-item-64-18",
    "/?q=school&speaker=Bernard+Lisle&decided=1",
    "/passage/wenbridge-city-council-council-2016-02-25-item-65",
    "/cite/wenbridge-city-council-cabinet-2018-07-10-item-64-18?p=2",
    "/passage/no-such-item",
    "passage",
]
pytestmark = pytest.mark.browser


def test_ask_open_and_go_back(browser: webdriver.Chrome, site: str) -> None:
    browser.get(site)
    one(browser, "#q").send_keys(QUESTION, Keys.ENTER)
    until_address_has(browser, "q=what")
    assert "agenda items" in one(browser, ".summary").text
    assert any("school" in mark.text.lower() for mark in every(browser, ".hit blockquote mark"))
    link = one(browser, ".hit h2 a")
    title = link.text
    link.click()
    until_address_has(browser, "/passage/")
    assert one(browser, "h1").text == title
    assert every(browser, "mark")
    one(browser, ".breadcrumb a").click()
    until_address_has(browser, "/?q=what")
    assert one(browser, "#q").get_attribute("value") == QUESTION
    browser.back()
    assert one(browser, "h1").text == title


def test_a_question_is_answered_with_quotes_that_lead_to_their_paragraph(
    browser: webdriver.Chrome, site: str
) -> None:
    browser.get(f"{site}/?q=what+was+said+about+school+places")
    quoted = one(browser, ".answers blockquote").text
    link = one(browser, ".answers cite a")
    title = link.text
    link.click()
    until_address_has(browser, "/passage/")
    assert one(browser, "h1").text == title
    paragraph = browser.current_url.partition("#")[2].partition(":")[0]
    assert " ".join(quoted.split()) in " ".join(one(browser, f"#{paragraph}").text.split())


def test_filter_by_committee_with_the_keyboard_only(browser: webdriver.Chrome, site: str) -> None:
    browser.get(f"{site}/?q=school+places")
    tab_to(browser, f'.facet a[href*="committee={quote_plus(COMMITTEE)}"]').send_keys(Keys.ENTER)
    until_address_has(browser, "committee=")
    places = [place.text for place in every(browser, ".hit .where")]
    assert places
    assert all(COMMITTEE in place for place in places)
    assert one(browser, ".facet strong").text == COMMITTEE
    # A date is added by the form, which keeps the committee.
    one(browser, "#from").send_keys("01012016")
    tab_to(browser, ".filters button").send_keys(Keys.ENTER)
    until_address_has(browser, "from=2016-01-01")
    assert f"committee={quote_plus(COMMITTEE)}" in browser.current_url
    one(browser, ".facet .off").click()
    until_address_has(browser, "q=school+places&from=2016-01-01")
    assert not every(browser, ".facet .off")


def test_skip_link_comes_first(browser: webdriver.Chrome, site: str) -> None:
    browser.get(site)
    one(browser, "body").send_keys(Keys.TAB)
    skip = browser.switch_to.active_element
    assert skip.text == "Skip to main content"
    assert skip.is_displayed()
    skip.send_keys(Keys.ENTER)
    until_address_has(browser, "#main")


def _open(driver: webdriver.Chrome, site: str, page: str) -> None:
    if page == "passage":
        driver.get(f"{site}/?q=phishing")
        driver.get(one(driver, ".hit h2 a").get_attribute("href") or "")
    else:
        driver.get(site + page)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("pixels", [320, 400, 1280])
def test_no_page_scrolls_sideways(
    with_scripts: webdriver.Chrome, site: str, page: str, pixels: int
) -> None:
    width(with_scripts, pixels)
    _open(with_scripts, site, page)
    needed = with_scripts.execute_script("return document.documentElement.scrollWidth")
    assert needed <= pixels


@pytest.mark.parametrize(("pixels", "most"), [(320, 340), (400, 260), (1280, 300)])
def test_the_first_quote_is_seen_without_scrolling(
    with_scripts: webdriver.Chrome, site: str, pixels: int, most: int
) -> None:
    width(with_scripts, pixels)
    with_scripts.get(f"{site}/?q=what+was+said+about+school+places")
    quote = "return document.querySelector('.answers blockquote').getBoundingClientRect().top"
    assert with_scripts.execute_script(quote) <= most
    box, button = one(with_scripts, "#q"), one(with_scripts, "#search button")
    assert abs(box.rect["y"] - button.rect["y"]) < 8


def test_a_page_of_results_asks_for_three_files_and_is_light(
    with_scripts: webdriver.Chrome, site: str
) -> None:
    with_scripts.get(f"{site}/?q=what+was+said+about+school+places")
    asked = with_scripts.execute_script(
        "return [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
        ".map(e => [e.name, e.decodedBodySize])"
    )
    # The icon is asked for by the window and not by the page.
    assert len(asked) + 1 <= 3, asked
    assert 20_000 < sum(size for _, size in asked) <= 60_000, asked


@pytest.mark.parametrize("page", PAGES)
def test_structure(with_scripts: webdriver.Chrome, site: str, page: str) -> None:
    width(with_scripts, 1280)
    _open(with_scripts, site, page)
    assert len(every(with_scripts, "h1")) == 1
    assert one(with_scripts, "html").get_attribute("lang") == "en-GB"
    assert with_scripts.title
    for control in every(with_scripts, "input:not([type=hidden]), select"):
        assert every(with_scripts, f'label[for="{control.get_attribute("id")}"]')
    names = [element.get_attribute("id") for element in every(with_scripts, "[id]")]
    assert len(names) == len(set(names))
    blocked = [
        entry["message"]
        for entry in with_scripts.get_log("browser")  # type: ignore[no-untyped-call]
        if "Content Security Policy" in entry["message"]
    ]
    assert not blocked


@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing_at_any_width_light_or_dark(
    with_scripts: webdriver.Chrome, site: str, page: str
) -> None:
    _open(with_scripts, site, page)
    for scheme in ("light", "dark"):
        in_colours(with_scripts, scheme)
        for pixels in (320, 400, 1280):
            width(with_scripts, pixels)
            assert violations(with_scripts) == [], (scheme, pixels)
    in_colours(with_scripts, "light")
