"""What the notes, the labels and the headline of a list of results say, each held against every text: (claim, is it so, what of).

The queries are made of what people get wrong or ask of others: words that are no word, names that only a title has,
places elsewhere, slips, negations. What is false of one of them is false of a kind.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from flask.testing import FlaskClient

from indexer.passages.passage import Passage
from search.page.results import ResultPage
from search.query.nodes import Filters
from search.searcher import Searcher
from tests.quality.claims_typed import Told

ALL = 1_000
_QUOTED = re.compile(r"“([^”]*)”")
_LIST = re.compile(r"No record has ((?:“[^”]*”(?:, | or )?)+)")
_PERIODS = (
    None,
    Filters((), date(2015, 1, 1), date(2017, 6, 30)),
    Filters((), date(2030, 1, 1), None),
)
PLACES = ("Glasgow", "Leeds", "Toronto", "Paris")
ODD = (
    "zzqwx",
    "co-opp",
    "e-scooterz",
    "o'zark",
    "16/99999/FUL",
    "flodding",
    "comitee",
    "librery",
    "counciller",
    "Q7-88",
)


def plain(text: str) -> str:
    """Return a text without case and accents, apostrophes alike."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def _has(text: str, words: str) -> bool:
    """Say whether words stand in a text as they are, in a row."""
    return re.search(rf"(?<!\w){re.escape(plain(words))}(?!\w)", text) is not None


class Said:
    """All texts of an index in plain letters, and what is said of them."""

    def __init__(self, searcher: Searcher, passages: Sequence[Passage]) -> None:
        """`passages` are all of the searcher's."""
        self.searcher, self.passages = searcher, passages
        self.texts = [
            plain("\n".join((p.title, p.text, p.committee or "", p.council or "", *p.speakers)))
            for p in passages
        ]

    def queries(self, n: int, seed: int = 7) -> list[str]:
        """Return queries of many kinds, made of what the index has."""
        pick = random.Random(seed)
        words = sorted({w for p in self.passages for w in re.findall(r"[A-Za-z]{5,12}", p.title)})
        names = sorted(
            {
                name.split()[-1]
                for p in self.passages
                for name in p.speakers
                if name.isalpha() or " " in name
            }
        )
        in_titles = sorted(
            {
                m
                for p in self.passages
                for m in re.findall(r"(?:Councillor|Cllr\.?) ([A-Z][a-z]{3,})", p.title)
            }
        )
        bodies = sorted({p.committee for p in self.passages if p.committee})
        makers: list[Callable[[], str]] = [
            lambda: (
                f"what did Councillor {pick.choice(in_titles or names or words)} say about {pick.choice(words)}"
            ),
            lambda: (
                f"what did Councillor {pick.choice(names or words)} say about {pick.choice(words)}"
            ),
            lambda: (
                f"what did Councillor {pick.choice(words)} say about {pick.choice(words)} {pick.choice(words)}"
            ),
            lambda: f"{pick.choice(words)} {pick.choice(ODD)}",
            lambda: pick.choice(ODD),
            lambda: f"{pick.choice(words)} in {pick.choice(PLACES)}",
            lambda: f"not {pick.choice(words)} {pick.choice(words)}",
            lambda: f"{pick.choice(words)} {pick.choice(words)} {pick.choice(words)}",
            lambda: _slip(pick, pick.choice(words)),
            lambda: f"{pick.choice(bodies or words)} {pick.choice(words)}",
            lambda: pick.choice(words) + "s",
            lambda: f"{pick.choice(words)} committee:cabinet",
            lambda: f"{pick.choice(words)} from:2019 to:2017",
            lambda: re.sub(r"\W+", " ", pick.choice(self.passages).title)[:60],
        ]
        return [makers[at % len(makers)]() for at in range(n)]

    def of_query(self, text: str) -> Iterator[Told]:
        """Yield what is said of a query without filters and with some, and whether it is so."""
        for filters in _PERIODS:
            page = self.searcher.search(text, limit=ALL, filters=filters)
            what = f"{text!r} {filters.date_from if filters else ''}"
            for note in page.notes:
                yield from self._note(text, page, note, what)
            yield from self._headline(page, what)
            yield from self._speaker(page, what)

    def _note(self, text: str, page: ResultPage, note: str, what: str) -> Iterator[Told]:
        what = f"{what}: {note}"
        if listed := _LIST.search(note):
            lost = _QUOTED.findall(listed[1])
            yield Told(
                "no record has what no record is said to have",
                not any(self._any(w) for w in lost if "in this form" not in note),
                what,
            )
        if "in this form" in note:
            typed, *others = _QUOTED.findall(note)
            yield Told("a form is in no record", not self._any(typed), what)
            yield Told("other forms are in records", all(map(self._any, others)), what)
        if typo := re.search(r"no record has “([^”]*)”", note):
            yield Told("what is corrected is in no record", not self._any(typo[1]), what)
        if re.match(r"Nothing of (.+?) about “", note):
            yield Told("nobody named has the words", not self._of_theirs(page), what)
        if nobody := re.match(r"Nobody called (.+?) is reported", note):
            yield Told("nobody of a name speaks", not self._speaks(nobody[1]), what)
        if without := re.match(r"Without the filters there would be ([\d,]+) ", note):
            bare = re.sub(r"\b(?:committee|council|kind|from|to):\S+", "", text)
            total = self.searcher.search(bare, limit=1).matched
            yield Told(
                "without the filters there are so many",
                total == int(without[1].replace(",", "")),
                what,
            )
        if place := re.match(r"No record is of “([^”]*)” as a place", note):
            near = re.compile(rf"\b(?:in|at|near) {re.escape(plain(place[1]))}(?!\w)")
            yield Told("no record is of a place", not any(near.search(t) for t in self.texts), what)
        if "cited here come" in note or "cited here comes" in note:
            n = int(re.sub(r"\D", "", note) or 1)
            first = {hit.passage.id for hit in page.hits[:n]}
            yield Told(
                "what is cited comes first",
                first == {self.passages[r].id for r in page.query.cited},
                what,
            )
        if days := re.match(r"There is no day from (\S+) to (\S+)\.$", note):
            yield Told("there is no such day", days[1] > days[2] and not page.hits, what)

    def _any(self, words: str) -> bool:
        return any(_has(text, words) for text in self.texts)

    def _speaks(self, name: str) -> bool:
        wanted = set(plain(name).split())
        return any(
            wanted <= set(re.findall(r"[\w'-]+", plain(one)))
            for p in self.passages
            for one in p.speakers
        )

    def _of_theirs(self, page: ResultPage) -> bool:
        """Say whether any passage names all of those who are asked about, in its title or as speaking, and has all words."""
        names = re.sub(r"^\S+ ", "", page.query.speaker)
        words = re.findall(
            r"[\w'-]+", plain(" ".join(getattr(n, "text", "") for n in page.query.about_words))
        )
        for passage, text in zip(self.passages, self.texts, strict=True):
            named = plain("\n".join((passage.title, *passage.speakers)))
            if _has(named, names) and words and all(_has(text, word) for word in words):
                return True
        return False

    def _headline(self, page: ResultPage, what: str) -> Iterator[Told]:
        """Hold "No agenda item says …" against the texts: those that a filter leaves out are told of beside it."""
        if (
            page.matched
            or not page.near
            or page.query.condition is not None
            or page.query.missing_names
        ):
            return
        words = page._words_counted.split()
        having = [
            p
            for p, text in zip(self.passages, self.texts, strict=True)
            if words and all(_has(text, w) for w in words)
        ]
        told_of = any(note.startswith("Without the filters") for note in page.notes)
        yield Told("no item has the words where none is said to", not having or told_of, what)

    def _speaker(self, page: ResultPage, what: str) -> Iterator[Told]:
        if page.query.speaker:
            name = page.query.speaker.split(" ", 1)[1]
            # Several may be asked for: one of them speaks.
            each = [set(plain(one).split()) for one in re.split(r" or ", name)]
            for hit in page.hits:
                spoke = [set(re.findall(r"[\w'-]+", plain(s))) for s in hit.passage.speakers]
                yield Told(
                    "who is asked about speaks in what is listed",
                    any(w <= s for w in each for s in spoke),
                    f"{what} {hit.rank}",
                )


def empty_pages(client: FlaskClient, said: Said, texts: Sequence[str]) -> Iterator[Told]:
    """Yield whether a page that finds nothing says so of what was searched only, not of what its filters left out."""
    for text in texts:
        everything = said.searcher.search(text, limit=1)
        page = client.get("/", query_string={"q": text, "from": "2030-01-01"}).text
        says_none = (
            "None of them says anything near enough" in page
            or "<strong>No agenda item</strong>" in page
        )
        yield Told(
            "none is said of all where filters leave some out",
            not (says_none and everything.listed),
            text,
        )


def _slip(pick: random.Random, word: str) -> str:
    """Return a word with two letters changed about."""
    at = pick.randrange(1, max(2, len(word) - 2))
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :] if at + 1 < len(word) else word
