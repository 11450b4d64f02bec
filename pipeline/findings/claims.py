"""What each side says of the program, and the answer to it."""

import pandas as pd

from pipeline.findings.model import NATION, Claim
from pipeline.places import Place
from pipeline.rows import each


def findings(claims: pd.DataFrame, place: Place, published: frozenset[str] = frozenset()) -> tuple[Claim, ...]:
    """The claims that concern the place's counties, its state or the nation; those in doubt are left out.

    `published` are the ids of published findings that may be cited: a claim may be answered by one of them.
    """
    here = {NATION, place.state_fips, *(county.fips for county in place.counties)}
    of_here = [not here.isdisjoint(codes.split(";")) for codes in claims.jurisdiction]
    rows = claims[
        pd.Series(of_here, index=claims.index, dtype=bool) & (claims.use == "yes") & (claims.status == "confirmed")
    ]
    known = {*rows.id, *published}
    return tuple(
        Claim(
            id=row.id,
            topic=row.topic,
            side=row.side,
            place=row.jurisdiction,
            place_name=row.place,
            statement=row.statement,
            figure=row.figure,
            period=row.period,
            source=row.source_id,
            answers=tuple(a for a in row.answered_by.split(";") if a in known),
            rows=(row.id,),
            tells=row.tells,
        )
        for row in each(rows)
    )
