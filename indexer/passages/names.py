"""What names of people look like in a record, with the titles in front of them."""

from __future__ import annotations

import re

from corpus.wording import wordings

_W = wordings("indexer.passages", "people.toml")
COUNCILLOR = _W["councillors"]
PERSONAL = rf"{_W['personal']}\.?"
# In front of a name that labels who speaks.
LABELLED = rf"{_W['in_labels']}\.?"
PARTICLE = r"(?:ap|ab|ferch|de|van|der|den|von|la|le|Uí|Ó|Ní|Mac|St\.?|DE|VAN|VON|LA|LE) "
# Words in capitals that follow a name in a list of who moved what and how it went.
_NO_NAME = rf"(?!(?:(?i:{_W['no_names']})|{_W['no_names_as_written']})\b)"
_WORD = rf"(?:{_NO_NAME}(?:[A-ZÀ-Þ][\w’'-]*[a-zà-ÿ’'][\w’'-]*|[A-Z]{{3,}}|O[’'] ?[A-Z]\w+|(?:Ó|Uí) h?[A-ZÀ-Þ]\w+))"
_INITIALS = r"(?:[A-Z](?:\.|\b) ?){0,3}"
# "Sheahan (K)" tells two Sheahans apart as "K. Sheahan" does.
NAME = (
    rf"(?:{PERSONAL} )?{_INITIALS}(?:{PARTICLE})?{_WORD}"
    rf"(?:(?: |-)(?:{PARTICLE})?{_WORD}){{0,2}}(?: \([A-Z]{{1,2}}\))?"
)
PRESIDES = _W["presides"]


# "B.Oak", and "Oak- Elm" where a line ended.
_GLUED = re.compile(r"(?<=\b[^\W\d_a-z]\.)(?=[^\W\d_a-z][\w’'])")
_BROKEN = re.compile(r"(?<=\w)(?:- | -)(?=[^\W\d_a-z])")


def plain_name(name: str) -> str:
    """Return a name without the possessive and the title in front of it, its initials apart."""
    name = re.sub(r"['’]s?$", "", " ".join(name.split()))
    name = _BROKEN.sub("-", _GLUED.sub(" ", name))
    return re.sub(rf"^(?:{COUNCILLOR}|{PERSONAL}) ", "", name).strip(" ,")
