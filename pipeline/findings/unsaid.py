"""What these data cannot say about a place, and why: each rule looks at what was found and names what was not."""

from collections.abc import Iterator

from pipeline.findings.model import Caveat, Claim, Finding, Position, Published, Reason, Unsaid
from pipeline.findings.positions import OFFICE_HOLDERS
from pipeline.findings.program_steps import STEPS, step_of
from pipeline.findings.program_wide import studies
from pipeline.findings.trust import surveys
from pipeline.places import Place

NO_CONVICTION = "removed_nonconvicted_share"


def findings(
    place: Place,
    found: list[Finding],
    positions: tuple[Position, ...],
    published: tuple[Published, ...] = (),
    on_agreements: tuple[Position, ...] = (),
    claims: tuple[Claim, ...] = (),
) -> tuple[Unsaid, ...]:
    """The unsaid of a place, the gravest first: figures in dispute or missing, then what no figure covers."""
    names = tuple(county.name for county in place.counties)
    local = [f for f in found if f.scope == "county" and f.place in {county.fips for county in place.counties}]
    removed = [f for f in local if f.population == "removed"]
    # A county that the list has as not active, but of which a source prints removals, is counted like an active one.
    active = bool(removed) or any(f.measure == "activated_on" for f in local)
    always = (
        _shares(place, removed, active),
        _positions(place, positions, on_agreements),
        _survey(names, published),
        _workload(place, claims),
        _studies(names, published),
    )
    if not active:  # nothing has been counted there, so nothing else is missing
        return tuple(unsaid for rule in always for unsaid in rule)
    counted = (_dispute(removed), _dates(removed), _coverage(removed), _charges(names), _people(names))
    rules = (*counted, *always, _steps(place, found), _several(place))
    return tuple(unsaid for rule in rules for unsaid in rule)


def _shares(place: Place, removed: list[Finding], active: bool) -> Iterator[Unsaid]:
    known = {f.place for f in removed if f.measure == NO_CONVICTION and not f.doubtful}
    missing = tuple(county.name for county in place.counties if county.fips not in known)
    if missing:
        reason: Reason = "not published" if active else "not active"
        yield Unsaid("unsaid.share", "composition", "share", reason, missing)


def _dispute(removed: list[Finding]) -> Iterator[Unsaid]:
    for finding in removed:
        if finding.measure == NO_CONVICTION and finding.disputed_by and finding.denominator:
            yield Unsaid(
                "unsaid.which_is_right",
                "composition",
                "which_is_right",
                "sources disagree",
                (finding.place_name,),
                (f"{finding.denominator:,}",),
                (finding.id, *finding.disputed_by),
            )
            return


def _dates(removed: list[Finding]) -> Iterator[Unsaid]:
    undated = [f for f in removed if f.measure == NO_CONVICTION and f.denominator and not f.period.end]
    if undated:
        first = undated[0]
        yield Unsaid(
            "unsaid.data_date",
            "composition",
            "data_date",
            "not printed",
            (first.place_name,),
            (f"{first.denominator:,}",),
            (first.id,),
        )


def _coverage(removed: list[Finding]) -> Iterator[Unsaid]:
    partly = [f for f in removed if f.city and (f.numerator is not None or f.qualifier == "as printed")]
    if partly:
        counts = dict.fromkeys(f.city for f in partly)
        yield Unsaid(
            "unsaid.coverage",
            "composition",
            "coverage",
            "not printed",
            (partly[0].place_name,),
            tuple(counts),
            tuple(f.id for f in partly),
        )


def _charges(names: tuple[str, ...]) -> Iterator[Unsaid]:
    yield Unsaid("unsaid.charges", "composition", "charges", "not published", names)


def _people(names: tuple[str, ...]) -> Iterator[Unsaid]:
    yield Unsaid("unsaid.people", "composition", "people", "not counted", names)


def _steps(place: Place, found: list[Finding]) -> Iterator[Unsaid]:
    for county in place.counties:
        alone = Caveat("only active county", county.name)
        steps = [f for f in found if f.question == "program_steps"]
        known = {step_of(f.measure) for f in steps if f.place == county.fips or alone in f.caveats}
        missing = tuple(step for step in STEPS if step not in known)
        if missing:
            yield Unsaid(
                f"unsaid.steps.{county.fips}", "program_steps", "steps", "not published", (county.name,), missing
            )


def _several(place: Place) -> Iterator[Unsaid]:
    if len(place.counties) > 1:
        names = tuple(county.name for county in place.counties)
        yield Unsaid("unsaid.divided", "composition", "divided", "not published", names)


def _positions(place: Place, positions: tuple[Position, ...], separate: tuple[Position, ...]) -> Iterator[Unsaid]:
    """No local statement on the program; `separate` are those on 287(g), whose speakers are named as not counted."""
    here = {county.fips for county in place.counties}
    if not any(position.place in here for position in positions):
        names = tuple(county.name for county in place.counties)
        speakers = tuple(dict.fromkeys(p.actor for p in separate if p.place in here and p.kind in OFFICE_HOLDERS))
        yield Unsaid("unsaid.positions", "positions", "positions", "not published", names, speakers)


def _survey(names: tuple[str, ...], published: tuple[Published, ...]) -> Iterator[Unsaid]:
    if not any(survey.here for survey in surveys(published)):
        yield Unsaid("unsaid.survey", "trust", "survey", "not published", names)


def _workload(place: Place, claims: tuple[Claim, ...]) -> Iterator[Unsaid]:
    """What the program costs here: no account has it, though one side may have named a figure for a county."""
    names, here = tuple(county.name for county in place.counties), {county.fips for county in place.counties}
    told = any(claim.topic == "cost" and claim.side == "critics" and claim.place in here for claim in claims)
    yield Unsaid("unsaid.workload", "workload", "workload", "one side" if told else "not published", names)


def _studies(names: tuple[str, ...], published: tuple[Published, ...]) -> Iterator[Unsaid]:
    if not studies(published):
        yield Unsaid("unsaid.studies", "program_wide", "studies", "not published", names)
