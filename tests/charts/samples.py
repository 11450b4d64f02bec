"""Charts to try the drawing on: the ordinary ones and those that are hard to draw."""

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from pipeline.charts.model import (
    Chart,
    DatedShare,
    Mark,
    NationMap,
    OwnCounty,
    PlacesChart,
    PlacesGroup,
    Role,
    RolloutChart,
    SeriesChart,
    SeriesLine,
    Share,
    ShareChart,
    StateMap,
)
from pipeline.statistics import wilson
from tests.conftest import embedded

SHAPES = Path(__file__).parents[2] / "data" / "county_shapes.json"
END = date(2011, 8, 16)


def counted(label: str, part: int, whole: int, role: Role = "other", note: str = "") -> Share:
    low, high = wilson(part, whole)
    percent = 100 * part / whole
    return Share(label, percent, f"{percent:.1f}%", note or f"{part:,} of {whole:,}", role, low, high)


def printed(label: str, percent: float, note: str, role: Role = "other") -> Share:
    return Share(label, percent, f"{percent:.0f}%", note, role, counted=False)


def swarm(*percents: float) -> tuple[Share, ...]:
    """Other counties as page 1 has them: dots, of which only the lowest and the highest are named."""
    low, high = percents.index(min(percents)), percents.index(max(percents))
    names = {low: "Prince William, Va. 15%", high: "Travis, Texas 82%"}
    return tuple(Share(names.get(n, ""), p, "", "", counted=bool(n % 2)) for n, p in enumerate(percents))


NATION = counted("United States", 27047, 94218, "nation")
OWN = PlacesGroup(
    "This county and the nation",
    (
        replace(counted("Suffolk", 183, 352, "place"), detail="Globe", date_text="July 2011*"),
        printed("Suffolk: ICE director", 45, "rest of 55%", "place"),
        NATION,
    ),
)
COUNTED = PlacesGroup(
    "Other counties, with counts",
    (
        counted("Prince George's, Md.", 145, 223, note="about 145 of 223"),
        counted("Orange, N.C.", 13, 26),
        counted("Mecklenburg, N.C.", 315, 736),
        counted("San Diego, Calif.", 1673, 7458),
    ),
)
HARD = PlacesGroup(
    "Hard ones",
    (
        counted("St. John the Baptist Parish, La.", 0, 40),
        counted("Matanuska-Susitna Borough, Alaska", 40, 40),
        counted("Orange, N.C.", 5, 10, note="about 5 of 10"),
        counted("None at all", 0, 7458),
        counted("All of them", 7458, 7458),
    ),
)
PRINTED = PlacesGroup(
    "Percentage printed without counts",
    (
        printed("Jefferson Parish, La.", 72, "Feb. 2011"),
        printed("St. John the Baptist Parish, La.", 0, "September 2010"),
        printed("Matanuska-Susitna, Alaska", 100, "September 2010"),
    ),
)


@lru_cache
def activations() -> dict[str, date]:
    table = embedded().activations
    return {code: date.fromisoformat(day) for code, day in zip(table["fips"], table["activated_on"], strict=True)}


def active() -> frozenset[str]:
    return frozenset(code for code, day in activations().items() if day <= END)


@lru_cache
def curve() -> tuple[tuple[date, int], ...]:
    days = sorted(day for day in activations().values() if day <= END)
    return tuple((day, sum(other <= day for other in days)) for day in sorted(set(days)))


EVENTS = (
    Mark(date(2011, 5, 4), "May 4, 2011: Illinois ends its agreement"),
    Mark(date(2011, 6, 1), "June 1: New York suspends"),
    Mark(date(2011, 6, 3), "June 3: Massachusetts declines"),
    Mark(date(2011, 8, 5), "Aug 5: ICE ends the state agreements"),
)


def rollout(places: tuple[Mark, ...], events: tuple[Mark, ...] = EVENTS) -> RolloutChart:
    return RolloutChart(curve(), END, "1,475 counties\nAugust 16, 2011", places, events)


def dated(day: date, part: int, whole: int) -> DatedShare:
    low, high = wilson(part, whole)
    return DatedShare(day, 100 * part / whole, f"{100 * part / whole:.1f}%", low, high)


def state(code: str, *own: tuple[str, str]) -> StateMap:
    return StateMap(code, active(), tuple(OwnCounty(*county) for county in own))


SINCE = "{}:\nactive since\nSept. 27, 2010"

STATES = {
    "massachusetts": ("25", ("25025", SINCE.format("Suffolk County"))),
    "illinois": ("17", ("17031", "Cook County:\nnot active")),
    "texas": ("48", ("48201", SINCE.format("Harris County"))),
    "california coast": ("06", ("06037", SINCE.format("Los Angeles County"))),
    "california bay": ("06", ("06001", SINCE.format("Alameda County"))),
    "florida": ("12", ("12086", SINCE.format("Miami-Dade County"))),
    "georgia": ("13", ("13121", SINCE.format("Fulton County")), ("13089", SINCE.format("DeKalb County"))),
    "alaska": ("02", ("02170", "Matanuska-Susitna Borough:\nnot active")),
    "hawaii": ("15", ("15003", SINCE.format("Honolulu County"))),
    "district": ("11", ("11001", "District of Columbia:\nnot active")),
    "virginia city": ("51", ("51760", SINCE.format("Richmond city"))),
    "tiny": ("51", ("51685", SINCE.format("Manassas Park city"))),
    "inland": ("20", ("20173", SINCE.format("Sedgwick County"))),
    "long": ("22", ("22095", SINCE.format("St. John the Baptist Parish"))),
    "no label": ("25", ("25025", "")),
}


@lru_cache
def samples() -> dict[str, Chart]:
    suffolk = (dated(date(2010, 9, 30), 135, 256), dated(date(2011, 7, 11), 183, 352))
    nation = (dated(date(2010, 7, 30), 12600, 48000), dated(date(2011, 2, 28), 27047, 94218))
    near = (dated(date(2010, 7, 31), 300, 1000), dated(date(2011, 2, 28), 315, 1100))
    ice = DatedShare(date(2011, 7, 14), 45, "45%")
    charts: dict[str, Chart] = {
        "shares": ShareChart(OWN.rows),
        "shares, bare": ShareChart((printed("Maricopa County", 26, "no counts", "place"),)),
        "shares, hard": ShareChart((*HARD.rows, NATION), "{} %"),
        "shares, with others": ShareChart(OWN.rows, "{}%", swarm(15, 22, 43, 43.2, 50, 50, 52, 82), "8 other counties"),
        "shares, with ends": ShareChart(OWN.rows[:1], "{}%", swarm(0, 100), "2 other counties"),
        "places": PlacesChart((OWN, COUNTED, PRINTED), "Counts", "Data to", 28.7),
        "places, hard": PlacesChart((OWN, HARD, PRINTED, PlacesGroup("Empty", ())), "Counts", "Data to", 28.7),
        "places, alone": PlacesChart((OWN,), "Counts", "Data to", 28.7),
        "series": SeriesChart(
            (
                SeriesLine("Boston Globe", "place", suffolk[1:]),
                SeriesLine("Boston police only", "place", suffolk[:1]),
                SeriesLine("ICE's director", "place", (ice,)),
                SeriesLine("Nation", "nation", nation, joined=True),
            )
        ),
        "series, near": SeriesChart(
            (SeriesLine("Mecklenburg", "place", near, True), SeriesLine("United States", "nation", nation, True))
        ),
        "series, ends": SeriesChart(
            (
                SeriesLine("Travis", "place", (DatedShare(date(2010, 7, 31), 100, "100%"),)),
                SeriesLine("Nation", "nation", (DatedShare(date(2010, 7, 31), 0, "0%"),)),
            )
        ),
        "rollout": rollout((Mark(date(2008, 11, 5), "November 5, 2008\nSuffolk County: active"),)),
        "rollout, first day": rollout((Mark(curve()[0][0], "October 27, 2008\nHarris County: active"),)),
        "rollout, late": rollout((Mark(date(2011, 7, 26), "July 26, 2011\nJefferson Parish: active"),)),
        "rollout, last day": rollout((Mark(END, "August 16, 2011\nSt. John the Baptist Parish: active"),)),
        "rollout, none": rollout(()),
        "rollout, low": replace(
            rollout((Mark(date(2008, 11, 5), "November 5, 2008\nSuffolk County: active"),)), low=True
        ),
        "rollout, two": rollout(
            (
                Mark(date(2009, 11, 17), "November 17, 2009\nDeKalb County: active"),
                Mark(date(2010, 9, 8), "September 8, 2010\nFulton County: active"),
            )
        ),
        "rollout, crowded": rollout((), (*EVENTS, *(Mark(END - timedelta(n), f"{n} days before") for n in range(3)))),
        "nation, Boston": NationMap(active(), "25025", "Boston"),
        "nation, Oakland": NationMap(active(), "06001", "Oakland"),
        "nation, Miami": NationMap(active(), "12086", "Miami"),
        "nation, Seattle": NationMap(active(), "53033", "Seattle-Tacoma-Bellevue"),
    }
    return charts | {f"state, {name}": state(*given) for name, given in STATES.items()}
