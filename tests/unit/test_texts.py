"""How often a word stands in a passage in the form that was typed, told by its first letters."""

from __future__ import annotations

import re
import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from indexer.generation.texts import Sought, shares

WORDS = st.sampled_from(
    [
        "Park",
        "parks",
        "parking",
        "PARKS",
        "car-park",
        "ark",
        "co-operate",
        "Cooper",
        "İpark",
        "ſpark",
        "\n",
        ".",
    ]
)
TEXTS = st.lists(st.lists(WORDS, max_size=12).map(" ".join), min_size=4, max_size=4)
SOUGHT = Sought(
    re.compile(r"(?<![^\W_])(?:park|parks)(?![^\W_])", re.IGNORECASE),
    re.compile(r"(?<![^\W_])(?:parking|cooper)(?![^\W_])", re.IGNORECASE),
    ("coo", "par"),
)


@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_trying_where_a_head_stands_counts_what_searching_the_whole_text_does(
    passages: list[list[str]],
) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE passages (row, title, agenda, decision, minutes)")
    connection.executemany(
        "INSERT INTO passages VALUES (?, ?, ?, nullif(?, ''), ?)",
        [(row, *texts) for row, texts in enumerate(passages)],
    )
    expected = []
    for row, (title, *texts) in enumerate(passages):
        wanted, other = (
            3 * len(pattern.findall(title)) + sum(len(pattern.findall(text)) for text in texts)
            for pattern in (SOUGHT.wanted, SOUGHT.other)
        )
        if wanted:
            expected.append((row, wanted / (wanted + other)))
    assert shares(connection, list(range(len(passages))), SOUGHT) == expected
    connection.close()
