"""Rounds of records that were each written without a look at the rules, then read, then mended.

What the first run of each gave, before anything was mended for it (2026-11-29):

round-a   69 that withhold: 21 leaked, 1 hid something; 62 public ones: 4 hid something
round-b   43 that withhold: 12 leaked, 2 hid something; 42 public ones: 7 hid something (written when round-a was mended)
round-c   42 that withhold: 5 leaked, 2 hid something; 41 public ones: 6 hid something (written when round-b was mended)
round-d   62 that withhold: 14 leaked, 14 hid something; 53 public ones: 2 hid something (written when round-c was mended;
          in formats that no round had before: running heads of PDFs and Word, mail, captions, tables of items)
round-e   22 that withhold: 5 leaked, 1 hid something; 22 public ones: 2 hid something (written when round-d was mended)
round-f   50 that withhold: 12 leaked, 10 hid something; 50 public ones: 4 hid something (written before the rules were read;
          of jsonl two were written with a key that no reader takes)
round-g   40 that withhold: 12 leaked, 4 hid something; 40 public ones: 4 hid something (written when round-f was mended)
round-h   40 that withhold: 13 leaked, 4 hid something; 40 public ones: 5 hid something (written when round-g was mended)
round-j   40 that withhold: 14 leaked, none hid anything; 40 public ones: 3 hid something (written when round-h was mended)
round-k   40 that withhold: 18 leaked, none hid anything; 40 public ones: 1 hid something (written before the model of sentences was
          learnt, which never saw it; with the clues in its place 18 leaked and 2 hid something)
round-l   40 that withhold: 12 leaked, none hid anything; 40 public ones: 5 hid something (written when round-k was mended; the
          model was taught it)
round-m   40 that withhold: 12 leaked, 3 hid something; 40 public ones: 5 hid something (written with round-l; with the model that
          round-l had taught, but not this one: 6 leaked, 2 hid something; 4 hid something; two of them had a key of JSON that no
          reader takes, which was put right since)
round-p   40 that withhold: 8 leaked, 8 hid something; 40 public ones: 9 hid something (2026-11-30; written when round-o was mended;
          the model was never taught it)
round-r   39 that withhold: 22 leaked (24 of 42 secrets), 7 hid something; 37 public ones: 5 hid something (2026-11-30; written with the
          list of kinds that were open, before the rules were read; three lines that ended in a mark of the file's own were put right)
round-s   18 that withhold: 2 leaked (2 of 21 secrets), 2 hid something; 16 public ones: 1 hid something (2026-11-30; written when
          round-r was mended, of the same kinds in other words)
round-t   30 that withhold: 9 leaked (9 of 32 secrets), 3 hid something; 32 public ones: 3 hid something (2026-11-30; written for eight
          kinds that were open, before the rules were touched; one more stands in it since, and what an agenda lists under its closed
          session is not called public any more)
round-u   20 that withhold: 1 leaked (1 of 20 secrets), 1 hid something; 22 public ones: 7 hid something (2026-11-30; written when
          round-t was mended, of the same kinds in other words)
round-v   18 that withhold: 1 leaked (1 of 18 secrets), 2 hid something; 18 public ones: 1 hid something (2026-12-01; written before
          the rules were read, for closings without a full stop, closings in rows, cut headings and American agendas)
round-w   8 that withhold: 3 leaked (3 of 9 secrets), none hid anything; 8 public ones: none hid anything (2026-12-01; written when
          round-v was mended; in the three an empty line cuts a heading in capitals, which is not mended)

Of round-c one public item, behind a closing that nothing ends, was taken out since: nobody could tell; so of round-f a text behind a
list of documents, and one item whose number an agenda gave another; of round-g an item behind one put off by its name.
"""

from __future__ import annotations

import pytest

from tests.quality.exclusion_cases import Outcome
from tests.quality.exclusion_files import file_cases, outcomes

ROUNDS = (
    "round-a",
    "round-b",
    "round-c",
    "round-d",
    "round-e",
    "round-f",
    "round-g",
    "round-h",
    "round-j",
    "round-k",
    "round-l",
    "round-m",
    "round-n",
    "round-o",
    "round-p",
    "round-r",
    "round-s",
    "round-t",
    "round-u",
    "round-v",
    "round-w",
)
CASES = [
    (f"{name}-{kind}", case.name)
    for name in ROUNDS
    for kind in ("withhold", "public")
    for case in file_cases(f"{name}-{kind}")
]


# The records that are still read wrongly. The model was never taught any of round-m, round-o or round-p, but what was mended behind
# the first run of round-n and, once, behind that of round-o was. Whoever mends one takes its name away.
KNOWN_WRONG = {
    "round-b-public": {"county-7"},
    "round-j-withhold": {"eng-teams-ended", "us-wa-remote"},
    "round-k-withhold": {"eng-yellow", "wales-community"},
    "round-l-withhold": {"us-ma-select"},
    "round-m-withhold": {"eng-pdf-foot", "us-nh-91a", "au-wa-5-23", "nz-pe-prefix"},
    "round-o-withhold": {"eng-grounds-only", "eng-vote-numbers", "us-ga"},
    "round-o-public": {
        *("ni-broadcast", "ie-gallery", "ca-bc-closed-road", "us-wi-strike"),
        *("nz-community-board", "nz-live"),
    },
    "round-p-withhold": {
        *("eng-scouts", "eng-afterwards", "eng-attendance"),
        *("eng-urgent-nonpublic", "scot-s50a-numbered", "scot-cc-teams", "us-ma-solely-adjourn"),
        *("us-ca-two-sessions", "us-oh-in-out", "us-school-lobby"),
    },
    "round-p-public": {
        *("wales-cy-not-agreed", "wales-recorder", "au-sa-artgallery"),
    },
    "round-r-withhold": {"us-california-closed-para"},
    "round-u-public": {"date-front-clock", "page-text-foot"},
    "round-v-withhold": {"scot-line-no-stop", "eng-stars-note"},
    "round-v-public": {"nz-back"},
    "round-w-withhold": {"us-caps-cut", "eng-caps-cut-mark", "wales-cut-part"},
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Outcome]:
    """Return what became of the words of each record of each round."""
    results = {}
    for name in sorted({name for name, _ in CASES}):
        cases = file_cases(name)
        for case, outcome in zip(cases, outcomes(cases, tmp_path_factory.mktemp("r")), strict=True):
            results[name, case.name] = outcome
    return results


@pytest.mark.parametrize("case", CASES, ids="-".join)
def test_what_is_private_is_shown_nowhere_and_what_is_public_is_shown(
    case: tuple[str, str], found: dict[tuple[str, str], Outcome]
) -> None:
    name, record = case
    is_right = found[case] == Outcome((), ())
    assert is_right == (record not in KNOWN_WRONG.get(name, ())), found[case]


def test_no_two_records_of_a_round_have_one_name() -> None:
    assert len(set(CASES)) == len(CASES)
