"""`python -m pipeline VERB`."""

import os
import sys

os.environ["MPLBACKEND"] = "agg"  # a notebook leaves its own behind, which matplotlib cannot find here

from pipeline.unchanged import answer  # after the line above: matplotlib reads it while it is imported


def run() -> int:
    """The exit code of the command; what it needs is loaded only where something has changed since it was answered."""
    code = answer(sys.argv[1:])
    if code is None:
        from pipeline.cli import main

        code = main()
    return code


if __name__ == "__main__":
    sys.exit(run())
