"""What a finding is. Written as JSON (findings/record.py), it is the contract with everything that comes after."""

from dataclasses import dataclass, field
from typing import Literal

Scope = Literal["county", "state", "nation"]
Qualifier = Literal["exact", "approximate", "at least", "as printed", "derived"]
Stance = Literal["for", "against", "conditional", "neutral"]
Side = Literal["program", "critics", "scholar", "auditor"]

NATION = "US"


@dataclass(frozen=True)
class Period:
    """First and last day the counts run over, as precise as the source prints them (YYYY, YYYY-MM or YYYY-MM-DD)."""

    start: str = ""
    end: str = ""


@dataclass(frozen=True)
class Interval:
    """A 95 % interval in percent. For full counts it shows how far chance could move the share, not sampling error."""

    low: float
    high: float
    method: str = "Wilson"


@dataclass(frozen=True)
class Finding:
    """One number with all that is needed to defend it.

    `place` is a county or state FIPS code or "US"; `value` is a count, a percentage (0-100) or an ISO date, as
    `unit` says; `rows` name the rows in data/ it was computed from; `comparators` are ids of other findings.
    """

    id: str
    question: str
    place: str
    place_name: str
    scope: Scope
    measure: str
    unit: Literal["count", "percent", "date", "days"]
    population: str
    value: float | int | str
    numerator: int | None = None
    denominator: int | None = None
    qualifier: Qualifier = "exact"
    interval: Interval | None = None
    method: str = "as printed"
    period: Period = field(default_factory=Period)
    comparators: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unsaid:
    """A question these data cannot answer for this place, and why. `subject` completes "It is not known ..."."""

    id: str
    question: str
    subject: str
    reason: str


@dataclass(frozen=True)
class Position:
    """What a holder of public office, or a body, said about the program on a date."""

    id: str
    place: str
    place_name: str
    level: str
    kind: str
    date: str
    actor: str
    office: str
    stance: Stance
    statement: str
    source: str
    rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Claim:
    """What one side says, with the figure as it stands in the source; `answers` are ids of the claims that answer it."""

    id: str
    topic: str
    side: Side
    place: str
    place_name: str
    statement: str
    figure: str
    period: str
    source: str
    answers: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Event:
    """A turning point of the program on a day; `label` is the short form for a chart."""

    id: str
    date: str
    place: str
    statement: str
    label: str
    source: str


@dataclass(frozen=True)
class Curve:
    """Active counties of the nation by date: `points` are (ISO date, count) at each change, up to `end`."""

    id: str
    points: tuple[tuple[str, int], ...]
    end: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class ActiveCounties:
    """The FIPS codes active on `day`, and the number of counties in the nation and in each state (by state FIPS)."""

    id: str
    day: str
    active: tuple[str, ...]
    counties: int
    state_counties: dict[str, int]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """One document or data set; `published_on` is as precise as is known, `standing` evidence or reference."""

    source_id: str
    publisher: str
    title: str
    published_on: str
    date_basis: str
    address: str
    standing: Literal["evidence", "reference"]
