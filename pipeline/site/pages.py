"""The pages of the site in one language: front page, a page for each state, files of each place, methods, sources, data."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from jinja2 import Environment

from pipeline.documents import BRIEFING, ONEPAGER, Job, Made, page_of
from pipeline.narrative.document.model import Columns, Page, Passage, SourceLine
from pipeline.narrative.language.locale import LANGUAGES, _, speaking, unmarked
from pipeline.rows import each
from pipeline.site.changes import told_changes, told_corrections, told_day, withdrawn
from pipeline.site.files import data_of, pictures_of
from pipeline.site.model import Briefed, Frame, Link, Site, State, named
from pipeline.site.outlines import outlines
from pipeline.site.registry import state_name, state_page
from pipeline.site.table import COLUMNS, table_links

NAMED = 60  # briefings that the front page names
PAGES = ("index", "methods", "sources", "data", "changes", "corrections")


@dataclass(frozen=True)
class Pages:
    """The pages of a site in a language, each rendered when it is asked for."""

    site: Site
    language: str
    env: Environment

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every page by its name."""
        with speaking(self.language):
            yield self._page("index", "index", self._front())
            for state in self.states:
                yield self._page("state", f"state-{state.postal.lower()}", {"state": state})
            for place, made in zip(self._briefed, self.briefings, strict=True):
                yield self._page("files", f"{place.slug}-files", self._files_of(place, made.job))
            yield self._page("methods", "methods", {"passages": self._methods()})
            yield self._page("sources", "sources", {"sources": self._sources()})
            yield self._page("changes", "changes", told_changes(self.site, self.briefings))
            yield self._page("corrections", "corrections", told_corrections(self.site))
            yield self._page("data", "data", {"files": table_links(), "columns": COLUMNS})

    def with_bar(self, made: Made) -> str:
        """The page of a briefing with a bar that leads to its other files; not a letter of it is changed."""
        place = next(place for place in self._briefed if place.slug == made.job.place.slug)
        others = self._others(made.job.place.slug)
        text = made.page.read_text(encoding="utf-8")
        with speaking(self.language):
            bar = self.env.get_template("site/bar.html.j2").render(
                place=place, others=others, index=named("index", self.language)
            )
        heads = self.env.get_template("site/alternates.html.j2").render(place=place, others=others)
        return inserted(inserted(text, "</head>", heads), '<main id="briefing"', bar)

    @cached_property
    def frame(self) -> Frame:
        """What all pages have around them."""
        title, _english = self.site.edition.titled(self.language)
        label = self.words[0].edition if self.words else ""
        return Frame(
            language=self.language,
            title=title,
            coalition=self.site.edition.coalition.name,
            edition=f"{label}." if label else "",
            published=told_day(self.site.published),
            name=self.site.published,
            others=(),
            pages={page: named(page, self.language) for page in PAGES},
        )

    @cached_property
    def briefings(self) -> tuple[Made, ...]:
        """The briefings of this language, in the edition's order."""
        return tuple(one for one in self.site.made if one.job.language == self.language and one.document is BRIEFING)

    @cached_property
    def words(self) -> tuple[Page, ...]:
        """The words of each briefing."""
        return tuple(page_of(one.job) for one in self.briefings)

    @cached_property
    def _briefed(self) -> tuple[Briefed, ...]:
        return tuple(self._place(one) for one in self.briefings)

    def _place(self, made: Made) -> Briefed:
        job, slug = made.job, made.job.place.slug
        name = unmarked(f"{job.place.city}, {state_name(job.place.state_name, self.language)}")
        sheet = named(f"{slug}{ONEPAGER.suffix}", self.language, ".pdf")
        files = named(f"{slug}-files", self.language)
        return Briefed(slug, name, job.place.state, made.page.name, made.path.name, sheet, files)

    @cached_property
    def states(self) -> tuple[State, ...]:
        """All states by name, each with its briefings."""
        found: defaultdict[str, list[Briefed]] = defaultdict(list)
        for place in self._briefed:
            found[place.state].append(place)
        drawn = outlines(self.site.folders.shapes)
        told = (
            State(
                postal=row.postal,
                name=state_name(row.name, self.language),
                href=state_page(row.postal, self.language),
                briefed=tuple(sorted(found[row.postal], key=lambda place: place.name)),
                count=len(found[row.postal]),
                outline=drawn[row.fips],
            )
            for row in each(self.site.tables.states)
        )
        return tuple(sorted(told, key=lambda state: state.name))

    def _front(self) -> dict[str, object]:
        return {
            "places": self._briefed if len(self.briefings) <= NAMED else (),
            "states": self.states,
            "number": self.site.edition.languages.index(self.language),
            "suffix": named("", self.language),
        }

    def _files_of(self, place: Briefed, job: Job) -> dict[str, object]:
        return {
            "place": place,
            "documents": tuple(self._documents(job)),
            "withdrawn": withdrawn(self.site, job.place.slug),
            "pictures": tuple(pictures_of(job)),
            "data": tuple(data_of(job)),
        }

    def _documents(self, job: Job) -> Iterator[Link]:
        """The documents of a place in every language, each named in its own."""
        for made in self.site.made:
            if made.job.place.slug == job.place.slug:
                code = made.job.language
                with speaking(code):
                    kind = _("One page, PDF") if made.document is ONEPAGER else _("Briefing, PDF")
                    own = LANGUAGES[code].own_name
                    yield Link(made.path.name, f"{kind} ({own})", code)
                    if made.document.page:
                        kind = _("Briefing, page for the web")
                        yield Link(made.page.name, f"{kind} ({own})", code)

    def _methods(self) -> tuple[Passage, ...]:
        """The passages of methods that every briefing has in the same words."""
        each_has = [tuple(_passages(page)) for page in self.words]
        return tuple(one for one in (each_has[0] if each_has else ()) if all(one in other for other in each_has))

    def _sources(self) -> tuple[SourceLine, ...]:
        """Every source that a briefing cites, once, by its words."""
        lines = {replace(line, number=0) for page in self.words for line in (*page.sources, *page.further_sources)}
        return tuple(sorted(lines, key=lambda line: (unmarked(line.text).casefold(), line.address)))

    def _others(self, stem: str) -> tuple[Link, ...]:
        codes = [code for code in self.site.edition.languages if code != self.language]
        return tuple(Link(named(stem, code), LANGUAGES[code].own_name, code) for code in codes)

    def _page(self, template: str, stem: str, shown: dict[str, object]) -> tuple[str, bytes]:
        frame = replace(self.frame, others=self._others(stem))
        text = self.env.get_template(f"site/{template}.html.j2").render(frame=frame, titles={}, **shown)
        return named(stem, self.language), text.encode()


def inserted(text: str, before: str, piece: str) -> str:
    """The text with a piece set before a place in it. Raises ValueError where there is no such place, or several."""
    if text.count(before) != 1:
        raise ValueError(f"a page for the web must have {before} once")
    return text.replace(before, piece + before)


def _passages(page: Page) -> Iterator[Passage]:
    for section in page.sections:
        if section.id == "methods":
            for block in (*section.blocks, *section.more):
                yield from map(_unnumbered, block.passages if isinstance(block, Columns) else ())
                yield from (_unnumbered(block),) if isinstance(block, Passage) else ()


def _unnumbered(passage: Passage) -> Passage:
    """A passage without the numbers of its sources, which each briefing counts for itself."""
    return replace(passage, paragraphs=tuple(replace(said, refs=(), findings=()) for said in passage.paragraphs))
