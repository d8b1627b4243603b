"""The letters of which a sentence must have some before a pattern is tried on it: a first look, for speed."""

from __future__ import annotations

_WHO = (
    *"public press media observer spectator stranger journalist reporter wasg yhoedd person everyone".split(),
    *"non-member nonmember non-councillor parishioner elector audience gallery visitor guest attendee".split(),
    *"citizen ratepayer community persons elected parties pobal preas meáin".split(),
    *("those not",),
)
_OUT = (
    *"eisia shut sent shown usher turned barred removed denied permitted allowed dismiss out exit".split(),
    *"absent quit exclu leave left withdr vacat retire depart excuse escort clear admitted wahardd".split(),
    *"allan adael".split(),
    *(" go",),
)
_WHERE = (
    *"privately absence committee camera closed session doors huis breifat gaeedig gcoiste private".split(),
    *"confidential exempt excluded komitee gyfrinachol príobháideach withdrawn non-public nonpublic".split(),
    *(
        "in private",
        "in confidence",
        "in secret",
        "in closed",
        "part 2",
        "part ii",
        "part two",
        "part b",
        "below the line",
        "section b",
        "public present",
        "press present",
        "had left",
        "not open",
        "no longer",
    ),
)
NEEDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "put out": (_WHO, _OUT),
    "left": (_WHO, _OUT),
    "went": (_WHERE,),
    "shut": (("clos", "open", "no longer", "recess"), ("public", "press", *_WHO, "meeting")),
    "dealt": (_WHERE,),
    "kept": (("confiden",),),
    "loose": ((*_WHO, "doors"), (*_OUT, "doors")),
    "cleared": (("clear",),),
    "began": (
        ("session", "meeting", "part", "business"),
        ("commenc", "beg", "start", "enter", "conven", "open", "call", "ensued", "held"),
    ),
    "resolved": (_WHERE,),
}
