"""The strip of the one-page sheet: this place's shares and the nation's among the other counties with printed counts."""

from pipeline.findings.model import Finding
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Figure
from pipeline.narrative.figures import chart_data
from pipeline.narrative.language.locale import _, ngettext
from pipeline.narrative.language.numbers import count, listed, percent


def strip(context: Context) -> Figure | None:
    """This place's shares and the nation's among the other counties with printed counts; none without the nation's."""
    nation = context.nation()
    if not nation:
        return None
    own = _own(context)
    first = context.beside(own[0]) if own else nation[0]
    others = _others(context, own)
    return Figure(
        name="strip",
        chart=chart_data.strip(context, first, own, others, _others_label(others)),
        headline=_strip_headline(context, own, first),
        subtitle=_subtitle(own),
        alt=_strip_alt(context, own, first, others),
        source=context.refs.say(_("ICE statistics as printed by newspapers and organizations."), *own, first),
        note=_("Counties in the press are no sample; these are full counts, so the bar is no sampling error."),
        shown=tuple(f.id for f in others),
    )


def _subtitle(own: list[Finding]) -> str:
    """The measure, and what the marks of this place mean, as far as they are drawn."""
    parts = [_("Removals or returns of people with no criminal conviction, percent of all")]
    parts += [_("bar: 95% Wilson interval")] if any(f.interval for f in own) else []
    parts += [_("open circle in color: no counts")] if any(f.numerator is None for f in own) else []
    return "; ".join(parts)


def _own(context: Context) -> list[Finding]:
    """The share that stands for this place, and the one that disputes it."""
    local = [f for f in context.local() if f.qualifier != "at least"]
    rests = [f for f in local[1:] if local[0].disputed_by and f.method.startswith("100 minus")]
    return [*local[:1], *rests[:1]]


def _others(context: Context, own: list[Finding]) -> list[Finding]:
    here = {f.place for f in own}
    shown = [context.found.finding(id) for id in context.found.all_places]
    return [f for f in shown if f.numerator is not None and f.place not in here]


def _others_label(others: list[Finding]) -> str:
    text = ngettext(
        "{number} other county whose counts were printed",
        "{number} other counties whose counts were printed",
        len(others),
    )
    return text.format(number=count(len(others)))


def _strip_headline(context: Context, own: list[Finding], nation: Finding) -> str:
    whole = percent(float(nation.value))
    if not own:
        return _("No conviction: {nation} in the nation; a share for {county} is not in our sources").format(
            nation=whole, county=context.counties
        )
    here: str = percent(float(own[0].value), 1 if own[0].numerator is not None else 0)
    if len(own) > 1:
        here = _("{share}, in dispute,").format(share=here)
    return _("No conviction: {here} in {county}, {nation} in the nation").format(
        here=here, county=context.name(own[0]), nation=whole
    )


def _strip_alt(context: Context, own: list[Finding], nation: Finding, others: list[Finding]) -> str:
    named = listed([f"{context.name(f)} {percent(float(f.value))}" for f in (*own, nation)])
    shares = [float(f.value) for f in others]
    if not shares:
        return _("Share without a criminal conviction: {named}.").format(named=named)
    return _("Share without a criminal conviction: {named}; {others}, from {low} to {high}.").format(
        named=named, others=_others_label(others), low=percent(min(shares)), high=percent(max(shares))
    )
