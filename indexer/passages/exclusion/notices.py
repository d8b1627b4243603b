"""Notices: sentences that lay down when the public may come, and for what it may be sent away. Nothing is done by them."""

from __future__ import annotations

from indexer.passages.exclusion.frames import compiled
from indexer.passages.exclusion.reach import named_numbers
from indexer.passages.exclusion.words import role


def is_notice(sentence: str) -> bool:
    """Say whether a sentence is a notice: it tells of nothing that is past, and names no item that is to be private."""
    if _is_of_times(sentence):
        return True
    if _DONE.search(sentence) or _NAMED.search(sentence) or named_numbers(sentence):
        return False
    if _is_open_but(sentence):
        return True
    if _ALLOWED.search(sentence) and not _SENDS.search(sentence):
        return True
    return any(pattern.search(sentence) for pattern in (_IN_CASE, _MAY, HABIT))


def _is_of_times(sentence: str) -> bool:
    """Say whether a sentence tells what is done each time, or at which times the parts of a meeting begin."""
    is_each = _EACH_TIME.search(sentence) and not _THEN.search(sentence)
    return bool(is_each or _TIMES.search(sentence))


def _is_open_but(sentence: str) -> bool:
    is_open = _OPEN_BUT.search(sentence)
    return is_open is not None and not _SHUT.search(is_open[0])


# "5:30 PM Executive session, 6:00 PM Regular meeting": when each begins.
_CLOCK = r"\d{1,2}(?:[:.]\d\d)?\s*[ap]\.?m\b\.?"
_TIMES = compiled(
    rf"^\W*(?:{_CLOCK}[^.;]{{0,8}}?{role('private_place')}|{role('private_place')}[^.;]{{0,8}}?{_CLOCK})[^;]{{0,60}}?"
    rf"(?:{_CLOCK}\W{{0,4}}(?:regular|open|public|general|business)\s+(?:session|meeting)|\b(?:regular|open|public|general|business)\s+(?:session|meeting)\W{{0,4}}{_CLOCK})\W*$"
)
_DONE = compiled(role("past"))
_THEN = compiled(rf"\b(?:was|were|had|resolved|moved|agreed|carried|voted)\b|{role('these')}")
_NAMED = compiled(role("these"))
_SHUT = compiled(role("not_open"))
# What is done at times is not done now.
HABIT = compiled(role("habit"))
# "Meetings are open to the public unless the committee decides to exclude them."
_OPEN_BUT = compiled(
    rf"\b(?:is|are|may|can|will be|shall be|remains?)\s(?:[^.;]{{0,80}}?\b)?{role('open_to')}[^.;]*?{role('exception')}"
)
# "Should the Council resolve to exclude the public, recording must cease."
_IN_CASE = compiled(
    r"^\W*(?:if|when(?:ever)?|where|should (?:the|a|any|this)|in the event)\b"
    rf"(?=[^.;,]*{role('shut_to')})[^.;,]*,(?![^.;]*{role('shut_to', 'leave')})"
    r"[^.;]*\b(?:must|will|shall|may|should|can)\b"
)
# "When the public has been asked to leave, the recording is stopped": whenever that is, and at no time of the day.
_EACH_TIME = compiled(
    r"^\W*(?:when(?:ever)?|where|if|once)\b(?!.*\d[:.]\d\d)[^.;,]*\b(?:is|are|has been|have been|has|have)\b[^.;,]*,"
    r"(?![^.;]*\b(?:must|(?:is|are) (?:now |hereby )?(?:excluded|to|asked))\b)[^.;]*\b(?:is|are|returns?|leaves?|go(?:es)?)\b"
)
# "Closed sessions are allowed only for matters permitted by the Act": several, at any time.
_ALLOWED = compiled(
    rf"^\W*(?:[^.;]{{0,40}}?[,:]\s+)?(?:all |such |the )?(?:{role('shut_to')})\w*\s+(?:sessions|meetings)\s+(?:are|can be|must be|should be) "
    r"(?:only )?(?:allowed|permitted|authori[sz]ed|limited|restricted|held only|possible|closed to|not (?:open|recorded))\b"
)
_SENDS = compiled(role("leave", "ask", "exclude", "now"))
# "The Board may convene in executive session": whoever may has not done so.
_MAY = compiled(
    r"^\W*(?:[^.;]{0,60}?[,:]\s+)?(?:(?:please )?note that )?(?:the |any |members of the )*"
    rf"(?:(?:\w+ ){{0,3}}?{role('body')}(?: \w+)?|press(?: and public)?|public) "
    r"(?:may|might|can|could|reserves? the right to|will be (?:asked|required|requested) to [^.;]{0,60} (?:if|should|when|where)) "
)
