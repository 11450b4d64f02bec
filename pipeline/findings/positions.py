"""What people in public office here, and federal officials, have said about the program: for and against, dated."""

import pandas as pd

from pipeline.findings.model import NATION, Position
from pipeline.places import Place
from pipeline.rows import each

FEDERAL = ("federal", "congress")
OFFICE_HOLDERS = ("law_enforcement", "executive", "legislature_council", "court_auditor")


def local(positions: pd.DataFrame, place: Place) -> tuple[Position, ...]:
    """Statements by holders of public office in the place's counties and state, by date."""
    here = {place.state_fips, *(county.fips for county in place.counties)}
    return _positions(positions[positions.jurisdiction.isin(here) & positions.kind.isin(OFFICE_HOLDERS)])


def organizations(positions: pd.DataFrame, place: Place) -> tuple[Position, ...]:
    """What organizations have said, of this place, its state and the nation, by date: for and against."""
    here = {NATION, place.state_fips, *(county.fips for county in place.counties)}
    national = (positions.jurisdiction == NATION) & (
        positions.kind == "law_enforcement"
    )  # sheriffs' and chiefs' bodies
    return _positions(positions[positions.jurisdiction.isin(here) & ((positions.kind == "civil_society") | national)])


def federal(positions: pd.DataFrame, place: Place) -> tuple[Position, ...]:
    """What federal agencies and members of Congress have said, of this place and of the nation, by date."""
    here = {NATION, place.state_fips, *(county.fips for county in place.counties)}
    return _positions(positions[positions.jurisdiction.isin(here) & positions.kind.isin(FEDERAL)])


def on_agreements(positions: pd.DataFrame, place: Place) -> tuple[Position, ...]:
    """What was said and decided here, and in the state, on agreements under 287(g), the separate program, by date."""
    here = {place.state_fips, *(county.fips for county in place.counties)}
    return _positions(positions[positions.jurisdiction.isin(here)], about="287(g)")


def of_an_agency(position: Position) -> bool:
    """Whether a federal statement comes from an agency, not from a member of Congress."""
    return position.kind == "federal"


def _positions(rows: pd.DataFrame, about: str = "the program") -> tuple[Position, ...]:
    rows = rows[rows.about == about].sort_values(["date", "id"])
    return tuple(
        Position(
            id=row.id,
            place=row.jurisdiction,
            place_name=row.place,
            level=row.level,
            kind=row.kind,
            date=row.date,
            actor=row.actor,
            office=row.office,
            stance=row.stance,
            topic=row.topic,
            statement=row.statement,
            source=row.source_id,
            rows=(row.id,),
        )
        for row in each(rows)
    )
