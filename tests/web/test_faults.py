"""Each check of a page sees the fault that it is there for."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from .checks import axe, headings, ids, keyboard, nu, overflow, requests
from .conftest import Open
from .test_nu import WITH_NU

Check = Callable[[Page], list[str]]
AXE_FAULTS = {
    "svg-img-alt": ('role="img" aria-label="', 'role="img" data-x="'),
    "image-alt": ('<p class="deck">', '<img src="data:,"><p class="deck">'),
    "color-contrast": ("--soft: #4E5862;", "--soft: #9AA4AE;"),
    "html-has-lang": ('<html lang="en">', "<html>"),
    "landmark-one-main": ("<main ", "<div "),
    "link-name": (">Contents</a>", "></a>"),
    "scrollable-region-focusable": ('tabindex="0"', 'data-y="0"'),
}


@pytest.fixture
def spoiled(boston: Path, tmp_path: Path) -> Callable[..., Path]:
    """Writes Boston's page anew with other text in places; `short` leaves most parts out."""

    def spoiled(*changes: tuple[str, str], short: bool = False) -> Path:
        text = boston.read_text(encoding="utf-8")
        if short:
            parts = [text.index(f'<section id="{part}"') for part in ("removed", "program", "answers", "sources")]
            text = text[: parts[0]] + text[parts[1] : parts[2]] + text[parts[3] :]
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        path = tmp_path / "spoiled.html"
        path.write_text(text, encoding="utf-8")
        return path

    return spoiled


def test_axe_sees_its_faults(opened: Open, spoiled: Callable[..., Path]) -> None:
    said = axe(opened(spoiled(*AXE_FAULTS.values(), short=True), 360, tools=True))
    assert {line.split(":")[0] for line in said} >= set(AXE_FAULTS)


@pytest.mark.parametrize(
    ("check", "old", "new", "complaint"),
    [
        (ids, '<section id="removed"', '<section id="program"', "twice: program"),
        (ids, '<section id="removed"', '<section id="moved"', "nowhere: removed"),
        (headings, '<h3 class="figtitle">', '<h4 class="figtitle">', "h4 after h2"),
        (headings, '<p class="deck">', '<h1>Boston</h1><p class="deck">', "2 h1"),
        (overflow, '<p class="deck">', '<p class="deck" style="min-width: 90rem">', "P deck"),
    ],
)
def test_a_fault_is_seen(
    opened: Open, spoiled: Callable[..., Path], check: Check, old: str, new: str, complaint: str
) -> None:
    assert any(line.startswith(complaint) for line in check(opened(spoiled((old, new)))))


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('<a class="skip"', '<a class="skip" tabindex="-1"', "not reached: 0"),
        ("outline: 3px solid var(--place)", "outline: none", "unseen"),
        ('<p class="deck">', '<p class="deck" tabindex="5">', "out of order"),
    ],
)
def test_a_fault_for_the_keyboard_is_seen(
    opened: Open, spoiled: Callable[..., Path], old: str, new: str, complaint: str
) -> None:
    assert any(line.startswith(complaint) for line in keyboard(opened(spoiled((old, new), short=True))))


def test_contrast_is_looked_at_by_night_too(opened: Open, spoiled: Callable[..., Path]) -> None:
    page = spoiled(("--soft: #AEB8C0;", "--soft: #5A646E;"), short=True)
    assert any(line.startswith("color-contrast") for line in axe(opened(page, scheme="dark", tools=True)))


PICTURE = '<img alt="x" src="http://127.0.0.1:9/x.png">'


def test_a_request_is_seen(opened: Open, spoiled: Callable[..., Path]) -> None:
    page = spoiled(('<p class="deck">', f'{PICTURE}<p class="deck">'), ("http-equiv=", "data-x="))
    assert requests(opened(page)) == ["http://127.0.0.1:9/x.png"]


def test_the_page_forbids_what_got_into_it(opened: Open, spoiled: Callable[..., Path]) -> None:
    script = "<script>document.title = 'taken over'</script>"
    page = opened(spoiled(('<p class="deck">', f'{PICTURE}{script}<p class="deck">')))
    assert page.refused == ["csp"]  # type: ignore[attr-defined]
    assert "taken over" not in page.title()


@pytest.mark.slow
@WITH_NU
def test_the_nu_checker_sees_its_faults(spoiled: Callable[..., Path]) -> None:
    page = spoiled(
        ('<section id="removed"', '<section id="program"'), ("</caption>", "</b></caption>"),
        ("text-wrap: pretty", "text-wrap: prettily"),
    )  # fmt: skip
    said = "\n".join(nu([page]))
    assert "Duplicate ID" in said
    assert "end tag “b”" in said or "Stray end tag" in said or "“b”" in said
    assert "prettily" in said
