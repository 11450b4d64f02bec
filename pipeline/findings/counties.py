"""Every county's standing on a day, all at once: active or not, for how long, in which third of the rollout.

The frame has one row a county of the compiled list. It looks no further than the day: what a later activation would
tell (how late a county came that is not active yet) is not said.
"""

from datetime import date

import pandas as pd

BANDS = ("early", "middle", "late")
BAND_METHOD = (
    "early, middle, late: activated when fewer than a third, fewer than two thirds, or two thirds and more of all "
    "counties in the compiled list were active already"
)


def standing(activations: pd.DataFrame, day: date) -> pd.DataFrame:
    """The list with what is known on `day`, by county: `active`, `days` since its activation (0 on the day itself),
    `before`, how many counties were active before the day of its own activation, and `band`; the last three are
    missing, or "", where a county is not active yet.
    """
    dates = pd.to_datetime(activations.activated_on)
    active = dates <= pd.Timestamp(day)
    before = dates.rank(method="min").astype("int64") - 1
    days = (pd.Timestamp(day) - dates).dt.days
    return activations.assign(
        active=active,
        days=days.astype("Int64").where(active),
        before=before.astype("Int64").where(active),
        band=[band(int(n), len(dates)) if on else "" for n, on in zip(before, active, strict=True)],
    )


def band(before: int, counties: int) -> str:
    """The third of the rollout in which a county came, `before` of `counties` having been active already."""
    return BANDS[3 * before // counties]
