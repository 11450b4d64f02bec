"""Releases of made-up records for tests, in every form in which the real ones come; the word SYNTHETIC stands in them."""

from pathlib import Path

import numpy as np
import pandas as pd

JAILS = (
    ("SUFFOMA", "SUFFOLK COUNTY SOUTH BAY, SYNTHETIC", "BOSTON", "MA"),
    ("", "NASHUA STREET JAIL, SYNTHETIC", "BOSTON", "MA"),
    ("HARRITX", "HARRIS COUNTY JAIL, SYNTHETIC", "HOUSTON", "TX"),
    ("ZZZZZZZ", "A JAIL THAT NO LIST HAS, SYNTHETIC", "NOWHERE", "TX"),
    ("", "MIDDLESEX COUNTY JAIL, SYNTHETIC", "BILLERICA", "MA"),
)
CLASSES = ("1 Convicted Criminal", "2 Pending Criminal Charges", "3 Other Immigration Violator")
OUTCOMES = ("Booked into Detention", "Detainer Declined by LEA", "Died", "")
RAW = {
    "detainer_prepare_date": "Detainer Prepare Date",
    "facility_state": "Facility State",
    "facility_city": "Facility City",
    "detention_facility": "Detainer Facility",
    "detention_facility_code": "Detainer Facility Code",
    "detainer_prepared_criminality": "Detainer Criminality",
    "detainer_prep_threat_level": "Detainer Threat Level",
    "detainer_lift_reason": "Detainer Lift Reason",
    "gender": "Gender",
    "unique_identifier": "Anonymized Identifier",
}


def detainers(rows: int, seed: int = 1) -> pd.DataFrame:
    """Detainers of October 2022 to February 2026 under the Project's processed names, all cells words or missing."""
    dice = np.random.default_rng(seed)
    days = np.datetime64("2022-10-01") + dice.integers(0, 1247, rows).astype("timedelta64[D]")
    jail = dice.choice(len(JAILS), rows, p=[0.35, 0.2, 0.2, 0.05, 0.2])
    kind = dice.choice(3, rows, p=[0.4, 0.35, 0.25])
    code, name, city, state = (np.array(column, dtype=object)[jail] for column in zip(*JAILS, strict=True))
    frame = pd.DataFrame(
        {
            "detainer_prepare_date": days.astype(str),
            "facility_state": state,
            "facility_city": city,
            "detention_facility": name,
            "detention_facility_code": code,
            "detainer_prepared_criminality": np.array(CLASSES, dtype=object)[kind],
            "detainer_prep_threat_level": np.where(kind == 0, dice.integers(1, 4, rows).astype(str), ""),
            "detainer_lift_reason": np.array(OUTCOMES, dtype=object)[dice.choice(4, rows, p=[0.5, 0.2, 0.01, 0.29])],
            "gender": np.array(["Male", "b(6), b(7)c"], dtype=object)[dice.choice(2, rows)],
            "unique_identifier": [f"person {n}" for n in dice.integers(0, rows, rows)],
        },
        dtype=object,
    )
    frame.loc[dice.random(rows) < 0.002, "detainer_prepare_date"] = "b(6), b(7)c"
    frame.loc[dice.random(rows) < 0.001, "unique_identifier"] = ""
    return frame


def write(frame: pd.DataFrame, path: Path) -> Path:
    """The same rows in the form that the file's ending says; a workbook as ICE gives it, on two sheets below six rows."""
    days = [name for name in frame if name == "detainer_prepare_date"]
    dated = frame.assign(**{name: pd.to_datetime(frame[name], errors="coerce") for name in days})
    missing = frame.replace("", None)
    match path.suffix:
        case ".csv":
            frame.to_csv(path, index=False)
        case ".parquet":
            missing.assign(**{name: dated[name] for name in days}).to_parquet(path)
        case ".feather":
            missing.to_feather(path)
        case ".dta":
            frame.to_stata(path, write_index=False, version=118)
        case ".sav":
            import pyreadstat

            pyreadstat.write_sav(frame.fillna(""), str(path))
        case ".xlsx":
            workbook(missing.rename(columns=RAW), path)
    return path


def workbook(frame: pd.DataFrame, path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    half = (len(frame) + 1) // 2
    for name, part in (("FY 1", frame[:half]), ("FY 2", frame[half:])):
        sheet = book.create_sheet(name)
        for line in range(6):
            sheet.append(["SYNTHETIC release" if line == 0 else None])
        sheet.append(list(part.columns))
        for row in part.itertuples(index=False):
            sheet.append([None if pd.isna(cell) else cell for cell in row])
    book.save(path)


def others(kind: str, rows: int, seed: int = 2) -> pd.DataFrame:
    """A release of another kind, under ICE's raw headers; a fifth of its rows are second records of a person."""
    dice = np.random.default_rng(seed)
    when = pd.Timestamp("2024-01-01") + pd.to_timedelta(dice.integers(0, 900 * 24, rows), unit="h")
    stamps = pd.Series(when).dt.strftime("%Y-%m-%d %H:%M:%S").astype(object)
    classes = np.array(CLASSES, dtype=object)[dice.choice(3, rows)]
    people = np.array([f"person {n}" for n in range(rows)], dtype=object)
    again = np.arange(0, rows - 1, 5)
    people[again + 1] = people[again]
    jail = dice.choice(len(JAILS), rows)
    code, name, _, state = (np.array(column, dtype=object)[jail] for column in zip(*JAILS, strict=True))
    columns: dict[str, dict[str, object]] = {
        "arrests": {
            "Apprehension Date": stamps,
            "Apprehension Method": "Located",
            "State": np.where(state == "MA", "MASSACHUSETTS", "TEXAS"),
            "County": "",
            "Apprehension Criminality": classes,
            "Case Threat Level": "",
        },
        "detentions": {
            "Stay Book In Date Time": stamps,
            "Detention Facility": name,
            "Detention Facility Code": code,
            "Book In Criminality": classes,
            "Stay Release Reason": "Removed",
        },
        "encounters": {
            "Event Date": stamps,
            "Event Type": "FBI",
            "Encounter Criminality": classes,
            "Processing Disposition": "Other",
        },
        "removals": {
            "Departed Date": stamps,
            "Docket AOR": "Boston",
            "Apprehension State": np.where(state == "MA", "MA", "TX"),
            "Apprehension County": "",
            "Case Criminality": classes,
            "Case Status": "8-Excluded/Deported/Removed",
        },
    }
    frame = pd.DataFrame({**columns[kind], "Anonymized Identifier": people, "Note": "SYNTHETIC"}, dtype=object)
    day = next(iter(columns[kind]))
    frame.loc[again + 1, day] = frame.loc[again, day].to_numpy()
    return frame
