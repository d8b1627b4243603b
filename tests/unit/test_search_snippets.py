"""Snippets are verbatim stretches of the record, and mark what was asked for and nothing else."""

from __future__ import annotations

import random
from fnmatch import fnmatchcase
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.text import BULLET
from indexer.language.terms import terms_with_offsets
from indexer.language.windows import sentences, windows
from search.page.marked import Pattern, matches
from search.page.snippets import MAX_SNIPPETS, MAX_WORDS, Snippet, snippets

WORDS = [
    *("school", "Schools", "places", "place", "planning", "café", "the", "2", "Chair’s", "Cllr."),
    *("16/01234/FUL", "£1,000.50", "year.", "Years?", "No", "St.", "bus", "stop.", "“Quoted.”"),
]
TERMS = ["school", "place", "plan", "cafe", "2", "01234", "16/01234/ful", "1000.50", "bus", "ful"]


def weight(pattern: Pattern) -> float:
    return float(len(pattern.terms))


def stands_for(stretch: str, pattern: Pattern) -> bool:
    """Say whether a stretch is the pattern's terms one behind the other, no more and no less."""
    at: dict[int, set[str]] = {}
    for term, position, *_ in terms_with_offsets(stretch):
        at.setdefault(position, set()).add(term)
    if len(pattern.terms) == 1 and any(fnmatchcase(t, pattern.terms[0]) for t in at.get(0, ())):
        return len(at) == 1 or "/" in stretch
    # "86/23" is one term, and two pieces at two places.
    is_long = "/" in stretch and len(at) > len(pattern.terms)
    return (len(at) == len(pattern.terms) or is_long) and all(
        any(fnmatchcase(found, term) for found in at[position])
        for position, term in enumerate(pattern.terms)
    )


def assert_faithful(text: str, found: tuple[Snippet, ...], patterns: list[Pattern]) -> None:
    assert len(found) <= MAX_SNIPPETS + 1
    assert [s.start for s in found] == sorted({s.start for s in found})
    for snippet in found:
        assert snippet.text == text[snippet.start : snippet.start + len(snippet.text)]
        assert snippet.text.strip() == snippet.text != ""
        assert not snippet.text.startswith(BULLET.strip())
        assert len(snippet.text.split()) <= MAX_WORDS
        behind = 0
        for start, end in snippet.highlights:
            assert behind <= start < end <= len(snippet.text)
            behind = end
            stretch = snippet.text[start:end]
            assert any(stands_for(stretch, pattern) for pattern in patterns), (stretch, patterns)


def test_the_check_of_a_highlight_can_fail() -> None:
    phrase = Pattern(("school", "place"))
    assert stands_for("School places", phrase)
    assert not stands_for("School", phrase)
    assert not stands_for("school place planning", phrase)
    assert not stands_for("planning", Pattern(("school",)))


lines = st.builds(
    lambda bullet, found: (BULLET if bullet and found else "") + " ".join(found),
    st.booleans(),
    st.lists(st.sampled_from(WORDS), max_size=30)
    | st.lists(st.sampled_from(WORDS[:8]), max_size=150),
)
texts = st.lists(lines, max_size=6).map("\n".join).map(str.strip)
pattern_lists = st.lists(
    st.lists(st.sampled_from(TERMS), min_size=1, max_size=3).map(tuple).map(Pattern)
    | st.sampled_from([Pattern(("sch*",)), Pattern(("*n",)), Pattern(("zzz",))]),
    max_size=4,
    unique=True,
)


@settings(max_examples=400, deadline=None)
@given(texts, pattern_lists, st.randoms())
def test_snippets_of_any_text_are_verbatim_and_mark_only_what_was_asked(
    text: str, patterns: list[Pattern], random_: random.Random
) -> None:
    span = random_.choice(windows(text))
    for window in (None, (span.start, span.end)):
        found = snippets(text, patterns, weight, window)
        assert_faithful(text, found, patterns)
        assert bool(found) == bool(text)


def test_snippets_of_the_sample_are_verbatim_and_mark_only_what_was_asked(searcher: Any) -> None:
    random_ = random.Random(1972)
    for passage in random_.sample(searcher.all_passages(), 150):
        text = passage.text
        terms = [term for term, *_ in terms_with_offsets(text, parts=False)]
        patterns = [Pattern(("absent",))]
        for _ in range(4 if terms else 0):
            at, size = random_.randrange(len(terms)), random_.choice([1, 1, 2, 3])
            patterns.append(Pattern(tuple(terms[at : at + size])))
        span = random_.choice(windows(text))
        assert_faithful(text, snippets(text, patterns, weight, (span.start, span.end)), patterns)
        by_words = snippets(text, patterns, weight, None)
        assert_faithful(text, by_words, patterns)
        # A phrase may run on into the next sentence; what stands within one is always shown.
        if any(matches(text[span.start : span.end], patterns) for span in sentences(text)):
            assert any(s.kind == "words" and s.highlights for s in by_words), passage.id


def test_a_phrase_is_marked_where_it_stands_and_its_words_alone_are_not() -> None:
    text = "A school has places. School places are short. The places of a school."
    found = snippets(text, [Pattern(("school", "place"))], weight, None)
    assert [s.text for s in found] == ["School places are short."]
    assert found[0].highlights == ((0, 13),)


def test_the_longer_of_two_overlapping_marks_is_kept() -> None:
    patterns = [Pattern(("school",)), Pattern(("school", "place")), Pattern(("place",))]
    assert [(s, e) for s, e, _ in matches("school places, place", patterns)] == [(0, 13), (15, 20)]


def test_sentences_that_add_nothing_new_are_not_shown() -> None:
    text = "The bus is late. The bus is full. The school is full."
    found = snippets(text, [Pattern(("bus",)), Pattern(("school",))], weight, None)
    assert [s.text for s in found] == ["The bus is late.", "The school is full."]


def test_a_long_sentence_is_cut_between_words_around_what_was_found() -> None:
    text = " ".join(f"filler{n}" for n in range(300)) + " school " + "tail " * 200
    (found,) = snippets(text.strip(), [Pattern(("school",))], weight, None)
    assert len(found.text.split()) == MAX_WORDS
    assert "school" in found.text
    assert text[found.start - 1] == " "
    assert text[found.start + len(found.text)] == " "


def test_what_is_near_in_meaning_is_shown_and_labelled_when_no_word_is_found() -> None:
    text = "The budget was set. Pupils had nowhere to go. The meeting closed."
    window = (text.index("Pupils"), text.index(" The meeting"))
    (found,) = snippets(text, [Pattern(("school",))], weight, window)
    assert (found.text, found.kind) == ("Pupils had nowhere to go.", "meaning")


def test_the_window_is_not_shown_when_the_words_show_the_query() -> None:
    text = "School places were short. Pupils had nowhere to go."
    found = snippets(text, [Pattern(("school",))], weight, (26, len(text)))
    assert [s.kind for s in found] == ["words"]


def test_the_opening_is_shown_when_neither_words_nor_window_say_anything() -> None:
    (found,) = snippets(f"{BULLET}First words. More.", [], weight, None)
    assert found.text == "First words."


def test_an_empty_text_has_no_snippet() -> None:
    assert snippets("", [Pattern(("school",))], weight, (0, 0)) == ()
