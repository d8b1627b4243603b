"""Whose words stand behind a label: in capitals, with an office, of a question and its answer, read out for another."""

from __future__ import annotations

import pytest

from indexer.language.windows import Span, sentences
from indexer.passages.annotate import annotate
from indexer.passages.annotations import speakers as speakers_of
from indexer.passages.speech.turns import turns
from search.page.attribution import speakers

LABELS = [
    # in capitals, as American and Canadian transcripts have them
    (
        "MR. OAK: I live on Fourth Street and I agree with what Commissioner Elm said.\n"
        "COMMISSIONER ASH: Where on Fourth Street?",
        ("MR. OAK", "ASH"),
    ),
    (
        "COUNCIL MEMBER OAK: I thank Trustee Elm.\nMS. FIR: So do I.",
        ("OAK", "MS. FIR"),
    ),
    ("SUPERVISOR OAK: As Supervisor Elm told us, no.\nCHAIR ASH: Noted.", ("OAK", "CHAIR ASH")),
    # a title of honour, an office in brackets
    (
        "Hon. Judith Oak (Finance): The estimate rises.\nMr. Elm: I asked Councillor Fir for that.",
        ("Hon. Judith Oak", "Mr. Elm"),
    ),
    ("Hon. Mr. Oak: The Mayor and Councillor Elm agree.", ("Hon. Mr. Oak",)),
    # questions to a meeting and their answers
    (
        "Question from Councillor Oak to Councillor Elm, Convener of Education: How many teachers are there?\n"
        "Answer by Councillor Elm: Sixty-one.\n"
        "Supplementary question from Councillor Oak: Why so many?",
        ("Oak", "Elm"),
    ),
    (
        "Question 3 by Councillor Ash: Will Councillor Fir resign?\nReply from Councillor Fir: She will not.",
        ("Ash", "Fir"),
    ),
    (
        "Question (4) asked by Cllr Bay of the Leader: Is it true?\nResponse of Councillor Yew: It is.",
        ("Bay", "Yew"),
    ),
]


@pytest.mark.parametrize(("text", "names"), LABELS)
def test_a_label_names_who_speaks(text: str, names: tuple[str, ...]) -> None:
    assert speakers_of(annotate(text)) == names


NOBODYS = [
    ("According to the officer, Councillor Oak had complained that bins were left.", "Oak"),
    ("According to Mr Fir, Councillor Oak stated that the bridge was unsafe.", "Oak"),
    ("In the opinion of the Clerk, Councillor Oak said too much.", "Oak"),
    ("The petition says that Councillor Oak promised a crossing.", "Oak"),
    ("A letter was read in which Councillor Oak wrote that the hall leaks.", "Oak"),
    (
        "Councillor Elm read out a statement on behalf of Councillor Oak: “I am proud of what we have done.”",
        "Oak",
    ),
    (
        "Councillor Elm quoted the minutes, in which Councillor Oak had stated: “We shall not sell.”",
        "Oak",
    ),
]


@pytest.mark.parametrize(("text", "name"), NOBODYS)
def test_who_is_only_reported_by_another_does_not_speak(text: str, name: str) -> None:
    assert name not in speakers_of(annotate(text))


# (text, who says it, what): captions and copied transcripts set who speaks apart by marks, not by lines.
MARKED = [
    (
        ">> MAYOR OAK: Next is Commissioner Elm. >> COMMISSIONER ELM: Thank you, Mayor. The seawall is failing.",
        "ELM",
        "The seawall is failing.",
    ),
    (
        ">>Councillor Oak: We are ready. >>Councillor Elm: The lake is low.",
        "Elm",
        "The lake is low.",
    ),
    (
        ">>> Councillor Oak: Please go on. >> Thank you. The pump is broken. >> Councillor Oak: I see.",
        "",
        "The pump is broken.",
    ),
    (
        "Councillor Oak: We are ready. - Councillor Elm: The lake is low. – Councillor Fir: It is not.",
        "Elm",
        "The lake is low.",
    ),
    ("Councillor Oak: The bus is late. — Councillor Elm: It is not.", "Elm", "It is not."),
    ("CHAIR OAK: Any questions? >> None here. The vote is open.", "", "The vote is open."),
]


@pytest.mark.parametrize(("text", "name", "said"), MARKED)
def test_a_mark_ends_a_turn_as_a_line_does(text: str, name: str, said: str) -> None:
    start = text.index(said)
    who = [turn.name for turn in turns(text) if turn.start <= start < turn.end]
    assert who == ([name] if name else [])
    within = Span(start, start + len(said))
    assert speakers(text, annotate(text), within) == ([name] if name else [])
    # Where its sentence has the words of two, it is nobody's.
    whole = next(span for span in sentences(text) if span.start <= start < span.end)
    assert set(speakers(text, annotate(text), whole)) <= {name}
