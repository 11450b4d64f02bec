"""A name as people type it -> a place: its counties (one or several) and its slug; near matches for a typo."""

from pipeline.places.find import choose, find, taken
from pipeline.places.place import County, Place, by_slug, every, folded, shown

__all__ = ["County", "Place", "by_slug", "choose", "every", "find", "folded", "shown", "taken"]
