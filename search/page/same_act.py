"""Whether a sentence tells of the act that a question asks about, and of all that it asks the number of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from search.page.beside_it import is_of_the_thing
from search.page.in_a_state import are_those_there
from search.query.terms import query_terms

# "who seconded …", "who maintains …", "which firm was appointed …"
_WHO_DID = re.compile(
    r"\W*(?:who (?:has |had |have |also |first )?|"
    r"(?:who|which (?:[\w’'-]+ ){1,3}?) ?(?:was|were|is|are|has been|have been|will be) (?:also |first )?)"
    r"(?P<act>\w{2,}ed|\w{4,}s)\b",
    re.IGNORECASE,
)
# "why was the twinning renewed", "when will the bridge be opened", "why did the gate fail to close"
_WHY_WHEN = re.compile(
    r"\W*(?:why|when) (?:(?:was|were|is|are|has|have|had|will|would|can|could|should|must) [^?]{2,60}? (?:be |been )?"
    r"(?P<done>\w{2,}(?:ed|en|wn|ne|ght|lt|ld|pt|st|de|id|ft|ut|et))"
    r"|(?:did|does|do|will|would|can|could) [^?]{2,60}? (?P<does>[\w’'-]+))"
    r"\W*(?:$|\b(?:in|at|on|for|from|to|by|with|last|this|each|so|until)\b)",
    re.IGNORECASE,
)
# "…, and was it ever extended?": a second question, of which the first one's quote need not tell.
_SECOND = re.compile(
    r",? (?:and|or) (?=(?:who|what|when|where|why|which|how|is|are|was|were|has|have|had|do|does|did|will|would|can|could|should)\b)",
    re.IGNORECASE,
)
# What is decided, wanted or told of may be said of in other words.
_OF_DECIDING = frozenset(
    query_terms(
        "agreed decided approved needed required made given asked said told held happen been chosen taken"
    )
)
_SAME_ACTS = (
    frozenset({"propos", "move"}),
    frozenset({"second"}),
    frozenset(query_terms("ask enquire inquire query")),
)
NAME = (
    r"(?:(?:Councillor|Cllr|Cr|Alderman|Mr|Mrs|Ms|Miss|Dr|Sir|Dame)s?\.? (?:[A-Z]\.? ?)?[A-ZÀ-Þ][\w’'-]+"
    r"|[A-ZÀ-Þ][a-zà-ÿ’'-]+(?: [A-ZÀ-Þ]\.?)? [A-ZÀ-Þ][\w’'-]+)"
)
# The office is asked for; where it is held may be said elsewhere: "chair of governors at Fernley Primary School".
_WHO_IS = re.compile(
    r"\W*who (?:is|was|are|were) (?:the |our )(?:new |current |present )?(?P<role>[\w’' -]{3,60}?)(?: (?:at|in|on) [^?]*)?\W*$",
    re.IGNORECASE,
)
# "what is the carbon target?", "what was the gap in the budget?": the thing itself.
_WHAT_IS = re.compile(
    r"\W*what (?:is|was|are|were) (?:the|our) (?:[\w’'-]+ ){0,3}?(?P<thing>[\w’'-]+)\W*"
    r"(?:$|\b(?:of|for|in|on|at|to|from|by|with)\b)",
    re.IGNORECASE,
)
# What was so once, for who asks what is so.
_IS_SO = re.compile(
    r"\W*(?:how|what|who|where|which|is|are|do|does)\b[^?]*?\b(?:is|are|do|does)\b", re.IGNORECASE
)
_ONCE = re.compile(
    r"\b(?:had once|once been|used to|formerly|no longer|at one time|in those days)\b"
)
# Whether, when, why and by whom something was done.
_HAPPENED = re.compile(
    r"\W*(?:who|(?:when|why|where|how) (?:did|was|were|has|have|had)|which [\w’'-]+ (?:was|were|has|have|had))\b",
    re.I,
)
# What must or may be is a rule: what somebody did once tells none.
_MUST_OR_MAY = re.compile(
    r"\b(?:must|may|should|shall|allowed|permitted|required|supposed)\b", re.I
)
_IS_RULED = re.compile(
    r"\b(?:must|may|shall|should|required?s?|requirements?|ha(?:s|d|ve) to|limit(?:s|ed)?|rules?|conditions?|maximum|minimum|allow(?:s|ed)?|permit(?:s|ted)?"
    r"|no (?:more|less|later|earlier|fewer) than|up to|at (?:least|most)|not exceed|entitled|deadline|until|licensed|by[- ]?laws?|is to|are to|to be|can)\b",
)
# What is only put forward is not so yet, but for who asks what is planned.
_PUT_FORWARD = re.compile(
    r"^\W*(?:Considered|Consideration of)\b|\b[Dd]raft (?!minutes\b)|\b[Tt]he draft\b|\ba recommendation\b"
)
_ASKS_WHAT_IS_PUT = re.compile(
    r"\b(?:draft|plan|propos|recommend|suggest|would|consider|will|seek|sought|bid)", re.I
)
# Verbs that say little of what was done.
_SAYS_LITTLE = frozenset(query_terms("does says thinks wants needs comes goes gets makes takes"))
# What takes only a part: "two lights which are out of order", "153 people with a large house as their first choice".
_CLAUSES = re.compile(r";|(?<=[.!?”]) (?=[A-Z“])")
_ONLY_SOME = re.compile(
    r"\b(?P<of>with(?! (?:the )?(?:council|support|help|effect))|whose|who|which|that (?:are|were|is|was|have|had|do|did)|"
    r"excluding|only if|as their|except)\b",
    re.IGNORECASE,
)


def same_act(question: str, sentence: str) -> bool:
    """Say whether a sentence tells of what a question of who, which, why or when asks about: who proposed is not who seconded."""
    acts = _act_of(question)
    if acts <= _SAYS_LITTLE:
        return True
    acts |= {term for same in _SAME_ACTS if same & acts for term in same}
    return not acts.isdisjoint(query_terms(sentence))


def first_of(question: str) -> str:
    """Return the first of two questions in one: of those a quote answers the first."""
    return _SECOND.split(question, maxsplit=1)[0]


def _act_of(question: str) -> set[str]:
    """Return the stem of the verb of such a question, of two in one the first's; none where that is not certain."""
    first = first_of(question)
    if asked := _WHO_DID.match(first):
        return set(query_terms(asked["act"]))
    told = _WHY_WHEN.match(first)
    return set(query_terms(told["done"] or told["does"])) - _OF_DECIDING if told else set()


def names_who(question: str, sentence: str) -> bool:
    """Say whether a sentence names who holds the office that "who is the …" asks about, beside the office."""
    asked = _WHO_IS.match(question)
    if asked is None:
        return True
    role = rf"(?i:{re.escape(asked['role'])})"
    return (
        re.search(
            rf"\b{role}(?:,? \(?|: ?| (?:is|was) ){NAME}|{NAME}(?:,| \(|, as| is| was| as|, who (?:is|was))? ?(?:(?i:the|our) )?{role}\b",
            sentence,
        )
        is not None
    )


def has_thing(question: str, sentence: str) -> bool:
    """Say whether a sentence names the thing that "what is the …" asks for: what else is near it is none."""
    asked = _WHAT_IS.match(question)
    return asked is None or not set(query_terms(asked["thing"])).isdisjoint(query_terms(sentence))


def is_still_so(question: str, sentence: str) -> bool:
    """Say whether a sentence may tell of what is so, if that is asked: "had once been" is of the past."""
    return not asks_of_now(question) or not _ONCE.search(sentence)


def asks_of_now(question: str) -> bool:
    """Say whether a question asks of what is so: "who is the chair", "how many are there"."""
    return _IS_SO.match(question) is not None


def may_be_so(question: str, sentence: str) -> bool:
    """Say whether a sentence tells what must or may be, if that is asked, and no mere draft of what is."""
    if _MUST_OR_MAY.search(question) and not _IS_RULED.search(sentence):
        return False
    return not _PUT_FORWARD.search(sentence) or _ASKS_WHAT_IS_PUT.search(question) is not None


def has_happened(question: str, sentence: str) -> bool:
    """Say whether what a question says was done is more than named in a sentence: "in favour of becoming" did not become."""
    if not _HAPPENED.match(question) or "going to" in question:
        return True
    words = re.findall(r"[a-z]{3,}", question)
    there = re.findall(r"[a-z]{3,}", sentence.lower())
    named, told = _by_form(there)
    # Of "what applies to those applying" the sentence may tell of those applying alone.
    named_itself, asked = _by_form(words)
    return asked.isdisjoint(named - told - named_itself)


def _by_form(words: Sequence[str]) -> tuple[set[str], set[str]]:
    """Return the terms of the words that end in -ing, and those of the others."""
    named, others = set[str](), set[str]()
    for word in words:
        (named if word.endswith("ing") else others).update(query_terms(word))
    return named, others


def is_told_of(sentence: str, figure: re.Pattern[str], marked: Sequence[int]) -> bool:
    """Say whether a figure stands in a clause of a sentence that has a word of the question: those stand at `marked`."""
    start = 0
    for clause in [*_CLAUSES.finditer(sentence), None]:
        end = clause.start() if clause else len(sentence)
        if figure.search(sentence, start, end) and any(start <= at < end for at in marked):
            return True
        start = end
    return not marked


def is_of_all(question: str, behind: str) -> bool:
    """Say whether a number is of all that is asked for, by what stands `behind` the things it counts in its sentence."""
    clause = re.split(r"[;:]| (?:and|but) |, (?=with|who|which)", behind, maxsplit=1)[0]
    some = _ONLY_SOME.search(clause)
    return (
        some is None
        or re.search(rf"\b{re.escape(some['of'].split()[0])}\b", question, re.I) is not None
    )


def has_happened_already(question: str) -> bool:
    """Say whether a question asks of what was done: "who felled the oak?", "when was it opened?"."""
    return _HAPPENED.match(question) is not None


# What a sentence has to be for a question: (question, sentence) -> bool.
ACT_CHECKS = (names_who, is_still_so, may_be_so, has_happened, are_those_there, is_of_the_thing)
