"""What the item behind one is about: that it is heard in private speaks for a closing in front of it."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.wording import lists
from indexer.passages.exemption_state import State

_WORD = re.compile(r"[^\W\d_]+")


def affair_follows(meeting: State) -> bool:
    """Say whether the next item is called after what meetings hear in private: a salary, a sale, a claim."""
    behind = meeting.items[meeting.at + 1 : meeting.at + 2]
    return any(_is_affair(item.title) for item in behind)


@lru_cache(maxsize=4096)
def _is_affair(title: str) -> bool:
    words = {word.removesuffix("s") for word in _WORD.findall(title.casefold())}
    return not words.isdisjoint(_affairs())


@lru_cache(maxsize=1)
def _affairs() -> frozenset[str]:
    """Return the words for what is heard in private, without an "s" at their ends."""
    named = lists("indexer.passages", "exclusion_features.toml")["affair"]
    things = lists("indexer.passages", "exemption.toml")["of_affairs"]
    return frozenset(word.removesuffix("s") for word in (*named, *things))
