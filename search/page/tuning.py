"""The numbers that decide what a page quotes and shows of a passage, a book beside `search.tuning`.

Each field has its origin and what it depends on. What depends on the embedding model is the `Calibration` of an index.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.tuning import REASON, tuned

_QUOTED = "decision 4: 165 judged queries and 80 questions, 2026-11-29"
_ABOUT = "decision 4: 60 questions, 2026-11-29"
_BY_REASON = "reason only, 2026-11-29"


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Quotes:
    """Which sentence answers a question: `search.page.candidates` scores it.

    A score and its thresholds are the calibration's. Who is asked about says it if it has `nearly_all` of the subject;
    what is near in meaning is as good in other words if it has `most_words`. A `place` further down the page costs so
    much, to go on from another sentence `loose`.
    So many characters `behind` a quote may say that it is no longer so.
    """

    nearly_all: float = tuned(0.75, _QUOTED)
    most_words: float = tuned(0.55, _QUOTED)
    place: float = tuned(0.05, REASON)
    loose: float = tuned(0.03, REASON)
    behind: int = tuned(80, _BY_REASON)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Subject:
    """Whether a sentence is about what is asked: `search.page.subject` asks for shares of the question's weight.

    The least share of a sentence alone is `enough`, `with_title` under its title, `for_yes_or_no` where it is asked
    whether something is so, `for_a_count` where how many. What the title leaves open must be said by the sentence:
    `of_rest` of it, unless it is `little_rest`. The sentence itself has `itself`, or `without_form` if what is asked
    for has no form of its own. In other words: `in_other_words` and `itself_in_other_words`. The first words of a reply are about
    what a question of the record has, if that has `asked_alike`.
    """

    enough: float = tuned(0.5, _ABOUT)
    with_title: float = tuned(0.6, _ABOUT)
    of_rest: float = tuned(0.55, _ABOUT)
    little_rest: float = tuned(0.25, _ABOUT)
    for_yes_or_no: float = tuned(0.8, _ABOUT)
    for_a_count: float = tuned(0.7, _ABOUT)
    in_other_words: float = tuned(0.35, _ABOUT)
    itself: float = tuned(0.25, _ABOUT)
    without_form: float = tuned(0.5, _ABOUT)
    itself_in_other_words: float = tuned(0.35, _ABOUT)
    asked_alike: float = tuned(0.8, "reason only, 2026-11-30")


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Shown:
    """What of a passage is shown: `search.page`.

    Answers: at most `answers`, of `scored` sentences, `encoded` of them encoded, from the windows (`windows`, `windows_each`) of
    `hits` passages and `lines_around` them; a quote has `quote_words` to `most_quote_words` and is of at most `speakers`, at most the parts `capitals` and `numbers` of it
    are such. A question has `question` words, a sentence `sentence`; "as" stands `as_before` a name, the number of things
    `counted_before` them. Snippets: `snippets` of `words`, with `least` of the weight of the query at least, `enough` of it, `again` where its
    words were shown; a sentence of whom the query asks about counts `spoken` times; words `together` letters apart are marked as one. Alike:
    `alike` words, `marked` of each passage, in runs of `run`, out of the first `alike_letters`.
    """

    answers: int = tuned(3, _BY_REASON, "nothing")
    scored: int = tuned(8, _BY_REASON, "machine")
    encoded: int = tuned(3, _BY_REASON, "machine")
    hits: int = tuned(10, _BY_REASON, "nothing")
    windows: int = tuned(10, _BY_REASON, "machine")
    windows_each: int = tuned(3, _BY_REASON, "machine")
    lines_around: int = tuned(3, _BY_REASON)
    quote_words: int = tuned(6, _BY_REASON)
    most_quote_words: int = tuned(60, _BY_REASON)
    speakers: int = tuned(2, _BY_REASON, "nothing")
    capitals: float = tuned(0.6, _BY_REASON)
    numbers: float = tuned(0.35, _BY_REASON)
    question: int = tuned(3, _BY_REASON)
    sentence: int = tuned(6, _BY_REASON)
    as_before: int = tuned(20, _BY_REASON)
    counted_before: int = tuned(40, _BY_REASON)
    snippets: int = tuned(3, _BY_REASON, "nothing")
    words: int = tuned(70, _BY_REASON, "nothing")
    least: float = tuned(0.25, _BY_REASON)
    enough: float = tuned(0.5, _BY_REASON)
    again: float = tuned(0.6, _BY_REASON)
    spoken: float = tuned(2.0, _BY_REASON)
    together: int = tuned(8, _BY_REASON, "nothing")
    alike: int = tuned(6, _BY_REASON, "nothing")
    marked: int = tuned(12, _BY_REASON, "nothing")
    run: int = tuned(3, _BY_REASON, "nothing")
    alike_letters: int = tuned(60_000, _BY_REASON, "machine")


QUOTES, SUBJECT, SHOWN = Quotes(), Subject(), Shown()
