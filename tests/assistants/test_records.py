"""What an assistant is told is the record's own words, bounded, with nothing that is withheld or was retracted."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import UsageError
from indexer.build.asking import Asked as Retraction
from indexer.build.pipeline import build
from indexer.build.retracting import retract
from indexer.generation import store
from indexer.passages.of_meeting import annotated
from indexer.passages.passage import Passage
from search.away.assistants import meetings, people, records
from search.away.assistants.quotes import MOST_CHARACTERS, decided, of_snippets, places, quoted
from search.away.assistants.records import Asked, Source
from search.browse.directory import directory
from search.live import LiveIndex
from search.page.snippets import Snippet
from search.query.terms import query_terms
from search.searcher import Searcher
from tests.alerts.conftest import item, meeting
from tests.assistants.conftest import SITE, assert_stands_in, assert_verbatim, items_in
from tests.quick_model import use_exported

WORDS = re.findall(
    r"\w+",
    "school places lido bridge flooding parking charges swans bus library audit tree councillor said resolved "
    "petition housing officer budget closed voted amendment climate",
)


@settings(max_examples=40)
@given(
    words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join),
    near=st.booleans(),
    page=st.integers(1, 3),
)
def test_every_quote_of_a_search_stands_in_its_item(
    source: Source, searcher: Searcher, words: str, near: bool, page: int
) -> None:
    found = records.search(source, Asked(words, near_in_meaning=near, page=page))
    assert_verbatim(searcher, found)
    assert near or not any(one.is_near for one in found.items)


def test_every_item_is_read_whole_and_word_for_word(source: Source, searcher: Searcher) -> None:
    n_votes = 0
    for passage in searcher.all_passages():
        parts, start = [], 0
        while True:
            whole = records.passage(source, passage.id, start)
            assert_verbatim(searcher, whole)
            parts.append(whole.text)
            n_votes += len(whole.votes)
            if whole.next_start is None:
                break
            assert whole.next_start > start
            start = whole.next_start
        assert "".join(parts) == passage.text
        assert whole.item.link == f"{SITE}passage/{passage.id}"
    assert n_votes > 20


def test_what_was_decided_is_quoted_of_every_item_that_decided(searcher: Searcher) -> None:
    """The words of `resolved` are put together from lines; the quotes are the lines as they stand."""
    held = [passage for passage in searcher.all_passages() if passage.resolved]
    assert len(held) > 100
    for passage in held:
        found = decided(passage)
        assert found
        for quote in found:
            assert_stands_in(passage.text, quote)
        if not any(quote.is_cut for quote in found):
            assert " ".join(q.text for q in found).split() == passage.resolved.split()


def test_what_a_councillor_says_is_in_the_stretches_that_report_them(
    source: Source, searcher: Searcher
) -> None:
    n = 0
    for one in list(directory(searcher).people.values())[:40]:
        found = people.person(source, one.name, one.council or "")
        n += assert_verbatim(searcher, found)
        for shown in found.items:
            passage = searcher.passage(shown.id)
            assert passage
            spoken = {
                text
                for s in passage.annotations.speeches
                if (text := passage.text[s.start : s.end])
            }
            for quote in shown.quotes:
                if quote.why == "said":
                    assert quote.speaker == found.name
                    assert any(whole.startswith(quote.text) for whole in spoken)
    assert n > 100


def test_a_speaker_is_only_named_where_every_sentence_is_theirs() -> None:
    oak = "Councillor Oak said that the lido leaks."
    text = f"{oak} Councillor Elm said that it does not."
    passage = annotated(Passage(id="x", title="t", text=text, minutes=text, source="s"))
    (alone,) = of_snippets(passage, [Snippet(oak, 0, "words")])
    (both,) = of_snippets(passage, [Snippet(text, 0, "words")])
    assert alone.speaker
    assert "Oak" in alone.speaker
    assert both.speaker is None


def test_meetings_similar_items_and_coverage(source: Source, searcher: Searcher) -> None:
    for place in list(directory(searcher).meetings.values())[::5]:
        found = meetings.meeting(
            source, place.committee, place.date.isoformat(), place.council or ""
        )
        assert [one.id for one in found.items] == list(place.items)[: records.MOST_ITEMS]
        assert_verbatim(searcher, found)
        like = records.similar(source, place.items[0], before=found.date)
        assert_verbatim(searcher, like)
        assert like.items or like.note
    covered = people.coverage(source)
    assert covered.n_items == searcher.manifest.n_passages
    assert {one.committee for one in covered.committees} >= {"Cabinet", "Planning Committee"}


def test_no_answer_tells_of_what_is_exempt(source: Source, searcher: Searcher) -> None:
    exempt = [passage for passage in searcher.all_passages() if passage.exempt]
    assert exempt
    for passage in exempt:
        whole = records.passage(source, passage.id)
        assert (whole.text, whole.votes, whole.item.quotes, whole.item.decided) == ("", [], [], [])
        assert whole.item.exempt == passage.exempt
        assert records.similar(source, passage.id).items == []
        found = records.search(source, Asked(f'title:"{passage.title}"'))
        (own,) = [one for one in found.items if one.id == passage.id]
        assert (own.quotes, own.decided) == ([], [])


def test_what_was_retracted_or_is_withheld_is_never_told(
    tiny_built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_exported(store.open_generation(tiny_built / "index").folder / "encoder", monkeypatch)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    minutes = meeting(
        "2026-06-11",
        item(1, "Swans", "Councillor Pike said that Ada Quillfeather feeds the swans."),
        item(2, "The bridge", "The bridge by the mill is shut. RESOLVED: That it be mended."),
        {**item(3, "A claim", "The swans of Zennor were paid £3,000."), "restricted": True},  # type: ignore[dict-item]
    )
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "june.jsonl").write_text(minutes)
    build([tmp_path / "records"], tmp_path / "index")
    source = Source(LiveIndex(tmp_path / "index"))
    bridge = "wenbridge-parks-committee-2026-06-11-item-2"
    assert "mended" in records.passage(source, bridge).text
    # An index that is served moves on while an assistant asks.
    retract(tmp_path / "index", Retraction("phrase", ("Quillfeather",), "private"))
    retract(tmp_path / "index", Retraction("item", (bridge,), "private"))
    with pytest.raises(UsageError, match=r"retracted|withdrawn|removed"):
        records.passage(source, bridge)
    answers = [
        records.search(source, Asked("swans", near_in_meaning=True)),
        records.search(source, Asked("Quillfeather bridge mended Zennor", near_in_meaning=True)),
        meetings.meeting(source, "Parks Committee", "2026-06-11"),
        people.coverage(source),
        *(
            records.passage(source, f"wenbridge-parks-committee-2026-06-11-item-{n}")
            for n in (1, 3)
        ),
    ]
    quotes = [
        quote.text
        for answer in answers
        for one in items_in(answer)
        for quote in (*one.quotes, *one.decided)
    ]
    said = "\n".join([*quotes, *(a.text for a in answers if isinstance(a, records.Whole))])
    assert "feeds the swans" in said
    for gone in ("Quillfeather", "mended", "Zennor", "3,000"):
        assert gone not in said


def test_an_index_for_internal_use_answers_nobody(source: Source) -> None:
    class Internal:
        includes_exempt = True

    class Live:
        def searcher(self) -> Internal:
            return Internal()

    inside = replace(source, live=Live())  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="internal use"):
        records.search(inside, Asked("x"))
    with pytest.raises(UsageError, match="internal use"):
        people.coverage(inside)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Asked(""), "Say what to search for"),
        (Asked("x", page=10**9), "open data"),
        (Asked("x", page=21, limit=10), "open data"),
        (Asked("x", limit=1_000), "1 to 20 items"),
        (Asked("x", page=0), "numbered from 1"),
        (Asked("x", kinds=("novel",)), "There is no kind"),
        (Asked("x", date_from="yesterday"), "There is no date"),
    ],
)
def test_what_cannot_be_asked_is_told(source: Source, asked: Asked, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        records.search(source, asked)


def test_who_asks_for_a_whole_council_is_told_where_it_is(source: Source) -> None:
    seen, page = 0, 1
    while True:
        found = records.search(
            source, Asked("", councils=("Wenbridge City Council",), page=page, limit=20)
        )
        seen += len(found.items)
        if found.next_page is None:
            break
        page = found.next_page
    assert found.matched > seen == records.MOST_PAGED
    assert "council-search export" in found.note


def test_names_that_are_not_known_or_not_sure_are_told_not_guessed(source: Source) -> None:
    with pytest.raises(UsageError, match="No councillor of that name"):
        people.person(source, "Nobody Atall")
    with pytest.raises(UsageError, match="no such committee"):
        meetings.meeting(source, "Committee of Secrets", "2019-01-01")
    with pytest.raises(UsageError, match=r"nearest are of .*2025-06-17"):
        meetings.meeting(source, "Cabinet", "2025-06-18")
    with pytest.raises(UsageError, match="There is no item"):
        records.passage(source, "no-such-item")
    found = records.search(source, Asked("chromodynamics"))
    assert (found.matched, found.items) == (0, [])
    assert "says nothing about what was said" in found.note


@given(st.text(max_size=300), st.text(max_size=60))
def test_places_are_where_the_words_stand(text: str, said: str) -> None:
    for start, end in places(text, said):
        assert text[start:end].split()
        assert set(text[start:end].split()) <= set(said.split())


@given(st.text(min_size=1, max_size=4_000))
def test_a_long_stretch_is_cut_and_says_so(text: str) -> None:
    quote = quoted(Passage(id="x", title="t", text=text, source="s"), 0, len(text), "words")
    assert text.startswith(quote.text)
    assert len(quote.text) <= MOST_CHARACTERS
    assert quote.is_cut == (len(quote.text) < len(text))


def test_a_search_takes_less_than_a_tenth_of_a_second(source: Source) -> None:
    """Processor time, which other work on this machine does not lengthen as it does the clock's."""
    for near in (False, True):
        records.search(source, Asked("council", near_in_meaning=near))
        times = []
        for word in WORDS[:10]:
            began = time.process_time()
            records.search(source, Asked(word, near_in_meaning=near))
            times.append(time.process_time() - began)
        assert median(times) < 0.1


def test_what_somebody_said_about_a_thing_has_all_its_words(
    source: Source, searcher: Searcher
) -> None:
    assert people.person(source, "Graham Pike", about="zzqqxx").items == []
    for about in ("budget", "council tax", "the budget?"):
        found = people.person(source, "Graham Pike", about=about)
        assert found.items, about
        for one in found.items:
            passage = searcher.passage(one.id)
            assert passage is not None
            terms = set(query_terms(f"{passage.title} {passage.text}"))
            assert set(query_terms(about)) <= terms, one.id


@pytest.mark.parametrize(
    "about",
    [
        "zqxv AND yqxv",
        "AND zqxv",
        "budget OR zqxv",
        "budget NOT zqxv",
        "NOT zqxv",
        "zqxv NEAR/5 budget",
        "???",
        "-",
        "“ ”",
    ],
)
def test_no_operator_makes_a_thing_that_nobody_spoke_of_found(about: str, source: Source) -> None:
    assert people.person(source, "Graham Pike", about=about).items == []


@pytest.mark.parametrize(
    "words", ["council tax reduction scheme", "lido energy", "school crossing patrol", "budget"]
)
def test_no_page_of_a_search_is_empty_or_short_but_the_last(words: str, source: Source) -> None:
    sizes: list[int] = []
    page: int | None = 1
    while page is not None:
        found = records.search(source, Asked(words, limit=3, page=page))
        sizes.append(len(found.items))
        page = found.next_page
    assert all(size == 3 for size in sizes[:-1])
    # "school crossing patrol" is near to ten items and counts none.
    assert len(sizes) == 1 or sizes[-1] > 0
