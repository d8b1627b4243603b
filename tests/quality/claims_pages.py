"""What pages and downloads claim, asked again of the texts or of the address that a count leads to.

Each is (claim, is it true, what of), as in `claims_typed`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from html import unescape
from xml.etree import ElementTree

from flask.testing import FlaskClient

from indexer.language.terms import exact_terms
from indexer.passages.annotations import Motion, Vote
from indexer.passages.passage import Passage
from search.browse.directory import Directory, Person, directory
from search.page.results import ResultPage
from search.searcher import Searcher
from tests.quality.claims_typed import Told

MOST_PEOPLE, MOST_BODIES, MOST_ITEMS = 40, 40, 60
# What a text has that says so of a motion: the beginnings of words, written down apart from the reader's own.
EVIDENCE = {
    "carried": "carri pass adopt agre approv accept resolv unanim favour favor in-favour for phenderfynwyd "
    "aye yea yes vot elect grant casting",
    "lost": "lost defeat reject negativ den fail fell fall laps not against second tie casting vot",
    "withdrawn": "withdr",
    "deferred": "defer",
    "referred": "refer",
    "noted": "note",
}
_ATOM_ID = "{http://www.w3.org/2005/Atom}link"
_BAR = re.compile(
    r'<li><a href="([^"]+)"><svg.*?(\d{4}) <span class="count">([\d,]+)<',
    re.DOTALL,
)
_FACET = re.compile(r'<section class="facet".*?</section>', re.DOTALL)
_COUNTED = re.compile(
    r'<a(?: class="also")? href="([^"]+)">(?:(?!</a>).)*?class="count">\(([\d,]+)<', re.DOTALL
)
_NO_RECORD = re.compile(r"No record has “([\w’'-]+)”")
_SPEAKS_IN = re.compile(r"reported as speaking or moving in ([\d,]+) item")
_VOTED_IN = re.compile(r'href="([^"]+)">recorded votes in ([\d,]+) item')
_MEETINGS = re.compile(r"· ([\d,]+) meetings?, (\d{1,2} \w+ \d{4}) to (\d{1,2} \w+ \d{4})")


def query_claims(
    client: FlaskClient, text: str, page: ResultPage, passages: Sequence[Passage]
) -> Iterator[Told]:
    """Yield what the downloads, the timeline and the notes of a query claim."""
    asked = {"q": text}
    rows = csv.DictReader(
        io.StringIO(client.get("/search.csv", query_string=asked).text.removeprefix("\ufeff"))
    )
    ids = [row["id"] for row in rows]
    once = len(ids) == len(set(ids)) == page.matched
    yield Told("a table has as many rows as the page counts", once, repr(text))
    lines = client.get("/search.jsonl", query_string=asked).text.splitlines()
    yield Told("JSON lines are the rows of the table", len(lines) == len(ids), repr(text))
    feed = ElementTree.fromstring(client.get("/search.atom", query_string=asked).text)
    fed = [link.get("href", "").rpartition("/passage/")[2] for link in feed.iter(_ATOM_ID)]
    known = {one for one in fed if one and "?" not in one}
    yield Told("a feed has only what counts", known <= set(ids), repr(text))
    matched = client.get("/api/search", query_string=asked).get_json()["matched"]
    yield Told("JSON says the total of the page", matched == page.matched, repr(text))
    for note in page.notes:
        for word in _NO_RECORD.findall(note):
            stands = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
            nowhere = not any(stands.search(f"{p.title}\n{p.text}") for p in passages)
            yield Told("what no record has is in none", nowhere, f"{text!r}: {word}")
    yield from _bars(client, text)


def _bars(client: FlaskClient, text: str) -> Iterator[Told]:
    html = client.get("/", query_string={"q": text}).text
    timeline = html.partition('class="timeline"')[2].partition("</nav>")[0]
    for link, year, count in _BAR.findall(timeline):
        same = _matched(client, link) == int(count.replace(",", ""))
        yield Told("a bar of the timeline counts what it shows", same, f"{text!r} {year}")
    yield from _facets(client, text, html)


def _facets(client: FlaskClient, text: str, page: str) -> Iterator[Told]:
    """Yield whether each link that narrows shows what it says, also those beside the first one that is chosen."""
    first = ""
    for link, count in _counted_links(page):
        first = first or link
        same = _matched(client, link) == count > 0
        yield Told("a link that narrows shows as many as it says", same, f"{text!r} {link}")
    if first:
        narrowed = client.get(unescape(first)).text
        for link, count in _counted_links(narrowed):
            same = _matched(client, link) == count > 0
            yield Told("so it does where one is chosen", same, f"{text!r} {link}")


def _counted_links(page: str) -> list[tuple[str, int]]:
    found = [one for part in _FACET.findall(page) for one in _COUNTED.findall(part)]
    return [(link, int(count.replace(",", ""))) for link, count in found]


def _matched(client: FlaskClient, link: str) -> int:
    """Return how many items a link to results shows."""
    address = unescape(link).replace("/?", "/api/search?", 1)
    matched: int = client.get(address).get_json()["matched"]
    return matched


def place_claims(
    client: FlaskClient, searcher: Searcher, passages: Sequence[Passage]
) -> Iterator[Told]:
    """Yield what the pages of councillors, committees and items claim."""
    places = directory(searcher)
    people = list(places.people.values())
    for person in people[:: max(1, len(people) // MOST_PEOPLE)]:
        yield from _person(client, person)
    yield from _bodies(client, places, passages)
    dated = [p for p in passages if p.date]
    for passage in dated[:: max(1, len(dated) // MOST_ITEMS)]:
        shown = client.get(f"/passage/{passage.id}").text
        assert passage.date
        day = f"{passage.date.day} {passage.date:%B %Y}"
        yield Told("the page of an item shows its date", day in unescape(shown), passage.id)


def _person(client: FlaskClient, person: Person) -> Iterator[Told]:
    address = "/person/{}/{}".format(*person.place)
    page = client.get(address).text
    said = _SPEAKS_IN.search(page)
    listed = _listed(page)
    for number in range(2, 2 + page.count(f"{address}?page=")):
        listed += _listed(client.get(f"{address}?page={number}").text)
    n_said = int(said[1].replace(",", "")) if said else -1
    same = n_said == len(listed) == len(set(listed))
    yield Told("a councillor speaks in as many items as are listed", same, person.name)
    surname = exact_terms(person.name)[-1:]
    speak = all(_speaks(client, item, surname) for item in listed[:10])
    yield Told("in each of these somebody of the name speaks", speak, person.name)
    if voted := _VOTED_IN.search(page):
        link = unescape(voted[1]).replace("/?", "/api/search?", 1)
        shown = client.get(link).get_json()["matched"]
        same = shown == int(voted[2].replace(",", ""))
        yield Told("a count of votes is what its link shows", same, person.name)


def _listed(page: str) -> list[str]:
    return re.findall(r'<h3><a href="/passage/([^"]+)"', page)


def _speaks(client: FlaskClient, item: str, surname: Sequence[str]) -> bool:
    speakers = client.get(f"/api/passage/{item}").get_json()["speakers"]
    return any(list(surname) == list(exact_terms(name))[-len(surname) :] for name in speakers)


def _bodies(client: FlaskClient, places: Directory, passages: Sequence[Passage]) -> Iterator[Told]:
    for body in list(places.committees.values())[:MOST_BODIES]:
        days = {
            p.date
            for p in passages
            if p.date and (_plain(p.council), p.committee) == (_plain(body.council), body.name)
        }
        page = unescape(client.get("/committee/{}/{}".format(*body.place)).text)
        said = _MEETINGS.search(page)
        wanted = (
            f"{len(days):,}",
            *(f"{day.day} {day:%B %Y}" for day in (min(days), max(days))),
        )
        same = said is not None and said.groups() == wanted
        yield Told(
            "a committee has as many meetings as days, from the first to the last", same, body.name
        )


def _plain(name: str | None) -> list[str]:
    """Return the words of a name: councils that differ in hyphens or capitals are one."""
    return re.findall(r"\w+", (name or "").casefold())


def motion_claims(passages: Sequence[Passage]) -> Iterator[Told]:
    """Yield whether what is said of motions and votes has its words in the text."""
    for passage in passages:
        found = passage.annotations
        # Names are glued to what stands in front of them in some records: "CouncillorOak".
        words = re.sub(r"\W", "", passage.text.casefold()) if found.motions or found.votes else ""
        for motion in found.motions:
            yield from _motion(passage, motion, found.votes, words)
        for vote in found.votes:
            yield from _vote(passage, vote, words)


def _motion(passage: Passage, motion: Motion, votes: Sequence[Vote], words: str) -> Iterator[Told]:
    what = f"{passage.id} {motion.proposer} {motion.outcome}"
    names = [name for name in (motion.proposer, motion.seconder) if name]
    yield Told("who moved and seconded is named in the text", _all_named(names, words), what)
    if motion.outcome:
        beginnings = tuple(EVIDENCE[motion.outcome].split())
        behind = re.findall(r"\w+", passage.text[max(0, motion.start - 600) :].casefold())
        said = any(word.startswith(beginnings) for word in behind)
        yield Told("an outcome has its word in the text", said, what)
    vote = votes[motion.vote] if motion.vote is not None else None
    if vote and motion.outcome == "carried" and vote.in_favour is not None:
        won = vote.in_favour >= (vote.against or 0)
        yield Told("what was carried had no majority against it", won, what)


def _vote(passage: Passage, vote: Vote, words: str) -> Iterator[Told]:
    sides = (vote.names_for, vote.names_against, vote.names_abstained)
    names = [name for side in sides for name in side]
    what = f"{passage.id} {vote.text[:60]!r}"
    if names:
        yield Told("who voted is named in the text", _all_named(names, words), what)
        yield Told("nobody votes twice", len(names) == len(set(names)), what)
    counts = (vote.in_favour, vote.against)
    fits = all(
        not side or count is None or abs(len(side) - count) <= 1
        for side, count in zip(sides, counts, strict=False)
    )
    yield Told("as many names as votes", fits, what)
    verbatim = " ".join(vote.text.split()) in " ".join(passage.text.split())
    yield Told("what is shown of a vote is the record's words", verbatim, what)


def _all_named(names: Sequence[str], text: str) -> bool:
    return all(part in text for name in names for part in re.findall(r"[^\W_]+", name.casefold()))
