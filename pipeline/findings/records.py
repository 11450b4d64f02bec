"""What a release of ICE's records that the user brought tells of the place, its state and the nation: counts over time.

Only counts leave the records, and of a total's parts none that an edition withholds: where one is, a second goes with it,
so that no remainder gives it away.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd

from pipeline import statistics
from pipeline.editions import Edition
from pipeline.findings.model import NATION, CityFindings, Finding, Interval, Period, Scope
from pipeline.places import Place
from pipeline.rows import each
from pipeline.sources.releases import CRIMINALITY, LEFT_OUT, PLACING, THREAT, Release
from pipeline.sources.standing import citable_sources
from pipeline.sources.tables import Tables

QUESTION = "records"
PER = 1_000
MONTHS = 24  # full months that are shown one by one
YEAR = 12  # and those that are counted together
AROUND = 365  # days before a date, and as many after it
MOST = 8  # facilities or outcomes that are named; the others are counted together
COUNTED = "records of a release counted by place and window"
RATE = "records of a release per 1,000 residents, rounded to two decimals"
SHARE = "share of the records of a release by ICE's class of the person's record"
AROUND_A_DATE = "records of a release in as many days before a date and after it"
RECONCILED = "rows of a release by what became of them"
NO_RECORD = "not_recorded"


@dataclass(frozen=True)
class Where:
    """A place whose records are counted: its code and name, and how many people live there in which year."""

    code: str
    name: str
    scope: Scope
    residents: int = 0
    year: int = 0
    source: str = ""
    row: str = ""
    postal: str = ""


def findings(place: Place, tables: Tables, edition: Edition) -> Iterator[Finding]:
    """The findings of the newest citable release of each kind."""
    for release in newest(tables, edition.as_of):
        yield from _reconciled(release, tables.releases)
        for where in _places(place, tables, release):
            yield from _of(release, where, edition)


def everywhere(counties: Iterable[Place], tables: Tables, edition: Edition) -> Iterator[Finding]:
    """The same of all these counties (each a place of one), their states and the nation, each once.

    None where the edition leaves small counts out: all counties beside each other would give a hidden one away.
    """
    together, smallest = list(counties), edition.disclosure.smallest_count
    for release in newest(tables, edition.as_of) if not smallest else ():
        yield from _reconciled(release, tables.releases)
        release.made.update(_by_county(release.records))
        wheres = (where for place in together for where in _places(place, tables, release))
        for where in {one.code: one for one in wheres}.values():
            yield from _of(release, where, edition)


def added(found: CityFindings, tables: Tables, edition: Edition) -> CityFindings:
    """The same findings with those of releases; where detainers of the counties are counted, none says that they are not."""
    new = tuple(findings(found.place, tables, edition))
    local = any(f.population == "detainers" and f.scope == "county" for f in new)
    unsaid = tuple(one for one in found.unsaid if not (local and one.topic == "now_arrests"))
    return replace(found, findings=(*found.findings, *new), unsaid=unsaid)


def newest(tables: Tables, as_of: date | None) -> tuple[Release, ...]:
    """Of each kind the release that was published last, of those that an edition may cite."""
    may = citable_sources(tables.sources, as_of)
    days = dict(zip(tables.sources.source_id, tables.sources.published_on, strict=True))
    found: dict[str, Release] = {}
    for release in sorted(tables.brought, key=lambda one: (days[one.source_id], one.source_id)):
        if release.source_id in may:
            found[release.kind] = release
    return tuple(found[kind] for kind in sorted(found))


def full_months(first_day: str, last_day: str) -> list[str]:
    """The months (YYYY-MM) that a release covers whole."""
    span = pd.period_range(first_day[:7], last_day[:7], freq="M")
    whole = (m for m in span if f"{m.start_time:%Y-%m-%d}" >= first_day and f"{m.end_time:%Y-%m-%d}" <= last_day)
    return [str(month) for month in whole]


def withheld(counts: Mapping[str, int], smallest: int) -> set[str]:
    """Which parts of a total are left out: those below `smallest`, and then the next ones until their sum tells of none."""
    if not smallest:
        return set()
    ordered = sorted(counts, key=lambda part: (counts[part], str(part)))
    hidden = [part for part in ordered if counts[part] < smallest]
    while hidden and len(hidden) < len(ordered) and (len(hidden) < 2 or sum(counts[p] for p in hidden) < smallest):
        hidden.append(ordered[len(hidden)])
    return set(hidden)


def _places(place: Place, tables: Tables, release: Release) -> Iterator[Where]:
    """The place's counties, where the release's records have counties, its state, and the nation."""
    if (release.records["fips"] != "").any():
        people = tables.population
        for county in place.counties:
            where = Where(county.fips, county.name, "county")
            for row in each(people[(people.fips == county.fips) & (people.year == people.year.max())]):
                key = f"population:{county.fips}:{row.year}"
                where = replace(where, residents=int(row.residents), year=int(row.year), source=row.source_id, row=key)
            yield where
    states = tables.population_states
    last = states[states.year == states.year.max()]
    year, source = int(last.year.max()), str(last.source_id.iloc[0])
    if (release.records["state"] != "").any():
        here = int(last[last.fips == place.state_fips].residents.sum())
        row = f"population_states:{place.state_fips}:{year}"
        yield Where(place.state_fips, place.state_name, "state", here, year, source, row, place.state)
    yield Where(
        NATION, "United States", "nation", int(last.residents.sum()), year, source, f"population_states:{NATION}:{year}"
    )


def _records_of(release: Release, where: Where) -> pd.DataFrame:
    rows = release.records
    if where.scope == "county" and where.code not in release.made:
        return rows[rows["fips"] == where.code]
    if where.code not in release.made:
        release.made[where.code] = rows if where.scope == "nation" else rows[rows["state"] == where.postal]
    made = release.made[where.code]
    assert isinstance(made, pd.DataFrame)
    return made


def _by_county(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {str(fips): some for fips, some in rows.groupby("fips", observed=True) if fips}


def _of(release: Release, where: Where, edition: Edition) -> Iterator[Finding]:
    rows, smallest = _records_of(release, where), edition.disclosure.smallest_count
    months = full_months(release.first_day, release.last_day)
    if months:
        year = months[-YEAR:]
        yield from _of_year(release, where, rows[rows["month"].isin(year)], _window(year), smallest)
        yield from _by_month(release, where, rows, months[-MONTHS:], smallest)
    for day in edition.around:
        yield from _around(release, where, rows, day, smallest)


def _window(months: list[str]) -> Period:
    return Period(f"{months[0]}-01", f"{pd.Period(months[-1]).end_time:%Y-%m-%d}")


def _of_year(release: Release, where: Where, rows: pd.DataFrame, period: Period, smallest: int) -> Iterator[Finding]:
    total = len(rows)
    if total < max(smallest, 1):
        return
    yield _finding(release, where, "year", period, total)
    if where.residents and period.start[5:] == _next_month(period.end)[5:]:  # a whole year
        rate = _finding(release, where, "rate", period, round(PER * total / where.residents, 2), method=RATE)
        extra = {"unit": "rate", "numerator": total, "denominator": where.residents, "note": str(where.year)}
        yield _with(rate, **extra, sources=(*rate.sources, where.source), rows=(*rate.rows, where.row))
    yield from _classes(release, where, rows, period, smallest)
    for column, values in (("threat", THREAT), ("outcome", None), ("facility", None)):
        if column == "facility" and where.scope != "county":
            continue
        counts = {str(k): int(v) for k, v in rows[column].value_counts().items() if v}
        if set(counts) == {""}:
            continue
        hidden = withheld(counts, smallest)
        shown = [k for k in sorted(counts, key=lambda k: (-counts[k], k)) if k not in hidden]
        for rank, name in enumerate(shown[: MOST if values is None else len(shown)], 1):
            yield _part(release, where, column, (name, rank), period, counts[name])


def _classes(release: Release, where: Where, rows: pd.DataFrame, period: Period, smallest: int) -> Iterator[Finding]:
    counts = {name: int((rows["criminality"] == name).sum()) for name in CRIMINALITY}
    hidden = withheld({k: v for k, v in counts.items() if v}, smallest)
    for name in CRIMINALITY:
        if counts[name] and name not in hidden:
            part, total = counts[name], len(rows)
            share = _finding(
                release, where, f"{name or NO_RECORD}_share", period, statistics.share(part, total), method=SHARE
            )
            interval = Interval(*statistics.wilson(part, total))
            yield _with(share, unit="percent", numerator=part, denominator=total, interval=interval)


def _by_month(
    release: Release, where: Where, rows: pd.DataFrame, months: list[str], smallest: int
) -> Iterator[Finding]:
    found = rows["month"].value_counts()
    counts: dict[str, int] = {month: int(found.get(month, 0)) for month in months}
    hidden = withheld(counts, smallest)
    for month in months:
        if month not in hidden:
            yield _finding(release, where, "month", Period(month, month), counts[month])


def _around(release: Release, where: Where, rows: pd.DataFrame, day: date, smallest: int) -> Iterator[Finding]:
    """As many days before a date as after it: a year, or as far as the release reaches on its shorter side."""
    days = around(release.first_day, release.last_day, day)
    if not days:
        return
    spans = {"before": (day - timedelta(days), day - timedelta(1)), "after": (day, day + timedelta(days - 1))}
    at = rows["day"]
    counts = {name: int(((at >= str(a)) & (at <= str(b))).sum()) for name, (a, b) in spans.items()}
    if min(counts.values()) >= smallest:
        for name, (first, last) in spans.items():
            period = Period(first.isoformat(), last.isoformat())
            yield _finding(release, where, f"{name}_{day}", period, counts[name], method=AROUND_A_DATE)


def around(first_day: str, last_day: str, day: date) -> int:
    """How many days before a date, and after it, a release covers on both sides; a year at most."""
    first, last = date.fromisoformat(first_day), date.fromisoformat(last_day)
    return max(0, min(AROUND, (day - first).days, (last - day).days + 1))


def _part(release: Release, where: Where, column: str, ranked: tuple[str, int], period: Period, count: int) -> Finding:
    name, rank = ranked
    made = _finding(release, where, f"{column}_count", period, count, slug=str(rank))
    return _with(made, agency=name) if column == "facility" else _with(made, note=name)


def _reconciled(release: Release, told: pd.DataFrame) -> Iterator[Finding]:
    """What became of the release's rows."""
    row = next(each(told[told["id"] == release.source_id]))
    where, period = Where(NATION, "United States", "nation"), Period(release.first_day, release.last_day)
    for name in ("read", *LEFT_OUT, "used", *PLACING):
        yield _finding(release, where, f"rows_{name}", period, int(getattr(row, name)), method=RECONCILED)
    if row.county_filled:
        filled = _finding(release, where, "rows_county_filled", period, float(row.county_filled), method=RECONCILED)
        yield _with(filled, unit="percent")


def _finding(  # noqa: PLR0913, PLR0917
    release: Release, where: Where, what: str, period: Period, value: int | float, method: str = COUNTED, slug: str = ""
) -> Finding:
    ending = slug or period.end
    return Finding(
        id=f"{QUESTION}.{release.kind}.{what}.{where.code}.{ending}",
        question=QUESTION,
        place=where.code,
        place_name=where.name,
        scope=where.scope,
        measure=f"{release.kind}_{what}",
        unit="count",
        population=release.kind,
        value=value,
        method=method,
        period=period,
        sources=(release.source_id,),
        rows=(f"releases:{release.source_id}",),
    )


def _with(finding: Finding, **fields: object) -> Finding:
    return replace(finding, **fields)  # type: ignore[arg-type]


def _next_month(day: str) -> str:
    return f"{pd.Period(day[:7]) + 1}-01"


def names(found: Iterable[Finding]) -> tuple[str, ...]:
    """The kinds of release that findings are of, in their order."""
    return tuple(dict.fromkeys(f.population for f in found if f.question == QUESTION))
