from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import RecordError
from corpus.text import (
    BULLET,
    clean_line,
    clean_lines,
    decode,
    decode_start,
    paragraphs,
    place_name,
    repaired,
    squash,
    without_file_note,
    without_furniture,
)

PROSE = "Siân’s report – £1,946 “café”"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_decode_reads_every_encoding_that_publishers_use(encoding: str) -> None:
    assert decode(PROSE.encode(encoding)) == PROSE


def test_decode_falls_back_to_latin_1_for_bytes_that_windows_1252_lacks() -> None:
    assert (
        decode(b"caf\xe9 \x81 and so on, for long enough") == "café \x81 and so on, for long enough"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("n_bytes", range(10, 20))
def test_a_start_that_cuts_a_character_in_two_is_text(encoding: str, n_bytes: int) -> None:
    data = "\ufeffThe 😀😀 lido".encode(encoding)
    assert "The 😀😀 lido".startswith(decode_start(data, n_bytes))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04\x00\x00", "NUL"),
        (bytes(range(1, 9)) * 20, "control characters"),
        (b"\xff\xfea", "could not be decoded"),
    ],
)
def test_decode_refuses_what_is_no_text_and_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(RecordError, match=reason):
        decode(data)


@pytest.mark.parametrize(
    "bullet", ["·", "•", "§", "▪", "●", "◦", "‣", "\uf0b7", "\uf0a7", "\uf0d8", "o   "]
)
def test_every_bullet_at_the_start_of_a_line_becomes_the_plain_one(bullet: str) -> None:
    assert clean_line(f"  {bullet}\u00a0\u00a0 A complex area;") == f"{BULLET}A complex area;"


@pytest.mark.parametrize("line", ["section 5 · page 2", "o dear", "§", " \u00a0 ", ""])
def test_a_bullet_elsewhere_or_without_text_makes_no_list_item(line: str) -> None:
    assert not clean_line(line).startswith(BULLET)


def test_layout_characters_become_spaces_and_invisible_ones_go() -> None:
    assert clean_line("\ufeffthe\u00a0 \tCoun\u00adcil\u200b ") == "the Council"


def test_what_turns_a_line_around_or_colours_a_terminal_goes_and_letters_stay() -> None:
    assert clean_line("\u202eevil\u202c \u2067a\u2069 \x9b31mred") == "evil a 31mred"
    assert clean_line("שלום مرحبا") == "שלום مرحبا"


def test_decomposed_accents_are_composed_and_every_line_end_counts() -> None:
    assert clean_lines("Sia\u0302n\r\na\rb\u2028c") == ["Siân", "a", "b", "c"]


@given(st.text())
def test_cleaning_never_fails_and_cleaning_again_changes_no_spaces(text: str) -> None:
    for line in clean_lines(text):
        assert "\n" not in line
        assert "\u00a0" not in line
        assert "  " not in line
        assert line == line.strip(" ")


@pytest.mark.parametrize(
    "title",
    [
        "Budget pdf icon PDF 168 KB",
        "Budget PDF 1 MB",
        "Budget  pdf icon PDF 2.5 MB/3",
        "Budget - DOCX 12 KB",
        "Budget",
    ],
)
def test_the_file_note_glued_to_a_title_is_taken_off(title: str) -> None:
    assert without_file_note(title) == "Budget"


@pytest.mark.parametrize(
    "title",
    [
        "Budget (Pages 85 - 276)",
        "Budget (pages 3 to 12)",
        "Budget (Page 7)",
        "Budget (pp. 3–12)",
        "Budget (Pages 3 - 12, 40 - 44)",
        "Budget (Tudalennau 3 - 12)",
        "Budget Pages 3 - 12",
        "Budget - Pages 3 - 12",
        "Budget (Pages 3 - 4) PDF 168 KB",
    ],
)
def test_the_pages_of_the_bound_pack_are_no_part_of_a_title(title: str) -> None:
    assert without_file_note(title) == "Budget"


@pytest.mark.parametrize(
    "title",
    ["Yellow Pages 2", "Page 3 campaign", "Web pages (3 of 12)", "Front page 7", "Home Pages", "Pages 3 - 12"],
)  # fmt: skip
def test_pages_that_a_title_is_about_stay_in_it(title: str) -> None:
    assert without_file_note(title) == title


@pytest.mark.parametrize("title", ["PDF forms for applicants", "Plan B", "Broadband of 30 MB/s"])
def test_a_title_that_only_looks_like_a_file_note_is_kept(title: str) -> None:
    assert without_file_note(title) == title


def test_furniture_goes_and_words_that_contain_it_stay() -> None:
    lines = ["<AI1>", "Share this page", "Share this page with members", "(Image omitted)", "Roads"]
    assert without_furniture(lines) == ["Share this page with members", "Roads"]


def test_a_cookie_banner_ends_the_page_only_when_it_stands_below_the_record() -> None:
    banner, record = "Get the best from this site", [f"line {n}" for n in range(9)]
    assert without_furniture([banner, *record]) == record
    assert without_furniture([*record, banner, "We use cookies"]) == record


def test_paragraphs_keep_one_blank_line_and_none_at_the_ends() -> None:
    assert paragraphs(["", "a", "", "", "", "b", "c", ""]) == "a\n\nb\nc"
    assert paragraphs([]) == ""


@given(st.text())
def test_squash_keeps_every_word_in_order(text: str) -> None:
    assert squash(text).split() == text.split()
    assert squash(squash(text)) == squash(text)


@pytest.mark.parametrize(
    ("broken", "right"),
    [
        ("Siânâ€™s cafÃ©", "Siân’s café"),
        ("Â£5 â€“ at last", "£5 – at last"),
        ("the oﬃce and the ﬁre", "the office and the fire"),
    ],
)
def test_mojibake_and_ligatures_are_put_right(broken: str, right: str) -> None:
    assert repaired(broken) == right


@pytest.mark.parametrize(
    "text",
    [
        "Áras Mainchín Seoige, Cmhlr. Ó Ceallaigh, Dáil Éireann",
        "Siân Llŷr, Ynys Môn – “da iawn”, £5, €3½, 20 °C",
        "Âme, Ângela, Ã, Å, São Tomé, naïve façade",
        "Łódź, Ærø, ÐÞ, 東京, plain text",
    ],
)
def test_correct_text_is_never_altered(text: str) -> None:
    assert repaired(text) == text


def test_an_apostrophe_makes_no_other_name() -> None:
    for one, other in (
        ("E. O'Brien", "E. O’Brien"),
        ("Children's Scrutiny", "Children’s Scrutiny"),
    ):
        assert place_name(one) == place_name(other)
    assert place_name("Parks & Roads") == place_name("Parks and Roads")
    assert place_name("O’Brien") != place_name("O’Byrne")
