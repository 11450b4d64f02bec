"""What each chart is given: numbers from findings, words from the narrative. A chart reads nothing else.

A chart writes every text that it is given; where it does not, `unwritten` names the fields that it only draws.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

Role = Literal["place", "nation", "other"]
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Share:
    """A share in percent (0-100) on a line of its own; without counts no interval, and `counted` is False.

    `detail` tells, where there is room for it, whose figure it is; `date_text` to when its counts run.
    """

    label: str
    percent: float
    value_text: str
    note_text: str
    role: Role = "other"
    low: float | None = None
    high: float | None = None
    counted: bool = True
    detail: str = ""
    date_text: str = ""


@dataclass(frozen=True)
class ShareChart:
    """This place beside the nation: one line a share (page 1), and beneath them all `others` as a swarm of dots.

    Of the others only the lowest and the highest are named. `percent_text` writes the scale ("{}%", "{} %"), which has
    `ticks` from 0 to its end: rates are drawn likewise, on a scale of their own.
    """

    rows: tuple[Share, ...]
    percent_text: str = "{}%"
    others: tuple[Share, ...] = ()
    others_label: str = ""
    ticks: tuple[int, ...] = (0, 25, 50, 75, 100)


@dataclass(frozen=True)
class PlacesGroup:
    """Rows between two rules; the heading, where there is one, stands in a line of its own."""

    heading: str
    rows: tuple[Share, ...]


@dataclass(frozen=True)
class PlacesChart:
    """All places with figures in one panel on one scale; `reference` (percent) is the nation's dotted line."""

    groups: tuple[PlacesGroup, ...]
    counts_header: str
    date_header: str
    reference: float
    percent_text: str = "{}%"


@dataclass(frozen=True)
class DatedShare:
    """A share at the date its counts run to."""

    day: date
    percent: float
    text: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class SeriesLine:
    """Cumulative shares of one place; drawn as separate dots unless `joined`."""

    label: str
    role: Role
    points: tuple[DatedShare, ...]
    joined: bool = False


@dataclass(frozen=True)
class SeriesChart:
    """Shares by the date their counts run to, from 0 percent up."""

    lines: tuple[SeriesLine, ...]
    percent_text: str = "{}%"
    months: tuple[str, ...] = MONTHS


@dataclass(frozen=True)
class Mark:
    """A named day on the rollout curve."""

    day: date
    label: str


@dataclass(frozen=True)
class RolloutChart:
    """The nation's active counties by date: the place's days in its colour, turning points as open dots."""

    points: tuple[tuple[date, int], ...]
    end: date
    end_label: str
    places: tuple[Mark, ...]
    events: tuple[Mark, ...]
    months: tuple[str, ...] = MONTHS
    low: bool = False  # on page 1, where other things stand beside it


@dataclass(frozen=True)
class OwnCounty:
    """One county of the place and its label on the map (lines by newline)."""

    fips: str
    label: str


@dataclass(frozen=True)
class StateMap:
    """Counties of a state (two-digit FIPS): gray active, light not; own counties filled if active, else outlined.

    `narrow` draws it for a third of the page's width.
    """

    state: str
    active: frozenset[str]
    own: tuple[OwnCounty, ...]
    narrow: bool = False


@dataclass(frozen=True)
class NationMap:
    """The states with active counties in gray and the place as a ringed dot (`own`: its first county)."""

    active: frozenset[str]
    own: str
    label: str

    unwritten: ClassVar[tuple[str, ...]] = ("own",)


Chart = ShareChart | PlacesChart | SeriesChart | RolloutChart | StateMap | NationMap


def is_for_all(chart: Chart) -> bool:
    """Whether a chart has no place of its own on it, and so is the same for every place that has none to put there."""
    match chart:
        case PlacesChart():
            return not any(row.role == "place" for group in chart.groups for row in group.rows)
        case RolloutChart():
            return not chart.places
        case _:
            return False
