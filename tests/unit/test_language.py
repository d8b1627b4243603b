"""The language of a text is told by its commonest words, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.text import to_text
from indexer.language.detection import CODES, OTHER, languages_of, main_language, spread
from indexer.passages.passage import Passage
from search.page.as_json import passage_json
from search.page.words import in_language
from search.query.query import Query
from search.searcher import Hit, ResultPage
from web.tongues import lang

WELSH = "Mae’r Cyngor wedi cytuno bod yr adroddiad yn cael ei gyhoeddi ar wefan y Cyngor, ac y bydd y Pwyllgor yn ei drafod."
IRISH = "Bhí an Comhairleoir ag caint faoi na bóithre agus dúirt sé go raibh an Chomhairle chun iad a dheisiú sa bhliain seo."
FRENCH = "Le conseil a adopté la résolution et les membres du comité ont demandé que le rapport soit présenté à la prochaine séance."
SPANISH = "El concejo aprobó la resolución y los miembros de la comisión pidieron que se presente el informe en la próxima sesión."
ENGLISH = "The committee agreed that the report should be noted, and that it would be brought back to the next meeting."
POLISH = "Rada podjęła uchwałę w sprawie budżetu miasta, a następnie członkowie komisji złożyli wyjaśnienia dotyczące dróg."
CHINESE = "委員會 通過 了 這項 決議 並 要求 下次 會議 提交 報告 給 全體 委員"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (ENGLISH, ("English",)),
        (WELSH, ("Welsh",)),
        (IRISH, ("Irish",)),
        (FRENCH, ("French",)),
        (SPANISH, ("Spanish",)),
        (POLISH, (OTHER,)),
        (CHINESE, (OTHER,)),
        (f"{ENGLISH} {ENGLISH}\n\n{WELSH}", ("English", "Welsh")),
        (f"{IRISH}\n\n{IRISH}\n\n{ENGLISH}", ("Irish", "English")),
        ("RESOLVED", ()),
        ("Smith, Jones, Brown, Achebe, Pike, Raman, Lisle, Tull, Vane", ()),
        ("12 | 4 | 88 | 2019 | £3,000 | 14 | 15", ()),
        ("", ()),
        # A word of another language in a text is no language of it.
        (f"{ENGLISH} The Leas Cathaoirleach thanked the Comhairle for it, and Éireann for its water.", ("English",)),
    ],
)  # fmt: skip
def test_the_languages_of_a_text(text: str, names: tuple[str, ...]) -> None:
    assert languages_of(text) == names


def test_wrapped_lines_are_read_together() -> None:
    assert languages_of(WELSH.replace(" ", "\n")) == ("Welsh",)


def test_a_passage_tells_its_languages_and_an_exempt_one_none() -> None:
    assert Passage("a", "Adroddiad", WELSH, "a.txt").languages == ("Welsh",)
    assert Passage("a", "Adroddiad", "", "a.txt", exempt="x").languages == ()


@given(st.text())
def test_any_text_has_known_names_each_once(text: str) -> None:
    found = languages_of(text)
    assert set(found) <= {*CODES, OTHER}
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("text", "shown", "code"),
    [
        (ENGLISH, "", None),
        ("RESOLVED", "", None),
        (WELSH, "In Welsh", "cy"),
        (POLISH, "In another language", ""),
        (f"{IRISH}\n\n{IRISH}\n\n{ENGLISH}", "In Irish and English", ""),
    ],
)
def test_an_item_that_is_not_in_english_alone_says_so(
    text: str, shown: str, code: str | None
) -> None:
    passage = Passage("a", "Report", text, "a.txt")
    assert (in_language(passage), lang(passage.languages, "en")) == (shown, code)
    assert passage_json(passage)["languages"] == list(passage.languages)
    hit = Hit(1, 1.0, 1.0, 1.0, passage, ())
    page = ResultPage(Query("x"), "hybrid", 1, (hit,), 0, 1.0, ())
    assert (f"    {shown}" in list(to_text(page))) is bool(shown)


def test_a_corpus_is_mostly_in_a_language_or_in_none() -> None:
    assert main_language([WELSH, WELSH, ENGLISH, "RESOLVED"]) == "Welsh"
    assert main_language([WELSH, ENGLISH]) == ""
    assert main_language([]) == ""
    assert len(spread(range(1_000))) == 200
    assert list(spread(range(3))) == [0, 1, 2]
