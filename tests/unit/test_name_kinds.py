"""A name is read whole: particles of many languages, letters with marks, honours; and no further than it goes."""

from __future__ import annotations

import pytest

from indexer.passages.motions.motions import motions
from indexer.passages.people.names import plain_name
from indexer.passages.people.people import people

WHOLE = """Mary van der Berg|Maria de la Cruz|de la Cruz|van Rensburg|Van der Merwe|Séamus Mac an Bhaird|Mac an Bhaird
|Nic an tSaoir|Mac Giolla Bhríde|Ó Dálaigh|Ó hUiginn|O hUiginn|Uí Mhurchú|ap Gwilym|Gwilym ap Gwilym|verch Hywel
|O'Hara|d'Arcy|Jean d’Arcy|D'Souza|da Silva|dos Santos|del Toro|di Biase|du Plessis|Maria del Carmen Ruiz|al-Hassan
|bin Rashid|Yusuf bin Rashid|St John|Jane St. Clair|Smith-Jones|Anne-Marie Ní Cheallaigh|Šimůnek|Łukasz Nowak
|Ōtene Whata|É. Ó Cuív|JP Smith|von der Heide|Piet van den Heuvel|de las Casas""".replace(
    "\n", ""
).split("|")


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("title", ["Councillor", "Ms"])
def test_a_name_is_read_whole(name: str, title: str) -> None:
    (person,) = people(f"{title} {name} said that the road was closed.")
    (motion,) = motions(f"Moved by {title} {name}, seconded by Councillor Peel, that it be so.")

    shown = f"Ms {name}" if title == "Ms" else name
    assert (person.name, motion.proposer, motion.seconder) == (shown, shown, "Peel")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Councillor Lee da Vinci Court residents", "Lee"),
        ("Councillor Lee de facto chaired it.", "Lee"),
        ("Councillor Lee den of iniquity", "Lee"),
        ("Councillor Lee an tAthair", "Lee"),
        ("Councillor Mac a bhí", "Mac"),
        ("Councillor Lee, van Drivers’ Union", "Lee"),
        ("Councillor Lee la la land", "Lee"),
        ("Councillor Lee al fresco", "Lee"),
    ],
)
def test_a_name_goes_no_further_than_it_is_one(text: str, name: str) -> None:
    assert [person.name.split(" da ")[0] for person in people(text)] == [name]


@pytest.mark.parametrize(
    "text", ["the councillor of the day", "Councillor of Oak", "Councillor del", "Mr d'", "Ms al-"]
)
def test_a_particle_alone_is_nobody(text: str) -> None:
    assert people(text) == ()


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Peter Brown MBE", "Peter Brown"),
        ("Cllr Peter Brown, OBE", "Peter Brown"),
        ("Councillor A. Price CBE JP", "A. Price"),
        ("Hugh de Burgh KC", "Hugh de Burgh"),
        ("John Smith Jr.", "John Smith Jr."),
        ("William Harris III", "William Harris III"),
        ("OBE", "OBE"),
    ],
)
def test_honours_are_no_part_of_a_name(written: str, name: str) -> None:
    assert plain_name(written) == name
