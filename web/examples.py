"""The worked examples of the help page."""

from __future__ import annotations

from typing import NamedTuple


class Example(NamedTuple):
    """An operator, a query that uses it, and what the query finds."""

    operator: str
    query: str
    finds: str


EXAMPLES = (
    Example("any words", "lido closure", "Items about the lido or a closure, best match first."),
    Example(
        '"a phrase"',
        '"low traffic neighbourhood"',
        "Only items with these words next to each other, in this order.",
    ),
    Example("+word", "+lido boiler", "Only items with “lido”; those with “boiler” come first."),
    Example("-word", "+lido -culvert", "Items with “lido” that do not mention a culvert."),
    Example("word*", "librar*", "Any ending: library, libraries, librarian."),
    Example(
        "word~", "libary~", "Spelled nearly so: one letter more, less or another; word~2: two."
    ),
    Example("a AND b", "lido AND culvert", "Only items with both words."),
    Example("a OR b", "libraries OR museum", "Items with at least one of the words."),
    Example("NOT a", "lido NOT culvert", "Items with “lido” that do not mention a culvert."),
    Example("( … )", "(lido OR library) AND closure", "Brackets say what belongs together."),
    Example("a NEAR/5 b", "culvert NEAR/5 repair", "Both words, at most 5 words apart."),
    Example("title:word", "title:lido", "Items with the word in their title."),
    Example("decided:word", "decided:culvert", "Items with the word in what was resolved."),
    Example(
        "voted:name", "voted:Hussain", "Items in which the record says how this councillor voted."
    ),
    Example("speaker:name", "speaker:Hussain parking", "Items in which this councillor spoke."),
    Example(
        "committee:name",
        "lido committee:Cabinet",
        'Only this committee; part of its name is enough. Names of several words: committee:"Licensing Committee".',
    ),
    Example(
        "council:name",
        "lido council:Wenbridge",
        "Where the records are of several councils, only this one; part of its name is enough.",
    ),
    Example("from:date", "flood from:2016-01-01", "Only meetings on or after this date."),
    Example(
        "to:date", "flood to:2018", "Only meetings on or before it; a year or a month will do."
    ),
)
