"""Words in are words in passages and words that are named as left out, in every format of printed minutes."""

from __future__ import annotations

import html
import io
import random
import re
from collections import Counter
from collections.abc import Callable

import docx
import pytest
from docx.text.run import Run
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import losses, readers
from corpus.errors import RecordError
from corpus.readers.minutes import OPENING
from corpus.records import Meeting, Source
from indexer.generation import catalogue
from indexer.passages.of_meeting import passages
from tests.unit.make_files import pdf, write

WORDS = "roads trees wall bins swept fell mended noted hazel rowan quince medlar lamp quay".split()
LINE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
ITEMS = st.lists(st.tuples(LINE, st.lists(LINE, max_size=3)), min_size=3, max_size=9)
HEAD = ["Borley Town Council", "Minutes of the meeting held on 4 June 2025"]
RUNNING = "Borley Town Council minutes of June"


def words_in(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text.casefold()))


def told_and_lost(name: str, data: bytes) -> tuple[str, dict[str, int]]:
    """Return what the passages of a file hold, and what is named as left out of it."""
    found = [one for one in readers.read(Source(name, data)) if isinstance(one, Meeting)]
    made = [p for m in found for p in passages(m)]
    # The title of an opening, and of a record that is one item, is no word of the record.
    own = [p.title if p.title != OPENING and len(made) > 1 else "" for p in made]
    told = "\n".join(
        f"{p.number or ''} {title} {p.text}" for p, title in zip(made, own, strict=True)
    )
    return told, losses.together(*(one.left_out for one in found))


def _lines(items: list[tuple[str, list[str]]], form: str, *, contents: bool) -> list[str]:
    listed = [
        f"{form.format(n)}{title.capitalize()} ..... {n}" for n, (title, _) in enumerate(items, 1)
    ]
    lines = [*HEAD, "Present: Cllrs Hazel and Rowan.", *(listed if contents else [])]
    for n, (title, said) in enumerate(items, start=1):
        lines += [
            f"{form.format(n)}{title.capitalize()}",
            *(f"{one.capitalize()}." for one in said),
        ]
    return lines


def _as_text(lines: list[str]) -> tuple[str, bytes, str]:
    text = "\n\n".join(lines)
    return "record.txt", text.encode(), text


def _as_markdown(lines: list[str]) -> tuple[str, bytes, str]:
    lines = [f"**{lines[0]}**", *lines[1:]]
    text = "<!-- page one -->\n![the arms](https://borley.example/arms.png)\n\n" + "\n\n".join(
        lines
    )
    return "record.md", text.encode(), text


def _as_page(lines: list[str]) -> tuple[str, bytes, str]:
    menu = "<nav><a href='/'>Home again</a></nav><p hidden>not for anybody</p><del>struck out</del>"
    body = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    text = "\n".join(["Home again", "not for anybody", "struck out", *lines])
    return "record.html", f"<html><body>{menu}{body}</body></html>".encode(), text


def _as_word(lines: list[str]) -> tuple[str, bytes, str]:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    hidden: Run = document.add_paragraph("Seen ").add_run("unseen quince")
    hidden.font.hidden = True
    out = io.BytesIO()
    document.save(out)
    return "record.docx", out.getvalue(), "\n".join([*lines, "Seen unseen quince"])


def _as_pdf(lines: list[str]) -> tuple[str, bytes, str]:
    pages = [lines[at : at + 12] for at in range(0, len(lines), 12)]
    printed = [
        [RUNNING, "", *(part for line in page for part in (line, "")), "", f"Page {n}"]
        for n, page in enumerate(pages, start=1)
    ]
    data = pdf([lambda canvas, page=page: write(canvas, page) for page in printed])  # type: ignore[misc]
    return "record.pdf", data, "\n".join(line for page in printed for line in page)


FORMATS: dict[str, Callable[[list[str]], tuple[str, bytes, str]]] = {
    "text": _as_text,
    "Markdown": _as_markdown,
    "HTML": _as_page,
    "Word": _as_word,
    "PDF": _as_pdf,
}


@pytest.mark.parametrize("format_", FORMATS)
@given(
    items=ITEMS,
    form=st.sampled_from(["{}. ", "{}/25 ", "Item {}: ", "AGENDA ITEM NO. {} – "]),
    contents=st.booleans(),
)
@settings(max_examples=10, deadline=None)
def test_words_in_are_words_in_passages_and_words_named_as_left_out(
    format_: str, items: list[tuple[str, list[str]]], form: str, contents: bool
) -> None:
    name, data, text = FORMATS[format_](_lines(items, form, contents=contents))
    told, left_out = told_and_lost(name, data)
    missing = (words_in(text) - words_in(told)).total()
    assert sum(left_out.values()) == missing, (left_out, words_in(text) - words_in(told))


SAMPLES = {
    "hidden in a page": (_as_page, losses.NOT_SHOWN, 7),
    "hidden in Word": (_as_word, losses.NOT_SHOWN, 2),
    "comments of Markdown": (_as_markdown, losses.MARKS, 9),
}


@pytest.mark.parametrize("kind", SAMPLES)
def test_what_is_left_out_has_its_name(kind: str) -> None:
    make, name, n = SAMPLES[kind]
    items = [("Roads", ["They were swept"]), ("Trees", ["None fell"]), ("Quay", ["It stands"])]
    file, data, _ = make(_lines(items, "{}. ", contents=False))
    assert told_and_lost(file, data)[1].get(name) == n


def test_running_heads_and_contents_have_their_names() -> None:
    chance = random.Random(7)
    items = [
        (f"{word} {place}", [" ".join(chance.choices(WORDS, k=9)) for _ in range(3)])
        for word, place in zip(WORDS, ["mill", "green", "lane", "hill"] * 4, strict=False)
    ]
    left_out = told_and_lost(*_as_pdf(_lines(items, "{}. ", contents=True))[:2])[1]
    assert left_out[losses.PAGE_ENDS] >= 2 * 5
    assert left_out[losses.CONTENTS] >= 2 * len(items)
    assert losses.ELSEWHERE not in left_out


@pytest.mark.parametrize("n_items", [7, 9])
def test_items_that_are_hard_to_tell_are_reported(n_items: int) -> None:
    # Of two kinds of type that say the same of themselves none is surely the items'.
    lines = ["Borley Town Board", "Minutes of the meeting held on 4 June 2025", ""]
    for n in range(n_items):
        lines += [f"**{WORDS[n].capitalize()} matter**", "", f"{WORDS[-n]} was named. " * 20, ""]
        lines += [
            f"### {WORDS[n + 1].capitalize()} point",
            "",
            f"{WORDS[n + 2]} was named. " * 4,
            "",
        ]
    found = list(readers.read(Source("2025-06-04-minutes.md", "\n".join(lines).encode())))
    (whole,) = [one for one in found if isinstance(one, Meeting)]
    problems = [str(one) for one in found if isinstance(one, RecordError)]
    assert whole.likelihood is not None
    assert any(of in one for one in problems for of in losses.DOUBTS), (whole.likelihood, problems)


def test_items_that_count_and_say_what_they_are_are_not() -> None:
    lines = _lines(
        [("Apologies", ["None"]), ("Minutes", ["Signed"]), ("Planning", ["None"])],
        "{}. ",
        contents=False,
    )
    found = list(readers.read(Source("minutes.txt", "\n\n".join(lines).encode())))
    assert not any(isinstance(one, RecordError) for one in found)
    (whole,) = [one for one in found if isinstance(one, Meeting)]
    assert whole.likelihood is not None
    assert whole.likelihood.score > 0.7


@pytest.mark.parametrize("problems", [(), ("a page needs OCR", "it ends early")])
@pytest.mark.parametrize("left_out", [{}, {losses.PAGE_ENDS: 12, losses.HEAD: 3}])
def test_the_catalogue_keeps_problems_and_what_was_left_out_of_a_source(
    problems: tuple[str, ...], left_out: dict[str, int]
) -> None:
    said = catalogue.said_of(problems, left_out)
    assert catalogue.problems_of(said) == problems
    assert catalogue.left_out_of(said) == left_out
