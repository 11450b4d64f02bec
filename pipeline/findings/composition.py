"""Who is removed: by conviction, with counts where a source prints them; every printed figure of a place."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from pipeline.findings.counted import printed, shares
from pipeline.findings.model import NATION, Finding, Source
from pipeline.findings.preference import best_first
from pipeline.rows import each

QUESTION = "composition"
LISTED = 150  # counties of one source, at most, that stand in the list of all places
LEFT_TO_OTHERS = {"active_jurisdictions", "submissions"}  # rollout and program steps tell these


def findings(counts: pd.DataFrame, jurisdictions: set[str]) -> list[Finding]:
    """Every count and share of the given jurisdictions; a printed percentage is folded into the share it repeats."""
    rows = counts[counts.jurisdiction.isin(jurisdictions) & ~counts.measure.isin(LEFT_TO_OTHERS)]
    made = shares(rows, QUESTION)
    alone = [printed(row, QUESTION) for row in each(rows)]
    kept = [finding for finding in alone if not any(repeats(finding, share) for share in made)]
    told = {(f.place, f.sources[0], f.period) for f in (*made, *kept) if f.measure == "removed_nonconvicted_share"}
    convicted = [f for f in kept if f.measure == "removed_convicted_share"]
    left = [rest(f) for f in convicted if (f.place, f.sources[0], f.period) not in told]
    return disputes([*made, *kept, *left], counts)


def rest(convicted: Finding) -> Finding:
    """The share without a conviction that a printed share with one leaves: 100 minus it."""
    return replace(
        convicted,
        id=convicted.id.replace("removed_convicted_share", "removed_nonconvicted_share") + ".rest",
        measure="removed_nonconvicted_share",
        value=100 - float(convicted.value),
        qualifier="derived",
        method="100 minus the share printed",
        comparators=(convicted.id,),
    )


def repeats(finding: Finding, share: Finding) -> bool:
    """Whether a printed percentage is the share computed from the counts beside it, rounded as it was printed."""
    same = (finding.place, finding.measure, finding.sources[0], finding.period)
    if finding.unit != "percent" or same != (share.place, share.measure, share.sources[0], share.period):
        return False
    return rounds_to(float(share.value), float(finding.value), cut=finding.qualifier == "at least")


def rounds_to(exact: float, shown: float, cut: bool = False) -> bool:
    """Whether `exact` percent gives `shown` at the decimals it is printed with (or is cut to it: "more than 42")."""
    step = next((10**-d for d in range(3) if abs(shown * 10**d - round(shown * 10**d)) < 1e-9), 0.001)
    return (0 <= exact - shown < step) if cut else abs(exact - shown) <= step / 2 + 1e-9


def all_places(counts: pd.DataFrame, sources: Mapping[str, Source]) -> list[Finding]:
    """For each county of the nation with figures the share removed without conviction that stands first there.

    Rows marked caution are left out: the chart has no room for their notes.
    """
    reached_print = named_one_by_one(counts)
    sound = reached_print[(reached_print.scope == "county") & (reached_print.use == "yes")]
    every = [f for f in findings(sound, set(sound.jurisdiction)) if f.measure == "removed_nonconvicted_share"]
    usable = [f for f in every if f.qualifier != "at least" and (f.period.end or f.numerator is not None)]
    first: dict[str, Finding] = {}
    for finding in best_first(usable, sources):
        first.setdefault(finding.place, finding)
    return sorted(first.values(), key=lambda f: (f.numerator is None, -float(f.value), f.place))


def named_one_by_one(counts: pd.DataFrame) -> pd.DataFrame:
    """The rows of sources that name some counties: a table of all of them is no list that a page can hold."""
    named = counts.groupby("source_id").jurisdiction.nunique()
    return counts[~counts.source_id.isin(named[named > LISTED].index)]


def left_out(counts: pd.DataFrame, all_places: list[Finding]) -> tuple[list[str], list[str]]:
    """Names of the counties with rows of this share of which `all_places` has none: those whose every row is in doubt,
    and those with a row that is sound but no whole share of a known day ("at least", no total, no date, below ten)."""
    shown = {finding.place for finding in all_places}
    some = named_one_by_one(counts)
    rows = some[(some.scope == "county") & some.measure.str.startswith("removed_nonconvicted")]
    missing = rows[~rows.jurisdiction.isin(shown)]
    sound = set(missing[missing.use == "yes"].jurisdiction_name)
    return sorted(set(missing.jurisdiction_name) - sound), sorted(sound)


def disputes(found: list[Finding], counts: pd.DataFrame) -> list[Finding]:
    """The same findings, each with the ids of those that the table says another source disputes it with."""
    by_row = {row: finding.id for finding in reversed(found) for row in finding.rows[:1]}
    links = {row.id: row.disputed_by.split(";") for row in each(counts) if row.disputed_by}
    return [
        replace(f, disputed_by=tuple(by_row[other] for other in links.get(f.rows[0], ()) if other in by_row))
        for f in found
    ]


def nation(counts: pd.DataFrame, start: str) -> list[Finding]:
    """Every figure of the nation that counts from the program's `start` (figures of single fiscal years do not)."""
    return findings(counts[counts.period_start == start], {NATION})
