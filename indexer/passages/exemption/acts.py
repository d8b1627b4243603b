"""What a sentence of an item does to its meeting: it closes it, opens it again, or undoes what was moved."""

from __future__ import annotations

from indexer.passages.exclusion.exclusion import denies, stays_open
from indexer.passages.exclusion.frames import PUBLIC, compiled
from indexer.passages.exclusion.meant import RESOLVED, is_carried, is_only_moved
from indexer.passages.exclusion.model import tells_why
from indexer.passages.exclusion.reach import Deed, Reach, Said, is_bounded
from indexer.passages.exclusion.whole import has_only_words_of_returns, tells_only_of_return
from indexer.passages.exclusion.words import role
from indexer.passages.exemption.marks import Title, read_title
from indexer.passages.exemption.named import (
    known_numbers,
    number_of,
    private_part_follows,
    titles_behind,
)
from indexer.passages.exemption.prose import MINUTED, NOTHING
from indexer.passages.exemption.stars import is_legend
from indexer.passages.exemption.state import State, Walk
from indexer.passages.exemption.told import explains_elsewhere
from indexer.passages.exemption.unmade import (
    denies_session,
    is_of_closing,
    is_of_motion,
    is_of_the_meeting,
    none_arose,
    tells_of_nothing,
)
from indexer.tuning import EXEMPTION

ABOUT_EXCLUSION = (Title.EXCLUSION, Title.SECTION, Title.ASKS)


def closes_or_opens(said: Said | None, sentence: str, walk: Walk) -> bool:
    """Let a sentence close the meeting or open it again; say whether it does."""
    _hear_of_end(sentence, walk)
    if said is None or explains_sign(sentence, walk):
        return False
    if said.deed is Deed.OPENS:
        return _opens(sentence, walk)
    if said.deed is not Deed.CLOSES or (walk.hidden and not _narrows(said, walk)):
        return False
    if not walk.meeting.ends_forum(said):
        act(said, sentence, walk)
    walk.n_public += not said.whole
    return True


def _hear_of_end(sentence: str, walk: Walk) -> None:
    """Let a closed session, the item's own subject, of which the record tells from when to when it lasted be over behind it.

    Others met in private, too, and for how long is told of them in the same words: by name.
    """
    is_own = walk.hidden and walk.act and _SESSION.search(walk.meeting.items[walk.meeting.at].title)
    if is_own and is_bounded(sentence) and has_only_words_of_returns(sentence):
        walk.meeting.open()


_SESSION = compiled(
    rf"{role('private_place')}|\b(?:closed|executive|private) (?:session|meeting)|\bin camera"
)


def _opens(sentence: str, walk: Walk) -> bool:
    """Let a sentence end what it can; note a return that ends nothing."""
    if not tells_only_of_return(sentence):
        # It may be what a private item is about: a person decides.
        walk.is_doubtful |= walk.hidden
        return False
    if walk.hidden and walk.stretch is None:
        _open(sentence, walk)
        return True
    if not walk.hidden and not is_only_moved(sentence):
        walk.meeting.hear_of_return(sentence)
    return False


def explains_sign(sentence: str, walk: Walk) -> bool:
    """Say whether a sentence only explains a sign, or tells of other items or appendices that these are private."""
    meeting = walk.meeting
    if (meeting.has_signs or meeting.brackets) and is_legend(sentence):
        return True
    return explains_elsewhere(sentence, meeting.told, meeting.labels)


def _open(sentence: str, walk: Walk) -> None:
    """Let the public be in again, for good where that is more than moved."""
    walk.was_closed = walk.meeting.closed() if is_only_moved(sentence) else None
    walk.since_open = 0
    walk.hidden, walk.has_opened = False, True
    walk.meeting.open()


def _narrows(said: Said, walk: Walk) -> bool:
    """Say whether a resolution names the items that the heading over it is about: then it reaches those."""
    if not walk.follows or walk.since_act > 1 or said.reach is not Reach.NAMED:
        return False
    if _OF_PART.search(walk.act) or not known_numbers(said.numbers, walk.meeting):
        return False
    walk.hidden = False
    walk.meeting.open()
    return True


_OF_PART = compiled(rf"{role('part_two')}|\b(?:part|section)\b")


def hear_of_vote(said: Said | None, sentence: str, walk: Walk) -> None:
    """Let a motion be one that was carried where a sentence behind it says so, and a heading be what is moved under it."""
    is_closing = said is not None and said.deed is Deed.CLOSES
    if walk.follows and is_closing and is_only_moved(sentence):
        walk.act, walk.since_act = sentence, 0
    is_near = bool(walk.act) and walk.since_act <= EXEMPTION.undone_within
    if is_near and _tells_of_assent(sentence):
        walk.act = f"{walk.act} {sentence}"


def _tells_of_assent(sentence: str) -> bool:
    """Say whether a sentence tells that the motion in front of it was carried; "It was not carried" does not."""
    if denies(sentence) or _IT_FELL.match(sentence):
        return False
    return bool(_WAS_CARRIED.match(sentence) or _ALL_FOR.search(sentence))


def is_undone(said: Said | None, sentence: str, walk: Walk) -> bool:
    """Say whether a sentence tells that the motion or the heading a little in front of it came to nothing.

    Behind what was done or carried, what is lost was moved in private, unless the sentence tells of closing.
    """
    if not walk.act or walk.since_act > EXEMPTION.undone_within:
        return False
    is_denied = said is not None and said.deed is Deed.DENIES and not denies(sentence)
    is_lost = _may_be_lost(walk) and (walk.follows or is_denied or is_of_motion(sentence))
    return (is_lost or _is_unmade(said, sentence, walk)) and _undoes(said, sentence, walk)


def _is_unmade(said: Said | None, sentence: str, walk: Walk) -> bool:
    """Say whether a sentence behind what was done, or a heading, tells that the closing itself was not made."""
    if is_of_closing(sentence) or (walk.follows and NOTHING.match(sentence)):
        return True
    if said is not None and said.deed is Deed.DENIES and stays_open(sentence):
        return is_of_the_meeting(sentence)
    return none_arose(sentence, is_of_subject=_is_of_subject(walk))


def _is_of_subject(walk: Walk) -> bool:
    """Say whether a resolution that was carried stands in an item of which nothing says that it is about the exclusion."""
    return walk.title is Title.PLAIN and not walk.follows


def _may_be_lost(walk: Walk) -> bool:
    """Say whether the act is a heading, or a motion of which nothing tells that it was carried."""
    if is_carried(walk.act) or _IS_DONE.search(walk.act):
        return False
    if walk.follows and not is_only_moved(walk.act):
        return read_title(walk.act) is Title.EXCLUSION
    is_put = walk.act.rstrip().endswith("?")
    return is_put or is_only_moved(walk.act) or bool(_ONLY_MOTION.match(walk.act))


_ALL = r"\ball\s+(?:\w+\s+){0,2}?(?:yes|ayes?|in favou?r)\b|\b[1-9]\d*\s*[-–]\s*0\b"
_ALL_FOR = compiled(_ALL)
# What is moved and asked for otherwise is a motion: "moved into closed session", "were asked to leave".
_IS_DONE = compiled(
    r"\bmoved\s+(?:in)?to\s+(?:(?:a|an|the|its|their)\s+)?(?:closed|executive|private|confidential|non-?public|committee|camera)\b"
    rf"|{PUBLIC}\s+(?:were|was)\s+(?:then\s+)?excluded\b|{_ALL}"
    r"|(?<!be )\b(?:asked|requested|invited|directed)\b(?:\W+\w+){0,8}?\W+to\s+(?:leave|withdraw|retire|step out|go out)\b"
)


# "That the public be excluded", without a word of what became of it.
_ONLY_MOTION = compiled(
    r"^\W*(?:\d[\d.]*\W+)?(?:that|to|motion|proposal|recommendation|recommended|exclusion of)\b"
)


_WAS_CARRIED = compiled(
    r"^\W*(?:(?:on (?:being put|a vote|a division|a show of hands)|the (?:motion|vote|proposal)|motion|this|it|that|all|vote|unanimously)\b"
    r"[^.;]{0,60}?\b)?(?:carried|agreed|passed|approved|resolved)\b"
)


def stays_closed(sentence: str, walk: Walk) -> bool:
    """Say whether a sentence tells that the motion to let the public in again was lost; they stay out then."""
    walk.since_open += 1
    if walk.was_closed is None or walk.since_open > EXEMPTION.undone_within or not denies(sentence):
        return False
    reach, said, statute = walk.was_closed
    walk.meeting.close(reach or Reach.REST, said, statute)
    walk.hidden, walk.has_opened, walk.was_closed = True, False, None
    return True


def _undoes(said: Said | None, sentence: str, walk: Walk) -> bool:
    """Say whether a sentence tells that the motion or the heading in front of it came to nothing."""
    if bool(said and said.deed is Deed.DENIES) or denies(sentence):
        return True
    if walk.since_act != 1:
        return False
    if is_only_moved(walk.act) and _IT_FELL.match(sentence):
        return True
    return _had_nothing(sentence, walk)


def _had_nothing(sentence: str, walk: Walk) -> bool:
    """Say whether a sentence right behind a motion or a heading tells that there was nothing to be heard."""
    if none_arose(sentence, is_of_subject=not _may_be_lost(walk) and _is_of_subject(walk)):
        return True
    return walk.follows and bool(NOTHING.match(sentence)) and tells_of_nothing(sentence)


# Right behind what was only moved: further on it may be what was moved in private.
_IT_FELL = compiled(
    r"^\W*(?:on (?:being put|a vote|a division|a show of hands)\b[^.;]{0,40}?,?\s*)?(?:this|it|that)\s+(?:then\s+)?"
    rf"(?:was\s+(?:then\s+)?)?(?:{role('undone')}|negatived)"
)


def undo(walk: Walk) -> None:
    """Take back what a motion did that came to nothing."""
    meeting = walk.meeting
    meeting.open()
    meeting.named = {n: said for n, said in meeting.named.items() if not said.startswith("\0")}
    walk.hidden, walk.act, walk.n_hidden, walk.whole = False, "", 0, ""
    walk.is_undone, walk.follows = True, False
    walk.spans.clear()


def act(said: Said, sentence: str, walk: Walk) -> None:
    """Let a resolution close the meeting, for the items that it reaches."""
    meeting = walk.meeting
    walk.act, walk.since_act, walk.follows, walk.is_told = sentence, 0, False, False
    if meeting.is_paper:
        if said.whole and walk.title is Title.PLAIN:
            walk.whole, walk.sentence = sentence, sentence
        return
    if walk.title is Title.PLAIN and number_of(meeting.items[meeting.at]) in said.numbers:
        # What is said of the item in which it stands is said of all of it, also at its end.
        walk.whole, walk.sentence, walk.is_doubtful = sentence, sentence, True
    if known := known_numbers(said.numbers, meeting):
        meeting.named.update(dict.fromkeys(known, f"\x00{sentence}"))
        meeting.statute = sentence
    elif titles := titles_behind(sentence, meeting):
        meeting.named_titles.update(dict.fromkeys(titles, sentence))
    elif said.reach is not Reach.PART_TWO or _is_of_the_rest(sentence, meeting):
        _close(said, sentence, walk)


def tells_no_act(sentence: str, walk: Walk) -> bool:
    """Say whether a sentence is no act of the meeting by its place, whatever its words.

    In a paper or a debate nobody acts, and the title of what is private decides for its list unless something is
    resolved there. In the public's own time whoever leaves goes home.
    """
    is_list = walk.title is Title.SECTION and not RESOLVED.search(sentence)
    is_denial = walk.title is Title.SECTION and denies_session(sentence)
    if walk.meeting.is_paper or walk.is_debate or is_list or is_denial:
        return True
    return walk.meeting.is_forum() and not tells_why(sentence)


def _is_of_the_rest(sentence: str, meeting: State) -> bool:
    """Say whether what was resolved of a second part is of all that follows, where no such part begins there."""
    is_act = RESOLVED.search(sentence) or MINUTED.match(sentence)
    return bool(is_act) and not private_part_follows(meeting)


def _close(said: Said, sentence: str, walk: Walk) -> None:
    """Close the meeting from a resolution on, as far as it reaches: one that names what is not there, to the end."""
    about_exclusion = walk.title in ABOUT_EXCLUSION
    reach = Reach.NEXT if said.reach is Reach.THIS and about_exclusion else said.reach
    is_sure = reach in (Reach.NEXT, Reach.THIS)
    walk.meeting.close(reach if is_sure else Reach.REST, sentence, sentence, spared=said.spared)
    walk.hidden = True
    walk.is_doubtful = True
    if said.whole and not about_exclusion:
        walk.whole = walk.sentence = sentence
