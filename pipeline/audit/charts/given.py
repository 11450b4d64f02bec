"""The charts: what each was given to draw, and what words stand in its picture, held against the findings it shows."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass

from pipeline.audit.fault import Fault
from pipeline.audit.reading.pdf import Picture
from pipeline.audit.wording.belonging import Belonging
from pipeline.charts.model import Chart, DatedShare, NationMap, RolloutChart, Share, StateMap
from pipeline.editions import Coalition
from pipeline.findings.model import CityFindings, Finding
from pipeline.narrative.document.model import Figure
from pipeline.narrative.document.walk import Run

CLOSE = 1e-9
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
CODES = ("percent_text", "state", "fips", "active", "months", "role")  # what a chart is given and does not write


def faults(figures: Iterable[Figure], found: CityFindings, belonging: Belonging) -> Iterator[Fault]:
    """Shares, days, curves and maps that are not those of the findings that a chart names; labels with other numbers."""
    for figure in figures:
        shown = [finding for finding in found.findings if finding.id in figure.owners]
        for words in _strings(figure):
            yield from belonging.faults(Run(f"chart {figure.name}, label", words, figure.owners))
        for thing in _things(figure.chart):
            if isinstance(thing, Share | DatedShare) and not _is_shown(thing, shown):
                yield Fault(f"chart {figure.name}", f"{thing.percent:g}%", "is drawn, but is no share of its findings")
        yield from _counties(figure, found)


def without_logo(pictures: Sequence[Picture], coalition: Coalition) -> Iterator[Picture]:
    """The charts alone: the coalition's own picture, the first that bears its name, is not held against findings."""
    logo = next((p for p in pictures if coalition.picture and p.alt == coalition.name), None)
    yield from (picture for picture in pictures if picture is not logo)


def in_pictures(pictures: Sequence[Picture], figures: Sequence[Figure]) -> Iterator[Fault]:
    """Numbers written in a picture that its chart was not given, and numbers given that are not written.

    Scales write their own: round numbers, and years. A picture whose letters are outlines has no words to read.
    """
    if len(pictures) != len(figures):
        yield Fault("the charts", f"{len(pictures)} pictures", f"are printed where the findings give {len(figures)}")
    for picture, figure in zip(pictures, figures, strict=False):
        drawn = Counter(number for words in picture.words for number in _NUMBER.findall(words))
        given = Counter(number for words in _strings(figure) for number in _NUMBER.findall(words))
        where = f"page {picture.page}, chart {figure.name}"
        marks = {str(tick) for tick in getattr(figure.chart, "ticks", ())}
        for number in drawn - given:
            if not _of_scale(number) and number not in marks:
                yield Fault(where, f"“{number}”", "is drawn, but was not given to the chart")
        for number in given - drawn if picture.words else ():
            yield Fault(where, f"“{number}”", "was given to the chart, but is not drawn")


def _strings(figure: Figure) -> Iterator[str]:
    """Every text that a chart writes."""
    left_out = (*CODES, *getattr(figure.chart, "unwritten", ()))
    return (thing for thing in _things(figure.chart, left_out) if isinstance(thing, str))


def _things(value: object, left_out: tuple[str, ...] = ()) -> Iterator[object]:
    """Every text and every dataclass in a chart, however deep, but in the fields left out."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        yield value
        for one in fields(value):
            if one.name not in left_out:
                yield from _things(getattr(value, one.name), left_out)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from _things(inner, left_out)


def shares_written(chart: Chart) -> Iterator[Share]:
    """The shares of a chart that have a label and a value in it."""
    left_out = (*CODES, *getattr(chart, "unwritten", ()))
    return (thing for thing in _things(chart, left_out) if isinstance(thing, Share))


def _is_shown(share: Share | DatedShare, shown: list[Finding]) -> bool:
    """Whether one of the findings has this share or rate, with this interval."""
    return any(
        finding.unit in ("percent", "rate")
        and abs(float(finding.value) - share.percent) < CLOSE
        and (share.low, share.high) in ((None, None), _interval(finding))
        for finding in shown
    )


def _interval(finding: Finding) -> tuple[float | None, float | None]:
    return (finding.interval.low, finding.interval.high) if finding.interval else (None, None)


def _counties(figure: Figure, found: CityFindings) -> Iterator[Fault]:
    chart = figure.chart
    known = (frozenset(found.active.active), frozenset(found.counties_with_agreement))
    if isinstance(chart, StateMap | NationMap) and chart.active not in known:
        yield Fault(f"chart {figure.name}", "the active counties", "are not those of the findings")
    if isinstance(chart, RolloutChart):
        points = tuple((on.isoformat(), number) for on, number in chart.points)
        if points != found.curve.points:
            yield Fault(f"chart {figure.name}", "the curve", "is not that of the findings")


def _of_scale(number: str) -> bool:
    """Whether a number can be a mark on a scale: a round one, or a year."""
    plain = number.replace(",", "")
    return plain.isdigit() and (int(plain) % 5 == 0 or (len(plain) == len("2011") and plain[:2] in ("19", "20")))
