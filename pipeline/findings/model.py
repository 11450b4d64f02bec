"""What a finding is. Written as JSON (findings/record.py), it is the contract with everything that comes after."""

from dataclasses import dataclass, field
from typing import Literal

from pipeline.places import Place

Scope = Literal["city", "county", "state", "nation"]
Qualifier = Literal["exact", "approximate", "at least", "as printed", "derived"]
Stance = Literal["for", "against", "conditional", "declined", "neutral"]
Side = Literal["program", "critics", "scholar", "auditor", "record", "local government"]

NATION = "US"


@dataclass(frozen=True)
class Period:
    """First and last day the counts run over, as precise as the source prints them (YYYY, YYYY-MM or YYYY-MM-DD)."""

    start: str = ""
    end: str = ""


@dataclass(frozen=True)
class Interval:
    """An interval, at 95 % unless `level` says 90, as the Census Bureau gives its surveys' margins.

    Of a share it is in percent, of a count in what is counted. For full counts it shows how far chance could move the
    share, not sampling error.
    """

    low: float
    high: float
    method: str = "Wilson"
    level: int = 95


CaveatKind = Literal[
    "given as of",
    "only active county",
    "second compilation",
    "not counties",
    "no estimate",
    "fiscal years",
    "note",
    "not active then",
]


@dataclass(frozen=True)
class Caveat:
    """What must be said beside a figure, without words of a language: narrative/wording/caveats.py has the sentences.

    `detail` is what the sentence needs: whom the figure covers, the (one) county, the other month, how many counties;
    for "note" the table's own words.
    """

    kind: CaveatKind
    detail: str = ""


@dataclass(frozen=True)
class Finding:
    """One number with all that is needed to defend it.

    `place` is a county or state FIPS code or "US"; `value` is a count, a percentage (0-100), a rate per 1,000 residents or
    an ISO date, as `unit` says; `rows` name the rows in data/ it was computed from; `comparators` are ids of findings it
    may be read beside, `disputed_by` of findings of the same thing that another source gives and that disagree. A
    `doubtful` finding is never shown without its caveats;
    `said_by` is whose figure it is, where not the publisher's; `city` is the city that the source names, where it does not
    name its county; `note` is what the table says of how the source prints it; `agency` is whose figure it is, where not
    the place's.
    """

    id: str
    question: str
    place: str
    place_name: str
    scope: Scope
    measure: str
    unit: Literal["count", "percent", "rate", "date", "days"]
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
    disputed_by: tuple[str, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    doubtful: bool = False
    said_by: str = ""
    city: str = ""
    note: str = ""
    agency: str = ""
    rows: tuple[str, ...] = ()


Topic = Literal[
    "share",
    "which_is_right",
    "data_date",
    "coverage",
    "steps",
    "charges",
    "people",
    "survey",
    "positions",
    "workload",
    "divided",
    "studies",
    "small",
    "now_arrests",
    "now_removals",
    "now_program",
    "now_sheet",
    "now_placed",
    "now_noncitizens",
]
Reason = Literal["not active", "not published", "sources disagree", "not printed", "not counted", "left out"]


@dataclass(frozen=True)
class Unsaid:
    """A question these data cannot answer for this place, and why; the narrative puts it in words.

    `names` are the counties it is about, `details` what belongs in the sentence, `findings` the ids it concerns.
    """

    id: str
    question: str
    topic: Topic
    reason: Reason
    names: tuple[str, ...]
    details: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()


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
    topic: str
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
    tells: str = ""


@dataclass(frozen=True)
class Published:
    """What an auditor, scholar or other published of the program; `place` is "US" or codes joined by ;.

    `made_by` is what the table knows of who made it; `here` where it covers a county of the place, its state or the
    nation.
    """

    id: str
    topic: str
    place: str
    place_name: str
    statement: str
    figure: str
    made_by: str
    source: str
    here: bool
    answers: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Event:
    """A turning point of the program on a day; `label` is the short form for a chart, `turn` what it was to the program."""

    id: str
    date: str
    place: str
    statement: str
    label: str
    source: str
    turn: str = ""


@dataclass(frozen=True)
class Agreement:
    """A 287(g) agreement of an agency in one of the place's counties: a separate program, shown as context only.

    `kind` is what the agency is by its name, of agreements of the present.
    """

    id: str
    agency: str
    county: str
    signed: str
    models: str
    source: str
    kind: str = ""


@dataclass(frozen=True)
class Rule:
    """What a statute, an order, a form or a court says on who decides what; a fact with its day, no advice.

    `place` is "US", a state's or county's FIPS code or a city's slug; `date` as precise as the source; `read_in` tells
    whether the official text, a copy or a report of it was read; `standing` is that of the last reading.
    """

    id: str
    place: str
    topic: str
    statement: str
    kind: str
    instrument: str
    date: str
    standing: Literal["in force", "superseded", "ended", "not known"]
    read_in: Literal["official text", "copy", "report"]
    note: str
    source: str
    rows: tuple[str, ...]


@dataclass(frozen=True)
class Curve:
    """Active counties of the nation by date: `points` are (ISO date, count) at each change, up to `end`."""

    id: str
    points: tuple[tuple[str, int], ...]
    end: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class ActiveCounties:
    """The FIPS codes active on `day`, and the number of counties in the nation and in each state (by state FIPS).

    `names` tells what the FIPS codes of states and of the counties of the place's state mean.
    """

    id: str
    day: str
    active: tuple[str, ...]
    counties: int
    state_counties: dict[str, int]
    sources: tuple[str, ...]
    names: dict[str, str] = field(default_factory=dict)


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


Cause = Literal["data", "edition", "code", "correction"]


@dataclass(frozen=True)
class Was:
    """A number as a publication told it: value, counts, and to when it runs."""

    value: str
    numerator: int | None = None
    denominator: int | None = None
    until: str = ""


@dataclass(frozen=True)
class Moved:
    """A finding that is not as the last publication told it: what it `was`, and is `now` (None where there is none)."""

    id: str
    measure: str
    place: str
    place_name: str
    unit: str
    was: Was | None
    now: Was | None


@dataclass(frozen=True)
class Since:
    """The publication from which a place's findings moved, why, and how many sources came and went."""

    id: str
    published: str
    why: tuple[Cause, ...]
    sources_new: int
    sources_gone: int


@dataclass(frozen=True)
class Correction:
    """An error found after publication: when it was told, since when it stood, what was said and what is right.

    `words` are what was said and what is right, in each language.
    """

    id: str
    date: str
    since: str
    words: dict[str, tuple[str, str]]


@dataclass(frozen=True)
class CityFindings:
    """All that one briefing shows, and nothing it does not: the contract between findings and everything after.

    `all_places` are ids of the findings of other counties; `sources` holds each source that anything here names;
    `translations` the words of tables in other languages: {language: {English: its translation}}. `agreements` are
    of the program's time, `present` and `counties_with_agreement` (FIPS codes in the state) of ICE's latest sheet;
    `on_agreements` are statements on 287(g), never on this program; `gone` are agreements that ICE's list has no more,
    each `signed` with the day of the last sheet that had it; `rules` are those in force, question by question, the most
    local first. A `sample` may show made-up rows, and says so.
    `since` and `moved` tell what is not as the last publication told it, `corrections` what that told wrongly.
    """

    schema: int
    edition: str
    as_of: str
    place: Place
    state_abbreviation: str
    findings: tuple[Finding, ...]
    all_places: tuple[str, ...]
    all_places_in_doubt: tuple[str, ...]
    all_places_in_part: tuple[str, ...]
    unsaid: tuple[Unsaid, ...]
    positions: tuple[Position, ...]
    federal_positions: tuple[Position, ...]
    claims: tuple[Claim, ...]
    events: tuple[Event, ...]
    agreements: tuple[Agreement, ...]
    curve: Curve
    active: ActiveCounties
    state_abbreviations: dict[str, str]
    sources: dict[str, Source]
    organizations: tuple[Position, ...] = ()
    published: tuple[Published, ...] = ()
    translations: dict[str, dict[str, str]] = field(default_factory=dict)
    present: tuple[Agreement, ...] = ()
    counties_with_agreement: tuple[str, ...] = ()
    on_agreements: tuple[Position, ...] = ()
    gone: tuple[Agreement, ...] = ()
    rules: tuple[Rule, ...] = ()
    sample: bool = False
    since: Since | None = None
    moved: tuple[Moved, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @property
    def spoken(self) -> tuple[Position, ...]:
        """Every statement of an official or organization, whomever and whichever program it is about."""
        return (*self.positions, *self.federal_positions, *self.organizations, *self.on_agreements)

    def finding(self, id: str) -> Finding:
        """The finding with this id. Raises KeyError."""
        for finding in self.findings:
            if finding.id == id:
                return finding
        raise KeyError(f"no finding {id}")

    def of(self, place: str, measure: str, question: str = "") -> tuple[Finding, ...]:
        """The findings of a place (FIPS or "US") and measure, in their order."""
        return tuple(
            f for f in self.findings if f.place == place and f.measure == measure and question in ("", f.question)
        )
