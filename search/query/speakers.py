"""Questions about what somebody said: "what did Councillor Russell say about school places?"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.lazy_pattern import lazy_pattern
from corpus.tongue import said
from indexer.language.shingles import folded
from indexer.passages.annotations import Annotations
from search.query.nodes import And, Node, Or, Phrase, Word
from search.query.query import STOP_WORDS, Query, read_query

TITLE = r"(?:councill?ors?|cllrs?\.?|crs?\.?|alderman|cmhlr\.?|trustees?|commissioners?)"
_NAME = r"(?:[A-ZÀ-Þ][\w’'-]*\.?(?: [A-ZÀ-Þ][\w’'-]*\.?){0,2}|[a-z][\w’'-]{2,})"
# "Councillor Oak and Councillor Elm", "councillors Oak and Elm"
_NAMED = lazy_pattern(
    rf"\b(?P<title>(?i:{TITLE})) (?P<name>{_NAME})"
    rf"(?P<more>(?:(?:, [A-ZÀ-Þ][\w’'-]+)*,? (?:and|or|&) (?:(?i:{TITLE}) {_NAME}|[A-ZÀ-Þ][\w’'-]+))*)"
)
_MORE = lazy_pattern(rf"(?:,? (?:and|or|&)|,) (?:(?i:{TITLE}) )?(?P<name>{_NAME})")
_SAY = (
    r"(?:sa(?:y|ys|id)|t(?:ell|old)|ask(?:s|ed)?|th(?:ink|inks|ought)|argue[ds]?|spo(?:ke|ken)|speaks?|"
    r"comment(?:s|ed)?|propos(?:e[ds]?)|mov(?:e[ds]?)|suggest(?:s|ed)?|want(?:s|ed)?|object(?:s|ed)?|"
    r"raise[ds]?|explain(?:s|ed)?|respond(?:s|ed)?|repl(?:y|ied|ies)|feels?|felt|believe[ds]?|warn(?:s|ed)?|"
    r"call(?:s|ed)? for|mention(?:s|ed)?|state[ds]?|answer(?:s|ed)?)"
)
_SPEECH = (
    r"(?:views?|opinions?|position|response|repl(?:y|ies)|comments?|questions?|remarks?|speech(?:es)?|"
    r"statements?|answers?|objections?|concerns?|arguments?|points?|contribution)"
)
_SAYS = lazy_pattern(rf"\b(?:{_SAY}|{_SPEECH})\b", re.IGNORECASE)
# In front of whoever speaks: "did", "said by", "the views of". Who is asked or told is behind a verb.
_ACTS_BEFORE = lazy_pattern(
    rf"\b(?:(?:did|does|do|has|have|had|what|how|why|when|where|whether)|{_SAY} by|"
    rf"{_SPEECH}(?: \w+)? (?:of|by|from)|according to)\s*$",
    re.IGNORECASE,
)
# Behind whoever speaks: "said", "'s views"; but "was told" is done to them.
_ACTS_BEHIND = lazy_pattern(
    rf"(?:['’]s? (?:\w+ )?{_SPEECH}\b|(?: (?:has|have|had|also|ever|not|to|actually|really|who))* {_SAY}\b)",
    re.IGNORECASE,
)
_DONE_TO = lazy_pattern(r"\b(?:was|were|is|are|been|being)\s*$", re.IGNORECASE)
_OBJECT = lazy_pattern(
    rf"\b(?:about|to|of|against|for|with|on|concerning|regarding|than|like|{_SAY})\s*$",
    re.IGNORECASE,
)
# "everyone except Councillor Oak": those are others.
_ALL_BUT = lazy_pattern(
    r"\b(?:except|besides|but|without|excluding|apart from|other than)\s*$", re.IGNORECASE
)
# "Question submitted by Councillor Oak" is the title of an item.
_TITLE_OF_ITEM = lazy_pattern(
    r"\b(?:submitted|tabled|put forward) (?:in the names? of|by)\b", re.IGNORECASE
)
_FRAME = lazy_pattern(r"\b(?:did|does|do|has|have|had)\b", re.IGNORECASE)


def asked_of(query: Query) -> Query | None:
    """Return the query for what councillors said, or None if it does not ask that in plain words.

    They are those who speak by the grammar of the question, not those who are spoken about, asked or
    answered. Its condition is that one of them speaks; the rest of the words decide the order.
    """
    if query.condition is not None or _TITLE_OF_ITEM.search(query.text):
        return None
    match = _who_speaks(query.text)
    if match is None:
        return None
    names = _each_name(match)
    spoken = _spoken(names)
    words = _words_of(_topic(query.text, match), query)
    shown = _shown(names)
    title = re.sub(r"s$", "", match["title"].capitalize())
    note = said(
        "Only items in which %(name)s is reported as speaking or moving.", name=f"{title} {shown}"
    )
    return replace(
        query,
        scored=(*spoken, *words),
        condition=spoken[0] if len(spoken) == 1 else Or(spoken),
        about=" ".join(word.text for word in words) or query.text,
        notes=(*query.notes, note),
        speaker=f"{match['title'].capitalize()} {shown}",
    )


def _who_speaks(text: str) -> re.Match[str] | None:
    """Return the first councillors whom a question names as those who speak."""
    return next((match for match in _NAMED.finditer(text) if _is_subject(text, match)), None)


def _shown(names: Sequence[str]) -> str:
    return said(" or ").join(name if name[0].isupper() else name.capitalize() for name in names)


def _spoken(names: Sequence[str]) -> tuple[Node, ...]:
    return tuple(Phrase(name, "spoke") if " " in name else Word(name, "spoke") for name in names)


def _each_name(match: re.Match[str]) -> list[str]:
    """Return the names of those who are asked for, each once."""
    names = [match["name"], *(more["name"] for more in _MORE.finditer(match["more"]))]
    return list(dict.fromkeys(re.sub(r"['’]s?$", "", name) for name in names))


def _words_of(topic: str, query: Query) -> tuple[Word, ...]:
    """Return the plain words of what they are asked about; none where no word of it tells anything."""
    about = read_query(topic, query.filters)
    words = tuple(node for node in about.scored if isinstance(node, Word) and not node.field)
    tells = about.condition is None and not all(map(_is_stop_word, words))
    return words if tells else ()


def _is_subject(text: str, match: re.Match[str]) -> bool:
    """Say whether those who are named are the ones who speak."""
    before, behind = text[: match.start()], text[match.end() :]
    before = re.sub(r"\bthe\s*$", "", before)
    if _DONE_TO.search(before) or _ALL_BUT.search(before):
        return False
    possessive = re.match(r"['’]s?\b", behind) or re.search(r"['’]s?$", match[0])
    if possessive:
        # "Councillor Oak's wife" is somebody else.
        return re.match(rf"(?:['’]s?)? (?:\w+ )?{_SPEECH}\b", behind, re.IGNORECASE) is not None
    if _ACTS_BEFORE.search(before):
        return _SAYS.search(f"{before} {behind}") is not None
    return _OBJECT.search(before) is None and _ACTS_BEHIND.match(behind) is not None


def _topic(text: str, match: re.Match[str]) -> str:
    """Return the words of a question without who speaks and that they do."""
    before = re.sub(rf"\b{_SPEECH}(?=\W+(?:\w+ )?(?:of|by|from)\W*$)", " ", text[: match.start()])
    before = re.sub(rf"\b{_SPEECH}(?= {_SAY}\b)", " ", before, flags=re.IGNORECASE)
    behind = text[match.end() :]
    first = re.search(rf"\b(?:{_SAY}|{_SPEECH})\b", behind, re.IGNORECASE)
    if first and not re.search(rf"\b{_SAY}\b", before, re.IGNORECASE):
        behind = f"{behind[: first.start()]} {behind[first.end() :]}"
    before = _SAYS.sub(" ", before)
    behind = re.sub(rf"\b(?i:{TITLE}) (?={_NAME})", " ", behind)
    return re.sub(r"^\s*['’]s?\b", " ", f"{_FRAME.sub(' ', before)} {behind.strip()}").strip()


def _is_stop_word(word: Word) -> bool:
    return word.text.strip("?!.,;:").lower() in STOP_WORDS


def without_speaker(query: Query, asked: Query) -> Query:
    """Return the query as it was, with a note that nobody of that name is reported as speaking or moving."""
    names = said(" or ").join(speaker_names(asked.scored))
    note = said(
        "Nobody called %(names)s is reported as speaking or moving, so all words were searched.",
        names=names,
    )
    return replace(query, notes=(*query.notes, note))


def speaker_names(nodes: Sequence[Node]) -> Iterator[str]:
    """Yield what was asked of the speakers: the words of every `speaker:` that is not negated, and of every exact name."""
    for node in nodes:
        if isinstance(node, And | Or):
            yield from speaker_names(node.nodes)
        elif isinstance(node, Word | Phrase) and node.field in ("speaker", "spoke"):
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
