"""Who decides what on detainers and agreements: what statutes, orders and courts say, each with its instrument and day."""

from collections.abc import Iterable

from pipeline.findings.model import NATION, Rule
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Cell, Column, Columns, Passage, Row, Said, Table
from pipeline.narrative.language.locale import _, in_english
from pipeline.narrative.language.numbers import day

# What a sheriff or a mayor asks first: paper has one rule of each, of the first four only where the place or its state set it.
OWN = ("must_cooperate", "may_not_cooperate", "287g", "liability")
NATIONAL = ("detainer_binding", "hold_length")


def on_paper(context: Context, most: int) -> tuple[Columns, ...]:
    """The rules that decide most, no more than `most`, a sentence each; nothing where no rule may be cited."""
    rules = context.found.rules
    if not rules:
        return ()
    first = [rule for topic in (*OWN, *NATIONAL) for rule in _nearest(rules, topic)][:most]
    caution = Said(f"{_lacking(context)} {_caution()}".strip())
    return (Columns((Passage(_("Who decides what"), (*(_said(context, rule) for rule in first), caution)),)),)


def tables(context: Context) -> tuple[Table, ...]:
    """Every rule, question by question; none where no rule may be cited."""
    rules = context.found.rules
    if not rules:
        return ()
    table = Table(
        name="rules",
        headline=_("What rules and courts say of detainers and agreements"),
        subtitle=_("Those of {state} and its places stand in color").format(state=context.state_name),
        columns=(Column(_("Question"), width=34), Column(_("What it says, by which instrument, of which day"))),
        rows=tuple(_row(context, rule) for rule in rules),
        source=Said(_("Statutes, orders, forms and decisions, numbered in each row; most were read in excerpts.")),
        note=f"{_lacking(context)} {_caution()}".strip(),
    )
    return (table,)


def _nearest(rules: Iterable[Rule], topic: str) -> list[Rule]:
    """What paper has of a question: the nearest rule; of those that only the place or its state sets, theirs alone."""
    return [rule for rule in rules if rule.topic == topic and (topic in NATIONAL or rule.place != NATION)][:1]


def _lacking(context: Context) -> str:
    """Which of the two directions no rule here takes, in the same words for either."""
    here = {rule.topic for rule in context.found.rules if rule.place != NATION}
    texts = {
        "must_cooperate": _("A rule of {state} or a place here that demands help for ICE is not in our sources."),
        "may_not_cooperate": _("A rule of {state} or a place here that bars help for ICE is not in our sources."),
    }
    return " ".join(text.format(state=context.state_name) for topic, text in texts.items() if topic not in here)


def _caution() -> str:
    return _("As each source had it on its own day; later changes are not in our sources.")


def _said(context: Context, rule: Rule) -> Said:
    """A rule as a sentence (and what limits it), with its instrument, its day and how it was read behind."""
    read = {"official text": "", "copy": _("; read in a copy"), "report": _("; as reported")}[rule.read_in]
    where = _("{instrument}, {day}").format(instrument=in_english(rule.instrument), day=day(rule.date, short=True))
    text = f"{rule.statement} {rule.note}".strip()
    return Said(f"{text} ({where}{read})", (rule.id,), context.refs.numbers(rule.source))


def _row(context: Context, rule: Rule) -> Row:
    said = _said(context, rule)
    cells = (Cell(questions()[rule.topic]), Cell(said.text, refs=said.refs))
    return Row(cells, rule.place != NATION, said.findings)


def questions() -> dict[str, str]:
    """What a leader asks, by the topic of a rule, as a table prints it."""
    return {
        "who_decides": _("Who decides"),
        "detainer_nature": _("What a detainer is"),
        "detainer_binding": _("Whether a detainer binds"),
        "must_cooperate": _("Help for ICE: demanded"),
        "may_not_cooperate": _("Help for ICE: barred"),
        "hold_length": _("How long a hold may last"),
        "probable_cause": _("What a hold needs"),
        "liability": _("Liability for a hold"),
        "cost": _("Who pays"),
        "notification": _("Notice of release"),
        "data": _("Exchange of data"),
        "courthouse": _("At courthouses"),
        "287g": _("287(g) agreements"),
    }
