from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text import BULLET
from indexer.language.windows import Span, sentences, windows
from indexer.tuning import TERMS

# A sentence that fills most of a window, one too long to be repeated, a short one.
LONG = f"Here {'word ' * (TERMS.window - 4)}ends. "
MIDDLING = f"There {'word ' * TERMS.overlap}ends. "
PIECES = st.sampled_from(
    ["The road is long. ", LONG, MIDDLING, "word ", "Cllr. Smith said ", "No. 5 ", "4.5 m ", "p.m. ",
     "\n", "\n\n", BULLET, f"\n{BULLET}", f"\n{BULLET}{BULLET}", "\n  •", "A", ".", "!", "?”",
     "“Why? ", "£1,946 ", "  ", "one two three four five six seven eight nine ten eleven twelve "]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=120).map("".join) | st.text()


def _cut(text: str, spans: list[Span]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


def _words(text: str) -> list[str]:
    return [word for word in text.split() if word != BULLET.strip()]


def _starts_with_bullet(text: str) -> bool:
    return text.startswith(BULLET) or text == BULLET.strip()


@pytest.mark.parametrize(
    "sentence",
    [
        "Cllr. Smith and Dr. Jones met Mr. Garbutt of Kestrel Ltd. London.",
        "See No. 5 and Ref. A12, para. 3, i.e. Appendix B, for more.",
        "The wall is 4.5 m high and cost £1.5 million.",
        "It met at 7.30 p.m. in the Guildhall.",
        "J. R. Hartley wrote it.",
        "The “tilted balance” (see minute 45/19) applied.",
    ],
)
def test_an_abbreviation_or_a_number_does_not_end_a_sentence(sentence: str) -> None:
    assert _cut(f"{sentence} It ended.", sentences(f"{sentence} It ended.")) == [
        sentence,
        "It ended.",
    ]


def test_sentences_end_at_their_marks_with_their_quotes_and_at_line_breaks() -> None:
    text = "“Why?” he asked. “No!” (Laughter.) £5 was paid… So it ended\nA new line"
    assert _cut(text, sentences(text)) == [
        "“Why?” he asked.", "“No!”", "(Laughter.)", "£5 was paid…", "So it ended", "A new line",
    ]  # fmt: skip


def test_a_bullet_belongs_to_no_sentence() -> None:
    text = f"Points:\n{BULLET}one;\n{BULLET}two."
    assert _cut(text, sentences(text)) == ["Points:", "one;", "two."]


@given(TEXTS)
def test_sentences_are_verbatim_in_order_apart_and_trimmed(text: str) -> None:
    found = sentences(text)
    for span in found:
        piece = text[span.start : span.end]
        assert piece
        assert piece == piece.strip()
        assert "\n" not in piece
        assert not _starts_with_bullet(piece)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert [w for piece in _cut(text, found) for w in _words(piece)] == _words(text)


@given(TEXTS)
def test_windows_cover_every_word_in_order(text: str) -> None:
    found = windows(text)
    covered: list[str] = []
    end = 0
    for span in found:
        assert span.end >= end
        covered += _words(text[max(span.start, end) : span.end])
        end = span.end
    assert covered == _words(text)


@given(TEXTS)
def test_no_window_is_too_long_or_starts_with_a_bullet_or_is_empty(text: str) -> None:
    pieces = _cut(text, windows(text))
    for piece in pieces:
        assert len(_words(piece)) <= TERMS.window
        assert not _starts_with_bullet(piece)
        assert piece == piece.strip()
    assert all(pieces) or pieces == [""]


@given(TEXTS)
def test_windows_overlap_by_at_most_the_last_sentence(text: str) -> None:
    found = windows(text)
    starts = {span.start for span in sentences(text)}
    for before, here in pairwise(found):
        assert before.start < here.start
        if here.start < before.end:
            assert here.start in starts
            assert len(_words(text[here.start : before.end])) <= TERMS.overlap


def test_a_window_starts_with_the_last_sentence_of_the_one_before() -> None:
    text = " ".join(f"Sentence number {n} has exactly eight words here." for n in range(30))
    found = windows(text)
    assert len(found) > 2
    for before, here in pairwise(found):
        assert text[here.start : before.end].startswith("Sentence number")
        assert text[here.start : before.end].count("Sentence") == 1


def test_a_sentence_is_not_repeated_where_the_next_would_not_fit_beside_it() -> None:
    text = f"The road is long. The road is long. {LONG}".strip()
    assert _cut(text, windows(text)) == ["The road is long. The road is long.", LONG.strip()]


def test_a_sentence_longer_than_a_window_is_cut_between_words() -> None:
    text = " ".join(f"w{n}" for n in range(TERMS.window * 2 + 5))
    pieces = _cut(text, windows(text))
    assert [len(piece.split()) for piece in pieces] == [TERMS.window, TERMS.window, 5]
    assert " ".join(pieces) == text


@pytest.mark.parametrize("text", ["", " \n ", BULLET, "•\n•"])
def test_a_text_without_words_has_one_empty_window(text: str) -> None:
    assert windows(text) == [Span(0, 0)]


def test_a_short_text_is_one_window() -> None:
    assert windows("The road is long.") == [Span(0, 17)]
