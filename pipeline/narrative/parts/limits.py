"""What our sources do not say, and what else they print of the place: other figures, money, work, trust in the police."""

from pipeline.findings.trust import surveys
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
    asked = any(survey.here for survey in surveys(context.found.published))
    here = bool(context.local())
    trusted = (trust.passage(context),) if spoken or asked else ()
    alone = trusted if asked and not here else ()  # what was found out here stands on paper, whatever else does
    told = (*workload.passages(context), *(() if alone else trusted))
    further: tuple[Block, ...] = (*([Columns(told)] if told else []), *figures)
    paper: tuple[Block, ...] = further if here else ((Columns(alone),) if alone else ())
    both = _("What these data cannot say, and other figures")
    return Section(
        "limits",
        Said(both if here and figures else _("What these data cannot say")),
        (Listing(_("Not in our sources"), lines(context), ruled=True), *paper),
        starts_page=False,
        topic=_("Not in our sources; other figures") if here and figures else _("Not in our sources"),
        more=more if here else (*further, *more),
    )
