"""Write the British words that the dictionary of `is_english` lacks: `python benchmarks/british_words.py SCOWL`.

SCOWL is the folder of the Spell Checker Oriented Word Lists by Kevin Atkinson (as Debian's package "scowl" lays them, in
`/usr/share/dict/scowl`). Taken are the words of British English and of all English, up to size 60: those of the next
size begin to be slips of others ("stree"). The head of the file, with the licences, stays as it is.
"""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path

from spellchecker import SpellChecker

WORDS = Path(__file__).parent.parent / "search/expand/british.toml"
LISTS = ("english-words", "british-words", "british_variant_1-words")
SIZES = (10, 20, 35, 40, 50, 55, 60)


def lacking(folder: Path) -> list[str]:
    """Return the words of the lists that the dictionary does not have, in order of letters."""
    paths = (folder / f"{name}.{size}" for name in LISTS for size in SIZES)
    words = {word for path in paths for word in path.read_text("utf-8").lower().split()}
    dictionary = SpellChecker(language="en").word_frequency
    return sorted(word for word in words if "'" not in word and word not in dictionary)


def main(folder: str) -> None:
    """Write the words below the head of the file."""
    head, _, _ = WORDS.read_text("utf-8").partition("words = ")
    lines = textwrap.fill(" ".join(lacking(Path(folder))), 118, break_on_hyphens=False)
    WORDS.write_text(f'{head}words = """\n{lines}\n"""\n', "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
