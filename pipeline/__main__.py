"""`python -m pipeline VERB`."""

import os
import sys

os.environ["MPLBACKEND"] = "agg"  # a notebook leaves its own behind, which matplotlib cannot find here

from pipeline.cli import main  # after the line above: matplotlib reads it while it is imported

if __name__ == "__main__":
    sys.exit(main())
