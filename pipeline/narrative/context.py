"""What every part of the narrative needs at hand: the findings, the edition, the numbering of sources, the names."""

from dataclasses import dataclass

from pipeline.editions import Edition
from pipeline.findings.model import NATION, CityFindings, Finding
from pipeline.narrative.references import References
from pipeline.narrative.words import as_date, day, listed
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
    def day(self) -> str:
        """The edition's day in words."""
        return day(self.found.as_of)

    @property
    def counties(self) -> str:
        """The place's counties as one name: "Suffolk County", "Fulton County and DeKalb County"."""
        return listed([county.name for county in self.place.counties])

    def is_here(self, finding: Finding) -> bool:
        """Whether a finding is of one of the place's counties."""
        return finding.place in {county.fips for county in self.place.counties}

    def name(self, finding: Finding) -> str:
        """The place of a finding as a reader names it: "Suffolk County", "Illinois", "United States"."""
        return finding.place_name.split(", ")[0]

    def short_name(self, finding: Finding) -> str:
        """A county with its state, for a chart: "Prince George’s, Md."; a nation or state as it is."""
        if finding.scope != "county":
            return finding.place_name
        name, _, postal = finding.place_name.partition(", ")
        return f"{name.removesuffix(' County')}, {self.found.state_abbreviations.get(postal, postal)}".rstrip(", ")

    def local(self, measure: str = NO_CONVICTION, doubtful: bool = False) -> list[Finding]:
        """The place's own findings of a measure, those with counts first, the latest first."""
        found = [f for c in self.place.counties for f in self.found.of(c.fips, measure) if doubtful or not f.doubtful]
        return sorted(found, key=self._recent_first)

    def state(self, measure: str = NO_CONVICTION, doubtful: bool = False) -> list[Finding]:
        """The state's findings of a measure, those with counts first, the latest first."""
        found = [f for f in self.found.of(self.place.state_fips, measure) if doubtful or not f.doubtful]
        return sorted(found, key=self._recent_first)

    def nation(self, measure: str = NO_CONVICTION) -> list[Finding]:
        """The nation's findings of a measure, exact counts before derived ones, the latest first."""
        found = [f for f in self.found.of(NATION, measure) if not f.doubtful]
        return sorted(found, key=lambda f: (f.qualifier != "exact", *self._recent_first(f)))

    def beside(self, finding: Finding) -> Finding:
        """The nation's share to stand beside a finding: of the same source and period if it gives one, else the best."""
        nation = self.nation(finding.measure)
        same = [f for f in nation if f.sources[:1] == finding.sources[:1] and f.period.end == finding.period.end]
        return (same or nation)[0]

    def ends(self, finding: Finding) -> str:
        """The day counts run to, ISO; where the source does not print it, the day of the source."""
        return finding.period.end or self.published(finding)

    def published(self, finding: Finding) -> str:
        """The date of the (first) source of a finding, ISO, as precise as it is known."""
        return self.refs.source(finding.sources[0]).published_on

    def until(self, finding: Finding) -> str:
        """To what day counts run, in words: "to February 28, 2011", or that the source does not print it."""
        if finding.period.end:
            return f"to {day(finding.period.end)}"
        return f"to a day its source of {day(self.published(finding))} does not print"

    def _recent_first(self, finding: Finding) -> tuple[bool, bool, int]:
        ends = self.ends(finding)
        recent = as_date(ends).toordinal() if ends else 0
        return finding.numerator is None, finding.qualifier == "at least", -recent
