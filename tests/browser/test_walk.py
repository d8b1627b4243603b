"""From a question by the keyboard alone: narrowed, opened, to its meeting, to who was there, and back; also on real records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.keys import Keys

from indexer.build.pipeline import build
from indexer.generation import store
from tests.browser.driving import (
    every,
    one,
    scripts,
    serving,
    tab_to,
    until_address_has,
    violations,
    width,
)
from tests.conftest import SHARED, write_records
from tests.quick_model import use_exported

pytestmark = pytest.mark.browser
LONG = 400
# Two councils in three formats, with committees of one name: another shape than the sample's, and always there.
SMALL = {
    "elmby.txt": (
        "Elmby Town Council\n\nLeisure Committee\n\nTuesday 9 March 2021\n\n"
        "Present: Councillors Nora Finch (Chair), Omar Reed and Pia Stone; Mr S. Vale (Clerk)\n\n"
        "1. Apologies for absence\n\nApologies were received from Councillor Quill.\n\n"
        "2. Report on the lido\n\nCouncillor Nora Finch said that the lido leaked. Councillor Omar Reed asked "
        "when it had last been painted.\n\nRESOLVED: That the report on the lido be noted.\n\n"
        "3. Report on the pier\n\nCouncillor Pia Stone said that the pier was shut.\n\n"
        "RESOLVED: That the pier be opened.\n"
    ),
    "oakley.md": (
        "# Oakley Borough Council\n\n# Leisure Committee\n\n14 May 2019\n\n"
        "**Present:** Councillors Abe Hill and Una Dale\n\n"
        "## 4. Report on the baths\n\nCouncillor Abe Hill said that the report was late.\n\n"
        "**RESOLVED: That the baths be kept.**\n"
    ),
    "oakley.jsonl": (
        '{"council": "Oakley Borough Council", "committee": "Council", "date": "2020-06-02", "items": ['
        '{"title": "Report of the mayor", "number": "1", "minutes": "Councillor Una Dale spoke: the report was read."}, '
        '{"title": "Petition about the lido", "number": "2", "minutes": "Councillor Abe Hill spoke: a report was asked for."}]}\n'
    ),
}  # fmt: skip


@pytest.fixture(
    scope="module", params=["sample", "small", "judged-limerick/docs", "moderngov-pages"]
)
def walked(
    request: pytest.FixtureRequest, sample_index: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, str]]:
    """Serve records, and yield the address and a word that they have."""
    if request.param == "sample":
        with serving(sample_index) as address:
            yield address, "school places"
        return
    records = SHARED / "data" / request.param
    if request.param == "small":
        records = write_records(tmp_path_factory.mktemp("small"), dict(SMALL))
    if not records.is_dir():
        pytest.skip(f"{records} is not there: the walk was made on the sample only")
    index = tmp_path_factory.mktemp("walked") / "index"
    with pytest.MonkeyPatch.context() as patch:
        use_exported(store.open_generation(sample_index).folder / "encoder", patch)
        build([records], index)
    with serving(index) as address:
        yield address, "report"


def test_the_walk(chromium: webdriver.Chrome, walked: tuple[str, str]) -> None:
    site, words = walked
    width(chromium, 1280)
    scripts(chromium, allowed=True)
    chromium.get(site)
    one(chromium, "#q").send_keys(words, Keys.ENTER)
    until_address_has(chromium, "q=")
    n_found = _number(one(chromium, ".summary strong").text)
    link = tab_to(chromium, '.facet a[href*="committee="]', LONG)
    committee, _, count = link.text.rpartition(" (")
    promised = _number(count)
    link.send_keys(Keys.ENTER)
    until_address_has(chromium, "committee=")
    assert _number(one(chromium, ".summary strong").text) == promised <= n_found
    assert all(committee in place.text for place in every(chromium, ".hit .where"))
    tab_to(chromium, ".hit h2 a", LONG).send_keys(Keys.ENTER)
    until_address_has(chromium, "/passage/")
    item = chromium.current_url
    tab_to(chromium, '.breadcrumb a[href*="/meeting/"]', LONG).send_keys(Keys.ENTER)
    until_address_has(chromium, "/meeting/")
    assert every(chromium, f'a[href="{item.split("?")[0].removeprefix(site)}"]')
    assert violations(chromium) == []
    if every(chromium, 'main a[href*="/person/"]'):
        tab_to(chromium, 'main a[href*="/person/"]', LONG).send_keys(Keys.ENTER)
        until_address_has(chromium, "/person/")
        assert every(chromium, 'main a[href*="/passage/"]')
        assert violations(chromium) == []
        chromium.back()
    until_address_has(chromium, "/meeting/")
    chromium.back()
    until_address_has(chromium, "/passage/")
    tab_to(chromium, ".breadcrumb li:first-child a", LONG).send_keys(Keys.ENTER)
    until_address_has(chromium, "committee=")
    assert _number(one(chromium, ".summary strong").text) == promised


def test_the_examples_of_the_start_page_are_answered(
    chromium: webdriver.Chrome, walked: tuple[str, str]
) -> None:
    site, _ = walked
    chromium.get(site)
    examples = [one.get_attribute("href") for one in every(chromium, ".examples a")]
    assert len(examples) <= 3
    words = [one.text for one in every(chromium, ".examples a")]
    for address, title in zip(examples, words, strict=True):
        chromium.get(address or "")
        assert _number(one(chromium, ".summary strong").text) > 0
        assert one(chromium, ".hit h2 a").text == title


def _number(text: str) -> int:
    return int("".join(char for char in text.split()[0] if char.isdigit()) or 0)
