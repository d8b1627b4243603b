"""Which queries want an answer, and what kind of thing they ask for (a number, a sum, a date, a reason).

The kinds and how each is asked and given are data: `asking.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from importlib.resources import files

from corpus.dates import MONTHS
from corpus.lazy_pattern import lazy_pattern
from corpus.wording import one_of
from search.page.negation import is_negating
from search.page.same_act import ACT_CHECKS, has_happened_already, has_thing, same_act
from search.page.same_words import has_same
from search.page.tuning import SHOWN
from search.query.nodes import Preference, Word
from search.query.query import STOP_WORDS, Query, read_query
from search.query.references import REFERENCE
from search.query.terms import query_terms

_WHETHER = lazy_pattern(r"\W*(?:did|was|were|has|have|had)\b(?! there\b)", re.IGNORECASE)
_QUESTION = lazy_pattern(
    r"(?:what|who|whom|whose|when|where|why|which|how|did|do|does|is|are|was|were|has|have|had|can|"
    r"could|should|would|will|summari[sz]e|explain|describe|(?:show|tell|give) (?:me|us)|find out)\b",
    re.IGNORECASE,
)
_IDENTIFIER = lazy_pattern(rf"\b(?:{REFERENCE.pattern})\b")
_QUESTION_WORDS, _SENTENCE_WORDS = SHOWN.question, SHOWN.sentence
_YES_OR_NO = lazy_pattern(
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|must)\b", re.I
)
# What holds for others says nothing of here: "in other jurisdictions".
_ELSEWHERE = lazy_pattern(
    r"\b(?:other|another|some|neighbouring|many) (?:jurisdictions?|cit(?:y|ies)|councils?|authorit(?:y|ies)"
    r"|municipalit(?:y|ies)|count(?:y|ies)|countr(?:y|ies)|provinces?|towns?)\b|\belsewhere\b",
    re.IGNORECASE,
)
_OF_A_ROLE = lazy_pattern(
    r"\bdid the (?P<role>(?:\w+ )?(?:leader|mayor|chair\w*|director|manager|officer|minister|clerk|"
    r"auditor|speaker|superintendent|engineer|executive|president|residents|tenants|public|people|neighbours|objectors|"
    r"parents|traders|drivers|users|staff|businesses|pupils|students|campaigners|petitioners))\b(?! (?:of|for)\b)",
    re.IGNORECASE,
)


_SPOKEN_TO = lazy_pattern(
    r"(?:ask|answer|question|repl(?:y|i)|respond|t(?:ell|old))\w*", re.IGNORECASE
)
_PERSON = lazy_pattern(
    r"\b(?i:councill?ors?|cllrs?\.?|crs?\.?|alderman|mayor|trustee|commissioner|mr\.?|mrs\.?|ms\.?|dr\.?) "
    r"(?P<name>(?:[A-ZÀ-Þ][\w’'.-]* )*[A-ZÀ-Þ][\w’'-]+)"
)

# "who complained about Councillor Oak?": what is wanted is said of them, not by them.
_SPOKEN_OF = lazy_pattern(
    rf"\b(?:about|against|of|to|with|by) (?:the )?(?:former )?(?={_PERSON.pattern[2:]})"
)


def spoken_of(question: str) -> tuple[str, ...]:
    """Return the surnames of those whom a question names as spoken of, or spoken to, by somebody else."""
    return tuple(
        re.sub(r"['’]s?$", "", match["name"]).split()[-1] for match in _SPOKEN_OF.finditer(question)
    )


def wants_answers(query: Query) -> bool:
    """Say whether a query is a question or reads like a sentence, so that a quote can answer it.

    A reference, a few keywords and strict syntax are looked up, not answered.
    """
    # A question of what a councillor said has a condition that nobody typed.
    if query.condition is not None and read_query(query.text).condition is not None:
        return False
    words = query.text.split()
    if _cannot_be_told(query) or not _is_about_something(query):
        return False
    if _QUESTION.match(query.text) or query.text.endswith("?"):
        return len(words) >= _QUESTION_WORDS
    joined = any(word.lower() in STOP_WORDS for word in words)
    return len(words) >= _SENTENCE_WORDS and joined and not _IDENTIFIER.search(query.text)


def _cannot_be_told(query: Query) -> bool:
    """Say whether no sentence that shares a question's words is likely to answer it.

    Where no record has a word of it, nor another that says the same, none has its subject. Whether something was done ("Did the council approve …?") such a
    sentence seldom tells: of twenty fresh questions over real records three were given one, and none answered.
    """
    unknown = [w for w in query.unknown if not (is_negating(w) or has_same(w))]
    return bool(unknown) or _WHETHER.match(query.text) is not None


def _is_about_something(query: Query) -> bool:
    """Say whether a query has a word that tells, beside the name of a person: that alone asks nothing."""
    people = {word for m in _PERSON.finditer(query.text) for word in re.findall(r"[\w’'-]+", m[0])}
    return any(
        isinstance(node, Word)
        and _tells(node.text)
        and (not people or bool(query.speaker) or not _is_of(node.bare, people))
        for node in query.scored
    )


def _is_of(word: str, people: Set[str]) -> bool:
    """Say whether a word is of a person's name, or only says that they were spoken to."""
    return word in people or _SPOKEN_TO.fullmatch(word) is not None


def _tells(word: str) -> bool:
    return word.strip("?!.,;:'’").lower() not in STOP_WORDS


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that is asked for: how it is asked, and what a sentence has that gives it."""

    name: str
    asked: re.Pattern[str]
    answered: re.Pattern[str]
    beside: re.Pattern[str] | None
    form: frozenset[str]

    def given_by(self, text: str) -> bool:
        """Say whether a sentence gives a thing of this kind."""
        if self.beside is not None:
            text = self.beside.sub(" ", text)
        return self.answered.search(text) is not None


@lru_cache(maxsize=1)
def kinds() -> tuple[Kind, ...]:
    """Return the kinds of `asking.toml` in their order."""
    record = tomllib.loads((files("search.page") / "asking.toml").read_text("utf-8"))
    return tuple(
        Kind(
            name=kind["name"],
            asked=re.compile(rf"\b{one_of(*kind['asked'])}", re.IGNORECASE),
            answered=re.compile(one_of(*kind["answered"])),
            beside=re.compile(one_of(*kind["not"])) if kind["not"] else None,
            form=frozenset(term for word in kind["form"].split() for term in query_terms(word)),
        )
        for kind in record["kinds"]
    )


@lru_cache(maxsize=1)
def _money() -> tuple[re.Pattern[str], ...]:
    """Return the lists of words for what is done with money."""
    record = tomllib.loads((files("search.page") / "asking.toml").read_text("utf-8"))
    return tuple(
        re.compile(rf"\b{one_of(*words)}\b", re.IGNORECASE) for words in record["money"].values()
    )


def _same_money(question: str, sentence: str) -> bool:
    """Say whether a sentence is of the same use of money as a question: what was earned cost nothing."""
    asked = [row for row in _money() if row.search(question)]
    return not asked or any(row.search(sentence) for row in asked)


def _same_role(question: str, sentence: str) -> bool:
    """Say whether a sentence is of who is asked about by a role: the Leader is not that of the Opposition."""
    asked = _OF_A_ROLE.search(question)
    if asked is None:
        return True
    role = rf"\b{re.escape(asked['role'])}\b(?! (?:of|for)\b)"
    return re.search(role, sentence, re.IGNORECASE) is not None


def _same_person(question: str, sentence: str) -> bool:
    """Say whether who is named in a question is not a place in a sentence: Collins Park is no Councillor Collins."""
    for match in _PERSON.finditer(question):
        surname = re.escape(re.sub(r"['’]s?$", "", match["name"]).split()[-1])
        if re.search(rf"\b{surname}\b", sentence) and not re.search(
            rf"\b{surname}\b(?!['’]s? [A-Z]| (?!(?:and|said|asked)\b)[A-ZÀ-Þ])", sentence
        ):
            return False
    return True


_YEAR = lazy_pattern(r"\b(?:19|20)\d\d\b")
_WHEN_WILL = lazy_pattern(r"when (?:will|is|are|does|do|can|should|must)\b", re.IGNORECASE)
_TO_COME = lazy_pattern(
    r"\b(?:will|would|shall|should|can|may|must|is|are|be|to be|remains?|continues?|from|by|until)\b"
)


def _same_tense(question: str, sentence: str) -> bool:
    """Say whether a sentence may tell of what is to come, if that is asked: what had been is past."""
    if not _WHEN_WILL.match(question) or not re.search(r"\b(?:had|was|were)\b", sentence):
        return True
    return _TO_COME.search(_BRACKETS.sub(" ", sentence)) is not None


_BRACKETS = lazy_pattern(r"\([^()]*\)")
_FINANCIAL_YEAR = lazy_pattern(r"(?P<first>(?:19|20)\d\d)[/-]\d\d(?:\d\d)?")


def times_of(preferences: Sequence[Preference]) -> list[Preference]:
    """Return the times that a query asks about, a financial year with what is reported of it until Christmas."""
    found = []
    for one in preferences:
        year = _FINANCIAL_YEAR.fullmatch(one.shown)
        if year:
            first = int(year["first"])
            found.append(replace(one, date_from=date(first, 4, 1), date_to=date(first + 1, 12, 31)))
        elif one.date_from or one.date_to:
            found.append(one)
    return found


def is_of_time(times: Sequence[Preference], day: date | None, sentence: str) -> bool:
    """Say whether a sentence from a meeting of a day may be of the times that a question asks about.

    It names the time, or was said then and names no other year.
    """
    return all(time.shown in sentence or _is_within(time, day, sentence) for time in times)


def _is_within(time: Preference, day: date | None, sentence: str) -> bool:
    first, last = time.date_from or date.min, time.date_to or date.max
    # What stands in brackets is compared with, or where to look.
    named = [int(year) for year in _YEAR.findall(_BRACKETS.sub(" ", sentence))]
    if named:
        return all(first.year <= year <= last.year for year in named)
    return day is not None and first <= day <= last


# What was said, decided or asked of something is asked for, whatever that is: "… said about the budget".
_TALK_OF = lazy_pattern(
    r"\b(?:sa(?:id|ys?|ying)|t(?:old|ell|ells)|th(?:ink|inks|ought)|fe(?:el|els|lt)|talk\w*|sp(?:oke|oken|eak)|hear|heard|ask|asks|asked|"
    r"rais(?:e|ed)|discuss\w*|report(?:s|ed)?|debate[ds]?|decided?|agreed?|resolved|done|complain\w*|concern(?:s|ed)?|questions?|views?|"
    r"comments?|motions?|decisions?|news|update|mentioned|worried|promised) (?:[\w’'-]+ ){0,3}?"
    r"(?:about|on|of|over|regarding|concerning|(?:in )?relation to|with regard to)\b",
    re.IGNORECASE,
)


def kind_of(question: str) -> Kind | None:
    """Return what kind of thing a question asks for, None if for nothing that has a form of its own.

    Of what it asks what was said, the words are those of the thing: the budget that was spoken of is no sum. What
    is asked first is asked.
    """
    talk = _TALK_OF.search(question)
    asked = question[: talk.end()] if talk else question
    found = [(match.start(), kind) for kind in kinds() if (match := kind.asked.search(asked))]
    return min(found, key=lambda one: one[0])[1] if found else None


def is_yes_or_no(question: str) -> bool:
    """Say whether a question asks whether something is so."""
    return _YES_OR_NO.match(question) is not None


def is_given(question: str, kind: Kind | None, sentence: str, asked: str = "") -> bool:
    """Say whether a sentence gives what a question asks for, if that has a form of its own.

    The act may be told by what was `asked` and is replied to, but for what has happened: that was only asked for.
    """
    told = sentence if has_happened_already(question) else f"{asked} {sentence}"
    if not same_act(question, told):
        return False
    if not all(is_same(question, sentence) for is_same in (*ACT_CHECKS, *_CHECKS)):
        return False
    if _ELSEWHERE.search(sentence) and not _ELSEWHERE.search(question):
        return False
    if kind is None:
        return has_thing(question, sentence)
    if kind.name == "money" and not _same_money(question, sentence):
        return False
    return kind.given_by(without_asked(question, sentence))


_CHECKS = (_same_role, _same_person, _same_tense)
_FIGURE_OR_MONTH = lazy_pattern(rf"\b(?:\d[\d,.]*|{'|'.join(MONTHS)})\b", re.IGNORECASE)


def without_asked(question: str, sentence: str) -> str:
    """Return a sentence without the figures, months and names that the question has itself: they answer nothing."""
    asked = {found.casefold() for found in _FIGURE_OR_MONTH.findall(question)}
    left = _FIGURE_OR_MONTH.sub(lambda m: " " if m[0].casefold() in asked else m[0], sentence)
    names = re.findall(r"(?<=\s)[A-ZÀ-Þ][\w’'-]+", question)
    return re.sub(rf"\b{one_of(*map(re.escape, names))}\b", " ", left) if names else left
