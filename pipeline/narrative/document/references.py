"""Sources get their numbers in the order a reader meets them."""

from pipeline.findings.model import CityFindings, Finding, Source
from pipeline.narrative.document.model import Said, SourceLine
from pipeline.narrative.language.chains import chain
from pipeline.narrative.language.locale import _, in_english
from pipeline.narrative.language.numbers import day

ACTIVATIONS = ("ref-activation", "activation-data-set")  # the sources that are lists of activations


class References:
    """Numbers sources as they are cited; the list at the end is what was cited, no more."""

    def __init__(self, found: CityFindings) -> None:
        self._sources = found.sources
        self._numbers: dict[str, int] = {}
        self._documents: dict[tuple[str, ...], str] = {}

    def number(self, source_id: str) -> int:
        """The number of a source, its first mention fixing it; ids that name one document share its number."""
        first = self._documents.setdefault(_document(self._sources[source_id]), source_id)
        return self._numbers.setdefault(first, len(self._numbers) + 1)

    def numbers(self, *source_ids: str) -> tuple[int, ...]:
        """The numbers of several sources, each once."""
        return tuple(dict.fromkeys(self.number(source_id) for source_id in source_ids))

    def say(self, text: str, *findings: Finding) -> Said:
        """A sentence that owns the numbers of these findings, with their sources."""
        sources = (source for finding in findings for source in finding.sources)
        return Said(text, tuple(dict.fromkeys(f.id for f in findings)), self.numbers(*sources))

    def source(self, source_id: str) -> Source:
        """The source itself."""
        return self._sources[source_id]

    def short(self, source_id: str, short_day: bool = False) -> str:
        """A source in a line: publisher and date; `short_day` for tables."""
        source = self._sources[source_id]
        publisher = chain(source.publisher)
        if not source.published_on:
            return publisher
        return _("{publisher}, {day}").format(publisher=publisher, day=day(source.published_on, short_day))

    def brief(self, source_id: str) -> str:
        """A source in a few words, for the line under page 1: reference data by their kind."""
        if self._sources[source_id].standing == "reference" and not source_id.startswith(ACTIVATIONS):
            return _("{source} (reference data)").format(source=chain(self._sources[source_id].publisher))
        if self._sources[source_id].standing == "reference":
            publisher = in_english(self._sources[source_id].publisher.split(",")[0])
            return _("{publisher}, list of activations (reference data)").format(publisher=publisher)
        return self.short(source_id)

    def cited(self) -> tuple[tuple[str, int], ...]:
        """The sources cited so far with their numbers."""
        return tuple(self._numbers.items())

    def lines(self) -> tuple[SourceLine, ...]:
        """The numbered list."""
        return tuple(
            SourceLine(
                number,
                _words(self._sources[source_id]),
                self._sources[source_id].address,
                _shown(self._sources[source_id].address),
            )
            for source_id, number in self._numbers.items()
        )


def _document(source: Source) -> tuple[str, ...]:
    """What makes two source ids one document: some were read once for each table."""
    return (source.publisher, source.title, source.published_on, source.address)


def _shown(address: str) -> str:
    """The site that an address leads to, short enough to be typed; the link and the attached list hold the whole."""
    bare = address.removeprefix("https://").removeprefix("http://").removeprefix("www.")
    if not bare:
        return _("address not in our sources")
    if "://" not in address:  # no link would hold the rest
        return address
    return bare.partition("/")[0]


def _words(source: Source) -> str:
    """A source as the list prints it; publisher and title stay in their language."""
    publisher = chain(source.publisher)
    title = f"{publisher}: {in_english(source.title)}" if source.title else publisher
    when = day(source.published_on) if source.published_on else _("undated")
    text = _("{title}, {day}.").format(title=title, day=when)
    if "event" in source.date_basis:
        text = _("{title}, {day} (date of the event reported; the document’s own date was not read).").format(
            title=title, day=when
        )
    kind = _("Reference data.")
    return f"{text} {kind}" if source.standing == "reference" else text


def spans(numbers: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Return reference numbers in order, three or more in a row as (first, last), each other one alone."""
    rows: list[list[int]] = []
    for number in sorted(set(numbers)):
        if rows and number == rows[-1][-1] + 1:
            rows[-1].append(number)
        else:
            rows.append([number])
    return [part for row in rows for part in ([(row[0], row[-1])] if len(row) > 2 else [(number,) for number in row])]
