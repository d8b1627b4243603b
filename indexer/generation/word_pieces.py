"""The vocabulary of the embedding model: what is a common word to it. Needs its tokenizer, not its weights."""

from __future__ import annotations

import re
from pathlib import Path

from tokenizers import Tokenizer

from indexer.calibration import MINILM


class WordPieces:
    """Says whether a word is common to the model. Safe to share between threads."""

    def __init__(self, folder: Path, long_piece: int = MINILM.long_piece) -> None:
        """Load the tokenizer of the encoder in `folder`; pieces of `long_piece` letters are words."""
        self._long = long_piece
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()

    def knows(self, word: str) -> bool:
        """Say whether a word is a common one to the model: in its vocabulary, or inflected from it.

        A word of two long pieces ("over", "charging") is one too; a slip of the pen falls to bits.
        """
        forms = [word, *(re.sub(r"(ing|ed|er|es|s)$", end, word) for end in ("", "e"))]
        if any(len(self._pieces(form)) == 1 for form in forms):
            return True
        return all(len(piece.lstrip("#")) >= self._long for piece in self._pieces(word))

    def _pieces(self, word: str) -> list[str]:
        return list(self._tokenizer.encode(word, add_special_tokens=False).tokens)
