"""What auditors, scholars, agencies and others published of the program, for it and against it, with who they are.

Nothing here asks whom a finding favours: every row that the edition may cite is given, of any maker.
"""

import pandas as pd

from pipeline.findings.model import NATION, Published
from pipeline.places import Place
from pipeline.rows import each

# Who looks at the program from a distance of some kind; what the press, advocates and states computed from ICE's
# figures stands with those figures.
STUDIES = (
    "academic",
    "academic data center",
    "academic survey",
    "federal advisory body",
    "federal agency",
    "federal auditor",
    "federal inspector general",
)


def findings(published: pd.DataFrame, place: Place) -> tuple[Published, ...]:
    """Every published finding, each told whether it covers one of the place's counties, its state or the nation."""
    near = {NATION, place.state_fips, *(county.fips for county in place.counties)}
    return tuple(
        Published(
            id=row.id,
            topic=row.topic,
            place=row.jurisdiction,
            place_name=row.place,
            statement=row.statement,
            figure=row.figure,
            made_by=row.made_by,
            source=row.source_id,
            here=not near.isdisjoint(row.jurisdiction.split(";")),
            answers=tuple(filter(None, row.answered_by.split(";"))),
            rows=(row.id,),
        )
        for row in each(published)
    )


def studies(published: tuple[Published, ...]) -> tuple[Published, ...]:
    """Those of the whole program that auditors, scholars and federal bodies made."""
    return tuple(one for one in published if one.place == NATION and one.made_by in STUDIES)
