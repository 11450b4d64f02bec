"""Whose number is it? Asked of the words themselves, before they are printed: a sentence may only tell its own findings."""

from dataclasses import replace

import pytest

from pipeline.audit.charts import given
from pipeline.audit.recomputing import findings, testimony
from pipeline.audit.recomputing.evidence import Evidence
from pipeline.audit.wording.belonging import Belonging
from pipeline.audit.wording.constants import CONSTANTS, constants
from pipeline.audit.wording.fathers import Fathers
from pipeline.editions import Edition, load
from pipeline.findings.city import gather
from pipeline.findings.model import CityFindings
from pipeline.narrative.document.roles import EDITION
from pipeline.narrative.document.walk import Run, all_figures, told
from pipeline.narrative.documents.briefing import page
from pipeline.narrative.language.locale import LANGUAGES, speaking
from pipeline.narrative.wording.measures import counted
from pipeline.places import by_slug

from ..conftest import CITIES, ROOT, edition_2011, embedded, found_in

GLOBE = "composition.removed_nonconvicted_share.25025.R189"
SINCE, STATE = "rollout.activated.25025", "rollout.active_counties.25"


def asked(text: str, *owners: str, refs: tuple[int, ...] = (), city: str = "Boston") -> list[str]:
    """What is wrong with a sentence of a city's briefing that names these owners."""
    found, edition = found_in(city), edition_2011()
    belonging = Belonging(Fathers(found, edition, page(found, edition)), "en")
    return [fault.what for fault in belonging.faults(Run("here", text, owners, refs))]


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_number_of_every_city_belongs(found: CityFindings, edition: Edition, language: str) -> None:
    assert strangers(found, edition, language) == []


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("name", ["present", "retrospective"])
@pytest.mark.parametrize(
    "city", [*(pytest.param(city, marks=pytest.mark.slow) for city in ("Miami", "Atlanta")), "Phoenix"]
)
def test_and_of_the_other_editions(name: str, city: str, language: str) -> None:
    edition = load(name, ROOT / "editions")
    assert strangers(gather(found_in(city).place, edition, embedded()), edition, language) == []


def strangers(found: CityFindings, edition: Edition, language: str) -> list[str]:
    """The numbers of a briefing that nothing in it owns, and the findings that no row gives."""
    evidence = Evidence(ROOT / "data")
    as_of = edition.as_of.isoformat() if edition.as_of else ""
    with speaking(language):
        written = page(found, edition)
        belonging = Belonging(Fathers(found, edition, written), language)
        wrong = [fault for run in told(written) for fault in belonging.faults(run)]
        wrong += [*given.faults(all_figures(written), found, belonging), *findings.faults(found, evidence)]
        wrong += testimony.faults(found, evidence, as_of)
    assert belonging.checked > 100
    return [str(fault) for fault in wrong]


@pytest.mark.parametrize(
    "text",
    [
        "52.0% (183 of 352) had no conviction", "52% by the Globe, 46.8 to 57.2", "352 were removed", "on July 11, 2011",
        "95% interval: 46.8 to 57.2%", "as of August 16, 2011", "under 287(g)",
    ],
)  # fmt: skip
def test_a_finding_vouches_for_its_own(text: str) -> None:
    assert asked(text, GLOBE) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("53% had no conviction", "53%"), ("52.1% had no conviction", "52.1%"), ("352 of 183", "352 of 183"),
        ("on July 12, 2011", "July 12, 2011"), ("in July 2010", "July 2010"), ("1 of 14 counties", "1"),
        ("57.2 to 46.8", "57.2 to 46.8"), ("95% of them", "95%"), ("183% of them", "183%"), ("52 were removed", "52"),
        ("1,475 counties", "1,475"), ("287 were removed", "287"), ("the 183,352", "183,352"),
    ],
)  # fmt: skip
def test_and_for_nothing_else(text: str, wrong: str) -> None:
    assert wrong in asked(text, GLOBE)


def test_part_and_whole_must_be_of_one_finding() -> None:
    assert asked("183 of 352, and 1 of 14", GLOBE, STATE) == []
    assert asked("183 of 14", GLOBE, STATE) == ["183 of 14"]


def test_without_an_owner_no_number_stands_but_the_editions_day() -> None:
    assert asked("by August 16, 2011") == []
    assert asked("352") == ["352"]
    assert asked("active since November 5, 2008") == ["November 5, 2008"]
    assert asked("active since November 5, 2008", SINCE) == []


def test_an_owner_must_be_a_finding_of_this_briefing() -> None:
    assert asked("352 removals", "composition.removed.25025.R999") == ["composition.removed.25025.R999", "352"]
    assert asked("since November 5, 2008", SINCE, city="Miami") == [SINCE, "November 5, 2008"]


def test_a_reference_must_lead_to_a_source_of_the_finding() -> None:
    assert asked("183 of 352", GLOBE, refs=(1,)) == []
    assert asked("183 of 352", GLOBE, refs=(1, 5)) == ["source 5"]


def test_a_speakers_words_stand_as_they_are_and_only_they() -> None:
    claim = next(c for c in found_in("Boston").claims if any(letter.isdigit() for letter in c.statement))
    assert asked(f"They say: {claim.statement}", claim.id) == []
    spoiled = "".join("9" if letter.isdigit() else letter for letter in claim.statement)
    assert asked(f"They say: {spoiled}", claim.id) != []


def test_the_coalitions_words_are_the_editions() -> None:
    edition = edition_2011()
    asks = replace_asks(edition, "Grant 500 licences.")
    found = found_in("Boston")
    belonging = Belonging(Fathers(found, asks, page(found, asks)), "en")
    assert list(belonging.faults(Run("ask", "Grant 500 licences.", (EDITION,)))) == []
    assert asked("Grant 500 licences.", EDITION) == ["500"]


def replace_asks(edition: Edition, ask: str) -> Edition:
    return edition.model_copy(update={"coalition": edition.coalition.model_copy(update={"asks": (ask,)})})


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_each_constant_is_needed_and_says_why(language: str) -> None:
    editions = [load(path.stem, ROOT / "editions") for path in sorted((ROOT / "editions").glob("*.toml"))]
    briefings = [(found_in(city), edition_2011()) for city in CITIES]
    briefings += [(gather(found_in("Boston").place, edition, embedded()), edition) for edition in editions]
    others = [by_slug(slug, embedded().places) for slug in ("hartford-ct", "minneapolis-mn")]  # no estimate; few held
    briefings += [(gather(place, edition, embedded()), edition) for edition in editions for place in others]
    with speaking(language):
        written = [run.text for briefing in briefings for run in told(page(*briefing))]
        written += [counted(f"removed_{part}") for part in ("level1", "level2", "level3", "level2_3", "level1_2")]
    every = "".join(" " if letter.isspace() else letter for text in written for letter in text.lower())
    assert [words for words in constants(language) if words.lower() not in every] == []
    assert all(constant.why and set(constant.words) == set(LANGUAGES) for constant in CONSTANTS)


def test_a_changed_owner_takes_its_numbers_with_it() -> None:
    found = found_in("Boston")
    less = replace(found, findings=tuple(f for f in found.findings if f.id != GLOBE))
    belonging = Belonging(Fathers(less, edition_2011(), page(found, edition_2011())), "en")
    assert list(belonging.faults(Run("here", "183", (GLOBE,))))


def test_a_source_is_found_by_its_short_line_too_and_not_by_another_title() -> None:
    """A sheet names a source without its title, and one without a day by its publisher alone."""
    from pipeline.audit.wording.fathers import _numbered
    from pipeline.findings.model import Source
    from pipeline.narrative.document.model import SourceLine

    police = Source("fbi", "FBI", "Police employees", "", "", "https://example.org", "reference")
    assert _numbered([police], (SourceLine(2, "FBI.", "https://example.org", ""),)) == {"fbi": 2}
    whole = SourceLine(3, "FBI: Police employees, undated.", "https://example.org", "")
    other = SourceLine(4, "FBI: Another table, undated.", "https://example.org", "")
    assert _numbered([police], (other, whole)) == {"fbi": 3}
    assert _numbered([police], (SourceLine(5, "FBI.", "https://elsewhere.org", ""),)) == {}
