"""Charts of shares read by their own scale, without the code that drew them: each label with its value, each mark in place.

The percents written at a scale say where a percentage stands. In the row of a label its value must be written, and a
round mark must stand where the scale puts that value. Charts without shares or without a written scale are left to
`pictures.py`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.audit.charts.given import shares_written
from pipeline.audit.fault import Fault
from pipeline.audit.reading.content import Box, Letters, Shape
from pipeline.audit.reading.pdf import Picture
from pipeline.audit.wording.sentences import bare
from pipeline.charts.model import Share
from pipeline.narrative.document.model import Figure

Row = tuple[float, float]  # the base lines of its lowest and of its highest line
TICKS = range(0, 101, 5)
SAME_ROW = 0.75  # of the letters' size: how far apart the words of one row may stand
OFF_MIDDLE = 4.5  # points between the base line of a row and the middle of its mark, at most
OFF_PLACE = 1.5  # points that a mark may stand from its place
OFF_ROUND = 0.2  # points by which a mark may be wider than high: the outline of a numeral is much more


@dataclass(frozen=True)
class Scale:
    """Where a percentage stands: so many points from the left for 0, and for each percent more."""

    zero: float
    percent: float

    def at(self, value: float) -> float:
        """The place of a percentage, in points from the left edge of the page."""
        return self.zero + self.percent * value


def faults(pictures: Sequence[Picture], figures: Sequence[Figure]) -> Iterator[Fault]:
    """Shares whose value is not written in their row, or whose mark is not where the scale puts them."""
    for picture, figure in zip(pictures, figures, strict=False):
        letters = [thing for thing in picture.drawn if isinstance(thing, Letters) and thing.text.strip()]
        ticks = getattr(figure.chart, "ticks", TICKS)
        scales = list(_scales(letters, getattr(figure.chart, "percent_text", ""), ticks))
        shares = list(shares_written(figure.chart)) if scales else []
        where = f"page {picture.page}, chart {figure.name}"
        for share in shares:
            for why in _wrong(share, letters, picture, scales) if share.value_text else ():
                yield Fault(where, f"“{share.label}”", why)
        swarm = [share for share in shares if not share.value_text]
        for why in _lost(swarm, picture, scales):
            yield Fault(where, f"“{getattr(figure.chart, 'others_label', '')}”", why)


def _wrong(share: Share, letters: Sequence[Letters], picture: Picture, scales: Sequence[Scale]) -> Iterator[str]:
    rows = [row for row in _rows(share.label, letters) if _beside(share, row, letters)]
    if not rows:
        yield f"does not stand beside its value “{share.value_text}”"
    elif not any(_marked(share, row, picture, scales) for row in rows):
        yield f"has no mark at {share.percent:.1f} percent of its scale"


def _lost(swarm: Sequence[Share], picture: Picture, scales: Sequence[Scale]) -> Iterator[str]:
    """The shares without words for which no round mark stands where a scale puts them, whatever its height."""
    middles = [(box.left + box.right) / 2 for box in _round_marks(picture)]
    for share in swarm:
        near = (abs(x - scale.at(share.percent)) <= OFF_PLACE for x in middles for scale in scales)
        if not any(near):
            yield f"has no mark at {share.percent:.1f} percent of its scale"


def _rows(label: str, letters: Sequence[Letters]) -> Iterator[Row]:
    """The heights between which a label is written, in one line or several; its value may follow in the same line."""
    wanted = bare(label)
    for at in range(len(letters)):
        text = ""
        lines: list[Letters] = []
        for one in letters[at:]:
            text, lines = text + bare(one.text), [*lines, one]
            if text.startswith(wanted):
                heights = [line.at[1] for line in lines]
                yield min(heights), max(heights)
            if not wanted.startswith(text):
                break


def _beside(share: Share, row: Row, letters: Sequence[Letters]) -> bool:
    """Whether the value of a share is written in a row."""
    here = [one for one in letters if _apart(one.at[1], row) <= SAME_ROW * one.size]
    return any(bare(one.text) in {bare(share.value_text), bare(share.label + share.value_text)} for one in here)


def _marked(share: Share, row: Row, picture: Picture, scales: Sequence[Scale]) -> bool:
    """Whether a round mark stands in a row where a scale puts the share; in a row without any, an upright line."""
    boxes = [shape.box for shape in picture.drawn if isinstance(shape, Shape)]
    round_ones = [box for box in _round_marks(picture) if _apart((box.low + box.high) / 2, row) <= OFF_MIDDLE]
    upright = [box for box in boxes if box.right - box.left <= OFF_PLACE and box.low <= row[1] <= box.high]
    middles = [(box.left + box.right) / 2 for box in round_ones or upright]
    return any(abs(x - scale.at(share.percent)) <= OFF_PLACE for x in middles for scale in scales)


def _round_marks(picture: Picture) -> list[Box]:
    """Where round marks stand: bold numerals are drawn as outlines too, and none of them is a mark."""
    curved = (thing.box for thing in picture.drawn if isinstance(thing, Shape) and thing.curved)
    return [box for box in curved if abs((box.right - box.left) - (box.high - box.low)) <= OFF_ROUND]


def _apart(height: float, row: Row) -> float:
    """How far a height is from a row; nothing within it."""
    return max(row[0] - height, height - row[1], 0.0)


def _scales(letters: Sequence[Letters], pattern: str, ticks: Sequence[int]) -> Iterator[Scale]:
    """The scales that are written: percents side by side, each larger than the one before."""
    known = {bare(pattern.format(tick)): tick for tick in ticks} if pattern else {}
    runs: list[list[Letters]] = [[]]
    for one in letters:
        if bare(one.text) not in known:
            runs.append([])
        elif runs[-1] and not _follows(runs[-1][-1], one, known):
            runs.append([one])
        else:
            runs[-1].append(one)
    for run in runs:
        inner = run[1:-1] if len(run) > 3 else run  # the first and last may be pushed in from the edge
        if len(inner) > 1:
            yield _scale(inner, known)


def _follows(before: Letters, one: Letters, known: dict[str, int]) -> bool:
    level = abs(before.at[1] - one.at[1]) < SAME_ROW * one.size
    return level and known[bare(one.text)] > known[bare(before.text)] and one.at[0] > before.at[0]


def _scale(ticks: Sequence[Letters], known: dict[str, int]) -> Scale:
    (first, x), (last, y) = ((known[bare(one.text)], one.at[0] + one.wide / 2) for one in (ticks[0], ticks[-1]))
    percent = (y - x) / (last - first)
    return Scale(x - percent * first, percent)
