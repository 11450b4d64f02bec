"""What our sources do not say, and what else they print of the place: other figures, money, work, trust in the police."""

from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Block, Columns, Listing, Said, Section
from pipeline.narrative.language.locale import _
from pipeline.narrative.parts import other_figures, trust, workload
from pipeline.narrative.parts.conviction import own_shares
from pipeline.narrative.wording.not_known import lines


def section(context: Context) -> Section:
    """The list of what is not known, then the other printed figures; where the place has none, the page has the state's."""
    figures, more = other_figures.tables(context, own_shares(context))
    spoken = bool(context.found.positions or workload.money(context) or workload.work(context))
    told = (*workload.passages(context), *([trust.passage(context)] if spoken else []))
    further: tuple[Block, ...] = (*([Columns(told)] if told else []), *figures)
    here = bool(context.local())
    both = _("What these data cannot say, and other figures")
    return Section(
        "limits",
        Said(both if here and figures else _("What these data cannot say")),
        (Listing(_("Not in our sources"), lines(context), ruled=True), *(further if here else ())),
        starts_page=False,
        topic=_("Not in our sources; other figures") if here and figures else _("Not in our sources"),
        more=more if here else (*further, *more),
    )
