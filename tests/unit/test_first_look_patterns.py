"""A first look is read off its patterns: it lets through whatever they match, and little else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.first_look import FirstLooks, first_look, letters_of
from corpus.wording import has_any
from indexer.passages.exclusion import clauses as exclusion_clauses
from indexer.passages.exclusion import exclusion
from indexer.passages.exclusion.clauses import clauses
from indexer.passages.exclusion.exclusion import (
    closing_clauses,
    denies,
    sentence_patterns,
    whole_words,
)
from indexer.passages.exclusion.frames import frames
from indexer.passages.exclusion.judged import ELSEWHERE
from indexer.passages.exclusion.meant import OWN_NEGATION, SPEECH

QUALITY = Path(__file__).parents[1] / "quality"
PATTERNS = (
    r"(?:carried|lost) by (?:\d+|nine) votes?",
    r"\b[Mm]oved (?=by )(?:by )?(?:Cllr|Councillor)",
    r"(?i:re-?opened|back in|came (?:out|back))\s+at",
    r"(?:public|press (?:and|&) public|members of the public)(?:\s+\w+){0,2}?\s+(?:left|withdrew)",
    r"(?:vote){2,3}d",
    r"colou?r|gr[ae]y|p(?:ink|urple)s?",
    r"(?P<a>ab)(?P=a)c|(?<=x)yz",
)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_whatever_matches_is_let_through(pattern: str) -> None:
    compiled = re.compile(pattern)
    look, letters = first_look(compiled), letters_of(compiled)

    @given(st.from_regex(compiled))
    @settings(max_examples=60, deadline=None)
    def holds(text: str) -> None:
        assert look.lets_through(text.casefold())
        assert has_any(text.casefold(), letters)

    holds()


def test_a_set_is_wanted_of_each_part_and_its_longest_run() -> None:
    look = first_look(r"\bpublic\b.{0,60}?\b(?:excluded|asked to leave)\b")
    assert look.lets_through("the public were excluded")
    assert not look.lets_through("the public were there")
    assert not look.lets_through("he was excluded")


def test_letters_inside_others_are_not_looked_for_twice() -> None:
    assert letters_of(r"public|members of the public|public gallery") == ("public",)


def test_white_space_counts_as_one_blank_on_one_line_only() -> None:
    assert letters_of(r"part\s+two", one_line=True) == ("part two",)
    assert letters_of(r"part\s+two") == ("part",)


def test_case_does_not_matter() -> None:
    assert first_look(re.compile("Straße|[AÁ]rd", re.IGNORECASE)).lets_through("strasse")


def test_a_pattern_that_needs_no_letters_has_no_first_look() -> None:
    with pytest.raises(ValueError, match="without particular letters"):
        letters_of(r"\d+|lost")


def _sentences() -> Iterator[str]:
    for path in sorted((QUALITY / "exclusions").glob("*.txt")):
        for text in path.read_text("utf-8").splitlines():
            yield from map(whole_words, [text, *re.split(r"(?<=[.;])\s", text)])


def test_what_closes_a_meeting_is_looked_at() -> None:
    """Every real and written wording of the judged cases that a pattern matches passes its own first look."""
    letters = letters_of(*sentence_patterns(), one_line=True)
    n_matched = 0
    for sentence in _sentences():
        folded = sentence.casefold()
        for frame in frames():
            if frame.pattern.search(sentence):
                n_matched += 1
                assert frame.look.lets_through(folded), (frame.name, sentence)
                assert has_any(folded, letters), (frame.name, sentence)
    assert n_matched > 100


def test_looks_that_share_their_letters_let_through_what_each_of_them_does() -> None:
    looks = [frame.look for frame in frames()]
    together = FirstLooks(looks)
    n_through = 0
    for sentence in _sentences():
        folded = sentence.casefold()
        each = [number for number, look in enumerate(looks) if look.lets_through(folded)]
        assert list(together.letting_through(folded)) == each, sentence
        n_through += len(each)
    assert n_through > 100


def test_no_clause_that_closes_is_lost_by_the_look_at_its_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    letters = letters_of(*sentence_patterns(), one_line=True)
    every = [one for one in dict.fromkeys(_sentences()) if has_any(one.casefold(), letters)][::2]
    looked_at = [_closing(sentence) for sentence in every]
    monkeypatch.setattr(exclusion_clauses, "may_close", lambda text: True)
    clauses.cache_clear()
    try:
        assert [_closing(sentence) for sentence in every] == looked_at
    finally:
        clauses.cache_clear()
    assert sum(map(bool, looked_at)) > 10


def _closing(sentence: str) -> list[str]:
    return [clause for clause, _ in closing_clauses(sentence)]


def test_what_stands_ahead_is_told_as_by_a_search_from_there() -> None:
    n_there = 0
    for sentence in list(dict.fromkeys(_sentences()))[::5]:
        ahead = exclusion_clauses.Ahead(sentence)
        starts = [match.end() for match in re.finditer(r"\s", sentence)]
        # Forwards, and then from places in front of what was asked.
        for start in [*starts, *starts[::3]]:
            for pattern in (SPEECH, ELSEWHERE):
                there = pattern.search(sentence[start:]) is not None
                assert ahead.has(pattern, start) is there, (sentence, start)
                n_there += there
    assert n_there > 1_000


def test_what_undoes_a_motion_is_found_behind_its_look() -> None:
    n_undone = 0
    for sentence in dict.fromkeys(_sentences()):
        told = OWN_NEGATION.sub(" ", sentence)
        undone = exclusion.MOTION_UNDONE.search(told) is not None
        assert denies(sentence) is undone, sentence
        n_undone += undone
    assert n_undone > 30


@pytest.mark.parametrize(
    "sentence",
    [
        "Everyone else left the room.",
        "Reporters were asked to leave the chamber.",
        "The executive meeting began at 8.15 pm.",
    ],
)
def test_wordings_of_the_list_that_a_look_kept_by_hand_had_missed(sentence: str) -> None:
    assert has_any(sentence.casefold(), letters_of(*sentence_patterns(), one_line=True))
