"""Bytes to clean text: decoding, white space, bullets, the furniture around a page."""

from __future__ import annotations

import re
import unicodedata

from corpus.errors import RecordError
from corpus.lazy_pattern import lazy_pattern
from corpus.tuning import HEADS

_APOSTROPHES = re.compile(r"['’‘ʼ`´]")

# White space that publishers use for layout; U+00A0 is what Word puts after every bullet.
_SPACES = lazy_pattern(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t\x0b\x0c]")
# Soft hyphens, zero-width characters, byte order marks, control characters, and what turns the
# direction of a line around: letters of Hebrew or Arabic need none of these.
_INVISIBLE = lazy_pattern(
    r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0e-\x1f\x7f-\x9f]"
)
_LINE_ENDS = lazy_pattern(r"\r\n?|[\u2028\u2029\x85]")
# Bullets at the start of a line, among them Word's private-use Symbol and Wingdings glyphs.
_BULLET = lazy_pattern(r"^ *(?:[·•§▪●○◦‣∙\uf0b7\uf0a7\uf0d8\uf0fc\uf02d]|o(?= {3,})|[-–*](?= )) *")
_RUNS = lazy_pattern(r" {2,}")
_FILE_NOTE = lazy_pattern(
    r"\s*(?:(?:\b|(?<=[a-z0-9)]))(?:pdf|doc|word|excel|html?|file|document)\s+e?icon\s+)?"
    r"(?:\b|(?<=[a-z0-9)]))(?:PDF|DOCX?|XLSX?|PPTX?|HTML?)\s*\d[\d.,]*\s?[KMG]B(?:\s*/\s*\d+)?\s*",
    re.IGNORECASE,
)
# Where an item's papers are in the bound pack: "(Pages 85 - 276)", "Pages 3 - 12" at the end.
_NUMBERS = r"\d{1,4}(?:\s*(?:-|–|to|,|and|&)\s*\d{1,4})*"
_OF_PACK = lazy_pattern(
    rf"\s*\((?:pages?|pp?\.|tudalen(?:nau)?)\s*{_NUMBERS}\s*\)"
    rf"|(?<=\w)\s+(?:[-–]\s*)?(?:pages|tudalennau)\s+\d{{1,4}}\s*(?:-|–|to)\s*\d{{1,4}}\s*$",
    re.IGNORECASE,
)
_FURNITURE = lazy_pattern(
    r"</?AI\d+>|(?:pdf|word) e?icon|share this page|print this page|bookmark this page|"
    r"view directions|find out more about this issue|skip to (?:main )?content|"
    r"\(image omitted\)|view the (?:decision|minutes|declarations?) for item .{1,20}",
    re.IGNORECASE,
)
_COOKIE_BANNER = "Get the best from this site"


_LIGATURES = lazy_pattern(r"[\ufb00-\ufb06]")
# What UTF-8 that was read as Windows-1252 or Latin-1 begins with; most text has none of it.
_MOJIBAKE = lazy_pattern(r"[ÂÃâÅÄÐÑï][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")

BULLET = "• "


def decode(data: bytes) -> str:
    """Return the text of a file: UTF-8, UTF-16 with its mark, else Windows-1252.

    Raises RecordError for data that is no text in any of these.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\x00" in data:
        raise RecordError("this is not a text file (it holds NUL bytes)")
    else:
        encodings = ["utf-8-sig", "cp1252", "latin-1"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        control = sum(1 for char in text[:4096] if char < " " and char not in "\t\n\r\x0b\x0c")
        if control > len(text[:4096]) // 20:
            raise RecordError("this is not a text file (too many control characters)")
        return text
    raise RecordError("the text could not be decoded; save it as UTF-8 and index again")


def decode_start(data: bytes, n_bytes: int) -> str:
    """Return the text of the first `n_bytes` of a file; a character cut in two is left out.

    Raises RecordError as `decode` does.
    """
    start = data[:n_bytes]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start[: len(start) // 2 * 2]
        # The first half of a pair of surrogates (D800 to DBFF) is no character.
        high = start[-1] if start.startswith(b"\xff\xfe") else start[-2]
        if high & 0xFC == 0xD8:
            start = start[:-2]
    elif len(data) > n_bytes:
        # Bytes of UTF-8 that go on a character are 10xxxxxx: leave out the last character.
        while start and start[-1] & 0xC0 == 0x80:
            start = start[:-1]
        start = start[:-1]
    return decode(start)


def repaired(text: str) -> str:
    """Return text with mojibake ("â€™" for "’") and ligatures put right; other text as it is.

    ftfy changes a stretch only if it is all but impossible as text of its own.
    """
    if text.isascii():
        return text
    text = _LIGATURES.sub(lambda match: unicodedata.normalize("NFKD", match[0]), text)
    if not _MOJIBAKE.search(text):
        return text
    # Here, as a query never comes here and would wait for it.
    from ftfy import fix_encoding

    return fix_encoding(text)


def clean_line(line: str) -> str:
    """Return one line with plain single spaces, and a plain bullet where it had any bullet."""
    line = _INVISIBLE.sub("", _SPACES.sub(" ", line))
    line, bullets = _BULLET.subn("", line)
    line = _RUNS.sub(" ", line).strip()
    return f"{BULLET}{line}" if bullets and line else line


def clean_lines(text: str) -> list[str]:
    """Return the lines of a text, cleaned, in Unicode's composed form (NFC)."""
    text = _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text))
    return [clean_line(repaired(line)) for line in text.split("\n")]


def without_furniture(lines: list[str]) -> list[str]:
    """Return the lines without what a page has around its record.

    A cookie banner below the record ends the page; above the record it is only left out.
    """
    kept: list[str] = []
    for line in lines:
        if line == _COOKIE_BANNER:
            if sum(1 for above in kept if above) > HEADS.banner_above:
                break
        elif not _FURNITURE.fullmatch(line):
            kept.append(line)
    return kept


def without_file_note(title: str) -> str:
    """Return a title without the note that a page glues on: "pdf icon PDF 168 KB", "(Pages 85 - 276)"."""
    return _OF_PACK.sub("", _FILE_NOTE.sub(" ", title)).strip(" -–")


def paragraphs(lines: list[str]) -> str:
    """Return lines as text: runs of blank lines become one, none at the ends."""
    text = "\n".join(lines).strip("\n")
    return re.sub(r"\n{3,}", "\n\n", text)


def squash(text: str) -> str:
    """Return the text with every run of white space as one space: for comparing, not for showing."""
    return " ".join(text.split())


def words_of_name(name: str) -> str:
    """Return the words of a name in small letters, a space between them whatever it was; "&" is "and"."""
    return re.sub(r"[\W_]+", " ", name.replace("&", " and ").casefold()).strip()


def slug(text: str) -> str:
    """Return the text in lower-case ASCII letters and digits joined by hyphens, or "item"."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:160].rstrip("-") or "item"


def place_name(name: str | None) -> str:
    """Return the name of a council, a committee or a person as an address says it; "unknown" where there is none.

    Straight or curly, an apostrophe makes no other name: O'Brien is O’Brien.
    """
    return slug(_APOSTROPHES.sub("", name.replace("&", " and "))) if name else "unknown"
