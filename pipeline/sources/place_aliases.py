"""data/place_aliases.csv: what people call a place or a state beside its own name."""

from pathlib import Path

import pandas as pd

from pipeline.sources import contract as c

ALIASES = c.Contract(
    file="place_aliases.csv",
    columns={
        "alias": c.text(),
        "kind": c.one_of("nickname", "borough", "nation", "state"),
        "leads_to": c.matching(r"[A-Z]{2}|[a-z0-9-]+(?:;[a-z0-9-]+)*", "slugs joined by ;, or a state"),
        "note": c.text(),
    },
    key=("alias", "kind"),
)


def load(data: Path) -> pd.DataFrame:
    """Other names of places and states. Raises BrokenTable."""
    return c.read(data, ALIASES)
