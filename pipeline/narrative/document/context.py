"""What every part of the narrative needs at hand: the findings, the edition, the numbering of sources, the names."""

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.editions import Edition
from pipeline.findings.model import NATION, CityFindings, Finding
from pipeline.findings.preference import best_first, counted_to
from pipeline.narrative.document.references import References
from pipeline.narrative.language import place_names
from pipeline.narrative.language.locale import _, language
from pipeline.narrative.language.numbers import day, headed
from pipeline.narrative.language.phrase import Phrase
from pipeline.places import Place

NO_CONVICTION = "removed_nonconvicted_share"
CONVICTED = "removed_convicted_share"


@dataclass(frozen=True)
class Context:
    """The findings of one place with the edition that prints them."""

    found: CityFindings
    edition: Edition
    refs: References

    @property
    def place(self) -> Place:
        """The place of the briefing."""
        return self.found.place

    @property
    def day(self) -> Phrase:
        """The edition's day in words."""
        return day(self.found.as_of)

    @property
    def counted(self) -> Phrase:
        """The day up to which counties are counted as active: the edition's, or that of the program's end."""
        return day(self.found.active.day)

    @property
    def counties(self) -> Phrase:
        """The place's counties as one name: "Suffolk County", "Fulton County and DeKalb County"."""
        return place_names.counties([county.name for county in self.place.counties])

    @property
    def city(self) -> Phrase:
        """The place itself: "Boston", or a county's own name."""
        return place_names.county(self.place.city) if self.place.kind == "county" else place_names.city(self.place.city)

    @property
    def is_state(self) -> bool:
        """Whether the place is its whole state, as Washington, DC is: then its state is not named beside it."""
        return self.found.active.state_counties[self.place.state_fips] == len(self.place.counties)

    @property
    def state_name(self) -> Phrase:
        """The place's state, in the language being written."""
        return place_names.state(self.place.state_name)

    def with_state(self, here: Phrase) -> Phrase:
        """The city or the counties and their state, as one name; the state alone where that is the place."""
        return self.state_name if self.is_state else place_names.places([here, self.state_name])

    @property
    def full_name(self) -> str:
        """The city and its state, as on the first page."""
        if self.is_state:
            return str(self.state_name)
        return headed(f"{self.city}, {place_names.state_of_city(self.place.state_name)}")

    def is_here(self, finding: Finding) -> bool:
        """Whether a finding is of one of the place's counties."""
        return finding.place in {county.fips for county in self.place.counties}

    def name(self, finding: Finding) -> Phrase:
        """The place of a finding as its source names it: "Suffolk County", "Boston", "Illinois", "United States"."""
        if finding.scope == "nation":
            return place_names.nation()
        if finding.city:
            return place_names.city(finding.city)
        name = finding.place_name.split(", ")[0]
        return place_names.county(name) if finding.scope == "county" else place_names.state(name)

    def bare_name(self, finding: Finding) -> str:
        """The same without the word county: "Suffolk"."""
        if finding.scope == "county" and not finding.city:
            return place_names.bare(finding.place_name.split(", ")[0])
        return self.name(finding)

    def short_name(self, finding: Finding) -> str:
        """A county with its state, for a chart: "Prince George’s, Md."; a nation or state as it is."""
        if finding.scope != "county":
            return str(self.name(finding))
        return self.in_state(finding.place_name, finding.city)

    def in_state(self, county: str, city: str = "") -> str:
        """A county as the tables name it ("Wake County, NC"), or its city, with the state's short form: "Wake, N.C."."""
        name, _comma, postal = county.partition(", ")
        abbreviation = self.found.state_abbreviations.get(postal, postal) if language().code == "en" else postal
        return f"{place_names.city(city) if city else place_names.bare(name)}, {abbreviation}".rstrip(", ")

    def local(self, measure: str = NO_CONVICTION, doubtful: bool = False) -> list[Finding]:
        """The place's own findings of a measure, the most reliable first."""
        return self._best([f for c in self.place.counties for f in self.found.of(c.fips, measure)], doubtful)

    def state(self, measure: str = NO_CONVICTION, doubtful: bool = False) -> list[Finding]:
        """The state's findings of a measure, the most reliable first."""
        return self._best(self.found.of(self.place.state_fips, measure), doubtful)

    def nation(self, measure: str = NO_CONVICTION) -> list[Finding]:
        """The nation's findings of a measure, the most reliable first."""
        return self._best(self.found.of(NATION, measure), doubtful=False)

    def beside(self, finding: Finding) -> Finding:
        """The nation's share to stand beside a finding: of the same source and period if it gives one, else the best."""
        nation = self.nation(finding.measure)
        same = [f for f in nation if f.sources[:1] == finding.sources[:1] and f.period.end == finding.period.end]
        return (same or nation)[0]

    def ends(self, finding: Finding) -> str:
        """The day counts run to, ISO; where the source does not print it, the day of the source."""
        return finding.period.end or self.published(finding)

    def counted_to(self, finding: Finding) -> str:
        """The same day as one that can be compared with others, whatever it is known to."""
        return counted_to(finding, self.found.sources)

    def published(self, finding: Finding) -> str:
        """The date of the (first) source of a finding, ISO, as precise as it is known."""
        return self.refs.source(finding.sources[0]).published_on

    def until(self, finding: Finding) -> str:
        """To what day counts run, in words: "to February 28, 2011"; where our sources lack it, when they were printed."""
        if finding.period.end:
            return _("to {day}").format(day=day(finding.period.end))
        published = self.published(finding)
        return _("as printed {day:on}").format(day=day(published)) if published else _("to a day not in our sources")

    def _best(self, findings: Iterable[Finding], doubtful: bool) -> list[Finding]:
        """The findings by the one rule of what stands first; those in doubt only where they are asked for."""
        return best_first((f for f in findings if doubtful or not f.doubtful), self.found.sources)
