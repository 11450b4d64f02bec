"""The names of places in the language being written: counties, states, the nation."""

from collections.abc import Sequence

from pipeline.narrative.language.locale import _, language
from pipeline.narrative.language.numbers import listed
from pipeline.narrative.language.phrase import Phrase, noun

# The states that have a name of their own in Spanish; the Unicode CLDR, as Babel brings it, has none.
STATES = {
    "es": {
        "District of Columbia": "el Distrito de Columbia",
        "Hawaii": "Hawái",
        "Louisiana": "Luisiana",
        "Michigan": "Míchigan",
        "Mississippi": "Misisipi",
        "Missouri": "Misuri",
        "New Hampshire": "Nuevo Hampshire",
        "New Jersey": "Nueva Jersey",
        "New Mexico": "Nuevo México",
        "New York": "Nueva York",
        "North Carolina": "Carolina del Norte",
        "North Dakota": "Dakota del Norte",
        "Oregon": "Oregón",
        "Pennsylvania": "Pensilvania",
        "South Carolina": "Carolina del Sur",
        "South Dakota": "Dakota del Sur",
        "West Virginia": "Virginia Occidental",
    },
}
# Cities, and the counties named like them, that Spanish has a name of its own for.
CITIES = {
    "es": {
        "Los Angeles": "Los Ángeles",
        "New Orleans": "Nueva Orleans",
        "New York": "Nueva York",
        "Philadelphia": "Filadelfia",
    },
}
# In a sentence the state must not be taken for the city; the District is state, county and city at once.
TOLD_APART = {
    "en": {"New York": "New York State", "District of Columbia": "Washington, DC"},
    "es": {"New York": "el estado de Nueva York"},
}
FEW = 2  # counties that are named in full; of more the word is said once


def county(name: str) -> Phrase:
    """A county, or what stands for one: "Suffolk County", "condado de Suffolk", "parroquia de Orleans"."""
    kinds = {
        " County": _("{name} County"),
        " Parish": _("{name} Parish"),
        " City and Borough": _("{name} City and Borough"),
        " Borough": _("{name} Borough"),
        " Census Area": _("{name} Census Area"),
        " Municipality": _("{name} Municipality"),
        " Planning Region": _("{name} Planning Region"),
        " city": _("{name} city"),
    }
    ending = next((ending for ending in kinds if name.endswith(ending)), "")
    return _phrase(kinds[ending].format(name=_own(name.removesuffix(ending)))) if ending else state(name)


def state(name: str) -> Phrase:
    """A state, told apart from the city of its name: "North Carolina", "New York State", "Carolina del Norte"."""
    apart = TOLD_APART.get(language().code, {})
    return _phrase(apart[name]) if name in apart else state_of_city(name)


def state_of_city(name: str) -> Phrase:
    """A state as it follows a city's name: "New York"."""
    return _phrase(STATES.get(language().code, {}).get(name, name))


def city(name: str) -> Phrase:
    """A city: "Boston", "Los Ángeles"."""
    return _phrase(_own(name))


def nation() -> Phrase:
    """The United States."""
    return _phrase(_("United States"))


def bare(name: str) -> str:
    """A county without the word: "Suffolk"; what is not called a county keeps its whole name."""
    return _own(name.removesuffix(" County")) if name.endswith(" County") else str(county(name))


def places(names: Sequence[Phrase]) -> Phrase:
    """Several places as one name: "Fulton County and DeKalb County", "condado de Fulton y condado de DeKalb"."""
    if len(names) == 1:
        return names[0]
    return Phrase(listed(names), {form: listed([name.forms[form] for name in names]) for form in names[0].forms})


def counties(all_names: Sequence[str]) -> Phrase:
    """A place's counties as one name; of many the word is said once: "Kings, Queens and Bronx counties"."""
    bare_names = [_own(name.removesuffix(" County")) for name in all_names]
    if len(all_names) > FEW and all(name.endswith(" County") for name in all_names):
        return _phrase(_("{names} counties").format(names=listed(bare_names)))
    return places([county(name) for name in all_names])


def each_of(number: int, further: bool) -> Phrase:
    """Several counties of which the same is true: "each of the 5 counties", "each of the 3 other counties"."""
    text = _("each of the {number} other counties") if further else _("each of the {number} counties")
    return _phrase(text.format(number=number))


def _own(name: str) -> str:
    return CITIES.get(language().code, {}).get(name, name)


def _phrase(text: str) -> Phrase:
    return Phrase(text, {}) if language().code == "en" else noun(text)
