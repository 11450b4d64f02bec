"""Not drawn yet."""

from matplotlib.figure import Figure


def draw(chart: object) -> Figure:
    """Draw."""
    return Figure()
