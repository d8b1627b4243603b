"""What lies beside a thing is not the thing: a quote about the one does not answer a question about the other."""

from __future__ import annotations

import pytest

from search.page.beside_it import is_of_the_thing

OTHERS = [
    (
        "does the council own the milk market",
        "Site opposite the Milk Market – the owner was engaging with the Council, and ownership has since changed.",
    ),
    (
        "when will the Quay Street car park be resurfaced?",
        "The lane behind the Quay Street car park will be resurfaced in May.",
    ),
    ("who owns the old corn exchange?", "The house next to the Corn Exchange is owned by Mr Elm."),
    ("has the town hall been sold?", "Land at the rear of the Town Hall has been sold."),
    ("what did the fire station cost?", "The shelter outside the fire station cost £4,000."),
    ("is the swimming pool open?", "The café overlooking the swimming pool is open."),
    ("was the King's School extended?", "The field adjoining the King’s School was extended."),
]
SAME = [
    ("does the council own the milk market", "The Council owns the Milk Market and lets it."),
    ("has the town hall been sold?", "The Town Hall, next to the church, has been sold."),
    ("when will the car park be resurfaced?", "The road near the station and the car park will be resurfaced."),
    ("who owns the site opposite the milk market?", "The site opposite the Milk Market is owned by Elm Ltd."),
    ("is the swimming pool open?", "The pool beside the swimming pool car park is open; the swimming pool is open, too."),
    ("what was said about parking outside schools", "Parking outside schools is a danger."),
    ("are there trees in the park?", "Trees between the park and the road were felled."),
]  # fmt: skip


@pytest.mark.parametrize(("question", "sentence"), OTHERS)
def test_what_lies_beside_it_is_something_else(question: str, sentence: str) -> None:
    assert not is_of_the_thing(question, sentence)


@pytest.mark.parametrize(("question", "sentence"), SAME)
def test_what_is_of_the_thing_itself_stays(question: str, sentence: str) -> None:
    assert is_of_the_thing(question, sentence)
