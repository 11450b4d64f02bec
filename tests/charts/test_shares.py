"""A chart of rates has a scale of its own: marks stand on it by their values, and what lies beyond it is not drawn."""

from dataclasses import replace

import pytest

from pipeline.charts import shares
from pipeline.charts.model import Share, ShareChart
from pipeline.charts.style import look
from pipeline.errors import UndrawableChart

RATES = ShareChart(
    rows=(Share("Here", 0.9, "0.90", "90 arrests", "place"), Share("Nation", 1.23, "1.23", "", "nation")),
    percent_text="{}",
    others=(Share("Low 0.18", 0.18, "", ""), Share("", 1.0, "", ""), Share("High 3.40", 3.4, "", "")),
    others_label="3 others",
    ticks=(0, 1, 2, 3, 4),
)


def test_rates_stand_on_their_own_scale() -> None:
    with look():
        figure = shares.draw(RATES)
    (axes,) = figure.axes
    assert axes.get_xlim() == (0, 4)
    drawn = sorted(float(line.get_xdata()[0]) for line in axes.lines if line.get_label() == "share")  # type: ignore[index,arg-type]
    assert drawn == [0.18, 0.9, 1.0, 1.23, 3.4]
    written = [text.get_text() for text in figure.texts]
    assert written[:5] == ["0", "1", "2", "3", "4"]


def test_a_rate_beyond_the_scale_is_refused() -> None:
    with look(), pytest.raises(UndrawableChart, match=r"4.5 is not on a scale from 0 to 4"):
        shares.draw(replace(RATES, others=(Share("", 4.5, "", ""),)))
