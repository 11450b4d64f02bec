"""Part 6: the federal answer beside each criticism, what a locality can decide, what these data cannot say, methods."""

from pipeline.findings.model import Claim, Position
from pipeline.findings.positions import of_an_agency
from pipeline.narrative import imprint, program_wide, reach
from pipeline.narrative.context import Context
from pipeline.narrative.language import _
from pipeline.narrative.page import Block, Cell, Column, Listing, Passage, Row, Said, Section, Table
from pipeline.narrative.police import office, position_row
from pipeline.narrative.statements import claim_said
from pipeline.narrative.unsaid import lines
from pipeline.narrative.words import listed, lowered, sentence

SAME = {"fairness": "general", "workload": "cost"}
MORE = 6  # statements of federal officials that stand apart, the latest
EACH = 2  # statements a side has room for on a point; the nearest to the place come first


def section(context: Context) -> Section:
    """Both sides, then what the edition's coalition thinks a locality can decide, then the limits."""
    sides = _sides(context)
    blocks: list[Block] = [sides]
    found = program_wide.table(context)
    if found:
        blocks.append(found)
    told = {id for row in sides.rows for id in row.findings}
    federal = [p for p in context.found.federal_positions if p.id not in told]
    if federal:
        blocks.append(_federal(context, federal[-MORE:]))
    theirs = imprint.decides(context)
    if theirs:
        blocks.append(theirs)
    blocks.append(Listing(_("What these data cannot say"), lines(context), ruled=True))
    return Section("answers", _headline(context), tuple(blocks), starts_page=False)


def methods(context: Context) -> Section:
    """How the figures were made, and the words of the field."""
    return Section(
        "methods", Said(_("How this briefing was made")), (*_methods(context), _glossary()), starts_page=False
    )


def _headline(context: Context) -> Said:
    topics = {_topic(claim.topic) for claim in context.found.claims}
    if "composition" in topics:
        return Said(
            _(
                "Critics fault whom the program reaches and what it does to trust; ICE points to the people with convictions "
                "it removed"
            )
        )
    return Said(
        _("Critics fault the program and what it does to trust; ICE points to the people with convictions it removed")
    )


def _topic(topic: str) -> str:
    return SAME.get(topic, topic)


def _topics() -> dict[str, str]:
    """The points on which sides meet, in the order of the table."""
    return {
        "composition": _("Who is removed"),
        "trust": _("Trust in police"),
        "governance": _("May a place leave?"),
        "general": _("The program as such"),
        "cost": _("Cost"),
    }


def _sides(context: Context) -> Table:
    rows = [row for topic in _topics() if (row := _side_row(context, topic))]
    return Table(
        name="sides", headline=_("Each criticism and the answer to it"),
        subtitle=_("As published by {day}; what concerns {places} comes first").format(
            day=context.day, places=context.with_state(context.counties)),
        columns=(Column(_("Point"), width=32), Column(_("Critics say")),
                 Column(_("The federal government and its defenders say"))),
        rows=tuple(rows),
        source=Said(_("Numbered in each cell. A statement stands here because a source prints it, not because it is shown "
                      "to be right.")),
    )  # fmt: skip


def _side_row(context: Context, topic: str) -> Row | None:
    critics = _side(context, topic, "critics")
    program = _side(context, topic, "program")
    if not critics and not program:
        return None
    cells = (Cell(_topics()[topic]), _cell(critics), _cell(program))
    return Row(cells, False, tuple(id for said in (*critics, *program) for id in said.findings))


def _side(context: Context, topic: str, side: str) -> list[Said]:
    """What a side says on a point: claims first, then statements; a source is numbered only if it is shown."""
    claims = _claims(context, topic, side)
    spoken = _positions(context, topic, critics=side == "critics")[: EACH - len(claims)]
    return [*(claim_said(context, claim) for claim in claims), *(_position(context, p) for p in spoken)]


def _claims(context: Context, topic: str, side: str) -> list[Claim]:
    near = {county.fips: 0 for county in context.place.counties} | {context.place.state_fips: 1}
    claims = [c for c in context.found.claims if _topic(c.topic) == topic and c.side == side]
    latest = sorted(claims, key=lambda c: context.refs.source(c.source).published_on, reverse=True)
    return sorted(latest, key=lambda c: near.get(c.place, 2))[:EACH]


def _positions(context: Context, topic: str, critics: bool) -> list[Position]:
    found = context.found
    spoken = [p for p in (*found.positions, *found.federal_positions, *found.organizations) if p.topic == topic]
    wanted = [p for p in spoken if (_critical(p) if critics else _defends(p) and not _critical(p))]
    return sorted(wanted, key=lambda p: p.date, reverse=True)


def _defends(position: Position) -> bool:
    """Whether a statement stands with the federal answer: a federal agency's, or an organization's for the program."""
    return of_an_agency(position) or (position.kind == "civil_society" and position.stance == "for")


def _critical(position: Position) -> bool:
    """Whether a statement criticizes: all against, and the conditions that people outside federal agencies make."""
    return position.stance == "against" or (position.stance == "conditional" and not of_an_agency(position))


def _position(context: Context, position: Position) -> Said:
    text = _("{actor} {statement} ({source})")
    if office(position):
        text = _("{actor}{office}, {statement} ({source})")
    text = text.format(
        actor=position.actor, office=office(position), statement=lowered(position.statement).rstrip("."),
        source=context.refs.short(position.source),
    )  # fmt: skip
    return Said(sentence(text), (position.id,), context.refs.numbers(position.source))


def _cell(said: list[Said]) -> Cell:
    if not said:
        return Cell(_("No statement on this point alone is in our sources by this day."))
    refs = tuple(dict.fromkeys(ref for one in said for ref in one.refs))
    return Cell(" ".join(one.text for one in said), refs=refs)


def _federal(context: Context, positions: list[Position]) -> Table:
    return Table(
        name="federal", headline=_("What federal officials and members of Congress have said"),
        subtitle=_("Of this place or of the nation, by date; the stance is that of the day"),
        columns=(Column(_("Date"), width=28), Column(_("Stance"), width=28), Column(_("Who said what"))),
        rows=tuple(position_row(context, position) for position in positions),
        source=Said(_("Press reports and releases, numbered in each row.")),
    )  # fmt: skip


def _methods(context: Context) -> tuple[Passage, ...]:
    vintages = listed(
        [
            _("dates of activation in compilations of 2018 to 2026"),
            _("county shapes of 2017"),
            _("police agencies of 2025"),
        ]
    )
    evidence = imprint.evidence(context, vintages)
    figures = _(
        "Every figure stands as its source prints it, or is computed from two such counts of one source and one period. "
        "Nothing is estimated or filled in. Figures that a second reading contradicted or did not find again are left "
        "out; a figure in doubt carries its doubt. Where sources disagree, both stand. ICE’s own tables were not "
        "available to us: press and organizations print from them, and each source shows through whom a figure came."
    )
    intervals = _(
        "Intervals are Wilson score intervals at 95% (Wilson 1927). No share is given of fewer than ten removals. "
        "Shares are compared in words only, and no difference is computed where periods, sources or definitions differ or "
        "one place contains the other."
    )
    return (
        Passage(_("Evidence"), (Said(evidence),)),
        Passage(_("Figures"), (Said(figures),)),
        reach.method(context),
        Passage(_("Intervals"), (Said(intervals),)),
    )


def _glossary() -> Table:
    words = (
        (_("Submission"),
         _("Fingerprints sent from a booking to the federal databases; one person can be sent more than once.")),
        (_("Match"), _("Prints that meet an immigration record, also of lawful residents and naturalized citizens.")),
        (_("Detainer"), _("ICE’s request to a jail to hold a person for it.")),
        (_("Custody"), _("Booked into ICE custody.")),
        (_("Removed or returned"), _("What ICE’s statistics call removed: events, not people.")),
        (_("No conviction"),
         _("ICE’s “non-criminal”: no criminal conviction in its records; not a finding of innocence.")),
        (_("Level 1, 2, 3"), _("ICE’s classes of conviction, gravest first; their definitions changed in October 2010.")),
        (_("Jurisdiction"),
         _("What ICE counts as active; its count is not that of the counties in the list of activations.")),
    )  # fmt: skip
    return Table(
        name="glossary", headline=_("Words"), subtitle=_("As the program’s own statistics use them"),
        columns=(Column(_("Word"), width=40), Column(_("What it means here"))),
        rows=tuple(Row((Cell(word), Cell(meaning))) for word, meaning in words), source=Said(""),
    )  # fmt: skip
