"""Every page speaks the language of the site, and says of what the records say in which language that is."""

from __future__ import annotations

import re
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import Environment
from jinja2.filters import do_truncate

from corpus.errors import UsageError
from corpus.tongue import counted, said, speak
from search.searcher import Searcher
from tests.web import catalogues
from tests.web.spoken import Bracketed, Texts, words_left
from web import tongues
from web.app import create_app
from web.site import SiteFacts, read_site

KEPT = catalogues.kept()
PAGES = [
    "/",
    "/?committee=Cabinet",
    "/?q=what+was+said+about+school+places",
    "/?q=what+did+Councillor+Lisle+say+about+the+budget",
    "/?q=lido&sort=newest&page=2",
    "/?q=%22quantum+chromodynamics%22&committee=Cabinet&from=2019&to=2020&mode=lexical",
    "/?q=lido+AND+%28culvert&kind=minutes",
    "/?q=title%3Alido+OR+decided%3Aculvert+committee%3ACabinet+from%3A2016",
    "/?q=lido+NEAR%2F5+culvert+NOT+pool",
    "/?q=minute+64%2F18",
    "/?q=school+in+2018",
    "/?q=zzqqxx+flooding",
    "/?q=CYP+and+asb",
    "/?q=skool+plaices",
    "/?q=school&page=99",
    "/?q=school&from=2021-02-30&page=x&sort=y",
    "/?q=school&from=2021-02-03&to=2019-02-03&kind=poem",
    "/about-this-search",
    "/coverage",
    "/people",
    "/person/wenbridge-city-council/bernard-lisle",
    "/person/wenbridge-city-council/nobody",
    "/committee/wenbridge-city-council/council",
    "/committee/wenbridge-city-council/children-and-young-people-scrutiny-committee",
    "/committee/wenbridge-city-council/council/decisions/2016",
    "/committee/wenbridge-city-council/council/decisions/1816",
    "/committee/nowhere/none",
    "/meeting/wenbridge-city-council/council/2016-02-25",
    "/meeting/wenbridge-city-council/council/1816-02-25",
    "/matter/wenbridge-city-council-cabinet-2018-07-10-item-64-18",
    "/passage/wenbridge-city-council-cabinet-2018-07-10-item-64-18?q=lido",
    "/passage/wenbridge-city-council-council-2016-02-25-item-65",
    "/cite/wenbridge-city-council-cabinet-2018-07-10-item-64-18?p=2",
    "/cite/wenbridge-city-council-cabinet-2018-07-10-item-64-18?p=99",
    "/meeting/wenbridge-city-council/council/2016-02-25/whole",
    "/passage/no-such-item",
    "/nowhere",
    "/unsubscribe/forged",
    "/pieces/search",
    "/pieces/decisions",
]


def _site(index: Path, language: str) -> FlaskClient:
    return create_app(index, site=SiteFacts(language=language)).test_client()


@pytest.fixture(scope="module")
def bracketed(sample_index: Path) -> FlaskClient:
    """Return a site in a language that puts all that it says in brackets."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tongues, "catalogue_of", lambda code: Bracketed())
        return _site(sample_index, "xx")


def _data(searcher: Searcher) -> list[str]:
    """Return what is a name, and so of no language: councils, committees, people, sources, the site."""
    columns = searcher.columns
    names = [*columns.committee_names, *columns.council_names, SiteFacts().name]
    rows = searcher.passages(range(searcher.manifest.n_passages))
    for passage in rows:
        # A page's title is that of its item, which no attribute can tell from the rest.
        names += [_shortened(passage.title, length) for length in (60, 80)]
        names += [*passage.speakers, *(link.name for link in passage.sources)]
        names += [
            part for one in passage.annotations.people for part in (one.name, one.role, one.party)
        ]
        for vote in passage.annotations.votes:
            names += [*vote.names_for, *vote.names_against, *vote.names_abstained]
        for motion in passage.annotations.motions:
            names += [motion.proposer, motion.seconder]
    return sorted({name for name in names if name}, key=len, reverse=True)


def _shortened(title: str, length: int) -> str:
    return do_truncate(Environment(autoescape=True), title, length, False, "…")


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_said_but_by_a_catalogue(
    path: str, bracketed: FlaskClient, searcher: Searcher
) -> None:
    answer = bracketed.get(path)
    assert answer.status_code in (200, 400, 404, 410)
    query = parse_qs(urlsplit(path).query).get("q", [""])[0]
    names = [name for name in (query, *_data(searcher)) if name]
    typed = re.findall(r"[^\W\d_]+", re.sub(r"%(\w\w)", lambda m: chr(int(m[1], 16)), path))
    # A product's name, a measure, a letter of a form; what was typed, and what is one of its own words.
    plain = {"MB", "Atom", "CSV", "JSON", "ms", "MiniLM", "all", *typed}
    left = [
        (text, rest)
        for text in Texts(answer.text, "xx").outside
        if (rest := words_left(text, names)) and not set(rest.split()) <= plain
    ]
    assert not left


@pytest.mark.parametrize("code", KEPT)
def test_a_catalogue_is_whole_and_current(code: str) -> None:
    kept, said_now = catalogues.read(code), catalogues.gathered()
    assert {one.id for one in kept} == {one.id for one in said_now}, (
        "run python -m tests.web.catalogues"
    )
    missing = [one.id for one in kept if one.id and not all(catalogues.texts(one.string))]
    assert not missing
    assert not [one.id for one in kept if one.id and one.fuzzy]
    for one in kept:
        if one.id and isinstance(one.string, tuple):
            assert len(one.string) == kept.num_plurals, one.id
    assert (tongues.FOLDER / f"{code}.mo").read_bytes() == catalogues.compiled(kept)


def _placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)s", text))


def _tags(text: str) -> list[str]:
    return sorted(re.findall(r"</?[a-z][^>]*>", text))


@pytest.mark.parametrize("code", KEPT)
def test_a_translation_has_the_values_and_the_tags_of_what_it_translates(code: str) -> None:
    for one in catalogues.read(code):
        if not one.id:
            continue
        last = one.id if isinstance(one.id, str) else one.id[-1]
        # A form for one or two may do without the number, and one may have it where English has none.
        may_vary = set() if isinstance(one.id, str) else {"%(n)s"}
        for text in catalogues.texts(one.string):
            assert _placeholders(text) - may_vary == _placeholders(last) - may_vary, one.id
            assert _tags(text) == _tags(last), one.id
            assert (text[:1] == " ") == (last[:1] == " "), one.id
            assert (text[-1:] == " ") == (last[-1:] == " "), one.id
            assert text.count("(") == text.count(")"), one.id


@pytest.mark.parametrize("path", PAGES)
def test_no_english_is_left_on_a_welsh_page(
    path: str, sample_index: Path, searcher: Searcher
) -> None:
    page = _site(sample_index, "cy").get(path).text
    catalog = catalogues.read("cy")
    english = {
        re.sub(r"<[^>]+>", "", text)
        for one in catalog
        if one.id and one.string != one.id
        for text in ([one.id] if isinstance(one.id, str) else one.id)
    }
    # Of the words of both languages only what tells them apart: two words at least, none of them a value.
    patterns = [
        re.compile(r"\b" + r".+?".join(map(re.escape, re.split(r"%\(\w+\)s", text))) + r"(?!\w)")
        for text in english
        if len(re.findall(r"[A-Za-z]{2,}", re.sub(r"%\(\w+\)s", "", text))) >= 2
    ]
    names = _data(searcher)
    for text in Texts(page, "cy").whole:
        for name in names:
            text = text.replace(name, "·")
        found = [pattern.pattern for pattern in patterns if pattern.search(text)]
        assert not found, text


def test_a_page_says_its_language_and_that_of_the_records(sample_index: Path) -> None:
    welsh = _site(sample_index, "cy")
    item = "/passage/wenbridge-city-council-cabinet-2018-07-10-item-64-18"
    page = welsh.get(item).text
    assert '<html lang="cy">' in page
    assert re.search(r'<h1 lang="en">', page)
    assert re.search(r'<p lang="en">', page)
    assert "Penderfyniad" in page
    assert "10 Gorffennaf 2018" in page
    hits = welsh.get("/?q=school+places").text
    assert re.search(r'<blockquote lang="en">', hits)
    assert "eitem agenda" in hits
    english = _site(sample_index, "en").get(item).text
    assert '<html lang="en-GB">' in english
    assert ' lang="en"' not in english


def test_programs_are_answered_in_english(sample_index: Path) -> None:
    english, welsh = (_site(sample_index, code) for code in ("en", "cy"))
    for path in ("/api/search?q=zzqqxx", "/api/passage/none", "/api/search?q=x&from=never"):
        answers = [site.get(path).get_json() for site in (english, welsh)]
        for one in answers:
            one.pop("elapsed_ms", None)
        assert answers[0] == answers[1]


def test_two_sites_of_one_process_do_not_mix_their_languages(sample_index: Path) -> None:
    english, welsh = (_site(sample_index, code) for code in ("en", "cy"))
    for _ in range(2):
        assert "Latest meetings" in english.get("/").text
        assert "Cyfarfodydd diweddaraf" in welsh.get("/").text
        # What a thread says when it has answered is nobody's language.
        assert said("Latest meetings") == "Latest meetings"


@pytest.mark.parametrize(
    ("number", "shown"),
    [(0, "0 pwyllgor"), (1, "1 pwyllgor"), (2, "2 bwyllgor"), (3, "3 phwyllgor"), (6, "6 phwyllgor"), (7, "7 pwyllgor"), (1200, "1,200 pwyllgor")],
)  # fmt: skip
def test_welsh_numbers_mutate_what_they_count(number: int, shown: str) -> None:
    speak(tongues.catalogue_of("cy"))
    try:
        assert counted("%(n)s committee", "%(n)s committees", number) == shown
    finally:
        speak(NullTranslations())


def test_another_language_is_one_file_more(
    sample_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalog = Catalog(locale="gd", fuzzy=False)
    catalog.update(catalogues.gathered(), no_fuzzy_matching=True)
    catalog["Search"].string = "Lorg"
    (tmp_path / "gd.po").write_bytes(catalogues.written(catalog))
    (tmp_path / "gd.mo").write_bytes(catalogues.compiled(catalog))
    assert read_po(BytesIO((tmp_path / "gd.po").read_bytes()))["Search"].string == "Lorg"
    monkeypatch.setattr(tongues, "FOLDER", tmp_path)
    tongues.catalogue_of.cache_clear()
    (tmp_path / "site.toml").write_text('language = "gd"')
    app: Flask = create_app(sample_index, site=read_site(tmp_path / "site.toml"))
    page = app.test_client().get("/").text
    assert ">Lorg</button>" in page
    assert "Latest meetings" in page
    tongues.catalogue_of.cache_clear()


def test_a_language_without_a_catalogue_is_told(tmp_path: Path) -> None:
    (tmp_path / "site.toml").write_text('name = "a"\nlanguage = "tlh"')
    with pytest.raises(UsageError, match="line 2: language is one of cy, en"):
        read_site(tmp_path / "site.toml")
