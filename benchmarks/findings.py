"""What the findings of all counties cost, beside gathering them county by county: seconds, peak memory, ratio.

Seconds are the processor's: what else the machine does at the time does not count. Exit code 1 where it costs more
than it may.
"""

import resource
import sys
from pathlib import Path
from random import Random
from time import process_time

from pipeline import editions, places
from pipeline.editions import Edition
from pipeline.findings import every
from pipeline.findings.city import gather
from pipeline.sources.tables import Tables, load_tables

MOST_SECONDS, MOST_MEGABYTES = 5.0, 600.0
SAMPLE = 30  # counties gathered one by one; their mean stands for all
ROOT = Path(__file__).parents[1]
STATUS = Path("/proc/self/status")


def main() -> int:
    """Measure, print a line a measure, and say whether it stays within its limits."""
    start = process_time()
    tables, edition = load_tables(ROOT / "data"), editions.load("2011-08", ROOT / "editions")
    read = process_time() - start
    found = every.findings(edition, tables)
    together = process_time() - start
    megabytes = peak()
    number = sum(len(some) for some in (*found.counties.values(), *found.states.values(), found.nation))
    one = one_by_one(edition, tables)
    print(
        f"{len(found.counties):,} counties, {number:,} findings: {together:.2f} s, {read:.2f} s of it the first reading"
    )
    print(f"peak memory: {megabytes:.0f} MB")
    print(f"one county by itself: {one:.3f} s (mean of {SAMPLE}), so one by one {one * len(found.counties):.0f} s")
    print(f"together is {one * len(found.counties) / together:.0f} times as fast")
    within = together < MOST_SECONDS and megabytes < MOST_MEGABYTES
    print(f"{'within' if within else 'OVER'} the limits: {MOST_SECONDS:g} s, {MOST_MEGABYTES:g} MB")
    return 0 if within else 1


def peak() -> float:
    """The most memory this process has held, in megabytes; Linux counts in KiB, macOS in bytes.

    Linux keeps in `ru_maxrss` what the parent held when it started this process, so there its own mark is read instead.
    """
    if STATUS.exists():
        own = next(line for line in STATUS.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(own.split()[1]) * 1024 / 1e6
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e6 / 1024)


def one_by_one(edition: Edition, tables: Tables) -> float:
    """Mean seconds to gather what one county's briefing shows."""
    counties = sorted(tables.places[tables.places.kind == "county"].slug)
    chosen = [places.by_slug(slug, tables.places) for slug in Random(2011).sample(counties, SAMPLE)]
    start = process_time()
    for place in chosen:
        gather(place, edition, tables)
    return (process_time() - start) / SAMPLE


if __name__ == "__main__":
    sys.exit(main())
