"""How the count of a vote is written: in prose, in figures, side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from corpus.first_look import FirstLook, first_look
from indexer.passages.annotations import Vote
from indexer.passages.tuning import BESIDE

NUMBER = r"(?i:\d{1,3}|no|none|nil|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_WORDS = {
    word: number
    for number, word in enumerate(
        "no one two three four five six seven eight nine ten eleven twelve".split()
    )
} | {"none": 0, "nil": 0}
_CAST = r"(?i: (?:votes?|members?|councillors?|were|was|voted|voting|votes cast|cast))*"
# What says that as many were for it as against: "equal at 4 all", "a tie (5 to 5)".
_EVEN = r"(?i:equal(?:ly|ity)?|tied?|evenly|deadlock(?:ed)?)\b[^.;\n\d]{0,25}?\(?\b"
_ABSTAINED = rf"(?:[,;]?(?: and| with)?[ \n]+(?P<b{{0}}>{NUMBER})\b (?:abst\w+|not voting))?"
# The forms of a count, each with groups f (for), a (against) and perhaps b (abstained).
_FORMS = (
    # "Twelve votes for, three against and one abstention."
    rf"(?P<f1>{NUMBER})\b{_CAST},? (?:for|in favour|in favor)\b(?: of \w+| (?:the )?\w+)?"
    rf"[^.;\n]{{0,30}}?[,;]? (?:and |with )?(?P<a1>{NUMBER})\b{_CAST},? (?:against|oppos(?:ed|ing)(?=\W*$|[.,;)]| with\b))"
    + _ABSTAINED,
    # "For: 12 Against: 3 Abstained: 1"
    r"(?:[Ff]or|FOR|[Ii]n favou?r|IN FAVOU?R)(?: the (?i:motion|amendment))?\W{1,4}(?P<f2>\d{1,3})\W{1,6}"
    r"(?:[Vv]otes? )?(?:[Aa]gainst|AGAINST)(?: the (?i:motion|amendment))?\W{1,4}(?P<a2>\d{1,3})"
    r"(?:\W{1,6}(?:[Aa]bst\w+|ABST\w+)\W{1,4}(?P<b2>\d{1,3}))?",
    # "Twelve votes to three"
    rf"(?P<f3>{NUMBER})\b votes? to (?P<a3>{NUMBER})\b"
    rf"(?:,? (?:with )?(?P<b3>{NUMBER})\b abst\w+)?",
    # "Carried by 12 to 3", "Motion carries five to two"
    r"(?:(?:(?<=otion )|(?<=mendment )|(?<=olution )|(?<=dinance ))(?:carries|fails|passes)|(?:Members|[Tt]he (?:Committee|Board|Panel|Council|Commission|Trustees|meeting))(?: then)? voted|[Cc]arried|[Ll]ost|[Dd]efeated|[Aa]greed|[Vv]oting|vote of|[Ff]ell|[Pp]assed|[Ff]ailed|[Aa]dopted|[Rr]ejected) (?:by )?"
    rf"(?P<f4>{NUMBER})\b(?: votes?)? (?:to|for and) (?P<a4>{NUMBER})\b(?: against)?"
    r"(?! (?:years?|months?|weeks?|days?|hours?|minutes?|times|per|[ap]\.?m)\b)"
    # "were passed by 12 to 14 people", whatever there are so many of
    r"(?! (?!(?:votes|members|councillors|abstentions|absences|as|was|this|councils?|trustees|directors|commissioners)\b)(?:people\b|[a-z]+s\b(?![’'])))"
    rf"(?:,? (?:with )?(?P<b4>{NUMBER})\b abst\w+)?",
    # "the Board voted 4-1"
    r"(?:Members|[Tt]he (?:Select )?(?:Committee|Board|Panel|Council|Commission|Trustees)(?: of (?:Select\w+|Trustees|Directors|Supervisors|Commissioners))?)(?: then)? voted "
    r"(?P<f21>\d{1,2}) ?[-–] ?(?P<a21>\d{1,2})\b(?! ?[-–/:] ?\d| (?:last|in (?:19|20)\d\d|earlier|previously)\b)",
    # "Ayes: 3. Nays: 1.", "Yeas 11, Nays 5"
    r"(?<!\d )(?i:ayes?|yeas?|yes)\W{1,4}(?P<f5>\d{1,3})\b\W{1,6}(?i:nays?|noes?|no)\W{1,4}(?P<a5>\d{1,3})\b"
    r"(?:\W{1,6}(?i:abst\w+)\W{1,4}(?P<b5>\d{1,3}))?",
    # "3 ayes, 3 nays", "5 yes, 0 no, 1 abstaining"
    rf"(?P<f6>{NUMBER})\b (?i:ayes?|yeas?|yes),?(?: and|;)? (?P<a6>{NUMBER})\b (?i:nays?|noes?|no)\b"
    rf"(?:[,;]? (?:and |with )?(?P<b6>{NUMBER})\b abst\w+)?",
    # "CARRIED 6/0", "Motion carried; 6:1", "failed 2-5"; further figures are absences or abstentions
    r"(?i:carried|carries|lost|failed|fails|defeated|passe[sd]|fell|approved|adopted)(?i: en bloc)?\W{1,3}"
    r"(?:(?:on|by) (?:a )?(?:roll call )?(?:vote )?(?:of )?)?"
    r"(?P<f7>\d{1,2}) ?[-–/:] ?(?P<a7>\d{1,2})\b(?:[-–]\d{1,2}| / \d{1,2}){0,2}(?: vote)?"
    r"(?! ?[-–/:] ?\d| ?(?:am|pm|per)\b|%)(?=\W*(?:$|[.,;)\[(]|with\b|and\b))"
    rf"(?:,? (?:with )?(?P<b7>{NUMBER})\b abst\w+)?",
    # "9 voted for the motion and 6 for the amendment"
    rf"(?P<f8>{NUMBER})\b(?i:{_CAST}) for the [Mm]otion,?(?: and|;)? (?P<a8>{NUMBER})\b(?i:{_CAST}) for the [Aa]mendment",
    # the same with the amendment in front
    rf"(?P<a14>{NUMBER})\b(?i:{_CAST}) for the [Aa]mendment,?(?: and|;)? (?P<f14>{NUMBER})\b(?i:{_CAST}) for the [Mm]otion",
    # "The motion received 14 votes and the amendment 9 votes"
    rf"[Tt]he motion (?:received|polled|obtained|secured|attracted) (?P<f15>{NUMBER})\b(?: votes?)?,? (?:and|while) the amendment "
    rf"(?:(?:received|polled|obtained|secured|attracted) )?(?P<a15>{NUMBER})\b(?: votes?)?",
    rf"[Tt]he amendment (?:received|polled|obtained|secured|attracted) (?P<a16>{NUMBER})\b(?: votes?)?,? (?:and|while) the motion "
    rf"(?:(?:received|polled|obtained|secured|attracted) )?(?P<f16>{NUMBER})\b(?: votes?)?",
    # "For the motion 8; for the amendment 3"
    r"[Ff]or the [Mm]otion:?,?(?: [-–—])? \(?(?P<f11>\d{1,3})\)?[;,.]?[ \n]{1,2}(?:and )?[Ff]or the [Aa]mendment:?,?(?: [-–—])? \(?(?P<a11>\d{1,3})\b",
    # "Vote: 5-0-1"
    r"(?i:vote)(?: was)?: ?(?:[Uu]nanimous[.,;:] )?(?P<f13>\d{1,2}) ?[-–] ?(?P<a13>\d{1,2})(?:[-–](?P<b13>\d{1,2}))?\b(?! ?[-–/:] ?\d)",
    # "CARRIED (5 to 2)"
    r"(?i:carried|lost|failed|defeated|passed)\W{1,2}\((?P<f12>\d{1,2}) to (?P<a12>\d{1,2})(?=\))",
    # "(9–2)" behind what was decided
    r"(?<=\()(?P<f9>\d{1,2}) ?[-–/] ?(?P<a9>\d{1,2})(?=\))",
    rf"{_EVEN}(?P<e18>{NUMBER})\b(?: votes?)?,? (?:all|each|apiece|a side)\b",
    rf"{_EVEN}(?P<f19>{NUMBER})\b ?(?:[-–/:]|(?:votes )?to) ?(?P<a19>{NUMBER})\b(?! ?[-–/:] ?\d)",
    r"(?P<f20>\d{1,2}) ?[-–] ?(?P<a20>\d{1,2}) (?:tied?|deadlock)\b",
    # "…, second by Trustee Elm, to pay the bills, 3–1."
    r"(?<=, )(?P<f0>\d{1,2}) ?[-–] ?(?P<a0>\d{1,2})(?=\W*$)",
)
# The forms that count who was for the motion against who was for the amendment, and bare pairs of figures.
_OF_CONTESTS = ("f8", "f11", "f14", "f15", "f16")
_BARE = ("f9", "f0")
_OF_TIES = ("e18", "f19", "f20")
_OF_A_VOTE = re.compile(
    r"\b(?:vot(?:e|es|ed|ing)|ballot|division|casting|motion|amendment)\b", re.IGNORECASE
)
# "N to M" behind these has the winners in front, who were against it; what only "failed" may have wanted more than most.
_PAIRS = ("f3", "f4", "f7", "f12")
_BY = r"(?:,? (?:on (?:a|the) [a-z ]{3,20}?|by|with|a vote|of|[a-z]+ly))*\W*$"
_AGAINST_IT = re.compile(
    rf"\b(?:negatived|rejected|defeated|lost|(?:turned|voted) down|thrown out){_BY}", re.IGNORECASE
)
_FAILED = re.compile(
    rf"\b(?:failed|fails|fell|not carried|not passed|not agreed){_BY}", re.IGNORECASE
)
# What says that more than half had to be for it.
MORE_THAN_HALF = re.compile(
    r"\b(?:two[- ]thirds|three[- ](?:quarters|fourths|fifths)|four[- ]fifths|super-?majority|special majority|insufficient (?:majority|votes)|enough votes|requir\w+|need(?:s|ed|ing)|necessary|quorum|absolute majority)\b",
    re.IGNORECASE,
)
# "Ayes: all. Nays: none.", and nobody against it behind.
_NAYS, _NONE = r"(?:nays?|noes|opposed|against)\b", r"(?:\W{0,3}(?:none|nil|0)\b)"
ALL_AYES = re.compile(
    r"(?:^|(?<=[.;:,] ))(?:(?i:all (?:ayes?|voted (?:aye|yes)))|(?<=[;,] )all (?:were )?in favou?r(?!\W*(?i:contrary|opposed|any|those|say))|(?:AYES?|[Aa]yes?|YEAS?|[Yy]eas?|[Ii]n [Ff]avou?r)(?: ?[:–—-])? (?i:all(?: (?:members?|present|ayes?))*))"
    rf"(?=[.;,]?\s*(?i:{_NAYS}{_NONE}|(?:motion|carried|passed|abs(?:ent|tain\w*))\b|$)|\.\s)(?![.;,]?\s*(?i:{_NAYS}(?!{_NONE})))",
    re.MULTILINE,
)


@cache
def forms() -> tuple[tuple[re.Pattern[str], FirstLook], ...]:
    """Return the pattern of each form of a count, the more telling before, and the first look at a text for it."""
    patterns = (
        re.compile(rf"(?<!\w){form}".replace("{0}", str(number + 1)), re.MULTILINE)
        for number, form in enumerate(_FORMS)
    )
    return tuple((pattern, first_look(pattern)) for pattern in patterns)


def find_counts(text: str) -> Iterator[re.Match[str]]:
    """Yield the counts of a text, as one pattern of all forms would find them: the first, by the first form.

    Only forms whose letters the text has are looked for.
    """
    folded = text.casefold()
    next_of = {
        number: match
        for number, (pattern, look) in enumerate(forms())
        if look.lets_through(folded) and (match := pattern.search(text))
    }
    while next_of:
        first = min(next_of, key=lambda number: (next_of[number].start(), number))
        found = next_of[first]
        yield found
        for number in [one for one, match in next_of.items() if match.start() < found.end()]:
            again = forms()[number][0].search(text, found.end())
            if again:
                next_of[number] = again
            else:
                del next_of[number]


def is_bare(match: re.Match[str]) -> bool:
    """Say whether a count is a pair of figures and nothing else, which may be anything."""
    return _has_one_of(match, _BARE)


def _has_one_of(match: re.Match[str], groups: Sequence[str]) -> bool:
    return any(group in match.re.groupindex for group in groups)


def is_no_tie(match: re.Match[str], sentence: str) -> bool:
    """Say whether what looks like a tie is none: two figures that differ, or a sentence that speaks of no vote."""
    if not _has_one_of(match, _OF_TIES):
        return False
    vote = counted(match)
    return vote.in_favour != vote.against or _OF_A_VOTE.search(sentence) is None


def as_cast(match: re.Match[str], sentence: str) -> Vote | None:
    """Return the vote of a count as it was cast: "rejected by 9 votes to 3" has nine against, None where it is not certain.

    `sentence` is that in which the count stands.
    """
    vote = counted(match)
    ahead = (vote.in_favour or 0) > (vote.against or 0)
    if not ahead or not _has_one_of(match, _PAIRS) or MORE_THAN_HALF.search(sentence):
        return vote
    name = next(name for name in match.groupdict() if name[0] == "f")
    before = match.string[max(0, match.start() - BESIDE.before) : match.start(name)]
    if _AGAINST_IT.search(before):
        return replace(vote, in_favour=vote.against, against=vote.in_favour)
    return None if _FAILED.search(before) else vote


def counted(match: re.Match[str]) -> Vote:
    """Return the vote of a match of `find_counts`, figure by figure."""
    counts = [
        next((v for name, v in match.groupdict().items() if v and name[0] in kind), None)
        for kind in ("fe", "ae", "b")
    ]
    numbers = [
        None if c is None else _WORDS.get(c.lower(), 0) if not c.isdigit() else int(c)
        for c in counts
    ]
    contest = _has_one_of(match, _OF_CONTESTS)
    return Vote(match[0], match.start(), numbers[0], numbers[1], numbers[2], contest=contest)
