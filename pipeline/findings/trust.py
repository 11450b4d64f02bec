"""Trust in police: what surveys and studies found, and whether they were made in the place's counties."""

from pipeline.findings.model import NATION, Published

TOPIC = "trust"


def surveys(published: tuple[Published, ...]) -> tuple[Published, ...]:
    """What was found of trust in single places, what was found here first; studies of the nation are not among it."""
    found = [one for one in published if one.topic == TOPIC and one.place != NATION]
    return tuple(sorted(found, key=lambda one: not one.here))
