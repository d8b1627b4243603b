"""What one sentence does to a meeting: it closes it, opens it again, denies that, or only mentions it.

A sentence is read by its roles: who acts (the meeting, or the press and public as those who are put out),
the act, what it reaches, whether it is denied, and whether it is done or only possible, asked or told. The
words of each role are in `exclusion.toml`; no sentence is known as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain

from corpus.first_look import FirstLook, first_look, letters_of
from corpus.wording import has_any
from indexer.passages.exclusion.clauses import accepted, clauses
from indexer.passages.exclusion.damage import mended
from indexer.passages.exclusion.frames import PUBLIC, compiled, frames, frames_for
from indexer.passages.exclusion.judged import judged
from indexer.passages.exclusion.meant import (
    ASKED,
    OWN_NEGATION,
    PERHAPS,
    RESOLVED,
    is_only_moved,
)
from indexer.passages.exclusion.reach import Deed, Said, closing
from indexer.passages.exclusion.things import is_of_things
from indexer.passages.exclusion.words import role

# Whoever goes out of there is back.
_FROM_PRIVATE = (
    rf"{role('move', 'return_verb', 'come_out')}\s+(?:back\s+|up\s+)?(?:from|out of)\s+(?:the\s+|an?\s+|its\s+)?"
    rf"(?:{role('private_place')}|in[- ]camera|camera\b|committee\b|private\b)"
    r"|\b(?:leav\w+|left|exit\w*|end\w*|out of|from)\s+(?:the\s+)?(?:non-?public|private|closed|confidential|exec(?:utive)?)(?=\W*$|\s+(?:and|at|with|to)\b)"
)
# What was private is over, and what comes next is open.
_CLOSED_AND_OPENED = rf"\b(?:closed|ended)\s+and\s+(?:(?!not\b|never\b)\w+\s+){{0,5}}?(?:re-?)?opened(?:\s+up|\s+again)?\s+to\s+(?:the\s+)?{PUBLIC}"
# Welsh and Gaelic: nothing but articles stands between what is open again, or who is back, and that it is so.
_BACK_ABROAD = (
    r"\b(?:ail-?agor\w*|ail-?ymgynull\w*|ail-?ddechr\w*|dychwel\w*|ail-?dderbyn\w*)(?:\s+(?:y|yr|a|a[’']r|i|i[’']r|wasg|drws|drysau))*\s+"
    r"(?:cyfarfod|gyfarfod|sesiwn|cyhoedd|gyhoedd|wasg)\b"
    r"|\bdh[’']?fhosgl\w*\s+a[’']?\s*choinneamh\b|\b(?:d[’']fhill|tháinig)\s+an\s+pobal\b(?!\s+na\b)|\b(?:d[’'])?athosc\w+\s+an\s+ch?ruinniú\b|\bthill\s+(?:am|an|a[’']?)\s+(?:poball|phoball|choinneamh|mòr-shluagh)\b"
)
_BACK = compiled(
    rf"{_BACK_ABROAD}|"
    rf"{role('back')}|{role('return_verb')}\s+(?:[\w’',-]+\s+){{0,5}}?(?:in|into|to|as)\s+(?:an?\s+|the\s+)?{role('open_place')}"
    rf"|{role('come_out')}\s+(?:the\s+|of\s+|from\s+){{0,2}}(?:the\s+|an?\s+)?(?:{role('private_place')}|committee\b)"
    rf"|\b(?:open|regular|public|ordinary)\s+(?:session|meeting|council|business|part|proceedings)\s+(?:(?:was|were|is|being|having been|then|again)\s+)*(?:resumed|reconvened|re-?opened)"
    r"|\b(?:open|regular|public|ordinary)\s+(?:session|meeting|portion|part)(?:\s+of\s+(?:the|its|this)\s+\w+)?\s+(?:(?:was|were|then|again|is)\s+)*"
    r"(?:(?:called\s+)?(?:back\s+)?to\s+order|began|begun|started|commenced)\b"
    r"|\bcall(?:ed|s)?\s+(?:the\s+)?(?:[\w’']+\s+){0,5}?to\s+order\s+(?:for|in|as|into)\s+(?:the\s+|an?\s+|its\s+)?(?:open|public|regular|ordinary)\s+(?:session|meeting|portion|part)\b"
    rf"|\bre-?open(?:ed|s|ing)?\s+(?:\w+\s+){{0,3}}?to\s+(?:the\s+)?{PUBLIC}"
    r"|\bre-?enter\w*\s+(?:the\s+|into\s+)?(?:open|public|regular|ordinary)\s+(?:meeting|session)\b"
    r"|\b(?:re-?open|reconven|resum)\w*\s+(?:the|its|their|our)\s+(?:open|public|regular|ordinary)\s+(?:meeting|session)\b"
    rf"|\b(?:re-?open|reconvene|resume)(?:d|ed|s)?\s+(?:in\s+)?{role('open_place')}"
    r"|\b(?:re-?open|reconven|resum|return)\w*\s+(?:in|to|into|as)\s+(?:an?\s+|the\s+)?(?:regular|open|public|ordinary)\s+(?:[\w’']+\s+){0,3}?(?:session|meeting|sitting)\b"
    # A meeting that goes on at three may have been at lunch.
    rf"|\b(?:committee|session)\b(?:\s+[\w’'-]+){{0,4}}?\s+{role('return_verb')}\s+at\s+\d"
    r"|\bno (?:reportable |formal )?actions? (?:was |were |had been )?(?:taken|reported)|\breport(?:ed|s)? (?:out )?(?:that )?(?:there was )?no (?:reportable )?action"
    rf"|\b(?:live\s?stream\w*|web-?cast\w*|recording|broadcast\w*|filming)\s+(?:was\s+|were\s+|then\s+)*(?:resum|restart|recommenc|re-?start|switched back on|reinstat)\w*"
    rf"|{_CLOSED_AND_OPENED}"
    rf"|\bopen(?:s|ed|ing)?\s+(?:up\s+)?(?:the|this|its)\s+(?:\w+\s+)?(?:meeting|session|doors)\s+(?:up\s+)?to\s+(?:the\s+)?{PUBLIC}"
    rf"|\b(?:meeting|session)\s+(?:was\s+|is\s+|be\s+)?(?:then\s+|again\s+|now\s+)*(?:opened|open again|opened up)\s+to\s+(?:the\s+)?{PUBLIC}"
    rf"|{role('private_place')}\s+(?:was\s+|were\s+)?(?:ended|closed|adjourned|concluded|rose)"
    rf"|\bpublic\s+(?:\w+\s+){{0,3}}?(?:returned|re-?entered|came back)"
    rf"|\bdoors?\s+(?:to the \w+\s+)?(?:(?:was|were|being|having been|then|again)\s+)*(?:(?:re-?)?opened|unlocked|(?:thrown|flung|set) (?:wide )?open)\b"
    rf"|\b(?:meeting|session|sitting)\s+(?:was|is|being)\s+(?:then\s+|again\s+|now\s+|once more\s+)?open\s+to\s+(?:the\s+|all\s+)?{PUBLIC}\s+(?:as before|again|once more)\b"
    rf"|(?!green\b){role('coloured_papers')}\s+(?:papers?|pages?|sheets?)\s+(?:(?:was|were|being|having been|then|all|had been)\s+)*(?:collected|gathered|taken (?:up|in|back)|handed (?:back|in)|returned)\b"
    rf"|\bdeclar(?:ed|es|ing)\s+(?:the|this)\s+(?:meeting|session|sitting)\s+(?:(?:to|be|now|again|once|more)\s+)*(?:re-?)?open(?:ed)?\s+(?:again\s+)?(?:to|for)\s+(?:the\s+|all\s+)?{PUBLIC}"
    rf"|\bback in (?:{role('open_place')}|session\b)"
    rf"|{_FROM_PRIVATE}"
    r"|\b(?:rise|rose|risen|rising|arise|arose)\s+(?:and|to|with(?:out)?)\s+report(?:ed|ing|s)?\b"
    r"|\b(?:séance|assemblée|réunion|session)\s+(?:publique\s+|ordinaire\s+)?(?:reprend|est reprise|recommence|redevient publique|se poursuit en public)\b(?![^.;]*huis clos)"
    r"|\b(?:reprise|reprend|fin|levée)\s+(?:de\s+(?:la\s+|l[’'])|du\s+|la\s+|l[’'])(?:séance|assemblée|réunion|huis clos)\b"
)
_NOT_BACK = compiled(r"\b(?:not|never|without|before|until|nor)\b(?:\s+\w+){0,4}\s*$")


# An amendment or a vote that is lost denies nothing, unless its sentence speaks of the public.
_A_MOTION = compiled(
    r"\b(?:motion|request|proposal|resolution|exclusion|session|no seconder)\b"
    r"|^\W*(?:defeated|lost|not carried|failed|rejected|negatived)\b"
)


def sentence_patterns() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of which a sentence that is more than silent has one."""
    return (*(frame.pattern for frame in frames()), _BACK, _STAYS, _THEY_ARE_OUT, _A_MOTION)


@lru_cache(maxsize=1)
def _letters() -> tuple[str, ...]:
    return letters_of(*sentence_patterns(), one_line=True)


def read_sentence(text: str, before: str = "") -> Said | None:
    """Return what a sentence does, or None if it says nothing of the public's presence.

    White space in `text` counts as one blank. `before` is the sentence in front of it, for "they".
    """
    sentence = whole_words(text)
    if has_any(sentence.casefold(), _letters()):
        said = _read_whole(sentence, before)
        if said and said.deed in (Deed.CLOSES, Deed.OPENS):
            return said
    else:
        said = None
        if not has_any(before.casefold(), _letters()):
            return None
    return next((closes for _, closes in closing_clauses(text, before)), said)


def closing_clauses(text: str, before: str = "") -> Iterator[tuple[str, Said]]:
    """Yield the clauses of a sentence that close the meeting each by itself, or by their answer to what is put in `before`."""
    sentence = whole_words(text)
    told = chain(accepted(sentence, whole_words(before)), clauses(sentence))
    for clause in told:
        closes = _acts(clause).get(Deed.CLOSES)
        if closes and (said := _of_closing(clause, *closes)).deed is Deed.CLOSES:
            yield clause, said


def _read_whole(sentence: str, before: str) -> Said | None:
    """Return what a sentence does by all of its words."""
    found = _acts(sentence)
    if Deed.CLOSES in found:
        return _of_closing(sentence, *found[Deed.CLOSES])
    if returns(sentence):
        return Said(Deed.OPENS)
    if _puts_them_out(sentence, before):
        return closing(sentence)
    if Deed.DENIES in found or denies(sentence) or stays_open(sentence):
        return Said(Deed.DENIES)
    return Said(Deed.MENTIONS) if found else None


def _of_closing(sentence: str, act: re.Match[str], frame: str) -> Said:
    """Return what a sentence does in which an act closes the meeting: what is told behind it may undo it."""
    behind = sentence[act.end() :]
    if denies(behind) or (_INSTEAD.search(behind) and _STAYS.search(behind)):
        return Said(Deed.DENIES)
    return Said(Deed.OPENS) if _opens_behind(sentence, act) else closing(sentence, frame)


_INSTEAD = compiled(r"\b(?:amendment|instead|but|however)\b")


@lru_cache(maxsize=256)
def _acts(sentence: str) -> Mapping[Deed, tuple[re.Match[str], str]]:
    """Return what the acts found in a sentence come to, each with its match and frame, up to one that closes."""
    found: dict[Deed, tuple[re.Match[str], str]] = {}
    for frame in frames_for(sentence.casefold()):
        for match in frame.pattern.finditer(sentence):
            verdict = judged(frame.name, sentence, match)
            found[verdict] = (match, frame.name)
            if verdict is Deed.CLOSES:
                return found
    return found


# "ex-\ncluded" is one word, and what standing orders say is no order.
_QUOTES = re.compile(r"(?<!\w)['‘’“”\"](?=\w)|(?<=\w)['’”\"](?!\w)")
_CUT_WORD = re.compile(r"(?<=[^\W\d_]{2})-\s*\n\s*(?=[a-z])")
_AWAY_TO = compiled(
    r"\b(adjourned|retired|withdrew|recessed|convened|met|went|moved)(\s+(?:\w+\s+){0,3}?)to consider\b"
)
_RULES = re.compile(r"\bstanding orders?\b", re.IGNORECASE)


@lru_cache(maxsize=256)
def whole_words(text: str) -> str:
    """Return a text on one line, with the words whole that a line's end cut."""
    whole = mended(text)
    whole = _CUT_WORD.sub("", whole) if "\n" in whole else whole
    line = _QUOTES.sub("", " ".join(whole.split()))
    folded = line.casefold()
    if "standing order" in folded:
        line = _RULES.sub("rules", line)
    return _AWAY_TO.sub(r"\1\2considering", line) if "to consider" in folded else line


_PUBLIC = compiled(PUBLIC)
_THEY_ARE_OUT = compiled(rf"\bthey\s+(?:\w+\s+)?be\s+(?:\w+\s+){{0,2}}{role('put_out')}")


def _puts_them_out(sentence: str, before: str) -> bool:
    """Say whether a sentence resolves that "they", who are the public of the one before, be out."""
    return bool(
        _THEY_ARE_OUT.search(sentence) and _PUBLIC.search(before) and RESOLVED.search(sentence)
    )


@lru_cache(maxsize=1)
def _look_back() -> FirstLook:
    return first_look(_BACK, one_line=True)


@lru_cache(maxsize=256)
def returns(sentence: str) -> bool:
    """Say whether a sentence tells that the public was in again."""
    if not _look_back().lets_through(sentence.casefold()):
        return False
    return any(
        not _NOT_BACK.search(before := sentence[: match.start()])
        and not PERHAPS.search(before)
        and not (ASKED.search(before) and denies(sentence))
        and not is_of_things(sentence, *match.span())
        for match in _BACK.finditer(sentence)
    )


def stays_open(sentence: str) -> bool:
    """Say whether a sentence tells that the public was not put out: it is resolved, and not only moved."""
    match = _STAYS.search(sentence) if _look_stays().lets_through(sentence.casefold()) else None
    if match is None or is_only_moved(sentence):
        return False
    before = sentence[: match.start()]
    return not _NOT_BACK.search(before) and not PERHAPS.search(before)


@lru_cache(maxsize=1)
def _look_stays() -> FirstLook:
    return first_look(_STAYS, one_line=True)


_STAYS = compiled(
    rf"\b(?:keep|kept|keeping|leave|left|hold|held)\s+(?:the|this|its)\s+(?:whole\s+)?(?:meeting|session|discussion|debate|item)\s+"
    rf"(?:open|public|in\s+{role('open_place')})(?!\s+(?:until|till|for|at|on)\b)"
    rf"|\b(?:meeting|session|discussion|debate)\s+(?:\w+\s+)?(?:stay|remain|be kept)\w*\s+(?:open|public|in\s+{role('open_place')})"
    rf"(?!\s+(?:until|till|for|at|on)\b)"
    rf"|\b(?:remain|stay)(?:ed|ing)?\s+in\s+{role('open_place')}"
    rf"|\b(?:item|report|matter|business|application)s?\s+(?:\w+\s+){{0,2}}?(?:be|was|were)\s+(?:heard|taken|considered|discussed|dealt with|held)\s+"
    rf"in\s+{role('open_place')}"
)


def _opens_behind(sentence: str, act: re.Match[str]) -> bool:
    """Say whether the sentence that closes a meeting tells of its return: it has been, it is not to be."""
    if _RETURNED_AT.search(sentence, act.end()) or _GOES_OUT.match(sentence, act.start()):
        return True
    for match in _BACK.finditer(sentence, act.start()):
        inside = match.start() < act.end()
        if inside and match.start() > act.start() and not _INTO.search(act[0]):
            return True
        if (
            not inside
            and _HAS_BEEN.match(match[0])
            and not _NOT_BACK.search(sentence[: match.start()])
        ):
            return True
    return False


_GOES_OUT = compiled(rf"{_FROM_PRIVATE}|{_CLOSED_AND_OPENED}")
# Behind a closing it is no lunch from which a meeting returns.
_RETURNED_AT = compiled(
    r"\b(?:returned|resumed|reconvened|re-?opened|came out|came back|ended|rose)\s+at\s+\d"
)
_INTO = compiled(r"\b(?:into|to (?:an?|the) )")
_HAS_BEEN = compiled(
    r"(?:returned|resumed|reconvened|re-?opened|rose|came|readmitted|re-admitted|rejoined|exited|ended)"
)


@lru_cache(maxsize=256)
def denies(sentence: str) -> bool:
    """Say whether a sentence tells that a motion before it came to nothing."""
    # A negation that is none may stand in the middle of the letters that are looked for.
    told = OWN_NEGATION.sub(" ", sentence)
    is_possible = _look_undone().lets_through(" ".join(told.split()).casefold())
    return is_possible and bool(MOTION_UNDONE.search(told))


@lru_cache(maxsize=1)
def _look_undone() -> FirstLook:
    return first_look(MOTION_UNDONE, one_line=True)


MOTION_UNDONE = compiled(
    # The answer to what is put: "All nays.", "Moved Hohaia, seconded Webb: lost."
    r"^\W*(?:all\s+)?(?:nays?|noes?|no)\W*$|^\W*(?:moved|motion)\b[^.;]{0,80}[:,–-]\s*(?:lost|failed|defeated|not carried|negatived)\W*$|"
    r"\b(?:refused|declined|rejected|turned down|withdrew|did not (?:support|agree to|accept)|voted against|opposed)\s+"
    r"(?:the|this|that|his|her|their)\s+(?:motion|request|proposal|resolution|suggestion)\b"
    rf"|\b(?:motion|proposal|resolution|amendment|vote|second(?:ed|ers?|ing)|session|exclusion)\b(?:\s+[\w’',-]+){{0,12}}?\s+{role('undone')}"
    r"|\b(?:saw|found|felt|there (?:was|being)) no (?:need|reason|cause|call) (?:of|for|to) (?:go into |hold |enter )?(?:an? |the |any )?"
    r"(?:closed|executive|private|non-?public|in-camera|confidential) (?:session|meeting|sitting)\b"
    r"|\b(?:saw|found|felt|there (?:was|being)) no (?:need|reason|cause) to exclude (?:the )?(?:press|public)\b"
    rf"|^\W*(?:defeated|lost|not carried|failed|rejected|negatived)(?=\W*$|\s+(?:on|by|for|due)\b|\W+\d)"
    rf"|\b(?:no|without a|for (?:want|lack) of a) (?:seconder|second|support)\b|\bno support\b|\b(?:motion|proposal|it)\s+(?:then\s+)?(?:died|dies)\b"
)
