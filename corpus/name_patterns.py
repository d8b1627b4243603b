"""The patterns of names: organisations that publish, bodies that meet, and the words that they are made of.

All are verbose patterns: a space in one is written with a backslash.
"""

from __future__ import annotations

import re

from corpus.lazy_pattern import lazy_pattern
from corpus.wording import lists, one_of

_WORD = r"(?:St\.|Ste\.|[A-ZÀ-Þ][\w’'&.-]*[\w’'&]|[A-Z]\b)"
_AND = (
    r"(?:of|and|&|the|with|on|upon|in|le|by|next|cum|sub|under|juxta|de|la|for|to|y|yr|ar|an|na|a|"
    r"agus)"
)
_NAME = rf"{_WORD}(?:[ ,/-]+(?:{_AND}[ ]){{0,2}}{_WORD}){{0,9}}?"
LISTS = lists("corpus", "names.toml")
_KIND = one_of(*LISTS["kinds"])
# The words in the name of a council, in small letters, that are not the name of its place.
NO_PLACE = frozenset(
    word.casefold() for key in ("kinds", "others", "joining") for word in LISTS[key]
)
_PLACE = rf"{_WORD}(?:[ -](?:{_AND}[ ]){{0,2}}{_WORD}){{0,4}}"
# Without commas: "Open Meetings Act, the District Council" is no name.
_OWN = _NAME.replace("[ ,/-]", "[ /-]")
# "County of Newell No. 4": some are counted.
_COUNTED = r"(?:\ No\.?\ ?\d{1,4}\b)?"
# What a paper of a place is called behind its name: "City of Quinte West Resolution".
_PAPER = (
    r"(?:Staff\ Reports?|Agendas?|Minutes|Reports?|Resolutions?|Notices?|Memorandum|Memo|Ordinances?|By-?laws?|"
    r"Proclamations?)"
)
KIND_OF = (
    r"(?:(?:Metropolitan|Municipal|London|Royal|Regional|Rural)\ )?"
    r"(?:City|Town|Township|Village|County|Borough|Municipality|Parish|District|Region|Shire)"
    r"(?:\ and\ County)?\ of"
)
# What authorities are there for, and boards that are nobody's committee.
_POWERS = (
    r"(?:Combined|National\ Park|Greater\ \w+|Fire\ (?:and|&)\ Rescue|(?:Joint\ )?Waste(?:\ Disposal)?|Port\ Health|"
    r"Inshore\ Fisheries\ (?:and|&)\ Conservation)"
)
_JOINT_BOARD = r"(?:(?:Integration|Valuation)\ Joint|Joint\ (?:Integration|Valuation)|Internal\ Drainage)\ Board"
ORGANISATION = lazy_pattern(
    rf"""(?:
      (?:Council\ of\ the\ )?(?:Corporation\ of\ the\ )?
        (?P<of>(?:{KIND_OF}|Port\ of)\ {_PLACE}?{_COUNTED}(?=$|[,.|(\d–-]|\s(?:Council|Board|{_PAPER}\b|{_AND}|[a-z\d])|\s{{2}}))
    | (?P<council_of>(?:Community|Parish|Town|City|District|County|Borough)\ Council\ of\ {_PLACE})
    | (?P<council>{_OWN}(?:\ (?:and\ )?{_KIND}){{0,3}}\ Council)\b(?!\ (?:Chambers?|Tax|Offices?|House|Member|Plan)\b)
    | (?P<municipality>{_PLACE}?\ (?:Local|District|Metropolitan)\ Municipality)\b(?!\ of\b)
    | (?P<library>{_PLACE}?\ (?:Public|Regional)\ Library(?:\ (?:District|System))?)(?=\ Board\b)
    | (?P<township>{_PLACE}?\ Township)(?:\ Board)?
    | (?P<district>{_PLACE}?(?:\ (?:Unified|Community|Elementary|Union|High|Metropolitan|Regional))*
        \ (?:School|College|Water|Fire|Utility|Park|Library|Sanitation|Health|Irrigation|Hospital|Harbou?r|Port|Airport|
          Cemetery|Transit|Flood\ Control|Drainage|Levee|Sewer|Sanitary|Ambulance|Recreation|(?:Soil\ and\ Water\ |Resource\ )?Conservation)
        (?:\ (?:and|&)\ \w+)?(?:\ Services?|\ Protection)?\ (?:District|Board|Authority)(?:\ (?:No\.?\ ?)?\d{{1,3}}\b(?![./-]|\ [A-Z]\w+\ \d))?)
    | (?P<board>{_PLACE}?\ (?:County|City|State)\ Board\ of\ (?:Education|Supervisors|Commissioners))
    | (?P<welsh>Cyngor\ (?:Tref|Cymuned|Sir|Dinas|Bwrdeistref(?:\ Sirol)?)\ {_PLACE})
    | (?P<irish>Comhairle\ (?:nan|Chontae|Cathrach(?:\ agus\ Contae)?|Baile|Dúiche)\ (?:na\ |an\ )?{_PLACE})
    | (?P<nhs>(?:NHS\ )?{_PLACE}?\ Integrated\ Care\ Board
        |{_PLACE}?(?:\ University)?(?:\ (?:Teaching\ )?Hospitals?)?\ NHS(?:\ Foundation)?\ Trust
        |^NHS\ (?!Foundation|Trust|Board|Long|Pensions?|Dental|Health|Services?|Funding)[A-Z][\w’'-]+(?:\ (?:and|&)\ [A-Z]\w+)?(?=$|\ (?:NHS\ )?Board$))
    | (?P<authority>{_PLACE}?\ {_POWERS}\ Authority
        |{_PLACE}?\ (?:{_JOINT_BOARD}|Police(?:,\ Fire)?\ and\ Crime\ Panel)
        |{_POWERS}\ Authority\ (?:for|of)\ {_PLACE})
    )""",
    re.VERBOSE,
)
BODY_NOUN = (
    r"(?:Sub-?\s?[Cc]ommittee|Committee|Commission|Cabinet|(?<!Chief\ )Executive|Panel|Board|Forum|"
    r"Assembly|Tribunal|(?:Working|Task|Steering|Reference|Planning|Advisory|Liaison|Project|Stakeholder|Delivery)\ (?:Group|Party)|Trustees|Authority|"
    r"Senate|SPC|JPC|(?:Commissioners|Fiscal)\ Court|Select\ ?board|Governing\ Body|Municipal\ District)"
)
BODY = lazy_pattern(
    rf"""(?:
      (?P<board>(?:{_NAME}\ )?Board\ of\ (?:(?:Fire|School|Water|Park|Police|Library|Health|Harbou?r|Port|Airport|Utility|Hospital|Transit)\ )?(?:Directors|Trustees|Education|Supervisors|Governors|
        Commissioners|Selectmen|Health))
    | (?P<of>(?:{_NAME}\ )?(?:Committee\ of\ (?:the\ Whole|Adjustment|Council)|Board\ of\ (?:Appeals?|Adjustment|
        Aldermen|County\ (?:Commissioners|Supervisors)|Review|Revision|Zoning\ (?:Appeals|Adjustment)|Finance|Ethics|Assessors|
        Equalization|Management|Public\ Works)))
    | (?P<full>(?:(?:Full|Parish|Town|Community|City|County|Borough|District|Village|Common)\ )?Council)
    | (?P<named>(?:{_NAME}\ )?{BODY_NOUN}(?:\ (?:on|for)\ {_NAME})?(?:\ \([\w ]+\)|\ \d{{1,2}}|\ [A-Z])?)
    | (?P<sanggunian>Sangguniang\ (?:Bayan|Panlungsod|Panlalawigan|Barangay))
    | (?P<corporation>{_NAME}\ Corporation)
    | (?P<welsh>Pwyllgor\ {_NAME}|Cabinet|Cyngor(?:\ Llawn)?)
    | (?P<irish>(?:Coiste|Cruinniú)\ {_NAME})
    | (?P<general>(?:Annual|Extraordinary|Special)?\ ?(?:General|Parish)\ Meeting)
    )(?![\w])""",
    re.VERBOSE,
)
# A name at the beginning, up to its end, to an apostrophe, or to the name of one of its bodies.
BEGINS = lazy_pattern(
    rf"""(?P<whole>
      {KIND_OF}\ {_PLACE}?{_COUNTED}
    | {_OWN}(?:\ (?:(?:and|&)\ )?{_KIND}){{0,3}}\ Council
    | {_PLACE}?\ Township
    )(?=$|[,’'(]|\ (?:Council|Board)$|\ (?:Joint\ |Special\ |Standing\ )?(?:[A-Z][\w&,-]*\ |(?:and|of|&)\ ){{0,6}}(?:{BODY_NOUN}|SPC|JPC)\b)""",
    re.VERBOSE,
)
# Bodies that a place has beside its council, or as its council: what is left of them names no place.
ORDINARY = lazy_pattern(
    r"(?:(?:Joint |Regional |Local )?(?:(?:City|Town|Village|County) )?(?:(?:Land Use )?Planning(?: (?:and|&) Zoning)?|"
    r"Zoning|Conservation|Historic\w*(?: Preservation)?|Select|School|Parks?(?: (?:and|&) Recreation)?|Library|"
    r"Harbou?r|Recreation|Finance|Licensing|Health|Town|Village|City|Tree|Water|Sewer|Cemetery|Design Review|"
    r"Economic Development|Airport|Housing|Ethics) (?:Board|Commission|Committee|Council)"
    r"|Committee of (?:Adjustment|the Whole|Council)|(?:Zoning )?Board of [A-Z][\w ]+|(?:Commissioners|Fiscal|County) Court|Selectboard|Board of Selectmen)"
)
