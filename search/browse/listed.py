"""The councillors whom a list names, "Councillors Ash (Chair), Birch and Elm; Mr Low (co-opted)": Ash, Birch and Elm."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.lazy_pattern import lazy_pattern
from corpus.wording import wordings

_W = wordings("search.browse", "attendance.toml")
_TITLE = lazy_pattern(rf"(?i:(?P<several>{_W['several']}\b)\.? *[,:]? *|{_W['title']}\b\.? *)")
_CIVIL = lazy_pattern(rf"{_W['civil']}\b\.? +")
_STOP = lazy_pattern(rf"(?:{_W['officers']}|{_W['honours']})\b")
_OFFICER = lazy_pattern(rf"{_W['officers']}\b")
_ROLE = lazy_pattern(rf" ?(?i:{_W['roles']})(?![\w’'-])")
_CAPITAL = r"[^\W\d_a-zà-ÿ]"
_INITIAL = rf"{_CAPITAL}(?:\.|(?![\w’'.-]))"
_PARTICLE = r"(?:de|la|le|van|von|der|den|du|di|da|ap|ab|bin|al)(?= )"
_WORD = lazy_pattern(rf"(?:{_PARTICLE}|{_INITIAL}|(?:[DO][’'])?{_CAPITAL}[\w’'-]*\w) ?")
_HONOURS = lazy_pattern(rf"(?:,? ?{_W['honours']}\b)+")
_NOTES = lazy_pattern(r"(?: ?\([^()]*\))+")
# What tells two of one surname apart: "Ryan (E)".
_WHICH = lazy_pattern(rf" ?\({_CAPITAL}\.?(?: ?{_CAPITAL}\.?)?\)")
# A name of four letters has a vowel: what has none is a title cut short, of whatever language.
_CUT_SHORT = lazy_pattern(
    r"(?i:(?![^\W\d_]*[aeiouyáâàäéêëèíîïìóôöòúûüùýŵŷø])[^\W\d_]{4,}(?![\w’'-]))"
)
_PARTICLES = lazy_pattern(rf"(?i:{_PARTICLE}|Uí|Ó|Ní|Nic|Mac)(?= )")
# Somebody with a title may stand behind another without a comma, where lines were joined.
_GAP = lazy_pattern(
    r" ?(?:;|[,/&]|(?=(?:and|agus)\b)) ?(?:(?:and|agus|&)\b )?(?:(?:from|on behalf of) )?"
    rf"| (?=(?i:{_W['title']})\b)"
)
_ENDS = lazy_pattern(r" ?(?:$|[.;] ?$|\. )", re.MULTILINE)
# Where a list goes on with somebody who has a title, behind what is of nobody who counts.
_GOES_ON = lazy_pattern(rf"(?:[,;] (?:and )?|\band )(?=(?i:{_W['title']})\b)")
_PROSE = lazy_pattern(r"\([^()]*\)|\b(?:of|and|for|the|to|in|from|at|on)\b")
# Why somebody is not there, behind a comma.
_CLAUSE = lazy_pattern(r"(?:who|whose|as|due to|owing to|because)\b")
_SMALL = lazy_pattern(r"\b[a-zà-ÿ]{2,}")


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody's name as written, without a title, and what stands in brackets behind it."""

    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """The councillors of a list, and where it ends; `is_whole`: it can be read to its end."""

    people: tuple[Listed, ...]
    end: int
    is_whole: bool


@dataclass(slots=True)
class _List:
    """A list that is being read. Behind a title in the plural names are of councillors without one.

    `by_label`: so they are from the first on. `civil`: with "Mrs" in front, too, as the first of them was.
    """

    text: str
    at: int
    by_label: bool
    people: list[Listed] = field(default_factory=list)
    carries: bool = False
    civil: bool = False
    # Where somebody with "Mr" stands among names without a title, who is a councillor behind them is not told.
    is_mixed: bool = False

    def read(self) -> bool:
        """Read to the end; say whether there is nothing in between that is neither of a list nor an end."""
        self.carries = self.civil = self.by_label
        while self._person() or self._role() or self._another() or self._the_rest():
            gap = _GAP.match(self.text, self.at)
            if _ENDS.match(self.text, self.at) or not gap:
                break
            if ";" in gap[0]:
                self.carries = self.civil = self.by_label
                self.is_mixed = False
            self.at = gap.end()
        return bool(_ENDS.match(self.text, self.at))

    def _person(self) -> bool:
        """Read a councillor, if there is one here."""
        title = _TITLE.match(self.text, self.at)
        start = title.end() if title else self.at
        civil = _CIVIL.match(self.text, start)
        start = civil.end() if civil else start
        end = self._name_end(start)
        if end is None or not (title or self._goes_on(is_civil=bool(civil))):
            return False
        if title:
            self.carries = bool(title["several"]) or self.by_label
            self.civil = bool(civil) or self.by_label
        self._behind(end, self.text[start:end].strip())
        return True

    def _goes_on(self, *, is_civil: bool) -> bool:
        """Say whether a name without a title is a councillor's, as those in front of it."""
        return self.carries and (self.civil or not is_civil)

    def _name_end(self, at: int) -> int | None:
        """Return where the name that begins at a place ends, None where none does."""
        start, has_word = at, False
        while (word := _WORD.match(self.text, at)) and not _STOP.match(self.text, at):
            if _CUT_SHORT.match(self.text, at):
                return None
            at = word.end()
            has_word = has_word or len(word[0].rstrip(" .")) > 1
        return len(self.text[:at].rstrip()) if at > start and has_word else None

    def _behind(self, at: int, name: str) -> None:
        """Take a name with its honours, brackets and role behind it."""
        which = _WHICH.match(self.text, at)
        if which:
            name, at = f"{name} {which[0].strip()}", which.end()
        note = ""
        for pattern in (_HONOURS, _NOTES, _ROLE, _NOTES):
            if found := pattern.match(self.text, at):
                at = found.end()
                note += found[0] if pattern is _NOTES else ""
        self.people.append(Listed(name, note.strip()))
        self.at = at

    def _role(self) -> bool:
        """Read what somebody is, "the Mayor", also with who it is in brackets: "(Councillor Elm)"."""
        role = _ROLE.match(self.text, self.at)
        if not role:
            return False
        self.at = role.end()
        if note := _NOTES.match(self.text, self.at):
            inside = councillors_in(note[0].strip(" ()"))
            self.people += inside.people if inside.is_whole else ()
            self.at = note.end()
        return True

    def _another(self) -> bool:
        """Pass over somebody with "Mr" or the like who is no councillor."""
        civil = _CIVIL.match(self.text, self.at)
        end = self._name_end(civil.end()) if civil else None
        if end is None:
            return False
        self.is_mixed = self.is_mixed or self.carries
        self.carries = self.civil = False
        note = _NOTES.match(self.text, end)
        self.at = note.end() if note else end
        return True

    def _the_rest(self) -> bool:
        """Pass over those who are no councillors, up to the next title or to the end of the line."""
        if self.is_mixed and self._name_end(self.at) is not None:
            return False
        if _OFFICER.match(self.text, self.at):
            self._was_an_officer()
        line = self.text.find("\n", self.at)
        line = len(self.text) if line < 0 else line
        follows = _GOES_ON.search(self.text, self.at, line)
        end = follows.start() if follows else line
        if (follows or not self.people) and self._is_prose(end):
            return False
        self.carries = self.civil = False
        self.at = end
        return True

    def _is_prose(self, end: int) -> bool:
        """Say whether there are words up to a place that no list has; why somebody is away may stand there."""
        passed = _PROSE.sub("", self.text[self.at : end])
        is_why = self.people and _CLAUSE.match(self.text, self.at) and not _TITLE.search(passed)
        return bool(_SMALL.search(passed)) and not is_why

    def _was_an_officer(self) -> None:
        """Take back who was taken for a councillor by the label or a title far in front: "J Reid, Clerk"."""
        if self.by_label:
            self.people.clear()
        elif self.carries and self.people:
            self.people.pop()


def councillors_in(text: str, at: int = 0, *, is_carried: bool = False) -> Names:
    """Return the councillors whom the list that begins at a place of a text names.

    `is_carried`: the label of the list says that all are councillors, whether with a title or not.
    """
    one = _List(text, at, is_carried)
    is_whole = one.read()
    return Names(tuple(_of_one_form(one.people)), one.at, is_whole)


def _of_one_form(people: Sequence[Listed]) -> Iterator[Listed]:
    """Yield who is named as the others are: among surnames three names are those of two, joined by a lost line."""
    lengths = [len(_PARTICLES.sub("", one.name.partition(" (")[0]).split()) for one in people]
    are_surnames = lengths.count(1) > len(lengths) - lengths.count(1)
    for one, length in zip(people, lengths, strict=True):
        if not are_surnames or length <= 2:
            yield one
