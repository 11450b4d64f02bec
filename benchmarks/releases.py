"""What it costs to take a release of ICE's records, beside what the engine of its form needs to read it whole.

Releases of made-up records are generated with as many columns as the real ones; each is read in a process of its own.
Exit code 1 where one takes more memory than it may.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import process_time

import numpy as np
import pandas as pd

from benchmarks.findings import ROOT, peak

ROWS = 300_000
MOST_MEGABYTES = 2_000.0
FORMS = ("csv", "parquet", "feather", "xlsx")
NAMES: tuple[str, ...] = (
    "detainer_prepare_date",
    "facility_state",
    "facility_city",
    "detention_facility",
    "detention_facility_code",
)
NAMES += ("detainer_prepared_criminality", "detainer_prep_threat_level", "detainer_lift_reason", "unique_identifier")
OTHERS = 50  # columns that are not read


def main() -> int:
    """Measure, print a line a form, and say whether each stays within the limit."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        within = [_measured(path) for path in _written(_release(rows), Path(folder))]
    print(f"{'within' if all(within) else 'OVER'} the limit: {MOST_MEGABYTES:g} MB")
    return 0 if all(within) else 1


def _release(rows: int) -> pd.DataFrame:
    dice = np.random.default_rng(1)
    days = (np.datetime64("2022-10-01") + dice.integers(0, 1247, rows).astype("timedelta64[D]")).astype(str)
    words = [days, "MA", "BOSTON", "SYNTHETIC JAIL", "SUFFOMA", "1 Convicted Criminal", "2", "Booked into Detention"]
    people = [f"{number:040x}" for number in dice.integers(0, 1 << 62, rows)]
    columns = dict(zip(NAMES, [*words, people], strict=True))
    columns |= {f"other_{number}": dice.choice(["YES", "NO", "UNKNOWN"], rows) for number in range(OTHERS)}
    return pd.DataFrame(columns)


def _written(frame: pd.DataFrame, folder: Path) -> list[Path]:
    paths = [folder / f"release.{form}" for form in FORMS]
    frame.to_csv(paths[0], index=False)
    frame.to_parquet(paths[1])
    frame.to_feather(paths[2])
    frame.to_excel(paths[3], index=False)
    return paths


def _measured(path: Path) -> bool:
    engine, ours = (_run(how, path) for how in ("engine", "ours"))
    size = path.stat().st_size / 1e6
    print(
        f"{path.suffix[1:]}, {size:.0f} MB: {ours[0]:.1f} s, {ours[1]:.0f} MB; the engine alone {engine[0]:.1f} s, "
        f"{engine[1]:.0f} MB; {ours[0] / engine[0]:.2f} times the seconds, {ours[1] / engine[1]:.2f} times the memory"
    )
    return ours[1] <= MOST_MEGABYTES


def _run(how: str, path: Path) -> tuple[float, float]:
    words = [sys.executable, "-m", "benchmarks.releases", how, str(path)]
    told = subprocess.run(words, check=True, capture_output=True, text=True, cwd=ROOT).stdout.split()
    return float(told[0]), float(told[1])


def _one(how: str, path: Path) -> None:
    """Read a file, and print the seconds and the megabytes that it took."""
    from pipeline.ingest.brought import look
    from pipeline.ingest.tidying import tidied
    from pipeline.sources.tables import load_tables

    known = load_tables(ROOT / "data")
    start = process_time()
    if how == "ours":
        tidied(look(str(path)), known, date(2026, 3, 15))
    else:
        _ENGINES[path.suffix](path)
    print(process_time() - start, peak())


def _workbook(path: Path) -> object:
    from python_calamine import CalamineWorkbook

    with CalamineWorkbook.from_path(str(path)) as book:
        return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


_ENGINES: dict[str, Callable[[Path], object]] = {
    ".csv": lambda path: pd.read_csv(path, dtype=str, na_filter=False, engine="pyarrow"),
    ".parquet": pd.read_parquet,
    ".feather": pd.read_feather,
    ".xlsx": _workbook,
}

if __name__ == "__main__":
    if sys.argv[1:2] in (["engine"], ["ours"]):
        _one(sys.argv[1], Path(sys.argv[2]))
    else:
        sys.exit(main())
