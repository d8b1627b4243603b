"""What names of people look like in a record, with the titles in front of them."""

from __future__ import annotations

import re

from corpus.wording import wordings

_W = wordings("indexer.passages.people", "people.toml")
COUNCILLOR = _W["councillors"]
PERSONAL = rf"{_W['personal']}\.?"
# In front of a name that labels who speaks.
LABELLED = rf"{_W['in_labels']}\.?"
# Letters that a name begins with, those of Central Europe, the Baltic and the Pacific too.
_UPPER = "A-ZÀ-ÖØ-Þ" + "".join(
    letter for letter in map(chr, range(ord("Ā"), ord("ƀ"))) if letter.isupper()
)
_SMALL = r"(?:ap|ab|ferch|verch|de|del|della|di|da|dos|das|du|van|der|den|ter|von|la|las|le|los|bin|binti?|ibn|al|el)"
# "van der Berg" has two; "Mac an Bhaird" an article, that puts a letter in front of what is behind it.
PARTICLE = (
    rf"(?:(?:{_SMALL} |(?:Mac|Mhic|Nic) an (?:t(?=[AEIOUSÁÉÍÓÚ]))?|(?:Uí|Ó|Ní|O) (?:h(?=[AEIOUÁÉÍÓÚ]))?|(?:Mac|St\.?|DE|VAN|VON|LA|LE) "
    rf"|[dl][’'](?=[{_UPPER}])|(?:al|el)-(?=[{_UPPER}])){{1,2}})"
)
# Words in capitals that follow a name in a list of who moved what and how it went.
_NO_NAME = rf"(?!(?:(?i:{_W['no_names']})|{_W['no_names_as_written']})\b)"
_WORD = rf"(?:{_NO_NAME}(?:[{_UPPER}][\w’'-]*[a-zà-ÿ’'][\w’'-]*|[A-Z]{{3,}}|O[’'] ?[A-Z]\w+|(?:Ó|Uí) h?[A-ZÀ-Þ]\w+))"
# "J.P. Oak", "J P Oak", "JP Oak".
_INITIALS = (
    rf"(?:(?:[{_UPPER}](?:\.|\b) ?){{0,3}}"
    r"|(?!(?:CR|MR|MS|DR|BY|TO|OF|IN|ON|NO|OR|IT|UK|EU|US|HR|TV)\b)[A-Z]{2} (?=[A-Z][a-z]))"
)
# "Sheahan (K)" tells two Sheahans apart as "K. Sheahan" does.
NAME = (
    rf"(?:{PERSONAL} )?{_INITIALS}(?:{PARTICLE})?{_WORD}"
    rf"(?:(?: |-)(?:{PARTICLE})?{_WORD}){{0,2}}(?: \([A-Z]{{1,2}}\))?"
)
PRESIDES = _W["presides"]


# "B.Oak", and "Oak- Elm" where a line ended.
_GLUED = re.compile(r"(?<=\b[^\W\d_a-z]\.)(?=[^\W\d_a-z][\w’'])")
_HONOURS = re.compile(r"(?<=\w)(?:,? (?:MEP|MSP|MP|TD|MS|MBE|OBE|CBE|BEM|JP|KC|QC))+$")
_BROKEN = re.compile(r"(?<=\w)(?:- | -)(?=[^\W\d_a-z])")


def plain_name(name: str) -> str:
    """Return a name without the possessive, honours and the title in front of it, its initials apart."""
    name = _HONOURS.sub("", re.sub(r"['’]s?$", "", " ".join(name.split())))
    name = _BROKEN.sub("-", _GLUED.sub(" ", name))
    return re.sub(rf"^(?:{COUNCILLOR}|{PERSONAL}) ", "", name).strip(" ,")
