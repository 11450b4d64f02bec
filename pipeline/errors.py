"""What can go wrong, said to a campaigner: what is wrong, where, and what to do. The CLI prints these as one line."""


class BriefingError(Exception):
    """Something failed that is nobody's mistake at the keyboard; exit code 1."""

    exit_code = 1


class UserError(BriefingError):
    """The user can put it right: a name, an option, a line in a table; exit code 2."""

    exit_code = 2


class UnknownPlace(UserError):
    """No place of that name is in data/places.csv."""


class AmbiguousPlace(UserError):
    """Several places bear the name."""


class UnknownEdition(UserError):
    """No such file under editions/."""


class BrokenEdition(UserError):
    """A line of an edition file does not say what it must."""


class BrokenTable(UserError):
    """A table in data/ breaks its contract: names file, row, column, expected and found."""


class RefusedAsset(BriefingError):
    """A page asked for a file that is not the run's own."""


class OverfullPage(BriefingError):
    """A page that must hold its whole content cannot."""


class UndrawableChart(BriefingError):
    """A chart was given something it cannot draw."""


class MachineNotReady(UserError):
    """The machine lacks something that set-up may not install by itself; ends with the line to type."""


class SetupFailed(BriefingError):
    """An installer failed during set-up; its own words stand above."""
