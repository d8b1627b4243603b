"""Where the papers of a pack begin that has no bookmarks for them.

The front sheet says it by the pages of the bound pack, if these lead to pages on which something begins;
else the pages say it themselves: a report's block, "Appendix A", "Minutes of", a stamp with another item, page
numbers that begin anew, another running head.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.papers.block import block_of, number_in
from corpus.papers.printed import Printed
from corpus.records import Listed
from corpus.roman import value_of
from corpus.tuning import PACKS
from corpus.wording import lists

_OPENS = re.compile(
    r"(?:appendix|annex(?:e|ure)?|attachment|enclosure|exhibit|schedule)(?:\W{0,3}\d{1,2}|(?:\W{1,3}|(?<=(?-i:[a-z])))(?-i:[A-Z]))(?:\.\d{1,2})?\b(?!.*[a-z]\.$)|"
    r"(?:draft |unconfirmed |public )?minutes(?: of\b.*)?$|minute of\b|report (?:of|by|to) (?:the )?\w.{2,60}$|"
    r"equality (?:and \w+ )?(?:impact )?(?:assessment|analysis)|(?:proposed )?record of (?:\w+ )?decision|"
    r"(?:staff|officer['’]?s?|committee|council) report\W*$|memo(?:randum)?\W*$",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"(?:page \d+\W+)?agenda item(?: no\.?| number)?[ :]{1,2}(?P<number>[A-Z]?\d{1,2}[a-z]?)\W*(?:page \d+)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:page|p\.)?\W*(?P<number>\d{1,4})(?:\W*(?:of|/)\W*\d{1,4})?\W*", re.IGNORECASE)  # fmt: skip
# The number of an item on a front sheet.
_ITEM = re.compile(r"(?:item\s+)?(?P<number>\d{1,2}|[IVX]{1,6})[.):]?\s+\S", re.IGNORECASE)
LETTERS = re.compile(r"[^\W\d_]{3,}")
_COMMON = frozenset((*lists("corpus.papers", "words.toml")["of_any_title"], "from"))


@dataclass(frozen=True, slots=True)
class Begin:
    """The first page of a paper (from 1), its title as it stands there, and the item that it names."""

    page: int
    title: str
    item: str | None = None


def begins(printed: Printed, listed: Sequence[Listed]) -> list[Begin]:
    """Return the first pages of the papers bound behind a front sheet, which lists what is `listed`."""
    pages = [_filled(page) for page in printed.pages]
    found = {one.page: one for one in _first_pages(pages) if one.page > 1}
    by_pages = list(found.values()) if len(found) >= PACKS.fewest else []
    return _by_sheet(pages, listed, found) or by_pages


def front_pages(printed: Printed) -> int:
    """Return how many pages stand before the first on which a paper begins by itself."""
    found = (one.page for one in _first_pages([_filled(page) for page in printed.pages]))
    return next((page - 1 for page in found if page > 1), printed.n_pages)


def reports(printed: Printed) -> list[Begin]:
    """Return the reports that are bound together without a front sheet, none where there are few.

    Only those that name whom they are to and what of are told apart.
    """
    pages = [_filled(page) for page in printed.pages]
    found = [Begin(n, _subject(page)) for n, page in enumerate(pages, 1) if _is_report(page)]
    return found if len(found) >= PACKS.fewest_alone and found[0].page == 1 else []


def _filled(page: Sequence[str]) -> list[str]:
    return [" ".join(line.split()) for line in page if line.strip()]


def _first_pages(pages: Sequence[Sequence[str]]) -> Iterator[Begin]:
    """Yield the pages on which a paper begins, by what stands on them and on their neighbours."""
    changed = _changed_heads(pages) or dict.fromkeys(_numbers_anew(pages), "")
    stamp, n_front = None, _n_front(pages)
    for number, page in enumerate(pages, start=1):
        if number <= n_front:
            continue
        before, stamp = stamp, next(_stamps(page), stamp)
        named = stamp if stamp != before else None
        if _is_report(page):
            yield Begin(number, _subject(page), _own_number(page) or named)
        elif title := _begun(page, named, changed.get(number)):
            yield Begin(number, title, named)


def _n_front(pages: Sequence[Sequence[str]]) -> int:
    """Return over how many pages the items of a front sheet count on: no paper begins on these.

    Each page but the first goes on with the very next number, and no report's block stands on any.
    """
    last = 0
    for n_before, page in enumerate(pages):
        numbers = [value for line in page if (value := _item_number(line))]
        if _is_report(page) or (n_before and numbers[:1] != [last + 1]):
            return n_before if n_before > 1 else 0
        for value in numbers:
            last += value == last + 1
    return len(pages)


def _item_number(line: str) -> int | None:
    match = _ITEM.match(line)
    if not match:
        return None
    return int(match["number"]) if match["number"].isdigit() else value_of(match["number"].upper())


def _begun(page: Sequence[str], named: str | None, changed: str | None) -> str:
    """Return the title of what begins on a page that is no report's first, "" where nothing says so."""
    heading = _heading(page) or ""
    if not named and changed is None:
        return heading
    return changed or heading or _title(page)


def _own_number(page: Sequence[str]) -> str | None:
    return number_in(block_of(page[: PACKS.top])["item"])


def _heading(page: Sequence[str]) -> str | None:
    """Return the line at the top of a page that heads a paper as its form has it, or None."""
    return next((line for line in page[: PACKS.heading] if _OPENS.match(line)), None)


def _title(page: Sequence[str]) -> str:
    return next(filter(_is_title, page[: PACKS.heading]), "")


def _stamps(page: Sequence[str]) -> Iterator[str]:
    for line in (*page[: PACKS.edge], *page[-PACKS.edge :]):
        if match := _STAMP.fullmatch(line):
            yield match["number"]


def _is_report(page: Sequence[str]) -> bool:
    """Say whether a report's block stands at the top of a page: to whom, and from whom or of what."""
    block = block_of(page[: PACKS.top])
    return block.is_report and bool(block_of(page[: PACKS.block]).labels) and "to" in block.labels


def _subject(page: Sequence[str]) -> str:
    return block_of(page[: PACKS.top])["subject"] or _title(page)


def _is_title(line: str) -> bool:
    return bool(LETTERS.search(line)) and not _STAMP.fullmatch(line) and not _NUMBER.fullmatch(line)  # fmt: skip


def _numbers(page: Sequence[str]) -> set[int]:
    """Return the numbers that a page may have: alone on a line of its edges."""
    lines = (*page[: PACKS.edge], *page[-PACKS.edge :])
    return {int(match["number"]) for line in lines if (match := _NUMBER.fullmatch(line))}


def _numbers_anew(pages: Sequence[Sequence[str]]) -> set[int]:
    """Return the pages numbered 1 behind one with a number and before one numbered 2, where most have one."""
    numbers = [_numbers(page) for page in pages]
    if sum(map(bool, numbers)) < PACKS.numbered * len(pages):
        return set()
    found = set()
    for at, (before, here) in enumerate(pairwise(numbers), start=2):
        after = numbers[at] if at < len(numbers) else set()
        if 1 in here - before and (2 in after or (before and (not after or 1 in after))):
            found.add(at)
    return found


def _changed_heads(pages: Sequence[Sequence[str]]) -> dict[int, str]:
    """Return the pages whose running head is another than that of the page before, with what it names there."""
    heads = _running_heads(pages)
    shared = _shared_words([head for head in heads if head])
    found, last = {}, ""
    for number, head in enumerate(heads, start=1):
        if head and last and head != last:
            found[number] = " ".join(head.split()[shared:]).strip(" -–|:") or head
        last = head or last
    return found


def _running_heads(pages: Sequence[Sequence[str]]) -> list[str]:
    """Return the head or foot that each page has beside others that begin alike; "" for pages without.

    What is the same on all pages names no paper. Figures count pages.
    """
    edges = [
        [_plain(line) for line in (*page[: PACKS.edge], *page[-PACKS.edge :])] for page in pages
    ]
    keys = Counter(key for page in edges for key in set(map(_key, page)) if key)
    least = PACKS.running * sum(map(bool, pages))
    for key, n in keys.most_common(PACKS.most_series):
        heads = [_with_key(page, key) for page in edges]
        if n >= least and PACKS.fewest <= len({*heads} - {""}) <= PACKS.running * n:
            return heads
    return [""] * len(pages)


def _with_key(lines: Sequence[str], key: str) -> str:
    return next((line for line in lines if _key(line) == key), "")


def _plain(line: str) -> str:
    return re.sub(r"^(?:page )?\W*\d+\W+|\W+\d+\W*$", "", line).strip()


def _key(line: str) -> str:
    words = line.split()
    return " ".join(words[: PACKS.beginning]) if len(words) > PACKS.beginning else ""


def _shared_words(heads: Sequence[str]) -> int:
    """Return how many words all heads begin with alike."""
    n = 0
    for words in zip(*(head.split() for head in heads), strict=False):
        if len(set(words)) > 1:
            break
        n += 1
    return n


def _by_sheet(
    pages: Sequence[Sequence[str]], listed: Sequence[Listed], found: Mapping[int, Begin]
) -> list[Begin]:
    """Return where the papers begin by the front sheet's pages, and what begins between them; none in doubt."""
    placed = [one for one in listed if one.first]
    offset = _offset(pages, placed, found)
    if offset is None:
        return []
    there = _there(placed, offset, len(pages))
    starts = {page: Begin(page, one.title, one.number) for page, one in there.items()}
    first = min(starts)
    between = {page: one for page, one in found.items() if page > first and page not in starts}
    return [one for _, one in sorted({**between, **starts}.items())]


def _there(placed: Sequence[Listed], offset: int, n_pages: int) -> dict[int, Listed]:
    """Return the items whose first page is in the file, by that page; the front sheet's own is none."""
    pages = {(one.first or 0) + offset: one for one in reversed(placed)}
    return {page: one for page, one in pages.items() if 1 < page <= n_pages}


def _offset(
    pages: Sequence[Sequence[str]], placed: Sequence[Listed], found: Mapping[int, Begin]
) -> int | None:
    """Return how many pages the file is ahead of the sheet's numbers, None where that is not borne out.

    What is stamped on the pages says it; else every offset is tried. Papers begin on many pages, so of
    offsets that are borne out alike the one counts that has items where their titles stand.
    """
    counted = Counter(n - number for n, page in enumerate(pages, 1) for number in _numbers(page))
    stamped = [by for by, n in counted.most_common(1) if n >= PACKS.numbered * len(pages)]
    titled = _titled(pages, placed)
    best, most = None, (PACKS.fewest - 1, 0)
    for offset in dict.fromkeys((*stamped, *_by_distance(len(pages)))):
        fits = _fits(_there(placed, offset, len(pages)), found, titled)
        if fits and fits > most:
            best, most = offset, fits
    return best


def _fits(
    there: Mapping[int, Listed], found: Mapping[int, Begin], titled: Collection[tuple[int, str]]
) -> tuple[int, int] | None:
    """Return on how many pages of items a paper begins, and on how many the item's title stands.

    None where that is too few of them.
    """
    titles = {page for page, one in there.items() if (page, one.number) in titled}
    right = len(titles | (there.keys() & found.keys()))
    return (right, len(titles)) if right >= PACKS.confirmed * len(there) else None


def _by_distance(n_pages: int) -> Iterator[int]:
    """Yield the offsets that a file may have, the smallest first."""
    yield 0
    for n in range(1, n_pages + 1):
        yield from (-n, n)


def _titled(pages: Sequence[Sequence[str]], placed: Sequence[Listed]) -> set[tuple[int, str]]:
    """Return the pages, each with an item's number, at whose top most words of the item's title stand."""
    tops = [_words(" ".join(page[: PACKS.heading])) for page in pages]
    wanted = [(one.number, _words(one.title)) for one in placed]
    return {
        (page, number)
        for page, top in enumerate(tops, start=1)
        for number, words in wanted
        if words and len(words & top) >= PACKS.alike * len(words)
    }


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in LETTERS.findall(text)) - _COMMON
