"""What a text names is a link where it stands, the words stay as they are, and nothing leads astray."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from indexer.language.terms import terms_with_offsets
from indexer.passages.annotations import Annotations, Person, Reference, Speech
from indexer.passages.passage import Passage
from search.page.marked import Pattern
from search.searcher import Searcher
from web.linking import Link, links_of, woven
from web.reading import Block

INSIDE = re.compile(r'<a href="(/(?:passage|person)/[^"]+)">(.*?)</a>')


def plain(text: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", text))


@given(
    st.text(alphabet="ab <&\n.", min_size=1, max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=5),
    st.integers(0, 30),
)
def test_the_words_stay_as_they_are(text: str, spans: list[tuple[int, int]], start: int) -> None:
    links, at = [], start
    for first, length in sorted(spans):
        if first >= at - start:
            links.append(Link(start + first, start + first + length, "/x?a=1&b=2"))
            at = start + first + length
    shown = woven(Block(1, start, (text,), False), (), links)
    assert plain(shown) == text
    fitting = [one for one in links if one.end - start <= len(text)]
    assert shown.count("<a ") == len(fitting)


def test_a_mark_that_ends_in_a_link_is_marked_on_both_sides() -> None:
    block = Block(1, 0, ("see minute 64 of July",), False)
    pattern = Pattern(tuple(one[0] for one in terms_with_offsets("minute 64 of")))
    shown = woven(block, [pattern], [Link(11, 21, "/passage/a")])
    assert plain(shown) == "see minute 64 of July"
    assert shown == ('see <mark>minute </mark><a href="/passage/a"><mark>64 of</mark> July</a>')


def test_every_link_of_the_sample_leads_to_what_it_names(
    client: FlaskClient, searcher: Searcher
) -> None:
    n_people = n_items = 0
    for passage in searcher.all_passages()[::5]:
        page = client.get(f"/passage/{passage.id}").text
        for block in re.findall(r'<div class="block".*?class="anchors"', page, re.S):
            for address, text in INSIDE.findall(block):
                shown = client.get(unescape(address))
                assert shown.status_code == 200
                if address.startswith("/person/"):
                    n_people += 1
                    assert plain(text).split()[-1] in plain(
                        shown.text.split("<h1>")[1].split("</h1>")[0]
                    )
                else:
                    n_items += 1
    assert n_people > 20
    assert n_items > 3


def test_links_of_an_item_are_in_order_and_none_overlaps(searcher: Searcher, app: Flask) -> None:
    with app.test_request_context():
        for passage in searcher.all_passages():
            links = links_of(passage)
            assert all(one.end <= other.start for one, other in pairwise(links))
            assert all(0 <= one.start < one.end <= len(passage.text) for one in links)


@pytest.mark.parametrize(
    ("speakers", "councillors", "n_links"),
    [
        (("A. Russell",), ("A. Russell",), 1),
        # Two of one surname, and the text does not say which; somebody who is no councillor.
        (("Adam Russell", "Bella Russell"), ("Adam Russell", "Bella Russell"), 0),
        (("Mr Russell",), (), 0),
    ],
)
def test_a_name_is_a_link_only_where_it_is_one_councillors(
    speakers: tuple[str, ...], councillors: tuple[str, ...], n_links: int, app: Flask
) -> None:
    text = "Councillor Russell spoke of minute 4/18."
    annotations = Annotations(
        people=tuple(Person(name, "", "", True) for name in councillors),
        speeches=(Speech("Russell", 0, len(text)),),
        references=(
            Reference("minute 4/18", text.index("minute"), "minute", "4/18", target="other-item"),
        ),
    )
    passage = Passage(
        "x", "Debate", text, "a.txt", minutes=text, speakers=speakers, annotations=annotations
    )
    with app.test_request_context():
        addresses = [link.address for link in links_of(passage)]
    assert len([one for one in addresses if one.startswith("/person/")]) == n_links
    assert "/passage/other-item" in addresses


@pytest.mark.parametrize(
    "text",
    [
        "I live on Oak Street, and the traffic there is bad.",
        "My mother, Mrs Oak, does.",
        "It was said that Councillor Oak had gone.",
    ],
)
def test_a_name_inside_what_is_said_is_no_link(text: str, app: Flask) -> None:
    annotations = Annotations(
        people=(Person("Oak", "", "", True),), speeches=(Speech("Oak", 0, len(text)),)
    )
    passage = Passage(
        "x", "Debate", text, "a.txt", minutes=text, speakers=("Oak",), annotations=annotations
    )
    with app.test_request_context():
        assert links_of(passage) == ()
