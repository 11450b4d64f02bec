"""ICE's detention workbooks made up for tests, in the layout of each fiscal year; the word SYNTHETIC stands in them."""

from dataclasses import dataclass
from pathlib import Path

CORE = "Name,Address,City,State,Zip,AOR,Type Detailed,Male/Female,FY26 ALOS,Level A,Level B,Level C,Level D,Male Crim"
CORE += ",Male Non-Crim,Female Crim,Female Non-Crim,ICE Threat Level 1,ICE Threat Level 2,ICE Threat Level 3"
CORE += ",No ICE Threat Level,Mandatory,Guaranteed Minimum"
TWO = (
    "Last Inspection Type,Last Inspection Standard,Last Inspection Rating - Final,Last Inspection Date,Second to Last "
)
TWO += (
    "Inspection Type,Second to Last Inspection Standard,Second to Last Inspection Rating,Second to Last Inspection Date"
)
LATE = (
    "Last Inspection Type,Last Inspection End Date,Pending FY25 Inspection,Last Inspection Standard,Last Final Rating"
)
BODIES = "ODO Inspection End Date,ODO Last Inspection Standard,ODO Final Rating,Last Nakamoto Inspection Standard"
NOTE = "ODO inspections are conducted by the Office of Detention Oversight."


@dataclass(frozen=True)
class Layout:
    """Of a fiscal year: the sheet's name, the rows above the header, and the columns after the core; `notes` below the table."""

    sheet: str
    above: int
    tail: str
    notes: tuple[str, ...] = ()


LAYOUTS = {
    19: Layout("Facilities FY19", 6, TWO),
    20: Layout("Facilities EOYFY20 ", 6, TWO),
    21: Layout("Facilities FY21 YTD", 6, TWO),
    22: Layout("Facilities FY22", 6, TWO.replace("Second to Last Inspection Rating,", "")),
    23: Layout("Facilities EOFY23", 5, BODIES, (NOTE, NOTE.replace("ODO", "Nakamoto"))),
    24: Layout("Facilities EOFY24", 6, LATE),
    25: Layout("Facilities FY25", 6, LATE),
    26: Layout("Facilities FY26", 9, LATE.replace("Pending FY25 Inspection,", "")),
}
# Name, city, state, type, and the four means whose sum is that of the facility.
SUFFOLK = ("SUFFOLK COUNTY HOC", "BOSTON", "MA", "IGSA", 10.25, 20.5, 0, 1.25)
PLYMOUTH = ("PLYMOUTH CO COR FACILTY", "PLYMOUTH", "MA", "IGSA", 100, 120.5, 0, 0)
NOWHERE = ("A JAIL THAT NO LIST HAS", "NO SUCH TOWN", "MA", "USMS IGA", 1, 2, 3, 4)
ROWS = (SUFFOLK, PLYMOUTH, NOWHERE)
Facility = tuple[object, ...]


def line(head: list[str], facility: Facility) -> list[object]:
    """A row of the sheet below a header; what the tests do not read is filled."""
    name, city, state, kind, *held = facility
    known: dict[str, object] = {"Name": name, "City": city, "State": state, "Type Detailed": kind, "Zip": "02118"}
    known |= dict(zip(("Male Crim", "Male Non-Crim", "Female Crim", "Female Non-Crim"), held, strict=True))
    return [known.get(column, 1.5 if "Level" in column or "ALOS" in column else None) for column in head]


def workbook(
    path: Path,
    year: int = 26,
    rows: tuple[Facility, ...] = ROWS,
    day: str = "07/11/2026",
    head: str = "",
    footnotes: str = "ADP: average daily population. Data as of {day}",
) -> Path:
    """A workbook in the layout of a fiscal year, with its other sheets; one of them is long and has no header that is known."""
    from openpyxl import Workbook

    layout, book = LAYOUTS[year], Workbook(write_only=True)
    columns = (head or f"{CORE.replace('FY26', f'FY{year}')},{layout.tail}").split(",")
    book.create_sheet("Header").append(["SYNTHETIC statistics"])
    long = book.create_sheet(f"Monthly Segregation FY{year}")
    for number in range(1_200):
        long.append(["A facility", number])
    sheet = book.create_sheet(layout.sheet)
    for number in range(layout.above):
        sheet.append([f"ICE Facilities Data, FY{year}" if number == 0 else None])
    sheet.append(columns)
    for row in rows:
        sheet.append(line(columns, row))
    for note in layout.notes:
        sheet.append([note])
    book.create_sheet("Footnotes").append([None, footnotes.format(day=day), "a policy of 01/01/2009"])
    book.save(path)
    return path
