r"""Marks of Markdown come off a text that evidently is Markdown; whatever may be a mark of its own stays.

Converters of PDF print a bold line as "**held on 21st** **June**" and a line to sign on as "\_\_\_".
"""

from __future__ import annotations

import re

_STRONG = re.compile(r"(?<![*\\])(\*{2,3})(?=[^\s*])([^*\n]*[^\s*\\])\1(?!\*)")
# As bold text begins: not behind a word or a figure, where two asterisks may lead to a footnote.
_EVIDENT = re.compile(rf"(?<!\w){_STRONG.pattern}(?!\w)|[^\W\d_]\*\*[:.]\*\*(?!\*)|\\_\\_")
# Closed and opened again between two words: nothing was emphasised less there.
_REOPENED = re.compile(r"(?<=[^\s*])(\*{1,3}) \1(?=[^\s*])")
# Converters lose the space in front of bold text: without the mark two words would become one.
_BETWEEN_WORDS = re.compile(r"(?<=[^\W\d_])\*\*(?=[^\W\d_][^*\n]*[^\s*\\]\*\*(?!\*))")
# What is left of bold text that begins before the text does, or ends behind it. A figure with
# asterisks has a footnote.
_CLOSED_ONLY = re.compile(r"\A([^*]*[^\s*\d%])\*\*(?![\w*])")
_OPENED_ONLY = re.compile(r"(?<![\w*])\*{2,3}(?=[^\s*])([^*]*)\Z")
# Asterisks in italics that are nested or closed in parts: the first opens, the last closes, and none
# stands behind a figure or between spaces.
_OPENS = re.compile(r"[^*]*(?<![\w*])\*+(?=[^\s*])")
_CLOSES = re.compile(r"(?<=[^\s*])\*+(?![\w*])[^*]*\Z")
_NOT_ITALICS = re.compile(r"[\d%]\*|(?:^|\s)\*+(?:$|\s)", re.MULTILINE)


def without_markdown(text: str) -> str:
    """Return a text without bold, italics and escaped underscores if it evidently is Markdown.

    Bold text or a row of escaped underscores is evidence. Italics come off only if every asterisk of
    the text may belong to some: one that is left over marks a footnote, and then the others may too.
    """
    if not ("**" in text or r"\_\_" in text) or not _EVIDENT.search(text):
        return text
    text = text.replace("\\_", "_")
    text = _STRONG.sub(r"\2", _BETWEEN_WORDS.sub(r" **", _REOPENED.sub(" ", text)))
    text = _OPENED_ONLY.sub(r"\1", _CLOSED_ONLY.sub(r"\1", text))
    is_paired = (
        text.count("*") % 2 == 0
        and _OPENS.match(text)
        and _CLOSES.search(text)
        and not _NOT_ITALICS.search(text)
    )
    return text.replace("*", "") if is_paired else text
