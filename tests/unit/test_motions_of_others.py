"""Who moved something at another meeting, or as another record has it, moved nothing here; who takes it over did."""

from __future__ import annotations

import pytest

from indexer.passages.annotate import annotate
from indexer.passages.annotations import speakers


def _moved(text: str) -> list[tuple[str, str, str]]:
    return [(one.proposer, one.seconder, one.outcome) for one in annotate(text).motions]


@pytest.mark.parametrize(
    "text",
    [
        "The minutes of 12 May 2016 record that a motion on this subject, moved by Councillor Oak and seconded by "
        "Councillor Elm, was withdrawn. The report was noted.",
        "The register of 1998 shows that the covenant was agreed, as moved by Mr. Oak and seconded by Mr. Elm.",
        "The Minute Book states that a motion, proposed by Councillor Oak and seconded by Councillor Elm, was carried.",
        'Correspondence: Tarmon Harbour Council wrote: "At its meeting of 4th May it was proposed by Cllr. Oak, '
        'seconded by Cllr. Elm, and carried unanimously, that all councils be asked to join." Noted.',
        "A resolution from Ashton Town Council was read: “Proposed by Cllr. Oak, seconded by Cllr. Elm, that the "
        "rates be lowered.”",
        "The Director of Place reported that Councillor Oak had moved at the Scrutiny Panel, seconded by Councillor "
        "Elm, that the scheme be abandoned. Members noted the report.",
        "An e-mail from the Clerk of Weston Parish Council told how a motion, moved by Mrs. Oak and seconded by "
        "Mr. Elm, was thrown out.",
    ],
)
def test_what_another_record_tells_of_is_no_motion_of_this_meeting(text: str) -> None:
    assert _moved(text) == []
    assert not {"Oak", "Elm", "Mr. Oak", "Mr. Elm", "Mrs. Oak"} & set(speakers(annotate(text)))


def test_nobody_speaks_whose_motion_of_another_year_is_recalled() -> None:
    text = (
        "The Leader reminded Members that in December 2021 the Council had rejected the same proposal by 22 votes "
        "to 19, when it was moved by Councillor Ash. Councillor Oak now moved, seconded by Councillor Elm, that "
        "the proposal be approved. The motion was carried."
    )
    assert _moved(text) == [("Oak", "Elm", "carried")]
    assert "Ash" not in speakers(annotate(text))


@pytest.mark.parametrize(
    "text",
    [
        "The minutes of 12 May 2016 were confirmed on the motion of Councillor Oak, seconded by Councillor Elm. Carried.",
        "The Clerk read the motion: “Moved by Councillor Oak, seconded by Councillor Elm, that the lease be renewed.” "
        "The motion was carried.",
        "The report stated that the roof leaks, and it was moved by Councillor Oak, seconded by Councillor Elm, that "
        "it be mended. The motion was carried.",
        "The report notes that the bridge is weak. Moved by Councillor Oak, seconded by Councillor Elm, that it be "
        "closed. The motion was carried.",
        "On foot of correspondence which stated that the school was full, it was proposed by Cllr. Oak, seconded by "
        "Cllr. Elm, to write to the Minister. The motion was carried.",
        "Over 66 km of road will be mended under the Schedule Proposed: Councillor Oak\n\nSeconded: Councillor Elm\n\n"
        "The motion was carried.",
        "The letter from Ashton Town Council was noted. It was proposed by Cllr. Oak and seconded by Cllr. Elm to "
        "support it. The motion was carried.",
        "The motion, which had been moved by Councillor Oak and seconded by Councillor Elm, was carried.",
        "The proposal had been proposed by Councillor Oak and seconded by Councillor Elm. The proposal was carried.",
        "Councillor Oak formally moved the motion standing in the name of Councillor Birch, who was absent. Seconded "
        "by Councillor Elm. The motion was carried.",
        "Councillor Oak moved the amendment in the name of Councillor Birch. Councillor Elm seconded. The amendment "
        "was carried.",
        "Councillor Oak, in the absence of Councillor Birch, moved the motion of which Councillor Birch had given "
        "notice. Seconded by Councillor Elm. The motion was carried.",
        "Councillor Oak, on behalf of Councillor Birch, moved the motion. Councillor Elm seconded. The motion was carried.",
        "In the absence of Councillor Birch, Councillor Oak proposed the motion submitted by Councillor Birch, "
        "seconded by Councillor Elm. The motion was carried.",
    ],
)
def test_who_moves_here_is_named_with_what_became_of_it(text: str) -> None:
    assert _moved(text) == [("Oak", "Elm", "carried")]


@pytest.mark.parametrize(
    "text",
    [
        "Minutes of the Trust dated 3 June 2011 note how Mr. Oak moved, seconded by Mr. Elm, that the lodge be let.",
        "Councillor Ash said that the last time it was moved by Councillor Oak, seconded by Councillor Elm, it had "
        "been lost.",
        "It was noted that at Cabinet on 4 March the proposal was moved by Councillor Oak and seconded by Councillor "
        "Elm.",
        "It was noted in the minutes of the Trust that Mr. Oak moved and Mr. Elm seconded the sale of the lodge.",
        "It is recorded in the parish register how the well was closed, as moved by Mr. Oak and seconded by Mr. Elm.",
        "The archivist’s note shows that the toll was ended on a motion moved by Alderman Oak and seconded by Alderman "
        "Elm.",
        "A motion from Ashton District Council was circulated: 'Proposed by Cllr. Oak, seconded by Cllr. Elm: that "
        "pylons be buried.'",
    ],
)
def test_neither_moves_nor_speaks_who_is_told_of(text: str) -> None:
    noted = annotate(text)
    assert noted.motions == ()
    assert "Elm" not in speakers(noted)
