"""Who says a quote; each rule with the query it is for. A wrong name is worse than none."""

from __future__ import annotations

import pytest

from indexer.language.windows import Span, sentences
from indexer.passages.annotate import annotate
from search.page.attribution import labelled, speaker, speakers


def said_by(text: str, said: str) -> str:
    start = text.index(said)
    span = Span(start, start + len(said))
    return speaker(text, annotate(text), span, span)


@pytest.mark.parametrize(
    "said",
    [
        "Neither Councillor Oak nor Councillor Pike said that the mill was unsafe.",
        "None of the members, Councillor Pike among them, said that it was dear.",
        "Nobody but Councillor Pike said that it was dear.",
    ],
)
def test_what_nobody_said_is_nobodys(said: str) -> None:
    assert said_by(said, said) == ""


@pytest.mark.parametrize(
    ("text", "said", "name"),
    [
        # "how many full time equivalents does the city employ?": Pike is named, Raman speaks
        (
            "Councillor Raman: Thank you, Chair. I expected this: the total is, as Councillor Pike "
            "correctly pointed out, 8,770 people.",
            "I expected this: the total is, as Councillor Pike correctly pointed out, 8,770 people.",
            "Raman",
        ),
        (
            "I expected this: the total is, as Councillor Pike correctly pointed out, 8,770 people.",
            "I expected this: the total is, as Councillor Pike correctly pointed out, 8,770 people.",
            "",
        ),
        (
            "The total is, as Councillor Pike correctly pointed out, 8,770 people.",
            "The total is, as Councillor Pike correctly pointed out, 8,770 people.",
            "",
        ),
        (
            "It was reported that Councillor Pike had stated a total of 8,770 people.",
            "It was reported that Councillor Pike had stated a total of 8,770 people.",
            "",
        ),
        (
            "Councillor Raman said that Councillor Pike had argued for a new lido.",
            "Councillor Raman said that Councillor Pike had argued for a new lido.",
            "Raman",
        ),
        # "how many street lights are not working?": those who agree with him are not he
        (
            "Councillor Pike said that lights were out. Other Members concurred with Councillor Pike "
            "on the lights.",
            "Other Members concurred with Councillor Pike on the lights.",
            "",
        ),
        (
            "Mr Osei said that lights were out. Reference was made to the lights of the district.",
            "Reference was made to the lights of the district.",
            "",
        ),
        # "how much bank overdraft was approved for 2024?": of three, who is the subject
        (
            "On the proposal of Councillor Pike, seconded by Councillor Raman, these were agreed: the "
            "Treasurer advised that an overdraft was needed.",
            "the Treasurer advised that an overdraft was needed.",
            "Treasurer",
        ),
        (
            "Councillors Pike and Raman said that the lido was cold.",
            "Councillors Pike and Raman said that the lido was cold.",
            "Pike and Raman",
        ),
        # "what was the total cost of the new stadium?": turns within one paragraph
        (
            "Councillor Pike: What is the cost? Mayor Vane: The roof was £4 million in all.",
            "The roof was £4 million in all.",
            "Mayor Vane",
        ),
        # "what is the council doing about dog fouling?": the reply to a councillor is not theirs
        (
            "Councillor Pike: Will it be mended? I ask again. REPLY: The roof will be mended in May.",
            "The roof will be mended in May.",
            "",
        ),
        # in another paragraph the turn may have ended
        ("Councillor Pike: It is cold.\nI saw the roof fall.", "I saw the roof fall.", ""),
        # what stands in quotation marks may be in the first person
        (
            "Councillor Pike said: “I saw it fall.”",
            "Councillor Pike said: “I saw it fall.”",
            "Pike",
        ),
    ],
)
def test_who_says_a_quote(text: str, said: str, name: str) -> None:
    assert said_by(text, said) == name


@pytest.mark.parametrize(
    "text",
    ["REPLY: The lights are out.", "Car parks: The charge is £2.", "Note: The lido is shut."],
)
def test_a_heading_is_no_speaker(text: str) -> None:
    assert labelled(text, text.index(": ") + 2) == ""


def test_who_is_named_inside_a_turn_is_not_found_as_its_speaker() -> None:
    text = "Councillor Raman: The total is, as Councillor Pike said, 8,770 people."
    start = text.index("The total")
    assert speakers(text, annotate(text), Span(start, len(text))) == ["Raman"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # what somebody did, or had done, is told by the minutes, not by them
        (
            "Councillor Lisle had called the office twice; the officer complained of his tone.",
            "Councillor Lisle had called the office twice; the officer complained of his tone.",
        ),
        (
            "Councillor Pike had walked the verge with a tape: the footway was 1.1 metres wide.",
            "Councillor Pike had walked the verge with a tape: the footway was 1.1 metres wide.",
        ),
        (
            "Councillor Pike gave the keys of the pavilion to the club in May.",
            "Councillor Pike gave the keys of the pavilion to the club in May.",
        ),
        (
            "Councillor Pike presented the petition and left the room at 7.15 pm.",
            "Councillor Pike presented the petition and left the room at 7.15 pm.",
        ),
        # the sentence itself does not say whose it is
        (
            "Councillor Pike asked about the lido. The roof had leaked since May at a cost of £4,000.",
            "The roof had leaked since May at a cost of £4,000.",
        ),
        (
            "Councillor Raman thanked the officers. Attendance rose by 12% in the year.",
            "Attendance rose by 12% in the year.",
        ),
    ],
)
def test_narrative_is_nobodys_words(text: str, said: str) -> None:
    assert said_by(text, said) == ""


@pytest.mark.parametrize(
    ("text", "said", "name"),
    [
        (
            "Councillor Pike asked about the lido. She added that the roof leaked.",
            "She added that the roof leaked.",
            "Pike",
        ),
        (
            "In reply to Councillor Pike, the Treasurer stated that £4,000 was left.",
            "In reply to Councillor Pike, the Treasurer stated that £4,000 was left.",
            "Treasurer",
        ),
        (
            "Councillor Pike, who lives there, called for a crossing at the school.",
            "Councillor Pike, who lives there, called for a crossing at the school.",
            "Pike",
        ),
        (
            "Councillor Pike gave notice that she would ask again.",
            "Councillor Pike gave notice that she would ask again.",
            "Pike",
        ),
    ],
)
def test_a_sentence_that_reports_speech_has_its_speaker(text: str, said: str, name: str) -> None:
    assert said_by(text, said) == name


@pytest.mark.parametrize(
    "text",
    [
        "Cr Kemp welcomed the Chief Executive and thanked her. She outlined the budget for roads.",
        "Councillor Pike congratulated Ms Lee on her work. She reported that the roof was mended.",
        "Councillor Pike spoke of Mr Lee. He stated that the bridge would be shut in May.",
    ],
)
def test_she_is_nobody_where_the_sentence_before_names_two(text: str) -> None:
    last = sentences(text)[-1]
    assert speaker(text, annotate(text), last, last) == ""
