"""The whole round: published once, unchanged the second time, nothing at all where a check fails, and always told."""

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from pipeline import build
from pipeline.build import Done, Workshop
from pipeline.cli import main
from pipeline.documents import Document, Job
from pipeline.errors import Busy, NotPublished, OverfullPage
from pipeline.executors import whole
from pipeline.executors.task import Made as Ahead
from pipeline.files import write_whole
from pipeline.folders import Folders
from pipeline.lock import held
from pipeline.publish import checks, manifest
from pipeline.publish.publication import faults
from pipeline.publish.regenerate import Round, Status
from pipeline.site import build as site
from pipeline.site.model import Site

TODAY = date(2026, 11, 26)
POLICY = """<meta http-equiv="Content-Security-Policy" content="default-src 'none'">"""


class Press:
    """In place of what draws and renders: a short file a document, which says what its job is of."""

    def __init__(self) -> None:
        self.fails: str = ""
        self.wrong: list[str] = []
        self.text = "one"
        self.head = POLICY
        self.withdrawn: list[list[str]] = []
        self.checked: list[str] = []
        self.noted: list[str] = []

    def report(self, shop: Workshop, job: Job, document: Document = build.BRIEFING) -> Done:
        path = shop.folders.document(job.edition, job.place, job.language, document.suffix)
        if self.fails and job.place.slug == self.fails:
            raise OverfullPage("Page 1 does not hold its content.")
        text = f"{job.place.slug} {job.language} {document.suffix} {self.text}"
        why = "" if path.is_file() and path.read_text() == text else "not made yet"
        for file in (path, path.with_suffix(".html")) if document.page else (path,):
            write_whole(file, text)
        return Done(path, why)

    def faults(self, made: object, folders: Folders, note: Callable[[str], None]) -> list[str]:
        for text in self.noted:
            note(text)
        self.checked += [one.path.name for one in made]  # type: ignore[attr-defined]
        return self.wrong

    def site(self, site: Site) -> Iterator[tuple[str, bytes]]:
        self.withdrawn.append([kept.file.read_text() for kept in site.withdrawn])
        yield from ((kept.href, kept.file.read_bytes()) for kept in site.withdrawn)
        yield "index.html", f"{self.head}<h1>{site.published}</h1>".encode()


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> Press:
    one = Press()
    monkeypatch.setattr(Workshop, "report", lambda shop, job, document=build.BRIEFING: one.report(shop, job, document))
    monkeypatch.setattr(checks, "faults", one.faults)
    monkeypatch.setattr(checks, "unread", lambda path, made, folders: one.wrong)
    monkeypatch.setattr(site, "files", one.site)
    return one


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("data", "templates", "requirements", "pipeline"):
        (tmp_path / name).symlink_to(Path(name).resolve())
    (tmp_path / "editions").mkdir()
    edition = 'title = "Ours"\ncities = ["boston-ma", "miami-fl"]\nlanguages = ["en", "es"]\n[publishing]\nkeep = 2\n'
    (tmp_path / "editions/ours.toml").write_text(edition + f'hook = "sh {tmp_path}/hook.sh"\n')
    (tmp_path / "hook.sh").write_text(f'cp "$1" {tmp_path}/told.json\n')
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(today: date = TODAY, lines: list[str] | None = None) -> Status:
    return Round("ours", Folders(), (lines if lines is not None else []).append, today).run()


def test_what_is_made_is_checked_and_published_and_told(press: Press, root: Path) -> None:
    lines: list[str] = []
    status = run(lines=lines)
    assert (status.state, status.publication) == ("published", "2026-11-26")
    latest = root / "output/published/ours/latest"
    assert sorted(path.name for path in latest.glob("*.pdf")) == sorted(press.checked)
    assert len(press.checked) == 8
    assert faults(latest) == []
    assert set(manifest.read(latest).findings) == {"boston-ma", "miami-fl"}
    written = json.loads((root / "output/status.json").read_text())
    assert written == json.loads((root / "told.json").read_text())
    assert (written["state"], written["ended"] >= written["started"]) == ("published", True)
    (log,) = (root / "output/log").glob("ours-*.jsonl")
    assert [json.loads(line)["text"] for line in log.read_text().splitlines()] == lines


def test_several_processes_make_the_same(press: Press, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def everything(shop: Workshop, places: object, execute: object, tell: Callable[[Ahead], None]) -> None:
        asked.append(shop.language)
        tell(Ahead("boston-ma", "output/ours/boston-ma.pdf", "not made yet"))
        tell(Ahead("miami-fl", "output/ours/miami-fl.pdf", "not made yet", fault="Page 1 does not hold its content."))

    monkeypatch.setattr(whole, "everything", everything)
    status = Round("ours", Folders(), lambda line: None, TODAY, jobs="2").run()
    assert asked == ["en", "es"]
    assert status.made.count("boston-ma.pdf") == 3  # told by the processes in each language, and made by the press
    assert status.state == "published"
    assert main(["regenerate", "--edition=ours", "--jobs=none"]) == 2


def test_where_nothing_changed_nothing_is_published_or_checked_again(press: Press, root: Path) -> None:
    run()
    press.checked.clear()
    status = run(date(2026, 12, 1))
    assert (status.state, status.publication, status.made) == ("unchanged", "2026-11-26", [])
    assert press.checked == []
    assert len(list((root / "output/published/ours").glob("2026-*"))) == 1


def test_what_changed_is_told_and_old_publications_go(press: Press, root: Path) -> None:
    for month, text in ((9, "one"), (10, "two"), (11, "three")):
        press.text = text
        status = run(date(2026, month, 1))
    assert (
        status.changes[1]
        == "boston-ma: boston-ma-onepager.es.pdf, boston-ma-onepager.pdf, boston-ma.es.pdf, boston-ma.pdf"
    )
    assert sorted(path.name for path in (root / "output/published/ours").glob("2026-*")) == ["2026-10-01", "2026-11-01"]


def test_a_check_that_fails_publishes_nothing_and_is_told(press: Press, root: Path) -> None:
    run()
    press.text, press.wrong = "two", ["boston-ma.pdf: a number has no father"]
    with pytest.raises(NotPublished):
        run(date(2026, 12, 1))
    assert (root / "output/published/ours/latest/boston-ma.pdf").read_text().endswith("one")
    told = json.loads((root / "told.json").read_text())
    assert (told["state"], told["faults"]) == ("failed", press.wrong)


def test_a_document_that_cannot_be_made_is_named_the_others_are_made_and_nothing_is_published(
    press: Press, root: Path
) -> None:
    press.fails = "boston-ma"
    with pytest.raises(NotPublished):
        run()
    status = json.loads((root / "output/status.json").read_text())
    assert len(status["faults"]) == 4
    assert all(fault.startswith("boston-ma") for fault in status["faults"])
    assert (root / "output/ours/miami-fl.pdf").is_file()
    assert not (root / "output/published").exists()


def test_a_site_that_is_not_whole_is_not_published(press: Press, root: Path) -> None:
    press.head += '<a href="gone.pdf">PDF</a>'
    with pytest.raises(NotPublished):
        run()
    assert json.loads((root / "told.json").read_text())["faults"] == [
        "site/index.html: leads to gone.pdf, which is not there"
    ]
    assert not list((root / "output/published/ours").glob("2*"))


def test_a_site_that_would_look_otherwise_is_published_anew(press: Press, root: Path) -> None:
    run()
    press.head += "<p>A new word.</p>"
    assert run(date(2026, 12, 1)).publication == "2026-12-01"
    assert (root / "output/published/ours/latest/site/index.html").read_text().endswith("<h1>2026-12-01</h1>")
    assert run(date(2026, 12, 2)).state == "unchanged"


def test_a_page_for_the_web_that_changed_alone_is_checked(press: Press, root: Path) -> None:
    run()
    press.checked.clear()
    report = press.report

    def spoiled(*given: object) -> Done:
        done = report(*given)  # type: ignore[arg-type]
        if done.path.name == "miami-fl.pdf":
            write_whole(done.path.with_suffix(".html"), "forged")
        return done

    press.report = spoiled  # type: ignore[method-assign]
    run(date(2026, 12, 1))
    assert press.checked == ["miami-fl.pdf"]


def test_what_moved_since_the_last_publication_is_told_once_and_stays(press: Press, root: Path) -> None:
    run(date(2026, 10, 1))
    path = root / "output/published/ours/2026-10-01/manifest.json"
    written = json.loads(path.read_text())
    id, told = next((id, one) for id, one in written["findings"]["boston-ma"].items() if one["unit"] == "percent")
    told |= {"value": "99.9", "hash": "before"}
    path.write_text(json.dumps(written))
    run(date(2026, 11, 1))
    second = manifest.read(root / "output/published/ours/2026-11-01")
    assert [(one.id, one.was.value) for one in second.moved["boston-ma"] if one.was] == [(f"moved.{id}", "99.9")]
    assert second.since["boston-ma"].published == "2026-10-01"
    assert [(past.published, "boston-ma" in past.moved) for past in second.history] == [
        ("2026-10-01", False),
        ("2026-11-01", True),
    ]
    assert run(date(2026, 12, 1)).state == "unchanged"
    press.text = "two"
    run(date(2026, 12, 2))
    third = manifest.read(root / "output/published/ours/latest")
    assert (third.since, third.moved) == (second.since, second.moved)
    assert len(third.history) == 3


def test_a_correction_withdraws_what_was_published_and_keeps_it_marked(press: Press, root: Path) -> None:
    own_data(root)
    run(date(2026, 9, 1))
    press.text = "two"
    run(date(2026, 10, 1))
    (root / "data/corrections.toml").unlink()
    (root / "data/corrections.toml").write_text(CORRECTION)
    press.text = "three"
    run(date(2026, 11, 1))
    latest = manifest.read(root / "output/published/ours/latest")
    kept = [(one.publication, one.document, one.corrections) for one in latest.withdrawn]
    assert kept == [("2026-10-01", "boston-ma.pdf", ("c1",))]
    assert latest.corrections == ("c1",)
    for day, text in ((2, "four"), (3, "five")):  # its own publication goes, and it stays
        press.text = text
        run(date(2026, 11, day))
    assert not (root / "output/published/ours/2026-10-01").exists()
    assert press.withdrawn[-1] == ["boston-ma en  two"]
    assert run(date(2026, 11, 4)).state == "unchanged"


CORRECTION = """[[correction]]
id = "c1"
edition = "ours"
date = 2026-11-01
since = 2026-10-01
documents = ["boston-ma.pdf"]
said = "A thing."
right = "Another thing."
"""


def own_data(root: Path) -> None:
    """The tables one by one, so that a test can add to them."""
    tables = [path.resolve() for path in (root / "data").iterdir() if path.is_file()]
    (root / "data").unlink()
    (root / "data").mkdir()
    for path in tables:
        (root / "data" / path.name).symlink_to(path)


def test_what_lies_in_the_inbox_is_looked_at_first(press: Press, root: Path) -> None:
    own_data(root)
    (root / "data/inbox").mkdir()
    (root / "data/inbox/answer.csv").write_text("no table")
    (root / "data/inbox/answer.toml").write_text("published = 2011-08-01")
    lines: list[str] = []
    assert run(lines=lines).state == "published"
    assert lines[0].startswith("answer.csv was refused")
    assert lines[0] in json.loads((root / "output/status.json").read_text())["notes"]
    assert (root / "data/inbox/refused/answer.csv").is_file()


def test_a_run_beside_another_changes_nothing(press: Press, root: Path) -> None:
    with held(root / "output", "report"), pytest.raises(Busy):
        run()
    assert not (root / "output/status.json").exists()
    with held(root / "output", "report"):
        assert main(["regenerate", "--edition=ours"]) == 75


def test_a_check_that_was_not_whole_is_in_log_and_status(press: Press, root: Path) -> None:
    press.noted = ["Checked by one validator of two."]
    lines: list[str] = []
    assert run(lines=lines).notes == press.noted
    assert press.noted[0] in lines
    assert json.loads((root / "output/status.json").read_text())["notes"] == press.noted
    logged = [json.loads(line) for path in (root / "output/log").iterdir() for line in path.read_text().splitlines()]
    assert {"check"} == {line["event"] for line in logged if line["text"] in press.noted}


def test_without_java_the_check_says_that_it_is_not_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    path = tmp_path / "briefing.pdf"
    path.write_bytes(b"no PDF")
    noted: list[str] = []
    assert ["cannot be read" in line for line in checks._standards([path], noted.append)] == [True]
    assert ["one validator of two" in noted[0], "veraPDF was not asked" in noted[0]] == [True, True]


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_whatever_ends_a_round_is_told_and_the_hook_called(
    press: Press, root: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    def fails(made: object, folders: Folders, note: object) -> list[str]:
        raise error

    monkeypatch.setattr(checks, "faults", fails)
    with pytest.raises(error):
        run()
    told = json.loads((root / "told.json").read_text())
    assert (told["state"], error.__name__ in told["faults"][0]) == ("failed", True)
    assert not (root / "output/published/ours/latest").exists()


def test_a_hook_that_fails_is_told_and_harms_nothing(press: Press, root: Path) -> None:
    (root / "hook.sh").write_text("exit 3\n")
    lines: list[str] = []
    assert run(lines=lines).state == "published"
    assert lines[-1] == "The hook ended with 3."


def test_a_publication_that_was_forged_is_told_and_followed_by_a_whole_one(press: Press, root: Path) -> None:
    run(date(2026, 10, 1))
    forged = root / "output/published/ours/2026-10-01/miami-fl.pdf"
    forged.write_text("forged")
    status = run(date(2026, 11, 1))
    assert (status.state, status.publication) == ("published", "2026-11-01")
    assert "miami-fl.pdf: was changed" in status.notes[0]
    assert faults(root / "output/published/ours/latest") == []
    assert run(date(2026, 12, 1)).state == "unchanged"


def test_verify_and_diff_as_they_are_typed(press: Press, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--edition=ours"]) == 2
    run(date(2026, 10, 1))
    press.text = "two"
    run(date(2026, 11, 1))
    assert main(["verify", "--edition=ours"]) == 0
    assert main(["diff", "--edition=ours"]) == 0
    assert "From 2026-10-01 to 2026-11-01" in capsys.readouterr().out
    assert main(["diff", "--edition=ours", "--before=2026-11-01", "--after=output/published/ours/2026-10-01"]) == 0
    assert "From 2026-11-01 to 2026-10-01" in capsys.readouterr().out
    (root / "output/published/ours/latest/miami-fl.pdf").write_text("forged")
    assert main(["verify", "--edition=ours"]) == 1
    (root / "output/published/ours/latest/\x1b[2Jx").write_text("forged")
    assert main(["verify", "--edition=ours"]) == 1
    told = capsys.readouterr().out
    assert "miami-fl.pdf: was changed" in told
    assert "\x1b" not in told


def test_a_briefing_is_delivered_as_it_was_published_or_not_at_all(press: Press, root: Path) -> None:
    from pipeline.errors import MailNotReady
    from pipeline.handover.cleared import Clearance

    run()
    clearance = Clearance("ours")
    assert clearance.attachment("boston-ma", "es").data.endswith(b"boston-ma es  one")
    with pytest.raises(MailNotReady, match="not in the publication"):
        clearance.attachment("chicago-il", "en")
    press.wrong = ["page 1: “4” is printed"]
    with pytest.raises(MailNotReady, match="“4” is printed"):
        Clearance("ours").attachment("miami-fl", "en")
    (root / "output/published/ours/latest/miami-fl.pdf").write_text("forged")
    with pytest.raises(MailNotReady, match="not as it was published"):
        Clearance("ours").attachment("boston-ma", "es")
