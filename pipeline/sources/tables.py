"""All tables a briefing needs, loaded together: `load_tables(data) -> Tables`."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from pipeline.sources import (
    activations,
    agreement_series,
    agreements,
    cities,
    claims,
    county_codes,
    detainers,
    detention,
    detention_workbooks,
    doj_list,
    enforcement,
    events,
    facilities,
    jurisdictions,
    own,
    place_aliases,
    place_exceptions,
    police_agencies,
    population,
    positions,
    registry,
    reported_counts,
    rules,
    translations,
)
from pipeline.sources.releases import Release
from pipeline.sources.releases import releases as load_releases
from pipeline.sources.releases import table as releases_table


@dataclass(frozen=True)
class Tables:
    """The embedded tables, each meeting its contract. Words are str (a blank is ""), counts numbers or missing.

    Rows that must not be shown are still in here: `standing.citable` takes them out.
    The large ones (population, noncitizens) and the 287(g) tables are read when first asked for.
    """

    data: Path
    sources: pd.DataFrame
    states: pd.DataFrame
    places: pd.DataFrame
    activations: pd.DataFrame
    reported_counts: pd.DataFrame
    positions: pd.DataFrame
    claims: pd.DataFrame
    published_findings: pd.DataFrame
    events: pd.DataFrame
    translations: pd.DataFrame

    @cached_property
    def population(self) -> pd.DataFrame:
        """Residents by county and year. Raises BrokenTable."""
        return population.load(self.data, self.sources)

    @cached_property
    def noncitizens(self) -> pd.DataFrame:
        """Noncitizens by county and year, with the 90 % margin. Raises BrokenTable."""
        return population.load_noncitizens(self.data, self.sources)

    @cached_property
    def agreements(self) -> pd.DataFrame:
        """287(g) agreements before 2018. Raises BrokenTable."""
        return agreements.load(self.data, self.sources)

    @cached_property
    def agreements_287g_sheets(self) -> pd.DataFrame:
        """287(g) agreements on ICE's sheets, each by its day. Raises BrokenTable."""
        return own.with_sheets(self.data, agreements.load_sheets(self.data, self.sources))

    @cached_property
    def counties(self) -> pd.DataFrame:
        """Counties with their largest cities. Raises BrokenTable."""
        return cities.load_counties(self.data, self.sources)

    @cached_property
    def county_codes(self) -> pd.DataFrame:
        """Retired, renamed and new county codes. Raises BrokenTable."""
        return county_codes.load(self.data, self.sources)

    @cached_property
    def place_exceptions(self) -> pd.DataFrame:
        """What decides where the sources of the places err. Raises BrokenTable."""
        return place_exceptions.load(self.data, self.sources)

    @cached_property
    def place_aliases(self) -> pd.DataFrame:
        """What people call a place or a state beside its own name. Raises BrokenTable."""
        return place_aliases.load(self.data)

    @cached_property
    def police_agencies(self) -> pd.DataFrame:
        """Police agencies of the FBI's employee data, with counties and officers. Raises BrokenTable."""
        return police_agencies.load(self.data, self.sources)

    @cached_property
    def rules(self) -> pd.DataFrame:
        """Who decides what on detainers and agreements, each for a known place. Raises BrokenTable."""
        frame = rules.load(self.data, self.sources)
        codes = jurisdictions.names(self.states, self.activations)
        rules.check_places(self.data / rules.RULES.file, frame, codes, set(self.places.slug))
        return frame

    @cached_property
    def arrests_states(self) -> pd.DataFrame:
        """ICE's arrests by state and window. Raises BrokenTable."""
        return enforcement.load_arrests(self.data, self.sources)

    @cached_property
    def arrests_criminality(self) -> pd.DataFrame:
        """ICE's arrests by state and criminality on ICE's record. Raises BrokenTable."""
        return enforcement.load_criminality(self.data, self.sources)

    @cached_property
    def detention_counties(self) -> pd.DataFrame:
        """People held for ICE by county of the facility and month. Raises BrokenTable."""
        return detention.load_counties(self.data, self.sources)

    @cached_property
    def detention_facilities(self) -> pd.DataFrame:
        """ICE's facilities. Raises BrokenTable."""
        return detention.load_facilities(self.data, self.sources)

    @cached_property
    def detention_facility_months(self) -> pd.DataFrame:
        """People held for ICE by facility and month. Raises BrokenTable."""
        return detention.load_facility_months(self.data, self.sources)

    @cached_property
    def detention_nation(self) -> pd.DataFrame:
        """ICE's own detention tables of the nation. Raises BrokenTable."""
        return detention.load_nation(self.data, self.sources)

    @cached_property
    def detention_workbooks(self) -> pd.DataFrame:
        """ICE's detention workbooks that the user brought, with what became of their rows. Raises BrokenTable."""
        return detention_workbooks.workbooks(self.data)

    @cached_property
    def detention_workbook_facilities(self) -> pd.DataFrame:
        """The facilities of those workbooks, with the mean of people held in each. Raises BrokenTable."""
        return detention_workbooks.facilities(self.data)

    @cached_property
    def arrests_months(self) -> pd.DataFrame:
        """ICE's arrests by month. Raises BrokenTable."""
        return enforcement.load_months(self.data, self.sources)

    @cached_property
    def agreements_287g_days(self) -> pd.DataFrame:
        """287(g) agreements by state and day of ICE's sheets since 2021. Raises BrokenTable."""
        return agreement_series.load_days(self.data, self.sources)

    @cached_property
    def agreements_287g_spans(self) -> pd.DataFrame:
        """The first and last of ICE's sheets since February 2025 that have an agreement. Raises BrokenTable."""
        return agreement_series.load_spans(self.data, self.sources)

    @cached_property
    def detainers(self) -> pd.DataFrame:
        """Detainers by place and period, where somebody counted them. Raises BrokenTable."""
        return detainers.load(self.data, self.sources)

    @cached_property
    def doj_list(self) -> pd.DataFrame:
        """Jurisdictions that the Justice Department named. Raises BrokenTable."""
        return doj_list.load(self.data, self.sources)

    @cached_property
    def population_counties(self) -> pd.DataFrame:
        """Residents by county, 2020 to 2025. Raises BrokenTable."""
        return population.load_recent(self.data, self.sources)

    @cached_property
    def population_states(self) -> pd.DataFrame:
        """Residents of states, 2020 to 2025. Raises BrokenTable."""
        return population.load_states(self.data, self.sources)

    @cached_property
    def facilities(self) -> pd.DataFrame:
        """ICE's codes of places of detention, each with its county. Raises BrokenTable."""
        return facilities.load(self.data, self.sources)

    @cached_property
    def releases(self) -> pd.DataFrame:
        """The releases of ICE's records that the user brought, with what became of their rows. Raises BrokenTable."""
        return releases_table(self.data)

    @cached_property
    def brought(self) -> tuple[Release, ...]:
        """The same with their records. Raises BrokenTable."""
        return load_releases(self.data)

    @cached_property
    def removals(self) -> pd.DataFrame:
        """People identified and removed under 287(g) by agency and fiscal year. Raises BrokenTable."""
        return agreements.load_removals(self.data, self.sources)


def load_tables(data: Path) -> Tables:
    """Read and check the tables in `data`, and those of its folder own/.

    Raises BrokenTable with file, row, column, expected and found.
    """
    embedded = registry.load(data)
    sources = own.with_sources(data, embedded)
    tables = Tables(
        data=data,
        sources=sources,
        states=registry.load_states(data, sources),
        places=cities.load(data, sources),
        activations=activations.load(data, sources),
        reported_counts=own.with_counts(data, reported_counts.load(data, embedded)),
        positions=positions.load(data, sources),
        claims=claims.load(data, sources),
        published_findings=claims.load_published(data, sources),
        events=events.load(data, sources),
        translations=translations.load(data),
    )
    known = jurisdictions.names(tables.states, tables.activations)
    for name in ("reported_counts", "positions", "claims", "published_findings", "events"):
        jurisdictions.check(data / f"{name}.csv", getattr(tables, name), known)
    return tables
