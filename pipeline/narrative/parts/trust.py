"""Trust in police: what surveys found here; what they found elsewhere, said to be elsewhere; else that there is none."""

import re

from pipeline.findings.model import Published
from pipeline.findings.trust import surveys
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Passage, Said
from pipeline.narrative.language import place_names
from pipeline.narrative.language.locale import _
from pipeline.narrative.language.numbers import sentence
from pipeline.narrative.language.phrase import Phrase
from pipeline.narrative.parts.studies import independence
from pipeline.narrative.wording.statements import claim_said, with_figure


def passage(context: Context) -> Passage:
    """What is known of trust here, and where it was found out."""
    found = surveys(context.found.published)
    told = tuple(_survey(context, one) for one in found)
    claims = tuple(claim_said(context, c) for c in context.found.claims if c.topic == "trust" and c.side == "scholar")
    missing = () if any(one.here for one in found) else (_none(context),)
    return Passage(_("Trust"), (*missing, *told, *claims))


def _survey(context: Context, one: Published) -> Said:
    place = _("Found in {place}:") if one.here else _("Found in {place}, not here:")
    text = _("{where} {statement} ({maker}; {source})").format(
        where=place.format(place=_place(one.place_name)),
        statement=with_figure(one.statement, one.figure),
        maker=independence(one.made_by),
        source=context.refs.short(one.source),
    )
    return Said(sentence(text), (one.id,), context.refs.numbers(one.source))


def _place(name: str) -> Phrase:
    """Where a survey was made: "Dallas", "Cook, Harris, Los Angeles and Maricopa counties"."""
    if name.endswith(" counties"):
        counties = re.split(", | and ", name.removesuffix(" counties"))
        return place_names.counties([f"{county} County" for county in counties])
    return place_names.city(name)


def _none(context: Context) -> Said:
    unsaid = next(u for u in context.found.unsaid if u.topic == "survey")
    text = _(
        "A survey of residents’ trust in the police, made in {counties} and published by {day}, is not in our sources."
    ).format(counties=context.counties, day=context.day)
    spoken = _("What officials say of trust stands above, as their view.")
    return Said(f"{text} {spoken}" if context.found.positions else text, (unsaid.id,))
