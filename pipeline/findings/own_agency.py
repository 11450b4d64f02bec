"""Which agency on ICE's list is a place's own: the city's police (a sheriff's office that bears the city's name), a county's
sheriff.

ICE's list writes "City of Miami Police Department" where the registry has Miami: what an agency's name says beside the
place's own name is taken off before the two are compared.
"""

import re

from pipeline.places import Place, folded

_BEFORE = re.compile(r"^(city|town|township|village|borough|metropolitan|metro|county) (of )?")
_AFTER = re.compile(
    r" (police|department|departement|departent|dept|of|services?|division|bureau|public safety|metropolitan|metro"
    r"|sheriffs?|office|city|town|township|twp|village|borough|county|parish)$"
)


def core(agency: str) -> str:
    """The name of the place in an agency's name, without case: "miami" for "City of Miami Police Department"."""
    name = folded(agency.replace("’", "'"))
    while (shorter := _AFTER.sub("", _BEFORE.sub("", name))) != name:
        name = shorter
    return name


def is_own(agency: str, kind: str, place: Place, reported: str = "") -> bool:
    """Whether an agency (of a kind of the table of sheets) in the place's counties is the place's own.

    `reported` is what the FBI's list of police agencies calls the city's police, where it has one: Charlotte's is
    Charlotte-Mecklenburg.
    """
    if kind not in ("police", "sheriff"):
        return False
    of_county = bool(re.search(r"\b(county|parish)\b", folded(agency)))
    if place.kind == "county":
        return core(agency) == core(place.city) and (of_county or kind == "sheriff")
    return not of_county and core(agency) in {core(place.city), core(reported)} - {""}
