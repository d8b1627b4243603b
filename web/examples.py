"""The worked examples of the help page."""

from __future__ import annotations

from typing import NamedTuple

from corpus.tongue import message


class Example(NamedTuple):
    """An operator, a query that uses it, and what the query finds."""

    operator: str
    query: str
    finds: str


EXAMPLES = (
    Example(
        message("any words"),
        "lido closure",
        message("Items about the lido or a closure, best match first."),
    ),
    Example(
        message('"a phrase"'),
        '"low traffic neighbourhood"',
        message("Only items with these words next to each other, in this order."),
    ),
    Example(
        message("+word"),
        "+lido boiler",
        message("Only items with “lido”; those with “boiler” come first."),
    ),
    Example(
        message("-word"),
        "+lido -culvert",
        message("Items with “lido” that do not mention a culvert."),
    ),
    Example(message("word*"), "librar*", message("Any ending: library, libraries, librarian.")),
    Example(
        message("word~"),
        "libary~",
        message("Spelled nearly so: one letter more, less or another; word~2: two."),
    ),
    Example(message("a AND b"), "lido AND culvert", message("Only items with both words.")),
    Example(
        message("a OR b"), "libraries OR museum", message("Items with at least one of the words.")
    ),
    Example(
        message("NOT a"),
        "lido NOT culvert",
        message("Items with “lido” that do not mention a culvert."),
    ),
    Example(
        message("( … )"),
        "(lido OR library) AND closure",
        message("Brackets say what belongs together."),
    ),
    Example(
        message("a NEAR/5 b"),
        "culvert NEAR/5 repair",
        message("Both words, at most 5 words apart."),
    ),
    Example(message("title:word"), "title:lido", message("Items with the word in their title.")),
    Example(
        message("decided:word"),
        "decided:culvert",
        message("Items with the word in what was resolved."),
    ),
    Example(
        message("voted:name"),
        "voted:Hussain",
        message("Items in which the record says how this councillor voted."),
    ),
    Example(
        message("speaker:name"),
        "speaker:Hussain parking",
        message("Items in which this councillor spoke."),
    ),
    Example(
        message("committee:name"),
        "lido committee:Cabinet",
        message(
            'Only this committee; part of its name is enough. Names of several words: committee:"Licensing Committee".'
        ),
    ),
    Example(
        message("council:name"),
        "lido council:Wenbridge",
        message(
            "Where the records are of several councils, only this one; part of its name is enough."
        ),
    ),
    Example(
        message("from:date"),
        "flood from:2016-01-01",
        message("Only meetings on or after this date."),
    ),
    Example(
        message("to:date"),
        "flood to:2018",
        message("Only meetings on or before it; a year or a month will do."),
    ),
)
