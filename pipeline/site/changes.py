"""What the site tells of time: what changed with each publication, what was corrected, what was withdrawn."""

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.documents import Made
from pipeline.findings.city import from_json
from pipeline.findings.model import CityFindings, Correction, Moved
from pipeline.narrative.language.chains import chain
from pipeline.narrative.language.locale import _, ngettext, speaking, unmarked
from pipeline.narrative.language.numbers import count, day, listed
from pipeline.narrative.parts.since import correction
from pipeline.narrative.wording import moved as words
from pipeline.publish.changes import Past
from pipeline.site.model import Kept, Link, Site


@dataclass(frozen=True)
class Publication:
    """A publication in the history: its name, its day in words, and what changed with it."""

    name: str
    day: str
    text: str


@dataclass(frozen=True)
class PlaceMoved:
    """The numbers of a place that moved, in sentences; since when, and why."""

    place: str
    page: str
    since: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Corrected:
    """A correction, and the documents that it withdrew, as they were published."""

    id: str
    text: str
    withdrawn: tuple[Link, ...]


def told_changes(site: Site, briefings: Iterable[Made]) -> dict[str, object]:
    """What the page of changes shows."""
    places = [_moved(one) for one in briefings]
    return {
        "places": tuple(filter(None, places)),
        "history": tuple(_past(site, past) for past in reversed(site.history)),
    }


def told_corrections(site: Site) -> dict[str, object]:
    """What the page of corrections shows."""
    return {"corrections": tuple(_corrected(site, entry.id) for entry in site.corrections)}


def told_on(site: Site, kept: Kept) -> str:
    """What a withdrawn document says at the head of its pages, in its language."""
    days = [entry.date.isoformat() for entry in site.corrections if entry.id in kept.what.corrections]
    with speaking(kept.language):
        text = _(
            "Withdrawn, corrected on {day}. What is right stands in the newer briefing and on the page of corrections."
        )
        return unmarked(text.format(day=day(min(days))))


def told_day(name: str) -> str:
    """The day of a publication in words, and its number where it is not the first of that day."""
    _day, _point, number = name.partition(".")
    return f"{day(name[:10])}{f' ({number})' if number else ''}"


def summary(site: Site, past: Past) -> str:
    """What changed with a publication, in a sentence or two."""
    if past == site.history[0]:
        return _("The first publication.")
    if not past.moved:
        return _("No finding changed; documents or pages did.")
    names = {one.job.place.slug: f"{one.job.place.city}, {one.job.place.state}" for one in site.made}
    told = [f"{names.get(slug, slug)} ({count(number)})" for slug, number in past.moved.items()]
    total = sum(past.moved.values())
    text = ngettext("{number} finding changed: {places}.", "{number} findings changed: {places}.", total)
    reasons = listed(words.causes(past.why)) if past.why else ""
    because = _("Because of {reasons}.").format(reasons=reasons) if reasons else ""
    return f"{text.format(number=count(total), places=', '.join(told))} {because}".strip()


def _past(site: Site, past: Past) -> Publication:
    return Publication(past.published, told_day(past.published), summary(site, past))


def _moved(made: Made) -> PlaceMoved | None:
    found = from_json(made.job.findings)
    if not found.since:
        return None
    since = _("Since the publication of {day}, because of {reasons}.").format(
        day=day(found.since.published[:10]),
        reasons=listed(words.causes(found.since.why) or [_("what was told otherwise")]),
    )
    place = f"{made.job.place.city}, {made.job.place.state_name}"
    return PlaceMoved(place, made.page.name, since, tuple(_line(found, one) for one in found.moved))


def _line(found: CityFindings, one: Moved) -> str:
    """A change with whose figure it is, for several sources can tell of one thing."""
    now = [finding for finding in found.findings if f"moved.{finding.id}" == one.id]
    publishers = [chain(found.sources[source].publisher) for finding in now for source in finding.sources[:1]]
    return f"{words.sentence(one)} {' '.join(publishers)}".strip()


def _corrected(site: Site, id: str) -> Corrected:
    entry = next(entry for entry in site.corrections if entry.id == id)
    told = Correction(entry.id, entry.date.isoformat(), entry.since.isoformat(), entry.words)
    return Corrected(id, correction(told), tuple(_link(kept) for kept in site.withdrawn if id in kept.what.corrections))


def withdrawn(site: Site, slug: str) -> tuple[Link, ...]:
    """The withdrawn documents of a place."""
    return tuple(_link(kept) for kept in site.withdrawn if kept.slug == slug)


def _link(kept: Kept) -> Link:
    text = _("{document} of {day}, withdrawn")
    return Link(kept.href, text.format(document=kept.what.document, day=told_day(kept.what.publication)))
