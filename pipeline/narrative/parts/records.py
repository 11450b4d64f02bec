"""What the releases of ICE's records that a user brought tell: of the place beside its state and the nation, kind by kind."""

from collections.abc import Callable

from pipeline.findings.model import NATION, Finding
from pipeline.findings.records import NO_RECORD, QUESTION, names
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Block, Cell, Column, KeyFinding, Passage, Row, Said, Section, Table
from pipeline.narrative.language.locale import _, in_english
from pipeline.narrative.language.numbers import count, day, headed, percent
from pipeline.narrative.language.numbers import rate as per_1000

CLASSES = ("convicted", "pending_charges", "other_immigration_violator", NO_RECORD)
SHOWN = 12  # months of a table


def sections(context: Context) -> tuple[Section, ...]:
    """A part for each kind of release on the shelf."""
    return tuple(_section(Told(context, kind)) for kind in names(context.found.findings))


class Told:
    """One kind of release while its part is written: its findings by what they count."""

    def __init__(self, context: Context, kind: str) -> None:
        self.context, self.kind = context, kind
        self._found = [f for f in context.found.findings if f.question == QUESTION and f.population == kind]
        here = (*(c.fips for c in context.place.counties), context.place.state_fips, NATION)
        self.places = [code for code in here if self.of(code, "year")]

    def of(self, place: str, what: str) -> list[Finding]:
        """The findings of a place, in their order."""
        return [f for f in self._found if f.place == place and f.measure == f"{self.kind}_{what}"]

    def one(self, place: str, what: str) -> Finding | None:
        """The one of them, where there is one."""
        return next(iter(self.of(place, what)), None)

    def row(self, name: str) -> Finding:
        """What became of the release's rows, by name."""
        return self.of(NATION, f"rows_{name}")[0]

    @property
    def days(self) -> list[str]:
        """The days before and after which records are counted."""
        start = f"{self.kind}_after_"
        return list(dict.fromkeys(f.measure.removeprefix(start) for f in self._found if f.measure.startswith(start)))


def key(context: Context) -> tuple[KeyFinding, ...]:
    """The local count of the last full year for page 1: of detainers, else of stays in detention; nothing without either."""
    county = context.place.counties[0].fips
    found = (f for kind in ("detainers", "detentions") if (f := Told(context, kind).one(county, "year")))
    return tuple(_key(context, Told(context, f.population), f) for f in list(found)[:1])


def _key(context: Context, told: Told, found: Finding) -> KeyFinding:
    rates = [told.one(place, "rate") for place in (found.place, context.place.state_fips, NATION)]
    here, state, nation = (per_1000(float(rate.value)) if rate else "" for rate in rates)
    text = _("Per 1,000 residents: {here} here, {state} in {name}, {nation} in the nation.")
    more = text.format(here=here, state=state, name=context.state_name, nation=nation)
    known = [rate for rate in rates if rate]
    return KeyFinding(
        number=count(int(found.value)),
        say=context.refs.say(f"{_said(told, found)}.", found),
        more=context.refs.say(more, *known) if len(known) == len(rates) else None,
    )


def _section(told: Told) -> Section:
    blocks: list[Block] = []
    if told.places:
        blocks += [_where(told), *(_around(told, named) for named in told.days), *_classes(told)]
        blocks += [*_months(told), *_parts(told, "facility"), *_parts(told, "outcome")]
    blocks.append(
        Passage(_("How these records were counted"), (_rows(told), _counties(told), Said(_meaning()[told.kind])))
    )
    return Section(f"records-{told.kind}", _headline(told), tuple(blocks), topic=_topics()[told.kind])


def _topics() -> dict[str, str]:
    return {
        "arrests": _("ICE arrests, by its records"),
        "detainers": _("ICE detainers, by its records"),
        "detentions": _("ICE detention, by its records"),
        "encounters": _("ICE encounters, by its records"),
        "removals": _("ICE removals, by its records"),
    }


def _nouns() -> dict[str, str]:
    return {
        "arrests": _("ICE arrests"),
        "detainers": _("ICE detainers"),
        "detentions": _("Stays in ICE detention"),
        "encounters": _("ICE encounters"),
        "removals": _("ICE removals"),
    }


def _meaning() -> dict[str, str]:
    return {
        "arrests": _("An arrest is an event, not a person."),
        "detainers": _(
            "A detainer asks a jail to hold a person for ICE, or to tell when the person goes. It is no arrest, and does not "
            "show that anybody was handed over. The county is that of the jail, not that of a home or of an arrest."
        ),
        "detentions": _(
            "A stay is counted once, on its first day and in its first facility. Where people are held is not where they were "
            "arrested or live."
        ),
        "encounters": _("These records name no state and no county: the nation alone is counted."),
        "removals": _(
            "Removed means removed or returned, and a removal is an event, not a person. The Deportation Data Project calls "
            "ICE’s table of removals of 2025 incomplete."
        ),
    }


def _headline(told: Told) -> Said:
    if not told.places:
        return told.context.refs.say(
            _("{records}: too few to be shown").format(records=_nouns()[told.kind]), told.row("used")
        )
    found = told.of(told.places[0], "year")[0]
    return told.context.refs.say(_said(told, found), found)


def _said(told: Told, found: Finding) -> str:
    return _("{records} in {place}: {number} from {first} to {last}").format(
        records=_nouns()[told.kind],
        place=told.context.name(found),
        number=count(int(found.value)),
        first=day(found.period.start[:7]),
        last=day(found.period.end[:7]),
    )


def _where(told: Told) -> Table:
    """The count of the last full year, and by residents."""
    rows, found = [], []
    for place in told.places:
        total, rate = told.of(place, "year")[0], told.one(place, "rate")
        found += [total, *([rate] if rate else [])]
        cells = (
            Cell(headed(told.context.name(total))),
            Cell(count(int(total.value))),
            Cell(per_1000(float(rate.value)) if rate else ""),
            Cell(rate.note if rate else ""),
        )
        rows.append(Row(cells, told.context.is_here(total), tuple(f.id for f in ((total, rate) if rate else (total,)))))
    period = found[0].period
    return Table(
        name=f"{told.kind}-where",
        headline=_nouns()[told.kind],
        subtitle=_("{first} to {last}").format(first=day(period.start), last=day(period.end)),
        columns=(
            Column(_("Where")),
            Column(_("Records"), True),
            Column(_("Per 1,000 residents"), True, width=44),
            Column(_("Residents of"), True),
        ),
        rows=tuple(rows),
        source=told.context.refs.say(
            _("ICE’s records; residents by the Census Bureau’s latest estimate in our tables."), *found
        ),
        note=_blank(),
    )


def _blank() -> str:
    return _("Blank: not in the records, or left out by this edition’s rule on small counts.")


def _around(told: Told, named: str) -> Table:
    """As many days before a date as from it on."""
    pairs = [(told.one(place, f"before_{named}"), told.one(place, f"after_{named}")) for place in told.places]
    known = [(before, after) for before, after in pairs if before and after]
    rows = tuple(
        Row(
            (Cell(headed(told.context.name(a))), Cell(count(int(b.value))), Cell(count(int(a.value)))),
            told.context.is_here(a),
            (b.id, a.id),
        )
        for b, a in known
    )
    before, after = known[0]
    text = _("{first} to {last}, and as many days from {day} to {end}").format(
        first=day(before.period.start),
        last=day(before.period.end),
        day=day(after.period.start),
        end=day(after.period.end),
    )
    return Table(
        name=f"{told.kind}-around-{named}",
        headline=_("Before and after {day}").format(day=day(named)),
        subtitle=text,
        columns=(Column(_("Where")), Column(_("Before"), True), Column(_("From that day"), True)),
        rows=rows,
        source=told.context.refs.say(_("ICE’s records."), *(f for pair in known for f in pair)),
        note=_("The two counts do not show why they differ, nor what the day has to do with it."),
    )


def _classes(told: Told) -> list[Block]:
    """ICE's class of the record of those whom the records are of: the first place with its counts, then the others' shares."""
    labels = dict(zip(CLASSES, _class_names(), strict=True))
    rows, found = [], []
    for name, label in labels.items():
        shares = [told.one(place, f"{name}_share") for place in told.places]
        if not any(shares):
            continue
        first = shares[0]
        cells = [Cell(headed(label)), Cell(count(first.numerator or 0) if first else "")]
        cells += [Cell(str(percent(float(share.value))) if share else "") for share in shares]
        there = [share for share in shares if share]
        found += there
        rows.append(Row(tuple(cells), False, tuple(share.id for share in there)))
    if not rows:
        return []
    heads = [Column(headed(told.context.name(told.of(place, "year")[0])), True) for place in told.places]
    period = found[0].period
    table = Table(
        name=f"{told.kind}-classes",
        headline=_("What ICE’s record said of them"),
        subtitle=_("{first} to {last}").format(first=day(period.start), last=day(period.end)),
        columns=(Column(_("On ICE’s record"), width=56), Column(_("Records"), True), *heads),
        rows=tuple(rows),
        source=told.context.refs.say(_("ICE’s labels."), *found),
        note=_("A pending charge is no conviction; a conviction can be old or minor, the label does not tell."),
    )
    return [table, *_levels(told)]


def _class_names() -> tuple[str, ...]:
    return (
        _("a conviction"),
        _("a pending charge, no conviction"),
        _("neither a conviction nor a pending charge"),
        _("no label"),
    )


def _levels(told: Told) -> list[Block]:
    """ICE's threat levels in the first place, a line of words."""
    found = told.of(told.places[0], "threat_count")
    if not found:
        return []
    text = _("By ICE’s threat level, of which a blank means that no conviction is recorded: {levels}.")
    levels = "; ".join(f"{_level(f)}: {count(int(f.value))}" for f in sorted(found, key=lambda f: f.note or "9"))
    return [Passage(_("Threat levels"), (told.context.refs.say(text.format(levels=levels), *found),))]


def _level(finding: Finding) -> str:
    return {"1": _("Level 1"), "2": _("Level 2"), "3": _("Level 3")}.get(finding.note, _("blank"))


def _months(told: Told) -> list[Block]:
    """The last full months, a row each, in the places side by side."""
    by_place = [{f.period.end: f for f in told.of(place, "month")} for place in told.places]
    months = sorted({month for found in by_place for month in found})[-SHOWN:]
    if not months:
        return []
    rows, found = [], []
    for month in months:
        here = [some.get(month) for some in by_place]
        there = [f for f in here if f]
        found += there
        cells = (Cell(str(day(month))), *(Cell(count(int(f.value)) if f else "") for f in here))
        rows.append(Row(cells, False, tuple(f.id for f in there)))
    heads = [Column(headed(told.context.name(told.of(place, "year")[0])), True) for place in told.places]
    return [
        Table(
            name=f"{told.kind}-months",
            headline=_("Month by month"),
            subtitle=_("Full months of the release; earlier ones are in the attached findings"),
            columns=(Column(_("Month")), *heads),
            rows=tuple(rows),
            source=told.context.refs.say(_("ICE’s records."), *found),
            note=_blank(),
        )
    ]


def _parts(told: Told, what: str) -> list[Block]:
    """The facilities, or the outcomes, with most records in the first place."""
    found = told.of(told.places[0], f"{what}_count")
    if not found:
        return []
    heading = _("By facility") if what == "facility" else _("What came of them, as far as ICE’s record tells")
    named: Callable[[Finding], str] = lambda f: f.agency if what == "facility" else f.note  # noqa: E731
    rows = tuple(
        Row(
            (
                Cell(in_english(named(f)) if named(f) else headed(_("left blank in the records"))),
                Cell(count(int(f.value))),
            ),
            False,
            (f.id,),
        )
        for f in found
    )
    return [
        Table(
            name=f"{told.kind}-{what}",
            headline=heading,
            subtitle=_("{place}, {first} to {last}; those with most records").format(
                place=told.context.name(found[0]), first=day(found[0].period.start), last=day(found[0].period.end)
            ),
            columns=(Column(_("As ICE names it")), Column(_("Records"), True, width=30)),
            rows=rows,
            source=told.context.refs.say(_("ICE’s records."), *found),
            note=_blank(),
        )
    ]


def _rows(told: Told) -> Said:
    """Rows read = rows used + rows left out, by each reason."""
    rows = {name: told.row(name) for name in ("read", "used", "duplicate", "no_day", "impossible_day")}
    text = _(
        "Rows read {read} = used {used} + left out as likely duplicates {duplicate}, without a day {no_day}, with a day that "
        "cannot be {impossible_day}."
    ).format(**{name: count(int(f.value)) for name, f in rows.items()})
    return told.context.refs.say(text, *rows.values())


def _counties(told: Told) -> Said:
    """How the records' counties were found, or why none is told."""
    full = told.one(NATION, "rows_county_filled")
    named = [told.row(f"placed_by_{how}") for how in ("code", "city", "county")]
    if full and not int(named[-1].value):
        text = _("ICE’s column of the county is filled in {share} of the rows: too few for figures of a county.")
        return told.context.refs.say(text.format(share=percent(float(full.value))), full)
    found = [*named, told.row("unplaced")]
    text = _(
        "Counties: by the facility’s code {code}, by its city {city}, by the record’s own county {county}, in none {none}."
    )
    numbers = dict(zip(("code", "city", "county", "none"), (count(int(f.value)) for f in found), strict=True))
    return told.context.refs.say(text.format(**numbers), *found)
