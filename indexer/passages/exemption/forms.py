"""Questions of a form with their answers: "Is this report exempt? No"."""

from __future__ import annotations

import re

from corpus.wording import lists
from indexer.passages.exclusion.frames import compiled as _compiled

# "Confidential: No", "Is this report exempt? Yes - paragraph 3": a form's question with its answer.
_KEYED = re.compile(r"^\W*([A-Za-z][A-Za-z /()’'-]{1,60}?)\s*(?:[:=]|\?:?)\s*(.*)$")
_KEY_WORDS = frozenset(lists("indexer.passages", "exemption.toml")["of_questions"])
QUESTION = _compiled(
    r"\b(?:exempt\w*|confidential\w*|restrict\w*|private|public|publication|access|classification|marking|open|closed)\b"
)
_KEY_ALLOWS = _compiled(
    r"^\W*(?:(?:is|the|this|it|item|report|for)\s+)*(?:public|open|publication)\b"
)
# The whole answer: "Confidential report: Public toilets" is a title.
_ANSWERS_NO = _compiled(
    r"^\W*(?:no|none|n/?a|false|nil|not\s+(?:applicable|exempt|confidential|restricted|required)|public|open|unrestricted|"
    r"official|part (?:1|i|one)|-+)(?:\s+(?:document|report|items?|information|paper|business|matters|apply|applies))*\W*$"
)
_ANSWERS_YES = _compiled(
    r"^\W*(?:yes\b|true|exempt|confidential|restricted|private|closed|part (?:2|ii|two|b)\b|para\w*|[1-9]\b|by virtue|schedule|"
    r"reg\w*|section|official\W{1,4}sensitive|not (?:for publication|open|public)|y\b)"
)


def withholds_by_answer(plain: str) -> bool | None:
    """Say whether a form's question with its answer withholds its item; None if a line is no such thing."""
    match = _KEYED.match(plain)
    if match is None or not QUESTION.search(match[1]):
        return None
    if not set(re.findall(r"[a-z]+", match[1].casefold())) <= _KEY_WORDS:
        return None
    answer = match[2]
    if not answer.strip():
        # A heading, or a form that nobody filled in.
        return None
    if _KEY_ALLOWS.match(match[1]) and not re.search(r"\bor\b|/", match[1]):
        return True if re.match(r"\W*(?:no|false|not)\b", answer, re.IGNORECASE) else None
    if _ANSWERS_NO.match(answer):
        return False
    return True if _ANSWERS_YES.match(answer) else None
