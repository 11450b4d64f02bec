"""What enforcement asks of a county in time and money, and what 287(g), a separate program, counted here."""

from pipeline.findings.model import Claim, Finding
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Cell, Column, Passage, Row, Said, Table
from pipeline.narrative.language.locale import _
from pipeline.narrative.language.numbers import count, listed
from pipeline.narrative.parts import studies
from pipeline.narrative.wording.statements import claim_said


def passages(context: Context) -> tuple[Passage, ...]:
    """What is on record of the program's money, and the work it makes, each attributed to who printed it.

    What sides say it costs stands with the answer to it, in the table of both sides.
    """
    parts = (
        (_("Money on record"), _of(context, money(context))),
        (_("Work it makes, as told"), _of(context, work(context))),
    )
    return tuple(Passage(title, paragraphs) for title, paragraphs in parts if paragraphs)


def money(context: Context) -> list[Claim]:
    """What was granted or spent, as a record tells it that takes no side."""
    return [claim for claim in context.found.claims if claim.topic == "cost" and claim.side == "record"]


def work(context: Context) -> list[Claim]:
    """What is told of the work that the program makes for police and jails."""
    return [c for c in context.found.claims if c.topic == "workload" and not studies.is_study(c)]


def under_agreements(context: Context) -> Table | None:
    """What ICE counted of the 287(g) officers of each agency here: context, and none of this program's figures."""
    counted = [f for f in context.found.findings if f.question == "workload"]
    agencies = dict.fromkeys((f.place, f.agency) for f in counted)
    groups = [[f for f in counted if (f.place, f.agency) == agency] for agency in agencies]
    if not groups:
        return None
    return Table(
        name="under-287g",
        headline=_("Under 287(g), the separate program: what ICE counted of officers here"),
        subtitle=_(
            "People identified by an agency’s officers, and people so identified who were removed; fiscal years end on "
            "September 30"
        ),
        columns=(
            Column(_("Agency")),
            Column(_("Fiscal years counted"), width=40),
            Column(_("Identified"), True, 28),
            Column(_("Removed"), True, 28),
        ),
        rows=tuple(_row(group) for group in groups),
        source=context.refs.say(
            _(
                "ICE’s statistics of that program. A year that they leave blank is not a zero and is left "
                "out. ICE-wide totals include these counts."
            ),
            *counted,
        ),
    )


def _of(context: Context, claims: list[Claim]) -> tuple[Said, ...]:
    """The claims, those of this place first."""
    near = {county.fips for county in context.place.counties}
    return tuple(claim_said(context, claim) for claim in sorted(claims, key=lambda claim: claim.place not in near))


def _row(findings: list[Finding]) -> Row:
    """One agency: the years counted, people identified and people removed; a count of other years names them."""
    by_measure = {f.measure: f for f in findings}
    years = _years(findings[0])
    cells = [Cell(findings[0].agency), Cell(years, findings=(findings[0].id,))]
    for measure in ("identified_287g", "removed_287g"):
        finding = by_measure.get(measure)
        cells.append(_cell(finding, years) if finding else Cell(_("not in our sources")))
    return Row(tuple(cells), False, tuple(f.id for f in findings))


def _cell(finding: Finding, years: str) -> Cell:
    number, own = count(int(finding.value)), _years(finding)
    text = number if own == years else _("{number} ({years})").format(number=number, years=own)
    return Cell(text, findings=(finding.id,))


def _years(finding: Finding) -> str:
    """The fiscal years counted: "2007 to 2010", or each by itself where one between them is blank."""
    years = next(caveat.detail.split(";") for caveat in finding.caveats if caveat.kind == "fiscal years")
    if len(years) > 1 and int(years[-1]) - int(years[0]) == len(years) - 1:
        return _("{first} to {last}").format(first=years[0], last=years[-1])
    return listed(years)
