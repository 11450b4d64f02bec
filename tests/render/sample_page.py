# ruff: noqa: E501 (sentences of a sample page)
"""Pages of a place that does not exist. Every number here is the tests' own and says nothing about the world."""

from dataclasses import replace
from datetime import date

from pipeline.charts.model import (
    DatedShare,
    Mark,
    NationMap,
    OwnCounty,
    PlacesChart,
    PlacesGroup,
    RolloutChart,
    SeriesChart,
    SeriesLine,
    Share,
    ShareChart,
    StateMap,
)
from pipeline.narrative.document.model import (
    Ask,
    Beside,
    Cell,
    Column,
    Columns,
    ContentsLine,
    Deck,
    Figure,
    Front,
    KeyFinding,
    Lead,
    Listing,
    Masthead,
    Page,
    Pair,
    Passage,
    Row,
    Said,
    Section,
    SourceLine,
    Table,
    Third,
)
from pipeline.narrative.document.walk import all_figures

SHARE = ShareChart((Share("Sample County", 52.0, "52.0%", "183 of 352", "place"),))
PLACES = PlacesChart((PlacesGroup("", SHARE.rows), PlacesGroup("Other counties", ())), "Counts", "Data to", 28.7)
SERIES = SeriesChart((SeriesLine("Sample", "place", (DatedShare(date(2009, 7, 11), 52.0, "52.0%"),)),))
ROLLOUT = RolloutChart(((date(2008, 10, 27), 1),), date(2009, 8, 16), "1,475", (Mark(date(2008, 11, 5), "x"),), ())
STATE = StateMap("25", frozenset({"25025"}), (OwnCounty("25025", "Sample"),))
NATION = NationMap(frozenset({"25025"}), "25025", "Sampleville")

LONG_NAMES = (
    "St. John the Baptist Parish, Louisiana",
    "Winston-Salem, North Carolina",
    "Rancho Santa Margarita, California",
)

_INCHES = {"share": (4.65, 0.87), "places": (7.09, 3.1), "rollout": (7.09, 2.45)}


def drawn(page: Page) -> dict[str, bytes]:
    """Stand-ins of the right size for every figure of a page."""
    return {figure.name: _svg(*_INCHES.get(figure.name, (3.43, 1.95))) for figure in all_figures(page)}


def _svg(width: float, height: float) -> bytes:
    across, down = width * 72, height * 72
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{across}pt" height="{down}pt" viewBox="0 0 {across} {down}">'
        f'<rect x=".5" y=".5" width="{across - 1}" height="{down - 1}" fill="none" stroke="#C9CFD4"/>'
        f'<path d="M0 {down}L{across} 0" stroke="#7B858E" fill="none"/></svg>'
    ).encode()


def figure(name: str, chart: object, headline: str) -> Figure:
    return Figure(
        name=name,
        chart=chart,  # type: ignore[arg-type]
        headline=headline,
        subtitle="No criminal conviction, percent of removals or returns; bar: 95% interval; open circle: no counts",
        alt=f"{name}: Sample County 52.0 percent, 183 of 352; the nation 28.7 percent.",
        source=Said("Figures invented for tests, printed by nobody.", ("test.share",), (1, 2)),
        note="Counties whose figures reached the press are no sample of counties, and their order here is no ranking.",
    )


def sources(number: int = 14) -> tuple[SourceLine, ...]:
    kinds = (
        (
            "Sample Globe, as quoted by the Coalition of Samples: Letter to the mayor, July 11, 2009.",
            "https://example.org/a",
        ),
        (
            "Sampleville Courier: An article with a longer title, on the numbers that the county gave, March 2009.",
            "https://example.org/2009/03/14/" + "a-very-long-address-" * 6 + "end.html?id=1&amp=2",
        ),
        ("Department of Examples: Table of activated counties. Reference data.", ""),
    )
    return tuple(
        SourceLine(
            i + 1, words, address and f"{address}#{i + 1}", f"{address}#{i + 1}" if address else "no address on record"
        )
        for i, (words, address) in ((i, kinds[i % 3]) for i in range(number))
    )


DISPUTED = Lead(
    claim=Said(
        "Of 352 removals or returns from Sampleville, 52% or 45% were of people without a conviction: the Globe and the director "
        "of Examples disagree",
        ("test.share", "test.said"),
        (1, 2),
    ),
    sub=Said(
        "The director put those with a conviction at 55%; 45% is the rest. Nationwide it was 28.7% to February 28, 2009.",
        ("test.share", "test.said", "test.nation"),
        (1, 2, 3),
    ),
    figure=replace(
        figure("share", SHARE, "No criminal conviction, percent of removals or returns since activation"),
        subtitle="",
        note="",
        source=Said(
            "Nation to February 28, 2009; it includes Sample. The interval shows how far a share from so few removals could "
            "move by chance; it is not a sampling error.",
            ("test.nation",),
            (3,),
        ),
    ),
    strong=("52%", "45%"),
)
SINGLE = Lead(
    claim=Said(
        "26% of removals or returns from Sample County to November 2008 were of people with no criminal conviction",
        ("test.printed",),
        (1,),
    ),
    sub=Said("Printed without counts, so no interval can be given."),
    figure=DISPUTED.figure,
    strong=("26%",),
)
WORDS = Lead(
    claim=Said(
        "Sample County is not active in the program on August 16, 2009; 26 of 102 counties in Samplia are",
        ("test.no",),
        (4,),
    ),
    sub=Said("Without it there is no local figure."),
    figure=figure("rollout", ROLLOUT, "Counties active in the program"),
    strong=("Sample County",),
)

FINDINGS = (
    KeyFinding(
        "1 of 14",
        Said(
            "Sample is the only county in Samplia where the program is active, since November 5, 2008.",
            ("test.active",),
            (4,),
        ),
        Said(
            "Nationwide 1,475 of 3,143 counties were active on August 16, 2009. The department speaks of more than "
            "1,500 jurisdictions; some of those are not counties.",
            ("test.active.us",),
            (4, 5),
        ),
    ),
    KeyFinding(
        "July 11, 2009",
        Said(
            "Mayor Example wrote that Sampleville would withdraw unless removals were limited to serious crimes.",
            (),
            (5,),
        ),
        Said("On July 14 the director refused. On August 5 the state agreements ended."),
        words=True,
    ),
    KeyFinding(
        "Not known",
        Said("On what charges the people in these 352 removals had been arrested."),
        Said("No figure on charges for the county stands in the sources by this date."),
        words=True,
    ),
    KeyFinding(
        "15,606",
        Said("15,606 removals or returns from Samplia were counted by June 2009.", ("test.state",), (6,)),
        Said("A figure for the state. No source used here divides it among the counties."),
    ),
    KeyFinding(
        "1,475 of 3,143",
        Said("Counties in the nation were active on September 30, 2008.", ("test.us",), (7,)),
    ),
)

ASK = Ask(
    title="What we ask of the City",
    attribution=Said("In the words of the Coalition of Samples, which alone answers for them:"),
    items=(
        "Ask for Sample County’s full table: fingerprints sent, matches, custody, and removals by conviction level and by charge on arrest.",
        "Publish the answer, or the refusal, within 60 days.",
        "Say what the City will do if removals are not limited to serious crimes.",
        "Write to the task force by September 1, 2009, and send a copy to the members of the council who asked for the figures.",
    ),
    coalition="Coalition of Samples",
    contact=("Person of Contact", "name@example.org"),
)

FRONT = Front(
    head=Masthead(
        kicker="Briefing for the Mayor of Sampleville",
        edition="Edition of August 16, 2009",
        place="Sampleville, Samplia",
        deck=Deck(
            "What public data say about the program of examples in",
            "Sample County",
            ": Sampleville, Chelstone, Rivers and Winter",
        ),
        through=Said(
            "Edition of August 16, 2009: only evidence published by that day. Local figures as printed on July 11 and 16, 2009."
        ),
    ),
    lead=DISPUTED,
    findings=FINDINGS[:1],
    band=(
        Third(
            "1 of 14 counties in Samplia",
            replace(
                figure("state-map-small", STATE, ""), subtitle="", source=Said("", ("test.active",), (4,)), note=""
            ),
            (FINDINGS[0].say,),
        ),
        Third("July 11, 2009", said=(FINDINGS[1].say,)),
        Third("Not in our sources", items=(Said("On what charges the people had been arrested"),)),
    ),
    ask=replace(ASK, items=ASK.items[:3]),
    sources=Said(
        "1 Sample Globe, July 11, 2009. 2 Sampleville Courier, March 2009. 3 Department of Examples. 4 Sample Globe, "
        "July 14, 2009. 5 Sampleville Courier, July 13, 2009. All sources, numbered and linked: last page."
    ),
    contents=(ContentsLine("process", "How it works"), ContentsLine("removed", "Who is removed")),
)

STEPS = Table(
    name="steps",
    headline="Four steps from an arrest to a removal; for Sample County only the last has a count",
    subtitle="",
    columns=(
        Column("Step", width=34),
        Column("1 Fingerprints"),
        Column("2 Match"),
        Column("3 Custody"),
        Column("4 Removal"),
    ),
    rows=(
        Row(
            (
                Cell("", "What happens"),
                Cell("The jail sends the prints of everybody booked to the FBI, which passes them on."),
                Cell("A print meets an immigration record, which citizens who once were immigrants have too."),
                Cell("Immigration officers take the person over from the jail."),
                Cell("The person is removed or returned. These are events, not people."),
            )
        ),
        Row(
            (
                Cell("to February 28, 2009", "Nation", refs=(3,)),
                Cell("", "6,911,000"),
                Cell("", "515,000"),
                Cell("arrests or bookings", "197,090"),
                Cell("", "94,218"),
            ),
            False,
            ("test.steps",),
        ),
        Row(
            (
                Cell("since November 5, 2008", "Sample County"),
                Cell("not said"),
                Cell("by October 2009", "1,425", refs=(5,)),
                Cell("not said"),
                Cell("", "352", refs=(1,)),
            ),
            True,
            ("test.steps",),
        ),
    ),
    source=Said("Figures invented for tests.", ("test.steps",), (1, 2, 3)),
    note="Counts beside each other, of different days and offices: no step’s count is a part of the one before.",
)

COUNTS = Table(
    name="counts",
    headline="The counts behind the shares",
    subtitle="",
    columns=(
        Column("Counts to", width=33),
        Column("Removed or returned", True),
        Column("No conviction", True),
        Column("Share", True),
    ),
    rows=(
        Row((Cell("Sample: Globe, 2009"), Cell("352"), Cell("183"), Cell("52.0%")), True, ("test.share",)),
        Row((Cell("Sample: director"), Cell("352"), Cell("not said"), Cell("45%")), True, ("test.said",)),
        Row(
            (Cell("Nation, Feb. 2009"), Cell("94,218"), Cell("27,047"), Cell("28.7%", refs=(3,))),
            False,
            ("test.nation",),
        ),
    ),
    source=Said("Figures invented for tests.", (), (1, 2, 3)),
)

_WHO = ("Edward Sample", "Zoe Example", "Thomas Instance", "Maria Fernández de la Peña")
_STANCES = (("Conditional", "conditional"), ("Against", "against"), ("For", "for"), ("Neutral", "neutral"))


def positions(rows: int) -> Table:
    """A table of `rows` statements that may run over several pages."""
    return Table(
        name="positions",
        headline="Officials here have spoken for, against and on conditions",
        subtitle="Statements by holders of public office in Sample County and Samplia, by date; the stance is that of the day",
        columns=(Column("Date", width=32), Column("Stance", width=30), Column("Who said what")),
        rows=tuple(
            Row(
                (
                    Cell("September 20, 2008"),
                    Cell(word, stance=stance),  # type: ignore[arg-type]
                    Cell(
                        f", {LONG_NAMES[i % 3]}, police chief: the city takes part, but would leave if people held only for "
                        "traffic matters were deported.",
                        who,
                        refs=(i % 14 + 1,),
                    ),
                )
            )
            for i in range(rows)
            for (word, stance), who in [(_STANCES[i % 4], _WHO[i % 4])]
        ),
        source=Said("Statements invented for tests.", (), (6,)),
        note="Statements of organizations are left out.",
    )


SIDES = Table(
    name="sides",
    headline="What each side says",
    subtitle="Equal columns, each with its own sources",
    columns=(Column("Point", width=32), Column("Critics say"), Column("The government says")),
    rows=tuple(
        Row(
            (
                Cell(topic),
                Cell(
                    "The program breeds mistrust and discourages reporting of crime, the chief wrote on May 27, 2009.",
                    refs=(1,),
                ),
                Cell(
                    "A memorandum of June 17, 2009 asks officers to use discretion; with it came training.", refs=(2,)
                ),
            )
        )
        for topic in ("Who is removed", "Trust in police", "May a place leave?")
    ),
    source=Said("Statements invented for tests.", (), (1, 2)),
)

HOW = Passage(
    "How to read it",
    (
        Said(
            "A dot is a share, an open circle a percentage printed without its counts, the dotted line the nation. A bar shows "
            "how far a share from so few removals could move by chance (95% Wilson interval).",
            ("test.method",),
            (1,),
        ),
        Said(
            "These are full counts, so it is not a sampling error, and it covers neither definitions, nor recording, nor which "
            "places’ figures reached the press."
        ),
    ),
)
UNSAID = Listing(
    "What these data cannot say",
    tuple(
        Said(text)
        for text in (
            "Which figure for the 352 removals is right, and to what day either runs.",
            "Whether they are of all Sample: the 256 are given as of the police of Sampleville, which serves one of four cities.",
            "On what charges people were arrested, and how many they were: removals are events.",
            "Whether residents trust the police less: no survey made here stands in the sources.",
        )
    ),
    ruled=True,
)
CHOICES = Listing(
    "What a locality can decide",
    (
        Said("Whether its police ask about status at all.", (), (7,)),
        Said("Whether a person is held on a request, and for how long.", (), (8, 9)),
    ),
    attribution=Said("As the Coalition of Samples sees it."),
)

TWO_FIGURES = Section(
    "figures",
    Said("One county, two pictures"),
    (
        figure("series", SERIES, "Two printed counts give half"),
        figure("rollout", ROLLOUT, "Sample County joined nine days after the first county"),
    ),
)

PAGE = Page(
    language="en",
    title="Sampleville, Samplia: what the public data say (edition of August 16, 2009)",
    description="A briefing of the tests.",
    running="The program in Sample County, Samplia",
    edition="Edition of August 16, 2009",
    coalition="Coalition of Samples",
    front=FRONT,
    sections=(
        Section(
            "process", Said("Of four steps, Sample County’s counts are known for two", ("test.steps",)), (STEPS, HOW)
        ),
        Section(
            "removed",
            Said(
                "Without a conviction in Sample County: 52% by one count, 45% by another; nationwide, 29%",
                ("test.share",),
                (1, 2),
            ),
            (
                Pair(figure("series", SERIES, "Two printed counts give half"), COUNTS),
                figure("places", PLACES, "Printed shares without conviction reach from 15% to 82%"),
                Columns((HOW, replace(HOW, title="What to know"))),
            ),
            more=(Passage("On the page only", (Said("What paper has no room for.", ("test.more",), (14,)),)),),
        ),
        Section(
            "rollout",
            Said("In under three years the program reached 1,475 counties; in Samplia it is active in one"),
            (
                figure("rollout", ROLLOUT, "Sample County joined nine days after the first county"),
                Pair(
                    figure("state", STATE, "One of 14 counties in Samplia"),
                    figure("nation", NATION, "1,475 of 3,143 counties in the nation"),
                ),
                Beside(
                    figure("nation-map", NATION, "1,475 of 3,143 counties"),
                    (
                        Passage(
                            "Not the same as another program",
                            (Said("A separate program gives local officers powers."),),
                        ),
                    ),
                ),
            ),
        ),
        Section(
            "trust",
            Said("Critics fault whom the program reaches; the government points to the convicted it removed"),
            (SIDES, positions(9)),
        ),
        Section(
            "cannot-say",
            Said("What a locality can decide, and what these data cannot say"),
            (CHOICES, UNSAID, figure("alone", STATE, "A map alone, its words beside it")),
            starts_page=False,
        ),
    ),
    sources_title="Sources",
    sources_note="Each source has one number through the whole briefing.",
    sources=sources(),
)


def with_lead(lead: Lead, page: Page = PAGE) -> Page:
    return replace(page, front=replace(page.front, lead=lead))


def fullest(lead: Lead) -> Page:
    """A page whose first page has as much to hold as is allowed: a further finding, four asks, a long deck and name."""
    front = replace(
        FRONT,
        lead=lead,
        findings=FINDINGS[:1],
        ask=ASK,
        head=replace(
            FRONT.head,
            place="Rancho Santa Margarita, California",
            deck=replace(
                FRONT.head.deck,
                place="St. John the Baptist Parish",
                end=": Sampleville, Chelstone, Rivers, Winter, Rancho Santa Margarita, Winston-Salem and six smaller cities",
            ),
        ),
    )
    return replace(PAGE, front=front)
