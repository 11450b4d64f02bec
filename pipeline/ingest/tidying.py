"""From a release's cells to its records: each row read, placed in a county, told from its likely duplicates, and counted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd

from pipeline.errors import RefusedFile
from pipeline.ingest.brought import Brought
from pipeline.ingest.cells import Piece, Table, tables
from pipeline.ingest.counts import Breach
from pipeline.ingest.records import KNOWN, READS, Kind, column, places, recognized
from pipeline.places import folded
from pipeline.sources.releases import COLUMNS
from pipeline.sources.tables import Tables

EARLIEST = date(2003, 3, 1)  # ICE's first day
MOST = 1_000  # faults that are kept; of the others only the number is told
FULL = 0.9  # of rows must name a county, before a county is taken from them
HOUR = 3_600
Tell = Callable[[str], None]


@dataclass
class Tidied:
    """A release's records and what became of every row of its file."""

    kind: Kind
    records: pd.DataFrame
    counts: dict[str, int]
    made_up: bool
    county_filled: str = ""
    processed: bool = False


@dataclass
class _Run:
    """What is gathered while a file is read."""

    kind: Kind
    pieces: list[pd.DataFrame] = field(default_factory=list)
    breaches: list[Breach] = field(default_factory=list)
    wrong: int = 0
    made_up: bool = False
    processed: bool = False


def tidied(brought: Brought, known: Tables, published: date, kind: str = "", tell: Tell = lambda _: None) -> Tidied:
    """The records of a release. Raises RefusedFile with all that is wrong, or where it is not of the `kind` it is said to be."""
    run: _Run | None = None
    for table in tables(brought, lambda names: bool(recognized(names))):
        found = recognized(table.columns)
        if kind and found != kind:
            raise RefusedFile(f"{brought.name} holds {found}, and KIND says {kind}.")
        run = run or _Run(KNOWN[found])
        if run.kind.name != found:
            raise RefusedFile(
                f"{brought.name}, sheet {table.sheet[:40]}: {found}; the sheet before holds {run.kind.name}."
            )
        _read(run, table, brought, tell)
    if run is None or not run.pieces:
        raise RefusedFile(f"{brought.name} has a header and no row below it.")
    if run.wrong:
        more = (
            f" ({run.wrong - len(run.breaches):,} further faults are not listed)"
            if run.wrong > len(run.breaches)
            else ""
        )
        lines = [f"{brought.name}, {breach}" for breach in sorted(run.breaches, key=lambda one: (one.sheet, one.row))]
        raise RefusedFile(f"Nothing was taken: the lines above tell what is wrong.{more}", lines)
    return _sorted_out(run, known, published, brought.made_up or run.made_up)


def _read(run: _Run, table: Table, brought: Brought, tell: Tell) -> None:
    at = places(run.kind, table.columns)
    lacking = [run.kind.columns[name][0] for name in run.kind.needed if name not in at]
    if lacking:
        where = f", sheet {table.sheet[:40]}" if table.sheet else ""
        raise RefusedFile(f"{brought.name}{where}: {run.kind.name} without the column {lacking[0]}, which is needed.")
    run.processed = run.processed or any("_" in name and name == name.lower() for name in table.columns)
    rows = sum(len(piece) for piece in run.pieces)
    for piece in table.pieces(sorted(set(at.values()))):
        run.made_up = run.made_up or piece.made_up
        if len(piece.cells):
            run.pieces.append(_of_piece(run, piece, at, table.columns))
            rows += len(piece.cells)
            tell(f"{rows:,} rows read")


def _of_piece(run: _Run, piece: Piece, at: Mapping[str, int], names: tuple[str, ...]) -> pd.DataFrame:
    """The rows of a piece as they are kept: words as categories, a person as a number that means nothing elsewhere."""
    kept: dict[str, object] = {"row": np.arange(piece.first, piece.first + len(piece.cells), dtype="int64")}
    kept["sheet"] = pd.Categorical([piece.sheet] * len(piece.cells))
    for name in (*run.kind.columns, "state", "city", "code", "county", "facility", "criminality", "threat", "outcome"):
        if name in kept:
            continue
        read = column(name, piece.cells[at[name]]) if name in at else None
        if read is not None:
            run.wrong += len(read.wrong)
            for place, found in list(read.wrong.items())[: max(0, MOST - len(run.breaches))]:
                number = piece.first + place
                run.breaches.append(Breach(number, names[at[name]], READS[name][1], found, piece.sheet))
            if name not in ("day", "person", "flag"):
                run.made_up = run.made_up or any("synthetic" in value.lower() for value in read.cells.unique())
        kept[name] = _kept(name, read.cells if read is not None else pd.Series([""] * len(piece.cells), dtype=object))
    return pd.DataFrame(kept)


def _kept(name: str, cells: pd.Series) -> object:
    if name == "day":
        return pd.to_datetime(cells.replace("", None), errors="coerce").astype("datetime64[s]")
    if name == "person":
        numbers = pd.util.hash_array(cells.to_numpy(dtype=object), categorize=True)
        return np.where(cells.eq("").to_numpy(), np.uint64(0), numbers)
    if name == "flag":
        return cells.eq("yes").to_numpy()
    return pd.Categorical(cells)


def _sorted_out(run: _Run, known: Tables, published: date, made_up: bool) -> Tidied:
    rows = _joined(run.pieces)
    run.pieces.clear()
    day = rows["day"]
    no_day = day.isna()
    impossible = ~no_day & ((day < pd.Timestamp(EARLIEST)) | (day >= pd.Timestamp(published) + pd.Timedelta(days=1)))
    usable = rows[~no_day & ~impossible]
    twice = _duplicates(run.kind, usable)
    used = usable[~twice]
    if not len(used):
        raise RefusedFile("Not one row of the file can be used: none has a day between ICE's first and PUBLISHED.")
    counts = {"read": len(rows), "no_day": int(no_day.sum()), "impossible_day": int(impossible.sum())}
    counts |= {"duplicate": int(twice.sum()), "used": len(used)}
    filled = float((rows["county"] != "").mean()) if "county" in run.kind.columns else None
    placed = _placed(used, known, filled is not None and filled >= FULL)
    by = placed["placed"].value_counts()
    counts |= {f"placed_by_{how}": int(by.get(how, 0)) for how in ("code", "city", "county")}
    counts["unplaced"] = int(by.get("", 0))
    shown = "" if filled is None else f"{100 * filled:.1f}"
    return Tidied(run.kind, placed, counts, made_up, shown, run.processed)


def _joined(pieces: list[pd.DataFrame]) -> pd.DataFrame:
    """All pieces as one table, whose categories are those of all."""
    columns: dict[str, object] = {}
    for name in map(str, pieces[0].columns):
        parts = [piece[name] for piece in pieces]
        if isinstance(parts[0].dtype, pd.CategoricalDtype):
            columns[name] = pd.api.types.union_categoricals([part.array for part in parts], sort_categories=True)
        else:
            columns[name] = np.concatenate([part.to_numpy() for part in parts])
    return pd.DataFrame(columns)


def _duplicates(kind: Kind, rows: pd.DataFrame) -> pd.Series:
    """Which rows are likely duplicates: by the release's own flag, else by person and time, the first in file order staying."""
    if "flag" in rows and rows["flag"].any():
        return rows["flag"].astype(bool)
    if "person" not in rows or kind.name == "":
        return pd.Series(False, index=rows.index)
    someone = rows["person"] != 0
    if kind.hours:
        ordered = rows.loc[someone, ["person", "day"]].sort_values(["person", "day"], kind="stable")
        near = ordered["day"].diff().dt.total_seconds().lt(kind.hours * HOUR) & ordered["person"].eq(
            ordered["person"].shift()
        )
        told: pd.Series = near.reindex(rows.index, fill_value=False).astype(bool)
        return told
    when = rows["day"] if kind.name == "detentions" else rows["day"].dt.normalize()
    again = pd.DataFrame({"person": rows["person"], "when": when}).duplicated()
    return again.where(someone, False)


def _placed(rows: pd.DataFrame, known: Tables, by_county: bool) -> pd.DataFrame:
    """The records: each with its state, and its county where facility, city or the release itself tell it."""
    states = {folded(name): postal for name, postal in zip(known.states.name, known.states.postal, strict=True)}
    states |= {postal.lower(): postal for postal in known.states.postal}
    of_fips = dict(zip(known.states.fips, known.states.postal, strict=True))
    state = _mapped(rows["state"], lambda words: states.get(folded(words), ""))
    codes = dict(zip(known.facilities.code, known.facilities.fips, strict=True))
    fips, placed = _mapped(rows["code"], lambda code: codes.get(code.upper(), "")), np.full(len(rows), "", dtype=object)
    placed[fips != ""] = "code"
    where = pd.Series([f"{s}|{c}" for s, c in zip(state, rows["city"].astype(str), strict=True)], dtype="category")
    cities, counties = _cities(known), _counties(known)
    found = _mapped(where, lambda words: cities.get((words[:2], folded(words[3:])), ""))
    fips, placed = _filled(fips, placed, found, "city")
    if by_county:
        named = pd.Series(
            [f"{s}|{c}" for s, c in zip(state, rows["county"].astype(str), strict=True)], dtype="category"
        )
        found = _mapped(named, lambda words: counties.get((words[:2], _bare(words[3:])), ""))
        fips, placed = _filled(fips, placed, found, "county")
    state = np.where(state == "", pd.Series(fips).str[:2].map(of_fips).fillna("").to_numpy(dtype=object), state)
    facility = np.where(rows["facility"].astype(str) == "", rows["code"].astype(str), rows["facility"].astype(str))
    made = {"state": state, "fips": fips, "placed": placed, "facility": facility}
    kept = {
        name: pd.Categorical(made[name]) if name in made else rows[name].to_numpy() for name in COLUMNS if name != "day"
    }
    for name in ("sheet", "criminality", "threat", "outcome"):
        kept[name] = pd.Categorical(rows[name].astype(str))
    return pd.DataFrame(kept | {"day": rows["day"].dt.normalize().to_numpy()})[list(COLUMNS)]


def _mapped(cells: pd.Series, read: Callable[[str], str]) -> np.ndarray:
    """What each word means, every different one looked up once."""
    kept = cells.astype("category")
    made = np.array([*(read(str(word)) for word in kept.cat.categories), ""], dtype=object)
    return made[kept.cat.codes.to_numpy()]


def _filled(fips: np.ndarray, placed: np.ndarray, found: np.ndarray, how: str) -> tuple[np.ndarray, np.ndarray]:
    new = (fips == "") & (found != "")
    return np.where(new, found, fips), np.where(new, how, placed)


def _cities(known: Tables) -> dict[tuple[str, str], str]:
    """The county of each city of the registry that lies in one alone, by state and name; none where two bear the name."""
    cities = known.places[known.places.kind == "city"]
    keys = list(zip(cities.state, cities.city.map(folded), strict=True))
    found: dict[tuple[str, str], set[str]] = {}
    for key, fips in zip(keys, cities.fips, strict=True):
        found.setdefault(key, set()).add(fips)
    return {key: next(iter(some)) for key, some in found.items() if len(some) == 1}


def _counties(known: Tables) -> dict[tuple[str, str], str]:
    """The code of each county by state and bare name; none where two bear the name, as St. Louis does."""
    found: dict[tuple[str, str], set[str]] = {}
    for row in known.activations.itertuples(index=False):
        for name in {_bare(str(row.county)), folded(str(row.county))}:
            found.setdefault((str(row.state), name), set()).add(str(row.fips))
    return {key: next(iter(some)) for key, some in found.items() if len(some) == 1}


def _bare(name: str) -> str:
    words = folded(name)
    for ending in (" county", " parish", " borough", " census area", " municipality", " city and borough"):
        words = words.removesuffix(ending)
    return words
