"""What an edition may cite: the one place where dates and second looks decide whether a row is shown."""

from calendar import monthrange
from datetime import date

import pandas as pd

UNFIT = {
    "use": ("no",),
    "second_look": ("contradicted", "not_found"),
    "status": ("contradicted", "not_found"),
}


def first_day(written: str) -> date | None:
    """The first day a written date (YYYY, YYYY-MM or YYYY-MM-DD) can mean; None where nothing is written."""
    if not written:
        return None
    year, month, day = ([int(part) for part in written.split("-")] + [1, 1])[:3]
    return date(year, month, day)


def last_day(published_on: str, precision: str) -> date | None:
    """The last day a publication date can mean: a month's or a year's last; None where it is not known."""
    if precision == "unknown" or not published_on:
        return None
    if precision == "year":
        return date(int(published_on[:4]), 12, 31)
    if precision == "month":
        year, month = int(published_on[:4]), int(published_on[5:7])
        return date(year, month, monthrange(year, month)[1])
    return date.fromisoformat(published_on)


def citable_sources(sources: pd.DataFrame, as_of: date | None) -> frozenset[str]:
    """Ids of the sources an edition of `as_of` may cite: reference always, evidence once it was published."""
    dated = zip(
        sources["source_id"], sources["standing"], sources["published_on"], sources["published_precision"], strict=True
    )
    return frozenset(
        source_id
        for source_id, standing, published_on, precision in dated
        if standing == "reference" or _published(last_day(published_on, precision), as_of)
    )


def last_evidence(sources: pd.DataFrame) -> date:
    """The last day on which any evidence can have been published: how far an edition without a day reaches.

    A source of which only the year is known says nothing of how far into it the evidence reaches.
    """
    evidence = sources[(sources["standing"] == "evidence") & (sources["published_precision"] != "year")]
    days = zip(evidence["published_on"], evidence["published_precision"], strict=True)
    return max(day for written, precision in days if (day := last_day(written, precision)))


def citable(frame: pd.DataFrame, sources: pd.DataFrame, as_of: date | None) -> pd.DataFrame:
    """The rows of `frame` an edition of `as_of` may cite (None: no day, everything published).

    Leaves out what was published later or tells of a later day, what is marked not to be used, what a second
    look contradicted or did not find, and second copies.
    """
    kept = frame[frame["source_id"].isin(citable_sources(sources, as_of)) & _fit(frame)]
    if as_of is None or "date" not in kept:
        return kept
    days = kept["date"].map(first_day)
    told = pd.Series([day is None or day <= as_of for day in days], index=kept.index, dtype=bool)
    return kept[told]


def _published(last: date | None, as_of: date | None) -> bool:
    return as_of is None or (last is not None and last <= as_of)


def _fit(frame: pd.DataFrame) -> pd.Series:
    fit = pd.Series(True, index=frame.index)
    for column, values in UNFIT.items():
        if column in frame:
            fit &= ~frame[column].isin(values)
    if "about" in frame:
        fit &= ~frame["about"].str.startswith(("duplicate of", "not found"))
    return fit
