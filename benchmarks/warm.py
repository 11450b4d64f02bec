"""Make briefings in this process, by the pipeline of whatever checkout this is run in, and tell what each costs.

`python warm.py EDITION SLUG ...`: the first is made to warm up and is not counted. Prints a line of JSON.
"""

import json
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

os.environ["MPLBACKEND"] = "agg"
sys.path.insert(0, os.getcwd())


def main() -> None:
    """Measure, and print CPU seconds a briefing, wall seconds and the peak of memory in megabytes."""
    import pandas as pd

    pd.set_option("mode.string_storage", "python")
    from pipeline import places
    from pipeline.build import Workshop
    from pipeline.folders import Folders

    edition, *slugs = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        for name in ("data", "editions", "templates", "pipeline"):
            Path(folder, name).symlink_to(Path(name).resolve(), target_is_directory=True)
        shop = Workshop(edition, folders=Folders(Path(folder)))
        cpu = []
        for slug in slugs:
            start = time.process_time()
            shop.report(shop._job(places.by_slug(slug, shop.tables.places)))
            cpu.append(time.process_time() - start)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"cpu": cpu[1:], "first": cpu[0], "megabytes": most}))


if __name__ == "__main__":
    main()
