"""Questions about what somebody said: "what did Councillor Russell say about school places?"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from indexer.language.shingles import folded
from indexer.passages.annotations import Annotations
from search.query.nodes import And, Node, Or, Phrase, Word
from search.query.query import STOP_WORDS, Query, read_query

_TITLE = r"(?:councillors?|cllrs?\.?|alderman|cmhlr\.?)"
_NAME = r"(?:[A-ZÀ-Þ][\w’'-]*\.?(?: [A-ZÀ-Þ][\w’'-]*\.?){0,2}|[a-z][\w’'-]{2,})"
_NAMED = re.compile(rf"\b(?P<title>(?i:{_TITLE})) (?P<name>{_NAME})")
_SAYS = re.compile(
    r"\b(?:sa(?:y|ys|id)|t(?:ell|old)|ask(?:s|ed)?|th(?:ink|inks|ought)|argued?|spo(?:ke|ken)|speak|"
    r"comment(?:s|ed)?|propos(?:e|ed)|mov(?:e|ed)|suggest(?:ed)?|want(?:s|ed)?|object(?:ed)?|"
    r"raised?|views?|opinion|position|explain(?:ed)?|respon(?:d|ded|se)|repl(?:y|ied))\b",
    re.IGNORECASE,
)


def asked_of(query: Query) -> Query | None:
    """Return the query for what a councillor said, or None if it does not ask that in plain words.

    Its condition is that this councillor speaks; the rest of the words decide the order.
    """
    match = _NAMED.search(query.text)
    if match is None or query.condition is not None:
        return None
    name = re.sub(r"['’]s$", "", match["name"])
    rest = f"{query.text[: match.start()]} {query.text[match.end() :]}"
    if not _SAYS.search(rest):
        return None
    topic = _SAYS.sub(" ", rest)
    about = read_query(topic, query.filters)
    spoken: Node = Phrase(name, "speaker") if " " in name else Word(name, "speaker")
    words = tuple(node for node in about.scored if isinstance(node, Word) and not node.field)
    if about.condition is not None or all(_is_stop_word(word) for word in words):
        words = ()
    shown = name if name[0].isupper() else name.capitalize()
    note = f"Only items in which {match['title'].capitalize()} {shown} is reported as speaking."
    return replace(
        query,
        scored=(spoken, *words),
        condition=spoken,
        about=" ".join(word.text for word in words) or query.text,
        notes=(*query.notes, note),
    )


def _is_stop_word(word: Word) -> bool:
    return word.text.strip("?!.,;:").lower() in STOP_WORDS


def without_speaker(query: Query, asked: Query) -> Query:
    """Return the query as it was, with a note that nobody of that name is reported as speaking."""
    name = next(speaker_names(asked.scored))
    note = f"Nobody called {name} is reported as speaking, so all words were searched."
    return replace(query, notes=(*query.notes, note))


def speaker_names(nodes: Sequence[Node]) -> Iterator[str]:
    """Yield what was asked of the speakers: the words of every `speaker:` that is not negated."""
    for node in nodes:
        if isinstance(node, And | Or):
            yield from speaker_names(node.nodes)
        elif isinstance(node, Word | Phrase) and node.field == "speaker":
            yield node.text


def spoken_by(annotations: Annotations, names: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return the stretches (start, end) of a text that report what any of these people said."""
    wanted = [set(folded(name)) for name in names]
    return tuple(
        (speech.start, speech.end)
        for speech in annotations.speeches
        if any(w and _is_named(w, set(folded(speech.name))) for w in wanted)
    )


def named_among(names: Sequence[str], speakers: Sequence[str]) -> bool:
    """Say whether any of these speakers is one of those who were asked about."""
    wanted = [set(folded(name)) for name in names]
    return any(w and _is_named(w, set(folded(speaker))) for w in wanted for speaker in speakers)


def _is_named(wanted: set[str], name: set[str]) -> bool:
    """Say whether a name that was asked for is that of a speaker: a surname does for a full name."""
    return wanted <= name or (bool(name) and name <= wanted)
