"""A run that is killed leaves no file torn and the next goes on; a place that fails harms no other; no order matters."""

import os
import signal
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from pipeline.build import BRIEFING, Document, Done, Job, Workshop
from pipeline.errors import UndrawableChart
from pipeline.executors.local import here, processes
from pipeline.executors.task import Made
from pipeline.executors.whole import everything
from pipeline.folders import Folders
from pipeline.places import by_slug

from ..conftest import ROOT

FEW = ("kimball-county-ne", "moffat-county-co", "montour-county-pa", "lumpkin-county-ga")


def checkout(root: Path, cities: tuple[str, ...] = FEW) -> Workshop:
    """A workshop with a folder of its own, whose edition has these cities."""
    root.mkdir()
    for name in ("data", "templates", "pipeline"):
        (root / name).symlink_to(ROOT / name, target_is_directory=True)
    (root / "editions").mkdir()
    listed = ", ".join(f'"{city}"' for city in cities)
    (root / "editions" / "few.toml").write_text(f'title = "A few places"\nas_of = 2011-08-16\ncities = [{listed}]\n')
    return Workshop("few", folders=Folders(root))


def documents(shop: Workshop) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(shop.folders.output(shop.edition).glob("*.*"))}


@pytest.mark.slow
def test_no_chart_of_one_place_stands_in_anothers_briefing_whoever_makes_it_and_after_whom(tmp_path: Path) -> None:
    pool, other = checkout(tmp_path / "pool"), checkout(tmp_path / "other")
    told: list[Made] = []
    everything(pool, pool.places(), processes(2), told.append)
    everything(other, reversed(list(other.places())), here(other), told.append)
    assert [made.fault for made in told if made.fault] == []
    assert documents(pool) == documents(other)
    for place in pool.places():
        found = words(pool.folders.document(pool.edition, place))
        own = place.counties[0].name.replace(" County", "")
        others = {one.counties[0].name.replace(" County", "") for one in pool.places()} - {own}
        assert own in found
        assert not any(name in found for name in others)


def words(path: Path) -> str:
    """What a briefing says on all its pages, its charts with them."""
    return " ".join(page.extract_text() for page in PdfReader(path).pages)


@pytest.mark.slow
def test_a_run_that_is_killed_leaves_nothing_torn_and_the_next_goes_on(tmp_path: Path) -> None:
    shop = checkout(tmp_path / "checkout", FEW[:3])
    run = [sys.executable, "-m", "pipeline", "all", "--edition=few"]
    where = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(run, cwd=shop.folders.root, env=where, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        assert first.stdout.readline().startswith("output/few/kimball-county-ne.pdf: not made yet")
        first.send_signal(signal.SIGKILL)
    for data in (content for name, content in documents(shop).items() if name.endswith(".pdf")):
        with pikepdf.open(BytesIO(data)) as whole:
            assert len(whole.pages) >= 4
    again = subprocess.run(run, cwd=shop.folders.root, env=where, capture_output=True, text=True, check=True)
    assert again.stdout.splitlines()[0] == "output/few/kimball-county-ne.pdf: up to date"
    assert again.stdout.splitlines()[-1].startswith("Made 2, up to date 1, failed 0.")
    sums = shop.folders.output(shop.edition) / "SHA256SUMS"
    listed = [line.split(maxsplit=1)[1] for line in sums.read_text().splitlines()]
    assert listed == [f"{slug}{ending}" for slug in sorted(FEW[:3]) for ending in (".html", ".pdf")]


@pytest.mark.parametrize("fault", [UndrawableChart("the chart has no numbers"), KeyError("share"), OSError(28, "full")])
def test_a_place_that_fails_is_named_the_others_are_made_and_its_earlier_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    shop = checkout(tmp_path / "checkout", FEW[:3])
    earlier = shop.folders.document(shop.edition, by_slug(FEW[1], shop.tables.places))
    earlier.parent.mkdir(parents=True)
    earlier.write_bytes(b"what was there")

    def report(self: Workshop, job: Job, document: Document = BRIEFING) -> Done:
        if job.place.slug == FEW[1]:
            raise fault
        path = self.folders.document(job.edition, job.place)
        path.write_bytes(b"made")
        return Done(path, "not made yet")

    monkeypatch.setattr(Workshop, "report", report)
    told: list[Made] = []
    everything(shop, shop.places(), here(shop), told.append)
    assert [made.slug for made in told if made.fault] == [FEW[1]]
    assert [made.why for made in told if not made.fault] == ["not made yet"] * 2
    assert earlier.read_bytes() == b"what was there"
