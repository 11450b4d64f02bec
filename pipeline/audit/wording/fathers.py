"""What each owner of a number can vouch for: a finding for its value, counts, interval and days; words for themselves."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date

from pipeline.audit.wording.numbers import Number
from pipeline.editions import Edition
from pipeline.findings.model import (
    ActiveCounties,
    Agreement,
    CityFindings,
    Correction,
    Curve,
    Event,
    Finding,
    Moved,
    Period,
    Since,
    Source,
    Unsaid,
    Was,
)
from pipeline.narrative.document.model import Document, SourceLine
from pipeline.narrative.document.roles import ADDRESSEE, EDITION, LABEL, PLACE, ROWS, SOURCES
from pipeline.narrative.document.walk import runs, things
from pipeline.narrative.language.chains import chain
from pipeline.narrative.language.locale import unmarked
from pipeline.narrative.language.numbers import day
from pipeline.narrative.parts.since import SHOWN

# The fields of a finding that are words, its source's or its table's own; ids, codes and dates are none.
WORDS = (
    "place_name",
    "said_by",
    "note",
    "statement",
    "figure",
    "period",
    "label",
    "actor",
    "office",
    "agency",
    "county",
    "models",
    "instrument",
    "names",
    "words",
)


@dataclass
class Father:
    """What may be printed in an owner's name: dates (ISO), percentages and plain numbers in digits, words as they are.

    `of` are parts with their wholes, `to` the ends of intervals: numbers that may only stand together.
    """

    dates: set[str] = field(default_factory=set)
    percents: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    of: set[tuple[str, str]] = field(default_factory=set)
    to: set[tuple[str, str]] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)

    def add(self, other: "Father") -> None:
        """Vouch for what `other` vouches for, too."""
        for one in fields(self):
            getattr(self, one.name).update(getattr(other, one.name))

    def vouches(self, number: Number) -> bool:
        """Whether a number may be printed in this name."""
        if number.kind == "date":
            return number.value in self.dates
        return number.value in (self.percents if number.kind == "percent" else self.numbers)

    def on(self, iso: str) -> None:
        """Vouch for a date as precise as it is known, for its month, and for its day without the year."""
        if len(iso) == len("2011"):
            self.numbers.add(iso)
        elif iso:
            self.dates |= {iso, iso[:7]} | ({f"-{iso[4:]}"} if len(iso) == len("2011-08-16") else set())


class Fathers:
    """The owners of one briefing by the ids that its sentences carry."""

    def __init__(self, found: CityFindings, edition: Edition, document: Document) -> None:
        self._found, self._edition = found, edition
        self._lines = tuple(things(document, SourceLine, "screen"))
        self._numbered = _numbered(found.sources.values(), self._lines)
        self._addressed = {run.text for run in runs(document) if ADDRESSEE in run.owners}
        self._items = {item.id: item for item in _items(found)}
        self._known: dict[str, Father] = {}

    def of(self, owners: Iterable[str]) -> Father:
        """What these owners vouch for together; the edition's own day is everybody's."""
        together = Father()
        together.on(self._found.as_of)
        together.on(self._edition.today.isoformat() if self._edition.today else "")
        for owner in owners:
            if owner not in self._known:
                self._known[owner] = self._father(owner)
            together.add(self._known[owner])
        together.numbers |= self._counted(list(owners))
        return together

    def _counted(self, owners: list[str]) -> set[str]:
        """How many agreements, or counties, the owners are; and what their counts of one thing add up to."""
        items = [self._items[owner] for owner in owners if owner in self._items]
        agreements = len({item.id for item in items if isinstance(item, Agreement)})
        local = {item.id: item for item in items if isinstance(item, Finding) and item.scope == "county"}
        rows = [int(owner.removeprefix(ROWS)) for owner in owners if owner.startswith(ROWS)]
        counties = len({finding.place for finding in local.values()})
        numbers = {agreements, counties if counties > 1 else 0, *(agreements - row for row in rows)}
        for measure in {f.measure for f in local.values() if f.unit == "count"}:
            numbers.add(sum(int(f.value) for f in local.values() if f.measure == measure))
        return {str(number) for number in numbers if number > 0}

    def unknown(self, owners: Iterable[str]) -> list[str]:
        """The owners that are no finding of this briefing."""
        named = {EDITION, PLACE, SOURCES, ADDRESSEE, *(f"source {line.number}" for line in self._lines)}
        return [o for o in owners if o not in self._items and o not in named and not o.startswith((ROWS, LABEL))]

    def reference(self, source_id: str) -> int:
        """The number of a source in the list at the end; 0 where it is not listed."""
        return self._numbered.get(source_id, 0)

    def references(self, owners: Iterable[str]) -> set[int]:
        """The numbers of the sources of these owners."""
        return {self.reference(source) for source in self.of(owners).sources}

    def _father(self, owner: str) -> Father:
        item = self._items.get(owner)
        if item is not None:
            return _of_item(item, self._found)
        if owner.startswith((ROWS, LABEL)):
            return Father(numbers={owner.rpartition(" ")[2]})
        if owner == ADDRESSEE:
            return Father(words=self._addressed)
        if owner in (EDITION, PLACE):
            return _of_edition(self._edition) if owner == EDITION else _of_place(self._found)
        sources = self._found.sources.values()
        return self._of_sources(s for s in sources if owner in (SOURCES, f"source {self.reference(s.source_id)}"))

    def _of_sources(self, sources: Iterable[Source]) -> Father:
        father = Father()
        for source in sources:
            _cite(father, source)
            father.numbers |= {str(self.reference(source.source_id))} - {"0"}
        father.words |= {line.address_text for line in self._lines if line.address_text}
        return father


def _items(found: CityFindings) -> Iterator[Finding | Unsaid | Curve | ActiveCounties]:
    """Everything in the findings that has an id."""
    for one in fields(found):
        value = getattr(found, one.name)
        for item in value if isinstance(value, tuple) else (value,):
            if is_dataclass(item) and hasattr(item, "id"):
                yield item  # type: ignore[misc]


def _numbered(sources: Iterable[Source], lines: tuple[SourceLine, ...]) -> dict[str, int]:
    """The number in the list of each source: the line that prints its publisher, title, date and address."""
    numbered: dict[str, int] = {}
    for source in sources:
        when = day(source.published_on) if source.published_on else ""
        publisher = unmarked(chain(source.publisher))
        for line in lines:
            text = unmarked(line.text)
            same = line.address == source.address and text.startswith(
                (f"{publisher}:", f"{publisher},", f"{publisher}.")
            )
            words = (source.title, when) if text.startswith(f"{publisher}:") else (when,)  # a short line has no title
            if same and all(part in text for part in words):
                numbered.setdefault(source.source_id, line.number)
    return numbered


def _of_item(item: object, found: CityFindings) -> Father:
    father = Father(words={text for name in WORDS for text in _strings(getattr(item, name, ""))})
    father.words |= {part.strip() for part in str(getattr(item, "figure", "")).split(";")}  # told in parts
    named = [*getattr(item, "sources", ()), *filter(None, [getattr(item, "source", "")])]
    for source in named:
        _cite(father, found.sources[source])
    match item:
        case Finding():
            _of_finding(father, item)
            disputed = (other.denominator for other in found.findings if other.id in item.disputed_by)
            father.numbers |= {str(total) for total in disputed if total}  # "of the same 352"
        case Unsaid():
            if item.topic == "now_program":  # what is not known since the last turning point
                father.on(found.events[-1].date if found.events else "")
            for detail in item.details:
                _of_detail(father, detail)
            for finding in (one for one in found.findings if one.id in item.findings):
                father.add(_of_item(finding, found))
        case Event():
            father.on(item.date)
            father.numbers.add(item.date[:4])
        case Curve():
            father.numbers |= {str(count) for _, count in item.points}
            father.dates |= {on for on, _ in item.points}
        case ActiveCounties():
            _of_active(father, item)
        case Moved() | Since() | Correction():
            _of_past(father, item, found)
        case _:
            father.on(getattr(item, "date", "") or getattr(item, "signed", ""))
    translated = [words[text] for words in found.translations.values() for text in father.words if text in words]
    father.words.update(part.strip() for words in translated for part in (words, *words.split(";")))
    return father


def _of_finding(father: Father, finding: Finding) -> None:
    _over(father, finding.period)
    if finding.unit == "date":
        father.on(str(finding.value))
        father.numbers.add(
            str((date.fromisoformat(str(finding.value)) - date.fromisoformat(finding.period.start)).days)
        )
    elif finding.unit == "percent":
        father.percents |= _rounded(float(finding.value))
        if finding.comparators and finding.method.startswith("100 minus"):
            father.percents |= _rounded(100 - float(finding.value))
    elif finding.unit == "rate":
        father.numbers.add(f"{float(finding.value):.2f}")
    else:
        father.numbers.add(str(finding.value))
        if isinstance(finding.value, float):  # a mean of people, told whole from ten on
            father.numbers |= {f"{max(finding.value, 0.1):.1f}", f"{finding.value:.0f}"}
    for caveat in finding.caveats:
        _of_detail(father, caveat.detail)
    if finding.numerator is not None and finding.denominator is not None:
        father.numbers |= {str(finding.numerator), str(finding.denominator)}
        father.of.add((str(finding.numerator), str(finding.denominator)))
    if finding.interval:
        digits = 1 if finding.unit == "percent" else 0
        ends = f"{finding.interval.low:.{digits}f}", f"{finding.interval.high:.{digits}f}"
        father.to.add(ends)
        father.numbers |= set(ends)
        father.percents |= set(ends)


def _of_past(father: Father, item: Moved | Since | Correction, found: CityFindings) -> None:
    """What was told before: a number that moved, the publication from which it did, a correction's days."""
    match item:
        case Moved():
            for told in filter(None, (item.was, item.now)):
                _of_moved(father, item.unit, told)
        case Since():
            father.on(item.published[:10])
            father.numbers |= {str(item.sources_new), str(item.sources_gone)}
            father.numbers.add(str(max(len(found.moved) - SHOWN, 0)))
        case Correction():
            father.on(item.date)
            father.on(item.since)


def _of_moved(father: Father, unit: str, told: Was) -> None:
    """What a publication told: the value, its counts, and to when it ran."""
    father.on(told.until)
    if unit == "date":
        father.on(told.value)
    elif unit == "percent":
        father.percents |= _rounded(float(told.value))
    else:
        father.numbers.add(told.value)
    if told.numerator is not None and told.denominator is not None:
        father.numbers |= {str(told.numerator), str(told.denominator)}
        father.of.add((str(told.numerator), str(told.denominator)))


def _over(father: Father, period: Period) -> None:
    """The first and last day of a period; of one that runs over whole years, the years."""
    for iso in (period.start, period.end):
        father.on(iso)
    if period.start.endswith("-01-01") and period.end.endswith("-12-31"):
        father.add(_years(period.start[:4], period.end[:4]))
    if period.start.endswith("-10-01") and period.end.endswith("-09-30"):  # fiscal years are named after their end
        father.add(_years(str(int(period.start[:4]) + 1), period.end[:4]))


def _years(first: str, last: str) -> Father:
    return Father(numbers={first, last}, to={(first, last)})


def _of_detail(father: Father, detail: str) -> None:
    """What a caveat needs for its sentence: a number, a month, or words."""
    if detail.isdigit():
        father.numbers.add(detail)
    elif detail.replace(";", "").isdigit():
        father.numbers.update(detail.split(";"))
    elif detail.replace("-", "").isdigit():
        father.on(detail)
    else:
        father.words.add(detail)


def _of_active(father: Father, active: ActiveCounties) -> None:
    """Active and all counties of each state and of the nation."""
    for state, total in [("", active.counties), *active.state_counties.items()]:
        number = sum(code.startswith(state) for code in active.active)
        father.of.add((str(number), str(total)))
        father.numbers |= {str(number), str(total)}
    father.on(active.day)


def _rounded(value: float) -> set[str]:
    """A percentage as it may be printed: whole, with one decimal, or just as its source has it."""
    return {f"{value:.0f}", f"{value:.1f}", f"{value:g}"}


def _of_edition(edition: Edition) -> Father:
    """The coalition's words; of a letter's paragraph, what stands between its fields."""
    coalition = edition.coalition
    said = [coalition, *coalition.translations.values()]
    between = {part for words in said for text in words.letter for part in re.split(r"\{\w+\}", text)}
    father = Father(words=set(_strings(coalition.model_dump())) | between, sources=set(coalition.sources))
    father.on(coalition.letter_date.isoformat() if coalition.letter_date else "")
    return father


def _of_place(found: CityFindings) -> Father:
    """Of the other places in a county that have a police of their own, how many are not named."""
    father = Father()
    for county in found.place.counties:
        total = len(county.others) + county.others_more
        father.numbers |= {str(total - named) for named in range(len(county.others) + 1)}
    return father


def _cite(father: Father, source: Source) -> None:
    """A source's own words and its day."""
    father.words |= {unmarked(chain(source.publisher)), source.title}
    father.on(source.published_on)
    father.sources.add(source.source_id)


def _strings(value: object) -> Iterator[str]:
    """Every text in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from _strings(inner)
