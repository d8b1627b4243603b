"""How a text becomes terms: what different ways of writing have in common, in index and query."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from corpus.wording import lists
from indexer.language.stemming import stem
from indexer.tuning import TERMS

# (term, position, start, end); the last two are characters.
Token = tuple[str, int, int, int]

_WORD = r"[^\W_]+(?:['’][^\W_]+)*"
# Section 106, Sec. 106, s.106, s 106 (S106 is a word as it stands).
_SECTION = r"(?:[Ss]ections?|[Ss]ec\.?|[Ss]s?\.|S(?=\s))\s?\d{1,4}[A-Za-z]{0,2}\b"
# LE1 6ZG and, without its space, LE16ZG; Irish ones: V94 EH90. An ordinal is no second half.
_POSTCODE = (
    r"(?i:[A-Z]{1,2}\d[A-Z\d]?\s?\d(?!st\b|nd\b|rd\b|th\b)[ABD-HJLNP-UW-Z]{2})\b"
    r"|(?:[AC-FHKNPRTV-Y]\d\d|D6W)\s?(?=\d*[A-Z])(?=[A-Z]*\d)[\dAC-FHKNPRTV-Y]{4}\b"
)
# "anti social" is "anti-social"; "Co Clare" is a county.
_PREFIXED = rf"(?:(?i:anti|multi|non|pre|semi|sub)\s(?=[^\W\d_])|[Cc]o\s(?=[a-z])){_WORD}"
# What is written with a space and is one term.
SPACED = rf"(?:{_SECTION}|{_POSTCODE}|{_PREFIXED})"
_TOKEN = re.compile(
    # Most words are in small letters and begin nothing else: tried first for speed.
    r"(?P<plain>(?<!\w)(?!(?:s|ss|sec|sections?|co|anti|multi|non|pre|semi|sub)\b)[a-z]++(?![\w'’‐‑-]))"
    r"|(?P<reference>\d+(?:/[^\W_]+)+)"
    r"|(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?[^\W\d_]*|\d+\.\d+[^\W\d_]*)"
    rf"|(?P<section>(?<![\w'’]){_SECTION})"
    rf"|(?P<postcode>(?<!\w)(?:{_POSTCODE}))"
    r"|(?P<initials>(?<![\w.])[A-Z](?:\.[A-Z])+\b(?!\.?\w)\.?)"
    rf"|(?P<prefixed>(?<!\w){_PREFIXED})"
    rf"|(?P<word>{_WORD}(?:[-‐‑]{_WORD})*)"
)
_PIECE = re.compile(_WORD)
_HYPHENS = re.compile(r"[-‐‑\s]")
# A compound with one of these is one word, which is also written without the hyphen (co-operate,
# call-in): its pieces alone say something else.
_WEAK = frozenset(lists("indexer.language", "words.toml")["weak"])
_ACRONYM = re.compile(r"([A-Z]{2,6})s?")
# Three words in capitals and more: a heading, in which no word stands out as an acronym.
_SHOUTED = re.compile(r"\b[A-Z\d'’]+(?:[^\w\n]+[A-Z\d'’]+\b){2,}")
# Terms of abbreviations that stand for one word only. "St" is also Saint, "Dr" also Doctor.
_SHORT_FOR = {
    "rd": "road",
    "ave": "avenu",
    "ln": "lane",
    "cllr": "councillor",
    "cllrs": "councillor",
}
STREET = "street"
# Where the stemmer changes a last letter ("agency": "agenci"), it is one of these.
_CHANGED = "eily"
_IRREGULAR = {"die": "dy", "lie": "ly", "tie": "ty"}
_SECTION_TERM = re.compile(r"s\d+[a-z]*")
# What ordinary text has beside ASCII, none of it part of a term.
_MARKS = "’‘“”–—‐‑…£€•"
_NO_LETTERS = {code: None for code in range(128) if not chr(code).isalnum()}
_BEFORE_STREET = re.compile(r"(?:[A-Z][^\W_]*['’]?[a-z]*|\d+(?:st|nd|rd|th))[^\S\n]$")
_POSSESSIVE = re.compile(r"['’]s$|['’]$")
_APOSTROPHES = str.maketrans("", "", "'’")


@lru_cache(maxsize=200_000)
def word_term(word: str) -> str:
    """Return the term of one word: no accents, no case, no possessive, stemmed (Snowball English, with exceptions)."""
    plain = _POSSESSIVE.sub("", plain_word(word)).translate(_APOSTROPHES)
    return stem(plain) if plain.isalpha() else plain


def plain_word(word: str) -> str:
    """Return a word without its accents and in lower case."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


# Fields of names: a name is what it is, "Browne" no form of "Brown".
EXACT_FIELDS = ("spoke", "voted")


def exact_terms(name: str) -> list[str]:
    """Return the terms of a name as they stand in a field of names: each word whole, not stemmed.

    A figure in front keeps the words from the stemmer, in the index and in the query.
    """
    words = (plain_word(word).translate(_APOSTROPHES) for word in re.findall(_WORD, name))
    return [f"0{word}" for word in words if word]


def is_exact(term: str) -> bool:
    """Say whether a term is one of a name in a field of exact names, and not of a text."""
    return term[:1] == "0" and term[1:2].isalpha()


def exact_names(names: Iterable[str]) -> str:
    """Return the text of a field of names: a line a name, each once."""
    return "\n".join(dict.fromkeys(" ".join(exact_terms(name)) for name in names))


def acronym_term(word: str) -> str | None:
    """Return the term of a word as an acronym ("SEND" for SEND and SENDs, never "send"), or None.

    It stands beside the word's own term in the index, so that SEND can be told from the verb.
    """
    found = _ACRONYM.fullmatch(word)
    return found[1] if found else None


def joined_term(words: str) -> str:
    """Return the term of a compound or of words apart, written as one word ("e-mail": "email")."""
    return word_term(_HYPHENS.sub("", words))


def is_one_word(compound: str) -> bool:
    """Say whether a compound is one term, whose pieces alone say something else (call-in, e-mail)."""
    pieces = _HYPHENS.split(compound)
    weak = any(piece.lower() in _WEAK or (len(piece) == 1 and piece.isalpha()) for piece in pieces)
    return len(pieces) > 1 and weak


def terms_with_offsets(text: str, *, parts: bool = True) -> Iterator[Token]:
    """Yield (term, position, start, end) for every token of a text; `start` and `end` are characters.

    With `parts`, as in the index, every way of writing that may be looked for has its term:

    - a reference ("16/01234/ful"), its beginnings ("16/01234"), and its pieces one after the other;
    - a compound written as one word ("decisionmak"), and its pieces one after the other, or all at
      one position if they are one word (`is_one_word`);
    - a section of an act ("s106"), a postcode ("le16zg") or initials ("pspo") and their pieces, all
      at one position;
    - an abbreviation and its word ("Rd", "road"); without `parts` the word only;
    - a word in capitals once more in capitals, unless it is in a heading that is so throughout.
    """
    position = 0
    for match in _TOKEN.finditer(text):
        if match.lastgroup == "plain" and (term := word_term(match[0])) not in _SHORT_FOR:
            # Nine words in ten.
            yield term, position, match.start(), match.end()
            position += 1
            continue
        last = 0
        for term, offset, start, end in _terms_of(text, match, parts=parts):
            yield term, position + offset, start, end
            last = offset
        position += last + 1


def _terms_of(text: str, match: re.Match[str], *, parts: bool) -> Iterator[Token]:
    """Yield the terms of a token, their positions counted from its own."""
    raw, start = match[0], match.start()
    kind = _kind_of(str(match.lastgroup), raw)
    if kind == "plain":
        yield from (
            (term, 0, start, match.end()) for term in _of_word(text, raw, start, parts=parts)
        )
    elif kind == "number":
        yield raw.replace(",", "").lower(), 0, start, match.end()
    elif kind == "reference":
        for term, offset, first, last in _in_a_row(raw, parts=parts):
            yield term, offset, start + first, start + last
    else:
        yield from _at_one_place(kind, raw, start, parts=parts)


def _kind_of(kind: str, raw: str) -> str:
    """Return the kind of a token; a word is plain, or a compound whose pieces are words or are none."""
    if kind != "word":
        return kind
    if raw.isalnum() or not _HYPHENS.search(raw):
        return "plain"
    return "compound" if is_one_word(raw) else "reference"


def _of_word(text: str, raw: str, start: int, *, parts: bool) -> Iterator[str]:
    """Yield the terms of a word: what it is short for, itself, and itself as an acronym."""
    term = word_term(raw)
    if not parts:
        yield _SHORT_FOR.get(term, term)
        return
    if term in _SHORT_FOR:
        yield _SHORT_FOR[term]
    elif raw == "St" and _is_street(text, start):
        yield STREET
    yield term
    acronym = acronym_term(raw) if raw[:2].isupper() else None
    if acronym and not _is_inside(start, _headings(text)):
        yield acronym


def letters_of(text: str) -> str | None:
    """Return the letters and digits of a text in a row, in lower case, or None if some are not ASCII."""
    if not text.isascii():
        for mark in _MARKS:
            text = text.replace(mark, "")
        if not text.isascii():
            return None
    return text.translate(_NO_LETTERS).lower()


@lru_cache(maxsize=10_000)
def traces_of(term: str) -> tuple[str, ...]:
    """Return what a text with a term has one of among its letters (`letters_of`): a quick first look.

    Mostly the beginning that all words with the term have in common.
    """
    if _SECTION_TERM.fullmatch(term):
        return (term[1:],)
    plain = letters_of(term)
    if plain is None:
        return ("",)
    found = [plain[:-1] if plain[-1:] in _CHANGED else plain]
    found.append(_IRREGULAR.get(term, found[0]))
    found += [short for short, long in (*_SHORT_FOR.items(), ("st", STREET)) if long == term]
    return tuple(dict.fromkeys(found))


def _in_a_row(raw: str, *, parts: bool) -> Iterator[Token]:
    """Yield the terms of a reference, or of a compound whose pieces are words of their own."""
    is_reference = "/" in raw
    if is_reference:
        yield raw.lower(), 0, 0, len(raw)
        if not parts:
            return
        # "18/00777" finds 18/00777/FUL.
        for slash in list(re.finditer("/", raw))[1:]:
            yield raw[: slash.start()].lower(), 0, 0, slash.start()
    elif parts and not _HYPHENS.sub("", raw).isdecimal():
        yield joined_term(raw), 0, 0, len(raw)
    for offset, piece in enumerate(_PIECE.finditer(raw)):
        yield word_term(piece[0]), offset, piece.start(), piece.end()
        if parts and not is_reference and (acronym := acronym_term(piece[0])):
            yield acronym, offset, piece.start(), piece.end()


def _at_one_place(kind: str, raw: str, start: int, *, parts: bool) -> Iterator[Token]:
    """Yield the term of what is one word however it is written, and its pieces at the same place."""
    whole = _written_whole(kind, raw)
    yield whole, 0, start, start + len(raw.rstrip("."))
    if not parts:
        return
    known = {whole}
    for piece, first, last in _pieces_of(kind, raw):
        term = piece if kind == "initials" and len(piece) > 1 else word_term(piece)
        if term not in known:
            known.add(term)
            yield term, 0, start + first, start + last


def _written_whole(kind: str, raw: str) -> str:
    """Return the one term of a section of an act, a postcode, initials or a compound."""
    if kind == "section":
        number = raw[next(at for at, char in enumerate(raw) if char.isdigit()) :]
        return f"s{number.lower()}"
    if kind == "postcode":
        return _HYPHENS.sub("", raw).lower()
    return joined_term(raw.replace(".", ""))


def _pieces_of(kind: str, raw: str) -> list[tuple[str, int, int]]:
    """Return the pieces of what is one word, each with its first and last character."""
    if kind == "postcode":
        cut = len(raw) - (3 if raw[-3].isdigit() else 4)
        outward = raw[:cut].strip()
        return [(outward, 0, len(outward)), (raw[cut:], cut, len(raw))]
    pieces = [(piece[0], *piece.span()) for piece in _PIECE.finditer(raw)]
    if kind == "initials" and (acronym := acronym_term(raw.replace(".", ""))):
        pieces.insert(0, (acronym, 0, len(raw.rstrip("."))))
    return pieces


def _is_street(text: str, at: int) -> bool:
    """Say whether "St" at a character ends a street's name ("High St"), and does not begin a saint's."""
    return _BEFORE_STREET.search(text[max(0, at - TERMS.street) : at]) is not None


@lru_cache(maxsize=4)
def _headings(text: str) -> list[tuple[int, int]]:
    """Return where a text is in capitals throughout; it is asked for every acronym of a text."""
    return [match.span() for match in _SHOUTED.finditer(text)]


def _is_inside(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)
