"""The parts of an edition that leads with the present: agreements on ICE's list, the record in short, what is not known."""

from pipeline.charts.model import StateMap
from pipeline.findings.listed import MODELS, QUESTION
from pipeline.findings.model import NATION, Agreement
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import (
    Block,
    Cell,
    Column,
    Columns,
    Figure,
    Listing,
    Passage,
    Row,
    Said,
    Section,
    Table,
)
from pipeline.narrative.figures.chart_data import own_counties
from pipeline.narrative.language import place_names
from pipeline.narrative.language.locale import _, in_english, ngettext
from pipeline.narrative.language.numbers import count, day, extent, headed, listed, quantity, sentence
from pipeline.narrative.parts import claim as record
from pipeline.narrative.parts import listed_since, program_end, residents_now, rules
from pipeline.narrative.parts.agreements_claim import listed_here, of_nation, of_state, sheet_day
from pipeline.narrative.parts.officials import position_row
from pipeline.narrative.wording import edition_words, not_known_today
from pipeline.narrative.wording.not_known import words_of

ROW_LIMIT = 5  # local agencies that paper has room for; the rest are counted under the table
RULES = 4  # rules of detainers and agreements that paper has room for, where the agencies leave it
ROOM = 10  # lines that agencies and statements, two a statement, may take of paper together
# What paper says of the unsaid, beside arrests by county: of the present the gravest, of the record what its figure needs.
GRAVEST = ("small", "now_removals", "now_sheet", "now_placed", "which_is_right", "share")


def section(context: Context) -> Section:
    """The agreements by model and by agency, what became of the list, what the models are; all agencies on the web."""
    own = context.found.finding(f"{QUESTION}.own_agency.{context.place.slug}").rows
    local = [row for row in context.found.present if row.county]
    local.sort(key=lambda row: (row.id not in own, row.kind != "sheriff"))
    said = context.found.on_agreements
    on_paper = 0 < len(said) <= (ROOM - min(len(local), ROW_LIMIT)) / 2
    blocks: list[Block] = [_models(context), Passage(_("Since January 2025"), listed_since.passage(context))]
    blocks += [*rules.on_paper(context, RULES - (len(local) > ROW_LIMIT))]
    blocks += [_agencies(context, local, ROW_LIMIT)] if local else []
    blocks += [_said(context)] if on_paper else []
    more: list[Block] = [state_map(context), *([_said(context)] if said and not on_paper else [])]
    if len(local) > ROW_LIMIT or len(local) != len(context.found.present):
        more.append(_agencies(context, list(context.found.present), 0))
    more += [*rules.tables(context), *listed_since.gone(context), *residents_now.passage(context)]
    return Section("today", _headline(context), tuple(blocks), topic=_("Agreements and rules"), more=tuple(more))


def _said(context: Context) -> Table:
    """What officials and organizations here have said and decided on agreements, also those that are no more."""
    rows = context.found.on_agreements
    return Table(
        name="on-agreements",
        headline=_("What has been said and decided here on 287(g)"),
        subtitle=_("In our sources, by date; the stance is on such agreements, that day"),
        columns=(Column(_("Date"), width=28), Column(_("Stance"), width=28), Column(_("Who said what"))),
        rows=tuple(position_row(context, position) for position in rows),
        source=Said(_("Press reports and releases, numbered in each row."), (of_state(context).id,)),
        note=_("What was decided then may no longer stand; what stands on ICE’s list of {day} is told above.").format(
            day=sheet_day(context)
        ),
    )


def past(context: Context) -> Section:
    """The record of Secure Communities in short: the figure that the record leads with; its dates stand on page 1."""
    figure = record.lead(context).claim
    said = Said(sentence(figure.text), figure.findings, figure.refs)
    unlike = _(
        "Secure Communities checked the fingerprints of everybody booked; under 287(g) chosen local officers act with powers "
        "of immigration officers. They are separate, and no figure of one tells of the other."
    )
    blocks = (Passage(_("The record in short"), (said, Said(unlike))),)
    return Section(
        "record",
        Said(_("Before: the record of Secure Communities here")),
        blocks,
        starts_page=False,
        topic=_("Before: Secure Communities"),
        more=program_end.turning_points(context),
    )


def limits(context: Context) -> Section:
    """What a locality can decide, as the coalition sees it, and what these data cannot say."""
    theirs = edition_words.decides(context)
    unknown: Block = Columns((Passage(_("What these data cannot say"), _unsaid(context, GRAVEST)),))
    rest = _unsaid(context, tuple(topic for topic in not_known_today.TOPICS if topic not in GRAVEST))
    more = (Listing(_("What else they cannot say"), rest, ruled=True),) if rest else ()
    blocks = (*([theirs] if theirs else []), unknown)
    return Section(
        "answers",
        Said(_("What our sources do not tell")),
        blocks,
        starts_page=False,
        topic=_("Not in our sources"),
        more=more,
    )


def methods(context: Context) -> Section:
    """How the figures of this edition were made."""
    vintages = _(
        "dates of activation in compilations of 2018 to 2026, police agencies and residents of 2025, the survey’s estimates"
    )
    figures = _(
        "Agreements are counted as ICE’s list has them, a row each; officers as the police reported them to the FBI. Nothing "
        "is estimated or filled in. The retrospective edition tells how the figures of Secure Communities were made."
    )
    blocks = (
        Columns(
            (
                Passage(_("Evidence and figures"), (Said(edition_words.evidence(context, vintages)), Said(figures))),
                Passage(_("What the models are"), (_meanings(),)),
                Passage(_("Where an agency is"), (_method(context),)),
            )
        ),
    )
    return Section("methods", Said(_("How this briefing was made")), blocks, starts_page=False, topic=_("Method"))


def _unsaid(context: Context, topics: tuple[str, ...]) -> tuple[Said, ...]:
    """What is not known, of these topics."""
    said = []
    for unsaid in context.found.unsaid:
        if unsaid.topic in topics:
            subject, reason = words_of(context, unsaid)
            said.append(Said(f"{sentence(subject)} {sentence(reason)}", (unsaid.id,)))
    return tuple(said)


def state_map(context: Context) -> Figure:
    """The counties of the state in which an agency is on the list."""
    where = of_state(context, "counties_with_agreement")
    counties, known = set(context.found.counties_with_agreement), {"state": context.state_name}
    own = own_counties(context, {c.fips: _on_list(c.fips in counties) for c in context.place.counties})
    said = {"part": quantity(where), "whole": count(where.denominator or 0), "day": sheet_day(context), **known}
    headline, pictured = _how_many(context, int(where.value), where.denominator or 0)
    return Figure(
        name="agreements-map",
        chart=StateMap(context.place.state_fips, frozenset(counties), own),
        headline=headline.format(**said),
        subtitle=_(
            "Gray: an agency there is on ICE’s list of {day}. Light: none there is on it. Color: {places}"
        ).format(day=sheet_day(context), places=context.counties),
        alt=pictured.format(**said),
        source=context.refs.say(_("County shapes: US Census Bureau 2017 (us-atlas 3.0.1)."), where),
        behind=_behind(context),
    )


def _how_many(context: Context, counties: int, total: int) -> tuple[str, str]:
    """The headline of the map and what its picture shows: agencies of all, one, none or some of the counties."""
    if context.is_state and counties:
        text = _("Map of {state}: an agency there is on ICE’s list of {day}.")
        return _("An agency in {state} is on the list"), text
    if context.is_state:
        text = _("Map of {state}: no agency there is on ICE’s list of {day}.")
        return _("No agency in {state} is on the list"), text
    headlines = {
        "none": _("Agencies on the list in none of the {whole} counties of {state}"),
        "one": _("An agency on the list in one of {whole} counties of {state}"),
        "some": _("Agencies on the list in {part} of {whole} counties of {state}"),
        "all": _("Agencies on the list in all {whole} counties of {state}"),
    }
    pictured = {
        "none": _("Map of {state}: no local agency there is on ICE’s list of {day}."),
        "one": _("Map of {state}: an agency of one of {whole} counties is on ICE’s list of {day}."),
        "some": _("Map of {state}: agencies of {part} of {whole} counties are on ICE’s list of {day}."),
        "all": _("Map of {state}: agencies of all {whole} counties are on ICE’s list of {day}."),
    }
    there = extent(counties, total)
    return headlines[there], pictured[there]


def _on_list(listed: bool) -> str:
    return _("on the list") if listed else _("none on the list")


def _behind(context: Context) -> Table:
    """Every county of the state: whether an agency there is on the list."""
    known = {fips: name for fips, name in context.found.active.names.items() if len(fips) == len("25025")}
    own = {county.fips for county in context.place.counties}
    order = sorted(known, key=lambda fips: (fips not in own, known[fips]))
    rows = tuple(
        Row(
            (
                Cell(headed(place_names.county(known[fips]))),
                Cell(_on_list(fips in context.found.counties_with_agreement)),
            ),
            fips in own,
        )
        for fips in order
    )
    columns = (Column(_("County")), Column(_("On {day}").format(day=sheet_day(context))))
    return Table("", _("The numbers behind the chart"), "", columns, rows, Said(""))


def _headline(context: Context) -> Said:
    here, state = listed_here(context), of_state(context)
    counts = listed(
        [_("{number} in {county}").format(number=count(int(f.value)), county=context.name(f)) for f in here]
    )
    known = {
        "day": sheet_day(context),
        "counts": counts,
        "number": count(int(state.value)),
        "state": context.state_name,
    }
    if not state.value:
        text = _("No agency in {state} is on ICE’s list of {day}")
    elif context.is_state:
        text = _("On ICE’s list of {day}: {counts}")
    elif any(f.value for f in here):
        text = _("On ICE’s list of {day}: {counts}; {number} in {state}")
    else:
        text = _("On ICE’s list of {day}: none in {places}; {number} in {state}")
    said = text.format(places=context.counties, **known)
    return context.refs.say(said, *here, state)


def _models(context: Context) -> Table:
    """Agreements by model: these counties, the state, the nation."""
    state = [] if context.is_state else [context.place.state_fips]
    places = [*(county.fips for county in context.place.counties), *state, NATION]
    found = [context.found.finding(f"{QUESTION}.agreements.{place}") for place in places]
    return Table(
        name="models",
        headline=_("Agreements by model"),
        subtitle=_("Agreements under section 287(g) on ICE’s list of {day}; the models as ICE names them").format(
            day=sheet_day(context)
        ),
        columns=(
            Column(_("Agencies of"), width=56),
            Column(_("All"), True),
            *(Column(in_english(model), True) for model in MODELS),
        ),
        rows=tuple(_model_row(context, place) for place in places),
        source=context.refs.say(
            _(
                "One agency can have several agreements. In a county: agencies that the list or their name places there."
            ),
            *found,
        ),
    )


def _model_row(context: Context, place: str) -> Row:
    found = [context.found.finding(f"{QUESTION}.{measure}.{place}") for measure in ("agreements", *MODELS.values())]
    cells = (Cell(headed(context.name(found[0]))), *(Cell(count(int(f.value))) for f in found))
    return Row(cells, context.is_here(found[0]), tuple(f.id for f in found))


def _agencies(context: Context, rows: list[Agreement], most: int) -> Table:
    """The agencies of these counties, at most so many (0: all, with those of the state)."""
    shown = rows[:most] if most else rows
    ids = (of_nation(context).id, *(row.id for row in rows))
    note = _("Blank: the list prints no day that can be.") if any(not row.signed for row in shown) else ""
    if len(rows) > len(shown):
        note += " " + _("Further agreements, on the page for the web: {number}.").format(
            number=count(len(rows) - len(shown))
        )
    subtitle = (
        _("As ICE’s list names them") if most else _("Of {places}, then the state’s own; as ICE’s list names them")
    )
    return Table(
        name="agencies" if most else "all-agencies",
        headline=_("The agencies") if most else _("All agencies, the state’s own too"),
        subtitle=subtitle.format(places=context.counties),
        columns=(
            Column(_("Agency")),
            Column(_("County"), width=40),
            Column(_("Model"), width=44),
            Column(_("Signed"), width=26),
        ),
        rows=tuple(_agency_row(row) for row in shown),
        source=Said(
            _("ICE’s list of {day}.").format(day=sheet_day(context)), ids, context.refs.numbers(rows[0].source)
        ),
        note=note.strip(),
    )


def _agency_row(agreement: Agreement) -> Row:
    where = str(place_names.county(agreement.county)) if agreement.county else _("state agency")
    signed = str(day(agreement.signed, short=True)) if agreement.signed else ""
    cells = (Cell(in_english(agreement.agency)), Cell(where), Cell(in_english(agreement.models)), Cell(signed))
    return Row(cells, False, (agreement.id,))


def _meanings() -> Said:
    return Said(
        _(
            "Jail Enforcement Model, Task Force Model and Warrant Service Officer are ICE’s names; its list does not explain "
            "them. What an agency’s officers may do stands in its own agreement, which was not read for this edition."
        )
    )


def _method(context: Context) -> Said:
    unplaced = of_state(context, "agreements_not_placed")
    text = _(
        "The list gives a county for most sheriffs. Where it gives none, or one that cannot be, the agency is placed by the "
        "county or the town in its name; how stands in the attached row. Agencies of the state are placed in none."
    )
    said = ngettext(
        "{number} agreement of another agency in {state} could not be placed.",
        "{number} agreements of other agencies in {state} could not be placed.",
        int(unplaced.value),
    ).format(number=count(int(unplaced.value)), state=context.state_name)
    return context.refs.say(f"{text} {said}" if int(unplaced.value) else text, unplaced)
