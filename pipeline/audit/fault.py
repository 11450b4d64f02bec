"""What an audit finds: where it stands, what it is, and why it has no father."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing that must not be in a briefing."""

    where: str
    what: str
    why: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what} {self.why}"
