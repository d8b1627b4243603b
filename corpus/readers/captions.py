"""Captions of a meeting's recording, WebVTT and SRT: who spoke when, with a link to the second.

A stretch of a recording is what an agenda item is of minutes: a passage with its own link. Stretches end
between two turns where that is possible, so that nobody's words are cut in two. Where in a recording one
starts is added to its address as a media fragment (W3C, Media Fragments URI 1.0: `#t=65`).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError

from corpus.errors import RecordError
from corpus.losses import MARKS, REPEATED, missing, together
from corpus.records import AgendaItem, Meeting, MeetingFacts, Source, meeting
from corpus.text import clean_line, decode
from corpus.tuning import CAPTIONS

_SRT = re.compile(r"\s*(?:\d+\s+)?\d{1,2}:\d{2}:\d{2}[,.]\d{3}\s+-->")
_TAG = re.compile(r"</?[a-zA-Z][^>]*>|\{\\[^}]*\}")
_AROUND = re.compile(r"-->|^WEBVTT\b")
# Captions mark a new speaker with ">>"; a name before a colon is in capitals or has a capital each word.
_NEXT = ">>"
_TURN = re.compile(r"^\s*(?:>>+|[-–]\s)\s*")
_NAME = re.compile(
    r"((?:[A-Z][\w.’'-]*|of|de|van|the)(?: (?:[A-Z][\w.’'-]*|of|de|van|the)){0,5}):\s+"
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person says from a second on; `speaker` is "" where the captions name nobody."""

    start_s: int
    speaker: str
    text: str


def recognises(source: Source, text: str) -> bool:
    """Say whether the text is WebVTT by its first line, or SRT by its first cue."""
    return text.lstrip("\ufeff").startswith("WEBVTT") or bool(_SRT.match(text.lstrip("\ufeff")))


def read(source: Source) -> Iterator[Meeting]:
    """Yield the meeting whose recording the captions are of, one item a stretch of some minutes."""
    text = decode(source.data).lstrip("\ufeff")
    written = "vtt" if text.startswith("WEBVTT") else "srt"
    try:
        cues = webvtt.from_buffer(io.StringIO(text), format=written)
    except (MalformedFileError, MalformedCaptionError, ValueError) as error:
        raise RecordError("the captions are damaged: a time is not written as one") from error
    turns = list(turns_of(cues))
    if not turns:
        raise RecordError("the captions hold no words")
    found = meeting(source, MeetingFacts(), tuple(_items(turns, source.facts.url)))
    yield replace(found, left_out=_lost(text, cues, found))


def _items(turns: list[Turn], url: str | None) -> Iterator[AgendaItem]:
    for stretch in stretches(turns):
        start_s = stretch[0].start_s
        yield AgendaItem(
            title=f"Recording from {clock(start_s)}",
            minutes="\n\n".join(f"{t.speaker}: {t.text}" if t.speaker else t.text for t in stretch),
            url=f"{url.partition('#')[0]}#t={start_s}" if url else None,
        )


def _lost(text: str, cues: webvtt.WebVTT, found: Meeting) -> dict[str, int]:
    """Return how many words of the captions are in no stretch: what is shown again, and what is around."""
    shown = [_TAG.sub("", line) for cue in cues.captions for line in cue.lines]
    around = [_TAG.sub("", line) for line in text.splitlines() if not _AROUND.search(line)]
    told = [item.minutes or "" for item in found.items]
    return together({MARKS: missing(around, shown), REPEATED: missing(shown, told)})


def turns_of(cues: webvtt.WebVTT) -> Iterator[Turn]:
    """Yield what each speaker says before another does, an endless turn in parts."""
    turn: Turn | None = None
    for at, voice, line in _lines_of(cues):
        is_marked = line.startswith(_NEXT)
        speaker, said = _speaker_of(line.removeprefix(_NEXT), voice)
        if turn is None:
            turn = Turn(at, speaker, said)
            continue
        is_another = is_marked or speaker not in ("", turn.speaker)
        if is_another or at - turn.start_s >= CAPTIONS.longest_s:
            yield turn
            turn = Turn(at, speaker if is_another else turn.speaker, said)
        else:
            turn = replace(turn, text=f"{turn.text} {said}")
    if turn:
        yield turn


def _lines_of(cues: webvtt.WebVTT) -> Iterator[tuple[int, str, str]]:
    """Yield (second, voice, line) of what is shown; lines that roll up are shown twice and told once."""
    before: list[str] = []
    for cue in cues.captions:
        lines = [clean_line(_TAG.sub("", _TURN.sub(_NEXT, line, count=1))) for line in cue.lines]
        for line in lines:
            if line.removeprefix(_NEXT) and line not in before:
                yield cue.start_in_seconds, cue.voice or "", line
        before = lines


def _speaker_of(line: str, voice: str) -> tuple[str, str]:
    """Return who speaks, "" where nothing says so, and what is said."""
    named = _NAME.match(line)
    return (named[1], line[named.end() :]) if named else (voice, line)


def stretches(turns: list[Turn]) -> Iterator[list[Turn]]:
    """Yield the turns in stretches of `CAPTIONS.stretch_s` seconds or a little more."""
    stretch: list[Turn] = []
    for turn in turns:
        if stretch and turn.start_s - stretch[0].start_s >= CAPTIONS.stretch_s:
            yield stretch
            stretch = []
        stretch.append(turn)
    if stretch:
        yield stretch


def clock(seconds: int) -> str:
    """Return a time in a recording as a player shows it: 1:05 or 1:02:05."""
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{left:02d}" if hours else f"{minutes}:{left:02d}"
