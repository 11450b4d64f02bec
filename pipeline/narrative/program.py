"""Part 2: how the program works, with the counts that exist here, in the state and in the nation."""

from pipeline.findings.model import NATION, Finding
from pipeline.findings.program_steps import STEPS
from pipeline.narrative.context import Context
from pipeline.narrative.page import Cell, Passage, Said, Section, Step, Steps
from pipeline.narrative.words import day, listed, quantity

WHAT = {
    "submissions": ("Fingerprints sent", "Police or jail staff book an arrested person and send the fingerprints to the "
                    "FBI, which passes them to the Department of Homeland Security."),
    "matches": ("Match", "The prints meet an immigration record: of anyone ever fingerprinted by immigration "
                "authorities, lawful residents and naturalized citizens among them."),
    "custody": ("ICE custody", "ICE decides whether to act; it may ask the jail to hold the person (a detainer) and "
                "take him or her into custody."),
    "removed": ("Removed or returned", "The person is removed, or leaves by an order of return. The statistics count "
                "events, not people."),
}  # fmt: skip
SHORT = {"submissions": "fingerprints sent", "matches": "matches", "custody": "ICE custody", "removed": "removals"}


def section(context: Context) -> Section:
    """The process picture with its counts, and what the program is not."""
    columns = _columns(context)
    given = [finding for column in columns for finding in _steps(context, column)]
    steps = tuple(_step(context, step, columns) for step in STEPS)
    picture = Steps(
        name="steps", headline="From an arrest to a removal, step by step",
        subtitle="Counts as published by this edition’s day; each column from one source and one period",
        places=tuple(_head(context, column) for column in columns), steps=steps,
        source=context.refs.say(
            "Each column’s figures stand together only because one source gives them for one period. They are counts "
            "beside each other, not shares of each other.", *given),
        note=" ".join(dict.fromkeys(caveat for f in given for caveat in (*f.caveats, f.note) if caveat)),
    )  # fmt: skip
    return Section("program", _headline(context, given), (picture, *_passages(context)))


def _columns(context: Context) -> list[tuple[str, str]]:
    """(FIPS, name) of each column: the counties, the state, the nation."""
    place = context.place
    own = [(county.fips, county.name) for county in place.counties]
    return [*own, (place.state_fips, place.state_name), (NATION, "United States")]


def _steps(context: Context, column: tuple[str, str]) -> list[Finding]:
    return [f for f in context.found.findings if f.question == "program_steps" and f.place == column[0]]


def _head(context: Context, column: tuple[str, str]) -> Cell:
    steps = _steps(context, column)
    if not steps:
        return Cell("nothing printed", column[1])
    first = steps[0]
    return Cell(_until(context, first), column[1], refs=context.refs.numbers(*first.sources))


def _until(context: Context, finding: Finding) -> str:
    if finding.period.end:
        return f"to {day(finding.period.end, short=True)}"
    return f"as printed {day(context.published(finding), short=True)}"


def _step(context: Context, step: str, columns: list[tuple[str, str]]) -> Step:
    name, what = WHAT[step]
    cells = []
    for column in columns:
        given = [f for f in _steps(context, column) if f.measure == step]
        cells.append(Cell(quantity(given[0]) if given else "not known"))
    return Step(name, what, tuple(cells))


def _headline(context: Context, given: list[Finding]) -> Said:
    local = [f for f in given if context.is_here(f) or any(c.startswith("Only ") for c in f.caveats)]
    missing = [SHORT[step] for step in STEPS if step not in {f.measure for f in local}]
    dates = [context.found.finding(f"rollout.activated.{county.fips}") for county in context.place.counties]
    if all(f.measure == "not_active" for f in dates):
        return context.refs.say(
            f"Police send the prints, ICE decides; {context.counties} is not part of it yet", *dates
        )
    if not local:
        return Said(
            f"Police send the prints, ICE decides; for {context.counties} no firm count of any step is in print"
        )
    if missing:
        return Said(
            f"Police send the prints, ICE decides; for {context.counties} no firm count of {listed(missing)} is in print"
        )
    return Said(f"Police send the prints, ICE decides; all four steps are counted for {context.counties}")


def _passages(context: Context) -> tuple[Passage, ...]:
    purpose = [c for c in context.found.claims if c.id == "C108"]
    passages = []
    if purpose:
        text = (
            "ICE calls the program a plain way to carry out its priorities; officials credit it with catching offenders who "
            "would slip through."
        )
        passages.append(Passage("What it is for", (Said(text, ("C108",), context.refs.numbers(purpose[0].source)),)))
    return (*passages, Passage("Not the same as 287(g)", (_separate(context),)))


def _separate(context: Context) -> Said:
    text = (
        "A separate program gives chosen local officers immigration powers under a signed agreement. This briefing "
        "counts nothing of it."
    )
    agreements = context.found.agreements
    if not agreements:
        return Said(text)
    names = listed(list(dict.fromkeys(agreement.agency for agreement in agreements)))
    ids = tuple(agreement.id for agreement in agreements)
    refs = context.refs.numbers(*(agreement.source for agreement in agreements))
    return Said(f"{text} Such an agreement was in force here too: {names}.", ids, refs)
