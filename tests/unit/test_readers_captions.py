"""Captions become stretches of a recording: who spoke, from which second, nothing lost."""

from __future__ import annotations

import pytest

from corpus import readers
from corpus.errors import RecordError
from corpus.readers.captions import clock
from corpus.records import Meeting, MeetingFacts, Source
from corpus.tuning import CAPTIONS

HEAD = "WEBVTT\n\nNOTE made by a machine\n\n"
VIDEO = MeetingFacts(committee="Cabinet", url="https://video.example/7#top")


def _time(seconds: int) -> str:
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.000"


def vtt(*cues: tuple[int, str]) -> bytes:
    parts = [f"{_time(at)} --> {_time(at + 3)}\n{text}\n" for at, text in cues]
    return (HEAD + "\n".join(parts)).encode()


def read(data: bytes, name: str = "cabinet.vtt", facts: MeetingFacts = VIDEO) -> Meeting:
    (meeting,) = readers.read(Source(name, data, facts))
    assert isinstance(meeting, Meeting)
    return meeting


def test_a_speaker_is_told_by_a_voice_tag_a_name_or_not_at_all() -> None:
    meeting = read(
        vtt(
            (1, "<v Councillor Pike>The road is <i>long</i>."),
            (5, ">> COUNCILLOR O’DEA: It is not."),
            (9, "It never was."),
            (12, ">> Who says so?"),
        )
    )
    (item,) = meeting.items
    assert item.minutes == (
        "Councillor Pike: The road is long.\n\n"
        "COUNCILLOR O’DEA: It is not. It never was.\n\n"
        "Who says so?"
    )


@pytest.mark.parametrize(
    "line",
    ["There is one thing: the road.", "at 10: the next bus", "We asked: why?"],
)
def test_a_colon_in_a_sentence_names_no_speaker(line: str) -> None:
    (item,) = read(vtt((1, line))).items
    assert item.minutes == line


def test_lines_that_roll_up_are_said_once() -> None:
    meeting = read(vtt((1, "the road"), (2, "the road\nis long"), (3, "is long\nand wet")))
    assert meeting.items[0].minutes == "the road is long and wet"


def test_each_stretch_links_to_its_second_of_the_recording() -> None:
    meeting = read(vtt(*((at, f">> Turn number {at}.") for at in range(0, 4000, 50))))
    urls = [item.url for item in meeting.items]
    assert urls[:3] == [f"https://video.example/7#t={at}" for at in (0, 150, 300)]
    assert meeting.items[1].title == "Recording from 2:30"
    assert meeting.items[-1].title.startswith("Recording from 1:0")
    said = " ".join(item.minutes for item in meeting.items)
    assert all(f"Turn number {at}." in said for at in range(0, 4000, 50))


def test_one_endless_turn_is_cut_and_nothing_of_it_is_lost() -> None:
    meeting = read(vtt(*((at, f"word{at}") for at in range(0, 2000, 4))))
    assert len(meeting.items) >= 2000 // (2 * CAPTIONS.longest_s)
    words = [word for item in meeting.items for word in item.minutes.split()]
    assert words == [f"word{at}" for at in range(0, 2000, 4)]


def test_srt_is_read_by_its_content_and_without_an_address_there_is_no_link() -> None:
    data = b"1\r\n00:00:01,000 --> 00:00:04,000\r\n- The road is long.\r\n\r\n"
    (item,) = read(data, "webcast.srt", MeetingFacts()).items
    assert (item.minutes, item.url) == ("The road is long.", None)


@pytest.mark.parametrize(
    "data", [b"WEBVTT\n\n", b"WEBVTT\n\n00:01 --> x\nThe road\n", b"WEBVTT\n\nNOTE only a note\n"]
)
def test_captions_without_words_are_reported(data: bytes) -> None:
    with pytest.raises(RecordError, match="captions"):
        list(readers.read(Source("a.vtt", data)))


def test_a_clock_is_written_as_a_player_shows_it() -> None:
    assert [clock(s) for s in (5, 65, 3600, 3725)] == ["0:05", "1:05", "1:00:00", "1:02:05"]
